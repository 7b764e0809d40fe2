"""Console fences of a page, replayed: what the docs show is what the program prints.

A fence ``console`` holds commands after ``$`` and what each prints; a fence with ``file=PATH`` in its info
string is written before the commands after it run. All of one page happens in a scratch folder that
holds a copy of the example vault. Output that ends in a line ``…`` is shown up to there.

Knows no page and no command.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

CHECKOUT = Path(__file__).resolve().parents[1]
EXAMPLE = CHECKOUT / "example_vault"
MORE = "…"
_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=marks)$", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"\bfile=(\S+)")
_SHELL = 'vaultkit() { "$PYTHON" -m vaultkit "$@"; }\n'


def replay(page: str) -> str:
    """``page`` with the output of every command as it is now; the rest is left as it stands."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "here"
        shutil.copytree(EXAMPLE, folder / EXAMPLE.name, ignore=shutil.ignore_patterns("workspace*"))

        def again(fence: re.Match[str]) -> str:
            if named := _FILE.search(fence["info"]):
                path = folder / named[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fence["text"], encoding="utf-8")
            if fence["info"] != "console":
                return fence[0]
            return f"{fence['marks']}console\n{_transcript(fence['text'], folder)}{fence['marks']}"

        return _FENCE.sub(again, page)


def _transcript(text: str, folder: Path) -> str:
    shown: list[str] = []
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        if not part.startswith("$ "):
            continue
        command, *before = part.removesuffix("\n").split("\n")
        apart = bool(before) and not before[-1]
        before = before[:-1] if apart else before
        now = _run(command[2:], folder).rstrip("\n").split("\n")
        if before and before[-1] == MORE and len(now) >= len(before):
            now = [*now[: len(before) - 1], MORE]
        shown += [command, *(line.rstrip() for line in now if now != [""]), *([""] if apart else [])]
    return "\n".join(shown).rstrip("\n") + "\n"


def _run(command: str, folder: Path) -> str:
    home = str(folder.parent)
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    done = subprocess.run(
        ["sh", "-c", _SHELL + command],
        cwd=folder,
        env=kept
        | {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "XDG_CACHE_HOME": f"{home}/cache"}
        | {
            "PYTHON": sys.executable,
            "PYTHONPATH": str(CHECKOUT),
            "NO_COLOR": "1",
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8").replace(str(folder), "~").replace(home, "~")
