"""Undo: everything back, exactly, and nothing that was changed since."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.writing.conftest import tree
from vaultkit.errors import VaultkitError
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import Outcome, write_changes
from vaultkit.writing.undo import entries, undo

OLD, NEW = "값\r\n".encode(), b"new"


@pytest.fixture
def changed(vault: Path):
    """A vault after one run of every kind of change, and its tree before."""
    (vault / "edited.md").write_bytes(OLD)
    (vault / "edited.md").chmod(0o640)
    (vault / "gone.md").write_bytes(b"\xff\xfe\x00")
    (vault / "gone.md").chmod(0o600)
    before = tree(vault)
    changes = (
        Change("edited.md", OLD, NEW), Change("gone.md", b"\xff\xfe\x00", None),
        Change("papers/2023/new.md", None, NEW),
    )  # fmt: skip
    assert len(write_changes(vault, changes, "import x").written) == 3
    return vault, before


def test_undo_brings_everything_back(changed):
    vault, before = changed
    outcome = undo(vault)
    assert outcome.left_alone == ()
    assert tree(vault) == before


def test_an_undo_can_be_undone(changed):
    vault, _ = changed
    after = tree(vault)
    undone = undo(vault)
    undo(vault, undone.entry)
    assert tree(vault) == after
    undo(vault)
    assert not (vault / "papers").exists()


def test_undo_goes_back_step_by_step(vault: Path):
    for old, new in ((None, b"1"), (b"1", b"2"), (b"2", b"3")):
        write_changes(vault, [Change("a.md", old, new)], "step")
    seen = []
    for _ in range(3):
        undo(vault)
        seen.append(tree(vault).get("a.md", (0, None))[1])
    assert seen == [b"2", b"1", None]
    with pytest.raises(VaultkitError, match="nothing to undo"):
        undo(vault)


def test_undo_leaves_what_was_changed_since(changed):
    vault, before = changed
    (vault / "edited.md").write_bytes(b"the reader's words")
    outcome = undo(vault)
    assert outcome.left_alone == (("edited.md", "it was changed since"),)
    assert (vault / "edited.md").read_bytes() == b"the reader's words"
    assert (vault / "gone.md").exists()
    (vault / "edited.md").write_bytes(NEW)
    assert undo(vault).written == ("edited.md",)
    assert tree(vault) == before


def test_undo_leaves_folders_with_files_of_the_reader(changed):
    vault, _ = changed
    (vault / "papers" / "mine.md").write_bytes(b"mine")
    undo(vault)
    assert sorted(path.name for path in (vault / "papers").iterdir()) == ["mine.md"]


def test_undo_in_a_vault_that_vaultkit_never_wrote_to(vault: Path, state: Path):
    with pytest.raises(VaultkitError, match="nothing to undo"):
        undo(vault)
    assert list(state.iterdir()) == []


def test_an_entry_that_is_not_there(changed):
    with pytest.raises(VaultkitError, match="there is no journal entry 9"):
        undo(changed[0], 9)


def test_a_damaged_entry_is_said_and_nothing_is_written(changed, state: Path):
    vault, _ = changed
    after = tree(vault)
    [old] = state.glob("vaults/*/000001/old")
    data = bytearray(old.read_bytes())
    data[-1] ^= 1
    old.write_bytes(data)
    with pytest.raises(VaultkitError, match="is damaged: its checksum does not fit"):
        undo(vault)
    assert tree(vault) == after


def test_the_newest_entry_is_not_passed_over_because_it_is_damaged(changed, state: Path):
    vault, _ = changed
    write_changes(vault, [Change("edited.md", NEW, b"newer")], "second")
    after = tree(vault)
    [old] = state.glob("vaults/*/000002/old")
    old.write_bytes(old.read_bytes()[:100])
    with pytest.raises(VaultkitError, match="000002` is damaged"):
        undo(vault)
    assert tree(vault) == after
    assert [entry.number for entry in entries(vault)] == [1]


def test_an_entry_that_names_files_which_it_does_not_hold_is_damaged(changed, state: Path):
    vault, _ = changed
    after = tree(vault)
    [done] = state.glob("vaults/*/000001/done")
    done.write_bytes(done.read_bytes().replace(b"edited", b"editee"))
    with pytest.raises(VaultkitError, match="is damaged: it says to have written what it has not"):
        undo(vault)
    assert tree(vault) == after


@pytest.mark.parametrize("part", ["old", "done"])
def test_a_damaged_entry_keeps_nobody_from_writing(
    changed, state: Path, part: str, caplog: pytest.LogCaptureFixture
):
    vault, _ = changed
    [file] = state.glob(f"vaults/*/000001/{part}")
    file.write_bytes(file.read_bytes()[:-1] if part == "done" else b"")
    outcome = write_changes(vault, [Change("edited.md", NEW, b"newer")], "second")
    assert (outcome.written, outcome.entry) == (("edited.md",), 2)
    assert "000001` is damaged" in caplog.text
    undo(vault)
    assert (vault / "edited.md").read_bytes() == NEW


def test_entries_say_what_was_done(changed):
    vault, _ = changed
    undo(vault)
    newest, first = entries(vault)
    assert (first.number, first.command, first.undone, first.interrupted) == (1, "import x", True, False)
    assert first.written == ("edited.md", "gone.md", "papers/2023/new.md")
    assert (newest.command, newest.undoes, newest.undone) == ("undo 1", 1, False)


def test_undo_of_what_is_already_back_writes_nothing_and_is_remembered(vault: Path):
    write_changes(vault, [Change("a.md", None, NEW)], "x")
    (vault / "a.md").unlink()
    assert undo(vault) == Outcome()
    assert entries(vault)[0].undone


def test_undos_at_once_take_back_one_entry_each(vault: Path):
    for old, new in ((None, b"1"), (b"1", b"2"), (b"2", b"3"), (b"3", b"4")):
        write_changes(vault, [Change("a.md", old, new)], "step")
    code = f"from pathlib import Path; from vaultkit.writing.undo import undo; undo(Path({str(vault)!r}))"
    running = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert (vault / "a.md").read_bytes() == b"1"
    assert [entry.undone for entry in reversed(entries(vault))][:4] == [False, True, True, True]


@pytest.mark.skipif(sys.platform != "linux", reason="names are compared byte by byte")
@pytest.mark.parametrize("twins", [("\u00e9.md", "e\u0301.md"), ("a.md", "A.md")], ids=["form", "case"])
@pytest.mark.parametrize("moved", [0, 1])
def test_of_two_names_that_differ_only_in_spelling_the_one_that_was_moved_comes_back(
    vault: Path, twins: tuple[str, str], moved: int
):
    for name in twins:
        (vault / name).write_bytes(name.encode())
    before, old = tree(vault), twins[moved]
    data = old.encode()
    changes = [Change("new.md", None, data, moved_from=old), Change(old, data, None)]
    after = write_changes(vault, changes, "rename").entry
    moved_away = tree(vault)
    undone = undo(vault)
    assert (undone.left_alone, tree(vault)) == ((), before)
    undo(vault, undone.entry)
    assert tree(vault) == moved_away
    undo(vault, after)
    assert tree(vault) == before


@pytest.mark.skipif(sys.platform != "linux", reason="names are compared byte by byte")
def test_a_note_comes_back_under_the_name_that_the_disk_had_for_it(vault: Path):
    (vault / "e\u0301.md").write_bytes(OLD)
    before = tree(vault)
    changes = [Change("new.md", None, OLD, moved_from="\u00e9.md"), Change("\u00e9.md", OLD, None)]
    assert write_changes(vault, changes, "rename").left_alone == ()
    assert undo(vault).left_alone == ()
    assert tree(vault) == before


@pytest.mark.parametrize("new", [OLD, NEW], ids=["moved", "moved and edited"])
def test_a_note_that_was_only_moved_keeps_its_time(vault: Path, new: bytes):
    (vault / "old.md").write_bytes(OLD)
    os.utime(vault / "old.md", ns=(1, 10**18))
    write_changes(vault, [Change("n/new.md", None, new, "old.md"), Change("old.md", OLD, None)], "rename")
    kept = (vault / "n" / "new.md").stat().st_mtime_ns == 10**18
    undo(vault)
    assert (kept, (vault / "old.md").stat().st_mtime_ns == 10**18) == (new == OLD, new == OLD)
