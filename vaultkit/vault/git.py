"""A vault as git holds it: in the index, or in a revision. Reads git, never the notes on disk.

Runs ``git`` with what a repository's own configuration could start (hooks, monitors, text converters)
switched off. Knows nothing of what a commit means for a vault.
"""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vaultkit.errors import VaultkitError
from vaultkit.vault.read import LARGEST, UnreadableError
from vaultkit.vault.scan import File, normal
from vaultkit.vault.settings import read_settings
from vaultkit.vault.vault import Vault

QUIET = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")
"""Options without which a repository may start programs of its own."""
_REGULAR = ("100644", "100755")


class Entry(NamedTuple):
    """What git holds under a path: the file mode in octal, the name of the content."""

    mode: str
    object: str


Snapshot = Mapping[str, Entry]
"""The files of a vault, by their path relative to it with ``/``, as git spells them."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository that a vault lies in; ``prefix`` leads from its root to the vault: "" or ``a/``."""

    top: Path
    root: Path
    prefix: str
    environment: Mapping[str, str]

    def index(self) -> Snapshot:
        """What is staged: the files that a commit would hold now. Of a merge conflict, our side."""
        found: dict[str, Entry] = {}
        for row in self._run("ls-files", "-s", "-z", "--full-name").split(b"\0"):
            if row:
                facts, _, path = row.partition(b"\t")
                mode, name, stage = facts.decode().split()
                if stage in ("0", "2"):
                    found[os.fsdecode(path)] = Entry(mode, name)
        return self._inside(found)

    def revision(self, name: str) -> Snapshot:
        """The files at a revision; none when ``name`` is HEAD and nothing was committed yet."""
        tree = self._run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{tree}}", may_fail=True
        )
        if not tree:
            if name == "HEAD":
                return {}
            raise VaultkitError(f"git knows no revision `{name}`", "give a branch, a tag or a commit")
        found: dict[str, Entry] = {}
        for row in self._run("ls-tree", "-r", "-z", "--full-tree", tree.decode().strip()).split(b"\0"):
            if row:
                facts, _, path = row.partition(b"\t")
                mode, _, object_name = facts.decode().split()
                found[os.fsdecode(path)] = Entry(mode, object_name)
        return self._inside(found)

    @contextmanager
    def vault(self, snapshot: Snapshot) -> Iterator[Vault]:
        """The vault that ``snapshot`` holds, under the settings that lie on the disk."""
        files = tuple(
            File(normal(path), 0, 0, entry.mode in _REGULAR, path)
            for path, entry in sorted(snapshot.items())
            if entry.mode != "160000"
        )
        with _Objects(self) as objects:

            def read(file: File) -> bytes:
                if not file.readable:
                    raise UnreadableError("it is not a regular file inside the vault")
                return objects.read(snapshot[file.disk].object)

            yield Vault(self.root, files, read_settings(self.root), read)

    def _inside(self, found: Mapping[str, Entry]) -> Snapshot:
        size = len(self.prefix)
        inside = {path[size:]: entry for path, entry in found.items() if path.startswith(self.prefix)}
        return {
            path: entry
            for path, entry in inside.items()
            if not any(part.startswith(".") for part in path.split("/"))
        }

    def _run(self, *args: str, may_fail: bool = False) -> bytes:
        return _git(self.top, self.environment, *args, may_fail=may_fail)


class _Objects:
    """Contents by name, from one ``git cat-file --batch`` that stays open."""

    def __init__(self, repository: Repository) -> None:
        self._process = subprocess.Popen(
            ["git", *QUIET, "cat-file", "--batch"],
            cwd=repository.top, env=dict(repository.environment),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> "_Objects":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, name: str) -> bytes:
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        if into.closed:
            raise UnreadableError("git is not asked any more")
        into.write(name.encode() + b"\n")
        into.flush()
        header = out.readline().split()
        if len(header) != 3:
            raise UnreadableError("git does not hold its content")
        data = out.read(int(header[2]))
        out.read(1)
        if len(data) > LARGEST:
            raise UnreadableError(f"it is larger than {LARGEST // 1024**2} MB")
        return data


def quiet_environment() -> dict[str, str]:
    """The environment in which git fetches nothing: a clone may name any program to fetch with."""
    return {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1"}


def repository_of(root: Path) -> Repository:
    """The repository that the vault at ``root`` lies in; raises ``VaultkitError`` when there is none."""
    environment = quiet_environment()
    # Git tells its hooks where to look by paths from its own folder; we work in another.
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        if environment.get(name):
            environment[name] = os.path.abspath(environment[name])  # noqa: PTH100 - links stay as they are
    if "GIT_DIR" in environment and "GIT_WORK_TREE" not in environment:
        environment["GIT_WORK_TREE"] = str(Path.cwd())
    said = _git(root, environment, "rev-parse", "--show-toplevel", may_fail=True)
    if not said:
        raise VaultkitError(
            f"`{root}` is in no git repository", "run `git init` there, or lint the whole vault"
        )
    top = Path(os.fsdecode(said.rstrip(b"\r\n")))
    inside = os.path.relpath(root.resolve(), top.resolve())
    prefix = "" if inside == "." else Path(inside).as_posix() + "/"
    return Repository(top, root, prefix, environment)


def _git(folder: Path, environment: Mapping[str, str], *args: str, may_fail: bool = False) -> bytes:
    try:
        ran = subprocess.run(["git", *QUIET, *args], cwd=folder, env=dict(environment), capture_output=True)
    except FileNotFoundError as error:
        raise VaultkitError("git is not installed", "install it, or lint the whole vault") from error
    if ran.returncode and not may_fail:
        reason = ran.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise VaultkitError(f"git says: {''.join(reason) or 'no reason'}")
    return ran.stdout if not ran.returncode else b""
