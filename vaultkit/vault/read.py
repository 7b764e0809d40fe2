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


def read_file(root: Path, file: File) -> bytes:
    """The bytes of ``file``; raises ``UnreadableError`` with the reason. Never blocks on a special file."""
    if not file.readable:
        raise UnreadableError("it is not a regular file inside the vault")
    if file.size > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024**2} MB")
    try:
        # A FIFO that took the file's place since the listing must not block the open.
        descriptor = os.open(root / file.disk, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise UnreadableError("it is not a regular file")
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(f"it cannot be read: {(error.strerror or str(error)).lower()}") from error
    if len(data) > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024**2} MB")
    return data
