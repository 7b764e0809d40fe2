"""The quick part of ``python -m tests.faults.races``, and the proof that a loss would be seen."""

from pathlib import Path

import pytest

from tests.faults.raced import RACED, Files, Raced
from tests.faults.races import STYLES, ground, race, several, tree
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes

QUICK = 24


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("STATE", "CACHE"):  # `ground` sets them: what they were comes back
        monkeypatch.setenv(f"VAULTKIT_{name}_DIR", "")
    return ground(tmp_path)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("raced", RACED, ids=lambda raced: raced.name)
def test_a_save_while_a_command_reads_and_writes_is_not_lost(root: Path, raced: Raced, style: str):
    figures = race(root, raced, style, QUICK)
    assert figures.trials >= QUICK
    assert figures.lost == []


@pytest.mark.parametrize("raced", RACED, ids=lambda raced: raced.name)
def test_without_a_save_each_command_changes_the_notes(root: Path, raced: Raced):
    raced.prepare(root)
    files = tree(root)
    raced.each_time(root, files)
    before = tree(root)
    raced.act(root, files)
    assert sum(data != before.get(path) for path, data in tree(root).items() if path.endswith(".md")) >= 8


def test_several_vaultkits_at_once_lose_no_change(root: Path):
    assert several(root, 12) == (12, 12)


def _judge_then_read_again(root: Path, files: Files) -> None:
    while not any(b"saved" in data for data in tree(root).values()):
        pass
    paths = [path for path in files if path.endswith(".md")]
    write_changes(root, [Change(path, (root / path).read_bytes(), files[path]) for path in paths], "race")


def _write_over(root: Path, files: Files) -> None:
    while not any(b"saved" in data for data in tree(root).values()):
        pass
    for path, data in files.items():
        (root / path).write_bytes(data)


@pytest.mark.parametrize("careless", [_judge_then_read_again, _write_over])
def test_a_careless_command_is_caught(root: Path, careless):
    figures = race(root, Raced("careless", careless, RACED[0].prepare), "in place", 1)
    assert figures.lost
