"""A Markdown page as a digest: its chosen papers, the lists and tables apart from them, and their lines.

Which lines are titles is said by ``_families`` and ``_rows``; here is what they are in one page, and
where each paper's lines end.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, is_blank, pictures
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._announced import mentions_papers, presented
from vaultkit.digest.readers._best import best
from vaultkit.digest.readers._blocks import Block, blocks
from vaultkit.digest.readers._body import Candidate, labelled_field
from vaultkit.digest.readers._cells import papers_of_cells
from vaultkit.digest.readers._families import declared, families
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._places import placed_by, places
from vaultkit.digest.readers._remarks import without_remarks
from vaultkit.digest.readers._review import ROOMY, before_parts, is_review
from vaultkit.digest.readers._rows import Row, lines_of_tables, papers_of_rows
from vaultkit.digest.titles import reads_as_title
from vaultkit.vault.papers import title_key

_FEWEST, _SEVERAL = 3, 2


def read_page(document: Document, reader: str) -> Digest:
    """The digest of a page, as the reader ``reader`` gives it."""
    lines = blocks(document)
    rows = papers_of_rows(lines_of_tables(document, lines))
    rows += papers_of_cells(document, lines, {row.first for row in rows})
    in_rows = {number for row in rows for number in range(row.first, row.last + 1)}
    every = families(
        tuple(replace(block, kind="html") if block.line in in_rows else block for block in lines)
    )
    chosen = _without_children(best(every), lines)
    if own := _own_heading(lines, every[0], len(chosen) + len(rows)):
        chosen, rows = [own], []
    elif is_review(lines, chosen, len(rows)):
        chosen, rows = before_parts(chosen, lines), []
    elif chosen:
        chosen, rows = _parted(document, lines, chosen, rows)
        chosen = _with_lists_apart(document, lines, chosen, rows, every)
    digest = _digest(document, reader, lines, without_remarks(chosen), without_remarks(rows))
    named = any(labelled_field(one.block.text) for one in chosen)
    nested = bool(chosen) and not rows and all(one.block.parent for one in chosen)
    if _is_aside(digest, lines, nested) and not (named or _counts(chosen)):
        return _digest(document, reader, lines, declared(lines, every[1])[:1], [])
    return digest


def proven(digest: Digest) -> int:
    """How much the papers of a digest say besides their titles."""
    said = ((one.venue, one.year, one.orgs, one.authors, one.identifiers) for one in digest.entries)
    return sum(bool(part) for parts in said for part in parts)


def _own_heading(lines: tuple[Block, ...], heads: Sequence[Candidate], papers: int) -> Candidate | None:
    """The first heading, when it is a paper with its writers, stands alone above all others, and the other
    ``papers`` are few in a long text: what it mentions.
    """
    levels = [block.level for block in lines if block.kind == "heading"]
    first = next((one for one in heads if one.evidence == 2), None)
    if first is None or levels.count(first.block.level) > 1 or first.block.level != min(levels):
        return None
    title = first.told.title
    shown = sum(block.kind not in ("blank", "meta") for block in lines)
    whole = bool(title.authors) and reads_as_title(title.title) and not mentions_papers(title.title)
    return first if whole and papers > 1 and papers * ROOMY < shown else None


def _parted(
    document: Document, lines: tuple[Block, ...], chosen: list[Candidate], rows: list[Row]
) -> tuple[list[Candidate], list[Row]]:
    """Rows inside a paper's lines are its results; but a paper with many rows is but their heading."""
    if not rows:
        return chosen, rows
    owner = _owners(document, lines, chosen)
    owned = [row for row in rows if row.first in owner]
    holding = {owner[row.first] for row in owned}
    if len(owned) > len(holding):
        return [one for one in chosen if one.block.line not in holding], rows
    return chosen, [row for row in rows if row.first not in owner]


