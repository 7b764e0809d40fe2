"""The one way in which tables are written: CSV by RFC 4180, safe to open in a spreadsheet."""

from collections.abc import Iterable, Sequence
from csv import writer
from io import StringIO

from vaultkit.graph.exporters._text import flat, legible
from vaultkit.graph.model import Value

# A spreadsheet runs a cell that begins so, whatever it came from.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def table(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The bytes of a table; a cell of text that a spreadsheet would run has an apostrophe in front."""
    sheet = StringIO()
    # With any other line end the writer leaves a lone carriage return unquoted.
    out = writer(sheet, lineterminator="\r\n")
    out.writerow(header)
    out.writerows([_cell(value) for value in row] for row in rows)
    return sheet.getvalue().encode()


def _cell(value: Value) -> str | int | float:
    plain = flat(value)
    if isinstance(plain, bool):
        return str(plain).lower()
    if not isinstance(plain, str):
        return plain
    text = legible(plain)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
