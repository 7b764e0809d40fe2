"""No text hangs vaultkit: what it costs grows with its length, for every family of bombs.

A part of each family is tried at each run; `make slow` measures them all at the sizes that are promised.
"""

import sys
from pathlib import Path

import pytest

from tests.hostile.bombs import KB, Bomb
from tests.hostile.budgets import LINT, cost, every, vault_of
from tests.hostile.running import run, tree, wrong

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measured in a process of its own")
BOMBS = {bomb.name: bomb for bomb in every()}
SHARES = 8
FIX = (*LINT, "--fix", "--unsafe-fixes", "--diff")
BUSY = 4
"""How much dearer a busy machine may make the same work."""
MENDED = (
    "note of '%%' after a word", "note of '$$ $$ '", "note of '![' … '](x)'", "note of '![[' … ']]'", "note of '- ' … 'a\\n'", "note of '> ' … 'a\\n'", "digest of ris", "note of '[[a|b]]' after a word",
    "bomb.canvas: links in a card", "bomb.canvas: pairs", "vaultkit.toml: dots", "vaultkit.toml: one glob", "YAML: different tags",
    "YAML: different names", "note of '[[#^b{}]] '", "note of '# h{0}\\n[[#x{0}]]\\n'", "note of '%% vaultkit: ignore x{0} %%\\n'", "note of '[^a{0}]: x\\n\\n[^b{0}]\\n\\n'",
    "keys judged by laughs", "maps judged by laughs of alternatives", "items judged by all items",
)  # fmt: skip
"""Families that once cost the square of their length, or are near to it."""


def of_notes() -> list[Bomb]:
    return [bomb for bomb in BOMBS.values() if bomb.file.startswith("bomb.")]


def test_there_are_enough_families():
    assert len(BOMBS) == len(list(every())) >= 500


@pytest.mark.parametrize("share", range(SHARES))
def test_many_small_ones_in_one_vault_are_linted_and_left_alone(tmp_path: Path, share: int):
    root = vault_of(tmp_path)
    for number, bomb in enumerate(of_notes()[share::SHARES]):
        (root / f"{number}{Path(bomb.file).suffix}").write_bytes(bomb.make(KB))
    before = tree(root)
    ran = run(*LINT, "--vault", str(root))
    assert (ran.code, wrong(ran), tree(root) == before) == (1, [], True)


@pytest.mark.parametrize("name", [name for name, bomb in BOMBS.items() if bomb.file == "vaultkit.toml"])
def test_a_small_configuration_is_read_or_refused(tmp_path: Path, name: str):
    root = vault_of(tmp_path)
    (root / "vaultkit.toml").write_bytes(BOMBS[name].make(KB))
    assert wrong(run(*LINT, "--vault", str(root))) == []


@pytest.mark.parametrize("name", [name for name, bomb in BOMBS.items() if bomb.file == "digest.txt"][::4])
def test_a_small_digest_is_read_or_refused(tmp_path: Path, name: str):
    root, digest = vault_of(tmp_path), tmp_path / "digest.txt"
    digest.write_bytes(BOMBS[name].make(KB))
    assert wrong(run("import", str(digest), "--dry-run", "--vault", str(root))) == []


@pytest.mark.parametrize("name", [name for name in MENDED if name in BOMBS])
def test_four_times_as_much_costs_no_more_than_four_times_as_much(name: str):
    small, large = (cost(BOMBS[name], size * KB) for size in (32, 128))
    assert small.problems == large.problems == ()
    assert large.seconds < 0.5 * BUSY or large.seconds < 6 * small.seconds


@pytest.mark.parametrize("name", ["note of '[[nowhere]] '", "note of '# a\\n'", "note of '#a_b '"])
@pytest.mark.parametrize(
    "command", [("lint", "--no-cache", "--select", "all"), FIX], ids=["shown in full", "fixed"]
)
def test_so_it_is_when_every_finding_is_shown_with_its_line_and_fixed(name: str, command: tuple[str, ...]):
    small, large = (cost(BOMBS[name], size * KB, command) for size in (16, 64))
    assert small.problems == large.problems == ()
    assert large.seconds < 0.5 * BUSY or large.seconds < 6 * small.seconds


@pytest.mark.parametrize("name", [name for name, bomb in BOMBS.items() if bomb.file == "bomb.jinja"])
def test_a_template_that_never_ends_is_ended(name: str):
    spent = cost(BOMBS[name], 4 * KB)
    assert spent.problems == ()
    assert spent.seconds < 2 * BUSY


@pytest.mark.long
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_keeps_its_budget(name: str):
    small, large = cost(BOMBS[name], 64 * KB), cost(BOMBS[name], 256 * KB)
    assert small.problems == large.problems == ()
    assert large.seconds < 2 * BUSY
    assert large.seconds < 0.5 * BUSY or large.seconds < 6 * small.seconds
