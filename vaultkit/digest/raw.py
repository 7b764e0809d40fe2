"""The digest itself, kept beside its note as it was given: ``digests/raw/HotPapers_May20.txt``.

A file and no note: a digest in Markdown gets ``.txt`` behind its name. Knows where it goes, and whether it
is there; writes nothing.
"""

from collections.abc import Container, Iterator
from hashlib import sha256
from itertools import count

from vaultkit.digest.filenames import safe_name
from vaultkit.digest.gather import Incoming
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault
from vaultkit.writing.change import Change

FOLDER = "raw"
_PLAIN = frozenset({"txt", "text", "bib", "ris", "json", "yaml", "yml", "eml"})


def raw_change(
    vault: Vault, folder: str, digest: str, one: Incoming, taken: Container[str] = ()
) -> Change | None:
    """What keeps ``one``, whose note is ``digest``, in ``folder``; None when the vault has it already.

    A former edition is replaced when the note says that it is the one which was imported. ``taken`` are the
    paths, folded, that other digests of the same import have.
    """
    if not one.data or _is_there(vault, one):
        return None
    note = vault.note(digest)
    former = note.properties.get("sha256") if note else None
    for path in _paths(folder, one):
        if fold(path) in taken:
            continue
        there = vault.bytes_of(path)
        if path not in vault.files:
            return Change(path, None, one.data)
        if there is not None and sha256(there).hexdigest() == former and _is_text(there):
            return Change(path, there, one.data)
    raise AssertionError("names without end")


def _is_there(vault: Vault, one: Incoming) -> bool:
    names = {fold(path.rpartition("/")[2]) for path in _paths_once("", one)} | {fold(one.file)}
    same = (path for path in vault.files if fold(path.rpartition("/")[2]) in names)
    return any(vault.bytes_of(path) == one.data for path in same)


def _paths(folder: str, one: Incoming) -> Iterator[str]:
    stem, ending = _named(one)
    inside = "/".join(part for part in (folder, FOLDER) if part)
    for number in count(1):
        yield f"{inside}/{stem}{f' ({number})' if number > 1 else ''}.{ending}"


def _paths_once(folder: str, one: Incoming) -> tuple[str, ...]:
    paths = _paths(folder, one)
    return tuple(next(paths) for _ in range(9))


def _named(one: Incoming) -> tuple[str, str]:
    stem, dot, ending = one.file.rpartition(".")
    if not dot:
        return safe_name(one.digest.name), "txt"
    if ending.lower() in _PLAIN:
        return safe_name(stem), ending.lower()
    return safe_name(one.file), "txt"


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
