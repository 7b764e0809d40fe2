"""The folders of a vault, entered one component at a time and never through a link.

A folder is held open while we write in it, so nobody can put a link in its place meanwhile. This module
knows names and bytes; what is written and why is ``safe_write``'s affair.
"""

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from vaultkit.writing.system import HAS_HANDLES, exchange, rename_new, start_writing, sync_folder

_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}
_XATTR_REFUSED = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENODATA, errno.EINVAL}
NOT_READ_BACK = "what was written does not read back"
VANISHED = "it has vanished"
OWN_HIDDEN = ".vaultkit"
"""The one hidden folder, at the vault's top, that is ours to write in."""


class LeftAloneError(Exception):
    """A file that is not touched; ``reason`` is one lower-case clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Folder:
    """One folder, open. Every name is a single component. All functions raise ``OSError``."""

    def __init__(self, path: str, handle: int | None) -> None:
        self.path = path
        self.handle = handle

    def _at(self, name: str) -> str:
        return name if self.handle is not None else os.path.join(self.path, name)

    def status(self, name: str) -> os.stat_result:
        """The status of ``name`` itself, not of what it leads to."""
        return os.stat(self._at(name), dir_fd=self.handle, follow_symlinks=False)

    def spelled(self, name: str) -> str | None:
        """``name`` as the disk spells it (a vault's paths are NFC, the disk's may not be), or None."""
        if self.has(name):
            return name
        if name.isascii():
            return None
        wanted = unicodedata.normalize("NFC", name)
        return next((n for n in self.names() if unicodedata.normalize("NFC", n) == wanted), None)

    def has(self, name: str) -> bool:
        """Whether the disk has ``name``, spelled just so."""
        try:
            self.status(name)
        except FileNotFoundError:
            return False
        return True

    def names(self) -> list[str]:
        """All names in the folder, sorted."""
        return sorted(os.listdir(self.handle if self.handle is not None else self.path))

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """A descriptor for ``name``, which is not followed when it is a link and does not block."""
        if not HAS_HANDLES and os.path.islink(self._at(name)):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
        return os.open(self._at(name), flags | _FLAGS, mode, dir_fd=self.handle)

    def read(self, name: str, size: int) -> bytes:
        """The bytes of a regular file, at most one more than ``size``; raises ``LeftAloneError`` else."""
        try:
            descriptor = self.open(name, os.O_RDONLY)
        except FileNotFoundError:
            raise LeftAloneError(VANISHED) from None
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise LeftAloneError("it is a symbolic link, and is not written through") from None
            if error.errno == errno.ENXIO:
                raise LeftAloneError("it is not a regular file inside the vault") from None
            raise
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise LeftAloneError("it is not a regular file inside the vault")
            return read_all(descriptor, size + 1)
        except FileNotFoundError as error:  # it is open, so it is there: the disk is at fault
            raise OSError(errno.EIO, os.strerror(errno.EIO), name) from error
        finally:
            _let_go(descriptor)

    def write_new(
        self,
        name: str,
        data: bytes,
        like: "tuple[Folder, str] | None" = None,
        mode: int | None = None,
        *,
        durable: bool = True,
    ) -> None:
        """A new file with ``data``, on the disk and read back.

        It has the metadata of the file ``like`` (and its time when the bytes are the same, as after `mv`), or
        ``mode``, or the mode that every new file has. Not ``durable`` is on its way to the disk, and wants
        ``confirm``. On an error nothing stays behind.
        """
        private = like is not None or mode is not None
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        descriptor = self.open(name, flags, 0o600 if private else 0o666)
        try:
            try:
                write_all(descriptor, data)
                if like is not None:
                    like[0]._copy_metadata(like[1], descriptor, data)
                elif mode is not None and sys.platform != "win32":
                    os.fchmod(descriptor, mode)
                start_writing(descriptor)
            finally:
                os.close(descriptor)
            if durable:
                try:
                    self.confirm(name, data)
                except FileNotFoundError:
                    raise LeftAloneError(VANISHED) from None
        except BaseException:
            with suppress(OSError):
                self.unlink(name)
            raise

    def confirm(self, name: str, data: bytes) -> None:
        """Make a file that ``write_new`` has begun durable, and read it back; raises ``OSError``."""
        try:
            descriptor = self.open(name, os.O_RDWR)
        except PermissionError:  # like the note that it takes the place of, which others may write
            descriptor = self.open(name, os.O_RDONLY)
        try:
            os.fsync(descriptor)
            if read_all(descriptor, len(data) + 1) != data:
                raise OSError(errno.EIO, NOT_READ_BACK)
        finally:
            _let_go(descriptor)

    def _copy_metadata(self, source: str, descriptor: int, data: bytes) -> None:
        if sys.platform == "win32":
            return
        original = self.open(source, os.O_RDONLY)
        try:
            wanted, has = os.fstat(original), os.fstat(descriptor)
            if (wanted.st_uid, wanted.st_gid) != (has.st_uid, has.st_gid):
                try:
                    os.fchown(descriptor, wanted.st_uid, wanted.st_gid)
                except PermissionError:
                    raise LeftAloneError("its owner could not be kept") from None
            if sys.platform == "linux":
                _copy_attributes(original, descriptor)
            os.fchmod(descriptor, stat.S_IMODE(wanted.st_mode))
            if wanted.st_size == len(data) and read_all(original, len(data) + 1) == data:
                with suppress(OSError):  # a time is not worth a refusal
                    os.utime(descriptor, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))
        finally:
            os.close(original)

    def rename(self, name: str, new: str) -> None:
        """Rename within the folder; ``new`` is replaced."""
        os.replace(self._at(name), self._at(new), src_dir_fd=self.handle, dst_dir_fd=self.handle)

    def rename_new(self, name: str, new: str) -> None:
        """Rename within the folder; raises ``FileExistsError`` when ``new`` exists."""
        if rename_new(self.handle, name, new):
            return
        if sys.platform == "win32":
            os.rename(self._at(name), self._at(new))
            return
        try:
            os.link(name, new, src_dir_fd=self.handle, dst_dir_fd=self.handle, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # Claim the name first: an empty note after a crash is less than an overwritten one.
            os.close(self.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
            self.rename(name, new)
        else:
            self.unlink(name)

    def exchange(self, name: str, other: str, folder: "Folder | None" = None) -> bool:
        """Let ``name`` and ``other`` (in ``folder``) trade files; False when the system cannot."""
        return exchange(self.handle, name, (folder or self).handle, other)

    def move(self, name: str, folder: "Folder", new: str) -> None:
        """Move a file to another folder, the same inode; raises ``OSError`` (``EXDEV``) when it cannot be."""
        os.replace(self._at(name), folder._at(new), src_dir_fd=self.handle, dst_dir_fd=folder.handle)

    def unlink(self, name: str) -> None:
        """Remove a name."""
        os.unlink(self._at(name), dir_fd=self.handle)

    def make(self, name: str, mode: int = 0o777) -> None:
        """Make a folder; fine when there is one."""
        with suppress(FileExistsError):
            os.mkdir(self._at(name), mode, dir_fd=self.handle)

    def remove_if_empty(self, name: str) -> None:
        """Remove a folder that holds nothing; else leave it."""
        with suppress(OSError):
            os.rmdir(self._at(name), dir_fd=self.handle)

    @contextmanager
    def enter(self, name: str) -> Iterator["Folder"]:
        """The folder ``name`` in this one; raises ``LeftAloneError`` when it is a link or no folder."""
        path = os.path.join(self.path, name)
        if not HAS_HANDLES:
            if os.path.islink(path) or not os.path.isdir(path):
                raise LeftAloneError(f"`{name}` in its path is not a folder inside the vault")
            yield Folder(path, None)
            return
        try:
            handle = os.open(name, os.O_RDONLY | os.O_DIRECTORY | _FLAGS, dir_fd=self.handle)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENOTDIR):
                raise LeftAloneError(f"`{name}` in its path is not a folder inside the vault") from None
            raise
        try:
            yield Folder(path, handle)
        finally:
            _let_go(handle)

    def sync(self) -> None:
        """Make the names in this folder durable."""
        sync_folder(self.handle)


@contextmanager
def open_folder(path: Path) -> Iterator[Folder]:
    """The folder at ``path``, wherever that leads: the user named it."""
    if not HAS_HANDLES:
        yield Folder(str(path), None)
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | getattr(os, "O_CLOEXEC", 0))
    try:
        yield Folder(str(path), handle)
    finally:
        _let_go(handle)


@contextmanager
def walk_to(root: Folder, path: str, *, make: bool = False) -> Iterator[tuple[Folder, str]]:
    """The folder in which ``path`` (relative, with ``/``) lies, and its name as the disk spells it.

    With ``make`` missing folders are made, durably. Raises ``LeftAloneError`` for a path that leads out of
    the vault or into a hidden folder, ``FileNotFoundError`` for a missing folder.
    """
    *folders, name = parts_of(path)
    with _descend(root, folders, make) as folder:
        yield folder, folder.spelled(name) or name


@contextmanager
def _descend(folder: Folder, names: list[str], make: bool) -> Iterator[Folder]:
    if not names:
        yield folder
        return
    name = folder.spelled(names[0])
    if name is None:
        name = names[0]
        if make:
            folder.make(name)
            folder.sync()
    with folder.enter(name) as inner, _descend(inner, names[1:], make) as last:
        yield last


def missing_folders(root: Folder, path: str) -> tuple[str, ...]:
    """The folders above ``path`` that are not there yet, outermost first."""
    parts = parts_of(path)[:-1]
    for count in range(len(parts), 0, -1):
        with suppress(FileNotFoundError), _descend(root, list(parts[:count]), False):
            return tuple("/".join(parts[: n + 1]) for n in range(count, len(parts)))
    return tuple("/".join(parts[: n + 1]) for n in range(len(parts)))


def remove_made(root: Folder, made: Sequence[str]) -> None:
    """Remove the folders that were made for a file, outermost first in ``made``, as far as they are empty."""
    for path in reversed(made):
        with suppress(OSError, LeftAloneError):
            if "/" not in path:  # at the top even our own hidden one
                root.remove_if_empty(root.spelled(path) or path)
                continue
            with walk_to(root, path) as (folder, name):
                folder.remove_if_empty(name)


def is_gone(root: str, path: str) -> bool:
    """Whether ``path`` is truly not there; a disk at fault may hide it from one way of asking."""
    return not os.path.lexists(os.path.join(root, path))


def parts_of(path: str) -> tuple[str, ...]:
    """The components of a path in the vault; raises ``LeftAloneError`` when it is not one that we write."""
    parts = tuple(path.split("/"))
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise LeftAloneError("its path leads out of the vault")
    if any(part.startswith(".") for part in parts[(parts[0] == OWN_HIDDEN and len(parts) > 1) :]):
        raise LeftAloneError("its path is hidden, which is not ours to write")
    if os.name == "nt" and any(set(part) & set('\\:*?"<>|') or part[-1] in " ." for part in parts):
        raise LeftAloneError("its path has a character that this system does not allow")
    return parts


def _let_go(descriptor: int) -> None:
    """Close what was only read: an error here says nothing about what was done."""
    with suppress(OSError):
        os.close(descriptor)


def read_all(descriptor: int, size: int) -> bytes:
    """Up to ``size`` bytes from a descriptor."""
    pieces: list[bytes] = []
    while size > 0 and (piece := os.read(descriptor, min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def write_all(descriptor: int, data: bytes) -> None:
    """All of ``data`` to a descriptor, however few bytes the system takes at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if sys.platform == "linux":

    def _copy_attributes(source: int, target: int) -> None:
        """Give ``target`` what ``source`` has and no more: its folder may have given it an access list."""
        with _unless_refused():
            wanted = os.listxattr(source)
            for name in wanted:
                with _unless_refused():
                    os.setxattr(target, name, os.getxattr(source, name))
            for name in set(os.listxattr(target)).difference(wanted):
                with _unless_refused():
                    os.removexattr(target, name)

    @contextmanager
    def _unless_refused() -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno not in _XATTR_REFUSED:
                raise
