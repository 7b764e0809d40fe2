"""Every system call of a child goes by here, and one of them, or all from one on, ends otherwise.

The kernel asks us about each call of the kinds we name (a seccomp filter with user notification, Linux 5.19):
we let it through, refuse it with an error, say falsely that it was done, or kill or interrupt the child. The
parent has everything imported and forks for each fault, so a fault costs a few milliseconds. This module
knows nothing of vaults.
"""

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import socket
import struct
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

KILL, INTERRUPT, PRETEND = "kill", "interrupt", "pretend"
"""What may become of a call, besides the name of an error. ``PRETEND``: it is not made, and is said to be."""

# <asm/unistd.h>; the newer architectures have only the calls that name a folder.
_BOTH = {
    "read": (0, 63), "pread64": (17, 67), "readv": (19, 65), "close": (3, 57), "fstat": (5, 80),
    "newfstatat": (262, 79), "statx": (332, 291), "getdents64": (217, 61), "lseek": (8, 62),
    "flistxattr": (196, 13), "fgetxattr": (193, 10), "listxattr": (194, 11), "readlinkat": (267, 78),
    "getcwd": (79, 17), "faccessat": (269, 48), "faccessat2": (439, 439), "fcntl": (72, 25),
    "openat": (257, 56), "write": (1, 64), "pwrite64": (18, 68), "writev": (20, 66), "fsync": (74, 82),
    "fdatasync": (75, 83), "renameat2": (316, 276), "linkat": (265, 37), "symlinkat": (266, 36),
    "unlinkat": (263, 35), "mkdirat": (258, 34), "fchmod": (91, 52), "fchmodat": (268, 53), "fchown": (93, 55),
    "fchownat": (260, 54), "flock": (73, 32), "ftruncate": (77, 46), "truncate": (76, 45),
    "fsetxattr": (190, 7), "fremovexattr": (199, 16), "utimensat": (280, 88), "renameat": (264, 38), "sendfile": (40, 71),
    "copy_file_range": (326, 285), "sync_file_range": (277, 84),
}  # fmt: skip
_OLDER = {
    "open": 2, "stat": 4, "lstat": 6, "access": 21, "rename": 82, "mkdir": 83, "rmdir": 84, "link": 86,
    "unlink": 87, "readlink": 89, "chmod": 90,
}  # fmt: skip
_MACHINES = {"x86_64": (0xC000003E, 317), "aarch64": (0xC00000B7, 277)}

_NEW_LISTENER, _WAIT_KILLABLE = 1 << 3, 1 << 5
_RECEIVE, _ANSWER, _CONTINUE = 0xC0502100, 0xC0182101, 1
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000


