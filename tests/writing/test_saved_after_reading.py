"""Whoever saves a note after a command has read it finds the save in the note, however long the command thinks."""

from pathlib import Path

import pytest

from vaultkit.cli import main
from vaultkit.vault.read import read_file
from vaultkit.vault.scan import File

DIGEST = "# Papers\n\n## A Paper of Some Length, CVPR 2023\n- one thing\n{}\n## Another One of Some Length, ICLR 2023\n- two\n"
SAVED = b"a save\n"


@pytest.fixture
def world(vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with notes to mend, to rename and to import into again; the digest lies beside it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "digest.txt").write_text(DIGEST.format(""), encoding="utf-8")
    assert main(["import", "digest.txt", "--vault", str(vault)]) == 0
    (tmp_path / "digest.txt").write_text(DIGEST.format("- and one more\n"), encoding="utf-8")
    (vault / "good.md").write_bytes(b"# Good\n[[A paper of some length]]\n")
    (vault / "other.md").write_bytes(b"---\ntags: a b\n---\n[[GOOD]] #tag\n")
    return vault


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Somebody who saves each note right after it was read for the first time; the paths of these notes."""
    saved: set[str] = set()

    def read_and_save(root: Path, file: File) -> bytes:
        data = read_file(root, file)
        if file.path.endswith(".md") and file.path not in saved:
            saved.add(file.path)
            with (root / file.disk).open("ab") as stream:
                stream.write(SAVED)
        return data

    monkeypatch.setattr("vaultkit.vault.vault.read_file", read_and_save)
    return saved


@pytest.mark.parametrize(
    "command",
    [
        ("lint", "--fix", "--unsafe-fixes", "--select", "all"),
        ("import", "digest.txt"),
        ("rename", "good", "better"),
        ("rename", "A Paper of Some Length", "MAE"),
        ("rename", "#tag", "#label"),
    ],
    ids=" ".join,
)
def test_a_save_that_comes_after_a_note_was_read_stays(
    world: Path, editor: set[str], command: tuple[str, ...]
):
    main([*command, "--vault", str(world)])
    assert editor
    assert [path for path in sorted(editor) if not (world / path).read_bytes().endswith(SAVED)] == []


def test_without_a_save_the_same_commands_change_the_notes(world: Path):
    before = (world / "other.md").read_bytes()
    assert main(["rename", "good", "better", "--vault", str(world)]) == 0
    assert (world / "other.md").read_bytes() != before
