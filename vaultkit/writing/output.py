"""Files that a user asks for by name with ``-o``: reports, exports, pages. Never a note."""

import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.writing.folders import Folder, open_folder, write_all
from vaultkit.writing.system import reason

_STREAM = re.compile(r"/dev/(stdout|stderr|fd/(\d+))")
"""Our own streams: opening them anew would write over what a shell's ``>>`` has before."""


def write_output(path: Path, data: bytes) -> None:
    """Write ``data`` to the file that the user named, whole or not at all.

    An existing file is replaced in one step and keeps its permissions. ``/dev/stdout``, pipes and devices
    are written to. A symbolic link is refused: in a stranger's vault it may lead anywhere. Raises
    ``VaultkitError``.
    """
    try:
        status = path.lstat() if os.path.lexists(path) else None
        if stream := _STREAM.fullmatch(str(path)):
            write_all({"stdout": 1, "stderr": 2}.get(stream[1]) or int(stream[2]), data)
        elif status is None or stat.S_ISREG(status.st_mode):
            with open_folder(path.parent) as folder:
                _replace(folder, path.name, data, stat.S_IMODE(status.st_mode) if status else None)
        elif stat.S_ISLNK(status.st_mode):
            raise VaultkitError(f"`{path}` is a symbolic link", "name the file that it leads to")
        elif stat.S_ISDIR(status.st_mode):
            raise VaultkitError(f"`{path}` is a folder", "give the name of a file in it")
        else:
            _write_into(path, data)
    except OSError as error:
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else ""
        raise VaultkitError(f"`{path}` cannot be written: {reason(error)}", hint) from error


def _replace(folder: Folder, name: str, data: bytes, mode: int | None) -> None:
    temp = f".vaultkit-{secrets.token_hex(4)}-output"
    folder.write_new(temp, data, mode=mode)
    try:
        folder.rename(temp, name)
    except BaseException:
        with suppress(OSError):
            folder.unlink(temp)
        raise
    folder.sync()


def _write_into(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)
