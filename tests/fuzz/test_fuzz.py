"""The quick part of ``python -m tests.fuzz``: every seed, everything that once broke a law, and some bred inputs."""

from itertools import islice
from pathlib import Path

import pytest

from tests.conftest import tries
from tests.fuzz import breed

SEEDS = [
    (target, path.name) for target in breed.targets() for path in sorted((breed.CORPUS / target).iterdir())
]


@pytest.mark.parametrize(("target", "name"), SEEDS)
def test_a_seed_keeps_every_law(target: str, name: str):
    breed.load(target).check((breed.CORPUS / target / name).read_bytes())


@pytest.mark.parametrize("target", breed.targets())
def test_bred_inputs_keep_every_law(target: str):
    check = breed.load(target).check
    assert [data for data in islice(breed.bred(target, 1), tries(40)) if breed.breaks(check, data)] == []


def test_every_target_has_seeds_and_vocabulary():
    assert [t for t in breed.targets() if len(breed.seeds(t)) < 3 or len(breed.load(t).TOKENS) < 10] == []


def test_the_same_seed_breeds_the_same_inputs_and_another_does_not():
    first, again, other = (list(islice(breed.bred("marks", seed), 20)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_what_breaks_a_law_is_kept_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def check(data: bytes) -> None:
        assert b"[[" not in data

    monkeypatch.setattr(breed.load("marks"), "check", check)
    tried, broken = breed.blindly("marks", 60, tmp_path)
    assert tried >= len(broken) == 5
    assert all(b"[[" in path.read_bytes() for path in broken)


def test_nothing_is_kept_when_no_law_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(breed.load("marks"), "check", lambda data: None)
    tried, broken = breed.blindly("marks", 0.2, tmp_path)
    assert tried > 0
    assert (broken, list(tmp_path.iterdir())) == ([], [])
