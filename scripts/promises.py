"""What vaultkit promises for the safety of notes, the test that holds each promise, and its latest figures.

``python -m scripts.promises`` (or ``make promises``) prints them. The figures lie in ``tests/promises.json``:
each long run calls ``record`` with its own, and nobody else writes there, so a figure is always one that a
run has measured, with its day and version. ``SECURITY.md`` and ``docs/safety.md`` show the same table
(``scripts/write_docs.py``).

The file's form: ``{"races": {"trials": 10344, "lost": 0, "on": "2026-11-22", "version": "0.1.0"}, …}``; a
promise that is measured in parts, as fuzzing is target by target, has such an entry for each part. Parts that
are many of one kind are shown as their sum, and as old as the oldest.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from scripts.transcripts import CHECKOUT
from vaultkit import __version__

FIGURES = CHECKOUT / "tests" / "promises.json"
ABOUT = ("on", "version")


class Promise(NamedTuple):
    """``name``: its entry in the file of figures; ``command``: the long run that measures it.

    ``parts``: what its parts are, where their sum is shown and not each.
    """

    name: str
    words: str
    tested: str
    where: str
    command: str
    parts: str = ""


PROMISES = (
    Promise(
        "faults",
        "after any crash, kill or I/O error each note is byte for byte the old or the new one",
        "killed, interrupted, or given one of 16 errors, once and from then on, at every system call",
        "tests/faults",
        "make faults",
        "scenarios",
    ),
    Promise(
        "power",
        "nor does a loss of power leave a note half written, or lose one that was moved",
        "every state that a disk may be in when what was not yet synced is written in part, or not at all",
        "tests/faults/power_loss.py",
        "make faults",
    ),
    Promise(
        "races",
        "a save that comes while vaultkit reads, judges or writes is not lost",
        "editors that save in place, by rename, or truncate and pause, at random moments of each command",
        "tests/faults/races.py",
        "make faults",
    ),
    Promise(
        "fixes",
        "a fix changes only what it says; fixing twice is fixing once; undo is exact",
        "real and generated notes, each line ending, with and without BOM",
        "tests/hostile/many_fixes.py",
        "python -m tests.hostile.many_fixes",
    ),
    Promise(
        "merge",
        "importing again keeps every line of the reader, once and in order",
        "generated notes as import wrote them, as the reader left them, as the digest is now",
        "tests/digest/merge_laws.py",
        "python -m tests.digest.merge_laws 100000",
    ),
    Promise(
        "bad inputs",
        "what cannot be read exactly is not touched, and is named; never a traceback",
        "encodings, broken YAML, names, special files, full disks, lost permissions",
        "tests/hostile",
        "python -m tests.hostile",
    ),
    Promise(
        "attacks",
        "looking at a stranger's vault runs nothing, calls nobody, and reads nothing outside it",
        "hostile configurations, schemas, names, links and caches, each watched from inside the process",
        "tests/hostile/test_strangers.py",
        "python -m tests.hostile",
    ),
    Promise(
        "budgets",
        "no note hangs it: what a text costs grows with its length, or it is said to be unchecked",
        "small pieces of Markdown, YAML, canvases, bases, digests and patterns, repeated without end",
        "tests/hostile/test_bombs.py",
        "python -m tests.hostile.budgets",
    ),
    Promise(
        "output",
        "output cannot lie: no name or title speaks to a terminal, a build server or a spreadsheet",
        "hostile names and words in every form of every command",
        "tests/hostile/test_output.py",
        "python -m tests.hostile.test_output",
    ),
    Promise(
        "second opinion",
        "a link is a link for us only when it is one for Obsidian",
        "a second parser reads every real note with each link marked; each difference is explained",
        "tests/hostile/second_opinion.py",
        "python -m tests.hostile.second_opinion DIR …",
    ),
    Promise(
        "fuzz",
        "no text ends in a crash",
        "inputs that are bred to reach new code, and laws that each result must keep",
        "tests/fuzz",
        "make fuzz",
    ),
)


def record(name: str, figures: Mapping[str, float], part: str = "") -> None:
    """Keep a run's ``figures`` as the latest of the promise, or of one ``part`` of it."""
    if name not in {promise.name for promise in PROMISES}:
        raise KeyError(name)
    known = _known()
    entry = {**figures, "on": date.today().isoformat(), "version": __version__}
    known[name] = {**known.get(name, {}), part: entry} if part else entry
    ordered = {promise.name: known[promise.name] for promise in PROMISES if promise.name in known}
    new = FIGURES.with_suffix(".new")
    new.write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(FIGURES)


def figure(name: str) -> str:
    """The latest figures of a promise in words, with day and version."""
    entry = _known().get(name)
    if entry is None:
        return "not measured yet"
    parts = {"": entry} if "on" in entry else entry
    if kind := next(promise.parts for promise in PROMISES if promise.name == name):
        return f"{len(parts)} {kind}: {_said(_sum(list(parts.values())))}"
    said = [f"{part}: {_said(each)}" if part else _said(each) for part, each in parts.items()]
    return "; ".join(said)


def _sum(entries: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The figures of several runs together, with the day and version of the oldest."""
    oldest = min(entries, key=lambda entry: str(entry["on"]))
    totals = {name: sum(entry[name] for entry in entries) for name in oldest if name not in ABOUT}
    return {**totals, **{name: oldest[name] for name in ABOUT}}


def _said(entry: Mapping[str, Any]) -> str:
    figures = ", ".join(f"{value:,} {name}" for name, value in entry.items() if name not in ABOUT)
    return f"{figures} ({entry['on']}, {entry['version']})"


def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    return found


def main() -> None:
    """Print each promise, its figures, and its test."""
    for each in PROMISES:
        print(f"{each.words}\n  {figure(each.name)}")
        print(f"  {each.tested}: {each.where}, measured by `{each.command}`\n")


if __name__ == "__main__":
    main()
