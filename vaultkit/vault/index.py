"""What an earlier run found out, kept in the user's cache folder: the one door to sqlite3.

A row a file: how it looked on disk, a hash of its content, and what the run made of it. The index is
a help, never a need: a missing, read-only, foreign or broken one is the same as none. It lies outside
the vault, for what lies in a stranger's vault is not trusted. It knows no rule: what the texts in
its rows mean is the affair of who wrote them.

The file is the image of a database behind its checksum. It is read as a whole before a row of it is
believed, for a page that a disk has damaged is a wrong answer, not an error; and it is replaced as a whole,
so that of two runs at once the later one's view stands, never a mixture.
"""

import hashlib
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from vaultkit.vault.scan import File

BROKEN = (sqlite3.Error,)
"""What reading an index raises that is not what it was taken for."""
_MARK, _SUM, _NEW = b"vaultkit index 2\n", 12, ".new"
KEPT_FOR_EACH_VAULT = 2
RACY = 100_000_000
"""Nanoseconds: a file changed so shortly before it was read may change again with the same clock."""
_FEW, _LONG_AGO = 12, 3600
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, signature TEXT, hash BLOB, outline BLOB,
    names TEXT, extracts TEXT, depends TEXT, findings TEXT
) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """One file as it was: ``signature`` "" when its clock cannot be trusted.

    ``outline`` is a hash of what others can see inside; ``names`` and ``depends`` are words with a line
    end around each; ``extracts`` and ``findings`` are JSON, "" for nothing.
    """

    path: str
    signature: str
    hash: bytes
    outline: bytes
    names: str = ""
    extracts: str = ""
    depends: str = ""
    findings: str = ""


def signature(file: File, now: int) -> str:
    """What ``stat`` says of ``file``; "" when it changed within ``RACY`` of ``now`` (ns since the epoch)."""
    if max(file.modified, file.changed) > now - RACY:
        return ""
    return f"{file.size}:{file.modified}:{file.changed}:{file.inode}"


def digest(data: bytes) -> bytes:
    """The hash by which contents are compared: 16 bytes of BLAKE2b."""
    return hashlib.blake2b(data, digest_size=16).digest()


def cache_folder() -> Path | None:
    """Where indexes lie: ``VAULTKIT_CACHE_DIR``, else the system's cache folder; None without a home."""
    if named := os.environ.get("VAULTKIT_CACHE_DIR"):
        return Path(named)
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "vaultkit"
    with suppress(RuntimeError):
        home = Path.home()
        if sys.platform == "darwin":
            return home / "Library" / "Caches" / "vaultkit"
        if sys.platform == "win32":
            return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "vaultkit" / "cache"
        return home / ".cache" / "vaultkit"
    return None


class Index:
    """The index of one vault under one key; made by ``open_index``."""

    keeps = True

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def meta(self, name: str) -> str:
        """A word kept beside the rows, or ""."""
        found = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def signatures(self) -> dict[str, str]:
        """The signature of every file of the earlier run, by path."""
        return dict(self._connection.execute("SELECT path, signature FROM files"))

    def rows(self, paths: Iterable[str]) -> dict[str, Row]:
        """The rows of ``paths``, those that there are."""
        query = "SELECT * FROM files WHERE path = ?"
        found = (self._connection.execute(query, (path,)).fetchone() for path in paths)
        return {row[0]: Row(*row) for row in found if row}

    def findings(self) -> dict[str, str]:
        """Every text of findings that is not empty, by path."""
        return dict(self._connection.execute("SELECT path, findings FROM files WHERE findings != ''"))

    def extracts(self) -> dict[str, str]:
        """Every text of extracts that is not empty, by path, sorted."""
        query = "SELECT path, extracts FROM files WHERE extracts != '' ORDER BY path"
        return dict(self._connection.execute(query))

    def mentioning(self, column: str, words: Collection[str]) -> set[str]:
        """The paths whose ``names`` or ``depends`` hold one of ``words``."""
        assert column in ("names", "depends")
        if len(words) > _FEW:  # one look at each row, instead of one at all rows for each word
            wanted = set(words)
            rows = self._connection.execute(f"SELECT path, {column} FROM files WHERE {column} != ''")
            return {path for path, held in rows if not wanted.isdisjoint(held.split("\n"))}
        query = f"SELECT path FROM files WHERE instr({column}, ?)"
        return {path for word in words for (path,) in self._connection.execute(query, (f"\n{word}\n",))}

    def write(self, rows: Iterable[Row], gone: Iterable[str], meta: Mapping[str, str]) -> None:
        """Replace ``rows``, forget ``gone``, all or nothing."""
        with suppress(sqlite3.Error, OSError):
            change = self._connection
            change.execute("BEGIN")
            change.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
            change.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))
            change.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
            change.execute("COMMIT")
            _keep(self._path, change.serialize())

    def discard(self) -> None:
        """Delete an index that is not what it was taken for; the next run makes a new one."""
        self._connection.close()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


