"""Many spans of one text, asked about again and again: each answer costs a search, not a walk over all.

A note may have as many findings, edits and tables as it has words; whoever compares each with each pays the
square of it. Spans may overlap and come in any order unless it is said.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TypeVar

from vaultkit.source.text import Edit, Span

T = TypeVar("T")


def inside(spans: Iterable[Span]) -> Callable[[int], bool]:
    """A test whether a byte offset lies in one of ``spans``."""
    starts, ends = _reaches(spans)

    def test(offset: int) -> bool:
        before = bisect_right(starts, offset)
        return before > 0 and offset < ends[before - 1]

    return test


def enclosed(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """A test whether a span lies in one of ``spans``."""
    starts, ends = _reaches(spans)

    def test(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and span.end <= ends[before - 1]

    return test


def touched(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """A test whether a span overlaps one of ``spans`` or begins or ends where it ends or begins."""
    starts, ends = _reaches(spans)

    def test(span: Span) -> bool:
        before = bisect_right(starts, span.end)
        return before > 0 and span.start <= ends[before - 1]

    return test


def meeting(places: Sequence[tuple[Span, T]]) -> Callable[[Span], list[T]]:
    """What stands at the ``places``, in order and apart from each other, that a span overlaps or touches."""
    starts = [span.start for span, _ in places]
    ends = [span.end for span, _ in places]

    def found(span: Span) -> list[T]:
        return [value for _, value in places[bisect_left(ends, span.start) : bisect_right(starts, span.end)]]

    return found


def carried(edits: Iterable[Edit]) -> Callable[[Span], Span]:
    """Where a span is after ``edits``: moved by those before it, grown or shrunk by those in it."""
    ordered = sorted(edits, key=attrgetter("span.end"))
    ends = [edit.span.end for edit in ordered]
    growths = (len(edit.replacement) - (edit.span.end - edit.span.start) for edit in ordered)
    grown = list(accumulate(growths, initial=0))

    def moved(span: Span) -> Span:
        start, end = (at + grown[bisect_right(ends, at)] for at in span)
        return Span(start, end)

    return moved


class Apart:
    """Spans of which no two touch but those that came together."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, spans: Sequence[Span]) -> bool:
        """Take ``spans`` in; False, and none is, when one of them touches what is there."""
        if any(map(self._touches, spans)):
            return False
        for span in spans:
            insort(self._spans, span)
        return True

    def _touches(self, span: Span) -> bool:
        before = bisect_right(self._spans, span.end, key=attrgetter("start"))
        return before > 0 and span.start <= self._spans[before - 1].end


def _reaches(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """The starts of ``spans`` in order, and how far those up to each reach."""
    ordered = sorted(spans)
    return [span.start for span in ordered], list(accumulate((span.end for span in ordered), max))
