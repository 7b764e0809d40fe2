"""A line that says what a long run does, or how far it is: on a terminal only, never in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

AFTER, EVERY = 1.0, 0.1


@contextmanager
def progress(noun: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, total); what it printed is wiped at the end."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    next_time = monotonic() + AFTER
    width = 0

    def show(done: int, total: int) -> None:
        nonlocal next_time, width
        if (now := monotonic()) >= next_time:
            next_time = now + EVERY
            words = f"{done} of {total} {noun}"
            width = max(width, len(words))
            sys.stderr.write(f"\r{words:<{width}}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        if width:
            sys.stderr.write(f"\r{'':<{width}}\r")
            sys.stderr.flush()


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say ``what`` is being done, for work whose end is not known; wiped at the end."""
    if not sys.stderr.isatty():
        yield
        return
    sys.stderr.write(f"\r{what} …")
    sys.stderr.flush()
    try:
        yield
    finally:
        sys.stderr.write(f"\r{'':<{len(what) + 2}}\r")
        sys.stderr.flush()
