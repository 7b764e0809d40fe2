"""Markdown tables: the header says what each column holds, each row is one paper.

A cell may hold a whole entry (``3) **Title** - what it does``): then its words after the title are
the paper's description. A table without a column for titles, or with nothing that makes its rows
papers, is no list of papers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.fields import add_field, identifiers_of, label_kind
from vaultkit.digest.identifiers import Identifier, is_paper_link
from vaultkit.digest.readers._blocks import Block, blocks
from vaultkit.digest.readers._inline import pieces, plain, strip_marks
from vaultkit.digest.readers._linked import labelled_links
from vaultkit.digest.readers._tell import Told, tell
from vaultkit.digest.titles import Context

_BAR = pattern(r"(?<!\\)\|")
_RULER = pattern(r":?-+:?")
_BREAK = pattern(r"\s*<br\s*/?>\s*", 2)
_WIDE = pattern(r"(?<=\w|[?!)])\s{2,}(?=[A-Z]\w*\s+\w+\s)")
_TITLES = frozenset({"title", "paper"})
_SAYING = frozenset({"authors", "venue", "year", "pdf", "doi", "code", "abstract", "links", "paper"})
_HEADERS = {
    "links": "links",
    "link": "links",
    "name": "alias",
    "method": "alias",
    "model": "alias",
    "short": "alias",
    "papers": "paper",
    "pub": "venue",
    "pub.": "venue",
    "conference/journal": "venue",
    "year": "year",
    "description": "abstract",
    "summary": "abstract",
}


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    told: Told
    identifiers: tuple[Identifier, ...]
    abstract: str | None


def sniff(document: Document) -> int:
    """Sure when rows of papers outnumber the list items and headings with links."""
    if not any(_is_ruler(line.text) for line in document.lines if "|" in line.text):
        return 0
    rows = sum(1 for _ in _lines_of_tables(blocks(document)))
    if not rows:
        return 0
    others = sum(
        "](" in line.text and line.text.lstrip()[:1] in ("-", "*", "+", "#", "1") for line in document.lines
    )
    return 80 if rows >= others else 30


def read(document: Document) -> Digest:
    """The papers of all tables that have a column of titles."""
    lines = blocks(document)
    sections = _sections(lines)
    found = [
        Found(
            row.told.title, row.line, row.line, row.identifiers, row.abstract, section=sections.get(row.line)
        )
        for row in _rows(lines)
    ]
    taken = {paper.first for paper in found}
    breaks: dict[int, Place] = {block.line: "front" for block in lines if block.line not in taken}
    title = next((strip_marks(block.text) for block in lines if block.kind == "heading"), None)
    return assemble(document, "tables", found, breaks, title)


def _rows(lines: tuple[Block, ...]) -> Iterator[_Row]:
    """The papers of all rows."""
    for block, columns in _lines_of_tables(lines):
        if row := _row(block, columns):
            yield row


def _lines_of_tables(lines: tuple[Block, ...]) -> Iterator[tuple[Block, list[str]]]:
    """The lines below a ruler, as long as they have bars, with what their columns hold."""
    columns: list[str] = []
    for index, block in enumerate(lines):
        if "|" not in block.text or block.kind not in ("table", "text", "item"):
            columns = []
        elif _is_ruler(block.text):
            columns = _columns(lines[index - 1].text) if index and "|" in lines[index - 1].text else []
        elif columns:
            yield block, columns


def _is_ruler(text: str) -> bool:
    cells = _cells(text)
    return bool(cells) and all(_RULER.fullmatch(cell) for cell in cells) and "-" in text


def _columns(header: str) -> list[str]:
    """What each column holds; [] when no column holds titles."""
    kinds = []
    for cell in _cells(header):
        text = strip_marks(cell).strip(" *_").casefold()
        kinds.append(_HEADERS.get(text) or label_kind(text) or "other")
    if "title" in kinds:
        first = kinds.index("title")
    elif "paper" in kinds:
        first = kinds.index("paper")
    else:
        return []
    kinds = ["links" if kind == "title" and index != first else kind for index, kind in enumerate(kinds)]
    kinds[first] = "title"
    return kinds


def _cells(text: str) -> list[str]:
    cells = _BAR.split(text.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _row(block: Block, columns: list[str]) -> _Row | None:
    cells = _cells(block.text)
    place = columns.index("title")
    if place >= len(cells):
        return None
    first, *rest = _BREAK.split(cells[place])
    wide = _WIDE.search(first) if not first.lstrip(" 0123456789.)").startswith(("*", "[", "`")) else None
    told = tell(first[: wide.start()] if wide else first, Context())
    if told is None or not (told.evidence == 2 or _SAYING & set(columns)):
        return None
    title, said, description = told.title, list(told.identifiers), ""
    for kind, cell in zip(columns, cells, strict=False):
        if kind == "title":
            continue
        row = pieces(cell)
        text = plain(row).strip()
        if kind == "links" or (kind in ("other", "paper", "pdf") and "](" in cell):
            said += labelled_links(cell)
        links = " ".join(piece.link for piece in row if piece.link.startswith("http"))
        if kind in ("paper", "pdf", "doi", "code"):
            said += identifiers_of(kind, links or text)
        elif kind == "abstract":
            description = text
        elif kind == "other" and any(is_paper_link(piece.link) for piece in row if not piece.image):
            said += identifiers_of("paper", links)
        elif kind != "links":
            title = add_field(title, kind, text)
    inside = _inside(first, title.title)
    words = "\n".join(part for part in (inside, *map(strip_marks, rest), description) if part)
    return _Row(block.line, replace(told, title=title), tuple(dict.fromkeys(said)), words or None)


def _inside(cell: str, title: str) -> str:
    """The description after the title in its own cell."""
    after = strip_marks(cell).partition(title)[2]
    after = after.strip(" \t-–—:|.")
    return after if len(after.split()) > 3 else ""


def _sections(lines: tuple[Block, ...]) -> dict[int, str]:
    sections: dict[int, str] = {}
    heading = ""
    for block in lines:
        if block.kind == "heading":
            heading = strip_marks(block.text)
        elif heading:
            sections[block.line] = heading
    return sections
