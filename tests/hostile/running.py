"""Running a command in this process as a person would, and watching what it does to the machine."""

import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import CHECKOUT
from vaultkit.cli import main
from vaultkit.source.printable import printable

STARTS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "os.forkpty", "pty.spawn")
CONNECTS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")
CODES = frozenset({0, 1, 2, 3})


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class SlowError(BaseException):
    """The budget of CPU time is used up; no `except` of ours may swallow it."""


@contextmanager
def budget(seconds: float) -> Iterator[None]:
    """At most so many seconds of this process's CPU time, whatever else the machine does."""

    def stop(number: int, frame: Any) -> None:
        raise SlowError(f"more than {seconds} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def run(*command: str, stdin: bytes = b"") -> Ran:
    """Run ``vaultkit`` with ``command``; an exception travels, as a traceback would."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    given = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*command])
    finally:
        sys.stdin = given
    for stream in (out, err):
        stream.flush()
    return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def wrong(ran: Ran, *, controls: bool = True) -> list[str]:
    """What no run may do: end with a strange code, or print what a terminal obeys."""
    problems = [] if ran.code in CODES else [f"exit code {ran.code}"]
    if ran.code == 2 and "error: " not in ran.err:
        problems.append("exit code 2 without a message")
    if "Traceback" in ran.err:
        problems.append("a traceback")
    if ran.err != printable(ran.err) or (controls and ran.out != printable(ran.out)):
        problems.append("characters that a terminal obeys")
    return problems


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file, link and folder under ``root`` with its mode, and its bytes or where it leads."""
    found: dict[str, tuple[int, bytes]] = {}
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            regular, link = mode & 0o170000 == 0o100000, mode & 0o170000 == 0o120000
            held = os.fsencode(path.readlink()) if link else path.read_bytes() if regular else b""
            found[str(path.relative_to(root))] = mode, held
    return found


@dataclass
class Watch:
    """What this process opened, started and called while it was watched."""

    allowed: tuple[str, ...] = ()
    on: bool = False
    seen: list[str] = field(default_factory=list)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in STARTS or event.startswith(CONNECTS):
            self.seen.append(f"{event} {args!r:.100}")
        elif event in ("open", "os.scandir", "os.listdir", "sqlite3.connect") and not isinstance(
            args[0], int
        ):
            if event == "sqlite3.connect" and args[0] == ":memory:":
                return  # no file
            self.on = False  # looking at the path must not be seen itself
            path = os.path.realpath(os.fsdecode(args[0] if args[0] is not None else "."))
            self.on = True
            if not any(path == place or path.startswith(place + os.sep) for place in self.allowed):
                self.seen.append(f"{event} {path}")

    @contextmanager
    def over(self, *places: Path) -> Iterator[list[str]]:
        """The list of what was done beyond ``places``, Python and vaultkit themselves."""
        own = [sys.prefix, sys.base_prefix, str(CHECKOUT / "vaultkit"), str(CHECKOUT / "schemas"), os.devnull]
        own += [str(Path(part).parent) for part in (os.__file__, io.__file__) if part]
        own += [os.environ[name] for name in ("VAULTKIT_CACHE_DIR", "VAULTKIT_STATE_DIR")]
        own += [part for part in sys.path if part.endswith("site-packages")]
        self.allowed = tuple({os.path.realpath(place) for place in (*own, *map(str, places))})
        self.seen = []
        self.on = True
        try:
            yield self.seen
        finally:
            self.on = False


WATCH = Watch()
sys.addaudithook(WATCH)


def commands(root: Path, *kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """The commands that only read, each for the vault at ``root``."""
    chosen = kinds or READING
    return [(*command, "--vault", str(root)) for command in chosen]


READING: tuple[tuple[str, ...], ...] = (
    ("lint", "--no-cache", "--select", "all", "--format", "json"),
    ("lint",),
    ("lint", "--fix", "--unsafe-fixes", "--diff"),
    ("links",),
    ("links", "--format", "json"),
    ("graph",),
    ("graph", "export", "json"),
    ("graph", "stats"),
    ("rename", "good", "better", "--dry-run"),
    ("config",),
)
