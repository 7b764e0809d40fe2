"""A model of power loss: after any moment, any of the names that were not synced may be lost, in any mixture.

The writer's steps are recorded. The bytes of a file are on the disk once ``write_new`` has returned (not
durable ones: ``confirm``); a change of names is sure only after its folder was synced. Every state that this
allows is looked at, for each scenario that changes a vault.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from scripts.promises import record
from tests.faults.harness import Scenario, Tree, tree
from tests.faults.scenarios import SCENARIOS
from vaultkit.writing.folders import Folder
from vaultkit.writing.journal import Journal

Step = tuple[str, str, tuple[str, ...], bytes]
"""What was done, the folder in the vault, the names, and the bytes."""
NAMING = ("write_new", "rename", "rename_new", "exchange", "move", "unlink")
CHANGING_A_VAULT = tuple(
    scenario
    for scenario in SCENARIOS
    if scenario.name not in ("lint", "cache", "baseline", "graph html", "graph export", "convert to a folder")
)


@contextmanager
def recording(vault: Path) -> Iterator[list[Step]]:
    """The steps of the writer below ``vault`` while this is open."""
    recorded: list[Step] = []

    def watched(name: str) -> Any:
        whole = getattr(Folder, name)

        def called(self: Folder, *args: Any, **settings: Any) -> Any:
            answer = whole(self, *args, **settings)
            if Path(self.path).is_relative_to(vault) and answer is not False:
                words = tuple(arg for arg in args if isinstance(arg, str))
                sure = settings.get("durable", True)
                data = next((arg for arg in args if sure and isinstance(arg, bytes)), b"")
                recorded.append((name, str(Path(self.path).relative_to(vault)), words, data))
            return answer

        return patch.object(Folder, name, called)

    whole_begin = Journal.begin

    def begin(self: Journal, *args: Any, **settings: Any) -> Any:
        answer = whole_begin(self, *args, **settings)
        recorded.append(("journal", "", (), b""))
        return answer

    patches = [*map(watched, (*NAMING, "confirm", "sync")), patch.object(Journal, "begin", begin)]
    for one in patches:
        one.start()
    try:
        yield recorded
    finally:
        for one in patches:
            one.stop()


def run(scenario: Scenario, place: Path) -> tuple[list[Step], Tree, Tree]:
    """The steps of one scenario in the empty folder ``place``, the files before it and after it."""
    vault = place / "ground" / "vault"
    vault.mkdir(parents=True)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        scenario.prepare(vault)
        before = _files(vault)
        with recording(vault) as steps:
            scenario.act(vault)
    return steps, before, _files(vault)


def _files(vault: Path) -> Tree:
    return {path: data for path, data in tree(vault).items() if not path.endswith("/")}


def states(before: Tree, steps: Sequence[Step]) -> list[Tree]:
    """Every state in which the disk may be when the power goes after ``steps``."""
    synced = {folder: at for at, (kind, folder, _, _) in enumerate(steps) if kind == "sync"}
    found = {frozenset(before.items())}
    for at, step in enumerate(steps):
        if step[0] not in (*NAMING, "confirm"):
            continue
        if step[0] == "confirm":  # what is lost with its name needs no bytes
            found = {_applied(state, step) or state for state in found}
            continue
        sure = at < synced.get(step[1], -1)
        made = {after for state in found if (after := _applied(state, step)) is not None}
        found = made if sure else found | made
    return [dict(state) for state in found]


def _applied(state: frozenset[tuple[str, bytes]], step: Step) -> frozenset[tuple[str, bytes]] | None:
    """The files after one step; None when it cannot be, as a step before it was lost."""
    files = dict(state)
    kind, folder, names, data = step
    paths = [os.path.normpath(f"{folder}/{name}") for name in names]
    if kind == "write_new" or (kind == "confirm" and paths[0] in files):
        files[paths[0]] = data
    elif paths[0] not in files or (kind == "exchange" and paths[1] not in files):
        return None
    elif kind == "exchange":
        files[paths[0]], files[paths[1]] = files[paths[1]], files[paths[0]]
    elif kind in ("unlink", "move"):
        del files[paths[0]]
    else:
        files[paths[1]] = files.pop(paths[0])
    return frozenset(files.items())


def problems(steps: Sequence[Step], before: Tree, after: Tree) -> tuple[int, list[str]]:
    """How many states there are, after any number of the steps, and what is wrong with them."""
    seen = 0
    wrong: list[str] = []
    gone = before.keys() - after.keys()
    came = after.keys() - before.keys()
    for end in range(len(steps) + 1):
        for files in states(before, steps[:end]):
            seen += 1
            wrong += [
                f"`{path}` is neither the old nor the new one after {end} steps"
                for path in {*files, *before, *after}
                if ".vaultkit-" not in path and files.get(path) not in (before.get(path), after.get(path))
            ]
            if gone - files.keys() and any(files.get(path) != after[path] for path in came):
                wrong.append(f"{gone - files.keys()} are gone before what replaces them, after {end} steps")
    return seen, wrong


def main() -> tuple[int, int]:
    """All states of all scenarios: how many, and how many problems."""
    total, count = 0, 0
    for scenario in CHANGING_A_VAULT:
        with tempfile.TemporaryDirectory() as place:
            os.environ["VAULTKIT_STATE_DIR"] = f"{place}/state"
            seen, wrong = problems(*run(scenario, Path(place)))
        for problem in wrong[:10]:
            print(f"{scenario.name}: {problem}")
        print(f"{scenario.name}: {seen} states after a loss of power, {len(wrong)} problems", flush=True)
        total, count = total + seen, count + len(wrong)
    record("power", {"states": total, "problems": count})
    return total, count


if __name__ == "__main__":
    print("{} states, {} problems".format(*main()))
