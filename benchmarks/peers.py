"""The other tools that the benchmark runs: how each is installed, and the command that checks a vault."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

_OBSIDIANTOOLS = "import sys, obsidiantools.api as o; o.Vault(sys.argv[1]).connect()"
_VERSION = "from importlib.metadata import version; import sys; print(version(sys.argv[1]))"


class Peer(NamedTuple):
    """A tool in one way of running; ``largest`` is the largest vault that it is asked to check."""

    name: str
    version: str
    command: Callable[[Path], list[str]]
    largest: int


def install(work: Path) -> Iterator[Peer]:
    """Install every peer below ``work`` and yield those that there are; says which are not."""
    python = work / "peers" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", work / "peers"], check=True)
    for package, make in {"rumdl": _rumdl, "graphmark": _graphmark, "obsidiantools": _obsidiantools}.items():
        done = subprocess.run(
            [python, "-m", "pip", "-q", "install", package], capture_output=True, check=False
        )
        told = subprocess.run([python, "-c", _VERSION, package], capture_output=True, text=True, check=False)
        if done.returncode or told.returncode:
            print(f"{package} cannot be installed here", file=sys.stderr)
            continue
        yield from make(python, told.stdout.strip(), work)
    yield from _node(work / "node")
    if lychee := shutil.which("lychee"):
        told = subprocess.run([lychee, "--version"], capture_output=True, text=True, check=False)
        given = [lychee, "--offline", "--include-wikilinks", "--no-progress", "--fallback-extensions", "md"]
        yield Peer("lychee, wikilinks", told.stdout.split()[-1], lambda vault: [*given, str(vault)], 50_000)
    else:
        print("lychee is not on the path", file=sys.stderr)


def _rumdl(python: Path, version: str, work: Path) -> Iterator[Peer]:
    program = str(python.with_name("rumdl"))
    cache = str(work / "rumdl-cache")
    links = ["--enable", "MD042,MD051,MD057"]
    yield Peer("rumdl cold", version, lambda vault: [program, "check", "--no-cache", str(vault)], 50_000)
    yield Peer(
        "rumdl, links only",
        version,
        lambda vault: [program, "check", "--no-cache", *links, str(vault)],
        50_000,
    )
    yield Peer(
        "rumdl warm",
        version,
        lambda vault: [program, "check", "--cache-dir", f"{cache}-{vault.name}", str(vault)],
        50_000,
    )


def _graphmark(python: Path, version: str, work: Path) -> Iterator[Peer]:
    program = str(python.with_name("graphmark"))
    yield Peer(
        "graphmark, names only", version, lambda vault: [program, "--root", str(vault), "links"], 50_000
    )


def _obsidiantools(python: Path, version: str, work: Path) -> Iterator[Peer]:
    yield Peer("obsidiantools", version, lambda vault: [str(python), "-c", _OBSIDIANTOOLS, str(vault)], 1_000)


def _node(folder: Path) -> Iterator[Peer]:
    npm = shutil.which("npm")
    folder.mkdir(exist_ok=True)
    program = folder / "node_modules" / ".bin" / "markdownlint-cli2"
    if npm and not program.exists():
        subprocess.run([npm, "install", "--silent", "markdownlint-cli2"], cwd=folder, check=False)
    if not program.exists():
        print("markdownlint-cli2 cannot be installed here", file=sys.stderr)
        return
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    version = next((word[1:] for word in told.stdout.split() if word.startswith("v")), "")
    yield Peer("markdownlint-cli2", version, lambda vault: [str(program), f"{vault}/**/*.md"], 10_000)
