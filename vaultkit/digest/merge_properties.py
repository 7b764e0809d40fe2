"""The properties of a note, merged by splicing bytes: the reader's YAML is never written anew.

A list is merged item by item and only grows. A single value is replaced where the reader has left it
as import wrote it; where both changed it, the reader's stays and the other is told. What the reader
deleted stays deleted, and what only readers fill in (``status``, ``tags`` …) is never touched again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vaultkit.digest.base import mark_value
from vaultkit.source.frontmatter import Place, places, read_frontmatter
from vaultkit.source.frontmatter.write import compose_note
from vaultkit.source.marks import PropertyPath
from vaultkit.source.text import Edit, Span, Text, apply_edits

READERS = frozenset({"status", "tags", "rating", "read", "created", "cssclasses"})
_PUBLISHED = frozenset({"conference", "journal", "findings", "workshop", "book"})
QUIET = frozenset({"source_line"})
"""Properties that are brought up to date with others, and are no news by themselves."""
_DERIVED = frozenset({"images"})
"""Lists that say what import still waits for: an item goes when what it waits for has come."""


@dataclass(frozen=True, slots=True)
class MergedProperties:
    """The note with its merged properties, and what happened, by property.

    ``changed`` were added or replaced; ``conflicts`` hold what the digest says and the reader does not;
    ``kept`` name values that the digest has no more; ``differing`` values that were left although the
    digest prints another; ``refused`` says why nothing could be edited, "" when it could.
    """

    data: bytes
    changed: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, Any], ...] = ()
    kept: tuple[tuple[str, Any], ...] = ()
    differing: tuple[tuple[str, Any], ...] = ()
    refused: str = ""


def marks_of(properties: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The marks of all values: one for each item of a list."""
    return {name: tuple(mark_value(item) for item in _items(value)) for name, value in properties.items()}


def merge_properties(
    reader: bytes,
    fresh: Mapping[str, Any],
    base: Mapping[str, Sequence[str]] | None,
    others: Mapping[str, Sequence[str]],
    *,
    additive: bool = False,
    proven: bool = True,
) -> MergedProperties:
    """Merge ``fresh`` into the frontmatter of the note ``reader``.

    ``base`` are the marks of what this digest put there last, None when there are none; ``others``
    those of other digests. With ``additive`` values that ``fresh`` has no more are no news. With a base
    that is not ``proven`` no value is replaced or removed.
    """
    text = Text(reader)
    frontmatter = read_frontmatter(text)
    if frontmatter is None or frontmatter.problem:
        why = frontmatter.problem.message if frontmatter and frontmatter.problem else ""
        return MergedProperties(reader, refused=why or ("" if base else "the note has no properties"))
    wanted, merge = dict(frontmatter.data), _Merge(frontmatter.data, base, others, proven)
    for name, value in fresh.items():
        merge.property(name, value)
    merge.publish(fresh)
    if not additive:
        merge.removed(fresh)
    wanted |= merge.new
    wanted = {name: value for name, value in wanted.items() if name not in _DERIVED or value != []}
    if not merge.new:
        return merge.outcome(reader)
    spliced = _spliced(text, frontmatter.yaml, dict(frontmatter.data), merge.new)
    after = read_frontmatter(Text(spliced))
    if after is None or after.problem or dict(after.data) != wanted:
        return MergedProperties(reader, refused="its properties cannot be edited without touching others")
    return merge.outcome(spliced)


class _Merge:
    def __init__(
        self,
        data: Mapping[str, Any],
        base: Mapping[str, Sequence[str]] | None,
        others: Mapping[str, Sequence[str]],
        proven: bool,
    ) -> None:
        self.data = data
        self.proven = proven
        self.has_base = base is not None
        self.base = base or {}
        self.others = others
        self.new: dict[str, Any] = {}
        self.conflicts: list[tuple[str, Any]] = []
        self.kept: list[tuple[str, Any]] = []
        self.differing: list[tuple[str, Any]] = []

    def outcome(self, data: bytes) -> MergedProperties:
        told = tuple(self.conflicts), tuple(self.kept), tuple(self.differing)
        return MergedProperties(data, tuple(self.new), *told)

    def property(self, name: str, value: Any) -> None:
        """Merge one property that the digest has."""
        if name not in self.data:
            if name not in self.base and not (name in READERS and self.has_base):
                self.new[name] = value
            elif name in self.base and not _same_marks(value, self.base[name]):
                self.differing.append((name, value))
        elif isinstance(value, list) or (name == "source" and value != self.data[name]):
            self._list(name, _items(value))
        elif value != self.data[name] and name not in READERS:
            self._single(name, value)

    def _list(self, name: str, fresh: Sequence[Any]) -> None:
        held = _items(self.data[name])
        marks = [mark_value(item) for item in held]
        known, before = set(marks), set(self.base.get(name, ()))
        place = 0
        for item in fresh:
            found = mark_value(item)
            if found in known:
                is_next = len(known) == len(marks) and marks[place : place + 1] == [found]
                place = (place if is_next else marks.index(found)) + 1
            elif found not in before:
                place = place or len(held)
                held.insert(place, item)
                marks.insert(place, found)
                known.add(found)
                place += 1
        if len(held) > len(_items(self.data[name])):
            self.new[name] = held

    def _single(self, name: str, value: Any) -> None:
        ours, theirs = (mark_value(self.data[name]),), (mark_value(value),)
        if ours == theirs:
            return
        before = tuple(self.base.get(name, ()))
        if before == theirs:
            return
        if before == ours and self.proven:
            self.new[name] = value
        elif before and name not in QUIET:
            self.conflicts.append((name, value))
        elif name not in QUIET:
            self.differing.append((name, value))

    def publish(self, fresh: Mapping[str, Any]) -> None:
        """A published venue beats a preprint that import wrote; the preprint is kept as it was printed."""
        if fresh.get("venue_type") not in _PUBLISHED or self.data.get("venue_type") != "preprint":
            return
        names = [name for name in ("venue", "venue_type", "year") if name in fresh and name in self.data]
        if any(mark_value(self.data[name]) not in self.others.get(name, ()) for name in names):
            return
        self.new |= {name: fresh[name] for name in names if fresh[name] != self.data[name]}
        printed = [fresh.get("venue_raw"), self.data.get("venue_raw"), self.data["venue"]]
        self.new["venue_raw"] = "; ".join(dict.fromkeys(str(raw) for raw in printed if raw))
        self.differing = [told for told in self.differing if told[0] not in (*names, "venue_raw")]

    def removed(self, fresh: Mapping[str, Any]) -> None:
        """Name what the digest has no more and the note still has."""
        for name, before in self.base.items():
            if name in READERS or (name in fresh and not isinstance(fresh[name], list)):
                continue
            still = {mark_value(item) for item in _items(fresh.get(name, []))} | {*self.others.get(name, ())}
            held = [(mark_value(item), item) for item in _items(self.data.get(name, []))]
            gone = [item for found, item in held if found not in still and found in before]
            if gone and self.proven and name in _DERIVED and isinstance(self.data[name], list):
                self.new[name] = [item for item in self.new.get(name, self.data[name]) if item not in gone]
            else:
                self.kept += [(name, item) for item in gone]


