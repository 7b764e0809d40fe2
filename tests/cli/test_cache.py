"""vaultkit cache, and linting without one."""

import pytest
from click.testing import CliRunner

from vaultkit.cli import vaultkit


@pytest.fixture
def ran(tmp_path, monkeypatch):
    monkeypatch.setenv("VAULTKIT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    root.mkdir()
    (root / "a.md").write_text("[[none]]\n")

    def run(*args):
        return CliRunner().invoke(vaultkit, args)

    run.root, run.cache = str(root), tmp_path / "cache"
    return run


def test_a_run_keeps_an_index_and_clear_deletes_it(ran):
    assert ran("lint", "--vault", ran.root).exit_code == 1
    assert len(list(ran.cache.iterdir())) == 1
    assert ran("cache", "path").output.strip() == str(ran.cache)
    assert ran("cache", "clear").output == "deleted 1 index\n"
    assert list(ran.cache.iterdir()) == []


def test_a_run_without_cache_keeps_nothing_and_says_the_same(ran):
    without = ran("lint", "--vault", ran.root, "--no-cache", "--format", "json")
    assert not ran.cache.exists()
    assert without.output == ran("lint", "--vault", ran.root, "--format", "json").output


def test_without_a_home_there_is_no_folder_to_name(ran, monkeypatch):
    for name in ("VAULTKIT_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pathlib.Path.home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    result = ran("cache", "path")
    assert result.exit_code == 2
    assert "VAULTKIT_CACHE_DIR" in result.output
