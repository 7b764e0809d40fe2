"""Which faults there are: for each system call that a run makes, each thing that may become of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tests.faults import tap

ERRORS = (
    "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "ENOMEM",
    "EBUSY", "EINVAL", "ENOSYS", "EXDEV", "ESTALE", "ENOENT", "EEXIST", "EINTR",
)  # fmt: skip
READING_ERRORS = ("EIO", "EACCES", "ENOENT", "ENOMEM", "EINTR")
LISTING_ERRORS = ("EIO", "EACCES", "ENOMEM", "EINTR")
"""The C library takes ENOENT for the end of a folder that was removed while it was listed."""
DISK_ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS")

READING = frozenset({
    "read", "pread64", "readv", "close", "newfstatat", "fstat", "stat", "lstat", "statx", "getdents64", "lseek",
    "flistxattr", "fgetxattr", "listxattr", "readlink", "readlinkat", "getcwd", "access", "faccessat",
    "faccessat2",
})  # fmt: skip
CHANGING = frozenset({
    "open", "openat", "write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "link", "linkat", "symlinkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fchmod", "fchmodat",
    "chmod", "fchown", "fchownat", "flock", "fcntl", "ftruncate", "truncate", "fsetxattr", "fremovexattr", "utimensat",
    "sendfile", "copy_file_range", "sync_file_range",
})  # fmt: skip
CALLS = READING | CHANGING
ON_DISK = CHANGING - {"flock", "fcntl"}
REMOVING = frozenset({"unlink", "unlinkat", "rmdir"})
ANY_CHANGE = "any change"
"""In place of a call's name: every call that would change the disk, as when the disk is full or broken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``count``-th call of ``call`` ends in ``what``; ``lasting``: so do all after it."""

    call: str
    count: int
    what: str
    lasting: bool = False

    @property
    def calls(self) -> frozenset[str]:
        """The calls that are looked at."""
        return ON_DISK if self.call == ANY_CHANGE else frozenset({self.call})

    @property
    def leaves_folders(self) -> bool:
        """Whether no folder can be removed any more: then an empty one may stay."""
        return self.lasting and bool(self.calls & REMOVING)

    @property
    def spoil(self) -> tap.Spoil:
        """The same in the tap's words."""
        return tap.Spoil(self.calls, self.count, self.what, self.lasting, self.call == ANY_CHANGE)


def faults(calls: Counter[str]) -> Iterator[Fault]:
    """All faults of a run that makes ``calls``."""
    for call, n in _each(calls, CALLS):
        yield Fault(call, n, tap.KILL)
        yield Fault(call, n, tap.INTERRUPT)
        if call == "write":  # sqlite's are others, and a cache on a disk that lies is no promise
            yield from (Fault(call, n, tap.PRETEND, lasting) for lasting in (False, True))
        for error in _errors(call):
            yield Fault(call, n, error)
            if error != "EINTR":  # Python repeats an interrupted call, for ever if need be
                yield Fault(call, n, error, lasting=True)
    for n in range(1, calls[ANY_CHANGE] + 1):
        yield from (Fault(ANY_CHANGE, n, error, lasting=True) for error in DISK_ERRORS)


def _errors(call: str) -> tuple[str, ...]:
    if call in CHANGING:
        return ERRORS
    return LISTING_ERRORS if call == "getdents64" else READING_ERRORS


def quick_faults(calls: Counter[str]) -> Iterator[Fault]:
    """A few of them: where something changes, the process is killed, or the disk is full or broken."""
    for call, n in _each(calls, CHANGING - {"open", "openat"}):
        yield from (Fault(call, n, what) for what in (tap.KILL, "EIO", "ENOSPC"))


def _each(calls: Counter[str], wanted: frozenset[str]) -> Iterator[tuple[str, int]]:
    for call, count in sorted(calls.items()):
        if call in wanted:
            yield from ((call, n) for n in range(1, count + 1))
