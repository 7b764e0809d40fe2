"""The digests that a person names: files, folders, standard input. Reads them, and nothing else."""

import os
import shlex
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from vaultkit.digest.entry import Digest
from vaultkit.digest.gather import Incoming
from vaultkit.digest.read import read_digest
from vaultkit.errors import VaultkitError

STDIN, STDIN_NAME = "-", "standard input"
LARGEST = 64 * 1024 * 1024
ENDINGS = frozenset(
    (
        *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".eml", ".json", ".yaml", ".yml"),
        *(".bib", ".ris", ".nbib", ".enw", ".xml", ".isi", ".ciw"),
    )
)


def read_all(names: Sequence[str], reader: str | None = None) -> tuple[Incoming, ...]:
    """The digests in ``names``: files, folders (their text files, sorted), or ``-`` for standard input.

    Raises ``VaultkitError`` when one cannot be read or is no text. In a folder, such a file is left
    out when another one holds papers. A digest without papers is given as it is.
    """
    found: list[Incoming] = []
    for name in names:
        if not name:
            raise VaultkitError(
                "a digest's name is empty", "give a file, a folder, or `-` for standard input"
            )
        path = Path(name)
        if name == STDIN:
            found.append(_incoming(sys.stdin.buffer.read(LARGEST + 1), "", reader))
        elif path.is_dir():
            inside = list(_in_folder(path, reader))
            if not any(one.digest.entries for one in inside):
                raise VaultkitError(f"the folder `{name}` holds no digest", "give a file, or another folder")
            found += (one for one in inside if one.digest.entries)
        else:
            found.append(read_file(path, reader))
    return _each_once(found)


def read_file(path: Path, reader: str | None = None) -> Incoming:
    """The digest in one file; raises ``VaultkitError`` when it cannot be read or is no text."""
    return _incoming(_bytes(path), path.name, reader)


def check_papers(incoming: Sequence[Incoming]) -> None:
    """Raise ``VaultkitError`` for the first digest without a paper."""
    for one in incoming:
        if not one.digest.entries:
            what = (
                "is empty"
                if not (one.digest.front or one.digest.unplaced)
                else "holds no paper that can be told"
            )
            name = "standard input" if one.file == STDIN_NAME else f"`{one.file}`"
            again = "-" if one.file == STDIN_NAME else one.file
            raise VaultkitError(
                f"{name} {what}: nothing was written",
                f"see how each line was read: vaultkit import --explain {shlex.quote(again)}",
            )


def _in_folder(folder: Path, reader: str | None) -> Iterator[Incoming]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in ENDINGS and path.is_file() and not path.name.startswith("."):
            try:
                yield _incoming(_bytes(path), path.name, reader)
            except VaultkitError as problem:
                digest = Digest(path.stem, None, "", (), notices=(f"left out: {problem.message}",))
                yield Incoming(digest, path.name, "")


def _incoming(data: bytes, file: str, reader: str | None) -> Incoming:
    if len(data) > LARGEST:
        raise VaultkitError(f"`{file or STDIN}` is larger than {LARGEST // 1024**2} MB", "divide it")
    whole = sha256(data).hexdigest()
    digest = read_digest(data, file or f"Pasted {whole[:8]}", reader)
    return Incoming(digest, file or STDIN_NAME, whole, data=data)


def _bytes(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise VaultkitError(
                    f"`{path}` is not a regular file", "pipe it in: `vaultkit import - < FILE`"
                )
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise VaultkitError(
            f"there is no file `{path}`", "check the name, or give `-` for standard input"
        ) from None
    except OSError as error:
        raise VaultkitError(f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}") from error


def _each_once(found: Sequence[Incoming]) -> tuple[Incoming, ...]:
    """The same bytes twice are one digest; two digests of one name keep their files' names apart."""
    by_bytes: dict[str, Incoming] = {}
    for one in found:
        by_bytes.setdefault(one.sha256, one)
    titles: dict[str, int] = {}
    kept: list[Incoming] = []
    for one in by_bytes.values():
        title = (one.digest.title or one.digest.name).casefold()
        titles[title] = titles.get(title, 0) + 1
        if titles[title] > 1:
            one = replace(
                one, digest=replace(one.digest, title=f"{one.digest.title or one.digest.name} ({one.file})")
            )
        kept.append(one)
    return tuple(kept)
