"""The body of a note, merged: what the digest brings is added; what the reader wrote is never touched.

Three versions meet: the ``base`` (marks of what import last wrote), the reader's lines, and the
``fresh`` lines of the digest. Units are paired by their words, a picture by its name, never by
likeness; and where the digest has as many new ones between the same two as it has lost there, the new
take the place of the old. A line changes or goes only where the base proves that import wrote it.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vaultkit.digest.edits import edits
from vaultkit.digest.units import CONFLICT, Unit, subtree_end, top, units, words_of


@dataclass(frozen=True, slots=True)
class MergedBody:
    """The merged lines, and what happened: units added, replaced, in conflict, left although gone.

    ``replaced`` are the digest's units that took the place of the note's ``overwritten`` ones.
    """

    lines: tuple[str, ...]
    added: tuple[Unit, ...] = ()
    replaced: tuple[Unit, ...] = ()
    conflicts: tuple[Unit, ...] = ()
    kept: tuple[Unit, ...] = ()
    pruned: tuple[Unit, ...] = ()
    left_out: tuple[Unit, ...] = ()
    overwritten: tuple[Unit, ...] = ()


def merge_body(
    reader: Sequence[str],
    fresh: Sequence[str],
    base: Sequence[str] | None,
    *,
    digest: str = "",
    prune: bool = False,
    others: Iterable[str] = (),
    proven: bool = True,
) -> MergedBody:
    """Merge ``fresh`` into ``reader`` (both lines without ends); ``base`` None means that there is none.

    ``others`` are the marks of what other digests put into the note. With a base that is not ``proven``
    only a missing picture's stub gives way, to the picture.
    """
    return _Merge(reader, fresh, base, digest, Counter(others), proven).run(prune)


def callout(title: str, lines: Sequence[str]) -> list[str]:
    """A collapsed conflict callout."""
    return [f"> {CONFLICT}- {title}", *(f"> {line}".rstrip(" ") for line in lines)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fresh unit stands among the reader's lines: after ``line`` lines, with its indentation."""

    line: int
    lead: str
    column: int
    index: int | None = None


@dataclass(slots=True)
class _Result:
    inserts: dict[int, list[tuple[Unit | None, list[str]]]] = field(default_factory=dict)
    added: list[Unit] = field(default_factory=list)
    conflicts: list[Unit] = field(default_factory=list)
    left_out: list[Unit] = field(default_factory=list)
    replaced: dict[int, tuple[Unit, list[str]]] = field(default_factory=dict)
    overwritten: list[Unit] = field(default_factory=list)


