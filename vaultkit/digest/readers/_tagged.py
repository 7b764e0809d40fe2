"""Records of tagged lines (``TI  - …``, ``%T …``, ``TI …``): where each begins, and its fields in order.

What opens a record, and whether a blank line ends one, is the dialect's. Knows no papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from re import Pattern

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document, is_blank
from vaultkit.digest.entry import Digest


@dataclass(frozen=True, slots=True)
class Dialect:
    """How tagged lines look.

    ``line`` has the groups ``tag`` and ``value``. A tag of ``opening`` begins a record where none is
    open or where the record has it already; with ``loose``, a blank line ends a record and any tag
    begins one. ``titles`` are the tags of titles, best first.
    """

    reader: str
    line: Pattern[str]
    opening: frozenset[str]
    closing: frozenset[str]
    titles: tuple[str, ...]
    loose: bool = False


@dataclass(slots=True)
class Record:
    """One record while it is read: its first line, the last line of its title, its fields line by line."""

    first: int
    last: int
    fields: dict[str, list[str]] = field(default_factory=dict)

    def all(self, tag: str) -> tuple[str, ...]:
        """Every value of ``tag`` that says anything, each on one line."""
        return tuple(" ".join(value.split()) for value in self.fields.get(tag, ()) if value)

    def lines(self, tag: str) -> tuple[str, ...]:
        """Every line of the values of ``tag``."""
        return tuple(line for value in self.fields.get(tag, ()) for line in value.split("\n") if line)

    def one(self, *tags: str) -> str:
        """The first value of the first of ``tags`` that the record has, or ""."""
        return next((value for tag in tags for value in self.all(tag)), "")


def read_tagged(document: Document, dialect: Dialect, paper: Callable[[Record], Found | None]) -> Digest:
    """The digest of ``document``; a record that ``paper`` makes nothing of is reported and unplaced."""
    records, breaks = _records(document, dialect)
    found: list[Found] = []
    notices: list[str] = []
    for record in records:
        one = paper(record)
        if one:
            found.append(one)
        else:
            breaks[record.first] = "unplaced"
            notices.append(f"line {record.first}: this record has no title and was not read")
    return assemble(document, dialect.reader, found, breaks, None, notices, is_data=True)


def _records(document: Document, dialect: Dialect) -> tuple[Sequence[Record], dict[int, Place]]:
    records: list[Record] = []
    breaks: dict[int, Place] = {}
    current: Record | None = None
    tag = ""
    for line in document.lines:
        if is_blank(line.text):
            current = None if dialect.loose else current
            continue
        told = dialect.line.fullmatch(line.text)
        if told and _opens(told["tag"], current, dialect):
            current = Record(line.number, line.number)
            records.append(current)
        if current is None:
            if records:
                breaks.setdefault(line.number, "front")
            continue
        if told:
            tag = told["tag"]
            current.fields.setdefault(tag, []).append((told["value"] or "").strip())
        elif tag in current.fields:
            values = current.fields[tag]
            values[-1] = f"{values[-1]}\n{line.text.strip()}"
        if tag in dialect.titles:
            current.last = line.number
        if told and tag in dialect.closing:
            current, tag = None, ""
            breaks[line.number + 1] = "front"
    return records, breaks


def _opens(tag: str, current: Record | None, dialect: Dialect) -> bool:
    if current is None:
        return dialect.loose or tag in dialect.opening
    return tag in dialect.opening and tag in current.fields