def _same_marks(value: Any, marks: Sequence[str]) -> bool:
    return [mark_value(item) for item in _items(value)] == list(marks)


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def _spliced(text: Text, yaml: Span, old: Mapping[str, Any], new: Mapping[str, Any]) -> bytes:
    """The note with the properties ``new``, everything else byte for byte."""
    frontmatter = read_frontmatter(text)
    located = places(text, frontmatter) if frontmatter else {}
    newline = b"\r\n" if b"\r\n" in text.data[: yaml.start] else b"\n"
    edits: list[Edit] = []
    lines = b""
    for name, value in new.items():
        if name not in old:
            lines += _lines({name: value}, newline)
            continue
        place = located.get((name,))
        if place is None:
            return text.data
        if name in _DERIVED and isinstance(value, list) and set(map(str, old[name])) - set(map(str, value)):
            edits.append(_shrunk(text, located, name, value, newline))
        elif isinstance(value, list) and isinstance(old[name], list) and old[name]:
            edits += _grown(text, located, name, old[name], value, newline)
        else:
            edits.append(_exchanged(text, place, name, value, newline))
    if lines:
        edits.append(Edit(Span(yaml.end, yaml.end), lines))
    try:
        return apply_edits(text.data, edits)
    except ValueError:
        return text.data


def _grown(
    text: Text,
    located: Mapping[PropertyPath, Place],
    name: str,
    old: Sequence[Any],
    new: Sequence[Any],
    newline: bytes,
) -> list[Edit]:
    """Insert the further items of a list, each behind the one before it."""
    whole = located[(name,)].value
    flow = text.data[whole.start : whole.start + 1] == b"["
    places_of_items = [located.get((name, index)) for index in range(len(old))]
    if any(place is None for place in places_of_items):
        return []
    inserted: dict[int, bytes] = {}
    at, index = _item_end(text, places_of_items[0], flow), 0
    for item in new:
        if index < len(old) and item == old[index]:
            at = _item_end(text, places_of_items[index], flow)
            index += 1
        elif flow:
            inserted[at] = inserted.get(at, b"") + b", " + json.dumps(item, ensure_ascii=False).encode()
        else:
            lead = _lead(text, places_of_items[0])
            shown = lead + _value_line(item)
            inserted[at] = inserted.get(at, b"") + newline + shown
    return [Edit(Span(place, place), added) for place, added in inserted.items()]


def _shrunk(
    text: Text, located: Mapping[PropertyPath, Place], name: str, new: Sequence[Any], newline: bytes
) -> Edit:
    """A list that has lost items; without any left, its property goes."""
    place = located[(name,)]
    start = place.key.start if place.key else place.value.start
    end = text.line_span(text.line_col(max(place.value.end - 1, start)).line).end
    rest = text.data[end : end + 2]
    end += 2 if rest == b"\r\n" else 1
    return Edit(Span(start, end), _lines({name: list(new)}, newline) if new else b"")


def _item_end(text: Text, place: Place | None, flow: bool) -> int:
    assert place is not None
    return place.value.end if flow else text.line_span(text.line_col(place.value.end).line).end


def _lead(text: Text, place: Place | None) -> bytes:
    """What stands before a block list's item: its indentation and dash."""
    assert place is not None
    start = text.line_span(text.line_col(place.value.start).line).start
    return text.data[start : place.value.start]


def _lines(properties: Mapping[str, Any], newline: bytes) -> bytes:
    rows = compose_note(properties, "").split(b"\n")[1:]
    rows = rows[: rows.index(b"---")]
    return b"".join(row + newline for row in rows)


def _value_line(item: Any) -> bytes:
    return _lines({"x": [item]}, b"\n").split(b"\n")[1].strip().removeprefix(b"- ")


def _exchanged(text: Text, place: Place, name: str, value: Any, newline: bytes) -> Edit:
    """One value in place of another; a list begins on the line after its name."""
    written = _lines({name: value}, newline)
    written = written[written.index(b":") + 1 :].removesuffix(newline)
    start, end = place.value
    while text.data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    return Edit(Span(start, end), written)
