"""Where an import lays out its notes: made or merged one by one, with their bases, until all can be written.

A note may come several times in one import (two digests print the paper, a third links to it); the
disk sees one change of it. Nothing is written here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from vaultkit.digest.base import Base, Bases, base_file, digest_of, write_base
from vaultkit.digest.identity import Key
from vaultkit.digest.known import known_names
from vaultkit.digest.merge import Fresh, Told, conflicts_in, merge_note, part_of
from vaultkit.digest.notes import stub_body
from vaultkit.digest.properties import fitting
from vaultkit.digest.report import Noted, NoteKind, State
from vaultkit.vault.note import read_note
from vaultkit.vault.vault import Vault
from vaultkit.writing.change import Change

BACK = ""
"""The part of a base that holds links back, which belong to no digest."""
_OF_A_STUB = frozenset(
    (
        "type",
        "title",
        "kind",
        "aliases",
        "year",
        "venue",
        "venue_type",
        "arxiv",
        "related",
        "stub",
        "facts_from",
    )
)
_AFTER_RELATED = ("mentions", "images", "kind", "stub", "facts_from")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One note that an import brings: what ``digest`` says, and links ``back`` to the notes that name it."""

    kind: NoteKind
    path: str
    fresh: Fresh
    digest: str
    keys: tuple[Key, ...] = ()
    back: tuple[str, ...] = ()

    @property
    def whole(self) -> Fresh:
        """All of it, as a new note has it."""
        if not self.back:
            return self.fresh
        held = self.fresh.properties.get("related", [])
        related = {"related": list(dict.fromkeys((*held, *self.back)))}
        found: dict[str, Any] = {}
        for name, value in self.fresh.properties.items():
            if name in _AFTER_RELATED:
                found |= related
            found |= related if name == "related" else {name: value}
        return Fresh(fitting(found | related), self.fresh.body)


