"""One note, imported again: properties and body merged with what the reader made of them.

Knows the three versions of one note and gives the merged bytes, the new base, and what to tell.
Writes nothing. When a result would lose or move a line of the reader, it is dropped: the note stays
as it is, and that is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from re import compile as pattern
from typing import Any, Literal

from vaultkit.digest.base import Base, Part, digest_of
from vaultkit.digest.merge_body import MergedBody, callout, merge_body
from vaultkit.digest.merge_properties import QUIET, MergedProperties, marks_of, merge_properties
from vaultkit.digest.units import CONFLICT, units
from vaultkit.source.frontmatter import read_frontmatter
from vaultkit.source.frontmatter.write import compose_note
from vaultkit.source.text import Text

_GIT = tuple(pattern(mark) for mark in (r"<{7} ", r"={7}\Z", r">{7} "))

Event = Literal["added", "updated", "conflict", "kept", "differs", "deleted", "pruned", "refused"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a merge did or left, in words of the note: ``what`` is a property or a unit's text."""

    event: Event
    what: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """What a digest says of one note: its properties and its body."""

    properties: Mapping[str, Any]
    body: str

    def note(self) -> bytes:
        """The note as it is when it is new."""
        head = compose_note(self.properties, "")
        return head + f"\n{self.body}\n".encode() if self.body else head


@dataclass(frozen=True, slots=True)
class Merged:
    """The note's bytes, its new base, and what happened."""

    data: bytes
    base: Base
    told: tuple[Told, ...] = ()


def part_of(fresh: Fresh) -> Part:
    """The marks of all that ``fresh`` holds."""
    return Part(tuple(unit.mark for unit in units(fresh.body.split("\n"))), marks_of(fresh.properties))


def merge_note(
    reader: bytes, fresh: Fresh, base: Base, digest: str, *, prune: bool = False, additive: bool = False
) -> Merged:
    """Merge what ``digest`` says (``fresh``) into the note ``reader``; ``base`` may be empty.

    With ``additive`` what the digest has no more is no news (a stub, which several digests feed).
    """
    base = _as_it_happened(base, reader)
    part = base.parts.get(digest)
    if part is not None and _says_the_same(part, part_of(fresh)):
        return Merged(reader, base)
    others = _others(base, digest)
    text = Text(reader)
    if text.invalid is not None:
        return Merged(reader, base, (Told("refused", "the note is not UTF-8"),))
    if b"<<<<<<< " in reader and _in_conflict(_body_lines(reader)[1]):
        return Merged(reader, base, (Told("refused", "git left a conflict in it: keep one side first"),))
    merged = merge_properties(
        reader, fresh.properties, part.properties if part else None, others,
        additive=additive, proven=part is None or part.proven,
    )  # fmt: skip
    claimed = [mark for name, other in base.parts.items() if name != digest for mark in other.units]
    rows = fresh.body.split("\n") if fresh.body else []
    body = merge_body(
        _body_lines(merged.data)[1],
        rows,
        part.units if part else None,
        digest=digest,
        prune=prune and (part is None or part.proven),
        others=claimed,
        proven=part is None or part.proven,
    )
    merged_rows = [*body.lines, *_disputes(merged, body.lines, digest)]
    data = _joined(merged.data, merged_rows)
    told = tuple(one for one in _told(merged, body) if not (additive and one.event == "kept"))
    if not _keeps(reader, data, body):
        return Merged(reader, base, (Told("refused", "merging would have moved or lost a line of yours"),))
    after = replace(
        base,
        parts={**base.parts, digest: _next_part(part, fresh, data)},
        before=digest_of(reader),
        after=digest_of(data),
        added=_brought(part, fresh, body),
    )
    if data == reader and after.parts == base.parts:
        return Merged(reader, base, told)
    return Merged(data, after, told)


def conflicts_in(data: bytes) -> int:
    """How many conflict callouts a note holds."""
    return data.count(f"> {CONFLICT}".encode())


def _says_the_same(part: Part, now: Part) -> bool:
    """Whether a digest says what it said last, on whichever line: every difference is the reader's then."""
    return sorted(part.units) == sorted(now.units) and _said(part) == _said(now)


def _said(part: Part) -> dict[str, list[str]]:
    return {name: sorted(marks) for name, marks in part.properties.items() if name not in QUIET}


def _as_it_happened(base: Base, reader: bytes) -> Base:
    """``base`` without what its last merge added, when that merge never reached the note (a crash)."""
    if not base.added or base.before == base.after or digest_of(reader) != base.before:
        return base
    added = set(base.added)
    parts = {
        digest: replace(
            part,
            units=tuple(mark for mark in part.units if mark not in added),
            properties={
                name: tuple(mark for mark in marks if f"{name}={mark}" not in added)
                for name, marks in part.properties.items()
            },
        )
        for digest, part in base.parts.items()
    }
    return replace(base, parts=parts, added=())


