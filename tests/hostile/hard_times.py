"""Every command on a real machine in trouble: full and read-only disks, no descriptors left, no permission.

``unshare -m python -m tests.hostile.hard_times TROUBLE PLACE`` tries all commands in one trouble, and prints what went
wrong, one problem a line, and the number of runs. It mounts file systems, so it wants a mount namespace of its own.

What counts as wrong: a traceback, an exit code that is none of ours, an error without a word or with the bytes of a note
neither old nor new, success without the effect, a command of which all or nothing must be done and only some is, and
anything left behind.
"""

import os
import pkgutil
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import vaultkit
from tests.hostile.running import tree

NOBODY = 65534
DIGEST = "1. Masked Widgets Are Learners. CVPR, 2022\n\n• Masks most of a widget\n  • and rebuilds it, as MAE does\n"
COMMANDS: dict[str, tuple[str, ...]] = {
    "lint": ("lint",),
    "lint -o": ("lint", "-o", "../out/report.txt"),
    "lint --fix": ("lint", "--fix"),
    "lint --baseline": ("lint", "--baseline", "../out/baseline.json", "--update-baseline"),
    "links": ("links",),
    "import": ("import", "../digest.txt"),
    "rename": ("rename", "MAE", "lab/Masked Autoencoder"),
    "convert --links": ("convert", "--links", "markdown"),
    "convert": ("convert", "../vault", "../out/folder"),
    "undo": ("undo",),
    "init": ("init",),
    "graph html": ("graph", "html", "-o", "../out/page.html"),
    "graph export": ("graph", "export", "json", "-o", "../out/graph.json"),
}
READING = ("lint", "links")
TOGETHER = ("import", "rename", "convert --links", "convert", "init")


def make(place: Path) -> None:
    """The world: a vault with something to fix and to rename, folders for state, cache and output, a digest."""
    vault = place / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "papers").mkdir()
    for name in ("state", "cache", "out"):
        (place / name).mkdir()
    (vault / "papers" / "MAE.md").write_bytes(
        b"---\ntype: paper\ntitle: MAE\n---\n# MAE\n[[a]] [[#mae]]\n" + b"words\n" * 900
    )
    (vault / "a.md").write_bytes(
        b"---\nrelated: ['[[MAE]]']\n---\n[[mae|m]] [t](papers/MAE.md)\r\n" + b"words\n" * 900
    )
    (vault / "last.md").write_bytes(b"---\nrelated: [[MAE]]\n---\n[[MAE]]\n[[nowhere]]\n")
    (place / "digest.txt").write_text(DIGEST, encoding="utf-8")


class Ended(NamedTuple):
    """How one command ended."""

    code: int
    out: str
    err: str


def run(place: Path, command: str, suffer: Callable[[], None]) -> Ended:
    """Run a command in a child process in which ``suffer`` has happened."""
    # Opened before the trouble begins, as a shell opens them.
    streams = [os.memfd_create(name) for name in ("out", "err")]
    child = os.fork()
    if not child:
        for number, stream in enumerate(streams, 1):
            os.dup2(stream, number)
        os.chdir(place / "vault")
        for name in ("CACHE", "STATE"):
            os.environ[f"VAULTKIT_{name}_DIR"] = str(place / name.lower())
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        from vaultkit.cli import main

        suffer()
        try:
            code = main(COMMANDS[command])
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - a traceback, whatever it is
            sys.stderr.write(f"Traceback: {error!r}")
            code = 99
        sys.stderr.flush()
        os._exit(code)
    status = os.waitpid(child, 0)[1]
    told = [os.pread(stream, 1 << 20, 0).decode(errors="replace") for stream in streams]
    for stream in streams:
        os.close(stream)
    return Ended(os.waitstatus_to_exitcode(status), *told)


def fill(folder: Path, kilobytes: int, room: int) -> None:
    """Put ``folder`` on a file system of its own, in which ``room`` bytes are free."""
    kept = folder.with_name(f"{folder.name}.kept")
    folder.rename(kept)
    folder.mkdir()
    mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=755", "tmpfs", str(folder))
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    free = os.statvfs(folder)
    size = free.f_bavail * free.f_frsize - room
    (folder / ".filled").write_bytes(bytes(max(size, 0)))


def mount(*words: str) -> None:
    """Call ``mount``."""
    subprocess.run(["mount", *words], check=True, capture_output=True)


def read_only(folder: Path) -> None:
    """Make ``folder`` a file system that nobody writes to."""
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,bind,ro", str(folder))


def nothing() -> None:
    """No trouble."""


def descriptors(number: int) -> Callable[[], None]:
    """No more than ``number`` files may be open."""
    return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number))