def _with_lists_apart(
    document: Document,
    lines: tuple[Block, ...],
    chosen: list[Candidate],
    rows: list[Row],
    every: Sequence[list[Candidate]],
) -> list[Candidate]:
    """``chosen`` and the proven papers of other families in sections of their own, two at least.

    Where papers are headings, such a section must say that papers stand in it.
    """
    if all(one.block.kind != "heading" for one in chosen):
        chosen = sorted([*chosen, *_free_headings(document, lines, chosen, rows, every[0])], key=_place)
    said = presented(lines) if any(one.block.kind == "heading" for one in chosen) else None
    heading, section = 0, dict[int, int]()
    for block in lines:
        heading = block.line if block.kind == "heading" else heading
        section[block.line] = heading
    for family in every:
        taken = sorted({*_owners(document, lines, chosen), *(row.first for row in rows)})
        apart = []
        for one in family:
            place = bisect_right(taken, one.block.line)
            free = not place or taken[place - 1] < section[one.block.line] or not taken
            free = free and (said is None or one.block.line in said)
            outer = one.block.kind in ("item", "text") and not one.block.parent
            if one.evidence == 2 and outer and free:
                apart.append(one)
        counted = Counter(section[one.block.line] for one in apart)
        more = [one for one in apart if counted[section[one.block.line]] >= 2]
        chosen = sorted([*chosen, *_without_children(more, lines)], key=_place)
    return chosen


def _free_headings(
    document: Document,
    lines: tuple[Block, ...],
    chosen: list[Candidate],
    rows: list[Row],
    heads: Sequence[Candidate],
) -> list[Candidate]:
    """The headings that lead to a paper, or over its writers, with none of the ``chosen`` below them, two at
    least.
    """
    taken = sorted({*_owners(document, lines, chosen), *(row.first for row in rows)})
    starts = [block.line for block in lines if block.kind == "heading"]
    found = []
    for one in heads:
        end = next((line for line in starts if line > one.block.line), len(lines) + 1)
        free = bisect_right(taken, end - 1) == bisect_right(taken, one.block.line)
        linked = one.told.evidence == 2 and one.told.shape == "link"
        signed = one.evidence == 2 and one.told.title.authors and reads_as_title(one.told.title.title)
        if free and (linked or signed):
            found.append(one)
    return found if len(found) > 1 else []


def _place(one: Candidate) -> int:
    return one.block.line


def _owners(document: Document, lines: tuple[Block, ...], chosen: list[Candidate]) -> dict[int, int]:
    """Which lines belong to which of the ``chosen``, both by their numbers."""
    breaks = _breaks(lines, chosen, document)
    starts = {one.block.line for one in chosen}
    owner: dict[int, int] = {}
    current = 0
    for block in lines:
        current = block.line if block.line in starts else 0 if block.line in breaks else current
        if current and not is_blank(document.lines[block.line - 1].text):
            owner[block.line] = current
    return owner


def _digest(
    document: Document, reader: str, lines: tuple[Block, ...], chosen: list[Candidate], rows: list[Row]
) -> Digest:
    starts = {one.block.line for one in chosen} | {row.first for row in rows}
    sections, said = _sections(lines, starts), places(lines)
    found = [
        Found(
            placed_by(one.told.title, said.get(one.block.line), (*one.told.identifiers, *one.identifiers)),
            one.block.line,
            one.last,
            (*one.told.identifiers, *one.identifiers),
            other_titles=one.other_titles,
            section=sections.get(one.block.line),
        )
        for one in chosen
    ]
    found += [
        Found(
            placed_by(row.told.title, said.get(row.first), row.identifiers),
            row.first,
            row.last,
            row.identifiers,
            row.abstract,
            section=sections.get(row.first),
        )
        for row in rows
    ]
    found.sort(key=lambda one: one.first)
    alone = len(found) == 1 and bool(chosen) and labelled_field(chosen[0].block.text) is not None
    breaks = {} if alone else _breaks(lines, chosen, document)
    breaks |= {row.last + 1: "front" for row in rows}
    breaks = {line: place for line, place in breaks.items() if line not in starts}
    return assemble(document, reader, found, breaks, _own_title(lines, starts))


def _counts(chosen: Sequence[Candidate]) -> bool:
    """Whether the papers are most numbers of a page that counts up, three at least."""
    numbers = [int(one.block.number or 0) for one in chosen]
    rises = all(above < below for above, below in pairwise([0, *numbers]))
    return len(numbers) >= _FEWEST and rises and len(numbers) * 3 >= numbers[-1] * 2


