"""Cells of HTML tables that hold a whole entry, line by line: title, names, citation, links.

Such tables only lay out a page: they have no header, and often one row each, a picture beside the words.
Knows no columns; see ``_rows`` for tables that name them.
"""

from collections.abc import Collection
from dataclasses import replace
from re import compile as pattern

from vaultkit.digest.document import Document
from vaultkit.digest.fields import add_citation
from vaultkit.digest.identifiers import Identifier, names_paper
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._html_tables import HtmlRow, html_tables
from vaultkit.digest.readers._inline import strip_marks
from vaultkit.digest.readers._metadata import metadata
from vaultkit.digest.readers._rows import Row
from vaultkit.digest.readers._tell import tell
from vaultkit.digest.titles import Context, reads_as_title
from vaultkit.digest.venues import Citation

_BREAK = pattern(r"\s*<br\s*/?>\s*", 2)
_FEWEST = 3
_MOST_LINES = 12


def papers_of_cells(document: Document, lines: tuple[Block, ...], taken: Collection[int]) -> list[Row]:
    """The papers in cells of tables whose lines are not ``taken``, three at least."""
    shown = [line for line, block in zip(document.lines, lines, strict=True) if block.kind != "code"]
    cells = [
        (row, cell)
        for table in html_tables(shown)
        for row in table
        if row.first not in taken
        for cell in row.cells
    ]
    found = [paper for row, cell in cells if (paper := _paper(row, cell))]
    return found if len(found) >= _FEWEST and len({row.first for row in found}) == len(found) else []


def _paper(row: HtmlRow, cell: str) -> Row | None:
    first, *rest = [part for part in _BREAK.split(cell) if strip_marks(part)] or [""]
    told = tell(first, Context()) if 0 < len(rest) <= _MOST_LINES else None
    if told is None or not reads_as_title(told.title.title):
        return None
    title, said = told.title, list[Identifier](told.identifiers)
    for part in rest:
        if below := metadata(part):
            title = replace(title, authors=title.authors or below[0].authors)
            title = add_citation(title, Citation(below[0].venue, below[0].year))
            said += below[1]
    if not (names_paper(said) or (title.authors and title.year)):
        return None
    return Row(row.first, row.last, replace(told, title=title), tuple(dict.fromkeys(said)), None)
