"""A model of power loss: after any moment, any of the names that were not synced may be lost, in any mixture.

The writer's steps are recorded. The bytes of a file are on the disk once ``write_new`` has returned (not
durable ones: ``confirm``); a change of names is sure only after its folder was synced. Every state that this
allows is looked at.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from tests.faults.harness import Tree, tree
from tests.faults.scenarios import CHANGES, OLD
from vaultkit.writing.folders import Folder
from vaultkit.writing.journal import Journal
from vaultkit.writing.safe_write import write_changes

Step = tuple[str, str, tuple[str, ...], bytes]
NAMING = ("write_new", "rename", "rename_new", "exchange", "move", "unlink")


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Step], Tree, Tree]:
    """The steps of one run with every kind of change, the files before it and after it."""
    monkeypatch.setenv("VAULTKIT_STATE_DIR", str(tmp_path / "state"))
    vault = tmp_path / "vault"
    (vault / "papers").mkdir(parents=True)
    for name in ("edited.md", "papers/also edited.md", "moved.md"):
        (vault / name).write_bytes(OLD)
    before = tree(vault)
    recorded: list[Step] = []

    def record(name: str) -> None:
        whole = getattr(Folder, name)

        def called(self: Folder, *args, **settings):
            answer = whole(self, *args, **settings)
            if Path(self.path).is_relative_to(vault) and answer is not False:
                words = tuple(arg for arg in args if isinstance(arg, str))
                sure = settings.get("durable", True)
                data = next((arg for arg in args if sure and isinstance(arg, bytes)), b"")
                recorded.append((name, str(Path(self.path).relative_to(vault)), words, data))
            return answer

        monkeypatch.setattr(Folder, name, called)

    for name in (*NAMING, "confirm", "sync"):
        record(name)
    whole_begin = Journal.begin

    def begin(self: Journal, *args, **settings):
        answer = whole_begin(self, *args, **settings)
        recorded.append(("journal", "", (), b""))
        return answer

    monkeypatch.setattr(Journal, "begin", begin)
    assert len(write_changes(vault, CHANGES, "test").written) == 4
    return recorded, before, tree(vault)


def apply(files: Tree, step: Step) -> bool:
    """Make one step; False when it cannot be, as a step before it was lost."""
    kind, folder, names, data = step
    paths = [str(Path(folder) / name) for name in names]
    if kind == "write_new" or (kind == "confirm" and paths[0] in files):
        files[paths[0]] = data
        return True
    if kind == "confirm":
        return True
    if paths[0] not in files or (kind == "exchange" and paths[1] not in files):
        return False
    if kind == "exchange":
        files[paths[0]], files[paths[1]] = files[paths[1]], files[paths[0]]
    elif kind in ("unlink", "move"):
        del files[paths[0]]
    else:
        files[paths[1]] = files.pop(paths[0])
    return True


def states(before: Tree, steps: Sequence[Step]) -> Iterator[Tree]:
    """Every state in which the disk may be when the power goes after ``steps``."""
    naming = [step for step in enumerate(steps) if step[1][0] in (*NAMING, "confirm")]
    synced = {folder: at for at, (kind, folder, _, _) in enumerate(steps) if kind == "sync"}
    open_steps = [at for at, step in naming if step[0] in NAMING and at > synced.get(step[1], -1)]
    for count in range(len(open_steps) + 1):
        for lost in combinations(open_steps, count):
            files = dict(before)
            if all(apply(files, step) for at, step in naming if at not in lost):
                yield files


def test_after_a_loss_of_power_each_note_is_the_old_or_the_new_one(steps: tuple[list[Step], Tree, Tree]):
    recorded, before, after = steps
    seen = 0
    for end in range(len(recorded) + 1):
        for files in states(before, recorded[:end]):
            seen += 1
            for path in {*files, *before, *after}:
                if ".vaultkit-" not in path:
                    assert files.get(path) in (before.get(path), after.get(path)), path
            assert "moved.md" in files or "papers/2023/new.md" in files
    assert seen > 100


def test_the_journal_is_on_the_disk_before_the_vault_is_touched(steps: tuple[list[Step], Tree, Tree]):
    recorded, _, _ = steps
    assert recorded[0][0] == "journal"


def test_the_model_sees_a_rename_before_the_bytes_are_written():
    before = {"a.md": b"old"}
    careless = [("write_new", ".", ("t",), b""), ("rename", ".", ("t", "a.md"), b"")]
    assert {"a.md": b""} in list(states(before, careless))


def test_the_model_sees_a_rename_before_the_bytes_are_confirmed():
    begun = ("write_new", ".", ("t",), b"")
    named = ("rename_new", ".", ("t", "a.md"), b"")
    confirmed = ("confirm", ".", ("t",), b"new")
    assert {"a.md": b""} in list(states({}, [begun, named]))
    assert {"a.md": b""} not in list(states({}, [begun, confirmed, named]))