def _is_aside(digest: Digest, lines: tuple[Block, ...], nested: bool) -> bool:
    """Whether the papers are but a few links in a long text about something else.

    When nested, they are also when they are but a few in the sections that they stand in.
    """
    if not 0 < len(digest.entries) <= 10 or (not nested and any(entry.venue for entry in digest.entries)):
        return False
    covered = {line.number for entry in digest.entries for line in (*entry.title_lines, *entry.lines)}
    if len(covered) * 8 < len(covered) + len(digest.front) + len(digest.unplaced):
        return True
    sections: dict[int, list[int]] = {}
    heading = 0
    for block in lines:
        heading = block.line if block.kind == "heading" else heading
        if block.kind not in ("blank", "meta"):
            sections.setdefault(heading, []).append(block.line)
    around = sum(len(section) for section in sections.values() if covered & set(section))
    return nested and len(covered) * 3 < around


def _without_children(family: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The candidates that lie in no other candidate's item; one that says nothing itself, and heads several
    that do, is none unless one of them cites it.
    """
    parents = {block.line: block.parent for block in lines}
    proven: dict[int, list[str]] = {}
    for one in family:
        if one.told.evidence == 2:
            proven.setdefault(one.block.parent, []).append(title_key(one.told.title.title))
    family = [
        one
        for one in family
        if one.told.evidence
        or one.identifiers
        or len(below := proven.get(one.block.line, [])) < _SEVERAL
        or title_key(one.told.title.title) in below
    ]
    taken = {one.block.line for one in family}
    chosen = []
    for one in family:
        parent = parents[one.block.line]
        while parent and parent not in taken:
            parent = parents[parent]
        if not parent:
            chosen.append(one)
    return chosen


def _sections(lines: tuple[Block, ...], starts: Collection[int]) -> dict[int, str]:
    """The heading that each paper stands under."""
    sections: dict[int, str] = {}
    heading = ""
    for block in lines:
        if block.line in starts:
            if heading:
                sections[block.line] = heading
        elif block.kind == "heading":
            heading = strip_marks(block.text)
    return sections


def _breaks(lines: tuple[Block, ...], chosen: list[Candidate], document: Document) -> dict[int, Place]:
    """Where a paper's lines end before the next one begins: at headings, other items, anchors and prose."""
    if not chosen:
        return {}
    taken = {one.block.line: one for one in chosen}
    has_papers = {block.parent for block in lines if block.line in taken}
    breaks: dict[int, Place] = {}
    current: Candidate | None = None
    blank, counts = False, _counts(chosen)
    for block, line in zip(lines, document.lines, strict=True):
        if block.line in taken:
            current = taken[block.line]
        elif current is None or block.kind == "blank":
            blank = blank or block.kind == "blank"
            continue
        elif _ends(current.block, block, blank and not counts) and not pictures(line):
            breaks[block.line] = (
                "unplaced" if block.kind == "item" and block.line not in has_papers else "front"
            )
        blank = False
    return breaks


def _ends(title: Block, block: Block, blank: bool) -> bool:
    """Whether ``block`` lies outside the paper that ``title`` opened."""
    if block.kind == "heading":
        return title.kind != "heading" or block.level <= title.level
    if block.kind == "html":
        return block.text.startswith(("<a ", "<br", "<hr"))
    if title.kind == "item":
        if block.kind == "item":
            return block.indent <= title.indent and labelled_field(block.text) is None
        return block.kind == "rule" or (
            blank and block.kind in ("text", "table") and block.indent <= title.indent
        )
    return False


def _own_title(lines: tuple[Block, ...], starts: Collection[int]) -> str | None:
    """The document's title: its frontmatter's, else its first heading before the first paper."""
    for block in lines:
        if block.line in starts:
            return None
        if block.kind == "meta" and block.text.startswith("title:"):
            return block.text.removeprefix("title:").strip().strip("\"'") or None
        if block.kind == "heading" and block.text:
            return strip_marks(block.text)
    return None
