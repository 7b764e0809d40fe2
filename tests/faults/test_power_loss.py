"""After a loss of power, at any moment, each note is the old or the new one."""

from pathlib import Path

import pytest

from tests.faults.harness import Scenario
from tests.faults.power_loss import CHANGING_A_VAULT, problems, run, states


@pytest.mark.parametrize("scenario", CHANGING_A_VAULT, ids=lambda scenario: scenario.name)
def test_after_a_loss_of_power_each_note_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: Scenario
):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    steps, before, after = run(scenario, tmp_path)
    assert before != after
    assert steps[0][0] == "journal"  # it is on the disk before the vault is touched
    seen, wrong = problems(steps, before, after)
    assert wrong == []
    assert seen >= len(steps)


def test_the_model_sees_a_rename_before_the_bytes_are_written():
    before, after = {"a.md": b"old"}, {"a.md": b"new"}
    careless = [("write_new", ".", ("t",), b""), ("rename", ".", ("t", "a.md"), b"")]
    assert {"a.md": b""} in states(before, careless)
    assert problems(careless, before, after)[1]


def test_the_model_sees_a_deletion_that_comes_before_its_replacement_is_sure():
    before, after = {"a.md": b"old"}, {"b.md": b"old"}
    hasty = [("write_new", ".", ("b.md",), b"old"), ("unlink", ".", ("a.md",), b"")]
    assert problems(hasty, before, after)[1]
    careful = [hasty[0], ("sync", ".", (), b""), hasty[1]]
    assert problems(careful, before, after) == (6, [])


def test_the_model_sees_a_rename_before_the_bytes_are_confirmed():
    begun = ("write_new", ".", ("t",), b"")
    named = ("rename_new", ".", ("t", "a.md"), b"")
    confirmed = ("confirm", ".", ("t",), b"new")
    assert {"a.md": b""} in states({}, [begun, named])
    assert {"a.md": b""} not in states({}, [begun, confirmed, named])
