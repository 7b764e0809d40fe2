r"""The daily mails of arXiv: records between lines of dashes, parts between ``\\`` lines.

A field goes on in lines that begin with two spaces, or with one no-break space where a mail
program has changed them. New, cross-listed and replaced papers are told apart by their status.
"""

from dataclasses import dataclass, field, replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest, Line, Venue
from vaultkit.digest.identifiers import Identifier, clean_doi
from vaultkit.digest.names import divide_names
from vaultkit.digest.readers._tex import decode_tex
from vaultkit.digest.titles import parse_bare
from vaultkit.digest.venues import cite, full_year, venue, venue_or_new

_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_START = pattern(
    rf"(?:arXiv:\s*|Paper(?:\s+\(\*cross-listing\*\))?:\s*){_ID}\s*(?P<kind>\(\*cross-listing\*\))?.*"
)
_FIELD = pattern(r"(?P<name>[A-Z][A-Za-z-]{2,14}(?:\s\(v\d+\))?):(?P<value>.*)")
_DASHES = pattern(r"\s*(?:-{20,}|(?:%-*){5,}|(?:%%--)+%*)\s*")
_BACKSLASHES = pattern(r"\s*\\\\(?P<rest>.*)")
_REPLACED = pattern(r"\s*replaced with revised version.*")
_YEAR = pattern(r"\b(?P<year>(?:19|20)\d\d)\b")
_NOTE = pattern(r"\s*\((?:[^()]|\([^()]*\))*\)")
_SHORT = pattern(r"\(([A-Z][\w&' -]{1,20})\)")
_VOLUME = pattern(r"[,.;:(]|\s+(?=\d)|\s+(?:vol|volume|no|pp)\b", 2)


@dataclass(slots=True)
class _Record:
    """One paper of the mail while it is read: its first line, the last line of its title, its fields."""

    first: int
    identifier: str
    status: str | None
    last: int
    fields: dict[str, str] = field(default_factory=dict)
    abstract: list[str] = field(default_factory=list)


def sniff(document: Document) -> int:
    r"""Sure when lines ``\\`` and ``arXiv:`` and ``Title:`` come together."""
    heads = [line.text for line in document.lines[:3000]]
    started = any(_START.fullmatch(text.strip()) for text in heads)
    return 95 if started and any(text.startswith("\\\\") for text in heads) else 0


def read(document: Document) -> Digest:
    """The papers of one or more mails in a row."""
    records: list[_Record] = []
    breaks: dict[int, Place] = {}
    record: _Record | None = None
    part, name = 0, ""
    for line in document.lines:
        text = line.text.strip()
        if _DASHES.fullmatch(text):
            breaks[line.number] = "front"
            record, name = None, ""
        elif started := _START.fullmatch(text):
            is_cross = "cross-listing" in text
            record = _Record(line.number, started["id"], "cross-listed" if is_cross else None, line.number)
            records.append(record)
            part, name = 0, ""
        elif record is None:
            continue
        elif slashes := _BACKSLASHES.fullmatch(line.text):
            part, name = part + 1, ""
            if slashes["rest"].strip():
                part = 9
        elif part == 0:
            name = _header_line(record, line, name)
        elif part == 1 and text:
            record.abstract.append(text)
    found = [_found(record) for record in records if record.fields.get("title")]
    return assemble(document, "arxiv-mail", found, breaks, is_data=True)


def _header_line(record: _Record, line: Line, name: str) -> str:
    """Take one line of the header into ``record``; answers the name of the field that may go on."""
    text = line.text
    if name and text[:1] in " \t\u00a0" and text.strip():
        record.fields[name] += " " + text.strip()
    elif _REPLACED.fullmatch(text):
        record.status = "replaced"
        return ""
    elif told := _FIELD.fullmatch(text):
        name = told["name"].lower()
        record.fields.setdefault(name, told["value"].strip())
    else:
        return name if not text.strip() else ""
    if name == "title":
        record.last = line.number
    return name


def _found(record: _Record) -> Found:
    fields = record.fields
    told = parse_bare(decode_tex(fields["title"]).strip() or fields["title"], "T14")
    identifiers: list[Identifier] = [("arxiv", record.identifier)]
    doi = clean_doi(fields.get("doi", ""))
    if doi:
        identifiers.append(("doi", doi))
    names = _NOTE.sub("", fields.get("authors", fields.get("author", "")))
    dated = _YEAR.search(fields.get("date", "") or fields.get("date (v1)", ""))
    number = record.identifier.rpartition("/")[2]
    told = replace(
        told,
        authors=divide_names(decode_tex(names)),
        venue=_published(fields.get("journal-ref", "")) or Venue("arXiv", "arXiv", "preprint"),
        year=int(dated["year"]) if dated else full_year(int(number[:2])),
        status=record.status,
    )
    abstract = "\n".join(record.abstract) or None
    return Found(told, record.first, record.last, tuple(identifiers), abstract)


def _published(reference: str) -> Venue | None:
    """The venue of a ``Journal-ref``: a known one anywhere in it, else its words before the numbers."""
    if not reference:
        return None
    for short in _SHORT.findall(reference):
        if known := venue(short):
            return replace(known, raw=reference)
    said = cite(reference)
    if said and said.venue and said.venue.kind in ("conference", "workshop", "findings"):
        return said.venue
    name = _VOLUME.split(reference, maxsplit=1)[0].strip()
    return venue_or_new(name) if name else None
