"""What an editor races with: the writer alone, and every command that reads notes, judges them, and writes.

Each has a vault of some notes that it would change, were there nobody else.
"""

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from tests.faults.scenarios import few_names
from vaultkit.cli import main
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes

Files = dict[str, bytes]
NOTES = tuple(f"{number}.md" for number in range(8))
FAULTY = b"---\ntitle: T\ntag: x\n---\n[[0]] [[target|t]]\n"


@dataclass(frozen=True, slots=True)
class Raced:
    """One way of writing. ``prepare`` fills an empty vault, once; ``act`` is what is raced with.

    Both get the vault, ``act`` its files as they lay there, too. ``each_time`` comes before each race, and
    is not raced with.
    """

    name: str
    act: Callable[[Path, Files], object]
    prepare: Callable[[Path], None]
    each_time: Callable[[Path, Files], object] = lambda root, files: None


def _faulty(root: Path) -> None:
    (root / ".obsidian").mkdir()
    for name in (*NOTES, "target.md"):
        (root / name).write_bytes(FAULTY)


def _write(root: Path, files: Files) -> None:
    changes = [Change(name, files[name], files[name] + b"\nfixed") for name in NOTES]
    write_changes(root, changes, "race")


def _command(*words: str) -> Callable[[Path, Files], None]:
    def act(root: Path, files: Files) -> None:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            main([*words, "--vault", str(root)])

    return act


SUBJECTS = ("Widgets", "Sprockets", "Hinges", "Valves", "Levers", "Gaskets", "Pulleys", "Rivets")


def _digest(root: Path, more: str) -> None:
    papers = (
        f"{number}. {subject} Sorted by Halves. CVPR, 2023\n\n• one thing\n{more}"
        for number, subject in enumerate(SUBJECTS, start=1)
    )
    (root.parent / "digest.txt").write_text("\n".join(papers), encoding="utf-8")


def _import(root: Path, files: Files) -> None:
    with few_names():
        _command("import", str(root.parent / "digest.txt"), "--yes")(root, files)


def _imported(root: Path) -> None:
    _digest(root, "")
    _import(root, {})
    _digest(root, "• and one more\n")


RACED = (
    Raced("write", _write, _faulty),
    Raced("lint --fix", _command("lint", "--fix"), _faulty),
    Raced("rename", _command("rename", "target", "goal"), _faulty),
    Raced("import again", _import, _imported),
    Raced("convert", _command("convert", "--links", "markdown"), _faulty),
    Raced("undo", _command("undo"), _faulty, each_time=_write),
)
