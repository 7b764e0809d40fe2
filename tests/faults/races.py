"""Editors that save while vaultkit reads, judges and writes, and several vaultkits at once: no save may be lost.

In each round a command changes some notes while an editor in another process saves a line of its own in one
of them, or in each, at a random moment: in place, by a new file renamed over it, by truncating, a pause, and
writing, or into a file that was opened before. The moments lie between the command's first step and its last.
Afterwards each note must hold the editor's line; when it came so late that it went into the file that was
taken out, that file is kept, and it must be there.

``python -m tests.faults.races [TRIALS]`` prints the figures; a trial is one save.
"""

import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

from scripts.promises import record
from tests.faults.every import place
from tests.faults.raced import RACED, Files, Raced
from vaultkit.errors import VaultkitError
from vaultkit.writing.change import Change
from vaultkit.writing.journal import digest, read_journal
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.state import place_of

Save = Callable[[Path, bytes], None]
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
    """Save each note that is asked for at its moment, until none is; says which were still there to save."""
    while saves := asked.recv():
        start = time.monotonic()
        saved = []
        for moment, name, words in sorted(saves):
            while (left := start + moment - time.monotonic()) > 0:
                time.sleep(left / 2)
            with suppress(FileNotFoundError):
                STYLES[style](root / name, words)
                saved.append(name)
        asked.send(saved)


@dataclass(slots=True)
class Figures:
    """Of the ``trials``, ``overtaken``: the command found the save when it came to write, and left the note alone;
    ``changed``: its change went in and the save came after it, in the same run; ``kept``: the save came so late
    that it went into the file that was taken out. The others came before the command had read the note, or when
    another save had stopped it.
    """

    trials: int = 0
    overtaken: int = 0
    changed: int = 0
    kept: int = 0
    lost: list[str] = field(default_factory=list)


def race(root: Path, raced: Raced, style: str, trials: int) -> Figures:
    """Let an editor and a command race over its notes in the empty folder ``root`` until there were ``trials``."""
    raced.prepare(root)
    start = tree(root)
    ours, theirs = Pipe()
    editor = Process(target=edit, args=(root, style, theirs))
    editor.start()
    figures = Figures()
    usual = 0.01
    number = 0
    while figures.trials < trials:
        number += 1
        files = {path: data + _line(path, b"round", number) for path, data in start.items()}
        put(root, files)
        raced.each_time(root, files)
        notes = [path for path in files if path.endswith(".md")]
        chosen = random.sample(notes, random.choice((1, len(notes))))
        lines = {path: _line(path, b"saved", number) for path in chosen}
        ours.send([(random.random() * usual * 1.2, path, files[path] + line) for path, line in lines.items()])
        newest = _newest(root)
        began = time.monotonic()
        raced.act(root, files)
        usual += (time.monotonic() - began - usual) / 20
        saved = {path: files[path] + lines[path] for path in ours.recv()}
        _judge(root, saved, _written_since(root, newest), figures)
    ours.send([])
    editor.join()
    return figures


def _judge(root: Path, saved: Files, written: tuple[str, ...], figures: Figures) -> None:
    """Look for the last line of each file that was ``saved``: where the command read the save, the rest may differ."""
    now = tree(root)
    everything = b"".join(now.values())
    figures.trials += len(saved)
    for path, words in saved.items():
        line = words.splitlines(keepends=True)[-1]
        if now.get(path) == words:
            figures.changed += path in written
            figures.overtaken += path not in written
        elif line not in everything:
            if _is_kept(root, line):
                figures.kept += 1
            else:
                figures.lost.append(f"{line!r} was saved, {now.get(path)!r} is there")


def _line(path: str, what: bytes, number: int) -> bytes:
    return b"%s %d in %s\n" % (what, number, path.encode()) if path.endswith(".md") else b""


def tree(root: Path) -> Files:
    """Every file below ``root``."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def put(root: Path, files: Files) -> None:
    """Make these files all that lie below ``root``."""
    for path in tree(root).keys() - files.keys():
        (root / path).unlink()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def _newest(root: Path) -> int:
    journal = read_journal(root)
    return max(journal.numbers(), default=0) if journal else 0


def _written_since(root: Path, number: int) -> tuple[str, ...]:
    journal = read_journal(root)
    later = _newest(root)
    return journal.entry(later).written if journal and later > number else ()


def _is_kept(root: Path, line: bytes) -> bool:
    """Whether the newest entry of the journal has a file with this line that is not what was meant to be taken out.

    That one the next run removes: a save in it was taken for what the command had judged.
    """
    kept = place_of(root) / f"{_newest(root):06}" / "kept"
    files = {path.name: path.read_bytes() for path in kept.iterdir()} if kept.is_dir() else {}
    return any(line in data and (digest(data) or "") not in name for name, data in files.items())


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
    for raced in RACED:
        for style in STYLES:
            with tempfile.TemporaryDirectory(dir=place()) as folder:
                start = time.monotonic()
                figures = race(ground(Path(folder)), raced, style, trials // len(RACED) // len(STYLES))
            for one in figures.lost[:10]:
                print(one)
            made, lost = made + figures.trials, lost + len(figures.lost)
            met += figures.overtaken + figures.changed + figures.kept
            print(
                f"{raced.name}, {style}: {figures.trials} trials, {figures.overtaken} saves found before writing,"
                f" {figures.changed} after it, {figures.kept} late saves kept, {len(figures.lost)} lost,"
                f" {time.monotonic() - start:.0f} s",
                flush=True,
            )
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        said, there = several(ground(Path(folder)), max(WRITERS, trials // 100))
    print(f"{WRITERS} vaultkits at once counted to {said}, and {there} is there")
    record("races", {"trials": made + said, "interleaved": met, "lost": lost + said - there})
    return 1 if lost or said != there else 0


def ground(folder: Path) -> Path:
    """An empty vault in ``folder``, with vaultkit's own places beside it."""
    for name in ("state", "cache"):
        os.environ[f"VAULTKIT_{name.upper()}_DIR"] = str(folder / name)
    (folder / "vault").mkdir()
    return folder / "vault"


if __name__ == "__main__":
    sys.exit(main())
