"""A line of a note with carets under a place in it, as a terminal shows it.

A terminal gives Korean, Chinese, Japanese and most emoji two columns, and marks that combine none; a
tab is shown as four. What a terminal would obey instead of print is escaped. Long lines are cut on
both sides of the place.
"""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from vaultkit.source.printable import INERT, printable
from vaultkit.source.text import BOM, Span, Text

ROOM = 100
"""Columns for the line; a longer one is cut to this, around the place."""
Cells = str | list[tuple[str, int]]
"""What is shown, one by one, each with its columns; of plain letters it is the text itself."""
_LOOK = 8
"""Bytes that are looked at on each side for a column there: never all of a line of a megabyte."""


def frame(text: Text, span: Span, room: int = ROOM) -> tuple[int, str, str]:
    """The number of the line at ``span``'s start, what is shown of it, and the carets below it.

    ``room`` is how many columns there are for the line, but for a sign at each end that it was cut.
    """
    line = text.line_col(span.start).line
    start, end = text.line_span(line)
    if start == 0 and text.data.startswith(BOM):
        start = len(BOM)
    first = min(max(span.start, start), end)
    last = max(min(span.end, end), first)
    if end - start <= room and _is_plain(whole := text.slice(Span(start, end))):
        return line, whole, " " * (first - start) + "^" * max(last - first, 1)
    look = _LOOK * room
    left, right = _near(text, max(first - look, start)), _near(text, min(first + look, end))
    last = min(last, right)
    parts = [text.slice(Span(a, b)) for a, b in ((left, first), (first, last), (last, right))]
    before, marked, after = parts if _is_plain("".join(parts)) else _shown(parts)
    behind = _width(marked) + _width(after)
    fits = _width(before) + behind <= room
    most = max(room * 2 // 5, room - behind)
    before, cut = _last_columns(before, room if fits else most)
    cut = cut or left > start
    marked = _first_columns(marked, room - _width(before))
    after = _first_columns(after, room - _width(before) - _width(marked))
    lead = "…" if cut else ""
    words = lead + "".join(cell[0] for cell in (*before, *marked, *after))
    rest = len(parts[1]) + len(parts[2])
    trail = "…" if len(marked) + len(after) < rest or right < end else ""
    carets = " " * (len(lead) + _width(before)) + "^" * max(_width(marked), 1)
    return line, words + trail, carets


def shown(char: str) -> tuple[str, int]:
    """One character as it is printed, and the columns that it takes."""
    if char == "\t":
        return "    ", 4
    safe = printable(char)
    if safe != char:
        return safe, len(safe)
    if category(char) in ("Mn", "Me", "Cf"):
        return char, 0
    return char, 2 if east_asian_width(char) in ("W", "F") else 1


def _near(text: Text, offset: int) -> int:
    # The first place from there on at which a character begins.
    while offset < len(text.data) and text.data[offset] & 0xC0 == 0x80:
        offset += 1
    return offset


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable() and "##" not in line


def _shown(parts: list[str]) -> Iterator[Cells]:
    inert = {match.start() for match in INERT.finditer("".join(parts))}
    at = 0
    for part in parts:
        yield [(r"\x23", 4) if at + index in inert else shown(char) for index, char in enumerate(part)]
        at += len(part)


def _width(cells: Cells) -> int:
    return len(cells) if isinstance(cells, str) else sum(width for _, width in cells)


def _first_columns(parts: Cells, room: int) -> Cells:
    if isinstance(parts, str):
        return parts[: max(room, 0)]
    taken = 0
    for index, (_, width) in enumerate(parts):
        taken += width
        if taken > room:
            return parts[:index]
    return parts


def _last_columns(parts: Cells, room: int) -> tuple[Cells, bool]:
    kept = _first_columns(parts[::-1], room)[::-1]
    return kept, len(kept) < len(parts)
