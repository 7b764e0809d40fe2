"""Every fault of every scenario, and the figures; see ``__main__``.

A process for each scenario, ``WORKERS`` of them at a time (an environment variable; default 1).
"""

import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

from scripts.promises import record
from tests.faults import power_loss
from tests.faults.harness import Bench
from tests.faults.scenarios import SCENARIOS
from tests.faults.tap import unable

IN_MEMORY = Path("/dev/shm")
SHOWN = 20


def place() -> str | None:
    """Where to work: in memory where there is such a folder, as nothing here looks at a real disk."""
    return str(IN_MEMORY) if IN_MEMORY.is_dir() else None


def run(name: str) -> tuple[str, int, int]:
    """All faults of one scenario: its name, how many, and how many problems."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == name)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        bench = Bench(scenario, Path(folder) / "bench")
        faults = list(bench.faults())
        problems = [problem for fault in faults for problem in bench.try_fault(fault)]
    for problem in problems[:SHOWN]:
        print(problem)
    seconds = time.monotonic() - start
    print(f"{name}: {len(faults)} faults, {len(problems)} problems, {seconds:.0f} s", flush=True)
    return name, len(faults), len(problems)


def main() -> int:
    if why := unable():
        print(f"no fault was injected: {why}")
        return 2
    chosen = [scenario.name for scenario in SCENARIOS if scenario.name in (sys.argv[1:] or [scenario.name])]
    processes = multiprocessing.get_context("spawn")
    with processes.Pool(int(os.environ.get("WORKERS", "1")), maxtasksperchild=1) as pool:
        counts = []
        for name, faults, problems in pool.imap_unordered(run, chosen, chunksize=1):
            record("faults", {"injected": faults, "problems": problems}, name)
            counts.append((faults, problems))
    faults, problems = sum(count for count, _ in counts), sum(count for _, count in counts)
    print(f"{faults} faults injected, {problems} problems")
    if len(chosen) < len(SCENARIOS):
        return 1 if problems else 0
    states, wrong = power_loss.main()
    print(f"{states} states after a loss of power, {wrong} problems")
    return 1 if problems or wrong else 0
