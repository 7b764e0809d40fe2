"""Where a note's text is no prose: code, math, HTML. Rules that read raw bytes ask here first."""

from bisect import bisect_right
from collections.abc import Callable, Iterable

from vaultkit.source.marks import Marks
from vaultkit.source.text import Span


def inside(spans: Iterable[Span]) -> Callable[[int], bool]:
    """A test whether a byte offset lies in any of ``spans``, which may overlap and come in any order."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)

    def test(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ends[at]

    return test


def dead(marks: Marks) -> Callable[[int], bool]:
    """A test whether a byte offset lies in code, math or HTML, where Obsidian reads no markup."""
    return inside((*(code.span for code in marks.code), *marks.math, *marks.html))
