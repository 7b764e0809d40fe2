"""``vaultkit undo`` as its user meets it."""

from pathlib import Path

import pytest

from vaultkit.cli import main
from vaultkit.cli._vault import undo_command
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    write_changes(root, [Change("a.md", None, b"1")], "import x.txt")
    write_changes(root, [Change("a.md", b"1", b"2"), Change("b.md", None, b"")], "lint --fix")
    return root


def test_the_last_command_is_taken_back(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["undo", "--vault", str(vault)]) == 0
    assert capsys.readouterr().out == "took back 2 files\n"
    assert [(path.name, path.read_bytes()) for path in vault.glob("*.md")] == [("a.md", b"1")]


def test_the_list_shows_what_was_written(vault: Path, capsys: pytest.CaptureFixture[str]):
    main(["undo", "--vault", str(vault)])
    capsys.readouterr()
    assert main(["undo", "--list", "--vault", str(vault)]) == 0
    rows = [line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()]
    assert [(number, rest) for number, _, rest in rows] == [
        ("3", "2 files  undo 2"), ("2", "2 files  lint --fix  (undone)"), ("1", "1 file  import x.txt"),
    ]  # fmt: skip


def test_a_note_that_was_changed_since_makes_the_exit_code_1(vault: Path, capsys):
    (vault / "a.md").write_bytes(b"mine")
    assert main(["undo", "--vault", str(vault)]) == 1
    captured = capsys.readouterr()
    assert captured.err == "`a.md` is not taken back: it was changed since\n"
    assert captured.out == "took back 1 file\n"
    assert (vault / "a.md").read_bytes() == b"mine"


def test_nothing_to_undo_is_about_the_set_up(tmp_path: Path, vault: Path, capsys):
    (tmp_path / "other").mkdir()
    assert main(["undo", "--vault", str(tmp_path / "other")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "error: there is nothing to undo in this vault",
        "the journal knows a vault by its path: was the folder moved or renamed since?",
    ]


def test_nothing_to_undo_in_a_folder_that_was_only_guessed_asks_for_the_vault(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["undo"]) == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        f"error: nothing was written to `{tmp_path}`",
        "name the vault: `vaultkit undo --vault DIR`",
    ]


def test_what_is_said_to_take_back_a_run_works_where_it_is_said(tmp_path, monkeypatch):
    (tmp_path / "my notes" / ".obsidian").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert undo_command(tmp_path / "my notes") == "vaultkit undo --vault 'my notes'"
    monkeypatch.chdir(tmp_path / "my notes" / ".obsidian")
    assert undo_command(tmp_path / "my notes") == "vaultkit undo"
    assert undo_command(tmp_path) == f"vaultkit undo --vault {tmp_path}"
