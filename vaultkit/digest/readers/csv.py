"""Tables of records as CSV or TSV: what Zotero, Scopus, PubMed, IEEE Xplore and spreadsheets export.

A row at the top names the columns (``data/columns.json``); each further row is one paper. Fields may
hold commas, quotation marks and line ends. Separated by commas, semicolons or tabs.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern
from unicodedata import normalize

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.identifiers import of_link
from vaultkit.digest.names import divide_names
from vaultkit.digest.readers._record import paper, turned_name

_BEARING = frozenset({"authors", "venue", "year", "doi", "arxiv", "abstract"})
_SEPARATORS = ",\t;"
_FIELDS = ("title", "venue", "year", "doi", "arxiv", "url", "pdf", "citekey", "abstract")
_LOOKED_AT = 40
_PREAMBLE = 10
_LONGEST_HEADING = 8000
_NUMBER = pattern(r"\s*\(\d{6,}\)")
_INVERTED = pattern(r"[^,]{2,40}, (?:[A-Z]\.?[ -]?){1,4}")
_BETWEEN = (";", "|", " and ")
_MOST_LINES = 500
# A cell may hold a whole abstract and a list of references.
_LONGEST_CELL = 2**30


def sniff(document: Document) -> int:
    """Sure when the first row names a column of titles and one more of a paper, and rows as wide follow."""
    heading = _heading(document)
    if not heading:
        return 0
    rows = [row for _, _, row in _rows(document, heading, _LOOKED_AT)]
    columns = _columns(rows[0])
    told = {"title", "name"} & columns.keys() and len(_BEARING & columns.keys()) >= 1
    alike = sum(len(row) == len(rows[0]) for row in rows[1:])
    return 92 if told and alike and alike * 2 >= len(rows) - 1 else 0


def read(document: Document) -> Digest:
    """The papers of the rows, each with the lines of its row; a row without a title is unplaced."""
    heading = _heading(document) or (1, ",")
    found: list[Found] = []
    breaks: dict[int, Place] = {}
    notices: list[str] = []
    rows = list(_rows(document, heading))
    columns = _columns(rows[0][2]) if rows else {}
    between = _between([_cell(row, columns, "authors") for _, _, row in rows[1:]])
    for first, last, row in rows[1:]:
        if one := _paper(row, columns, between, (first, last)):
            found.append(one)
        else:
            breaks[first] = "unplaced"
            notices.append(f"line {first}: this row has no title and was not read")
    return assemble(document, "csv", found, breaks, None, notices, is_data=True)


def _heading(document: Document) -> tuple[int, str] | None:
    """The line that names the columns, among the first, and the sign that parts them."""
    best, most = None, 1
    for line in document.lines[:_PREAMBLE]:
        for separator in _SEPARATORS if len(line.text) < _LONGEST_HEADING else "":
            if separator in line.text:
                columns = _columns(_row([line.text], separator)[0])
                if len(columns) > most and {"title", "name"} & columns.keys():
                    best, most = (line.number, separator), len(columns)
    return best


def _rows(
    document: Document, heading: tuple[int, str], most: int = 0
) -> Iterator[tuple[int, int, list[str]]]:
    """First line, last line and cells of each row that holds anything; ``most`` of them, or all.

    A quotation that is never closed ends with its line, so that it swallows no other row.
    """
    texts = [f"{line.text}\n" for line in document.lines]
    at, separator = heading[0] - 1, heading[1]
    width = count = 0
    while at < len(texts) and not (most and count >= most):
        row, taken = _row(texts[at : at + 1], separator)
        if row and texts[at].count('"') % 2:
            whole, lines = _row(texts[at : at + _MOST_LINES], separator)
            if not width or len(whole) == width:
                row, taken = whole, lines
        if any(cell.strip() for cell in row):
            yield at + 1, at + taken, row
            count += 1
            width = width or len(row)
        at += taken


def _row(texts: list[str], separator: str) -> tuple[list[str], int]:
    """The first row of ``texts``, and how many lines it takes."""
    if csv.field_size_limit() < _LONGEST_CELL:
        csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(texts, delimiter=separator)
    return next(reader, []), max(reader.line_num, 1)


def _columns(heading: list[str]) -> dict[str, list[int]]:
    """The field → its columns, best first."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(heading):
        name = normalize("NFKC", cell).casefold().strip(" \ufeff\"'*#")
        name = name if name in _known() else name.replace("_", " ")
        if told := _known().get(name):
            places.setdefault(told[0], []).append((told[1], place))
    return {kind: [place for _, place in sorted(found)] for kind, found in places.items()}


def _paper(
    row: list[str], columns: Mapping[str, list[int]], between: str, lines: tuple[int, int]
) -> Found | None:
    fields = {kind: _cell(row, columns, kind) for kind in _FIELDS}
    fields["title"] = fields["title"] or _cell(row, columns, "name")
    if fields["title"].startswith(("http://", "https://")):
        return None
    authors = _authors(_cell(row, columns, "authors"), between)
    one = paper(fields, authors, _cell(row, columns, "kind"), "CSV", lines)
    code = tuple(link for link in of_link(_cell(row, columns, "code")) if link[0] == "code")
    return replace(one, identifiers=(*one.identifiers, *code)) if one else None


def _cell(row: list[str], columns: Mapping[str, list[int]], kind: str) -> str:
    """The first of the columns of ``kind`` in which ``row`` says anything, on one line."""
    cells = (row[place] for place in columns.get(kind, ()) if place < len(row))
    return next((" ".join(text.split()) for text in cells if text.strip()), "")


def _between(cells: list[str]) -> str:
    """The sign that parts the names in a column of authors; "" where commas do."""
    counts = {sign: sum(sign in cell for cell in cells) for sign in _BETWEEN}
    best = max(_BETWEEN, key=lambda sign: counts[sign])
    return best if counts[best] else ""


def _authors(value: str, between: str) -> list[str]:
    """The names of a cell, as they are spoken; the numbers that Scopus gives people are left out."""
    value = _NUMBER.sub("", value)
    if not between and not _INVERTED.fullmatch(value):
        return list(divide_names(value.rstrip(".")))
    sign = next((sign for sign in (between, *_BETWEEN) if sign and sign in value), ";")
    if sign == " and " and all(" " in part.strip() for part in value.split(sign)[0].split(",")):
        return list(divide_names(value))
    return [turned_name(name) for name in value.split(sign) if name.strip()]


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, int]]:
    """A column's name → its field, and how good a source it is (0 is best)."""
    data: dict[str, list[str]] = json.loads(
        files("vaultkit.digest").joinpath("data/columns.json").read_text("utf-8")
    )
    return {
        name: (kind, rank)
        for kind, columns in data.items()
        if kind != "about"
        for rank, name in enumerate(columns)
    }
