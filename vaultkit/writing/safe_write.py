"""The one function that writes to a vault, and every step that keeps a note from being lost.

1. Look at each file without following links: a regular file with exactly the bytes the change was made
   from, else it is left alone and named.
2. Keep the old bytes in the journal, durably, before the vault is touched.
3. Write all new bytes to hidden files beside the notes, durably, read them back: a full disk says so here.
4. Look at each note again. Exchange the two files in one step, and look at what came out: when it is not
   what was expected, somebody saved meanwhile, and the files are exchanged back.
5. Keep what came out as it is (see ``aside``), make the folder durable.

A new file never replaces one that exists. So at any moment, whatever fails, each note is byte for byte
the old one or the new one. Steps 1 and 2 are here, the others in ``run``.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.writing.aside import Aside, sweep, tidy
from vaultkit.writing.change import Change
from vaultkit.writing.folders import VANISHED, Folder, LeftAloneError, missing_folders, open_folder, walk_to
from vaultkit.writing.journal import Journal, open_journal
from vaultkit.writing.run import NOT_REPLACED, SAVED_MEANWHILE, TAKEN, Run
from vaultkit.writing.staging import parent_of
from vaultkit.writing.system import reason

_ANY_WRITER = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a run.

    ``written`` are paths; ``left_alone`` paths with the reason, untouched; ``unconfirmed`` those of
    ``written`` that the disk did not confirm, with the reason. ``entry`` is the number for ``undo``, None
    when nothing was written.
    """

    written: tuple[str, ...] = ()
    left_alone: tuple[tuple[str, str], ...] = ()
    entry: int | None = None
    unconfirmed: tuple[tuple[str, str], ...] = ()


def write_changes(root: Path, changes: Sequence[Change], command: str, *, together: bool = False) -> Outcome:
    """Make ``changes`` in the vault at ``root`` as one journal entry named ``command``.

    Files that are not as the change expects are left alone and named in the outcome; with ``together``
    one such file means that none is changed. Nothing is raised for the state of a note. Raises
    ``VaultkitError`` when no journal can be kept or another vaultkit does not come to its end (nothing is
    written then), ``ValueError`` when two changes have one path.
    """
    wanted = [change for change in changes if not change.is_empty]
    if len({change.path for change in wanted}) < len(wanted):
        raise ValueError("two changes have one path")
    if not wanted:
        return Outcome()
    with open_for_writing(root) as (vault, journal):
        return apply_changes(vault, journal, wanted, command, together=together)


@contextmanager
def open_for_writing(root: Path) -> Iterator[tuple[Folder, Journal]]:
    """The vault at ``root`` and its journal, ours alone, tidied up after runs that were interrupted.

    Raises as ``write_changes`` does.
    """
    with ExitStack() as stack:
        with _before_writing():
            journal = stack.enter_context(open_journal(root))
            vault = stack.enter_context(_open_vault(root))
            sweep(vault, journal)
        yield vault, journal


def apply_changes(
    vault: Folder,
    journal: Journal,
    wanted: Sequence[Change],
    command: str,
    *,
    together: bool = False,
    modes: Mapping[str, int] | None = None,
    made: Mapping[str, tuple[str, ...]] | None = None,
    undoes: int | None = None,
) -> Outcome:
    """``write_changes`` in an open vault, and what ``undo`` needs besides.

    ``modes`` are those of files made anew, ``made`` folders to remove when empty; ``undoes`` is the entry
    that is taken back: its paths are spelled as the disk spells them.
    """
    with ExitStack() as stack:
        with _before_writing():
            found, names = dict(modes or {}), dict[str, str]()
            left_alone = _look(vault, wanted, found, names, exact=undoes is not None)
            wanted = _as_spelled(_possible(wanted, left_alone), names)
            if not wanted or (together and left_alone):
                return Outcome((), tuple(sorted(left_alone)))
            folders = _missing_folders(vault, [change.path for change in wanted if change.before is None])
            folders.update(made or {})
            entry = journal.begin(wanted, command, found, folders, undoes)
            kept = stack.enter_context(open_folder(journal.kept(entry.number)))
        run = Run(vault, Aside(vault, kept, entry.token), found, folders)
        try:
            run.apply(wanted, together=together)
        except BaseException:
            with suppress(OSError):
                tidy(vault, journal, entry)
            raise
        # The notes and the journal are as they should be: what cannot be tidied now, the next run will.
        with suppress(OSError):
            tidy(vault, journal, entry)
            if not run.unconfirmed:
                journal.finish(entry, sorted(run.written))
        return Outcome(
            tuple(sorted(run.written)),
            tuple(sorted((*left_alone, *run.left_alone.items()))),
            entry.number if run.written else None,
            tuple(sorted(run.unconfirmed.items())),
        )


