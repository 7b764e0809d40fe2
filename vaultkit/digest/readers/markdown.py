"""Markdown digests: headings, bold lines, list items or plain lines are titles, what follows is the paper's.

A document has one way to print its papers. Each way (a *family* of lines: headings, bold lines,
items, plain lines) is read, and the one in which most lines prove to be papers is taken; so links
inside a paper's notes are never papers beside it. What proves a paper: a citation, a link to where
papers lie, or fields and names below its title.
"""

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, pictures
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._blocks import Block, blocks
from vaultkit.digest.readers._body import Candidate, labelled_field
from vaultkit.digest.readers._families import best, bold, fielded, headings, items, plain
from vaultkit.digest.readers._inline import strip_marks


def sniff(document: Document) -> int:
    """Headings, links and bold text make a text Markdown."""
    score = 0
    for line in document.lines[:400]:
        text = line.text
        score += 3 * text.startswith("#") + 2 * ("](" in text) + ("**" in text) + (text[:2] in ("- ", "* "))
    return min(50 + score, 70) if score >= 3 else 0


def read(document: Document) -> Digest:
    """The papers of a Markdown digest; see the module's docstring for which lines are titles."""
    lines = blocks(document)
    family = best([headings(lines), fielded(lines), bold(lines), items(lines), plain(lines)])
    chosen = _without_children(family, lines)
    digest = _digest(document, lines, chosen)
    named = any(labelled_field(one.block.text) for one in chosen)
    return _digest(document, lines, []) if _is_aside(digest) and not named else digest


def _digest(document: Document, lines: tuple[Block, ...], chosen: list[Candidate]) -> Digest:
    sections = _sections(lines, chosen)
    found = [
        Found(
            one.told.title,
            one.block.line,
            one.last,
            (*one.told.identifiers, *one.identifiers),
            other_titles=one.other_titles,
            section=sections.get(one.block.line),
        )
        for one in chosen
    ]
    alone = len(chosen) == 1 and labelled_field(chosen[0].block.text) is not None
    breaks = {} if alone else _breaks(lines, chosen, document)
    return assemble(document, "markdown", found, breaks, _own_title(lines, chosen))


def _is_aside(digest: Digest) -> bool:
    """Whether the papers are but a few links in a long text about something else."""
    if not 0 < len(digest.entries) <= 10 or any(entry.venue for entry in digest.entries):
        return False
    covered = sum(len(entry.title_lines) + len(entry.lines) for entry in digest.entries)
    return covered * 8 < covered + len(digest.front) + len(digest.unplaced)


def _without_children(family: list[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """The candidates that lie in no other candidate's item."""
    parents = {block.line: block.parent for block in lines}
    taken = {one.block.line for one in family}
    chosen = []
    for one in family:
        parent = parents[one.block.line]
        while parent and parent not in taken:
            parent = parents[parent]
        if not parent:
            chosen.append(one)
    return chosen


def _sections(lines: tuple[Block, ...], chosen: list[Candidate]) -> dict[int, str]:
    """The heading that each paper stands under."""
    taken = {one.block.line for one in chosen}
    sections: dict[int, str] = {}
    heading = ""
    for block in lines:
        if block.line in taken:
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
    blank = False
    for block, line in zip(lines, document.lines, strict=True):
        if block.line in taken:
            current = taken[block.line]
        elif current is None or block.kind == "blank":
            blank = blank or block.kind == "blank"
            continue
        elif _ends(current.block, block, blank) and not pictures(line):
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


def _own_title(lines: tuple[Block, ...], chosen: list[Candidate]) -> str | None:
    """The document's title: its frontmatter's, else its first heading before the first paper."""
    first = chosen[0].block.line if chosen else len(lines) + 1
    for block in lines:
        if block.line >= first:
            return None
        if block.kind == "meta" and block.text.startswith("title:"):
            return block.text.removeprefix("title:").strip().strip("\"'") or None
        if block.kind == "heading" and block.text:
            return strip_marks(block.text)
    return None
