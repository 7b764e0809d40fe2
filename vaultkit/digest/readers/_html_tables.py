"""The rows of HTML tables in a page, each cell as one line of Markdown: links, bold text, line breaks.

Knows rows, cells and spans. Knows no papers, and what no table holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from re import compile as pattern

from vaultkit.digest.entry import Line

_TABLE = pattern(r"<(/?)table\b", 2)
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`"}
_MOST_SPANNED = 50


@dataclass(slots=True)
class HtmlRow:
    """One ``<tr>``: its first and last line, its cells, and whether all of them are headers."""

    first: int
    last: int
    cells: list[str] = field(default_factory=list)
    is_header: bool = True


@dataclass(slots=True)
class _Open:
    """One table while it is read; ``spans`` are the cells that reach down from rows above, by column."""

    rows: list[HtmlRow] = field(default_factory=list)
    row: HtmlRow | None = None
    cell: list[str] | None = None
    down: int = 1
    across: int = 1
    link: str | None = None
    spans: dict[int, tuple[int, str]] = field(default_factory=dict)


def html_tables(lines: Sequence[Line]) -> list[list[HtmlRow]]:
    """The tables in ``lines``, which are stretches of a page; nested tables stand before their outer one."""
    tables: list[list[HtmlRow]] = []
    stretch: list[Line] = []
    depth = 0
    for line in lines:
        if depth == 0 and "<table" not in line.text.lower():
            continue
        stretch.append(line)
        for mark in _TABLE.finditer(line.text):
            depth = max(depth + (-1 if mark[1] else 1), 0)
        if depth == 0:
            tables += _parsed(stretch)
            stretch = []
    return tables + (_parsed(stretch) if stretch else [])


def _parsed(stretch: list[Line]) -> list[list[HtmlRow]]:
    parser = _Tables(stretch)
    parser.feed("\n".join(line.text for line in stretch))
    parser.close()
    while parser.open:
        parser.close_table()
    return parser.tables


class _Tables(HTMLParser):
    """Collects the rows of all tables that it is fed."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.numbers = [line.number for line in lines]
        self.tables: list[list[HtmlRow]] = []
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.open.append(_Open())
        elif self.open:
            self._inside(tag, given, self.open[-1])

    def _inside(self, tag: str, given: dict[str, str], table: _Open) -> None:
        if tag == "tr":
            self._close_row(table)
            table.row = HtmlRow(self._line(), self._line())
        elif tag in ("td", "th"):
            self._close_cell(table)
            table.row = table.row or HtmlRow(self._line(), self._line())
            table.row.is_header = table.row.is_header and tag == "th"
            table.cell = []
            table.down, table.across = (_span(given.get(name, "")) for name in ("rowspan", "colspan"))
        elif table.cell is not None:
            if tag == "a" and given.get("href"):
                table.link = given["href"].strip()
                table.cell.append("[")
            elif tag == "br":
                table.cell.append("<br>" if table.link is None else " ")
            elif tag == "img" and table.link and given.get("alt"):
                table.cell.append(given["alt"])
            elif tag in _MARKS:
                table.cell.append(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if not self.open:
            return
        table = self.open[-1]
        if tag == "table":
            self.close_table()
        elif tag == "tr":
            self._close_row(table)
        elif tag in ("td", "th"):
            self._close_cell(table)
        elif table.cell is not None and tag == "a" and table.link is not None:
            table.cell.append(f"]({table.link})")
            table.link = None
        elif table.cell is not None and tag in _MARKS:
            table.cell.append(_MARKS[tag])

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(data)

    def close_table(self) -> None:
        table = self.open.pop()
        self._close_row(table)
        self.tables.append(table.rows)

    def _close_row(self, table: _Open) -> None:
        self._close_cell(table)
        if table.row:
            _fill(table, table.row)
            table.row.last = self._line()
            table.rows.append(table.row)
            table.row = None

    def _close_cell(self, table: _Open) -> None:
        if table.row and table.cell is not None:
            if table.link is not None:
                table.cell.append(f"]({table.link})")
                table.link = None
            text = " ".join("".join(table.cell).split())
            _fill(table, table.row)
            place = len(table.row.cells)
            table.row.cells += [text, *[""] * (table.across - 1)]
            if table.down > 1:
                table.spans[place] = (table.down - 1, text)
        table.cell = None

    def _line(self) -> int:
        return self.numbers[min(self.getpos()[0], len(self.numbers)) - 1]


def _fill(table: _Open, row: HtmlRow) -> None:
    """Put the cells that reach down from above into ``row`` where the next cell would stand."""
    while (place := len(row.cells)) in table.spans:
        left, text = table.spans.pop(place)
        row.cells.append(text)
        if left > 1:
            table.spans[place] = (left - 1, text)


def _span(value: str) -> int:
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1
