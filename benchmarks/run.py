"""Measure us and the peers on synthetic vaults: `python benchmarks/run.py WORK [--sizes 1000,10000] [--rounds 3]`.

Vaults, peers and caches lie below the folder WORK and are kept for the next time. In each round every job
runs once, in turn, so that all meet the same load of the machine; the table has medians. Each run of ours
has to find every seeded defect and nothing else, or the benchmark stops. Writes `benchmarks/README.md`.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from compileall import compile_dir
from pathlib import Path
from statistics import median
from typing import NamedTuple

from make_vault import make
from measure import Cost, measure
from peers import Peer, install
from report import write_report

HERE = Path(__file__).parent
LINT = [sys.executable, "-m", "vaultkit", "lint", "--output-format", "json-lines", "--vault"]
Found = set[tuple[str, int, str]]


class Bench(NamedTuple):
    """One vault and where things lie for it."""

    vault: Path
    cache: Path
    defects: Found

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables under which we run: this checkout, and an index of its own."""
        return {"PYTHONPATH": str(HERE.parent), "VAULTKIT_CACHE_DIR": str(self.cache)}

    def lint(self, *options: str, expected: Found | None = None) -> Cost:
        """Lint the vault; stops the benchmark when the findings are not the ``expected`` (the defects)."""
        cost = measure([*LINT, str(self.vault), *options], self.vault.parent, self.environment)
        found = found_in(cost.output)
        expected = self.defects if expected is None else expected
        if found != expected:
            wrong = sorted(found ^ expected)[:3]
            raise SystemExit(f"a wrong answer counts as failed: {len(found)} findings, such as {wrong}")
        return cost


def found_in(output: str) -> Found:
    """The findings in our JSON lines."""
    rows = map(json.loads, output.splitlines())
    return {(row["path"], row["line"], row["rule"]) for row in rows}


def cold(bench: Bench) -> Cost:
    """Everything anew, nothing kept."""
    return bench.lint("--no-cache")


def first(bench: Bench) -> Cost:
    """Everything anew, and the index written."""
    shutil.rmtree(bench.cache, ignore_errors=True)
    return bench.lint()


def warm(bench: Bench) -> Cost:
    """Nothing changed since the run before."""
    return bench.lint()


def one_body(bench: Bench) -> Cost:
    """One note without a defect has one more sentence."""
    note = next(_sound(bench))
    with (bench.vault / note).open("a", encoding="utf-8") as stream:
        stream.write("One more thought.\n")
    return bench.lint()


def one_renamed(bench: Bench) -> Cost:
    """One note has another name, so that links to it are broken; what a cold run says is expected."""
    note = bench.vault / next(_sound(bench))
    renamed = note.rename(note.with_name("Renamed.md"))
    try:
        expected = found_in(_cold_output(bench))
        assert expected > bench.defects
        return bench.lint(expected=expected)
    finally:
        renamed.rename(note)
        bench.lint()


JOBS: Mapping[str, Callable[[Bench], Cost]] = {
    "cold": cold, "cold, index written": first, "warm": warm, "one body changed": one_body, "one note renamed": one_renamed,
}  # fmt: skip


def _sound(bench: Bench) -> Iterator[str]:
    spoilt = {path for path, _, _ in bench.defects}
    notes = sorted(path.relative_to(bench.vault).as_posix() for path in bench.vault.glob("papers/**/*.md"))
    return (path for path in notes if path not in spoilt)


def _cold_output(bench: Bench) -> str:
    return measure([*LINT, str(bench.vault), "--no-cache"], bench.vault.parent, bench.environment).output


def prepare(work: Path, size: int) -> Bench:
    """The vault of ``size`` notes below ``work``, made if it is not there."""
    vault, listed = work / f"vault-{size}", work / f"vault-{size}.json"
    if not listed.exists():
        shutil.rmtree(vault, ignore_errors=True)
        listed.write_text(json.dumps(make(vault, size)), encoding="utf-8")
    rows = json.loads(listed.read_text(encoding="utf-8"))
    return Bench(vault, work / f"cache-{size}", {(row["path"], row["line"], row["rule"]) for row in rows})


def rounds(bench: Bench, size: int, peers: list[Peer], count: int) -> dict[str, list[Cost]]:
    """Every job ``count`` times, in turn."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    for number in range(count):
        for name, job in JOBS.items():
            costs[name].append(job(bench))
        for peer in peers:
            if size <= peer.largest:
                if peer.name.endswith("warm") and number == 0:
                    measure(peer.command(bench.vault), bench.vault.parent, {})
                costs[peer.name].append(measure(peer.command(bench.vault), bench.vault.parent, {}))
        load = os.getloadavg()[0]
        print(f"{size} notes, round {number + 1} of {count}, load {load:.1f}", file=sys.stderr)
    return dict(costs)


def machine() -> str:
    """What the figures were taken on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = (
            line.partition(": ")[2] for line in info.read_text().splitlines() if line.startswith("model name")
        )
        cpu = next(models, cpu)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} cores ({cpu}), {platform.system()} {platform.release()}, Python {platform.python_version()}, load {load}"


def start_up() -> dict[str, float]:
    """CPU seconds of the shortest commands, the best of five."""
    commands = {
        "python -c pass": ["-c", "pass"],
        "--version": ["-m", "vaultkit", "--version"],
        "--help": ["-m", "vaultkit", "--help"],
    }
    environment = {"PYTHONPATH": str(HERE.parent)}
    return {
        name: min(measure([sys.executable, *given], HERE, environment).cpu for _ in range(5))
        for name, given in commands.items()
    }


def main() -> None:
    """Run it all and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--sizes", default="1000,10000,50000")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    work: Path = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    peers = list(install(work))
    compile_dir(HERE.parent / "vaultkit", quiet=1)  # as an installed one is
    before = machine()
    costs, disk, stages = {}, {}, {}
    for size in map(int, given.sizes.split(",")):
        bench = prepare(work, size)
        costs[size] = rounds(bench, size, peers, given.rounds)
        disk[size] = _size(bench.cache) / _size(bench.vault)
        profile = [sys.executable, str(HERE / "stages.py"), str(bench.vault)]
        told = subprocess.run(
            profile, env={**os.environ, **bench.environment}, capture_output=True, text=True, check=True
        )
        stages[size] = json.loads(told.stdout)
    medians = {
        size: {name: Cost(*(median(each) for each in list(zip(*own))[:3]), "") for name, own in rows.items()}  # noqa: B905
        for size, rows in costs.items()
    }
    versions = {peer.name.partition(",")[0].partition(" ")[0]: peer.version for peer in peers}
    write_report(
        HERE / "README.md",
        f"{before}; at the end {machine().rpartition('load ')[2]}",
        given.rounds,
        versions,
        medians,
        disk,
        start_up(),
        stages,
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
