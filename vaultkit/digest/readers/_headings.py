"""Headings that are titles: they cite, or their first lines are a paper's fields, names or link."""

from collections import Counter
from dataclasses import replace

from vaultkit.digest.alike import context_of
from vaultkit.digest.readers._announced import mentions_papers, speaks_of_papers
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, labelled_field, with_body
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._review import is_part
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.readers._vote import as_signed
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.words import CJK

_LONG = 8
"""How many letters a title in Chinese, Japanese or Korean has, at least, of which nothing else is known."""
_WIDE = 40
_FEWEST = 6


def headings(heads: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """Those of ``heads`` whose text cites, or whose first lines are a paper's fields, names or link."""
    found = heads[1:] if heads and _is_name_of_page(heads[0], lines) else heads
    level = {one.block.level for one in found if one.evidence == 2}
    return [one for one in found if one.block.level in level]


def all_headings(lines: tuple[Block, ...]) -> list[Candidate]:
    """The headings that may be titles, proven or not."""
    heads = [block for block in lines if block.kind == "heading" and block.text]
    context = context_of(strip_marks(block.text) for block in heads)
    found, passed = [], list[Candidate]()
    for block in heads:
        text, last = _of_heading(block, lines)
        told = tell(text, context) if not is_part(block.text) else None
        if told is None:
            continue
        if told.evidence < 2 and not told.title.is_cited and speaks_of_papers(block.text):
            continue
        candidate = with_body(block, told, lines, lambda other: other.kind == "heading", last)
        if told.evidence == 2 or candidate.evidence == 2 or reads_as_title(told.title.title):
            found.append(candidate)
        elif len(CJK.findall(told.title.title)) >= _LONG and block.text[-1] not in "。：:；？":
            passed.append(candidate)
    return as_signed(sorted([*found, *_among(passed, found)], key=lambda one: one.block.line))


def _among(passed: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Those of ``passed``, whose words say nothing, in a level whose other headings are nearly all papers."""
    sure = Counter(one.block.level for one in found if one.evidence == 2)
    others = Counter(one.block.level for one in passed)
    return [
        replace(one, evidence=2)
        for one in passed
        if sure[one.block.level] >= max(_FEWEST, 3 * others[one.block.level])
    ]


def _of_heading(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of a heading and its last line: what a label of titles (``Title:``) stands before, or over."""
    label = labelled_field(block.text)
    if label is None or label.kind != "title":
        return _whole(block, lines)
    below = next((other for other in lines[block.line :] if other.kind != "blank"), block)
    if not label.value and below.kind == "text":
        return below.text, below.line
    return label.value or block.text, block.line


def _whole(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of a heading and its last line: a long one goes on in a short line in small letters."""
    below, behind = (*lines[block.line : block.line + 2], block, block)[:2]
    long = len(block.text) >= _WIDE and block.text[-1].isalnum()
    rest = below.text if below.kind == "text" and behind.kind in ("blank", "heading") else ""
    if long and rest[:1].islower() and rest[-1] not in ".:;" and len(rest) <= len(block.text) * 2:
        return f"{block.text} {rest}", below.line
    return block.text, block.line


def _is_name_of_page(one: Candidate, lines: tuple[Block, ...]) -> bool:
    """Whether a first heading alone at its level names the page and its writer, and no paper."""
    heads = [block for block in lines if block.kind == "heading"]
    if heads[0].line != one.block.line:
        return False
    if mentions_papers(one.told.title.title):
        return True
    alone = sum(block.level == one.block.level for block in heads) == 1
    if not alone or one.told.evidence == 2:
        return False
    said = one.told.title.venue or one.identifiers or one.told.identifiers
    return speaks_of_papers(one.block.text) or (not said and not reads_as_title(one.told.title.title))