def _brought(part: Part | None, fresh: Fresh, body: MergedBody) -> tuple[str, ...]:
    """What a merge brings to the base: marks of units, and of values as ``name=mark``."""
    before = {name: frozenset(marks) for name, marks in part.properties.items()} if part else {}
    values = (
        f"{name}={mark}"
        for name, marks in marks_of(fresh.properties).items()
        for mark in marks
        if mark not in before.get(name, ())
    )
    return (*(unit.mark for unit in (*body.added, *body.conflicts, *body.replaced)), *values)


def _others(base: Base, digest: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, part in base.parts.items():
        if name != digest and part.proven:
            for key, marks in part.properties.items():
                found.setdefault(key, []).extend(marks)
    return found


def _in_conflict(rows: Sequence[str]) -> bool:
    """Whether git's three marks stand in ``rows`` outside of code: two sides are no note of the reader's."""
    code = {line for unit in units(rows) if unit.kind == "fence" for line in range(unit.start, unit.end)}
    prose = iter([row for line, row in enumerate(rows) if line not in code])
    return all(any(mark.match(row) for row in prose) for mark in _GIT)


@lru_cache(maxsize=3)  # the reader's note, the same with its properties merged, and the whole
def _body_lines(data: bytes) -> tuple[int, tuple[str, ...]]:
    """Where the body starts, and its lines without their ends."""
    text = Text(data)
    frontmatter = read_frontmatter(text)
    start = frontmatter.body if frontmatter else 0
    lines = data[start:].decode().split("\n")
    if lines and not lines[-1]:
        lines.pop()
    return start, tuple(line.removesuffix("\r") for line in lines)


def _joined(data: bytes, rows: Sequence[str]) -> bytes:
    """``data`` with the body ``rows``; lines that stand keep their ends, new ones take the note's."""
    start, old = _body_lines(data)
    if tuple(rows) == old:
        return data
    raw = data[start:].decode().split("\n")
    ends = ["\r\n" if line.endswith("\r") else "\n" for line in raw[: len(old)]]
    closed = data.endswith(b"\n")
    usual = "\r\n" if b"\r\n" in data else "\n"
    out: list[str] = []
    at = 0
    for row in rows:
        if at < len(old) and row == old[at]:
            is_last = at == len(old) - 1 and not closed
            out.append(row + (usual if is_last else ends[at]))
            at += 1
        else:
            out.append(row + usual)
    body = "".join(out)
    if at == len(old) and rows and old and rows[-1] == old[-1] and not closed:
        body = body.removesuffix("\n").removesuffix("\r")
    if body and start and not data[:start].endswith(b"\n"):
        body = usual + body  # properties whose closing line has no end yet
    return data[:start] + body.encode()


def _disputes(merged: MergedProperties, lines: Sequence[str], digest: str) -> list[str]:
    """Callouts at the end of the note for properties that both sides changed."""
    out: list[str] = []
    held = "\n".join(lines)
    for name, value in merged.conflicts:
        values = value if isinstance(value, list) else [value]
        said = callout(f"The digest {digest} now says `{name}`", [str(item) for item in values])
        if "\n".join(said) not in held:
            out += ["", *said]
    return out


def _next_part(part: Part | None, fresh: Fresh, merged: bytes) -> Part:
    """What the digest says now, and what it said before and the note still holds.

    What is not proven is not carried on: it would seem so ever after.
    """
    now = part_of(fresh)
    if part is None or not part.proven:
        return now
    former = {unit.mark for unit in units(_body_lines(merged)[1])}.difference(now.units)
    kept = tuple(mark for mark in part.units if mark in former)
    properties = dict(part.properties)
    for name, value in fresh.properties.items():
        before = part.properties.get(name, ()) if isinstance(value, list) else ()
        properties[name] = tuple(dict.fromkeys((*before, *now.properties[name])))
    return Part((*now.units, *kept), properties)


def _told(merged: MergedProperties, body: MergedBody) -> tuple[Told, ...]:
    told: list[Told] = [Told("refused", merged.refused)] if merged.refused else []
    told += [Told("updated", f"`{name}`") for name in merged.changed]
    told += [Told("conflict", f"`{name}`: {value}") for name, value in merged.conflicts]
    told += [Told("kept", f"`{name}`: {value}") for name, value in merged.kept]
    told += [Told("differs", f"`{name}`: {value}") for name, value in merged.differing]
    by_event: Iterable[tuple[Event, Sequence[Any]]] = (
        ("added", body.added),
        ("updated", body.replaced),
        ("conflict", body.conflicts),
        ("kept", body.kept),
        ("deleted", body.left_out),
        ("pruned", body.pruned),
    )
    told += [Told(event, unit.text) for event, found in by_event for unit in found]
    return tuple(told)


def _keeps(reader: bytes, data: bytes, body: MergedBody) -> bool:
    """Whether each line of the reader's body stands in the result, in order, but for what is told."""
    _, old = _body_lines(reader)
    gone = {line for unit in (*body.pruned, *body.overwritten) for line in range(unit.start, unit.end)}
    rows = iter(_body_lines(data)[1])
    return all(line in rows for number, line in enumerate(old) if number not in gone)