class _Merge:
    def __init__(
        self,
        reader: Sequence[str],
        fresh: Sequence[str],
        base: Sequence[str] | None,
        digest: str,
        claimed: Counter[str],
        proven: bool,
    ) -> None:
        self.proven = proven
        self.lines = list(reader)
        self.fresh_lines = list(fresh)
        self.ours = units(reader)
        self.fresh = units(fresh)
        self.base = tuple(base or ())
        self.known = tuple(map(words_of, self.base))
        self.first = {words: at for at, words in reversed([*enumerate(self.known)])}
        self.standing = {unit.words for unit in (*self.fresh, *self.ours)}
        self.digest = digest
        self.claimed = claimed + Counter(words_of(own) for own in claimed.elements() if "-" in own)
        self.result = _Result()
        self.places: dict[int, _Place] = {}
        self.pairs = self._pair()
        self.anchors = self._anchors()
        if proven:
            self.pairs |= edits(self.base, self.fresh, self.ours, self.pairs, +self.claimed)
        self.paired = set(self.pairs.values())

    def run(self, prune: bool) -> MergedBody:
        left = Counter(self.base)
        left.subtract(unit.mark for unit in self.fresh if unit.mark in left)
        known_pictures = {entry.partition(".")[0] for entry in self.base if "." in entry}
        spent = Counter(unit.words for index, unit in enumerate(self.fresh) if index in self.pairs)
        base = Counter(self.known)
        for index, unit in enumerate(self.fresh):
            if index in self.pairs:
                self._met(index, unit)
            elif base[unit.words] > spent[unit.words]:
                spent[unit.words] += 1
            elif unit.picture and unit.mark.partition(".")[0] in known_pictures:
                self.result.left_out.append(unit)
            else:
                self._add(index, unit)
        gone = [unit for unit in self._gone(left) if unit.start not in self.result.replaced]
        return self._written(gone, prune)

    def _pair(self) -> dict[int, int]:
        """Fresh units and the reader's with the same words; each occurrence once, in order where that can be.

        What other digests put there is theirs: of several equal units, as many are left to them.
        """
        waiting: dict[str, list[int]] = {}
        for index, unit in enumerate(self.ours):
            for key in {unit.mark, unit.words, unit.picture} - {""}:
                waiting.setdefault(key, []).append(index)
        free = {key: len(places) - self.claimed[key] for key, places in waiting.items()}
        taken: set[int] = set()
        pairs: dict[int, int] = {}
        for which in ("mark", "words", "picture"):
            last = -1
            for index, unit in enumerate(self.fresh):
                key = getattr(unit, which)
                last = pairs.get(index, last)
                if index in pairs or free.get(key, 0) <= 0:
                    continue
                places = [place for place in waiting[key] if place not in taken]
                if places:
                    last = pairs[index] = next((place for place in places if place > last), places[0])
                    taken.add(last)
                    free[key] -= 1
        return pairs

    def _anchors(self) -> list[int]:
        """The fresh units that stand in all three versions."""
        return [
            i
            for i in sorted(self.pairs)
            if self.fresh[i].words in self.first and self.ours[self.pairs[i]].words in self.first
        ]

    def _met(self, index: int, unit: Unit) -> None:
        ours = self.ours[self.pairs[index]]
        self.places[index] = _Place(
            subtree_end(self.ours, self.pairs[index]), ours.lead, ours.column, self.pairs[index]
        )
        is_new = ours.mark != unit.mark and ours.mark in self.base and unit.mark not in self.base
        # A link that import has woven once stays, also when it is not asked for again.
        is_ours = self.proven or (ours.is_stub and not unit.is_stub)
        stays = unit.words == ours.words and "-" in ours.mark and not unit.picture
        if is_new and is_ours and not stays:
            self.result.replaced[ours.start] = unit, self._rows(unit, ours.lead)
            self.result.overwritten.append(ours)

    def _rows(self, unit: Unit, lead: str) -> list[str]:
        """The lines of a fresh unit, indented by ``lead``."""
        rows = self.fresh_lines[unit.start : unit.end]
        rows = rows if unit.kind == "fence" else [row.strip() for row in rows]
        inside = " " * (len(rows[0]) - len(unit.text.partition("\n")[0])) if unit.kind == "item" else ""
        return [lead + rows[0], *(lead + inside + row for row in rows[1:])]

    def _add(self, index: int, unit: Unit) -> None:
        if (under := self._rival(index)) is not None:
            self._dispute(unit, self._rows(unit, ""), under)
            return
        place = self._place(index, unit)
        shown = self._rows(unit, place.lead)
        self.result.inserts.setdefault(place.line, []).append((unit, shown))
        self.result.added.append(unit)
        self.places[index] = place

    def _place(self, index: int, unit: Unit) -> _Place:
        """After its sibling, else first in its parent, else after what stands before it, else at the end."""
        if unit.kind == "item":
            for other in range(index - 1, -1, -1):
                before = self.fresh[other]
                if other in self.places and before.kind == "item" and before.parent == unit.parent:
                    return self._beside(other, unit)
                if other == unit.parent and other in self.places:
                    return self._within(other, unit)
                if before.parent is None and before.kind != "item":
                    break
        for other in range(index - 1, -1, -1):
            if other in self.places:
                place = self.places[other]
                line = (
                    place.line if place.index is None else subtree_end(self.ours, top(self.ours, place.index))
                )
                return _Place(line, "", unit.column - len(unit.lead))
        return _Place(self._end(), "", unit.column - len(unit.lead))

    def _beside(self, other: int, unit: Unit) -> _Place:
        place = self.places[other]
        return _Place(place.line, place.lead, len(place.lead) + unit.column - len(unit.lead))

    def _within(self, parent: int, unit: Unit) -> _Place:
        place = self.places[parent]
        lead = " " * place.column if "\t" not in place.lead else place.lead + "\t"
        line = place.line if place.index is None else self.ours[place.index].end
        return _Place(line, lead, len(lead) + unit.column - len(unit.lead))

    def _end(self) -> int:
        """The end of the body, before the blank lines there and before a fence that nothing closes."""
        if not self.ours:
            return len(self.lines)
        last = self.ours[-1]
        return last.start if last.is_open else last.end

    def _rival(self, index: int) -> int | None:
        """The reader's unit that stands where the digest now has another one, in place of one of the base."""
        at = bisect(self.anchors, index)
        before, after = self.anchors[at - 1 : at], self.anchors[at : at + 1]
        first = self.first[self.fresh[before[0]].words] + 1 if before else 0
        last = self.first[self.fresh[after[0]].words] if after else len(self.known)
        if self.standing.issuperset(self.known[first:last]):
            return None
        start = self.pairs[before[0]] + 1 if before else 0
        stop = self.pairs[after[0]] if after else len(self.ours)
        rivals = [
            place
            for place in range(start, stop)
            if place not in self.paired
            and self.ours[place].words not in self.first
            and not self.ours[place].is_conflict
        ]
        return rivals[-1] if rivals else None

    def _dispute(self, unit: Unit, rows: list[str], under: int) -> None:
        said = callout(f"The digest {self.digest} now says", rows)
        words = "\n".join(said)
        if any(ours.is_conflict and ours.text == words for ours in self.ours):
            return
        rival = self.ours[under]
        lead = " " * rival.column if rival.kind == "item" else rival.lead
        at = rival.start if rival.is_open else rival.end
        self.result.inserts.setdefault(at, []).append((None, [lead + row for row in said]))
        self.result.conflicts.append(unit)

    def _gone(self, left: Counter[str]) -> list[Unit]:
        """The reader's units that import wrote, that the digest has no more, and that no other digest has."""
        alone = [unit for place, unit in enumerate(self.ours) if place not in self.paired]
        spare = Counter(unit.mark for unit in alone)
        spare.subtract({mark: self.claimed[mark] for mark in spare})
        found = []
        for unit in alone:
            if left[unit.mark] > 0 and spare[unit.mark] > 0:
                left[unit.mark] -= 1
                spare[unit.mark] -= 1
                found.append(unit)
        return found

    def _written(self, gone: list[Unit], prune: bool) -> MergedBody:
        result = self.result
        pruned = _prunable(self.ours, gone) if prune else []
        pruned_lines = {line for unit in pruned for line in range(unit.start, unit.end)}
        cut = set(pruned_lines)
        rows: list[str] = []
        for number in range(len(self.lines) + 1):
            for unit, shown in result.inserts.get(number, ()):
                _append(rows, unit, shown)
            if inserted := result.inserts.get(number):
                rows += _gap(*inserted[-1], self.lines[number : number + 1])
            if number < len(self.lines) and number not in cut:
                if number in result.replaced:
                    rows += result.replaced[number][1]
                    cut |= set(range(number, next(u.end for u in self.ours if u.start == number)))
                else:
                    row = self.lines[number]
                    if number - 1 in pruned_lines and _would_join(rows, row):
                        rows.append("")
                    rows.append(row)
        return MergedBody(
            tuple(rows),
            tuple(result.added),
            tuple(unit for unit, _ in result.replaced.values()),
            tuple(result.conflicts),
            tuple(unit for unit in gone if unit not in pruned),
            tuple(pruned),
            tuple(result.left_out),
            tuple(result.overwritten),
        )


