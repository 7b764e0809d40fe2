"""The quick part of ``python -m tests.faults``, and the proof that the harness sees what it looks for."""

from pathlib import Path

import pytest

from tests.faults.harness import Bench, Scenario
from tests.faults.kinds import Fault
from tests.faults.scenarios import SCENARIOS
from tests.faults.tap import unable
from vaultkit.writing.change import Change
from vaultkit.writing.journal import open_journal

pytestmark = pytest.mark.skipif(bool(unable()), reason=unable() or "it can")
NAMED = {scenario.name: scenario for scenario in SCENARIOS}


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", "set by the bench")


@pytest.mark.parametrize("name", ["write", "undo"])
def test_no_fault_costs_a_byte(tmp_path: Path, name: str):
    bench = Bench(NAMED[name], tmp_path)
    faults = list(bench.quick_faults())[::3]
    assert len(faults) > 30
    assert [problem for fault in faults for problem in bench.try_fault(fault)] == []


def _one_note(vault: Path) -> None:
    (vault / "a.md").write_bytes(b"old")


def _carelessly(vault: Path) -> int:
    """What a plain ``open(path, "w")`` does, journal or not."""
    with open_journal(vault) as journal:
        entry = journal.begin([Change("a.md", b"old", b"new")], "careless", {}, {}, None)
        try:
            (vault / "a.md").write_bytes(b"new")
        except OSError:
            return 0
        journal.finish(entry, ["a.md"])
    return 0


def test_the_harness_sees_a_half_written_note_and_a_false_success(tmp_path: Path):
    bench = Bench(Scenario("careless", _one_note, _carelessly), tmp_path)
    problems = [p for fault in list(bench.quick_faults())[::2] for p in bench.try_fault(fault)]
    assert any("`vault/a.md` is neither the old nor the new one" in problem for problem in problems)
    assert any("it said that all was well, and it was not" in problem for problem in problems)


def test_the_harness_finds_nothing_where_nothing_fails(tmp_path: Path):
    bench = Bench(NAMED["write"], tmp_path)
    assert bench.try_fault(Fault("fsync", 10_000, "EIO")) == []
