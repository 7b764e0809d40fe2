"""The rows of tables as papers: the header says what each column holds, Markdown and HTML tables alike.

A cell may hold a whole entry (``3) **Title** - what it does``): then its words after the title are
the paper's description. A table without a column for titles, or with nothing that makes its rows
papers, is no list of papers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import compile as pattern

from vaultkit.digest.document import Document
from vaultkit.digest.fields import add_field, identifiers_of, label_kind
from vaultkit.digest.identifiers import Identifier, is_paper_link, names_paper
from vaultkit.digest.readers._announced import of_other_things
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import is_noted
from vaultkit.digest.readers._html_tables import html_tables
from vaultkit.digest.readers._inline import pieces, plain, strip_marks, without_html
from vaultkit.digest.readers._linked import labelled_links, linked_papers
from vaultkit.digest.readers._tell import Told, tell
from vaultkit.digest.titles import Context, reads_as_title
from vaultkit.digest.venues import cite, venue
from vaultkit.digest.wording import worded, wording

_FEW = 4
_BAR = pattern(r"(?<!\\)\|")
_RULER = pattern(r":?-+:?")
_BREAK = pattern(r"\s*<br\s*/?>\s*", 2)
_WIDE = pattern(r"(?<=\w|[?!)])\s{2,}(?=[A-Z]\w*\s+\w+\s)")
_AND = pattern(r"\s*[&/+(,]\s*|\s+and\s+")
_PAPERS = pattern(r"paper|论文|논문|論文", 2)
_SAYING = frozenset({"authors", "venue", "dated", "pdf", "doi", "code", "abstract", "links", "paper"})
_PRESENTER = pattern(
    r"present|speaker|discussant|leader|moderator|host|^(?:person|who)\b|\bsession|\bleading"
    r"|발표|主讲|讲者|汇报|担当|発表者",
    2,
)
_UNDECIDED = pattern(
    r"t\.?b\.?[ad]\.?|n/?a|none|-+|documentation|tutorial|cancell?ed|no (?:meeting|class)|break|holiday",
    2,
)
# A formula, which no title is made of: `Gt = γ^(T-t)`, `w ∈ [a, b]`.
_FORMULA = pattern(r"[=∈∑≤≥]|\w\^\(")
# What a header may say of a column that holds titles or places all the same.
_UNNAMED = frozenset({"other", "alias", "links", "paper"})
_YEARS = frozenset({"year", "연도", "년도", "年份", "年", "发表年"})
_HEADERS = {
    "links": "links",
    "link": "links",
    "name": "alias",
    "method": "alias",
    "model": "alias",
    "short": "alias",
    "papers": "paper",
    "reading": "paper",
    "readings": "paper",
    "article": "paper",
    "articles": "paper",
    "논문명": "title",
    "论文名称": "title",
    "論文名": "title",
    "publisher": "venue",
    "publication": "venue",
    "pub": "venue",
    "pub.": "venue",
    "conference/journal": "venue",
    "journal/conference": "venue",
    "j/c": "venue",
    "year": "year",
    "description": "abstract",
    "summary": "abstract",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its lines, its cells as Markdown, what its columns hold, and in which table it stands.

    ``proven`` says that the header itself names a column of titles, ``named`` that the table has but short
    names for them, each with a link to its paper.
    """

    first: int
    last: int
    cells: tuple[str, ...]
    columns: tuple[str, ...]
    table: int
    proven: bool = True
    named: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is a paper."""

    first: int
    last: int
    told: Told
    identifiers: tuple[Identifier, ...]
    abstract: str | None


def lines_of_tables(document: Document, lines: tuple[Block, ...]) -> list[Line]:
    """The rows below the headers of all tables that have a column of titles, in the order of their lines.

    Where no header names titles, the column in which most cells are linked titles holds them, in a table
    of a few rows the same column as in the others with its header.
    """
    tables: dict[int, list[Line]] = {}
    for row in (*_markdown(lines), *_tabbed(lines), *_html(document, lines)):
        tables.setdefault(row.table, []).append(row)
    others = of_other_things(lines)
    tables = {
        table: _by_name(_with_places(rows)) if table not in others else rows for table, rows in tables.items()
    }
    found = [row for rows in tables.values() if "title" in rows[0].columns for row in rows]
    untitled = [rows for rows in tables.values() if "title" not in rows[0].columns]
    places = {rows[0].columns: place for rows in untitled if (place := _place_of_titles(rows)) is not None}
    for rows in untitled:
        place = places.get(rows[0].columns)
        if place is not None and (len(rows) < _FEW or place == _place_of_titles(rows)):
            found += [_titled(row, place) for row in rows]
    return sorted(found, key=lambda row: row.first)


def _by_name(rows: list[Line]) -> list[Line]:
    """``rows`` by the names in another column, where the column called paper holds nothing but links."""
    columns = rows[0].columns
    if "title" not in columns or "alias" not in columns:
        return rows
    place, name = columns.index("title"), columns.index("alias")
    cells = [row.cells[place] for row in rows if place < len(row.cells)]
    filled = [cell for cell in cells if strip_marks(cell).strip("- ")]
    bare = sum("](" in cell and tell(cell, Context()) is None for cell in filled)
    if not filled or bare * 4 < len(filled) * 3:
        return rows
    named = tuple(
        "title" if index == name else "paper" if index == place else kind
        for index, kind in enumerate(columns)
    )
    return [replace(row, columns=named, proven=False, named=True) for row in rows]


def _place_of_titles(rows: list[Line]) -> int | None:
    """The first column of which half are linked titles, two at least."""
    for place in range(len(rows[0].columns)):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        linked = sum("](" in cell and _is_linked(tell(cell, Context())) for cell in cells)
        if linked >= 2 and linked * 2 >= len(cells):
            return place
    return None


def _with_places(rows: list[Line]) -> list[Line]:
    """``rows`` whose header names no column of places, or none of titles beside it, by what most cells are.

    Places are cited with their years; titles beside places are known by their words.
    """
    kinds = list(rows[0].columns)
    full = [row.cells for row in rows if len(row.cells) == len(kinds)]
    if len(full) < _FEW or {"title", "venue"} <= set(kinds):
        return rows
    columns = [[strip_marks(cell) for cell in cells] for cells in zip(*full, strict=True)]
    unnamed = [at for at, kind in enumerate(kinds) if kind in _UNNAMED]
    for at in unnamed:
        if "venue" not in kinds and sum(map(_is_place, columns[at])) * 3 >= len(full) * 2:
            kinds[at] = "venue"
    places = columns[kinds.index("venue")] if "venue" in kinds else []
    if sum(_is_place(cell) or venue(cell) is not None for cell in places) * 2 > len(places):
        for at in unnamed:
            if "title" not in kinds and kinds[at] != "venue" and worded(list(map(wording, columns[at]))):
                kinds[at] = "title"
    return [replace(row, columns=tuple(kinds)) for row in rows]


def _is_place(cell: str) -> bool:
    said = cite(cell) if "tutorial" not in cell.casefold() else None
    return said is not None and said.venue is not None and said.year is not None


def _titled(row: Line, place: int) -> Line:
    named = tuple("title" if index == place else kind for index, kind in enumerate(row.columns))
    return replace(row, columns=named, proven=False)


def _is_linked(told: Told | None) -> bool:
    return (
        told is not None
        and told.evidence == 2
        and told.shape == "link"
        and len(told.title.title.split()) >= 3
    )


def papers_of_rows(rows: Sequence[Line]) -> list[Row]:
    """The papers of ``rows``; a title that reaches down over several rows is one paper."""
    found: dict[int, list[Row]] = {}
    before: Line | None = None
    for row in rows:
        place = row.columns.index("title")
        spanned = before and before.table == row.table and before.cells[place:][:1] == row.cells[place:][:1]
        if not spanned and (paper := _paper(row)):
            found.setdefault(row.table, []).extend((paper, *_others(row, paper)))
        before = row
    return [paper for papers in found.values() for paper in _without_pauses(papers)]


def _without_pauses(papers: list[Row]) -> list[Row]:
    """``papers`` of a table; where most are linked, without what is said where there is none: ``Holiday``."""
    linked = sum(map(_leads, papers))
    if linked < _FEW or linked * 3 < len(papers) * 2:
        return papers
    return [one for one in papers if _leads(one) or one.told.evidence == 2 or _is_long(one.told)]


def _leads(paper: Row) -> bool:
    return bool(paper.told.address or paper.identifiers)


def _is_long(told: Told) -> bool:
    title = told.title
    return bool(title.authors) or (len(title.title.split()) > 4 and reads_as_title(title.title))


def _others(row: Line, first: Row) -> list[Row]:
    """The further papers in the cell of a title, each a link of its own; what the row says is the first's."""
    cell = without_html(_BREAK.sub(" ", row.cells[row.columns.index("title")]))
    told = (tell(text, Context()) for text in linked_papers(cell))
    return [
        Row(row.first, row.last, one, one.identifiers, None)
        for one in told
        if one and one.title.title != first.told.title.title
    ]


