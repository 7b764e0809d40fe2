"""Labelled fields, one record after another: ``Title: …``, ``학회: …``, ``作者：…``, ``論文名：…``.

A record begins at its title's label, or at the label that began the record before it; a title
between ``《》`` or ``「」`` after a number begins one as well. Labels are data (``data/labels.json``).
"""

from dataclasses import dataclass, field, replace
from re import compile as pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, front_matter_end, is_blank
from vaultkit.digest.entry import Digest
from vaultkit.digest.fields import PAPER, Field, add_field, field_of, identifiers_of, is_nothing
from vaultkit.digest.identifiers import Identifier, addresses, of_link
from vaultkit.digest.readers._inline import pieces, plain, strip_marks, without_html
from vaultkit.digest.titles import parse_title, split_number
from vaultkit.digest.wording import capitals

_HEADING = pattern(r"\s{0,3}#{1,6}\s")
_SEPARATOR = pattern(r"\s*(?:[-=*_~#]{3,}|\u2500+)\s*")
_BOOK_TITLE = pattern(r"[《「『](?P<title>[^《》「」『』]{3,300})[》」』]")
_TITLE_IN_LIST = pattern(r"\s+(?:- +)?title:\s*\S", 2)
# The head of a record in arXiv's own listings: ``[1] arXiv:2306.00001 [pdf, other]``.
_ANNOUNCED = pattern(r"\s*\[\d{1,4}\]\s*(?P<id>arXiv:\d{4}\.\d{4,5})(?:v\d+)?\b", 2)
_QUOTED = pattern(r"\"[^\"]*\"|'[^']*'")
_BEARING = frozenset(
    {"authors", "venue", "year", "orgs", "paper", "pdf", "doi", "code", "abstract", "other title"}
)


@dataclass(slots=True)
class _Record:
    """One paper while it is read: where it starts, the line of its title, and its fields in order."""

    first: int
    title_line: int
    title: str
    fields: list[Field] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


def sniff(document: Document) -> int:
    """Sure when title labels have other labels beside them; a bibliographic format is surer."""
    titles = accompanied = awaited = rivals = 0
    for line in document.lines[_start(document) : 3000]:
        told = _field(line.text)
        if (told and told.kind == "title" and told.value) or _book(line.text):
            titles, awaited = titles + 1, 4
        elif told and told.kind in _BEARING and awaited > 0:
            accompanied, awaited = accompanied + 1, 0
        elif not is_blank(line.text):
            awaited -= 1
            rivals += line.text.startswith(("**", "#")) and told is None
    if titles == 0 or accompanied * 2 < titles:
        return 0
    return 85 if rivals <= 2 * titles + 2 else 40


def read(document: Document) -> Digest:
    """The papers of labelled records; lines between records belong to the document."""
    records: list[_Record] = []
    breaks: dict[int, Place] = {}
    pending: list[tuple[int, Field]] = []
    opener = _opener(document)
    current: _Record | None = None
    kind = ""
    for line in document.lines[_start(document) :]:
        text = line.text
        told = _field(text)
        book = _book(text)
        if announced := _ANNOUNCED.match(text):
            current, pending = None, [(line.number, Field("paper", "arXiv", announced["id"]))]
            continue
        if told and told.kind == opener and opener != "title":
            current, pending = None, []
        if (told and told.kind == "title" and not is_nothing(told.value)) or book:
            first = pending[0][0] if pending else line.number
            current = _Record(first, line.number, book or (told.value if told else ""))
            current.fields += [one for _, one in pending]
            records.append(current)
            pending, kind = [], "title"
        elif told and current:
            current.fields.append(told)
            kind = told.kind
        elif told and told.kind in _BEARING:
            pending.append((line.number, told))
        elif _SEPARATOR.fullmatch(text) or _HEADING.match(text):
            if current:
                breaks[line.number] = "front"
            current, pending = None, []
        elif is_blank(text):
            pending = [] if not current and opener == "title" else pending
        elif current:
            current.addresses += addresses(text) if kind in ("paper", "pdf", "code") else ()
            if kind == "abstract":
                current.fields.append(Field("abstract", "", text.strip()))
            elif kind == "title" and _goes_on(text) and line.number == current.title_line + 1:
                current.title, current.title_line = f"{current.title} {text.strip()}", line.number
    found = [one for record in records if (one := _found(record))]
    if len(found) == 1:
        # A text with one record is about that paper to its end.
        breaks = {}
    return assemble(document, "labelled", found, breaks, _own_title(document, records))