class NoIndex(Index):
    """What is known before the first run, and kept of none: for a run without a cache."""

    keeps = False

    def __init__(self) -> None:
        """No connection is made: nothing below looks for one."""

    def meta(self, name: str) -> str:
        """Nothing."""
        return ""

    def signatures(self) -> dict[str, str]:
        """Of no file."""
        return {}

    def write(self, rows: Iterable[Row], gone: Iterable[str], meta: Mapping[str, str]) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """There is nothing to let go."""


def open_index(root: Path, key: str) -> Index | None:
    """The index of the vault at ``root`` for all that ``key`` stands for; None when there can be none."""
    folder = cache_folder()
    if folder is None or not hasattr(sqlite3.Connection, "deserialize"):
        return None
    vault = hashlib.blake2b(os.fsencode(os.path.realpath(root)), digest_size=10).hexdigest()
    path = folder / f"{vault}-{hashlib.blake2b(key.encode(), digest_size=10).hexdigest()}.sqlite"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        image = _kept(path)
        if image is None and not path.exists():
            _keep(path, b"")  # where nothing can be kept, nothing need be made
            _forget_oldest(folder, vault, path)
        return Index(_connected(image), path)
    except (OSError, sqlite3.Error):
        return None


def _connected(image: memoryview | None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if image:
            connection.deserialize(image)
        connection.executescript(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _kept(path: Path) -> memoryview | None:
    """The image in the file at ``path``; None for another file, and for one that is not as it was written."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    head = len(_MARK) + _SUM
    image = memoryview(data)[head:]
    return image if data[:head] == _MARK + _sum(image) else None


def _keep(path: Path, image: bytes) -> None:
    new = path.with_name(f"{path.name}.{os.getpid()}{_NEW}")
    try:
        with new.open("wb") as stream:
            stream.write(_MARK + _sum(image))
            stream.write(image)
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def _sum(image: bytes | memoryview) -> bytes:
    """What tells a damaged image: nobody means harm in the user's own folder, so the quickest will do."""
    return zlib.crc32(image).to_bytes(4, "big") + len(image).to_bytes(8, "big")


def _forget_oldest(folder: Path, vault: str, kept: Path) -> None:
    """Each configuration has its index: keep those used last."""
    others = [path for path in folder.glob(f"{vault}-*.sqlite") if path != kept]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[KEPT_FOR_EACH_VAULT - 1 :]:
        with suppress(OSError):
            path.unlink()
    for left in folder.glob(f"{vault}-*{_NEW}"):  # of a run that was killed as it wrote, long ago
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                left.unlink()


def clear() -> int:
    """Delete every index; returns how many there were."""
    folder = cache_folder()
    found = list(folder.glob("*.sqlite")) if folder and folder.is_dir() else []
    for path in (*found, *(folder.glob(f"*{_NEW}") if folder else ())):
        path.unlink(missing_ok=True)
    return len(found)
