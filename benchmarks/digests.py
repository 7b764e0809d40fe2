"""Measure import on one long digest: `python benchmarks/digests.py [PAPERS] [ROUNDS]`, writes `benchmarks/digests.md`.

The digest is synthetic pasted text: numbered titles with a venue, three items and one below an item each,
names of known papers among them. It is imported into an empty vault, imported again, and imported once more
when every tenth paper has one item more. The numbers of notes are checked. Medians of the rounds.
"""

import os
import platform
import random
import sys
import tempfile
from collections import defaultdict
from compileall import compile_dir
from pathlib import Path
from statistics import median

from make_vault import SEED, VENUES, WORDS
from measure import Cost, measure

HERE = Path(__file__).parent
GOAL = 10.0
"""Seconds of wall time for the first import of 5,000 papers."""


def digest(papers: int, more: bool) -> str:
    """A digest of so many papers; with ``more``, each tenth has an item that it did not have."""
    rng = random.Random(SEED)
    rows = ["HotPapers_Nov20", ""]
    for number in range(1, papers + 1):
        said = [" ".join(rng.choices(WORDS, k=12)) for _ in range(5)]
        title = f"{rng.choice(WORDS).title()}{rng.choice(WORDS).title()}{number}: {' '.join(said[0].split()[:6]).title()}"
        rows += [f"{number}. {title}. {rng.choice(VENUES)}, {2019 + number % 5}.", ""]
        rows += [f"  • {said[1]} like MAE and CLIP", f"  • {said[2]}", f"    • {said[3]}", f"  • {said[4]}"]
        rows += ["  • one item more"] if more and number % 10 == 0 else []
        rows += ["", "\u00a0"]
    return "\n".join(rows) + "\n"


def one_round(papers: int, folder: Path) -> dict[str, Cost]:
    """What each of the three imports costs in a new vault in the new ``folder``, the disk at rest before each."""
    vault, text = folder / "vault", folder / "digest.txt"
    (vault / ".obsidian").mkdir(parents=True)
    places = {"VAULTKIT_CACHE_DIR": f"{folder}/cache", "VAULTKIT_STATE_DIR": f"{folder}/state"}
    command = [sys.executable, "-m", "vaultkit", "import", str(text), "--vault", str(vault)]
    costs = {}
    for run, more in (("first", False), ("again", False), ("again, a tenth changed", True)):
        text.write_text(digest(papers, more), encoding="utf-8")
        os.sync()
        costs[run] = measure(command, folder, {"PYTHONPATH": str(HERE.parent), **places})
        made = len(list((vault / "papers").glob("*.md")))
        items = sum(
            path.read_text(encoding="utf-8").count("one item more") for path in vault.glob("papers/*.md")
        )
        if (made, items) != (papers, papers // 10 * more):
            raise SystemExit(f"a wrong answer counts as failed: {run}: {made} notes, {items} items more")
    return costs


def main() -> None:
    """Measure, print, and write the page."""
    papers = int(sys.argv[1]) if sys.argv[1:] else 5000
    rounds = int(sys.argv[2]) if sys.argv[2:] else 3
    compile_dir(HERE.parent / "vaultkit", quiet=1)
    before = os.getloadavg()[0]
    costs: dict[str, list[Cost]] = defaultdict(list)
    # All vaults stay until the end: files made while as many are removed cost the system three times as much.
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            for run, cost in one_round(papers, Path(folder, str(number))).items():
                costs[run].append(cost)
    rows = [
        f"| {run} | {median(c.wall for c in each):.1f} | {median(c.cpu for c in each):.1f}"
        f" | {median(c.peak for c in each):.0f} | {median(c.cpu for c in each) / papers * 1000:.2f} |"
        for run, each in costs.items()
    ]
    wall = median(cost.wall for cost in costs["first"])
    text = f"""# How fast import is

Made by `python benchmarks/digests.py`; do not edit. One pasted digest of {papers:,} papers, as that file describes;
the numbers of notes were checked. Medians of {rounds} rounds. {os.cpu_count()} cores, {platform.system()}, Python
{platform.python_version()}, load {before:.1f} before and {os.getloadavg()[0]:.1f} after.

| import | wall s | CPU s | MiB | CPU ms a paper |
| --- | --- | --- | --- | --- |
{chr(10).join(rows)}

Goal: the first import of 5,000 papers in under {GOAL:.0f} s; {"reached" if wall < GOAL else "missed"} with {papers:,}.
"""
    (HERE / "digests.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
