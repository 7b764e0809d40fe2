"""``python -m tests.fuzz [TARGET …] [--minutes N]``: inputs bred to reach new code, and what they broke.

With ``atheris`` (the extra ``fuzz``, Linux and macOS) coverage guides the breeding; without it, or with
``--blind``, inputs are bred from the seeds at random. What breaks a law is kept in ``.fuzz/TARGET`` and
named; put it into ``tests/fuzz/corpus/TARGET`` with the mending, and it is tried for ever after.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
import time
from pathlib import Path

from scripts.promises import record
from tests.fuzz import breed

WORK = Path(".fuzz")
LONGEST = 4096
_UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


def fuzz(target: str, seconds: int, *, blind: bool) -> tuple[int, list[Path]]:
    """Breed inputs for ``target``; how many were tried, and those that broke a law."""
    work = WORK / target
    work.mkdir(parents=True, exist_ok=True)
    if blind:
        return breed.blindly(target, seconds, work)
    words = work / "words"
    words.write_text("".join(f'"{_quoted(token)}"\n' for token in breed.load(target).TOKENS))
    grown = work / "grown"
    grown.mkdir(exist_ok=True)
    before = set(work.glob("broken-*"))
    tried, until = 0, time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0 and len(set(work.glob("broken-*")) - before) < 5:
        done = subprocess.run(
            [
                sys.executable, "-m", "tests.fuzz.guided", target, f"-max_total_time={left}", f"-dict={words}",
                f"-artifact_prefix={work}/broken-", f"-max_len={LONGEST}", "-timeout=60", "-report_slow_units=1000", "-rss_limit_mb=3000",
                "-print_final_stats=1", "-verbosity=0", str(grown), str(breed.CORPUS / target),
            ],
            capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        found = _UNITS.search(done.stderr)
        tried += int(found[1]) if found else 0
        (work / "said").write_text(done.stdout + done.stderr)
        if done.returncode == 0:
            break
    return tried, sorted(set(work.glob("broken-*")) - before)


def _quoted(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--minutes", type=float, default=60, help="for each target; default 60")
    parser.add_argument("--blind", action="store_true", help="without coverage, at random")
    asked = parser.parse_args()
    blind = asked.blind or importlib.util.find_spec("atheris") is None
    broken = 0
    for target in asked.targets or breed.targets():
        start = time.monotonic()
        tried, found = fuzz(target, int(asked.minutes * 60), blind=blind)
        seconds = round(time.monotonic() - start)
        print(
            f"{target}: {tried} inputs, {len(found)} broke a law, {seconds} s", *found, sep="\n  ", flush=True
        )
        broken += len(found)
        if not found:
            record("fuzz", {"executions": tried, "seconds": seconds}, part=target)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
