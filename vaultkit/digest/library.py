"""A reader's own bibliography (BibTeX, RIS, CSL-JSON), as a source of what a digest does not print.

Fills only empty fields, and only of papers that match surely: an identifier in common, or the same
title where nothing contradicts it. Every field says where it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vaultkit.digest.entry import IdentifierKind, PaperEntry
from vaultkit.digest.gather import Incoming
from vaultkit.digest.identity import Key, contradict, identifiers, keys_of_entry
from vaultkit.digest.incoming import read_file
from vaultkit.errors import VaultkitError

_RECORDS = frozenset({"bibtex", "ris", "csl-json", "csl-yaml"})
_KINDS: tuple[IdentifierKind, ...] = ("citekey", "arxiv", "doi", "openreview", "acl", "url", "pdf", "code")


@dataclass(frozen=True, slots=True)
class Library:
    """Bibliographic records by what identifies them; a key that two records share counts for none."""

    name: str = ""
    records: Mapping[Key, PaperEntry] = field(default_factory=dict)


def open_library(path: Path) -> Library:
    """The bibliography in the file ``path``; raises ``VaultkitError`` when it is none."""
    digest = read_file(path).digest
    if digest.reader not in _RECORDS or not digest.entries:
        raise VaultkitError(
            f"`{path}` holds no bibliography", "give a BibTeX, RIS or CSL file with records in it"
        )
    found: dict[Key, list[PaperEntry]] = {}
    for entry in digest.entries:
        for key in keys_of_entry(entry):
            found.setdefault(key, []).append(entry)
    return Library(path.name, {key: entries[0] for key, entries in found.items() if len(entries) == 1})


def enriched(incoming: Incoming, library: Library) -> Incoming:
    """``incoming`` with the empty fields of its papers filled, and ``facts`` saying which, by title line."""
    facts: dict[int, tuple[str, ...]] = {}
    entries: list[PaperEntry] = []
    for entry in incoming.digest.entries:
        record = _record(entry, library)
        new, filled = _filled(entry, record) if record else (entry, ())
        entries.append(new)
        if filled:
            facts[entry.line] = filled
    digest = replace(incoming.digest, entries=tuple(entries))
    return replace(incoming, digest=digest, facts=facts, library=library.name)


def _record(entry: PaperEntry, library: Library) -> PaperEntry | None:
    own = keys_of_entry(entry)
    for key in own:
        record = library.records.get(key)
        if record is None or contradict(own, keys_of_entry(record)):
            continue
        by_title = key[0] == "title"
        apart = entry.year is not None and record.year is not None and abs(entry.year - record.year) > 1
        if not (by_title and apart):
            return record
    return None


def _filled(entry: PaperEntry, record: PaperEntry) -> tuple[PaperEntry, tuple[str, ...]]:
    filled: list[str] = []
    if not entry.authors and record.authors:
        entry = replace(entry, authors=record.authors)
        filled.append("authors")
    if entry.year is None and record.year is not None and entry.venue is None:
        entry = replace(entry, year=record.year)
        filled.append("year")
    if entry.venue is None and record.venue is not None and entry.year == record.year:
        entry = replace(entry, venue=record.venue)
        filled.append("venue")
    held, known = identifiers(entry), identifiers(record)
    for kind in _KINDS:
        if kind in known and kind not in held:
            entry = replace(entry, identifiers=(*entry.identifiers, (kind, known[kind])))
            filled.append(kind)
    return entry, tuple(filled)
