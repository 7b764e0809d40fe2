"""Faults at every system call: the Nth call of a kind fails, or the process is killed there, for each N.

A scenario runs in a forked child whose calls are tapped (see ``tap``). Then everything is looked at: every
file is byte for byte the old or the new one, an exit code of 0 means that all are new, no fault ends in a
traceback, and after the next run nothing is left behind and one undo, or doing it again, leads to the goal.
"""

import gc
import json
import os
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from tests.faults import tap
from tests.faults.kinds import ANY_CHANGE, CALLS, ON_DISK, Fault, faults, quick_faults
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.undo import entries, undo

PATIENCE = 60
Tree = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way of writing. ``prepare`` fills an empty vault; ``act`` writes and returns an exit code.

    ``whole`` says that all of it is written or none. ``goal`` is where the end after every fault must lie:
    "old" is reached by undo, "new" by doing it again. ``codes`` are the exit codes of a good end.
    ``partial``: a run that says these words, or writes them into a new file, says that its result is not
    whole, and that may differ.
    """

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], int]
    whole: bool = True
    goal: str = "old"
    codes: tuple[int, ...] = (0,)
    partial: bytes = b""


class Bench:
    """A place to run one scenario again and again, each time from the same start.

    ``ground`` is what is compared: the vault, and what a scenario writes beside it. ``state`` and ``cache``
    are vaultkit's own.
    """

    def __init__(self, scenario: Scenario, place: Path) -> None:
        self.scenario = scenario
        self.place = place
        self.ground = place / "ground"
        self.vault = self.ground / "vault"
        self._folders = (self.ground, place / "state", place / "cache")
        self._start = place / "start"
        os.environ["VAULTKIT_STATE_DIR"] = str(place / "state")
        os.environ["VAULTKIT_CACHE_DIR"] = str(place / "cache")
        self._start.mkdir(parents=True)
        for folder in self._folders:
            folder.mkdir()
        self._sink = os.open(place / "said", os.O_RDWR | os.O_CREAT | os.O_APPEND)
        self.vault.mkdir()
        scenario.prepare(self.vault)
        self.baseline = [entry.number for entry in entries(self.vault)]
        for folder in self._folders:
            shutil.copytree(folder, self._start / folder.name, symlinks=True)
        self.old = tree(self.ground)
        self._before = self._all()
        self._warm_up()
        self.calls = self._count_calls()
        self.new = tree(self.ground)

    def _all(self) -> list[Tree]:
        return [tree(folder) for folder in self._folders]

    def reset(self) -> None:
        """Back to the start."""
        if self._all() == self._before:
            return
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(self._start / folder.name, folder, symlinks=True)

    def faults(self) -> Iterator[Fault]:
        """All faults of the scenario."""
        return faults(self.calls)

    def quick_faults(self) -> Iterator[Fault]:
        """A few of them."""
        return quick_faults(self.calls)

    def try_fault(self, fault: Fault) -> list[str]:
        """Run the scenario with one fault; what went wrong, in words."""
        self.reset()
        os.ftruncate(self._sink, 0)
        run = tap.tapped(self._act, fault.calls, fault.spoil)
        return [f"{self.scenario.name}, {fault}: {problem}" for problem in self._problems(run, fault)]

    def _problems(self, run: tap.Run, fault: Fault) -> Iterator[str]:
        now = tree(self.ground)
        partial = self._is_partial(now)
        yield from self._neither_old_nor_new(now, self.old if partial else None)
        notes = {path: data for path, data in now.items() if not _is_ours(path)}
        gone = [path for path in self.old if path not in self.new and path not in now]
        if gone and any(now.get(path) != data for path, data in self.new.items() if path not in self.old):
            yield f"{gone} are gone before what replaces them is there"
        told = json.loads(run.told or b"{}")
        if run.code == -signal.SIGALRM:
            yield "the run did not end"
        elif run.code < 0 and fault.what != tap.KILL:
            yield f"it was ended by signal {-run.code}"
        if "traceback" in told:
            yield f"it ended in a traceback: {told['traceback']}"
        bare = _without_folders if fault.leaves_folders else dict
        wrong = bare(notes) != bare(self.new) or 0 not in self.scenario.codes
        if run.code == 0 and not partial and wrong:
            yield "it said that all was well, and it was not"
        for path in told.get("written", ()):
            if now.get(f"vault/{path}") != self.new.get(f"vault/{path}"):
                yield f"it said that `{path}` was written, and it was not"
        for path in told.get("left_alone", ()):
            if now.get(f"vault/{path}") != self.old.get(f"vault/{path}"):
                yield f"it said that `{path}` was left alone, and it was not"
        # A lasting fault may hit the taking back too; then each file is whole, and undo has the rest.
        alive = run.code >= 0 and fault.what != tap.INTERRUPT and not fault.lasting
        if self.scenario.whole and alive and not partial and notes not in (self.old, self.new):
            yield "a part of it was written, though it had to be all or nothing"
        # What a fault left as it was needs no recovery: that of the start is tried by other faults.
        if self._all() != self._before:
            yield from self._recover(bare)

    def _recover(self, bare: Callable[[Tree], Tree]) -> Iterator[str]:
        """The next run tidies up, and undo (or doing it again) leads to the goal."""
        probe = write_changes(self.vault, [Change("zz probe.md", None, b"")], "probe")
        undo(self.vault, probe.entry)
        if self.scenario.goal == "new":
            self._age_outputs()
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
                code = self.scenario.act(self.vault)
            if code not in (*self.scenario.codes, 2) or bare(tree(self.ground)) != bare(self.new):
                yield f"doing it again (exit code {code}) did not bring it to its end"
            return
        now = tree(self.ground)
        if left := [path for path in now if _is_ours(path)]:
            yield f"left behind: {left}"
        yield from self._neither_old_nor_new(now)
        for entry in entries(self.vault):
            new = entry.number not in self.baseline and entry.number < (probe.entry or 0)
            if new and entry.undoes is None and (outcome := undo(self.vault, entry.number)).left_alone:
                yield f"undo left alone {outcome.left_alone}"
        if bare(tree(self.ground)) != bare(self.old):
            yield "undo did not bring the old files back"

    def _age_outputs(self) -> None:
        """Let a day go by for what was left beside an output: only then is it surely nobody's."""
        for path in self.ground.rglob(".vaultkit-*"):
            os.utime(path, (0, 0))

    def _is_partial(self, now: Tree) -> bool:
        new = (data for path, data in now.items() if path not in self.old)
        said = os.pread(self._sink, 1 << 20, 0)
        return bool(self.scenario.partial) and any(self.scenario.partial in data for data in (said, *new))

    def _neither_old_nor_new(self, now: Tree, among: Tree | None = None) -> Iterator[str]:
        for path in among if among is not None else {*now, *self.old, *self.new}:
            data = now.get(path)
            if not _is_ours(path) and data not in (self.old.get(path), self.new.get(path)):
                yield f"`{path}` is neither the old nor the new one"

    def _warm_up(self) -> None:
        """Everything is imported here, once; the children are forked from a process that has it."""
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            self.scenario.act(self.vault)
        gc.collect()
        gc.freeze()

    def _count_calls(self) -> Counter[str]:
        self.reset()
        run = tap.tapped(self._act, CALLS)
        if run.code not in self.scenario.codes:
            raise RuntimeError(f"{self.scenario.name} ends with {run.code} without any fault: {run.told!r}")
        self.reset()
        last = tap.tapped(self._act, ON_DISK, tap.Spoil(ON_DISK, sys.maxsize, "EIO", changes=True))
        return run.calls + Counter({ANY_CHANGE: last.matching})

    def _act(self) -> int:
        """In the child: act, and tell how it ended if that was not a return."""
        for stream in (0, 1, 2):
            os.dup2(self._sink, stream)
        signal.alarm(PATIENCE)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a program in the background ignores it
        try:
            return self.scenario.act(self.vault)
        except KeyboardInterrupt:
            return 130
        finally:
            if (error := sys.exception()) is not None:
                frames = [frame.f_code.co_qualname for frame, _ in traceback.walk_tb(error.__traceback__)]
                said = f"{type(error).__name__}: {error} in {' > '.join(frames[-3:])}"
                tap.tell(json.dumps({"traceback": said}).encode())


def report_outcome(written: tuple[str, ...], left_alone: tuple[str, ...]) -> None:
    """Let the harness know, from within ``act``, what the run says of itself."""
    tap.tell(json.dumps({"written": written, "left_alone": left_alone}).encode())


def tree(root: Path) -> Tree:
    """The files below ``root`` with their bytes, and the folders, which have a ``/`` at the end and no bytes."""
    found: Tree = {}
    waiting = [""]
    while waiting:
        place = waiting.pop()
        for entry in os.scandir(root / place):
            path = f"{place}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{path}/")
                found[f"{path}/"] = b""
            else:
                found[path] = Path(entry.path).read_bytes()
    return dict(sorted(found.items()))


def _without_folders(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if not path.endswith("/")}


def _is_ours(path: str) -> bool:
    return any(part.startswith(".vaultkit-") for part in path.split("/"))