def _prunable(ours: Sequence[Unit], gone: list[Unit]) -> list[Unit]:
    """Those of ``gone`` that hold nothing which stays."""
    kept: set[int] = set()
    for index in range(len(ours) - 1, -1, -1):
        unit = ours[index]
        if (unit not in gone or index in kept) and unit.parent is not None:
            kept.add(unit.parent)
    return [unit for index, unit in enumerate(ours) if unit in gone and index not in kept]


def _append(rows: list[str], unit: Unit | None, shown: list[str]) -> None:
    """Put ``shown`` at the end of ``rows``, a blank line apart from what it would run into."""
    was = rows[-1].strip() if rows else ""
    inside = shown[0].startswith((" ", "\t"))
    is_item = unit is not None and unit.kind == "item"
    joins = (is_item and bool(was) and _in_list(rows)) or (unit is None and inside)
    if was and not joins:
        rows.append("")
    rows += shown


def _gap(unit: Unit | None, shown: Sequence[str], following: Sequence[str]) -> list[str]:
    """The blank line after the last of what was inserted, where ``following`` would run into it."""
    if not following or not following[0].strip():
        return []
    next_is_item = _is_item(following[0])
    if shown[0].startswith((" ", "\t")):
        return [] if next_is_item or following[0][0] in " \t" else [""]
    return [] if unit is not None and unit.kind == "item" and next_is_item else [""]


def _would_join(rows: Sequence[str], row: str) -> bool:
    """Whether ``row``, which begins a unit, would run into the last of ``rows``."""
    return bool(rows and rows[-1].strip() and row.strip()) and not (row[0] in " \t" or _is_item(row))


def _in_list(rows: Sequence[str]) -> bool:
    """Whether the last of ``rows`` belongs to a list item."""
    found = units(rows[-40:])
    return bool(found) and (found[-1].kind == "item" or found[-1].parent is not None)


def _is_item(line: str) -> bool:
    return units([line])[0].kind == "item"