def is_ruler(text: str) -> bool:
    """Whether ``text`` is the line of dashes under a table's header."""
    cells = _cells(text)
    return bool(cells) and all(_RULER.fullmatch(cell) for cell in cells) and "-" in text


def _markdown(lines: tuple[Block, ...]) -> Iterator[Line]:
    """The lines below a ruler, as long as they have bars."""
    columns: tuple[str, ...] = ()
    table, done = 0, 0
    for index, block in enumerate(lines):
        if "|" not in block.text or block.kind not in ("table", "text", "item"):
            columns = ()
        elif is_ruler(block.text):
            above = lines[index - 1].text if index else ""
            told = _columns(_cells(above)) if "|" in above else ()
            # In the midst of a table, such a line only parts its rows.
            if not columns or ("title" in told and "](" not in above):
                columns, table = told, block.line
        elif columns and block.line > done:
            cells = _cells(block.text)
            if not block.text.rstrip().endswith("|") and index + 1 < len(lines):
                rest = _cells(lines[index + 1].text) if lines[index + 1].text.startswith("|") else []
                if len(cells) + len(rest) == len(columns):  # a row broken over two lines
                    cells, done = [*cells, *rest], block.line + bool(rest)
            yield Line(block.line, max(block.line, done), tuple(cells), columns, table)


