"""Which files a vault has: everything that is not hidden, nothing outside it, nothing that blocks.

Reads folders, not files. Hidden means that the name, or a folder's above it, starts with a dot.
Links to a place outside the vault are listed by name and never followed: what lies there is not ours.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

DEEPEST = 128


class File(NamedTuple):
    """One file of a vault.

    ``path`` is relative to the vault, with ``/`` and in NFC, as the app shows it; ``disk`` the same as the
    file system spells it. ``size`` in bytes; ``modified`` and ``changed`` (of the inode, which no program can
    set back) in nanoseconds; ``readable`` is False for what is no regular file inside the vault.
    """

    path: str
    size: int
    modified: int
    readable: bool
    disk: str
    changed: int = 0
    inode: int = 0


class Skipped(NamedTuple):
    """A file or folder that was not read, and why: one lower-case clause."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All files of a vault by path, sorted, and what could not be listed."""

    files: tuple[File, ...]
    skipped: tuple[Skipped, ...] = ()


def list_vault(root: Path) -> Listing:
    """List the vault at ``root``; unreadable folders, loops and escapes are named, never raised."""
    base = os.path.realpath(root)
    files: list[File] = []
    skipped: list[Skipped] = []
    stack: list[tuple[str, str, int]] = [(str(root), "", 0)]
    while stack:
        folder, prefix, depth = stack.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            skipped.append(Skipped(prefix.rstrip("/") or ".", f"folder cannot be listed: {error.strerror}"))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            try:
                if entry.is_symlink():
                    found = _follow(entry, path, base)
                    if isinstance(found, File):
                        files.append(found)
                    else:
                        skipped.append(found)
                elif entry.is_dir(follow_symlinks=False):
                    if depth >= DEEPEST:
                        skipped.append(Skipped(path, f"folder is nested deeper than {DEEPEST}"))
                    else:
                        stack.append((entry.path, path + "/", depth + 1))
                else:
                    files.append(_file(path, entry.stat(follow_symlinks=False)))
            except OSError as error:
                skipped.append(Skipped(path, f"file cannot be read: {error.strerror}"))
    return Listing(tuple(sorted(_apart(files))), tuple(sorted(skipped)))


def _follow(entry: os.DirEntry[str], path: str, base: str) -> File | Skipped:
    """A link to a file inside the vault is that file; every other one is only a name.

    Folders behind links are never entered: inside the vault they would be read twice, and outside it
    is not ours to read.
    """
    target = os.path.realpath(entry.path)
    if entry.is_dir():
        return Skipped(path, "symbolic link leads to a folder and is not followed")
    if not target.startswith(base + os.sep):
        return File(normal(path), 0, 0, False, path)
    if any(part.startswith(".") for part in Path(target[len(base) :]).parts):
        return File(normal(path), 0, 0, False, path)
    return _file(path, entry.stat())


def normal(path: str) -> str:
    """``path`` in NFC, as the app shows it."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _file(path: str, status: os.stat_result) -> File:
    regular = stat.S_ISREG(status.st_mode)
    return File(
        normal(path), status.st_size, status.st_mtime_ns, regular, path, status.st_ctime_ns, status.st_ino
    )  # fmt: skip


def _apart(files: list[File]) -> Iterator[File]:
    """Two names that differ only in their normal form stay two files: the second keeps its own spelling."""
    seen: set[str] = set()
    for file in sorted(files, key=lambda file: (file.path, file.path != file.disk)):
        yield file if file.path not in seen else file._replace(path=file.disk)
        seen.add(file.path)
