"""What changed between two states of a vault: notes and links gained and lost, notes cut off.

A state is the vault as a git revision holds it, or as it lies in the folder. Git is asked for bytes
only (``ls-tree``, ``cat-file``): nothing is checked out, and no filter or hook of the repository runs.
"""

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaultkit.errors import VaultkitError
from vaultkit.graph.measures import orphans
from vaultkit.graph.model import Edge, Graph, edges, is_note
from vaultkit.vault.git import QUIET, quiet_environment
from vaultkit.vault.read import LARGEST
from vaultkit.vault.vault import Vault

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the newer state has and the older has not, and the other way round; all sorted.

    ``moved`` are notes whose bytes are the same under another path, as (before, after); they are
    neither gained nor lost. ``new_orphans`` had a link before and have none now, or are new and have none.
    """

    notes_gained: tuple[str, ...]
    notes_lost: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    links_gained: tuple[Edge, ...]
    links_lost: tuple[Edge, ...]
    new_orphans: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both states have the same notes and links."""
        return not (
            self.notes_gained or self.notes_lost or self.moved or self.links_gained or self.links_lost
        )


def compare(before: Graph, after: Graph, moved: Mapping[str, str] | None = None) -> Comparison:
    """The difference between two graphs of one vault; ``moved`` maps old paths to new ones."""
    renamed = dict(moved or {})
    old = {renamed.get(node, node) for node in before if is_note(before, node)}
    new = {node for node in after if is_note(after, node)}
    old_links = {_key(edge, renamed): edge for edge in edges(before)}
    new_links = {_key(edge, {}): edge for edge in edges(after)}
    apart = set(orphans(after)) - {renamed.get(node, node) for node in orphans(before)}
    return Comparison(
        notes_gained=tuple(sorted(new - old)),
        notes_lost=tuple(sorted(old - new)),
        moved=tuple(sorted(renamed.items())),
        links_gained=tuple(sorted(new_links[key] for key in new_links.keys() - old_links.keys())),
        links_lost=tuple(sorted(old_links[key] for key in old_links.keys() - new_links.keys())),
        new_orphans=tuple(sorted(apart)),
    )


def find_moved(before: Vault, after: Vault) -> dict[str, str]:
    """Notes of ``before`` that lie under another path in ``after``, byte for byte, each without a twin."""
    gone = [path for path in before.note_paths if path not in after.files]
    come = [path for path in after.note_paths if path not in before.files]
    old, new = _by_content(before, gone), _by_content(after, come)
    return {
        old[data][0]: new[data][0]
        for data in old.keys() & new.keys()
        if data.strip() and len(old[data]) == len(new[data]) == 1
    }


def vault_at(root: Path, revision: str) -> Vault:
    """The vault in the folder ``root`` as git ``revision`` has it.

    Raises ``VaultkitError`` when there is no git, no repository, or no such revision.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = commit.decode(errors="replace").strip()
    if not name or not set(name) <= _HEX:
        raise VaultkitError(f"git knows no revision `{revision}`", "see `git log` for those there are")
    listing = _git(root, "ls-tree", "-r", "-z", "--long", name, "--", ".")
    blobs: dict[str, str] = {}
    empty = []
    for line in filter(None, listing.split(b"\0")):
        about, _, raw = line.partition(b"\t")
        mode, _, blob, size = about.decode().split()
        path = raw.decode(errors="surrogateescape")
        if any(part.startswith(".") for part in path.split("/")) or mode not in ("100644", "100755"):
            continue
        if size == "BAD":
            raise VaultkitError(
                f"git does not hold the content of `{path}`", "fetch the whole repository first"
            )
        # Only notes are read; of the rest it is enough to know that they are there.
        if path.lower().endswith(".md") and int(size) <= LARGEST:
            blobs[path] = blob
        else:
            empty.append(path)
    data = _read_blobs(root, blobs.values())
    files = {path: data[blob] for path, blob in blobs.items()} | dict.fromkeys(empty, b"")
    return Vault.of(files)


def _read_blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    wanted = sorted(set(blobs))
    if not wanted:
        return {}
    answer = _git(root, "cat-file", "--batch", given="\n".join((*wanted, "")).encode())
    found = {}
    at = 0
    for blob in wanted:
        start = answer.index(b"\n", at) + 1
        if answer[at:start].endswith(b" missing\n"):
            raise VaultkitError(
                f"git does not hold the content `{blob}`", "fetch all of the repository first"
            )
        size = int(answer[at:start].split()[-1])
        found[blob] = answer[start : start + size]
        at = start + size + 1
    return found


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", root, *QUIET, *arguments],
            env=quiet_environment(), input=given, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise VaultkitError(
            "git is not installed", "`graph diff` reads the vault's history from it"
        ) from error
    if done.returncode and arguments[0] != "rev-parse":
        raise VaultkitError(f"git failed: {done.stderr.decode(errors='replace').strip()}")
    if done.returncode and b"not a git repository" in done.stderr:
        raise VaultkitError(f"`{root}` is not in a git repository", "`git init` starts its history")
    return done.stdout


def _by_content(vault: Vault, paths: Iterable[str]) -> dict[bytes, list[str]]:
    found: dict[bytes, list[str]] = {}
    for path in paths:
        data = vault.bytes_of(path)
        if data is not None:
            found.setdefault(data, []).append(path)
    return found


def _key(edge: Edge, renamed: Mapping[str, str]) -> tuple[Any, ...]:
    """What makes two edges the same link: their ends and kind, and no order of the ends when it has none."""
    ends = [renamed.get(edge.source, edge.source), renamed.get(edge.target, edge.target)]
    return (*(sorted(ends) if edge.symmetric else ends), edge.kind)
