"""Writing to a vault: what is written, what is left alone, and that nothing is left behind."""

import errno
import os
import socket
import struct
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CHECKOUT
from tests.writing.conftest import tree
from vaultkit.errors import VaultkitError
from vaultkit.writing import run, system
from vaultkit.writing.change import Change
from vaultkit.writing.folders import Folder
from vaultkit.writing.safe_write import Outcome, write_changes
from vaultkit.writing.undo import entries, undo

OLD, NEW = b"# Old\r\n", b"# New\r\n"


def write(vault: Path, *changes: Change, together: bool = False) -> Outcome:
    return write_changes(vault, changes, "test", together=together)


def test_a_note_is_replaced_and_the_rest_is_not_touched(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    (vault / "b.md").write_bytes(OLD)
    assert write(vault, Change("a.md", OLD, NEW)) == Outcome(("a.md",), (), 1)
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == {"a.md": NEW, "b.md": OLD}


def test_no_change_leaves_no_trace(vault: Path, state: Path):
    assert write(vault, Change("a.md", OLD, OLD)) == Outcome()
    assert write(vault) == Outcome()
    assert list(state.iterdir()) == []


def test_a_new_note_comes_with_its_folders(vault: Path):
    assert write(vault, Change("papers/2023/a.md", None, NEW)).written == ("papers/2023/a.md",)
    assert (vault / "papers/2023/a.md").read_bytes() == NEW


def test_a_new_note_never_replaces_one(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    outcome = write(vault, Change("a.md", None, NEW), Change("b.md", None, NEW))
    assert outcome.left_alone == (("a.md", "a file of that name is there already"),)
    assert outcome.written == ("b.md",)
    assert (vault / "a.md").read_bytes() == OLD


def test_a_deleted_note_is_gone(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    assert write(vault, Change("a.md", OLD, None)).written == ("a.md",)
    assert list(vault.iterdir()) == []


@pytest.mark.parametrize("after", [NEW, None])
def test_a_note_that_was_changed_meanwhile_is_left_alone(vault: Path, after: bytes | None):
    (vault / "a.md").write_bytes(b"the reader's words")
    outcome = write(vault, Change("a.md", OLD, after))
    assert outcome == Outcome((), (("a.md", "it was changed since it was read"),))
    assert (vault / "a.md").read_bytes() == b"the reader's words"


def test_a_note_that_has_vanished_is_not_made_anew(vault: Path):
    outcome = write(vault, Change("a.md", OLD, NEW), Change("b/c.md", OLD, NEW))
    assert outcome.left_alone == (("a.md", "it has vanished"), ("b/c.md", "it has vanished"))
    assert list(vault.iterdir()) == []


def test_together_means_all_or_none(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    before = tree(vault)
    outcome = write(vault, Change("a.md", OLD, NEW), Change("b.md", OLD, NEW), together=True)
    assert outcome == Outcome((), (("b.md", "it has vanished"),))
    assert tree(vault) == before


def test_together_takes_back_what_was_written_when_the_last_cannot_be(
    vault: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("a.md", "b.md", "c.md"):
        (vault / name).write_bytes(OLD)
    (vault / "a.md").chmod(0o640)
    before = tree(vault)
    whole = run.Run._delete

    def refuse(self: run.Run, index: int, path: str, old: bytes) -> None:
        if path == "c.md":
            raise OSError(28, "No space left on device")
        whole(self, index, path, old)

    monkeypatch.setattr(run.Run, "_delete", refuse)
    changes = (
        Change("a.md", OLD, NEW), Change("b.md", OLD, None), Change("new/d.md", None, NEW),
        Change("c.md", OLD, None),
    )  # fmt: skip
    outcome = write(vault, *changes, together=True)
    assert outcome.written == ()
    assert dict(outcome.left_alone)["c.md"] == "it could not be written: no space left on device"
    assert tree(vault) == before


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_disk_that_is_full_half_way_says_so_before_the_first_note_changes(
    vault: Path, monkeypatch: pytest.MonkeyPatch, nth: int, full: int, together: bool
):
    before, outcome = written_with_fault(vault, monkeypatch, nth, full, together=together)
    assert (outcome.written, outcome.entry, tree(vault)) == ((), None, before)
    said = dict(outcome.left_alone)
    assert set(said) == {"a.md", "b.md", "c.md", "new/d.md", "new/e.md"}
    assert sum(os.strerror(full).lower() in why for why in said.values()) == 1


@pytest.mark.parametrize("nth", [1, 2, 4])
def test_what_is_wrong_with_one_file_keeps_none_of_the_others(
    vault: Path, monkeypatch: pytest.MonkeyPatch, nth: int
):
    _, outcome = written_with_fault(vault, monkeypatch, nth, errno.EIO, together=False)
    kept_back = {"c.md"} if nth == 4 else set()  # nothing is deleted when what is new is not sure
    assert len(outcome.written) == 4 - len(kept_back)
    assert {path for path, why in outcome.left_alone if "error" in why} | kept_back == {
        path for path, _ in outcome.left_alone
    }


def written_with_fault(
    vault: Path, monkeypatch: pytest.MonkeyPatch, nth: int, error: int, *, together: bool
) -> tuple[object, Outcome]:
    """Two edits, two new files and a deletion, of which the disk refuses the ``nth`` that is written."""
    for name in ("a.md", "b.md", "c.md"):
        (vault / name).write_bytes(OLD)
    before, whole, calls = tree(vault), Folder.write_new, count(1)

    def refuse(self: Folder, name: str, *given: object, **settings: object) -> None:
        if next(calls) == nth:
            raise OSError(error, os.strerror(error))
        whole(self, name, *given, **settings)  # type: ignore[arg-type]

    monkeypatch.setattr(Folder, "write_new", refuse)
    changes = (
        Change("a.md", OLD, NEW), Change("b.md", OLD, NEW), Change("new/d.md", None, NEW), Change("new/e.md", None, NEW),
        Change("c.md", OLD, None),
    )  # fmt: skip
    return before, write(vault, *changes, together=together)


def test_a_moved_note_is_not_deleted_when_its_new_place_is_taken(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    (vault / "b.md").write_bytes(b"mine")
    outcome = write(vault, Change("a.md", OLD, None), Change("b.md", None, OLD, moved_from="a.md"))
    assert outcome.left_alone == (
        ("a.md", "it stays, as what takes its place could not be written"),
        ("b.md", "a file of that name is there already"),
    )
    assert (vault / "a.md").read_bytes() == OLD


def test_permissions_are_kept(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    (vault / "a.md").chmod(0o604)
    write(vault, Change("a.md", OLD, NEW))
    assert (vault / "a.md").stat().st_mode & 0o7777 == 0o604


def test_a_note_that_is_write_protected_is_not_edited_but_may_be_moved(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    (vault / "a.md").chmod(0o444)
    assert write(vault, Change("a.md", OLD, NEW)).left_alone == (("a.md", "it is write-protected"),)
    assert (vault / "a.md").read_bytes() == OLD
    write(vault, Change("b.md", None, OLD, moved_from="a.md"), Change("a.md", OLD, None))
    assert (vault / "b.md").stat().st_mode & 0o7777 == 0o444
    assert undo(vault).left_alone == ()
    assert (vault / "a.md").stat().st_mode & 0o7777 == 0o444


def test_a_moved_note_keeps_its_permissions(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    (vault / "a.md").chmod(0o600)
    write(vault, Change("b.md", None, NEW, moved_from="a.md"), Change("a.md", OLD, None))
    assert (vault / "b.md").stat().st_mode & 0o7777 == 0o600


def test_a_new_note_has_the_usual_permissions(vault: Path):
    mask = os.umask(0o027)
    try:
        write(vault, Change("a.md", None, NEW))
    finally:
        os.umask(mask)
    assert (vault / "a.md").stat().st_mode & 0o7777 == 0o640


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_are_kept(vault: Path):
    (vault / "a.md").write_bytes(OLD)
    try:
        os.setxattr(vault / "a.md", "user.mark", b"red")
    except OSError:
        pytest.skip("no extended attributes on this file system")
    write(vault, Change("a.md", OLD, NEW))
    assert os.getxattr(vault / "a.md", "user.mark") == b"red"
    write(vault, Change("sub/b.md", None, NEW, moved_from="a.md"), Change("a.md", NEW, None))
    assert os.getxattr(vault / "sub/b.md", "user.mark") == b"red"
    undo(vault)
    assert os.getxattr(vault / "a.md", "user.mark") == b"red"
    undo(vault, 3)
    assert os.getxattr(vault / "sub/b.md", "user.mark") == b"red"


def access_list(group: int) -> bytes:
    """As Linux keeps it: the owner and user 1000 may read and write, the group what ``group`` says."""
    nobody = 0xFFFFFFFF
    entries_ = (0x01, 6, nobody), (0x02, 6, 1000), (0x04, group, nobody), (0x10, 6, nobody), (0x20, 0, nobody)
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries_)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_a_note_has_its_own_access_list_and_not_that_of_its_folder(vault: Path):
    own, default = "system.posix_acl_access", "system.posix_acl_default"
    for name in ("with.md", "without.md"):
        (vault / name).write_bytes(OLD)
    try:
        os.setxattr(vault / "with.md", own, access_list(4))
        os.setxattr(vault, default, access_list(6))
    except OSError:
        pytest.skip("no access lists on this file system")
    write(vault, *(Change(name, OLD, NEW) for name in ("with.md", "without.md")))
    assert os.getxattr(vault / "with.md", own) == access_list(4)
    assert os.listxattr(vault / "without.md") == []
    write(vault, Change("new.md", None, NEW))
    assert os.listxattr(vault / "new.md") == [own]


@pytest.mark.parametrize("after", [NEW, None])
def test_links_are_not_followed(vault: Path, tmp_path: Path, after: bytes | None):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(OLD)
    (vault / "a.md").symlink_to(outside / "a.md")
    (vault / "folder").symlink_to(outside)
    outcome = write(vault, Change("a.md", OLD, after), Change("folder/a.md", OLD, after))
    assert outcome.left_alone == (
        ("a.md", "it is a symbolic link, and is not written through"),
        ("folder/a.md", "`folder` in its path is not a folder inside the vault"),
    )
    assert write(vault, Change("folder/new.md", None, NEW)).written == ()
    assert tree(outside) == {"a.md": (0o644, OLD)}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../a.md", "its path leads out of the vault"),
        ("/etc/a.md", "its path leads out of the vault"),
        ("b/../../a.md", "its path leads out of the vault"),
        ("a\0.md", "its path leads out of the vault"),
        ("", "its path leads out of the vault"),
        (".git/hooks/post-commit", "its path is hidden, which is not ours to write"),
        (".obsidian/app.json", "its path is hidden, which is not ours to write"),
        (".vaultkit", "its path is hidden, which is not ours to write"),
        ("a/.vaultkit/b", "its path is hidden, which is not ours to write"),
    ],
)
def test_a_path_out_of_the_vault_or_into_hidden_folders_is_refused(vault: Path, path: str, why: str):
    assert write(vault, Change(path, None, NEW)).left_alone == ((path, why),)
    assert list(vault.iterdir()) == []


def test_the_base_of_imports_is_the_one_hidden_folder_that_is_ours(vault: Path):
    assert write(vault, Change(".vaultkit/base.json", None, b"{}")).written == (".vaultkit/base.json",)


def test_a_file_in_the_place_of_a_folder_is_named(vault: Path):
    (vault / "a").write_bytes(OLD)
    outcome = write(vault, Change("a/b.md", None, NEW))
    assert outcome.left_alone == (("a/b.md", "`a` in its path is not a folder inside the vault"),)


def test_special_files_are_left_alone(vault: Path):
    os.mkfifo(vault / "fifo.md")
    (vault / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(vault / "socket.md"))
        outcome = write(vault, *(Change(f"{n}.md", OLD, NEW) for n in ("fifo", "folder", "socket")))
    assert {why for _, why in outcome.left_alone} == {"it is not a regular file inside the vault"}


def test_a_note_that_is_not_utf8_is_not_edited(vault: Path):
    old = "값".encode("cp949")
    (vault / "a.md").write_bytes(old)
    outcome = write(vault, Change("a.md", old, NEW))
    assert outcome.left_alone == (("a.md", "it is not UTF-8, and is not edited"),)


def test_a_note_that_is_not_utf8_may_be_moved(vault: Path):
    old = "값".encode("cp949")
    (vault / "a.md").write_bytes(old)
    assert write(vault, Change("a.md", old, None), Change("b.md", None, old)).written == ("a.md", "b.md")


def test_a_name_in_another_normal_form_is_the_same_file(vault: Path):
    (vault / "cafe\u0301.md").write_bytes(OLD)
    assert write(vault, Change("caf\u00e9.md", OLD, NEW)).written == ("caf\u00e9.md",)
    assert tree(vault) == {"cafe\u0301.md": (0o644, NEW)}
    assert write(vault, Change("caf\u00e9.md", None, NEW)).written == ()


def test_a_hard_linked_copy_keeps_the_old_bytes(vault: Path, tmp_path: Path):
    (vault / "a.md").write_bytes(OLD)
    (tmp_path / "snapshot.md").hardlink_to(vault / "a.md")
    write(vault, Change("a.md", OLD, NEW))
    assert (tmp_path / "snapshot.md").read_bytes() == OLD
    assert (vault / "a.md").read_bytes() == NEW


@pytest.mark.parametrize("supported", [True, False])
def test_it_works_where_the_system_cannot_exchange(
    vault: Path, monkeypatch: pytest.MonkeyPatch, supported: bool
):
    if not supported:
        monkeypatch.setattr(system, "_call", lambda: None)
    (vault / "a.md").write_bytes(OLD)
    (vault / "b.md").write_bytes(OLD)
    outcome = write(vault, Change("a.md", OLD, NEW), Change("b.md", OLD, None), Change("c.md", None, NEW))
    assert outcome.written == ("a.md", "b.md", "c.md")
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == {"a.md": NEW, "c.md": NEW}


def saves(vault: Path, at: str, monkeypatch: pytest.MonkeyPatch, save) -> None:
    """Let an editor save right before the writer's first call of ``Folder.<at>`` in the vault."""
    whole = getattr(Folder, at)
    calls: list[str] = []

    def called(self: Folder, *args, **settings):
        if self.path == str(vault) and not calls:
            calls.append(at)
            save()
        return whole(self, *args, **settings)

    monkeypatch.setattr(Folder, at, called)


@pytest.mark.parametrize("moment", ["rename", "exchange"])
@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_a_save_in_the_last_moment_stays(vault: Path, monkeypatch: pytest.MonkeyPatch, moment: str, how: str):
    note = vault / "a.md"
    note.write_bytes(OLD)

    def save() -> None:
        if how == "in place":
            note.write_bytes(b"saved")
        else:
            (vault / "editor").write_bytes(b"saved")
            (vault / "editor").replace(note)

    saves(vault, moment, monkeypatch, save)
    outcome = write(vault, Change("a.md", OLD, NEW))
    assert outcome.left_alone == (("a.md", "it was changed since it was read"),)
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == {"a.md": b"saved"}


def test_an_editor_that_holds_the_old_file_open_does_not_lose_its_save(
    vault: Path, monkeypatch: pytest.MonkeyPatch
):
    note = vault / "a.md"
    note.write_bytes(OLD)
    with note.open("r+b", buffering=0) as editor:

        def save() -> None:
            editor.write(b"saved late")

        saves(vault, "move", monkeypatch, save)
        outcome = write(vault, Change("a.md", OLD, NEW))
    assert outcome.left_alone == (("a.md", "it was saved meanwhile, and what was saved stays"),)
    assert note.read_bytes() == b"saved late"


def test_a_save_after_the_run_is_kept_and_named_at_the_next(vault: Path, caplog: pytest.LogCaptureFixture):
    note = vault / "a.md"
    note.write_bytes(OLD)
    with note.open("r+b", buffering=0) as editor:
        write(vault, Change("a.md", OLD, NEW))
        editor.write(b"saved far too late")
    write(vault, Change("b.md", None, NEW))
    [message] = [record.getMessage() for record in caplog.records]
    assert message.startswith("a save of `a.md` came while vaultkit wrote: what was saved is kept in `")
    assert Path(message.split("`")[3]).read_bytes() == b"saved far too late"
    write(vault, Change("c.md", None, NEW))
    assert len(caplog.records) == 1


def test_a_deleted_note_that_is_saved_in_the_last_moment_stays(vault: Path, monkeypatch: pytest.MonkeyPatch):
    (vault / "a.md").write_bytes(OLD)
    saves(vault, "rename", monkeypatch, lambda: (vault / "a.md").write_bytes(b"saved"))
    outcome = write(vault, Change("a.md", OLD, None))
    assert outcome.left_alone == (("a.md", "it was changed since it was read"),)
    assert tree(vault) == {"a.md": (0o644, b"saved")}


def test_a_new_note_that_appears_meanwhile_is_not_replaced(vault: Path, monkeypatch: pytest.MonkeyPatch):
    saves(vault, "rename_new", monkeypatch, lambda: (vault / "a.md").write_bytes(b"saved"))
    outcome = write(vault, Change("a.md", None, NEW))
    assert outcome.left_alone == (("a.md", "a file of that name is there already"),)
    assert tree(vault) == {"a.md": (0o644, b"saved")}


def test_an_interrupt_leaves_nothing_behind(vault: Path, monkeypatch: pytest.MonkeyPatch):
    (vault / "a.md").write_bytes(OLD)

    def interrupt() -> None:
        raise KeyboardInterrupt

    saves(vault, "exchange", monkeypatch, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(vault, Change("a.md", OLD, NEW))
    assert tree(vault) == {"a.md": (0o644, OLD)}
    assert [entry.interrupted for entry in entries(vault)] == [True]


def test_one_path_twice_is_our_own_mistake(vault: Path):
    with pytest.raises(ValueError, match="two changes"):
        write(vault, Change("a.md", None, OLD), Change("a.md", None, NEW))


# Where the journal is kept


def test_the_journal_is_readable_by_its_user_alone(vault: Path, state: Path):
    (vault / "a.md").write_bytes(OLD)
    write(vault, Change("a.md", OLD, NEW))
    modes = {mode for path, (mode, _) in tree(state).items() if "/kept/" not in path}
    assert modes <= {0o700, 0o600, 0o644}
    assert (state / "vaults").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("inside", ["", "state", ".hidden/state"])
def test_a_state_folder_in_the_vault_is_refused(vault: Path, monkeypatch: pytest.MonkeyPatch, inside: str):
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(vault / inside))
    with pytest.raises(VaultkitError, match="lies in the vault"):
        write(vault, Change("a.md", None, NEW))
    assert list(vault.iterdir()) == []


def test_without_a_place_for_the_journal_nothing_is_written(vault: Path, tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "file" / "state"))
    with pytest.raises(VaultkitError, match="nothing was written"):
        write(vault, Change("a.md", None, NEW))
    assert list(vault.iterdir()) == []


def test_the_journal_lies_where_the_platform_keeps_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from vaultkit.writing.state import state_folder

    monkeypatch.delenv("VAULTKIT_STATE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if sys.platform != "win32":
        assert state_folder() == tmp_path / "state" / "vaultkit"
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", str(tmp_path))
    if sys.platform == "linux":
        assert state_folder() == tmp_path / ".local/state/vaultkit"


# Several at once

WORKER = """
import sys
from itertools import count
from pathlib import Path
from vaultkit.writing.change import Change
from vaultkit.writing.safe_write import write_changes
root, name = Path(sys.argv[1]), sys.argv[2]
for n in range(20):
    while True:
        old = (root / "count.md").read_bytes()
        outcome = write_changes(root, [Change("count.md", old, old + name.encode())], "count")
        if outcome.written:
            break
"""


def test_several_at_once_lose_nothing(vault: Path, state: Path):
    (vault / "count.md").write_bytes(b"")
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(vault), name], env=environment) for name in "xyz"
    ]
    assert [worker.wait() for worker in workers] == [0, 0, 0]
    text = (vault / "count.md").read_bytes()
    assert {name: text.count(name.encode()) for name in "xyz"} == {"x": 20, "y": 20, "z": 20}
    assert [path.name for path in vault.iterdir()] == ["count.md"]


@given(
    old=st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=20).map(bytes)),
    new=st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=20)),
)
def test_what_is_written_is_what_was_asked_for(tmp_path_factory, old, new):
    root = tmp_path_factory.mktemp("vault")
    for name, data in old.items():
        (root / name).write_bytes(data)
    outcome = write(root, *(Change(n, old.get(n), new.get(n)) for n in {*old, *new}))
    left = {path for path, _ in outcome.left_alone}
    assert all(why == "it is not UTF-8, and is not edited" for _, why in outcome.left_alone)
    wanted = {**{n: old[n] for n in left}, **{n: data for n, data in new.items() if n not in left}}
    assert {path.name: path.read_bytes() for path in root.iterdir()} == wanted


