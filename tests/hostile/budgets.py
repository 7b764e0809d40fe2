"""What a bomb costs: each is given to a command in a process of its own, and its CPU time is measured.

``python -m tests.hostile.budgets [KB [KIND [DEAREST]]]`` gives every family of ``bombs.py``, of one kind or the dearest
so many of it, to ``lint`` or ``import``, and prints those that took longest. A family keeps its budget when 256 kB take at most 2 s and
1 MB at most 10 s. A digest is as many notes as it holds papers, up to ten thousand in 256 kB, and may take twice
as long. A busy machine takes no CPU time away from a process, but may make it worth less.
"""

import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.promises import record
from tests.hostile.bombs import (
    KB,
    Bomb,
    digests,
    mixed,
    notes,
    others,
    properties,
    schemas,
    settings,
    templates,
)
from tests.hostile.running import run, wrong

LINT = ("lint", "--no-cache", "--select", "all", "--output-format", "concise")
LIMIT = 20
"""Seconds of CPU time after which a run is ended."""

SLOW = 1.5
"""Seconds of CPU time that are worth a word while the others are measured."""


class Cost(NamedTuple):
    """``seconds`` of CPU time; ``problems``: how the run went wrong, in words."""

    name: str
    seconds: float
    problems: tuple[str, ...] = ()


def vault_of(place: Path) -> Path:
    """A vault of two good notes, for a bomb to be thrown into."""
    root = place / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "good.md").write_bytes(b"---\naliases: [fine]\n---\n# Good\n\n[[paper]] ^id\n")
    (root / "paper.md").write_bytes(b"---\ntype: paper\ntitle: x\n---\n[[good]]\n")
    return root


def command_of(bomb: Bomb, place: Path) -> tuple[str, ...]:
    """The command that reads ``bomb``: `import` for a digest, `lint` for what lies in a vault."""
    if "digest.txt" in (bomb.file, *(name for name, _ in bomb.beside)):
        return ("import", str(place / "digest.txt"), "--dry-run", *_placed(bomb, place))
    return (*LINT, *_placed(bomb, place))


def _placed(bomb: Bomb, place: Path) -> tuple[str, ...]:
    return tuple(str(_place(place, word)) if word == bomb.file else word for word in bomb.asked)


def _place(place: Path, name: str) -> Path:
    return place / ("" if name == "digest.txt" else "vault") / name


def cost(bomb: Bomb, size: int, command: tuple[str, ...] = ()) -> Cost:
    """Give ``size`` bytes of ``bomb`` to its command, or to another, and measure it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        root = vault_of(place)
        data = bomb.make(size)
        assert len(data) <= size
        for name_, held in ((bomb.file, data), *bomb.beside):
            _place(place, name_).write_bytes(held)
        return _apart(bomb.name, (*(command or command_of(bomb, place)), "--vault", str(root)))


def _apart(name: str, command: tuple[str, ...]) -> Cost:
    """Run ``command`` in a child of this process, so that neither a crash nor a hang reaches it."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 1))
        os.close(end)
        before = time.process_time()
        try:
            problems = wrong(run(*command))
        except Exception as error:  # noqa: BLE001 - the name of the bomb is what one needs to know
            problems = [f"{error!r:.300}"]
        with os.fdopen(start, "wb") as stream:
            pickle.dump((time.process_time() - before, tuple(problems)), stream)
        os._exit(0)
    os.close(start)
    with os.fdopen(end, "rb") as stream:
        told = stream.read()
    status = os.waitpid(child, 0)[1]
    if told:
        seconds, problems = pickle.loads(told)
        return Cost(name, seconds, problems)
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "an exit"
    return Cost(name, float(LIMIT), (f"ended by {ended}",))


def every() -> Iterator[Bomb]:
    """All families."""
    for kind in KINDS.values():
        for families in kind:
            yield from families()


def costs(bombs: Iterable[Bomb], size: int, command: tuple[str, ...] = ()) -> list[Cost]:
    """What each of ``bombs`` costs, dearest first."""
    found = []
    for bomb in bombs:
        found.append(cost(bomb, size, command))
        if found[-1].seconds > SLOW:
            print(f"  {found[-1].seconds:.1f} s  {bomb.name}", flush=True)
    return sorted(found, key=lambda each: -each.seconds)


def dearest(bombs: list[Bomb], number: int) -> list[Bomb]:
    """The ``number`` families that cost most when they are small."""
    by_name = {bomb.name: bomb for bomb in bombs}
    return [by_name[each.name] for each in costs(bombs, 64 * KB)[:number]]


KINDS = {
    "notes": (notes, properties, mixed),
    "what stands beside notes": (others, schemas, settings, templates),
    "digests": (digests,),
}
"""Families that are measured together, each with its figures."""


def main() -> int:
    """Measure the families, print the dearest forty and all that went wrong, and keep the figures."""
    kilobytes = int(sys.argv[1]) if sys.argv[1:] else 256
    failed = 0
    for kind in sys.argv[2:3] or KINDS:
        bombs = [bomb for families in KINDS[kind] for bomb in families()]
        if sys.argv[3:]:
            bombs = dearest(bombs, int(sys.argv[3]))
        found = costs(bombs, kilobytes * KB)
        wrong = [each for each in found if each.problems]
        for each in (*found[:40], *wrong):
            print(f"{each.seconds:6.2f} s  {each.name}  {'; '.join(each.problems)}")
        print(f"{len(found)} {kind} of {kilobytes} kB, {len(wrong)} went wrong")
        figures = {"families": len(found), "went wrong": len(wrong), "s at most": round(found[0].seconds, 1)}
        record("budgets", figures, f"{kind}, {kilobytes} kB")
        failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
