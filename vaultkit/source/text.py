"""Bytes with positions: the one coordinate system of vaultkit.

All offsets inside vaultkit are byte offsets into the file as it lies on disk, with its line ends and
byte order mark. Line and column are made here, at the edge, in the unit that the reader wants.
"""

from bisect import bisect_right
from codecs import register_error
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from re import compile as pattern
from typing import Literal, NamedTuple

BOM = b"\xef\xbb\xbf"
_LINE_END = pattern(rb"\r\n|\n|\r")
_STRIDE = 2048
_new = tuple.__new__  # what a named tuple's own constructor comes to, at half its price

ColumnUnit = Literal["codepoint", "utf16", "byte"]


class Span(NamedTuple):
    """A half-open range of byte offsets, ``start <= end``."""

    start: int
    end: int


class Position(NamedTuple):
    """A 1-based line and a 1-based column."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes of ``span``: an empty span inserts, an empty replacement deletes."""

    span: Span
    replacement: bytes


class Text:
    """The bytes of one file, decoded and divided into lines only when asked.

    ``value`` always has the same length in UTF-8 as ``data``: a byte that is not UTF-8 reads as
    ``?``, so that offsets hold, and ``invalid`` says where the first such byte is.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._measured: dict[tuple[int, ColumnUnit], tuple[list[int], list[int]]] = {}

    @classmethod
    def of(cls, value: str) -> "Text":
        """The text whose bytes are ``value`` in UTF-8."""
        return cls(value.encode())

    @cached_property
    def invalid(self) -> int | None:
        """The offset of the first byte that is not UTF-8, or None."""
        if self._plain:
            return None
        try:
            self.data.decode()
        except UnicodeDecodeError as error:
            return error.start
        return None

    @cached_property
    def value(self) -> str:
        """The text as a string, a byte order mark included as U+FEFF."""
        return self.data.decode(errors="vaultkit.same-length")

    def slice(self, span: Span) -> str:
        """The text of ``span``."""
        return self.data[span.start : span.end].decode(errors="replace")

    @cached_property
    def _plain(self) -> bool:
        """Whether each byte is a character, so that columns are counted by subtracting."""
        return self.data.isascii()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.data))]

    @property
    def line_count(self) -> int:
        """The number of lines; a final line end opens no further line."""
        starts = self._line_starts
        return len(starts) - (1 if len(starts) > 1 and starts[-1] == len(self.data) else 0)

    def line_span(self, line: int) -> Span:
        """The bytes of the 1-based ``line`` without its line end."""
        starts = self._line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.data)
        while end > start and self.data[end - 1] in b"\r\n":
            end -= 1
        return Span(start, end)

    def line_col(self, offset: int, unit: ColumnUnit = "codepoint") -> Position:
        """The position of the byte at ``offset``; a byte order mark takes no column."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        if self._plain:
            return _new(Position, (line, min(offset, len(self.data)) - start + 1))
        if start == 0 and self.data.startswith(BOM):
            start = len(BOM)
        if offset - start > _STRIDE:
            places, widths = self._milestones(line, start, unit)
            passed = bisect_right(places, offset) - 1
            return Position(line, 1 + widths[passed] + _width(self.data[places[passed] : offset], unit))
        return Position(line, 1 + _width(self.data[start:offset], unit))

    def positions(self, span: Span) -> tuple[Position, Position]:
        """The positions of both ends of ``span``, in code points."""
        starts = self._line_starts
        start, end = span
        line = bisect_right(starts, start)
        if not (line == len(starts) or end < starts[line]) or end > len(self.data):
            return self.line_col(start), self.line_col(end)
        if self._plain:
            before = starts[line - 1] - 1
            return _new(Position, (line, start - before)), _new(Position, (line, end - before))
        first = self.line_col(start)
        if self.invalid is not None or start < len(BOM):
            return first, self.line_col(end)
        return first, _new(
            Position, (line, first.column + len(self.data[start:end].decode(errors="replace")))
        )

    def _milestones(self, line: int, start: int, unit: ColumnUnit) -> tuple[list[int], list[int]]:
        """Offsets along a long line, each where a character begins, and the width of the line up to each."""
        if (line, unit) not in self._measured:
            end = self.line_span(line).end
            places, widths = [start], [0]
            while places[-1] + _STRIDE < end:
                at = places[-1] + _STRIDE
                while at < end and self.data[at] & 0xC0 == 0x80:
                    at += 1
                widths.append(widths[-1] + _width(self.data[places[-1] : at], unit))
                places.append(at)
            self._measured[line, unit] = places, widths
        return self._measured[line, unit]

    def offset(self, line: int, column: int = 1) -> int | None:
        """The byte offset of a position in code points, or None when the text has no such line."""
        if not 1 <= line <= self.line_count:
            return None
        start, end = self.line_span(line)
        if start == 0 and self.data.startswith(BOM):
            start = len(BOM)
        before = self.data[start:end].decode(errors="replace")[: max(column - 1, 0)]
        return start + len(before.encode())


def byte_offsets(value: str, base: int = 0) -> Sequence[int]:
    """The byte offset of each character of ``value`` and of its end, counted from ``base``."""
    if value.isascii():
        return range(base, base + len(value) + 1)
    return list(accumulate((len(char.encode()) for char in value), initial=base))


def apply_edits(data: bytes, edits: Sequence[Edit]) -> bytes:
    """``data`` with all ``edits`` made at once; raises ``ValueError`` when two of them overlap."""
    parts: list[bytes] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done or edit.span.end > len(data):
            raise ValueError(f"edit at {edit.span} overlaps another or lies outside the text")
        parts += data[done : edit.span.start], edit.replacement
        done = edit.span.end
    return b"".join((*parts, data[done:]))


def _width(piece: bytes, unit: ColumnUnit) -> int:
    if unit == "byte":
        return len(piece)
    value = piece.decode(errors="replace")
    return len(value) if unit == "codepoint" else len(value.encode("utf-16-le")) // 2


def _question_marks(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "?" * (error.end - error.start), error.end


register_error("vaultkit.same-length", _question_marks)
