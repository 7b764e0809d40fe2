"""What a template may take: steps of its program, and memory where the system can hold it to that.

Jinja's sandbox keeps a template from the machine, not from going round for ever. Knows nothing of templates.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

MOST_STEPS = 1_000_000
"""Lines of Python that run for one note: a second or so."""
MOST_MEMORY = 1 << 30
MOST_REPEATED, MOST_POWER = 1_000_000, 1000


class EndlessError(Exception):
    """A template took more steps than it may."""


@contextmanager
def limited() -> Iterator[None]:
    """Raise ``EndlessError``, or ``MemoryError``, in what goes on for too long or asks for too much."""
    left = MOST_STEPS

    def count(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise EndlessError("it takes too long")
        return count

    before = sys.gettrace()
    with _little_memory():
        sys.settrace(count)
        try:
            yield
        finally:
            sys.settrace(before)


def too_large(operator: str, left: Any, right: Any) -> bool:
    """Whether ``left * right`` or ``left ** right`` makes more than any note has."""
    if operator == "**":
        return not all(isinstance(each, int | float) and abs(each) <= MOST_POWER for each in (left, right))
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(other, int):
            return len(one) * other > MOST_REPEATED
    return False


@contextmanager
def _little_memory() -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    had, most = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    wanted = pages * resource.getpagesize() + MOST_MEMORY
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted if had < 0 else min(had, wanted), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (had, most))