def a_nobody() -> None:
    """Go on as somebody who owns nothing."""
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def give(*folders: Path) -> None:
    """Let anybody write in ``folders`` and all that is in them."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)


def _unreadable(place: Path) -> None:
    give(place / "state", place / "cache", place / "out", place / "vault")
    (place / "vault" / "last.md").chmod(0o600)


def _shut(place: Path) -> None:
    give(place / "state", place / "cache", place / "out", place / "vault")
    (place / "vault" / "papers").chmod(0o700)


def _untouched(place: Path) -> None:
    pass


def _given(place: Path) -> None:
    give(place / "state", place / "cache", place / "out")


def _full(name: str, kilobytes: int, room: int) -> Callable[[Path], None]:
    return lambda place: fill(place / name, kilobytes, room)


def _read_only(name: str) -> Callable[[Path], None]:
    return lambda place: read_only(place / name)


Trouble = tuple[Callable[[Path], None], Callable[[], None]]
"""What happens to the place before a command starts, and to its process."""
TROUBLES: Mapping[str, Trouble] = {
    **{f"vault with {room} bytes free": (_full("vault", 128, room), nothing) for room in (0, 4096, 8192, 16384)},
    **{f"state with {room} bytes free": (_full("state", 256, room), nothing) for room in (0, 4096, 8192, 16384)},
    **{f"output with {room} bytes free": (_full("out", 128, room), nothing) for room in (0, 4096)},
    "cache without room": (_full("cache", 128, 0), nothing),
    **{f"{name} read-only": (_read_only(name), nothing) for name in ("vault", "state", "out")},
    "all read-only": (_read_only(""), nothing),
    **{f"{number} descriptors": (_untouched, descriptors(number)) for number in (3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20)},
    "nobody": (_untouched, a_nobody),
    "nobody with state": (_given, a_nobody),
    "a note of somebody else": (_unreadable, a_nobody),
    "a folder of somebody else": (_shut, a_nobody),
}  # fmt: skip


def problems_of(place: Path, name: str, command: str) -> list[str]:
    """What goes wrong when ``command`` runs in a trouble, beside what it does in none."""
    arrange, suffer = TROUBLES[name]
    good, bad = place / "good", place / "bad"
    for each in (good, bad):
        make(each)
        if command == "undo" and run(each, "rename", nothing).code:
            raise RuntimeError("the rename to undo did not work")
    old = contents(good)
    usual = run(good, command, nothing)
    new = contents(good)
    arrange(bad)
    ended = run(bad, command, suffer)
    found = contents(bad)
    if name.endswith("of somebody else"):  # what is reported or exported of the rest is another text
        old, new, found = (_of_the_vault(each) for each in (old, new, found))
    said = f"{name}: {command}: exit {ended.code}"
    problems = []
    if ended.code not in (0, 1, 2, 3) or "Traceback" in ended.err + ended.out:
        problems.append(f"{said}: {ended.err[-300:]!r}")
    if ended.code == 2 and not any(line.startswith("error: ") for line in ended.err.splitlines()):
        problems.append(f"{said}, without a word: {ended.err!r}")
    torn = [path for path in {*old, *new, *found} if found.get(path) not in (old.get(path), new.get(path))]
    problems += [f"{said}: `{path}` is neither old nor new" for path in torn]
    if ended.code == 0 and usual.code == 0 and found != new:
        problems.append(f"{said}, but not all is done: {ended.out!r} {ended.err!r}")
    if ended.code == 2 and command in TOGETHER:
        done = [path for path in found if found[path] != old.get(path)]
        problems += [f"{said}, and `{path}` is done" for path in done if not _is_told(path, ended.err)]
    left = [path for part in ("vault", "out") for path in (bad / part).rglob(".vaultkit-*")]
    return problems + [f"{said}: `{path.name}` is left behind" for path in left]


def _of_the_vault(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith("vault/")}


def _is_told(path: str, err: str) -> bool:
    """Whether ``err`` owns up to a change that could not be taken back: that takes room, too."""
    name = path.partition("/")[2]
    return any(f"`{name}`" in line and "undo" in line for line in err.splitlines())


def contents(place: Path) -> dict[str, bytes]:
    """The notes and outputs by path; what import remembers is left out, as it holds the time."""
    return {
        f"{part}/{path}": data
        for part in ("vault", "out")
        for path, (mode, data) in tree(place / part).items()
        if mode & 0o170000 == 0o100000 and not path.startswith((".vaultkit/", ".filled"))
    }


def main() -> int:
    """Try all commands in the trouble that the command line names."""
    name, place = sys.argv[1], Path(sys.argv[2])
    # Nobody else may read this Python's own modules: they are here before the trouble.
    for module in pkgutil.walk_packages(vaultkit.__path__, "vaultkit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    problems = []
    for number, command in enumerate(COMMANDS):
        (place / str(number)).mkdir()
        problems += problems_of(place / str(number), name, command)
    print("".join(f"{problem}\n" for problem in problems), end="")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
