"""The journal: what each run is about to change, kept before the vault is touched.

One entry is one folder ``000007`` in the vault's place in the state folder, readable by the user alone:

- ``old``: a line with the SHA-256 of the rest, a line of JSON (the command, the time, and for each path its
  old and new size and hash), then the old bytes one after the other;
- ``done``: what became of it, when the run came to its end;
- ``kept``: files that were taken out of the vault, the same inodes, until it is sure that no editor has
  written into them.

It knows bytes and paths, not how the vault is written.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vaultkit.errors import VaultkitError
from vaultkit.writing.change import Change
from vaultkit.writing.folders import open_folder, read_all, write_all
from vaultkit.writing.state import locked, make_place, place_of
from vaultkit.writing.system import reason

MOST_ENTRIES = 200
"""Entries above which the oldest are dropped."""
_NAME = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class Record:
    """One path of an entry. ``before`` and ``after`` are SHA-256, None for no file.

    ``mode`` is the old file's permissions, ``made`` the folders that are made for a new one,
    ``moved_from`` the file whose metadata it took over.
    """

    path: str
    before: str | None
    after: str | None
    mode: int | None = None
    made: tuple[str, ...] = ()
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One run that wrote, or was about to.

    ``written`` are the paths that it says to have written; when it was ``interrupted`` that is unknown, and
    they are all the paths. ``undoes`` is the number of the entry that it takes back, or None; ``undone``
    says that it was taken back itself.
    """

    number: int
    command: str
    time: str
    records: tuple[Record, ...]
    written: tuple[str, ...]
    interrupted: bool
    token: str
    undoes: int | None = None
    undone: bool = False

    @property
    def made(self) -> tuple[tuple[str, ...], ...]:
        """The folders made for its files, each series once, as ``remove_made`` takes them."""
        return tuple(dict.fromkeys(record.made for record in self.records))


