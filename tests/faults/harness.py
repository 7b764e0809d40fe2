"""Faults at every system call: the Nth call of a kind fails, or the process is killed there, for each N.

A scenario runs in a forked child under ``strace``, which injects the fault. Then the vault is looked at:
every file is byte for byte the old or the new one, an exit code of 0 means that all are new, and after the
next run nothing is left behind and one undo brings everything back.
"""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.undo import entries, undo

ERRORS = (
    "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "ENOMEM",
    "EBUSY", "EINVAL", "ENOSYS", "EXDEV", "ESTALE", "ENOENT", "EEXIST", "EINTR",
)  # fmt: skip
READING_ERRORS = ("EIO", "EACCES", "ENOENT", "ENOMEM", "EINTR")
PATIENCE = 60
Tree = dict[str, bytes]

READING = frozenset({
    "read", "pread64", "readv", "close", "newfstatat", "fstat", "stat", "lstat", "statx", "getdents64", "lseek",
    "flistxattr", "fgetxattr", "listxattr", "llistxattr", "readlink", "readlinkat", "getcwd", "access",
    "faccessat", "faccessat2",
})  # fmt: skip
CHANGING = frozenset({
    "open", "openat", "write", "pwrite64", "writev", "fsync", "fdatasync", "rename", "renameat", "renameat2",
    "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fchmod", "fchmodat", "chmod",
    "fchown", "flock", "ftruncate", "truncate", "fsetxattr", "utimensat",
})  # fmt: skip
CALLS = READING | CHANGING


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way of writing. ``prepare`` fills an empty vault; ``act`` writes and returns an exit code.

    ``whole`` says that all of it is written or none; ``goal`` that the end after every fault is the new
    tree (an undo that is repeated), not the old one (a change that is taken back).
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], int]
    whole: bool = True
    goal: str = "old"


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``count``-th call of ``call`` ends in ``what``; ``lasting``: so do all after it."""

    call: str
    count: int
    what: str
    lasting: bool = False

    @property
    def injection(self) -> str:
        how = f"signal={self.what}" if self.what.startswith("SIG") else f"error={self.what}"
        return f"inject={self.call}:{how}:when={self.count}{'+' if self.lasting else ''}"


def unable() -> str:
    """Why no fault can be injected here, or ""."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return "faults are injected by strace, which is not here"
    probe = subprocess.run(
        ["strace", "-qq", "-o", os.devnull, "-e", "inject=fsync:error=EIO", "true"], capture_output=True
    )
    return "" if probe.returncode == 0 else "strace may not trace here"


