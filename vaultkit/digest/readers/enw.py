"""EndNote's tagged records (``.enw``, also "refer"): ``%0 Journal Article``, ``%T`` title, ``%A`` author."""

from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import paper, turned_name
from vaultkit.digest.readers._tagged import Dialect, Record, read_tagged

_LINE = pattern(r"\ufeff?%(?P<tag>[0-9A-Za-z!@#$&()*+=\[\]~<>?^-])(?:\s+(?P<value>.*))?")
_DIALECT = Dialect("enw", _LINE, frozenset({"0"}), frozenset(), ("T",), loose=True)
_KINDS = {
    "journal article": "article",
    "journal": "article",
    "conference paper": "inproceedings",
    "conference proceedings": "inproceedings",
    "conference": "inproceedings",
    "book": "book",
    "book section": "incollection",
    "thesis": "thesis",
}


def sniff(document: Document) -> int:
    """Sure when records open with ``%0``, or lines ``%T`` and ``%A`` come together without it."""
    tags = {told["tag"] for line in document.lines[:300] if (told := _LINE.fullmatch(line.text))}
    return 95 if "T" in tags and ("0" in tags or "A" in tags) else 0


def read(document: Document) -> Digest:
    """The papers of an EndNote export, each with the lines of its record."""
    return read_tagged(document, _DIALECT, _paper)


def _paper(record: Record) -> Found | None:
    fields = {
        "title": record.one("T"),
        "venue": record.one("J", "B", "S"),
        "year": record.one("D", "8"),
        "doi": record.one("R"),
        "url": " ".join(record.all("U")),
        "pdf": record.one(">"),
        "abstract": record.one("X"),
    }
    authors = [turned_name(name.rstrip(",")) for name in record.all("A") or record.all("E")]
    kind = _KINDS.get(record.one("0").casefold(), "")
    return paper(fields, authors, kind, "enw", (record.first, record.last))
