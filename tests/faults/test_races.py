"""The quick part of ``python -m tests.faults.races``, and the proof that a loss would be seen."""

from pathlib import Path

import pytest

from tests.faults import races
from tests.faults.races import STYLES, race, several
from vaultkit.writing.safe_write import Outcome


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path_factory.mktemp("state")))


@pytest.mark.parametrize("style", STYLES)
def test_a_save_while_notes_are_written_is_not_lost(tmp_path: Path, style: str):
    figures = race(tmp_path, style, 80)
    assert (figures.trials, figures.lost) == (80, [])


def test_several_vaultkits_at_once_lose_no_change(tmp_path: Path):
    assert several(tmp_path, 12) == (12, 12)


def test_a_careless_writer_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def careless(root, changes, command):
        for change in changes:
            while not (root / change.path).read_bytes().startswith(b"saved"):
                pass
            (root / change.path).write_bytes(change.after)
        return Outcome(tuple(change.path for change in changes))

    monkeypatch.setattr(races, "write_changes", careless)
    monkeypatch.setattr(races, "_is_kept", lambda root, words: False)
    figures = race(tmp_path, "by rename", 8)
    assert len(figures.lost) == 8
