"""Editors that save while vaultkit writes, and several vaultkits at once: no save may be lost.

In each round the writer changes some notes while an editor in another process saves other words into each of
them at a random moment: in place, by a new file renamed over it, by truncating, a pause, and writing, or
into a file that was opened before.
Afterwards each note must hold the editor's words; when they came so late that they went into the file that
was taken out, that file is kept, and they must be there.

``python -m tests.faults.races [TRIALS]`` prints the figures; a trial is one note in one round.
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

from scripts.promises import record
from tests.faults.every import place
from vaultkit.errors import VaultkitError
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.state import place_of

Save = Callable[[Path, bytes], None]
NOTES = tuple(f"{number}.md" for number in range(8))
WRITERS = 3


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
        time.sleep(random.random() / 5000)
        stream.write(words)


def held_open(note: Path, words: bytes) -> None:
    """Open, think, write over, cut off: what was opened may lie in the journal by then."""
    with note.open("r+b", buffering=0) as stream:
        time.sleep(random.random() / 300)
        stream.write(words)
        stream.truncate()


STYLES: dict[str, Save] = {
    "in place": in_place,
    "by rename": by_rename,
    "truncate and pause": truncate_and_pause,
    "held open": held_open,
}


def edit(root: Path, style: str, asked: Connection) -> None:
    """Save the words that are asked for into each note, each at its moment, until there are none."""
    while True:
        words, moments = asked.recv()
        if not words:
            return
        start = time.monotonic()
        for moment, name in sorted(zip(moments, NOTES, strict=True)):
            while (left := start + moment - time.monotonic()) > 0:
                time.sleep(left / 2)
            STYLES[style](root / name, _saved(words, name))
        asked.send(words)


@dataclass(slots=True)
class Figures:
    """``changed``: trials in which the writer's change went in and the save came after it, in the same run;
    ``kept``: those in which it came so late that it went into the file that was taken out.
    """

    trials: int = 0
    changed: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)


def race(root: Path, style: str, trials: int) -> Figures:
    """Let an editor and the writer race over ``NOTES`` until there were ``trials``."""
    ours, theirs = Pipe()
    editor = Process(target=edit, args=(root, style, theirs))
    editor.start()
    figures = Figures()
    usual = 0.01
    for number in range(0, trials, len(NOTES)):
        before, words = b"before %d" % number, b"saved %d" % number
        for name in NOTES:
            (root / name).write_bytes(before)
        changes = [Change(name, before, before + b"\nfixed") for name in NOTES]
        ours.send((words, [random.random() * usual * 1.2 for _ in NOTES]))
        start = time.monotonic()
        outcome = write_changes(root, changes, "race")
        usual += (time.monotonic() - start - usual) / 50
        ours.recv()
        figures.trials += len(NOTES)
        figures.changed += len(outcome.written)
        for name in NOTES:
            saved = _saved(words, name)
            if (found := (root / name).read_bytes()) == saved:
                continue
            if _is_kept(root, saved):
                figures.kept += 1
            else:
                figures.lost.append(f"{saved!r} was saved, {found!r} is there")
    ours.send((b"", []))
    editor.join()
    return figures


def _saved(words: bytes, name: str) -> bytes:
    return b"%s in %s" % (words, name.encode())


def _is_kept(root: Path, words: bytes) -> bool:
    """Whether the newest entry of the journal has a file with these words."""
    newest = max(place_of(root).glob("[0-9]*"))
    return any(path.read_bytes() == words for path in (newest / "kept").iterdir())


def count(root: Path, name: str, times: int, told: Connection) -> None:
    """Add one to the number in a note, ``times`` times, whoever else does; says how often it was told "written"."""
    written = 0
    while written < times:
        before = (root / name).read_bytes()
        try:
            outcome = write_changes(root, [Change(name, before, b"%d" % (int(before) + 1))], "count")
        except VaultkitError:  # it waited too long for the others
            continue
        written += len(outcome.written)
    told.send(written)


def several(root: Path, times: int) -> tuple[int, int]:
    """``WRITERS`` processes count in one note: the sum of what they say they wrote, and what is there."""
    (root / "count.md").write_bytes(b"0")
    ours, theirs = Pipe()
    share = (root, "count.md", times // WRITERS, theirs)
    writers = [Process(target=count, args=share) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    said = sum(ours.recv() for _ in writers)
    for writer in writers:
        writer.join()
    return said, int((root / "count.md").read_bytes())


def main() -> int:
    trials = int(sys.argv[1]) if sys.argv[1:] else 120_000
    logging.getLogger("vaultkit").setLevel(logging.CRITICAL)
    made, lost, met = 0, 0, 0
    for style in STYLES:
        with (
            tempfile.TemporaryDirectory(dir=place()) as vault,
            tempfile.TemporaryDirectory(dir=place()) as state,
        ):
            os.environ["VAULTKIT_STATE_DIR"] = state
            start = time.monotonic()
            figures = race(Path(vault), style, trials // len(STYLES))
            said, there = several(Path(vault), max(WRITERS, trials // 100))
        for one in figures.lost[:10]:
            print(one)
        made, lost, met = (
            made + figures.trials + said,
            lost + len(figures.lost) + said - there,
            met + figures.changed + figures.kept,
        )
        print(
            f"{style}: {figures.trials} trials, {figures.changed} changes went in before the save,"
            f" {figures.kept} late saves kept, {len(figures.lost)} lost, {time.monotonic() - start:.0f} s;"
            f" {WRITERS} vaultkits at once counted to {said}, and {there} is there",
            flush=True,
        )
    record("races", {"trials": made, "interleaved": met, "lost": lost})
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
