"""The table of promises: its tests exist, its figures come from runs, and a new figure replaces the old one."""

import json
from pathlib import Path

import pytest

from scripts import promises
from tests.conftest import CHECKOUT


@pytest.fixture
def figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(promises, "FIGURES", tmp_path / "promises.json")
    return tmp_path / "promises.json"


def test_no_figure_is_of_a_promise_that_nobody_made():
    known = json.loads((CHECKOUT / "tests" / "promises.json").read_text(encoding="utf-8"))
    assert set(known) <= {promise.name for promise in promises.PROMISES}


def test_a_promise_without_a_run_says_so(figures: Path):
    assert promises.figure("races") == "not measured yet"
    assert not figures.exists()


def test_the_latest_run_is_what_is_shown(figures: Path):
    promises.record("races", {"trials": 3, "lost": 1})
    promises.record("merge", {"triples": 10_344, "lost": 0})
    promises.record("races", {"trials": 100_000, "lost": 0})
    known = json.loads(figures.read_text(encoding="utf-8"))
    assert [(name, entry["lost"]) for name, entry in known.items()] == [("races", 0), ("merge", 0)]
    assert (
        promises.figure("races")
        == f"100,000 trials, 0 lost ({known['races']['on']}, {known['races']['version']})"
    )


def test_a_part_keeps_the_figures_of_the_others(figures: Path):
    for part, number in (("scanner", 1), ("merge", 2), ("scanner", 3)):
        promises.record("fuzz", {"executions": number}, part)
    said = promises.figure("fuzz")
    assert [part.split(" (")[0] for part in said.split("; ")] == [
        "scanner: 3 executions",
        "merge: 2 executions",
    ]


def test_scenarios_are_shown_as_their_sum_and_as_old_as_the_oldest(figures: Path):
    promises.record("faults", {"injected": 4_000, "problems": 0}, "rename")
    promises.record("faults", {"injected": 6_344, "problems": 1}, "import")
    known = json.loads(figures.read_text(encoding="utf-8"))
    known["faults"]["rename"] |= {"on": "2026-01-31", "version": "0.0.9"}
    figures.write_text(json.dumps(known), encoding="utf-8")
    assert promises.figure("faults") == "2 scenarios: 10,344 injected, 1 problems (2026-01-31, 0.0.9)"


def test_a_run_cannot_measure_what_is_not_promised(figures: Path):
    with pytest.raises(KeyError):
        promises.record("speed", {})
