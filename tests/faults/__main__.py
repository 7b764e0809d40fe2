"""``python -m tests.faults``: every fault of every scenario, two at a time, and the figures."""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.harness import Bench, unable
from tests.faults.scenarios import SCENARIOS

WORKERS = 2


def share(job: tuple[int, int, str]) -> tuple[str, int, list[str]]:
    """One worker's share of one scenario: its name, the number of faults, the problems."""
    number, worker, place = job
    bench = Bench(SCENARIOS[number], Path(place) / f"{number}-{worker}")
    faults = [fault for at, fault in enumerate(bench.faults()) if at % WORKERS == worker]
    problems = [problem for fault in faults for problem in bench.try_fault(fault)]
    return SCENARIOS[number].name, len(faults), problems


def main() -> int:
    if why := unable():
        print(f"no fault was injected: {why}")
        return 2
    chosen = [n for n, s in enumerate(SCENARIOS) if not sys.argv[1:] or s.name in sys.argv[1:]]
    total, wrong = 0, 0
    with tempfile.TemporaryDirectory() as place, multiprocessing.Pool(WORKERS) as pool:
        for number in chosen:
            start = time.monotonic()
            jobs = [(number, worker, place) for worker in range(WORKERS)]
            results = pool.map(share, jobs, chunksize=1)
            count = sum(faults for _, faults, _ in results)
            problems = [problem for _, _, found in results for problem in found]
            for problem in problems[:20]:
                print(problem)
            total, wrong = total + count, wrong + len(problems)
            seconds = time.monotonic() - start
            print(f"{results[0][0]}: {count} faults, {len(problems)} problems, {seconds:.0f} s", flush=True)
    print(f"{total} faults injected, {wrong} problems")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