def _tabbed(lines: tuple[Block, ...]) -> Iterator[Line]:
    """The lines of a sheet pasted as it is: cells between tabs, below a line that names the columns.

    A cell in quotation marks goes on in the next line.
    """
    columns: tuple[str, ...] = ()
    table, first, text = 0, 0, ""
    for block in lines:
        if block.kind not in ("text", "item"):
            columns, text = (), ""
            continue
        first, text = (first, f"{text} {block.text}") if text else (block.line, block.text)
        if columns and text.count('"') % 2:
            continue
        cells, text = [cell.strip(' "') for cell in text.split("\t")], ""
        told = _columns(cells) if len(cells) > 2 else ()
        if "title" in told and sum(kind != "other" for kind in told) > 2:
            columns, table = told, block.line
        elif columns and len(cells) > 2:
            yield Line(first, block.line, tuple(cells), columns, table)


def _html(document: Document, lines: tuple[Block, ...]) -> Iterator[Line]:
    """The rows of HTML tables that stand in no code block."""
    shown = [line for line, block in zip(document.lines, lines, strict=True) if block.kind != "code"]
    for rows in html_tables(shown):
        header = next((row for row in rows if row.is_header), rows[0] if rows else None)
        columns = _columns([cell.replace("<br>", " ") for cell in header.cells]) if header else ()
        for row in rows:
            if columns and row is not header and not row.is_header:
                yield Line(row.first, row.last, tuple(row.cells), columns, rows[0].first)


def _columns(header: list[str]) -> tuple[str, ...]:
    """What each column holds; of a table that says who presents, a date is the meeting's."""
    texts = [strip_marks(cell).strip(" *_").casefold() for cell in header]
    meeting = any(_PRESENTER.search(text) for text in texts)
    kinds = [_kind(text) for text in texts]
    kinds = [
        "other" if meeting and kind == "year" and text not in _YEARS else kind
        for kind, text in zip(kinds, texts, strict=True)
    ]
    if "title" in kinds:
        first = kinds.index("title")
    elif "paper" in kinds:
        first = kinds.index("paper")
    else:
        return tuple(kinds)
    kinds = ["links" if kind == "title" and index != first else kind for index, kind in enumerate(kinds)]
    # Beside a column that is called papers, a date is proof enough; beside one called titles it is not.
    kinds = ["dated" if kind == "year" and _PAPERS.search(texts[first]) else kind for kind in kinds]
    kinds[first] = "title"
    return tuple(kinds)


def _kind(header: str) -> str:
    """What a column under ``header`` holds; of ``Title & Notes``, the first says it."""
    kind = _HEADERS.get(header) or label_kind(header)
    part = _AND.split(header)[0]
    first = _HEADERS.get(part) or label_kind(part) if not kind else None
    return kind or (first if first in ("title", "paper") else None) or "other"


def _cells(text: str) -> list[str]:
    cells = _BAR.split(text.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _paper(row: Line) -> Row | None:
    place = row.columns.index("title")
    if place >= len(row.cells):
        return None
    parts = _BREAK.split(row.cells[place])
    first, *rest = parts[next((at for at, part in enumerate(parts) if strip_marks(part)), 0) :]
    wide = _WIDE.search(first) if not first.lstrip(" 0123456789.)").startswith(("*", "[", "`")) else None
    told = tell(first[: wide.start()] if wide else first, Context())
    if (
        told is None
        or _UNDECIDED.fullmatch(told.title.title)
        or not (
            told.evidence == 2
            or row.named
            or (
                row.proven
                and (is_noted(told) or (_SAYING & set(row.columns) and not _FORMULA.search(told.title.title)))
            )
        )
    ):
        return None
    title, said, description = told.title, list(told.identifiers), ""
    for kind, cell in zip(row.columns, row.cells, strict=False):
        if kind == "title":
            continue
        inner = pieces(cell)
        text = plain(inner).strip()
        if kind == "links" or (kind in ("other", "paper", "pdf") and "](" in cell):
            said += labelled_links(cell)
        links = " ".join(piece.link for piece in inner if piece.link.startswith("http"))
        if kind in ("paper", "pdf", "doi", "code"):
            said += identifiers_of(kind, links or text)
        elif kind == "abstract":
            description = text
        elif kind == "other" and any(is_paper_link(piece.link) for piece in inner if not piece.image):
            said += identifiers_of("paper", links)
        elif kind != "links":
            title = add_field(title, "year" if kind == "dated" else kind, text)
    if row.named and not names_paper(said):
        return None
    inside = _inside(first, title.title)
    words = "\n".join(part for part in (inside, *map(strip_marks, rest), description) if part)
    told = replace(told, title=title)
    return Row(row.first, row.last, told, tuple(dict.fromkeys(said)), words or None)


def _inside(cell: str, title: str) -> str:
    """The description after the title in its own cell."""
    after = strip_marks(cell).partition(title)[2]
    after = after.strip(" \t-–—:|.")
    return after if len(after.split()) > 3 else ""