@pytest.mark.parametrize("count", [2, 40, 300])
def test_many_new_files_wait_for_the_disk_together_and_are_all_made(vault, count):
    changes = [Change(f"{folder}/{n}.md", None, f"{n}\n".encode()) for n in range(count) for folder in "ab"]
    outcome = write_changes(vault, changes, "test", together=True)
    assert outcome.left_alone == ()
    assert {c.path: (vault / c.path).read_bytes() for c in changes} == {c.path: c.after for c in changes}
    assert not list(vault.rglob(".vaultkit-*"))


@pytest.mark.parametrize("count", [2, 40])
def test_many_edited_files_wait_for_the_disk_together_and_keep_their_modes(vault, count):
    (vault / "a").mkdir()
    for n in range(count):
        (vault / f"a/{n}.md").write_bytes(b"old\n")
        (vault / f"a/{n}.md").chmod(0o640 if n % 2 else 0o604)
    changes = [Change(f"a/{n}.md", b"old\n", f"{n}\n".encode()) for n in range(count)]
    outcome = write_changes(vault, changes, "test", together=True)
    assert outcome.left_alone == ()
    assert {c.path: (vault / c.path).read_bytes() for c in changes} == {c.path: c.after for c in changes}
    if sys.platform != "win32":
        assert [(vault / f"a/{n}.md").stat().st_mode & 0o777 for n in range(2)] == [0o604, 0o640]
    assert not list(vault.rglob(".vaultkit-*"))


