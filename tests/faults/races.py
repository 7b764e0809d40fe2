"""Editors that save while vaultkit writes: no save may be lost.

In each trial the writer changes a note while an editor saves other words into it at a random moment: in
place, by a new file renamed over it, or by truncating, a pause, and writing. Afterwards the note must hold
the editor's words; when they came so late that they went into the file that was taken out, that file is kept
and named, and they must be there.

``python -m tests.faults.races [TRIALS]`` prints the figures.
"""

import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.state import place_of

Save = Callable[[Path, bytes], None]


def in_place(note: Path, words: bytes) -> None:
    """Open, write over, cut off."""
    with note.open("r+b") as stream:
        stream.write(words)
        stream.truncate()


def by_rename(note: Path, words: bytes) -> None:
    """A new file in the note's place."""
    temporary = note.with_name(".editor")
    temporary.write_bytes(words)
    temporary.replace(note)


def truncate_and_pause(note: Path, words: bytes) -> None:
    """Cut to nothing, wait, write."""
    with note.open("wb", buffering=0) as stream:
        time.sleep(random.random() / 2000)
        stream.write(words)


STYLES: dict[str, Save] = {
    "in place": in_place,
    "by rename": by_rename,
    "truncate and pause": truncate_and_pause,
}


def edit(note: Path, style: str, asked: Connection) -> None:
    """Save the words that are asked for, some moment later, until there are none."""
    while True:
        words, delay = asked.recv()
        if not words:
            return
        time.sleep(delay)
        STYLES[style](note, words)
        asked.send(words)


@dataclass(slots=True)
class Figures:
    """``changed``: trials in which the writer's change went in and the save came after it."""

    trials: int = 0
    changed: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)


def race(root: Path, style: str, trials: int) -> Figures:
    """Let an editor and the writer race ``trials`` times over one note."""
    note = root / "a.md"
    ours, theirs = Pipe()
    editor = Process(target=edit, args=(note, style, theirs))
    editor.start()
    figures = Figures()
    usual = 0.005
    for number in range(trials):
        before, words = b"before %d" % number, b"saved %d" % number
        note.write_bytes(before)
        ours.send((words, random.random() * usual * 1.2))
        start = time.monotonic()
        outcome = write_changes(root, [Change("a.md", before, before + b"\nfixed")], "race")
        usual += (time.monotonic() - start - usual) / 50
        ours.recv()
        figures.trials += 1
        figures.changed += len(outcome.written)
        if note.read_bytes() != words:
            if _is_kept(root, words):
                figures.kept += 1
            else:
                figures.lost.append(f"{words!r} was saved, {note.read_bytes()!r} is there")
    ours.send((b"", 0))
    editor.join()
    return figures


def _is_kept(root: Path, words: bytes) -> bool:
    kept = (path for path in place_of(root).glob("*/kept/*") if path.is_file())
    return any(path.read_bytes() == words for path in kept)


def main() -> int:
    trials = int(sys.argv[1]) if sys.argv[1:] else 102_000
    logging.getLogger("vaultkit").setLevel(logging.CRITICAL)
    wrong = 0
    for style in STYLES:
        with tempfile.TemporaryDirectory() as vault, tempfile.TemporaryDirectory() as state:
            os.environ["VAULTKIT_STATE_DIR"] = state
            start = time.monotonic()
            figures = race(Path(vault), style, trials // len(STYLES))
        for one in figures.lost[:10]:
            print(one)
        wrong += len(figures.lost)
        print(
            f"{style}: {figures.trials} trials, {figures.changed} changes went in before the save,"
            f" {figures.kept} late saves kept, {len(figures.lost)} lost, {time.monotonic() - start:.0f} s",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
