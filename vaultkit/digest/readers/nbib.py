"""MEDLINE's tagged records, as PubMed and ERIC save citations (``.nbib``): from ``PMID-`` to a blank line.

Full names (``FAU``) come before short ones; the date is the day of publication (``DP``). The number in
PubMed is kept as the address that it stands for.
"""

from re import compile as pattern

from vaultkit.digest.assemble import Found
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import paper, turned_name
from vaultkit.digest.readers._tagged import Dialect, Record, read_tagged

_LINE = pattern(r"(?P<tag>[A-Z]{2,5}) {0,3}-(?: (?P<value>.*))?")
_DIALECT = Dialect(
    "nbib", _LINE, frozenset({"PMID", "OWN"}), frozenset(), ("TI", "BTI", "TT", "CTI"), loose=True
)
_USUAL = frozenset({"PMID", "TI", "AU", "FAU", "DP", "JT", "TA", "LID", "AID", "OWN"})
_BRACKETED = pattern(r"\[(?P<title>[^\[\]]+)\](?P<end>\.?)")
_PART = pattern(r"\s*\[[a-z]+\]$")


def sniff(document: Document) -> int:
    """Sure when lines of MEDLINE's usual tags come together, and no RIS record opens."""
    tags = {told["tag"] for line in document.lines[:300] if (told := _LINE.fullmatch(line.text))}
    return 95 if "TI" in tags and len(tags & _USUAL) >= 3 and "TY" not in tags else 0


def read(document: Document) -> Digest:
    """The papers of saved citations, each with the lines of its record."""
    return read_tagged(document, _DIALECT, _paper)


def _paper(record: Record) -> Found | None:
    title = record.one("TI", "BTI", "TT")
    translated = _BRACKETED.fullmatch(title)
    numbers = [_PART.sub("", value) for tag in ("LID", "AID", "SO") for value in record.all(tag)]
    fields = {
        "title": translated["title"] if translated else title,
        "venue": record.one("JT", "TA", "BTI" if record.one("TI") else "CTI"),
        "year": record.one("DP", "DEP", "EDAT"),
        "doi": next((number for number in numbers if "10." in number and "/" in number), ""),
        "abstract": record.one("AB"),
        "url": f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
        if (number := record.one("PMID")).isdigit()
        else "",
    }
    names = record.all("FAU") or record.all("AU")
    authors = [turned_name(name) for name in (*names, *record.all("CN"))]
    kind = "book" if record.one("BTI") else "article"
    return paper(fields, authors, kind, "nbib", (record.first, record.last))
