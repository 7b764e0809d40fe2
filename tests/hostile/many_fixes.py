"""Every fix on very many notes: no byte changes outside of what a fix declares, twice is once, undo is exact.

``python -m tests.hostile.many_fixes [GENERATED] [DIR …]`` fixes the notes of real vaults (copies of the folders) and as
many generated ones, vault by vault, prints the figures, and keeps them. The bytes of each round are compared with
the declared edits here, with code of its own; nothing of the writer's or the fixer's checks is used.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.promises import record
from tests.hostile.running import tree
from tests.lint.worlds import read_world
from vaultkit.config import load_config
from vaultkit.lint import fixes
from vaultkit.lint.finding import Diagnostic, Safety
from vaultkit.lint.policy import Asked, make_policy
from vaultkit.lint.rule import load_rules
from vaultkit.vault.vault import Vault, open_vault
from vaultkit.writing.safe_write import write_changes
from vaultkit.writing.undo import undo

EACH = 250
"""Generated notes in one vault."""
ENDS = ("\n", "\n", "\n", "\r\n")
WORDS = [
    "see",
    "also",
    "masked",
    "nets",
    "[[n1]]",
    "and",
    "[[n2|two]]",
    "of",
    "2023,",
    "é",
    "값",
    "🙂,",
    "`code`",
    "and",
    "#tag",
    "==all==",
    "$x$",
    "^id",
]
Round = tuple[Vault, tuple[Diagnostic, ...], Vault]


@dataclass(slots=True)
class Figures:
    """What was tried, and what went wrong, one sentence a problem."""

    notes: int = 0
    fixed: int = 0
    fixes: int = 0
    problems: list[str] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[list[Round]]:
    """The rounds of fixing: the vault before, the fixes made, the vault after."""
    rounds: list[Round] = []
    kind: Any = fixes._Fixing
    original = kind.round

    def watching(self: Any, report: Any) -> Any:
        known = len(self.made)
        after, went_on = original(self, report)
        if went_on:
            rounds.append((report.vault, tuple(self.made[known:]), after.vault))
        return after, went_on

    kind.round = watching
    try:
        yield rounds
    finally:
        kind.round = original


def stray(before: bytes, made: Sequence[Diagnostic], after: bytes) -> bool:
    """Whether ``after`` is anything but ``before`` with the edits of ``made``."""
    old = new = 0
    for span, replacement in sorted(
        (edit.span, edit.replacement) for each in made if each.fix for edit in each.fix.edits
    ):
        size = span.start - old
        if before[old : span.start] != after[new : new + size]:
            return True
        old, new = span.end, new + size + len(replacement)
        if after[new - len(replacement) : new] != replacement:
            return True
    return before[old:] != after[new:]


def check(root: Path, figures: Figures, safety: Safety = Safety.UNSAFE) -> None:
    """Fix the vault at ``root`` on disk, fix it again, take it back; adds to ``figures``."""
    before = tree(root)
    policy = make_policy(load_config(root), Asked(select=("all",)))
    with watched() as rounds:
        outcome = fixes.fix(open_vault(root), policy, safety=safety)
    changed = {change.path: change for change in outcome.changes}
    for old, made, new in rounds:
        for path in sorted({each.path for each in made}):
            own = [each for each in made if each.path == path]
            if stray(old.bytes_of(path) or b"", own, new.bytes_of(path) or b""):
                figures.problems.append(f"{path}: bytes changed that no fix declared")
    last = rounds[-1][2] if rounds else None
    for path, change in changed.items():
        if before[path][1] != change.before or (last and last.bytes_of(path) != change.after):
            figures.problems.append(f"{path}: the change is not what the rounds came to")
    written = write_changes(root, outcome.changes, "many fixes")
    now = tree(root)
    wrong = [
        path
        for path in before
        if now[path][1] != (changed[path].after if path in changed else before[path][1])
    ]
    figures.problems += [f"{path}: not what was to be written" for path in wrong]
    figures.problems += [f"{path}: {why}" for path, why in (*written.left_alone, *written.unconfirmed)]
    if changed:
        again = fixes.fix(open_vault(root), policy, safety=safety)
        figures.problems += [f"{change.path}: fixed twice is not fixed once" for change in again.changes]
        undo(root)
    if tree(root) != before:
        figures.problems.append(f"{root.name}: undo is not exact")
    figures.notes += sum(path.endswith(".md") for path in before)
    figures.fixed += len(changed)
    figures.fixes += len(outcome.made)


def pieces() -> tuple[list[str], list[str]]:
    """Lines of frontmatter and blocks of Markdown that rules speak about: those of their own examples."""
    front, blocks = [], []
    for rule in load_rules().values():
        for example in rule.documentation.examples:
            for name, data in read_world(example.text).files.items():
                text = data.decode(errors="ignore")
                if not name.endswith(".md"):
                    continue
                if text.startswith("---\n"):
                    head, _, text = text[4:].partition("\n---\n")
                    front += head.split("\n")
                blocks += [block for block in text.split("\n\n") if block.strip()]
    return front, blocks


def generated(chance: random.Random, front: Sequence[str], blocks: Sequence[str]) -> bytes:
    """One note of pieces, words and line ends by chance."""
    body = [
        chance.choice(blocks)
        if chance.random() < 0.6
        else " ".join(chance.choices(WORDS, k=chance.randrange(1, 9)))
        for _ in range(chance.randrange(1, 6))
    ]
    text = chance.choice(("\n\n", "\n\n", "\n")).join(body)
    if chance.random() < 0.6:
        names = {line.partition(":")[0]: line for line in chance.sample(front, chance.randrange(1, 6))}
        text = "---\n" + "\n".join(names.values()) + "\n---\n" + text
    text = chance.choice(("", "", "", "", "\ufeff")) + text + chance.choice(("\n", "\n", "", "  ", "\n\n"))
    data = text.replace("\n", chance.choice(ENDS)).encode()
    return data if chance.random() < 0.97 else data.replace(b"\n", b"\r\n", 2)


def vault_of(root: Path, count: int, seed: int) -> None:
    """A vault of ``count`` generated notes."""
    chance, (front, blocks) = random.Random(seed), pieces()
    (root / ".obsidian").mkdir(parents=True)
    for number in range(count):
        (root / f"n{number}.md").write_bytes(generated(chance, front, blocks))


def main() -> int:
    """Run as the module's docstring says."""
    count = int(sys.argv[1]) if sys.argv[1:] else 100_000
    real, made = Figures(), Figures()
    with tempfile.TemporaryDirectory() as name:
        for number, folder in enumerate(sys.argv[2:]):
            root = Path(name) / f"real{number}"
            shutil.copytree(folder, root, symlinks=True)
            check(root, real)
        for seed in range(count // EACH):
            root = Path(name) / f"made{seed}"
            vault_of(root, EACH, seed)
            os.environ["VAULTKIT_STATE_DIR"] = str(Path(name) / "state")
            check(root, made, Safety.SUGGESTION if seed % 2 else Safety.UNSAFE)
            shutil.rmtree(root)
            shutil.rmtree(Path(name) / "state", ignore_errors=True)
            if seed % 40 == 39 or made.problems:
                print(f"{made.notes} notes, {made.fixes} fixes, {len(made.problems)} problems", flush=True)
            if len(made.problems) > 50:
                break
    for part, figures in (("real", real), ("generated", made)):
        for problem in figures.problems[:50]:
            print(problem)
        if figures.notes:
            told = {"notes": figures.notes, "fixes": figures.fixes, "problems": len(figures.problems)}
            print(part, told)
            record("fixes", told, part)
    return 1 if real.problems or made.problems else 0


if __name__ == "__main__":
    sys.exit(main())
