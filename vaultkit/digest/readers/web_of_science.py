"""Web of Science's and RefWorks' tagged records: ``PT J`` or ``RT Journal Article`` to ``ER``.

A field goes on in lines that begin with three spaces; there each line of ``AU`` and ``AF`` is one name.
"""

from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import paper, turned_name
from vaultkit.digest.readers._tagged import Dialect, Record, read_tagged

_LINE = pattern(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?")
_DIALECT = Dialect("web-of-science", _LINE, frozenset({"PT", "RT"}), frozenset({"ER"}), ("TI", "T1"))
_KINDS = {"J": "article", "C": "inproceedings", "S": "inproceedings", "B": "book"}


def sniff(document: Document) -> int:
    """Sure when records open with ``PT`` or ``RT`` and have a title and an end or an author."""
    tags = {told["tag"] for line in document.lines[:400] if (told := _LINE.fullmatch(line.text))}
    return 95 if tags & {"PT", "RT"} and tags & {"TI", "T1"} and tags & {"ER", "AU", "A1"} else 0


def read(document: Document) -> Digest:
    """The papers of an export, each with the lines of its record."""
    return read_tagged(document, _DIALECT, _paper)


def _paper(record: Record) -> Found | None:
    fields = {
        "title": record.one("TI", "T1"),
        "venue": record.one("SO", "JF", "JO", "T2"),
        "year": record.one("PY", "YR"),
        "doi": record.one("DI", "DO"),
        "url": record.one("UL", "LK"),
        "abstract": record.one("AB"),
    }
    lines = record.lines("AF") or record.lines("AU") or record.lines("A1")
    authors = [turned_name(name.strip()) for line in lines for name in line.split(";")]
    kind = _KINDS.get(record.one("PT"), "article" if "journal" in record.one("RT").lower() else "")
    return paper(fields, authors, kind, "WoS", (record.first, record.last))
