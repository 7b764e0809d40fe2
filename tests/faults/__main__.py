"""``python -m tests.faults [SCENARIO …]``: every fault of every scenario, and the figures."""

import sys
import tempfile
import time
from pathlib import Path

from tests.faults.harness import Bench
from tests.faults.scenarios import SCENARIOS
from tests.faults.tap import unable

IN_MEMORY = Path("/dev/shm")
SHOWN = 20


def place() -> str | None:
    """Where to work: in memory where there is such a folder, as nothing here looks at a real disk."""
    return str(IN_MEMORY) if IN_MEMORY.is_dir() else None


def main() -> int:
    if why := unable():
        print(f"no fault was injected: {why}")
        return 2
    total, wrong = 0, 0
    for scenario in SCENARIOS:
        if sys.argv[1:] and scenario.name not in sys.argv[1:]:
            continue
        start = time.monotonic()
        with tempfile.TemporaryDirectory(dir=place()) as folder:
            bench = Bench(scenario, Path(folder) / "bench")
            faults = list(bench.faults())
            problems = [problem for fault in faults for problem in bench.try_fault(fault)]
        for problem in problems[:SHOWN]:
            print(problem)
        total, wrong = total + len(faults), wrong + len(problems)
        seconds = time.monotonic() - start
        print(f"{scenario.name}: {len(faults)} faults, {len(problems)} problems, {seconds:.0f} s", flush=True)
    print(f"{total} faults injected, {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