def test_a_note_that_its_owner_may_only_read_is_still_made_durable(vault, monkeypatch):
    whole = Folder.open

    def only_read(self, name, flags, mode=0o600):
        if flags & 3 == os.O_RDWR:
            raise PermissionError(13, "Permission denied", name)
        return whole(self, name, flags, mode)

    monkeypatch.setattr(Folder, "open", only_read)
    (vault / "note.md").write_bytes(b"old\n")
    assert write_changes(vault, [Change("note.md", b"old\n", b"new\n")], "test").left_alone == ()
    assert (vault / "note.md").read_bytes() == b"new\n"


@pytest.mark.parametrize("count", [3, 40])
def test_one_new_file_that_cannot_be_made_keeps_all_others_from_it(vault, monkeypatch, count):
    whole = Folder.confirm

    def confirm(self, name, data):
        if data == b"1\n":
            raise OSError(5, "Input/output error")
        whole(self, name, data)

    monkeypatch.setattr(Folder, "confirm", confirm)
    before = sorted(vault.rglob("*"))
    changes = [Change(f"new/{n}.md", None, f"{n}\n".encode()) for n in range(count)]
    outcome = write_changes(vault, changes, "test", together=True)
    assert outcome.written == ()
    assert dict(outcome.left_alone)["new/1.md"] == "it could not be written: input/output error"
    assert sorted(vault.rglob("*")) == before
