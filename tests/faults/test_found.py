"""What injected faults once showed, each by its own name, without the kernel's help."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.harness import tree
from vaultkit import registry
from vaultkit.cli import main
from vaultkit.errors import VaultkitError
from vaultkit.vault import read
from vaultkit.writing import folders, seal, state, undo
from vaultkit.writing.change import Change
from vaultkit.writing.folders import Folder
from vaultkit.writing.output import write_folder, write_output
from vaultkit.writing.safe_write import write_changes

DIGEST = "1. Boats without Oars. CVPR, 2022\n\n• They float\n"


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    return root


def failing(what: Callable[..., Any], when: Callable[..., bool], code: int = errno.EIO) -> Callable[..., Any]:
    """``what``, but raising an ``OSError`` where ``when`` says so of its arguments."""

    def called(*args, **settings):
        if when(*args):
            raise OSError(code, os.strerror(code))
        return what(*args, **settings)

    return called


def moved(vault: Path) -> None:
    (vault / "old.md").write_bytes(b"words")
    changes = [Change("new/note.md", None, b"words", moved_from="old.md"), Change("old.md", b"words", None)]
    assert len(write_changes(vault, changes, "rename", together=True).written) == 2


def test_an_undo_leaves_a_moved_note_where_it_is_when_its_old_place_cannot_be_read(vault: Path, monkeypatch):
    moved(vault)
    whole = undo._bytes_now
    monkeypatch.setattr(undo, "_bytes_now", failing(whole, lambda root, record: record.path == "old.md"))
    assert dict(undo.undo(vault).left_alone) == {
        "new/note.md": "it stays, as what takes its place could not be written",
        "old.md": "it cannot be read: input/output error",
    }
    assert (vault / "new" / "note.md").read_bytes() == b"words"


def test_an_undo_leaves_a_moved_note_where_it_is_when_its_old_place_is_taken(vault: Path):
    moved(vault)
    (vault / "old.md").write_bytes(b"another")
    assert [path for path, _ in undo.undo(vault).left_alone] == ["new/note.md", "old.md"]
    assert (vault / "new" / "note.md").read_bytes() == b"words"


def test_an_undo_of_a_move_brings_it_back_and_takes_the_folder_away(vault: Path):
    moved(vault)
    assert undo.undo(vault).left_alone == ()
    assert tree(vault) == {".obsidian/": b"", "old.md": b"words"}


def test_an_undo_of_an_import_leaves_no_folder_behind(vault: Path, capsys):
    before = tree(vault)
    (vault.parent / "May 20.txt").write_text(DIGEST)
    assert main(["import", str(vault.parent / "May 20.txt"), "--vault", str(vault)]) == 0
    assert main(["undo", "--vault", str(vault)]) == 0
    assert tree(vault) == before


def test_folders_that_a_killed_run_made_are_removed_by_the_next_one(vault: Path, monkeypatch):
    def killed(*args, **settings):
        raise SystemExit

    before = tree(vault)
    with monkeypatch.context() as patched:
        patched.setattr(Folder, "write_new", killed)
        patched.setattr("vaultkit.writing.safe_write.tidy", lambda *args: None)
        with pytest.raises(SystemExit):
            write_changes(vault, [Change("far/down/a.md", None, b"x")], "import")
    assert "far/down/" in tree(vault)
    write_changes(vault, [Change("b.md", None, b"")], "another")
    undo.undo(vault)
    assert tree(vault) == before


def test_the_lock_is_let_go_even_when_its_file_cannot_be_closed(tmp_path: Path, monkeypatch):
    held = state.locked(tmp_path)
    held.__enter__()
    with monkeypatch.context() as patched:
        patched.setattr(os, "close", failing(os.close, lambda descriptor: True))
        held.__exit__(None, None, None)
    monkeypatch.setattr(state, "PATIENCE", 0.0)
    with state.locked(tmp_path):
        """It is free."""


def test_what_cannot_be_begun_is_said_in_a_line(vault: Path, monkeypatch):
    whole = folders.open_folder
    kept = failing(whole, lambda path: Path(path).name == "kept", errno.EMFILE)
    monkeypatch.setattr("vaultkit.writing.safe_write.open_folder", kept)
    with pytest.raises(VaultkitError, match="nothing was written: too many open files"):
        write_changes(vault, [Change("a.md", None, b"x")], "one")
    assert tree(vault) == {".obsidian/": b""}


def test_an_import_is_refused_when_what_it_wrote_before_cannot_be_read(vault: Path, monkeypatch, capsys):
    (vault.parent / "May 20.txt").write_text(DIGEST)
    command = ["import", str(vault.parent / "May 20.txt"), "--vault", str(vault)]
    assert main(command) == 0
    before = tree(vault)
    (vault.parent / "May 20.txt").write_text(DIGEST + "• They sink\n")

    def refuse(root, file):
        raise read.UnreadableError("it cannot be read: input/output error")

    with monkeypatch.context() as patched:
        patched.setattr("vaultkit.digest.base.read_file", refuse)
        assert main(command) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert tree(vault) == before
    assert main(command) == 0


def test_an_import_is_refused_when_the_key_of_earlier_ones_cannot_be_read(vault: Path, monkeypatch, capsys):
    (vault.parent / "May 20.txt").write_text(DIGEST)
    command = ["import", str(vault.parent / "May 20.txt"), "--vault", str(vault)]
    assert main(command) == 0
    before = tree(vault)
    (vault.parent / "May 20.txt").write_text(DIGEST.replace("float", "sink"))
    with monkeypatch.context() as patched:
        patched.setattr(seal, "_read", failing(seal._read, lambda path: True))
        assert main(command) == 2
    assert "nothing was written: the key of what you import cannot be read" in capsys.readouterr().err
    assert tree(vault) == before


def test_half_a_key_from_a_killed_run_is_made_anew(monkeypatch):
    key = seal.own_key(make=True)
    place = state.state_folder() / "seal"
    place.write_bytes(key[:5])
    assert seal.own_key(make=False)[:5] != key[:5]
    again = seal.own_key(make=True)
    assert (again, seal.own_key(make=False), len(again)) == (place.read_bytes(), again, seal.SIZE)
    assert list(place.parent.glob("seal.*")) == []


def test_a_note_whose_folder_is_not_shown_for_once_is_not_taken_for_gone(vault: Path, monkeypatch):
    moved(vault)
    with monkeypatch.context() as patched:
        patched.setattr(
            undo, "walk_to", failing(folders.walk_to, lambda root, path: path[:3] == "new", errno.ENOENT)
        )
        assert dict(undo.undo(vault).left_alone)["new/note.md"] == "it cannot be read: input/output error"
    assert undo.undo(vault).left_alone == ()
    assert tree(vault) == {".obsidian/": b"", "old.md": b"words"}


def test_a_note_that_is_not_shown_for_once_is_not_taken_for_gone(vault: Path, monkeypatch):
    moved(vault)
    whole = Folder.status
    with monkeypatch.context() as patched:
        patched.setattr(
            Folder, "status", failing(whole, lambda folder, name: name == "note.md", errno.ENOENT)
        )
        assert dict(undo.undo(vault).left_alone)["new/note.md"] == "it cannot be read: input/output error"
    assert undo.undo(vault).left_alone == ()
    assert tree(vault) == {".obsidian/": b"", "old.md": b"words"}


def test_a_kept_file_that_vanishes_while_it_is_swept_ends_no_run(vault: Path, monkeypatch):
    (vault / "a.md").write_bytes(b"old")
    assert write_changes(vault, [Change("a.md", b"old", b"new")], "edit").written == ("a.md",)
    whole = Folder.open
    kept = failing(whole, lambda folder, name, *_: folder.path.endswith("kept"), errno.ENOENT)
    monkeypatch.setattr(Folder, "open", kept)
    assert write_changes(vault, [Change("b.md", None, b"more")], "edit").written == ("b.md",)


def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(root, file):
        raise read.UnreadableError("it cannot be read: input/output error")

    monkeypatch.setattr("vaultkit.vault.vault.read_file", refuse)


def test_a_baseline_forgets_nothing_when_a_note_could_not_be_read(vault: Path, monkeypatch, capsys):
    (vault / "a.md").write_text("[[nowhere]]\n")
    known = vault / "known.json"
    command = ["lint", "--no-cache", "--vault", str(vault), "--baseline", str(known), "--update-baseline"]
    assert main(command) == 0
    before = known.read_bytes()
    with monkeypatch.context() as patched:
        unread(patched)
        assert main(command) == 2
    assert known.read_bytes() == before
    assert main(command) == 0


def test_a_vault_that_could_not_be_read_whole_is_not_converted_to_a_folder(vault: Path, monkeypatch, capsys):
    (vault / "a.md").write_text("words\n")
    target = vault.parent / "out"
    with monkeypatch.context() as patched:
        unread(patched)
        assert main(["convert", str(vault), str(target)]) == 2
    assert not target.exists()
    assert main(["convert", str(vault), str(target)]) == 0


def test_a_folder_that_cannot_be_listed_is_named_by_every_command_that_reads(
    vault: Path, monkeypatch, capsys
):
    (vault / "papers").mkdir()
    real = os.scandir
    monkeypatch.setattr(
        "vaultkit.vault.scan.os.scandir", failing(real, lambda path: str(path).endswith("papers"))
    )
    assert main(["links", str(vault)]) == 1
    assert "`papers` was not read: folder cannot be listed: Input/output error" in capsys.readouterr().err


def unconfirmed(monkeypatch: pytest.MonkeyPatch, vault: Path) -> None:
    whole = Folder.sync
    inside = str(vault.resolve())
    monkeypatch.setattr(Folder, "sync", failing(whole, lambda folder: str(folder.path) == inside))


def test_an_import_that_the_disk_did_not_confirm_does_not_end_well(vault: Path, monkeypatch, capsys):
    (vault.parent / "May 20.txt").write_text(DIGEST)
    whole = Folder.sync
    papers = str(vault.resolve() / "papers")
    monkeypatch.setattr(Folder, "sync", failing(whole, lambda folder: str(folder.path) == papers))
    assert main(["import", str(vault.parent / "May 20.txt"), "--vault", str(vault)]) != 0


def test_a_fix_that_the_disk_did_not_confirm_does_not_end_well(vault: Path, monkeypatch, capsys):
    (vault / "a.md").write_text("---\ntitle: T\ntag: x\n---\n[[a]]\n")
    unconfirmed(monkeypatch, vault)
    assert main(["lint", "--fix", "--vault", str(vault)]) == 2
    assert "`a.md` is fixed, but the disk did not confirm it" in capsys.readouterr().err


def test_a_run_without_any_rule_is_refused(monkeypatch):
    registry._modules.cache_clear()
    monkeypatch.setattr("vaultkit.registry.iter_modules", lambda path: iter(()))
    with pytest.raises(VaultkitError, match=r"`vaultkit\.lint\.rules` cannot be read"):
        registry.names("vaultkit.lint.rules")
    registry._modules.cache_clear()


def test_what_cannot_be_printed_is_an_error_and_no_traceback(vault: Path, monkeypatch, capsys):
    class Full:
        encoding = "utf-8"

        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def flush(self) -> None:
            """Nothing is waiting."""

    monkeypatch.setattr(sys, "stdout", Full())
    (vault / "a.md").write_text("[[b]]\n")
    assert main(["links", str(vault)]) == 2
    assert "error: the system says: no space left on device" in capsys.readouterr().err


def test_what_a_killed_run_left_beside_an_output_is_swept_after_a_day(tmp_path: Path):
    old, new = tmp_path / ".vaultkit-01234567-output", tmp_path / ".vaultkit-89abcdef-output"
    old.write_bytes(b"half")
    new.write_bytes(b"being written")
    os.utime(old, (0, 0))
    write_output(tmp_path / "graph.json", b"{}")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "graph.json"]


def test_a_half_made_folder_is_swept_after_a_day(tmp_path: Path, vault: Path):
    left = tmp_path / ".vaultkit-01234567-folder"
    (left / "notes").mkdir(parents=True)
    os.utime(left, (0, 0))
    write_folder(tmp_path / "out", vault, {"a.md": b"x"}, {})
    assert (left.exists(), (tmp_path / "out" / "a.md").read_bytes()) == (False, b"x")


def test_an_output_that_vanishes_while_it_is_written_is_said(tmp_path: Path, monkeypatch):
    confirm = Folder.confirm

    def vanished(self, name, data):
        self.unlink(name)
        confirm(self, name, data)

    monkeypatch.setattr(Folder, "confirm", vanished)
    with pytest.raises(VaultkitError, match="cannot be written: it has vanished"):
        write_output(tmp_path / "graph.json", b"{}")
    assert list(tmp_path.iterdir()) == []


def moved_deep(vault: Path) -> Path:
    (vault / "papers").mkdir()
    (vault / "old.md").write_bytes(b"words")
    new = Change("papers/2023/note.md", None, b"words", moved_from="old.md")
    write_changes(vault, [new, Change("old.md", b"words", None)], "rename", together=True)
    return vault / "papers" / "2023"


def test_a_folder_that_is_not_shown_any_more_is_not_taken_for_removed(vault: Path, monkeypatch):
    made = moved_deep(vault)
    gone = failing(
        Folder.enter, lambda folder, name: name == "papers" and not any(made.iterdir()), errno.ENOENT
    )
    monkeypatch.setattr(Folder, "enter", gone)
    outcome = undo.undo(vault)
    assert (vault / "old.md").read_bytes() == b"words"
    assert [path for path, _ in outcome.unconfirmed] == ["papers/2023/note.md"]


def test_an_empty_folder_that_was_removed_leaves_nothing_to_confirm(vault: Path):
    made = moved_deep(vault)
    assert undo.undo(vault).unconfirmed == ()
    assert not made.exists()