def numbers() -> dict[str, int]:
    """The calls that this machine has, by name; empty where calls cannot be tapped."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _MACHINES:
        return {}
    at = list(_MACHINES).index(machine)
    return {**{name: both[at] for name, both in _BOTH.items()}, **({} if at else _OLDER)}


@dataclass(frozen=True, slots=True)
class Spoil:
    """From the ``count``-th of the calls in ``calls`` on (``lasting``), or just there, ``what`` happens.

    ``what`` is an error's name, ``KILL``, ``INTERRUPT`` or ``PRETEND``. With ``changes`` a call that only
    reads does not count.
    """

    calls: frozenset[str]
    count: int
    what: str
    lasting: bool = False
    changes: bool = False


@dataclass(slots=True)
class Run:
    """What became of a child: its exit code (negative for a signal), how often it made each call, how many
    of them the spoil was looking for, and what the child told us (see ``tell``).
    """

    code: int
    calls: Counter[str] = field(default_factory=Counter)
    matching: int = 0
    told: bytes = b""


def unable() -> str:
    """Why no call can be tapped here, or ""."""
    if not numbers():
        return "calls are tapped on Linux on x86_64 and aarch64 alone"
    try:
        run = tapped(lambda: 0, frozenset({"getcwd"}))
    except OSError as error:
        return f"the kernel does not let calls be tapped: {error.strerror}"
    return "" if run.code == 0 else "the kernel does not let calls be tapped"


def tapped(act: Callable[[], int], calls: frozenset[str], spoil: Spoil | None = None) -> Run:
    """Run ``act`` in a child that asks us about ``calls``. Raises ``OSError`` when it cannot."""
    names = {number: name for name, number in numbers().items() if name in calls}
    ours, theirs = socket.socketpair()
    program = _program(tuple(names))
    child = os.fork()
    if child == 0:
        _child(act, program, theirs)
    theirs.close()
    with ours:
        _, descriptors, _, _ = socket.recv_fds(ours, 1, 1)
        if not descriptors:
            os.waitpid(child, 0)
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
        try:
            counted, matching = _serve(descriptors[0], names, spoil)
        finally:
            os.close(descriptors[0])
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Run(code, counted, matching, b"".join(iter(lambda: ours.recv(1 << 16), b"")))


def tell(words: bytes) -> None:
    """Let the parent know something, from within ``act``, by a way that nothing spoils."""
    if _parents:
        _parents[-1].sendall(words)


def _serve(listener: int, names: dict[int, str], spoil: Spoil | None) -> tuple[Counter[str], int]:
    """Answer until the child is gone."""
    counted: Counter[str] = Counter()
    matching = 0
    waiting = select.poll()
    waiting.register(listener, select.POLLIN)
    while waiting.poll()[0][1] & select.POLLIN:
        note = bytearray(80)
        try:
            fcntl.ioctl(listener, _RECEIVE, note)
        except OSError:
            continue  # it was killed while it asked
        identity, pid, _, number, _, _, *arguments = struct.unpack("=QIIiIQ6Q", note)
        name = names[number]
        counted[name] += 1
        answer = (0, 0, _CONTINUE)
        if spoil and name in spoil.calls and not (spoil.changes and _only_reads(name, arguments)):
            matching += 1
            if matching == spoil.count or (spoil.lasting and matching > spoil.count):
                answer = _spoilt(spoil.what, pid, arguments)
        try:
            fcntl.ioctl(listener, _ANSWER, struct.pack("=Qqii", identity, *answer[:2], answer[2]))
        except OSError:
            continue
    return counted, matching


def _spoilt(what: str, pid: int, arguments: list[int]) -> tuple[int, int, int]:
    if what == KILL:
        os.kill(pid, signal.SIGKILL)
    elif what == INTERRUPT:
        os.kill(pid, signal.SIGINT)
    elif what == PRETEND:
        return arguments[2], 0, 0
    else:
        return 0, -getattr(errno, what), 0
    return 0, 0, _CONTINUE


def _only_reads(name: str, arguments: list[int]) -> bool:
    """Whether the call opens a file to read it."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
    return (name == "openat" and not arguments[2] & writing) or (
        name == "open" and not arguments[1] & writing
    )


def _program(wanted: tuple[int, ...]) -> bytes:
    """The filter: asks about the calls in ``wanted``, allows all others."""
    machine, _ = _MACHINES[platform.machine()]

    def step(code: int, then: int, otherwise: int, value: int) -> bytes:
        return struct.pack("=HBBI", code, then, otherwise, value)

    load, equal, end = 0x20, 0x15, 0x06
    return b"".join((
        step(load, 0, 0, 4),
        step(equal, 0, len(wanted) + 1, machine),
        step(load, 0, 0, 0),
        *(step(equal, len(wanted) - at, 0, number) for at, number in enumerate(wanted)),
        step(end, 0, 0, _ALLOW),
        step(end, 0, 0, _NOTIFY),
    ))  # fmt: skip


_libc = ctypes.CDLL(None, use_errno=True)
_parents: list[socket.socket] = []


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _child(act: Callable[[], int], steps: bytes, parent: socket.socket) -> None:
    code = 70
    try:
        program = _Program(len(steps) // 8, steps)
        _, call = _MACHINES[platform.machine()]
        _libc.prctl(38, 1, 0, 0, 0)  # PR_SET_NO_NEW_PRIVS: without it only root may set a filter
        listener = _libc.syscall(call, 1, _NEW_LISTENER | _WAIT_KILLABLE, ctypes.byref(program))
        if listener < 0:
            os._exit(code)
        socket.send_fds(parent, [b"x"], [listener])
        _parents.append(parent)
        code = act()
    finally:
        os._exit(code)
