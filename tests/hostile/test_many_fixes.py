"""A fix changes what it says and nothing else, twice is once, undo is exact: on notes of every kind."""

import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT
from tests.hostile.many_fixes import Figures, check, generated, pieces, stray, vault_of
from vaultkit.lint.finding import Safety


@pytest.mark.parametrize("seed", [pytest.param(n, marks=pytest.mark.long if n else ()) for n in range(20)])
def test_generated_notes(tmp_path: Path, seed: int):
    figures = Figures()
    vault_of(tmp_path / "vault", 60, seed)
    check(tmp_path / "vault", figures, Safety.SUGGESTION if seed % 2 else Safety.UNSAFE)
    assert (figures.notes, figures.problems) == (60, [])
    assert figures.fixes > 5


def test_the_example_vault_has_nothing_to_fix_and_stays(tmp_path: Path):
    figures = Figures()
    shutil.copytree(CHECKOUT / "example_vault", tmp_path / "vault")
    check(tmp_path / "vault", figures, Safety.SAFE)
    assert figures.problems == []


@pytest.mark.long
def test_real_vaults(tmp_path: Path, shared: Path):
    figures = Figures()
    for number, folder in enumerate(sorted((shared / "vaults").glob("*/vault"))):
        shutil.copytree(folder, tmp_path / str(number))
        check(tmp_path / str(number), figures)
    assert figures.problems == []


def test_a_stray_byte_is_seen():
    assert (stray(b"abc", [], b"abc"), stray(b"abc", [], b"abd"), stray(b"abc", [], b"abcd")) == (
        False,
        True,
        True,
    )


def test_one_seed_makes_one_note():
    front, blocks = pieces()
    assert len({generated(random.Random(7), front, blocks) for _ in range(3)}) == 1
