"""Reading one file of a vault: its bytes, or the reason why not."""

import os
import stat
from pathlib import Path

from vaultkit.vault.scan import File

LARGEST = 8 * 1024 * 1024
"""Bytes above which a note is not read: 8 MB of Markdown is no note, and would only cost time."""


class UnreadableError(Exception):
    """A file that was not read; ``reason`` is one lower-case clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_PIECE = 64 * 1024
"""Bytes to ask for where nothing more is likely: memory for all that is asked for is set aside first."""


def read_file(root: Path, file: File) -> bytes:
    """The bytes of ``file``; raises ``UnreadableError`` with the reason. Never blocks on a special file."""
    if not file.readable:
        raise UnreadableError("it is not a regular file inside the vault")
    if file.size > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024**2} MB")
    try:
        # A FIFO that took the file's place since the listing must not block the open.
        descriptor = os.open(os.path.join(root, file.disk), _FLAGS)  # noqa: PTH118 - a third of the price
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("it is not a regular file")
            data = _read(descriptor, status.st_size)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(data) > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024**2} MB")
    return data


def _read(descriptor: int, size: int) -> bytes:
    """All bytes to the end; more than ``LARGEST`` only as proof that there are. ``size`` may be outdated."""
    data = os.read(descriptor, min(size, LARGEST) + 1)
    while len(data) <= LARGEST and (more := os.read(descriptor, _PIECE)):
        data += more
    return data
