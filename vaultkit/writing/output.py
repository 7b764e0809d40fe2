"""Files that a user asks for by name with ``-o``: reports, exports, pages. Never a note."""

import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.writing.folders import Folder, LeftAloneError, open_folder, walk_to, write_all
from vaultkit.writing.system import reason

_STREAM = re.compile(r"/dev/(stdout|stderr|fd/(\d+))")
"""Our own streams: opening them anew would write over what a shell's ``>>`` has before."""


_OURS = re.compile(r"\.vaultkit-[0-9a-f]{8}-(?:output|folder)")
_STALE = 24 * 60 * 60.0
"""Seconds after which what lies beside an output is no running vaultkit's, but one's that was killed."""


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
    except LeftAloneError as error:
        raise VaultkitError(f"`{path}` cannot be written: {error.reason}") from error
    except OSError as error:
        hint = "make its folder first" if isinstance(error, FileNotFoundError) else ""
        raise VaultkitError(f"`{path}` cannot be written: {reason(error)}", hint) from error


def write_folder(target: Path, source: Path, files: Mapping[str, bytes], copies: Mapping[str, Path]) -> None:
    """A new folder ``target`` with ``files`` and ``copies`` (of files) by relative path, whole or not at all.

    Raises ``VaultkitError`` when it exists and is not empty, lies in ``source``, or cannot be written.
    """
    place = Path(os.path.abspath(target))
    if Path(os.path.realpath(place)).is_relative_to(os.path.realpath(source)):
        raise VaultkitError(f"`{target}` lies in the vault", "give a folder outside it")
    building = place.with_name(f".vaultkit-{secrets.token_hex(4)}-folder")
    try:
        if os.path.lexists(place) and (place.is_symlink() or not place.is_dir() or any(place.iterdir())):
            raise VaultkitError(f"`{target}` is there already", "give a folder that is new or empty")
        place.parent.mkdir(parents=True, exist_ok=True)
        _sweep(place.parent)
        building.mkdir()
        try:
            with open_folder(building) as root:
                for path, data in files.items():
                    with walk_to(root, path, make=True) as (folder, name):
                        folder.write_new(name, data)
                for path, original in copies.items():
                    with walk_to(root, path, make=True) as (folder, name):
                        _copy(original, folder, name)
            if place.is_dir():
                place.rmdir()
            building.rename(place)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    except LeftAloneError as error:
        raise VaultkitError(f"`{target}` cannot be written: {error.reason}") from error
    except OSError as error:
        raise VaultkitError(f"`{target}` cannot be written: {reason(error)}") from error


def _sweep(folder: Path) -> None:
    """Remove what was left here by runs that were killed."""
    with suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name) and path.lstat().st_mtime < time.time() - _STALE:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(original: Path, folder: Folder, name: str) -> None:
    descriptor = folder.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as copy, original.open("rb") as stream:
        shutil.copyfileobj(stream, copy)


def _replace(folder: Folder, name: str, data: bytes, mode: int | None) -> None:
    _sweep(Path(folder.path))
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