class Journal:
    """The journal of one vault, locked while it is open."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def numbers(self) -> list[int]:
        """The numbers of all entries, oldest first."""
        return sorted(int(name) for name in os.listdir(self.place) if _NAME.fullmatch(name))

    def folder(self, number: int) -> Path:
        """The folder of an entry."""
        return self.place / f"{number:06}"

    def kept(self, number: int) -> Path:
        """The folder in an entry for files that were taken out of the vault."""
        return self.folder(number) / "kept"

    def begin(
        self,
        changes: Sequence[Change],
        command: str,
        modes: Mapping[str, int],
        made: Mapping[str, tuple[str, ...]],
        undoes: int | None,
    ) -> Entry:
        """Write an entry for ``changes``, durably. Raises ``VaultkitError``; then there is no entry."""
        try:
            return self._begin(changes, command, modes, made, undoes)
        except OSError as error:
            raise VaultkitError(
                f"nothing was written: the journal in `{self.place}` cannot be kept: {reason(error)}",
                "make room there, or set VAULTKIT_STATE_DIR to another folder outside the vault",
            ) from error

    def _begin(
        self,
        changes: Sequence[Change],
        command: str,
        modes: Mapping[str, int],
        made: Mapping[str, tuple[str, ...]],
        undoes: int | None,
    ) -> Entry:
        numbers = self.numbers()
        number = (numbers[-1] if numbers else 0) + 1
        records = tuple(
            Record(
                c.path,
                digest(c.before),
                digest(c.after),
                modes.get(c.path),
                made.get(c.path, ()),
                c.moved_from,
            )
            for c in changes
        )
        time = datetime.now(UTC).isoformat(timespec="seconds")
        entry = Entry(number, command, time, records, (), True, secrets.token_hex(4), undoes)
        building = self.place / "new"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(mode=0o700)
        (building / "kept").mkdir(mode=0o700)
        _write_durably(building / "old", _pack(entry, [change.before or b"" for change in changes]))
        building.rename(self.folder(number))
        with open_folder(self.place) as place:
            place.sync()
        return entry

    def finish(self, entry: Entry, written: Sequence[str], *, interrupted: bool = False) -> None:
        """Say what became of an entry."""
        folder = self.folder(entry.number)
        data = json.dumps({"written": list(written), "interrupted": interrupted}).encode()
        with suppress(FileNotFoundError):
            (folder / "done.new").unlink()
        _write_durably(folder / "done.new", data)
        (folder / "done.new").rename(folder / "done")
        with open_folder(folder) as handle:
            handle.sync()

    def mark_undone(self, number: int, undone: bool) -> None:
        """Say whether an entry is taken back."""
        mark = self.folder(number) / "undone"
        if undone:
            mark.touch(mode=0o600)
        else:
            mark.unlink(missing_ok=True)

    def is_finished(self, number: int) -> bool:
        """Whether the run came to its end, or was tidied up after."""
        return (self.folder(number) / "done").exists()

    def entry(self, number: int) -> Entry:
        """The entry ``number``; raises ``VaultkitError`` when there is none or it is damaged."""
        with self._damage(number), open(self.folder(number) / "old", "rb") as stream:
            stream.readline()
            return self._entry(number, json.loads(stream.readline()))

    def old_bytes(self, number: int) -> dict[str, bytes]:
        """The old bytes of every path of an entry that had a file, checked; raises as ``entry`` does."""
        with self._damage(number):
            return _unpack((self.folder(number) / "old").read_bytes())

    def _entry(self, number: int, header: Mapping[str, Any]) -> Entry:
        folder = self.folder(number)
        records = tuple(
            Record(r["path"], r["before"], r["after"], r["mode"], tuple(r["made"]), r.get("moved_from", ""))
            for r in header["records"]
        )
        every = tuple(record.path for record in records)
        done = json.loads((folder / "done").read_bytes()) if self.is_finished(number) else None
        interrupted = done is None or bool(done["interrupted"])
        if done is not None and not set(done["written"]) <= set(every):
            raise ValueError("it says to have written what it has not")
        return Entry(
            number=number,
            command=header["command"],
            time=header["time"],
            records=records,
            written=every if done is None or interrupted else tuple(done["written"]),
            interrupted=interrupted,
            token=header["token"],
            undoes=header["undoes"],
            undone=(folder / "undone").exists(),
        )

    @contextmanager
    def _damage(self, number: int) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise VaultkitError(
                f"there is no journal entry {number} for this vault", "see `vaultkit undo --list`"
            ) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            why = reason(error) if isinstance(error, OSError) else error
            raise VaultkitError(
                f"the journal entry `{self.folder(number)}` is damaged: {why}",
                "`vaultkit undo --list` shows the others, and `--entry N` takes one of them back",
            ) from error

    def prune(self) -> None:
        """Drop the oldest entries above ``MOST_ENTRIES``, but none that still keeps a file."""
        for number in self.numbers()[:-MOST_ENTRIES]:
            with suppress(OSError):
                if not self.kept(number).is_dir():
                    shutil.rmtree(self.folder(number))


@contextmanager
def open_journal(root: Path) -> Iterator[Journal]:
    """The journal of the vault at ``root``, made when missing and locked; raises ``VaultkitError``."""
    place = make_place(root)
    with locked(place):
        yield Journal(place)


def read_journal(root: Path) -> Journal | None:
    """The journal of the vault at ``root`` to read only, or None when nothing was ever written."""
    place = place_of(root)
    return Journal(place) if place.is_dir() else None


def digest(data: bytes | None) -> str | None:
    """The SHA-256 of a file's bytes, None for no file."""
    return None if data is None else hashlib.sha256(data).hexdigest()


def _pack(entry: Entry, olds: Sequence[bytes]) -> bytes:
    header: dict[str, Any] = {
        "format": 1,
        "command": entry.command,
        "time": entry.time,
        "token": entry.token,
        "undoes": entry.undoes,
        "records": [
            {
                "path": r.path, "before": r.before, "after": r.after,
                "mode": r.mode, "made": r.made, "moved_from": r.moved_from, "size": len(old),
            }
            for r, old in zip(entry.records, olds, strict=True)
        ],
    }  # fmt: skip
    rest = json.dumps(header).encode() + b"\n" + b"".join(olds)
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _unpack(data: bytes) -> dict[str, bytes]:
    checksum, _, rest = data.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode() != checksum:
        raise ValueError("its checksum does not fit")
    line, _, blob = rest.partition(b"\n")
    olds: dict[str, bytes] = {}
    at = 0
    for record in json.loads(line)["records"]:
        if record["before"] is not None:
            olds[record["path"]] = blob[at : at + record["size"]]
        at += record["size"]
    return olds


def _write_durably(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        if read_all(descriptor, len(data) + 1) != data:
            raise OSError(5, "what was written does not read back")
    finally:
        os.close(descriptor)
    with open_folder(path.parent) as folder:
        folder.sync()
