"""Files that were taken out of the vault, kept as the same inodes: an editor may still write into them.

An editor that opened a note before we exchanged it writes into the old inode. So the old inode is the
backup, and it is looked at again at the end of the run and at the start of the next: bytes that are not
those which were taken out are somebody's save, which is put back, or kept and named.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress

from vaultkit.errors import VaultkitError
from vaultkit.writing.folders import Folder, LeftAloneError, open_folder, remove_made, walk_to
from vaultkit.writing.journal import Entry, Journal, Record, digest

_ANY_SIZE = 1 << 40
_log = logging.getLogger("vaultkit")


class Aside:
    """The files that one run took out. ``kept`` is the folder for them in the journal's entry."""

    def __init__(self, root: Folder, kept: Folder, token: str) -> None:
        self.root = root
        self.kept = kept
        self._token = token
        self._count = 0
        self._items: list[tuple[str, str, bytes, bytes]] = []

    def name(self, index: int, stage: str) -> str:
        """A hidden name, used for a moment beside the note of record ``index``."""
        self._count += 1
        return f".vaultkit-{self._token}-{index}-{stage}-{self._count}"

    def put(
        self, folder: Folder, name: str, path: str, index: int, expected: bytes, ours: bytes | None
    ) -> None:
        """Take out ``name``, which holds ``expected``; the note holds ``ours`` (None: unknown)."""
        own = f"{index}-{digest(expected)}-{self._count}"
        try:
            folder.move(name, self.kept, own)
        except OSError:
            return  # another file system: it stays beside the note until the end of the run, see `tidy`
        if ours is not None:
            self._items.append((path, own, expected, ours))

    def rescue(self, folder: Folder, name: str, index: int) -> str:
        """Keep a file with somebody's words for good; returns where it is, for the report."""
        self._count += 1
        return _rescue(folder, name, self.kept, f"save-{index}-{self._count}")

    def settle(self, say: Callable[[str, str], None]) -> None:
        """Look at each file again; ``say(path, reason)`` for each note that has a late save again."""
        for path, name, expected, ours in self._items:
            with suppress(OSError, LeftAloneError):
                if self.kept.read(name, len(expected)) != expected:
                    self._put_back(path, name, ours, say)

    def _put_back(self, path: str, name: str, ours: bytes, say: Callable[[str, str], None]) -> None:
        with walk_to(self.root, path) as (folder, note):
            if folder.read(note, len(ours)) == ours and self.kept.exchange(name, note, folder):
                if self.kept.read(name, len(ours)) == ours:
                    say(path, "it was saved meanwhile, and what was saved stays")
                    self.kept.rename(name, f"{name.partition('-')[0]}-{digest(ours)}-ours")
                    return
                self.kept.exchange(name, note, folder)
        _warn(path, self.rescue(self.kept, name, int(name.partition("-")[0])))


def sweep(root: Folder, journal: Journal) -> None:
    """Tidy up after runs that did not come to their end, and drop kept files that nobody wrote into.

    An entry that is damaged is named, and what it keeps stays.
    """
    numbers = journal.numbers()
    for number in numbers:
        try:
            finished = journal.is_finished(number)
            if not finished or number == numbers[-1]:  # what the last run could not tidy, it had to leave
                entry = journal.entry(number)
                tidy(root, journal, entry)
                if not finished:
                    journal.finish(entry, (), interrupted=True)
            _drop_kept(journal, number)
        except (OSError, LeftAloneError):
            continue  # the next run tries again
        except VaultkitError as error:
            _log.warning("%s", error.message)
    journal.prune()


def tidy(root: Folder, journal: Journal, entry: Entry) -> None:
    """Remove what a run left in the vault for a moment; what holds somebody's words is put back or kept.

    Folders that were made for files which did not come are removed too.
    """
    mark = f".vaultkit-{entry.token}-"
    place = journal.kept(entry.number)
    place.mkdir(mode=0o700, exist_ok=True)
    with open_folder(place) as kept:
        for parent in sorted({record.path.rpartition("/")[0] for record in entry.records}):
            with (
                suppress(FileNotFoundError, LeftAloneError),
                walk_to(root, f"{parent}/x".lstrip("/")) as (folder, _),
            ):
                for name in folder.names():
                    if name.startswith(mark):
                        _tidy_one(folder, name, kept, entry.records)
    for made in entry.made:
        remove_made(root, made)


def _tidy_one(folder: Folder, name: str, kept: Folder, records: tuple[Record, ...]) -> None:
    _, _, index, stage, count = name.split("-")
    record = records[int(index)]
    if stage == "tmp" or digest(folder.read(name, _ANY_SIZE)) in (record.before, record.after):
        folder.unlink(name)
        return
    note = record.path.rpartition("/")[2]
    try:
        folder.rename_new(name, folder.spelled(note) or note)
    except FileExistsError:
        _warn(record.path, _rescue(folder, name, kept, f"save-{index}-{count}"))


def _rescue(folder: Folder, name: str, kept: Folder, new: str) -> str:
    try:
        folder.move(name, kept, new)
    except OSError:
        kept.write_new(new, folder.read(name, _ANY_SIZE))
        kept.sync()
        folder.unlink(name)
    return os.path.join(kept.path, new)


def _drop_kept(journal: Journal, number: int) -> None:
    if not journal.kept(number).is_dir():
        return
    with open_folder(journal.kept(number)) as kept:
        for name in kept.names():
            if name.startswith("save-"):
                continue
            index, expected, _ = name.split("-")
            if digest(kept.read(name, _ANY_SIZE)) == expected:
                kept.unlink(name)
            else:
                path = journal.entry(number).records[int(index)].path
                _warn(path, _rescue(kept, name, kept, f"save-{name}"))
    with suppress(OSError):  # it holds somebody's words
        journal.kept(number).rmdir()


def _warn(path: str, place: str) -> None:
    _log.warning("a save of `%s` came while vaultkit wrote: what was saved is kept in `%s`", path, place)
