"""No note stops vaultkit: no traceback, an exit code of 0 or 1, the bytes as they were."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.hostile.bad_notes import bad_notes
from vaultkit.cli import main

BAD = dict(bad_notes())
GOOD = b"# Heading\n[[bad]]\n"
SHARES = 12
SOME = tuple(BAD)[::8]
"""Some of each kind: they stand kind by kind."""


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path_factory.mktemp("home"))
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "VAULTKIT_STATE_DIR"):
        monkeypatch.setenv(name, place)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "good.md").write_bytes(GOOD)
    return root


def check(vault: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, str]]]:
    """Lint and list the links; the exit code of the lint, and its findings."""
    code = main(["links", "--vault", str(vault), "--format", "json"])
    out, err = capsys.readouterr()
    assert code == (1 if err.startswith("note: ") else 0)
    assert sum(1 for _ in json.loads(out)) >= 0
    code = main(["lint", "--vault", str(vault), "--format", "json"])
    out = capsys.readouterr().out
    findings = json.loads(out)
    assert code == (1 if findings else 0)
    return code, findings


def test_there_are_enough_of_them():
    assert len(BAD) >= 500


def read_or_named(vault: Path, capsys: pytest.CaptureFixture[str], names: Iterable[str]) -> None:
    """Each of the bad notes is linted, and it and its neighbour stay as they are."""
    for name in names:
        (vault / "bad.md").write_bytes(BAD[name])
        try:
            check(vault, capsys)
        except Exception as error:  # the name of the input is what one needs to know
            raise AssertionError(f"{name}: {error!r}") from error
        assert (vault / "bad.md").read_bytes() == BAD[name], name
        assert (vault / "good.md").read_bytes() == GOOD, name


@pytest.mark.parametrize("share", range(3))
def test_a_bad_note_is_read_or_named_and_never_changed(vault: Path, capsys, share: int):
    read_or_named(vault, capsys, SOME[share::3])


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_every_bad_note_is_read_or_named_and_never_changed(vault: Path, capsys, share: int):
    read_or_named(vault, capsys, tuple(BAD)[share::SHARES])


@pytest.mark.parametrize("name", ["utf-16, ignore", "cp949, ignore", "the byte 0xfe", "utf-32, ignore"])
def test_a_note_that_is_not_utf8_is_named(vault: Path, capsys, name: str):
    (vault / "bad.md").write_bytes(BAD[name])
    code, findings = check(vault, capsys)
    assert code == 1
    assert "bad.md" in {finding["path"] for finding in findings}


@pytest.mark.parametrize("command", [["rename", "good", "better"], ["convert", "--links", "markdown"]])
def test_what_changes_notes_leaves_a_note_that_is_not_utf8(vault: Path, capsys, command: list[str]):
    bad = BAD["cp949, ignore"]
    (vault / "bad.md").write_bytes(bad)
    assert main([*command, "--vault", str(vault)]) in (0, 2)
    assert (vault / "bad.md").read_bytes() == bad
    assert (vault / "good.md").read_bytes() in (GOOD, GOOD.replace(b"[[bad]]", b"[bad](bad.md)"))
