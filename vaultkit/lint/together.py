"""Several processes that judge one vault: the first run, when there is no index that knows better.

Each process reads and parses its share of the files, tells the others what they need of it (headings and
blocks, what each note gives to the tables), and judges its share. Only ``fork`` makes this pay: a process
that starts from nothing has to list the vault and import every rule again. Where the system has no ``fork``,
or the vault is small, one process does it all; the answer is the same.
"""

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
J = TypeVar("J")
ENOUGH = 2_000
"""Files from which on a second process surely pays, though it makes tables and imports again."""
MOST = 4
"""Processes at most: each further one reads what all the others tell."""


class LostError(Exception):
    """Another process ended without an answer: out of memory, or an error that this one will meet too."""


class Channel(NamedTuple):
    """The two ends by which one process talks with another, as file descriptors."""

    receives: int
    sends: int

    def send(self, value: object) -> None:
        """Send ``value``; raises ``LostError`` when nobody listens any more."""
        data = memoryview(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        head = len(data).to_bytes(8, "big")
        try:
            os.write(self.sends, head)
            while data:
                data = data[os.write(self.sends, data) :]
        except OSError as error:
            raise LostError from error

    def receive(self) -> Any:
        """What the other process sent; raises ``LostError`` when it is gone."""
        return pickle.loads(self._exactly(int.from_bytes(self._exactly(8), "big")))

    def _exactly(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size:
            part = os.read(self.receives, min(size, 1 << 20))
            if not part:
                raise LostError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Let both ends go."""
        os.close(self.receives)
        os.close(self.sends)


def processes_for(files: int) -> int:
    """How many processes are to share ``files`` files: 1 where more would not pay, or cannot be had."""
    # A thread may hold a lock that no fork would ever release; Apple's libraries do not survive a fork.
    if files < ENOUGH or not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(cores, MOST, files // (ENOUGH // 2))


def shared(
    files: Sequence[str],
    count: int,
    parse: Callable[[Sequence[str]], T],
    learn: Callable[[T], None],
    judge: Callable[[Sequence[str]], J],
) -> list[J]:
    """What ``judge`` says of each share of ``files`` but the first, which this process has judged itself.

    In every process: ``parse`` its share, ``learn`` what each of the others parsed, ``judge`` the share. The
    values travel by pickle between processes of this very program. Raises ``LostError`` when a process ends
    too early; whatever happens, none is left behind.
    """
    shares = [files[at::count] for at in range(count)]
    children: list[tuple[int, Channel]] = []
    try:
        for share in shares[1:]:
            children.append(_fork(share, parse, learn, judge, [channel for _, channel in children]))
        told = [parse(shares[0]), *(channel.receive() for _, channel in children)]
        for at, (_, channel) in enumerate(children, start=1):
            channel.send([each for other, each in enumerate(told) if other != at])
        for each in told[1:]:
            learn(each)
        del told
        judge(shares[0])
        return [channel.receive() for _, channel in children]
    finally:
        _end(children)


def _fork(
    share: Sequence[str],
    parse: Callable[[Sequence[str]], T],
    learn: Callable[[T], None],
    judge: Callable[[Sequence[str]], J],
    others: Iterable[Channel],
) -> tuple[int, Channel]:
    (up_out, up_in), (down_out, down_in) = os.pipe(), os.pipe()
    try:
        child = os.fork()
    except OSError as error:
        for end in (up_out, up_in, down_out, down_in):
            os.close(end)
        raise LostError from error
    if child:
        os.close(up_in)
        os.close(down_out)
        return child, Channel(up_out, down_in)
    code = 1
    try:
        # The parent's ends: while any process holds one, nobody would learn that the parent is gone.
        os.close(up_out)
        os.close(down_in)
        for channel in others:
            channel.close()
        channel = Channel(down_out, up_in)
        channel.send(parse(share))
        for each in channel.receive():
            learn(each)
        channel.send(judge(share))
        code = 0
    finally:
        # Without a word, whatever happened: the parent meets the same error, and it alone tells it.
        os._exit(code)


def _end(children: Iterable[tuple[int, Channel]]) -> None:
    for child, channel in children:
        channel.close()
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