def _start(document: Document) -> int:
    """The line after the frontmatter; or 0 when the records themselves stand in it, as a list of sessions."""
    end = front_matter_end(document)
    titles = sum(bool(_TITLE_IN_LIST.match(line.text)) for line in document.lines[:end])
    return 0 if titles > 1 else end


def _goes_on(text: str) -> bool:
    """Whether a line under a title is the rest of it: set in, or a small word before words in capitals."""
    return text[:1].isspace() or (text[:1].islower() and capitals([text]) > 2 / 3)


def _field(text: str) -> Field | None:
    told = _unquoted_field(text)
    if not told or told.value[:1] not in ("'", '"'):
        return told
    mark = told.value[0]
    whole = _QUOTED.fullmatch(told.value)
    return replace(told, value=told.value.strip(mark)) if whole or told.value.count(mark) == 1 else told


def _unquoted_field(text: str) -> Field | None:
    told = field_of(_HEADING.sub("", without_html(text), count=1))
    if told and told.kind in ("paper", "other") and told.label.casefold() in PAPER:
        return replace(told, kind="title") if _reads_as_name(told.value) else told
    return told


def _reads_as_name(value: str) -> bool:
    """Whether the value of ``Paper:`` is a title, not an address."""
    text = strip_marks(value)
    return len(text.split()) >= 3 and not text.startswith(("http", "["))


def _book(text: str) -> str | None:
    """The title between book marks when they are all that a (numbered) line holds, but for a little."""
    found = _BOOK_TITLE.search(split_number(text.strip().lstrip("#*- ").strip())[1][:340])
    return found["title"] if found and len(text) < len(found["title"]) + 60 and found.start() <= 4 else None


def _opener(document: Document) -> str:
    """The label with which records begin: the first that comes back after each blank line or title."""
    firsts: dict[str, int] = {}
    previous_blank = True
    for line in document.lines:
        told = _field(line.text)
        if told and previous_blank and told.kind in _BEARING | {"title"}:
            firsts[told.kind] = firsts.get(told.kind, 0) + 1
        previous_blank = is_blank(line.text) or bool(_HEADING.match(line.text))
    return max(firsts, key=lambda kind: (firsts[kind], kind == "title")) if firsts else "title"


def _found(record: _Record) -> Found | None:
    row = pieces(record.title)
    text = plain(row).strip().strip('《》「」『』“”"').strip()
    told = parse_title(text)
    if sum(sign.isalpha() for sign in told.title) < 2:
        return None
    said: list[Identifier] = []
    others: list[str] = []
    abstract: list[str] = []
    for piece in row:
        said += of_link(piece.link) if piece.link and not piece.image else ()
    # What a venue's name says of the year is surer than a date beside it, which may be of a meeting.
    for one in sorted(record.fields, key=lambda field: field.kind == "year"):
        inner = pieces(one.value)
        links = " ".join(piece.link for piece in inner if piece.link.startswith("http"))
        value = plain(inner).strip()
        told = add_field(told, one.kind, value)
        said += identifiers_of(one.kind, f"{value} {links}" if links and links not in value else value)
        if one.kind == "other title" and value:
            others.append(value)
        elif one.kind == "abstract" and value:
            abstract.append(value)
    for address in record.addresses:
        said += of_link(address)
    form = told.form if told.form != "T0" else "T13"
    told = replace(told, form=form)
    return Found(
        told,
        record.first,
        record.title_line,
        tuple(dict.fromkeys(said)),
        "\n".join(abstract) or None,
        tuple(others),
    )


def _own_title(document: Document, records: list[_Record]) -> str | None:
    first = records[0].first if records else 0
    for line in document.lines[: max(first - 1, 0)]:
        if not is_blank(line.text) and not _SEPARATOR.fullmatch(line.text):
            return strip_marks(line.text.lstrip("# ")) if len(line.text) < 120 else None
    return None
