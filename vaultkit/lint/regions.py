"""Where a note's text is no prose: code, math, HTML. Rules that read raw bytes ask here first."""

from collections.abc import Callable

from vaultkit.source.marks import Marks
from vaultkit.source.spans import inside


def dead(marks: Marks) -> Callable[[int], bool]:
    """A test whether a byte offset lies in code, math or HTML, where Obsidian reads no markup."""
    return inside((*(code.span for code in marks.code), *marks.math, *marks.html))
