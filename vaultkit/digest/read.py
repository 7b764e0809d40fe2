"""Bytes of a digest → ``Digest``: decoded, given to the reader that knows its dialect, explained.

A reader is one file on the shelf ``vaultkit.digest.readers`` with two functions::

    def sniff(document: Document) -> int     # 0-100: how surely this is the reader's dialect
    def read(document: Document) -> Digest   # never raises on any text
"""

from dataclasses import replace
from types import ModuleType

from vaultkit import registry
from vaultkit.digest.decode import decode
from vaultkit.digest.document import Document, is_item, pictures
from vaultkit.digest.entry import Digest, PaperEntry

SHELF = "vaultkit.digest.readers"


def read_digest(data: bytes, name: str, reader: str | None = None) -> Digest:
    """The digest in ``data``; ``name`` is the file's name, ``reader`` the name of a reader or None to look.

    Raises ``VaultkitError`` for a binary file and for a reader that there is not. A text without a
    paper is a digest without entries.
    """
    decoded = decode(data, name)
    document = Document.of(decoded.text, _stem(name))
    module = registry.load(SHELF, reader) if reader else choose(document)
    digest: Digest = module.read(document)
    if decoded.notice:
        digest = replace(digest, notices=(f"`{name}`: {decoded.notice}", *digest.notices))
    return digest


def choose(document: Document) -> ModuleType:
    """The reader that is surest of ``document``; of equals, the first by name."""
    readers = [registry.load(SHELF, name) for name in registry.names(SHELF)]
    return max(readers, key=lambda module: int(module.sniff(document)))


def explain(digest: Digest) -> tuple[tuple[int, str, str], ...]:
    """How each non-blank line was read: (line, role, detail), in the order of the lines.

    Roles: ``front``, ``title``, ``item``, ``picture``, ``text``, ``unplaced``.
    """
    told: list[tuple[int, str, str]] = [(line.number, "front", "") for line in digest.front]
    told += [(line.number, "unplaced", "") for line in digest.unplaced]
    for entry in digest.entries:
        said = _summary(entry)
        for line in entry.title_lines:
            told.append((line.number, "title", said if line.number == entry.line else "continued"))
        for line in entry.lines:
            names = ", ".join(picture.name for picture in pictures(line))
            role = "picture" if names else "item" if is_item(line.text) else "text"
            told.append((line.number, role, names))
    return tuple(sorted(told))


def _summary(entry: PaperEntry) -> str:
    """``T3: venue ICLR, year 2023``: the form and every field that it gave."""
    fields = [
        ("venue", entry.venue.name if entry.venue else ""),
        ("year", str(entry.year or "")),
        ("organisation", ", ".join(entry.orgs)),
        ("authors", ", ".join(entry.authors)),
        ("alias", entry.alias or ""),
        ("status", entry.status or ""),
    ]
    said = ", ".join(f"{name} {value}" for name, value in fields if value)
    return f"{entry.form}: {said}" if said else entry.form


def _stem(name: str) -> str:
    """The file's name without its folder and its last ending."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    stem, dot, ending = base.rpartition(".")
    return stem if dot and stem and len(ending) <= 8 else base
