"""Taking back what a run wrote, exactly, and nothing that was changed since.

What is to be done is decided by bytes alone: a file that is as the run left it goes back, one that is as
it was before stays, any other was changed since and is named. So an undo may be cut short and repeated.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from errno import EIO
from pathlib import Path

from vaultkit.errors import VaultkitError
from vaultkit.writing.change import Change
from vaultkit.writing.folders import Folder, LeftAloneError, is_gone, remove_made, walk_to
from vaultkit.writing.journal import Entry, Journal, Record, digest, read_journal
from vaultkit.writing.run import NOT_REPLACED
from vaultkit.writing.safe_write import Outcome, apply_changes, open_for_writing
from vaultkit.writing.system import reason

_ANY_SIZE = 1 << 40
NOTHING = "there is nothing to undo in this vault"


def entries(root: Path) -> tuple[Entry, ...]:
    """The journal of the vault at ``root``, newest first; damaged entries are left out."""
    journal = read_journal(root)
    found: list[Entry] = []
    for number in reversed(journal.numbers() if journal else ()):
        try:
            found.append(journal.entry(number))  # type: ignore[union-attr]
        except VaultkitError:
            continue
    return tuple(found)


def undo(root: Path, number: int | None = None) -> Outcome:
    """Take back the entry ``number``, or the newest that stands; the undo is an entry itself.

    Files that were changed since are left alone and named. Raises ``VaultkitError`` when there is nothing
    to take back, or no such entry, or it is damaged. The vault is locked from before the entry is chosen: of
    several undos at once each takes back one of its own.
    """
    if read_journal(root) is None:
        moved = "the journal knows a vault by its path: was the folder moved or renamed since?"
        raise VaultkitError(NOTHING, moved)
    with open_for_writing(root) as (vault, journal):
        if number is None:
            number = _newest(map(journal.entry, reversed(journal.numbers())))
        if number is None:
            raise VaultkitError(NOTHING)
        return _take_back(vault, journal, number)


def _take_back(vault: Folder, journal: Journal, number: int) -> Outcome:
    entry, olds = journal.entry(number), journal.old_bytes(number)
    changes: list[Change] = []
    changed_since: list[tuple[str, str]] = []
    modes: dict[str, int] = {}
    made: dict[str, tuple[str, ...]] = {}
    for record in entry.records:
        if record.path not in entry.written:
            continue
        try:
            now = _bytes_now(vault, record)
        except (LeftAloneError, OSError) as error:
            why = error.reason if isinstance(error, LeftAloneError) else f"it cannot be read: {reason(error)}"
            changed_since.append((record.path, why))
            continue
        if digest(now) == record.before:
            continue
        if digest(now) != record.after:
            what = "it has vanished since" if now is None else "it was changed since"
            changed_since.append((record.path, what))
            continue
        changes.append(Change(record.path, now, olds.get(record.path)))
        if record.mode is not None and record.after is None:
            modes[record.path] = record.mode
        if record.made:
            made[record.path] = record.made
    stuck = {path for path, _ in changed_since}
    if any(record.path in stuck and record.after is None for record in entry.records):
        # What was moved stays where it is when it cannot come back to where it was.
        staying = [change for change in changes if change.after is None]
        changed_since += [(change.path, NOT_REPLACED) for change in staying]
        changes = [change for change in changes if change.after is not None]
    new_names = {record.moved_from: record.path for record in entry.records if record.moved_from}
    going = {change.path for change in changes if change.after is None}
    changes = [
        replace(change, moved_from=new_names[change.path]) if new_names.get(change.path) in going else change
        for change in changes
    ]
    outcome = Outcome()
    if changes:
        command = f"undo {entry.number}"
        outcome = apply_changes(vault, journal, changes, command, modes=modes, made=made, undoes=entry.number)
    left_alone = tuple(sorted((*changed_since, *outcome.left_alone)))
    _tidy(vault, journal, entry, undone=not left_alone)
    return Outcome(outcome.written, left_alone, outcome.entry, outcome.unconfirmed)


def _newest(entries: Iterable[Entry]) -> int | None:
    standing = (e.number for e in entries if e.written and e.undoes is None and not e.undone)
    return next(standing, None)


def _tidy(vault: Folder, journal: Journal, entry: Entry, *, undone: bool) -> None:
    """Remove folders that ``entry`` made and an interrupted undo left; remember that it is taken back.

    Taking back an undo lets what it undid stand again. All is done by now: an entry without its mark only
    has nothing to take back any more.
    """
    for made in entry.made:
        remove_made(vault, made)
    if not undone:
        return
    with suppress(OSError):
        journal.mark_undone(entry.number, True)
        if entry.undoes is not None:
            journal.mark_undone(entry.undoes, False)


def _bytes_now(vault: Folder, record: Record) -> bytes | None:
    """What the file of ``record`` holds, None for none; one that went is known by its exact name."""
    try:
        with walk_to(vault, record.path) as (folder, name):
            own = record.path.rpartition("/")[2] if record.after is None else name
            if not folder.has(own):
                raise FileNotFoundError(own)
            return folder.read(own, _ANY_SIZE)
    except FileNotFoundError as error:
        if not is_gone(vault.path, record.path):
            raise OSError(EIO, os.strerror(EIO)) from error
        return None
