"""RIS: records of ``TAG  - value`` lines from ``TY`` to ``ER``, as reference managers export them.

Read here line by line, because a record must keep its lines, and because records in the wild lack
``ER``, have one space instead of two, and go on without a tag.
"""

from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._record import paper, turned_name

_TAG = pattern(r"\s*(?P<tag>[A-Z][A-Z0-9]{1,3})\s{1,2}-(?:\s+(?P<value>.*))?")
_TITLES = ("TI", "T1", "CT", "BT", "ST")
_VENUES = ("JF", "JO", "T2", "BT", "JA", "J2", "T3")
_YEARS = ("PY", "Y1", "DA", "YR")

_Record = dict[str, list[str]]


def sniff(document: Document) -> int:
    """Sure when records open with ``TY  -``."""
    return 95 if any(_opens(line.text) for line in document.lines[:200]) else 0


def read(document: Document) -> Digest:
    """The papers of an RIS file, each with the lines of its record."""
    records: list[tuple[int, int, _Record]] = []
    breaks: dict[int, Place] = {}
    fields: _Record | None = None
    tag = ""
    for line in document.lines:
        told = _TAG.fullmatch(line.text)
        if _opens(line.text) or (fields is None and told and told["tag"] in ("TI", "T1")):
            fields = {}
            records.append((line.number, line.number, fields))
        if fields is None:
            continue
        first, _, _ = records[-1]
        if told:
            tag = "AU" if told["tag"] == "A1" else told["tag"]
            fields.setdefault(tag, []).append((told["value"] or "").strip())
            if tag == "ER":
                breaks[line.number + 1] = "front"
        elif tag and line.text.strip() and not line.text.startswith("%"):
            fields[tag][-1] += f" {line.text.strip()}"
        if tag in _TITLES:
            records[-1] = (first, line.number, fields)
        if tag == "ER":
            fields, tag = None, ""
    found: list[Found] = []
    notices: list[str] = []
    for first, last, record in records:
        one = _paper(record, (first, last))
        if one:
            found.append(one)
        else:
            breaks[first] = "unplaced"
            notices.append(f"line {first}: this record has no title and was not read")
    return assemble(document, "ris", found, breaks, None, notices, is_data=True)


def _opens(text: str) -> bool:
    told = _TAG.fullmatch(text.lstrip("\ufeff"))
    return bool(told) and told is not None and told["tag"] == "TY"


def _paper(record: _Record, lines: tuple[int, int]) -> Found | None:
    title_tag = next((tag for tag in _TITLES if any(record.get(tag, ()))), "")
    venues = [tag for tag in _VENUES if tag != title_tag]
    authors = [turned_name(name) for name in record.get("AU", ()) if name]
    fields = {
        "title": _first(record, (title_tag,)),
        "venue": _first(record, venues),
        "year": _first(record, _YEARS),
        "doi": _first(record, ("DO", "DI")),
        "url": _first(record, ("UR", "L2")),
        "pdf": _first(record, ("L1",)),
        "abstract": _first(record, ("AB", "N2")),
        "citekey": "",
    }
    return paper(fields, authors, _first(record, ("TY",)), "RIS", lines)


def _first(record: _Record, tags: tuple[str, ...] | list[str]) -> str:
    return next((value for tag in tags for value in record.get(tag, ()) if value), "")
