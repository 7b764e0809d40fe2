"""Headings that are titles: they cite, or their first lines are a paper's fields, names or link."""

from vaultkit.digest.alike import context_of
from vaultkit.digest.readers._announced import mentions_papers, speaks_of_papers
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate, labelled_field, with_body
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._review import is_part
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.readers._vote import as_signed
from vaultkit.digest.titles import reads_as_title


def headings(heads: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """Those of ``heads`` whose text cites, or whose first lines are a paper's fields, names or link."""
    found = heads[1:] if heads and _is_name_of_page(heads[0], lines) else heads
    level = {one.block.level for one in found if one.evidence == 2}
    return [one for one in found if one.block.level in level]


def all_headings(lines: tuple[Block, ...]) -> list[Candidate]:
    """The headings that may be titles, proven or not."""
    heads = [block for block in lines if block.kind == "heading" and block.text]
    context = context_of(strip_marks(block.text) for block in heads)
    found = []
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
    return as_signed(found)


def _of_heading(block: Block, lines: tuple[Block, ...]) -> tuple[str, int]:
    """The text of a heading and its last line: what a label of titles (``Title:``) stands before, or over."""
    label = labelled_field(block.text)
    if label is None or label.kind != "title":
        return block.text, block.line
    below = next((other for other in lines[block.line :] if other.kind != "blank"), block)
    if not label.value and below.kind == "text":
        return below.text, below.line
    return label.value or block.text, block.line


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