class Bench:
    """A place to run one scenario again and again, each time from the same start."""

    def __init__(self, scenario: Scenario, place: Path) -> None:
        self.scenario = scenario
        self.place = place
        self.vault = place / "vault"
        self.state = place / "state"
        self._start = place / "start"
        os.environ["VAULTKIT_STATE_DIR"] = str(self.state)
        self.vault.mkdir(parents=True)
        self.state.mkdir()
        scenario.prepare(self.vault)
        self.baseline = [entry.number for entry in entries(self.vault)]
        self._start.mkdir()
        for folder in (self.vault, self.state):
            shutil.copytree(folder, self._start / folder.name, symlinks=True)
        self.old = tree(self.vault)
        self.calls = self._count_calls()
        self.new = tree(self.vault)

    def reset(self) -> None:
        """Back to the start."""
        for folder in (self.vault, self.state):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self._start / folder.name, folder, symlinks=True)

    def faults(self) -> Iterator[Fault]:
        """All faults of the scenario."""
        for call, n in self._each_call(CALLS):
            yield Fault(call, n, "SIGKILL")
            yield Fault(call, n, "SIGINT")
            for error in ERRORS if call in CHANGING else READING_ERRORS:
                yield Fault(call, n, error)
                if error != "EINTR":  # Python repeats an interrupted call, for ever if need be
                    yield Fault(call, n, error, lasting=True)

    def quick_faults(self) -> Iterator[Fault]:
        """A few of them: where something changes, the process is killed, or the disk is full or broken."""
        for call, n in self._each_call(CHANGING - {"open", "openat"}):
            yield from (Fault(call, n, what) for what in ("SIGKILL", "EIO", "ENOSPC"))

    def _each_call(self, calls: frozenset[str]) -> Iterator[tuple[str, int]]:
        for call, count in sorted(self.calls.items()):
            if call in calls:
                yield from ((call, n) for n in range(1, count + 1))

    def try_fault(self, fault: Fault) -> list[str]:
        """Run the scenario with one fault; what went wrong, in words."""
        self.reset()
        # What is not traced is not injected either.
        code, outcome = self._run(f"trace={fault.call}", fault.injection)
        return [
            f"{self.scenario.name}, {fault}: {problem}" for problem in self._problems(code, outcome, fault)
        ]

    def _problems(self, code: int | None, outcome: dict[str, list[str]], fault: Fault) -> Iterator[str]:
        now = tree(self.vault)
        yield from self._neither_old_nor_new(now)
        notes = {path: data for path, data in now.items() if not _is_ours(path)}
        gone = [path for path in self.old if path not in self.new and path not in now]
        if gone and any(now.get(path) != data for path, data in self.new.items() if path not in self.old):
            yield f"{gone} are gone before what replaces them is there"
        if code is None:
            yield "the run did not end"
        if code == 0 and notes != self.new:
            yield "it said that all was well, and it was not"
        for path in outcome.get("written", ()):
            if now.get(path) != self.new.get(path):
                yield f"it said that `{path}` was written, and it was not"
        for path in outcome.get("left_alone", ()):
            if now.get(path) != self.old.get(path):
                yield f"it said that `{path}` was left alone, and it was not"
        # A lasting fault may hit the taking back too; then each file is whole, and undo has the rest.
        alive = code is not None and code >= 0 and fault.what != "SIGINT" and not fault.lasting
        if self.scenario.whole and alive and notes not in (self.old, self.new):
            yield "a part of it was written, though it had to be all or nothing"
        yield from self._recover()

    def _recover(self) -> Iterator[str]:
        """The next run tidies up, and undo (or the undo repeated) leads to the goal."""
        probe = write_changes(self.vault, [Change("zz probe.md", None, b"")], "probe")
        undo(self.vault, probe.entry)
        now = tree(self.vault)
        left = [path for path in now if _is_ours(path)]
        if left:
            yield f"left behind: {left}"
        yield from self._neither_old_nor_new(now)
        if self.scenario.goal == "new":
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                code = self.scenario.act(self.vault)
            if code not in (0, 2) or tree(self.vault) != self.new:
                yield "doing it again did not bring it to its end"
            return
        for entry in entries(self.vault):
            if (
                entry.number not in self.baseline
                and entry.number < (probe.entry or 0)
                and entry.undoes is None
            ):
                outcome = undo(self.vault, entry.number)
                if outcome.left_alone:
                    yield f"undo left alone {outcome.left_alone}"
        if tree(self.vault) != self.old:
            yield "undo did not bring the old files back"

    def _neither_old_nor_new(self, now: Tree) -> Iterator[str]:
        for path in {*now, *self.old, *self.new}:
            if not _is_ours(path) and now.get(path) not in (self.old.get(path), self.new.get(path)):
                yield f"`{path}` is neither the old nor the new one"

    def _count_calls(self) -> Counter[str]:
        log = self.place / "calls"
        code, _ = self._run(f"trace={','.join(f'?{call}' for call in sorted(CALLS))}", log=log)
        if code != 0:
            raise RuntimeError(f"{self.scenario.name} ends with {code} without any fault")
        names = re.findall(r"^(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
        return Counter(name for name in names if name in CALLS)

    def _run(
        self, *expressions: str, log: str | Path = os.devnull
    ) -> tuple[int | None, dict[str, list[str]]]:
        """Run ``act`` in a child under strace: its exit code (negative for a signal), and what it reported."""
        report = self.place / "report"
        report.unlink(missing_ok=True)
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            self._child(ready, go)
        os.close(ready)
        with subprocess.Popen(
            [
                "strace",
                "-p",
                str(child),
                "-o",
                str(log),
                *(word for each in expressions for word in ("-e", each)),
            ],
            stderr=subprocess.PIPE,
            text=True,
        ) as tracer:
            assert tracer.stderr is not None
            tracer.stderr.readline()  # it says when it is attached
            os.write(go, b"x")
            os.close(go)
            code = _wait(child)
            tracer.stderr.read()
        try:
            return code, json.loads(report.read_bytes())
        except (FileNotFoundError, ValueError):  # it did not come to report, or was killed at it
            return code, {}

    def _child(self, ready: int, go: int) -> None:
        code = 70
        try:
            os.close(go)
            sink = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(sink, stream)
            signal.alarm(PATIENCE)
            # Waiting by a call that no fault is injected into: the tracer comes in the middle of it.
            waiting = select.poll()
            waiting.register(ready, select.POLLIN)
            waiting.poll()
            code = self.scenario.act(self.vault)
        except KeyboardInterrupt:
            code = 130
        except OSError:
            code = 71
        finally:
            os._exit(code)


def _wait(child: int) -> int | None:
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGALRM else code


def report_outcome(place: Path, written: tuple[str, ...], left_alone: tuple[str, ...]) -> None:
    """Let the parent know, from within ``act``, what the run says of itself."""
    try:
        (place / "report").write_text(json.dumps({"written": written, "left_alone": left_alone}))
    except OSError:
        (place / "report").unlink(missing_ok=True)


def tree(root: Path) -> Tree:
    """The files below ``root`` with their bytes."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def _is_ours(path: str) -> bool:
    return path.rpartition("/")[2].startswith(".vaultkit-")
