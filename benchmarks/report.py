"""The figures as `benchmarks/README.md`."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from measure import Cost

Medians = Mapping[int, Mapping[str, Cost]]
HEAD = """# How fast

Made by `python benchmarks/run.py WORK`; do not edit. The vaults are synthetic (`make_vault.py`: notes of 3 kB
with 15 links, one in a hundred with a seeded defect). Every timed run of ours found all seeded defects and
nothing else. Medians of {rounds} round(s), all tools in turn in each; the file cache is warm. Times depend on
what else the machine does, ratios less so. Memory is that of all processes together.

{machine}.

{versions}.
"""
WAY = """## What stands in the way of the cold goals

Parsing and rules, about evenly: each event of the Markdown parser becomes a Python object that is looked at
once, and some thirty rules look at each note; either alone takes most of what the goal allows. Tried: links, YAML
values and titles by the short way that nearly all of them fit; no row and no hash where no index is kept; each
note judged as soon as it is read and then let go, which also brought the memory down; the walk compiled to C by mypyc,
which saves 4 % (189 µs a note against 197), as its work is dicts and tuples that others make. What would be needed is
a walk over the parser's events outside of Python. From 2,000 files on a second process shares the work, at the price
of more CPU and memory, as tables and imports are made in both.
"""
TARGETS = (
    ("cold", "rumdl cold", "cpu", 0.8), ("cold", "rumdl cold", "wall", 0.8), ("cold", "rumdl cold", "peak", 1.2),
    ("warm", "rumdl warm", "cpu", 0.5), ("warm", "rumdl warm", "wall", 0.5),
    ("one body changed", "rumdl warm", "wall", 0.6),
)  # fmt: skip


def write_report(
    target: Path,
    machine: str,
    rounds: int,
    versions: Mapping[str, str],
    medians: Medians,
    disk: Mapping[int, float],
    start_up: Mapping[str, float],
    stages: Mapping[int, Mapping[str, float]],
) -> None:
    """Write the page."""
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    lines = [HEAD.format(rounds=rounds, machine=machine, versions=listed)]
    for size, rows in medians.items():
        lines += [f"## {size:,} notes", "", *_table(size, rows), ""]
        lines += ["| goal | figure | reached |", "| --- | --- | --- |", *_goals(rows), ""]
        lines += [f"The index takes {disk[size]:.2f} of the vault's own size (goal: 0.5).", ""]
    lines += ["## Growth", "", "CPU and memory a note, against the smallest vault (goal: 1.1).", ""]
    lines += [*_growth(medians), "", "## Start-up", ""]
    lines += [f"- `{name}`: {seconds * 1000:.0f} ms of CPU" for name, seconds in start_up.items()]
    for size, own in stages.items():
        lines += [
            "",
            f"## Where a cold run of {size:,} notes spends its time",
            "",
            "One process, CPU seconds.",
            "",
        ]
        lines += [
            "| stage | seconds |",
            "| --- | --- |",
            *(f"| {name} | {each:.2f} |" for name, each in own.items()),
        ]
    lines += ["", WAY.rstrip()]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(size: int, rows: Mapping[str, Cost]) -> Iterator[str]:
    yield "| run | wall s | CPU s | MiB | CPU µs a note |"
    yield "| --- | --- | --- | --- | --- |"
    for name, cost in rows.items():
        yield f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.peak:.0f} | {cost.cpu / size * 1e6:.0f} |"


def _goals(rows: Mapping[str, Cost]) -> Iterator[str]:
    for ours, theirs, what, goal in TARGETS:
        if ours in rows and theirs in rows:
            ratio = getattr(rows[ours], what) / getattr(rows[theirs], what)
            reached = "yes" if ratio <= goal else "no"
            yield f"| {ours}, {what}, against {theirs}: at most {goal} | {ratio:.2f} | {reached} |"


def _growth(medians: Medians) -> Iterator[str]:
    yield "| run | " + " | ".join(f"{size:,}" for size in medians) + " |"
    yield "| --- |" + " --- |" * len(medians)
    smallest = min(medians)
    for name in ("cold", "rumdl cold"):
        base = medians[smallest].get(name)
        for what in ("cpu", "peak") if base else ():
            own = (getattr(rows[name], what) / size for size, rows in medians.items())
            first = getattr(base, what) / smallest
            yield f"| {name}, {what} | " + " | ".join(f"{each / first:.2f}" for each in own) + " |"
