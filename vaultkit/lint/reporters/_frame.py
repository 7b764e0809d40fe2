"""A line of a note with carets under a place in it, as a terminal shows it.

A terminal gives Korean, Chinese, Japanese and most emoji two columns, and marks that combine none; a
tab is shown as four. What a terminal would obey instead of print is escaped. Long lines are cut on
both sides of the place.
"""

from unicodedata import category, east_asian_width

from vaultkit.source.printable import printable
from vaultkit.source.text import BOM, Span, Text

ROOM = 100
"""Columns for the line; a longer one is cut to this, around the place."""


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
    before, marked, after = (
        [shown(char) for char in text.slice(Span(a, b))]
        for a, b in ((start, first), (first, last), (last, end))
    )
    fits = _width([*before, *marked, *after]) <= room
    most = max(room * 2 // 5, room - _width([*marked, *after]))
    before, cut = _last_columns(before, room if fits else most)
    marked = _first_columns(marked, room - _width(before))
    after = _first_columns(after, room - _width(before) - _width(marked))
    lead = "…" if cut else ""
    words = lead + "".join(part for part, _ in (*before, *marked, *after))
    whole = len(text.slice(Span(first, end)))
    trail = "…" if len(marked) + len(after) < whole else ""
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


def _width(parts: list[tuple[str, int]]) -> int:
    return sum(width for _, width in parts)


def _first_columns(parts: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    taken = 0
    for index, (_, width) in enumerate(parts):
        taken += width
        if taken > room:
            return parts[:index]
    return parts


def _last_columns(parts: list[tuple[str, int]], room: int) -> tuple[list[tuple[str, int]], bool]:
    kept = _first_columns(parts[::-1], room)[::-1]
    return kept, len(kept) < len(parts)