@dataclass(slots=True)
class Desk:
    """All sheets of one import; ``prune`` as in the merge."""

    vault: Vault
    bases: Bases
    prune: bool = False
    notes: dict[str, bytes] = field(default_factory=dict)
    pending: dict[str, Base] = field(default_factory=dict)
    noted: dict[str, Noted] = field(default_factory=dict)
    pictures: list[Change] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.files.update(name.casefold() for name in self.bases.data)

    def lay(self, sheet: Sheet) -> None:
        """Make the note of ``sheet``, or merge it into what is there."""
        path = sheet.path
        there = self.notes.get(path, self.vault.bytes_of(path))
        if there is None and path in self.vault.files:
            why = self.vault.unreadable.get(path, "it cannot be read")
            self._tell(sheet, "refused", (Told("refused", why),))
        elif there is None:
            self._make(sheet)
        elif sheet.kind == "paper" and (back := _untouched_stub(there)) is not None:
            self._make(replace(sheet, back=tuple(dict.fromkeys((*back, *sheet.back)))))
        else:
            self._merge(sheet, there)

    def add_picture(self, path: str, data: bytes, name: str) -> None:
        """A picture to be copied into the vault."""
        self.pictures.append(Change(path, None, data))
        self.noted[path] = Noted(path, "picture", "new", name)

    def keep(self, change: Change) -> None:
        """A file that is no note: the digest itself."""
        self.pictures.append(change)

    def tell(self, noted: Noted) -> None:
        """Something that is no sheet: a note that was deleted, or that others claim."""
        self.noted[noted.path or noted.title] = noted

    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order in which it must be made: pictures, notes, their bases."""
        notes = (Change(path, self.vault.bytes_of(path), data) for path, data in self.notes.items())
        bases = (
            Change(base.file, self.bases.data.get(base.file), write_base(base, self.bases.key))
            for base in self.pending.values()
            if base is not self.bases.by_path.get(base.path) and not self._is_anothers(base)
        )
        return tuple(change for change in (*self.pictures, *notes, *bases) if not change.is_empty)

    def _is_anothers(self, base: Base) -> bool:
        """Whether another computer keeps the base of a note that this import leaves as it is."""
        old = self.bases.by_path.get(base.path)
        data = self.notes.get(base.path)
        unproven = old is not None and not all(part.proven for part in old.parts.values())
        return unproven and (data is None or data == self.vault.bytes_of(base.path))

    def conflicts(self) -> int:
        """How many conflict callouts wait in the notes of this import."""
        return sum(conflicts_in(data) for data in self.notes.values())

    def _make(self, sheet: Sheet) -> None:
        data = sheet.whole.note()
        parts = {sheet.digest: part_of(sheet.whole if sheet.digest == BACK else sheet.fresh)}
        if sheet.back and sheet.digest != BACK:
            parts[BACK] = part_of(Fresh({"related": list(sheet.back)}, ""))
        held = self._base(sheet)
        self.notes[sheet.path] = data
        self._keep(sheet, replace(held, parts=parts, before="", after=digest_of(data), added=()))
        self._tell(sheet, "new", ())

    def _merge(self, sheet: Sheet, there: bytes) -> None:
        base = self._base(sheet)
        is_back = sheet.digest == BACK
        merged = merge_note(
            there, sheet.fresh, base, sheet.digest, prune=self.prune and not is_back, additive=is_back
        )
        told = merged.told
        if sheet.back and not is_back and not _is_refused(told):
            related = Fresh({"related": list(sheet.back)}, "")
            second = merge_note(merged.data, related, merged.base, BACK, additive=True)
            merged, told = second, (*told, *second.told)
        if _is_refused(told):
            self._tell(sheet, "refused", told)
            return
        self.notes[sheet.path] = merged.data
        disk = self.vault.bytes_of(sheet.path)
        self._keep(
            sheet,
            replace(
                merged.base,
                before=digest_of(disk) if disk is not None else "",
                added=() if disk is None else tuple(dict.fromkeys((*self._added(sheet), *merged.base.added))),
            )
            if merged.data != disk or merged.base != base
            else base,
        )
        self._tell(sheet, "changed" if merged.data != there else "same", told)

    def _added(self, sheet: Sheet) -> tuple[str, ...]:
        pending = self.pending.get(sheet.path)
        return pending.added if pending else ()

    def _base(self, sheet: Sheet) -> Base:
        """What import knows of a note: by its path, else by its paper, when the note was moved."""
        if sheet.path in self.pending:
            return self.pending[sheet.path]
        if sheet.path in self.bases.by_path:
            return self.bases.by_path[sheet.path]
        moved = (self.bases.by_key[key] for key in sheet.keys if key in self.bases.by_key)
        base = next((one for one in moved if one.path not in self.vault.files), None)
        return replace(base, path=sheet.path) if base else Base(sheet.path)

    def _keep(self, sheet: Sheet, base: Base) -> None:
        keys = tuple(dict.fromkeys((*base.keys, *sheet.keys)))
        file = base.file or base_file(sheet.path, self.files)
        self.files.add(file.casefold())
        is_known = (base.keys, base.file) == (keys, file)
        self.pending[sheet.path] = base if is_known else replace(base, keys=keys, file=file)

    def _tell(self, sheet: Sheet, state: State, told: tuple[Told, ...]) -> None:
        was = self.noted.get(sheet.path)
        if was is None:
            title = str(
                sheet.fresh.properties.get("title", sheet.path.rpartition("/")[2].removesuffix(".md"))
            )
            self.noted[sheet.path] = Noted(sheet.path, sheet.kind, state, title, told)
            return
        order: Sequence[State] = ("refused", "new", "changed", "same")
        state = min(was.state, state, key=lambda one: order.index(one) if one in order else len(order))
        self.noted[sheet.path] = replace(was, state=state, told=(*was.told, *told))


def _untouched_stub(data: bytes) -> tuple[str, ...] | None:
    """The links back of a stub in which no reader has written anything, or None: its own words say so."""
    if b"\nstub: true" not in data:
        return None
    note = read_note("stub.md", data)
    if note.properties.get("stub") is not True:
        return None
    body = note.text.slice(note.body).strip()
    fact = next((fact for fact in known_names() if stub_body(fact) == body), None)
    if fact is None or set(note.properties) - {*_OF_A_STUB}:
        return None
    related = note.properties.get("related", [])
    return tuple(str(link) for link in related) if isinstance(related, list) else None


def _is_refused(told: Iterable[Told]) -> bool:
    return any(one.event == "refused" for one in told)
