"""Which papers some digests hold, and which notes of the vault they are already.

Entries that are one paper become one note with several sources. A paper is found in the vault by its
identifiers wherever its note was moved, by what import wrote there last, or by its title. Where two
notes claim one paper, neither is touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vaultkit.digest.base import Bases
from vaultkit.digest.entry import Digest, PaperEntry
from vaultkit.digest.identity import Key, Titles, contradict, keys_of_entry, keys_of_properties
from vaultkit.digest.moved import Strays
from vaultkit.vault.vault import Vault

_YEARS_APART = 1


@dataclass(frozen=True, slots=True)
class Incoming:
    """One digest to import: as it was read, the name of its file, and the hash of its bytes.

    ``data`` are the bytes when they are to be kept in the vault.

    ``facts`` names, by a paper's title line, the fields that the bibliography ``library`` filled in.
    """

    digest: Digest
    file: str
    sha256: str
    facts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    library: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Printed:
    """One entry, and which of the incoming digests prints it."""

    source: int
    entry: PaperEntry


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: all entries that print it, in order, and what identifies it.

    ``path`` is its note when the vault has one; ``deleted`` where its note was, when the reader deleted
    it; ``rivals`` are several notes that each claim to be it.
    """

    prints: tuple[Printed, ...]
    keys: tuple[Key, ...]
    path: str | None = None
    deleted: str | None = None
    rivals: tuple[str, ...] = ()

    @property
    def entry(self) -> PaperEntry:
        """The entry that leads."""
        return self.prints[0].entry

    @property
    def is_new(self) -> bool:
        """Whether no note is, was or claims to be it."""
        return self.path is None and not self.deleted and not self.rivals


@dataclass(frozen=True, slots=True)
class Question:
    """Two titles that are almost the same: one paper, or two? ``other`` is the note's or entry's title."""

    title: str
    other: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The vault's notes of papers by what identifies them."""

    by_key: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, int | None] = field(default_factory=dict)


def notes_of(vault: Vault) -> Notes:
    """The notes of papers and concepts in ``vault``."""
    by_key: dict[Key, list[str]] = {}
    keys: dict[str, tuple[Key, ...]] = {}
    titles: dict[str, str] = {}
    years: dict[str, int | None] = {}
    for note in vault.notes():
        if note.type not in ("paper", "concept"):
            continue
        found = keys_of_properties(note.properties)
        keys[note.path] = found
        titles[note.title] = note.path
        year = note.properties.get("year")
        years[note.title] = year if isinstance(year, int) else None
        for key in found:
            by_key.setdefault(key, []).append(note.path)
    return Notes({key: tuple(paths) for key, paths in by_key.items()}, keys, titles, years)


def gather(
    incoming: Sequence[Incoming],
    notes: Notes,
    bases: Bases,
    paths: Iterable[str],
    same: frozenset[Question] = frozenset(),
    moved: Strays | None = None,
) -> tuple[tuple[Paper, ...], tuple[Question, ...]]:
    """The papers of ``incoming`` in order, and titles so near to each other that a person must decide.

    ``paths`` are all notes of the vault; ``same`` holds the questions that were answered with yes; ``moved``
    are the notes in which one that is gone may be found.
    """
    groups = _groups(incoming, same)
    held = frozenset(paths)
    papers = tuple(
        _found(prints, keys, notes, bases, held, same, moved or Strays()) for prints, keys in groups
    )
    papers = _of_one_note(papers)
    return papers, _questions(papers, notes, same)


def _of_one_note(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """``papers`` with those as one that have one note, as somebody said once that they are the same."""
    joined: dict[object, Paper] = {}
    for place, paper in enumerate(papers):
        known = joined.get(paper.path or place)
        if known:
            prints = sorted((*known.prints, *paper.prints), key=lambda at: (at.source, at.entry.line))
            keys = sorted({*known.keys, *paper.keys}, key=_rank)
            paper = replace(known, prints=tuple(prints), keys=tuple(keys))
        joined[paper.path or place] = paper
    return tuple(joined.values())


def _groups(
    incoming: Sequence[Incoming], same: frozenset[Question]
) -> list[tuple[tuple[Printed, ...], tuple[Key, ...]]]:
    answered = {question.title: question.other for question in same}
    members: list[list[Printed]] = []
    keys: list[tuple[Key, ...]] = []
    by_key: dict[Key, list[int]] = {}
    by_title: dict[str, int] = {}
    for source, one in enumerate(incoming):
        for entry in one.digest.entries:
            own = keys_of_entry(entry)
            near = (index for key in own for index in by_key.get(key, ()) if not contradict(keys[index], own))
            group = next(near, by_title.get(answered.get(entry.title, "")))
            if group is None:
                group = len(members)
                members.append([])
                keys.append(())
            members[group].append(Printed(source, entry))
            by_title.setdefault(entry.title, group)
            keys[group] = tuple(dict.fromkeys(sorted((*keys[group], *own), key=_rank)))
            for key in own:
                held = by_key.setdefault(key, [])
                if group not in held:
                    held.append(group)
    return [(tuple(prints), own) for prints, own in zip(members, keys, strict=True)]


def _rank(key: Key) -> int:
    return ("arxiv", "doi", "openreview", "acl", "title").index(key[0])


def _found(
    prints: tuple[Printed, ...],
    keys: tuple[Key, ...],
    notes: Notes,
    bases: Bases,
    held: frozenset[str],
    same: frozenset[Question],
    moved: Strays,
) -> Paper:
    """The paper with its note: by identifier, base, title, a person's answer, or what is left of it."""
    base = next((bases.by_key[key] for key in keys if key in bases.by_key), None)
    if base and contradict(base.keys, keys):
        base = None
    by_id = [key for key in keys if key[0] != "title"]
    for wanted in (by_id, None, keys):
        if wanted is None:
            # Anyone can write a base that leads to any note: one that is not proven leads to papers alone.
            if base and base.path in held and (base.is_proven or base.path in notes.keys):
                return Paper(prints, keys, base.path)
            continue
        for key in wanted:
            fitting = [path for path in notes.by_key.get(key, ()) if not contradict(notes.keys[path], keys)]
            if len(fitting) > 1:
                own = [path for path in fitting if base and path == base.path]
                return Paper(prints, keys, own[0]) if own else Paper(prints, keys, rivals=tuple(fitting))
            if fitting:
                return Paper(prints, keys, fitting[0])
    answers = {question.title: question.other for question in same}
    for printed in prints:
        if path := notes.titles.get(answers.get(printed.entry.title, "")):
            return Paper(prints, keys, path)
    left = moved.like(base) if base else ()
    left = tuple(path for path in left if not contradict(notes.keys.get(path, ()), keys))
    if len(left) == 1:
        return Paper(prints, keys, left[0])
    return Paper(prints, keys, deleted=base.path if base and not left else None, rivals=left)


def _questions(papers: Sequence[Paper], notes: Notes, same: frozenset[Question]) -> tuple[Question, ...]:
    """New papers whose title is nearly a note's or an earlier paper's, of the same year or the next."""
    asked: list[Question] = []
    if not any(paper.is_new for paper in papers):
        return ()
    years = dict(notes.years)
    titles = Titles(notes.titles)
    for paper in papers:
        entry = paper.entry
        if paper.is_new:
            for other in titles.near(entry.title):
                year = years.get(other)
                apart = entry.year is not None and year is not None and abs(entry.year - year) > _YEARS_APART
                question = Question(entry.title, other)
                if not apart and question not in same:
                    asked.append(question)
        titles.add(entry.title)
        years.setdefault(entry.title, entry.year)
    return tuple(asked)
