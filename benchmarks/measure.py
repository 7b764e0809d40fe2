"""Run one command and say what it cost: wall time, CPU time and peak memory of all its processes together."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

EVERY = 0.25
"""Seconds between two looks at the memory: a look at a large process holds it up."""


class Cost(NamedTuple):
    """Seconds of wall and of CPU time (children included), MiB of memory at the highest, and what was printed."""

    wall: float
    cpu: float
    peak: float
    output: str


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """The cost of ``command`` in ``folder``; what it says on stderr is thrown away, its exit code too.

    Memory is the sum of proportional set sizes, so that pages which a fork shares count once; at least that of the
    largest process, which is all that is known where there is no ``/proc``.
    """
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        peaks, over = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, over), daemon=True)
        watcher.start()
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        over.set()
        watcher.join()
    peak = max(peaks[0], usage.ru_maxrss / 1024)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, output.decode(errors="replace"))


def _watch(pid: int, peaks: list[float], over: threading.Event) -> None:
    while not over.is_set():
        peaks[0] = max(peaks[0], sum(map(_memory, _family(pid))))
        over.wait(EVERY)


def _family(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        each = todo.pop()
        found.append(each)
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
