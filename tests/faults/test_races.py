"""The quick part of ``python -m tests.faults.races``."""

from pathlib import Path

import pytest

from tests.faults.races import STYLES, race


@pytest.mark.parametrize("style", STYLES)
def test_a_save_while_notes_are_written_is_not_lost(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, style: str
):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path_factory.mktemp("state")))
    figures = race(tmp_path, style, 60)
    assert (figures.trials, figures.lost) == (60, [])