@contextmanager
def _before_writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = f"`{error.filename}`: " if error.filename else ""
        raise VaultkitError(f"nothing was written: {place}{reason(error)}") from error


def _possible(changes: Sequence[Change], left_alone: list[tuple[str, str]]) -> list[Change]:
    """The changes but for those of files in ``left_alone``; no deletion when a new file is among these."""
    refused = {path for path, _ in left_alone}
    if any(change.before is None and change.path in refused for change in changes):
        gone = [c.path for c in changes if c.after is None and c.path not in refused]
        left_alone += [(path, NOT_REPLACED) for path in gone]
        refused.update(gone)
    return [change for change in changes if change.path not in refused]


def _missing_folders(vault: Folder, paths: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each path the folders above it that are not there yet, looked for once in each folder."""
    inside = {parent_of(path): path for path in paths}
    missing = {parent: missing_folders(vault, path) for parent, path in inside.items()}
    return {path: missing[parent_of(path)] for path in paths}


@contextmanager
def _open_vault(root: Path) -> Iterator[Folder]:
    vault = Path(os.path.realpath(root))
    with ExitStack() as stack:
        try:
            vault.mkdir(parents=True, exist_ok=True)
            folder = stack.enter_context(open_folder(vault))
        except OSError as error:
            raise VaultkitError(f"the vault `{root}` cannot be opened: {reason(error)}") from error
        yield folder


def _as_spelled(changes: Sequence[Change], names: Mapping[str, str]) -> list[Change]:
    """``changes`` with each file that goes named as the disk names it: so, and only so, it can come back."""
    if not names:
        return list(changes)
    return [
        replace(c, path=names.get(c.path, c.path), moved_from=names.get(c.moved_from, c.moved_from))
        for c in changes
    ]


def _look(
    vault: Folder, changes: Sequence[Change], modes: dict[str, int], names: dict[str, str], *, exact: bool
) -> list[tuple[str, str]]:
    """The files that are not as their change expects, with the reason.

    Adds the ``modes`` of the others, and the ``names`` by which the disk knows those that go. A new file is
    refused when another has its name in a different spelling, unless it comes back and its own is ``exact``.
    """
    refused: list[tuple[str, str]] = []
    for change in changes:
        try:
            _look_at(vault, change, modes, names, exact=exact)
        except LeftAloneError as error:
            refused.append((change.path, error.reason))
        except FileNotFoundError:
            if change.before is not None:
                refused.append((change.path, VANISHED))
        except OSError as error:
            refused.append((change.path, f"it cannot be read: {reason(error)}"))
    return refused


def _look_at(
    vault: Folder, change: Change, modes: dict[str, int], names: dict[str, str], *, exact: bool
) -> None:
    parent, slash, own = change.path.rpartition("/")
    with walk_to(vault, change.path) as (folder, name):
        if change.before is None:
            if folder.has(own if exact else name):
                raise LeftAloneError(TAKEN)
            return
        if folder.read(name, len(change.before)) != change.before:
            raise LeftAloneError(SAVED_MEANWHILE)
        mode = stat.S_IMODE(folder.status(name).st_mode)
        if change.after is None:
            names[change.path] = disk = f"{parent}{slash}{name}"
            modes[disk] = mode
            return
        modes[change.path] = mode
        if not mode & _ANY_WRITER:
            raise LeftAloneError("it is write-protected")
        try:
            change.before.decode()
        except UnicodeDecodeError:
            raise LeftAloneError("it is not UTF-8, and is not edited") from None
