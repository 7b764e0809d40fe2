"""``vaultkit rename`` as its user meets it: shown, written, taken back."""

from pathlib import Path

import pytest

from vaultkit.cli import main


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "a.md").write_bytes(b"[[MAE]]\r\n")
    (root / "MAE.md").write_bytes(b"# MAE\n")
    return root


def notes(vault: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in vault.glob("*.md")}


def test_a_rename_is_written_and_one_undo_takes_it_back(vault: Path, capsys: pytest.CaptureFixture[str]):
    before = notes(vault)
    assert main(["rename", "MAE", "Masked Autoencoder", "--vault", str(vault)]) == 0
    assert capsys.readouterr().out == "wrote 3 files, 1 link\n"
    assert notes(vault) == {"a.md": b"[[Masked Autoencoder]]\r\n", "Masked Autoencoder.md": b"# MAE\n"}
    assert main(["undo", "--vault", str(vault)]) == 0
    assert notes(vault) == before


def test_a_diff_is_shown_and_nothing_is_written(vault: Path, capsys: pytest.CaptureFixture[str]):
    before = notes(vault)
    assert main(["rename", "MAE", "ViT", "--vault", str(vault), "--diff"]) == 1
    assert "+++ b/ViT.md" in capsys.readouterr().out
    assert notes(vault) == before


def test_a_dry_run_names_the_files(vault: Path, capsys: pytest.CaptureFixture[str]):
    before = notes(vault)
    assert main(["rename", "MAE", "ViT", "--vault", str(vault), "--dry-run"]) == 0
    shown = "changed  a.md\nnew      ViT.md\ndeleted  MAE.md\nwould write 3 files, 1 link\n"
    assert capsys.readouterr().out == shown
    assert notes(vault) == before


def test_a_note_that_cannot_be_written_stops_all(vault: Path, capsys: pytest.CaptureFixture[str]):
    (vault / "b.md").symlink_to("a.md")
    before = notes(vault)
    assert main(["rename", "MAE", "ViT", "--vault", str(vault)]) == 2
    assert capsys.readouterr().err == (
        "`b.md` is left as it was: it is a symbolic link, and is not written through\n"
        "error: nothing was written, as one change needs the others\n"
    )
    assert notes(vault) == before


def test_a_name_that_is_not_there(vault: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["rename", "MEA", "ViT", "--vault", str(vault)]) == 2
    said = "error: there is no note `MEA` in this vault\ndid you mean `MAE`?\n"
    assert capsys.readouterr().err == said


def test_a_note_that_a_symbolic_link_leads_to_stays_where_it_is(
    vault: Path, capsys: pytest.CaptureFixture[str]
):
    (vault / "link.md").symlink_to("MAE.md")
    before = notes(vault)
    assert main(["rename", "MAE", "ViT", "--vault", str(vault)]) == 2
    assert (
        "error: `link.md` is a symbolic link to `MAE.md`, and would lead nowhere" in capsys.readouterr().err
    )
    assert notes(vault) == before


def test_a_name_with_a_space_at_its_end_is_found(vault: Path):
    (vault / "x .md").write_bytes(b"")
    assert main(["rename", "x ", "y", "--vault", str(vault)]) == 0
    assert (vault / "y.md").exists()


def test_settings_of_the_app_that_are_not_read_are_named(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "app.json").write_text('{"useMarkdownLinks": true}')
    (vault / ".obsidian").rmdir()
    (vault / ".obsidian").symlink_to(tmp_path / "shared")
    assert main(["rename", "MAE", "ViT", "--vault", str(vault)]) == 0
    said = "note: `.obsidian/app.json` is not read: it is a link that leads out of the vault\n"
    assert capsys.readouterr().err == said
