"""``python -m tests.hostile``: every bad note and every attack before every command that reads, and the figures."""

import os
import sys
import tempfile
from pathlib import Path

from scripts.promises import record
from tests.hostile.attacks import attacks
from tests.hostile.bad_notes import bad_notes
from tests.hostile.running import commands, run, tree, wrong
from tests.hostile.test_strangers import problems_of


def bad_inputs(place: Path) -> tuple[int, list[str]]:
    """How many bad notes there are, and what went wrong with them."""
    root = place / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "good.md").write_bytes(b"# Heading\n[[bad]]\n")
    count, found = 0, []
    for name, data in bad_notes():
        (root / "bad.md").write_bytes(data)
        before, count = tree(root), count + 1
        for command in commands(root):
            try:
                problems = wrong(run(*command), controls="--diff" not in command)
            except Exception as error:  # noqa: BLE001 - a traceback, whatever it is
                problems = [repr(error)]
            found += [f"{name}: {command[0]}: {problem}" for problem in problems]
        if tree(root) != before:
            found.append(f"{name}: something was written")
    return count, found


def attacked(place: Path) -> tuple[int, list[str]]:
    """How many attacks there are, and what they reached."""
    os.chdir(place)
    chosen = list(attacks())
    return len(chosen), [problem for name, plant in chosen for problem in problems_of(name, plant, place)]


def main() -> int:
    """Run both, print what went wrong, keep the figures."""
    failed = 0
    for name, thing, outcome, trial in (
        ("bad inputs", "inputs", "went wrong", bad_inputs),
        ("attacks", "attacks", "reached anything", attacked),
    ):
        with tempfile.TemporaryDirectory() as place:
            for variable in ("CACHE", "STATE"):
                os.environ[f"VAULTKIT_{variable}_DIR"] = str(Path(place) / variable)
            (Path(place) / "world").mkdir()
            count, problems = trial(Path(place) / "world")
            os.chdir("/")
        for problem in problems[:50]:
            print(problem)
        print(f"{count} {thing}, {len(problems)} {outcome}")
        record(name, {thing: count, outcome: len(problems)})
        failed += len(problems)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
