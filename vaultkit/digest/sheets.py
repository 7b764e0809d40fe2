"""The notes that an import brings, one sheet each: a paper's, a stub's, a digest's.

Stands on what ``plan`` has decided (which papers, where, what they name), and puts it into words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from vaultkit.digest.base import Bases
from vaultkit.digest.body import missing_pictures, style_of
from vaultkit.digest.dates import HeaderDate, header_date
from vaultkit.digest.desk import BACK, Sheet
from vaultkit.digest.document import pictures
from vaultkit.digest.entry import Line, PaperEntry
from vaultkit.digest.gather import Incoming, Paper, Printed
from vaultkit.digest.identity import Key
from vaultkit.digest.known import known_names
from vaultkit.digest.links import LinkWriter
from vaultkit.digest.mentions import Mention
from vaultkit.digest.merge import Fresh
from vaultkit.digest.notes import digest_body, paper_body, quote_and_body, stub_body
from vaultkit.digest.places import name_of
from vaultkit.digest.properties import (
    digest_properties,
    fitting,
    one_line,
    paper_properties,
    stub_properties,
)
from vaultkit.digest.template import Template
from vaultkit.digest.venues import venue_or_new
from vaultkit.digest.weave import Thread, threads, woven
from vaultkit.vault.papers import title_key
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class World:
    """What was decided of an import.

    ``paths`` maps a paper's index to its note, ``digests`` are the digests' notes, in the order of
    ``incoming``; ``stubs`` maps a known name to its new note; ``links`` a note and a digest to the paths
    under ``related`` and ``mentions``, ``back`` a note to those that it must name in return; ``pictures`` a
    printed name to a file of the vault; ``woven`` are the names to be links in a note's text as well.
    """

    vault: Vault
    bases: Bases
    incoming: Sequence[Incoming]
    papers: Sequence[Paper]
    paths: Mapping[int, str]
    digests: Sequence[str]
    stubs: Mapping[str, str]
    links: Mapping[tuple[str, int], Mapping[str, Sequence[str]]]
    back: Mapping[str, Sequence[str]]
    pictures: Mapping[str, str]
    woven: Mapping[tuple[str, int], Sequence[tuple[Mention, str]]]


class Sheets:
    """Writes the sheets of one import."""

    def __init__(self, world: World, template: Template | None = None) -> None:
        self.world = world
        self.template = template
        new = (*world.digests, *world.paths.values(), *world.stubs.values(), *world.pictures.values())
        self.writer = LinkWriter({*world.vault.files, *new}, world.vault.settings.link_format)
        self.owners = {fold(name_of(path)): path for path in (*world.vault.note_paths, *new)}
        for note in world.vault.notes():
            for alias in note.aliases:
                self.owners.setdefault(fold(alias), note.path)

    def all(self) -> Iterator[Sheet]:
        """Every sheet: papers in order, stubs, digests."""
        for index in self.world.paths:
            yield from self._of_paper(index)
        yield from self._of_stubs()
        yield from self._of_digests()

    def _of_paper(self, index: int) -> Iterator[Sheet]:
        paper, path = self.world.papers[index], self.world.paths[index]
        back = self._back(path)
        for source, prints in groupby(paper.prints, key=_source):
            one = self.world.incoming[source].digest
            links = {
                kind: [self.writer.link(target, path) for target in targets]
                for kind, targets in self.world.links.get((path, source), {}).items()
            }
            entries = [at.entry for at in prints]
            lines = [line for entry in entries for line in (*entry.title_lines, *entry.lines)]
            embeds = self._embeds(path, lines)
            properties = paper_properties(
                entries,
                [self.writer.link(self.world.digests[source], path)],
                name_of(path),
                links,
                missing_pictures(lines, embeds),
                _facts(self.world.incoming[source], entries),
            )
            part = self._part(source)
            self._claim(properties, path)
            said = [(entry, one.reader) for entry in entries]
            names = self._threads(path, source, entries)
            body = woven(paper_body(said, embeds), names)
            if self.template:
                quote, rest = quote_and_body(said, embeds)
                body = self.template.body(properties, quote, woven(rest, names), name_of(path))
            yield Sheet("paper", path, Fresh(fitting(properties), body), part, paper.keys, back)

    def _threads(self, path: str, source: int, entries: Sequence[PaperEntry]) -> list[Thread]:
        named = self.world.woven.get((path, source), ())
        if not named or style_of(self.world.incoming[source].digest.reader) == "record":
            return []
        return threads(
            [(mention, self.writer.linkpath(target, path)) for mention, target in named],
            [line for entry in entries for line in entry.lines],
            [line for entry in entries for line in (*entry.title_lines, Line(entry.line, ""))],
        )

    def _of_stubs(self) -> Iterator[Sheet]:
        known = {name.name: name for name in known_names()} if self.world.stubs else {}
        for name, path in self.world.stubs.items():
            fact = known[name]
            venue = venue_or_new(fact.venue)
            kind = venue.kind if venue else "unknown"
            properties = stub_properties(fact, name_of(path), kind, ())
            self._claim(properties, path)
            yield Sheet(
                "stub", path, Fresh(properties, stub_body(fact)), BACK, (known_key(name),), self._back(path)
            )
        written = {*self.world.paths.values(), *self.world.stubs.values()}
        for path in self.world.back:
            if path not in written:
                yield Sheet("stub", path, Fresh({}, ""), BACK, (), self._back(path))

    def _of_digests(self) -> Iterator[Sheet]:
        names = [note.name for note in self.world.vault.notes() if note.type == "digest"]
        names += [one.digest.title or one.digest.name for one in self.world.incoming]
        note_of = {
            id(at.entry): path
            for index, path in self.world.paths.items()
            for at in self.world.papers[index].prints
        }
        gone = {
            id(at.entry): paper.deleted for paper in self.world.papers if paper.deleted for at in paper.prints
        }
        for source, (path, one) in enumerate(zip(self.world.digests, self.world.incoming, strict=True)):
            digest = one.digest
            title = digest.title or digest.name
            own = (*digest.front, *digest.unplaced)
            embeds = self._embeds(path, own)
            links = {
                number: self.writer.link(note_of[id(entry)], path)
                for number, entry in enumerate(digest.entries)
                if id(entry) in note_of
            }
            if path in self.world.vault.files:
                # The list that is there names notes that the reader has deleted: that is no news.
                for number, entry in enumerate(digest.entries):
                    if id(entry) in gone:
                        links[number] = f"[[{name_of(gone[id(entry)])}]]"
            properties = digest_properties(
                name_of(path),
                title,
                _dated(header_date(title, digest, [name for name in names if name != title])),
                tuple(dict.fromkeys(links.values())),
                one.file,
                one.sha256,
                missing_pictures(own, embeds),
            )
            body = digest_body(digest, links, title, embeds)
            fresh = Fresh(fitting(properties), body)
            yield Sheet("digest", path, fresh, self._part(source), (digest_key(title),))

    def _part(self, source: int) -> str:
        """What a digest is called in bases: its note's first name, wherever the note is now."""
        digest, one = self.world.digests[source], self.world.incoming[source].digest
        base = self.world.bases.by_path.get(digest)
        if base is None and digest in self.world.vault.files:
            base = self.world.bases.by_key.get(digest_key(one.title or one.name))
        return next(iter(base.parts), name_of(digest)) if base else name_of(digest)

    def _claim(self, properties: dict[str, Any], path: str) -> None:
        """Leave out the aliases that are another note's name or alias: they would mean neither."""
        aliases = properties.pop("aliases", [])
        own = [alias for alias in aliases if self.owners.setdefault(fold(alias), path) == path]
        if own:
            rest = {
                name: properties.pop(name)
                for name in [*properties]
                if name not in ("type", "title", "title_raw")
            }
            properties |= {"aliases": own, **rest}

    def _embeds(self, source: str, lines: Iterable[Line]) -> dict[str, str]:
        """The embeds of the pictures in ``lines`` that are at hand."""
        held = self.world.pictures
        names = (picture.name for line in lines for picture in pictures(line)) if held else ()
        return {name: self.writer.embed(held[name], source) for name in names if name in held}

    def _back(self, path: str) -> tuple[str, ...]:
        return tuple(self.writer.link(source, path) for source in self.world.back.get(path, ()))


def known_key(name: str) -> Key:
    """The key of a stub: a name of the shipped list."""
    return Key(("known", name))


def digest_key(title: str) -> Key:
    """The key of a digest's note."""
    return Key(("digest", title_key(title)))


def _facts(one: Incoming, entries: Sequence[PaperEntry]) -> str:
    """Which fields the bibliography filled in: ``library.bib: authors, doi``."""
    filled = dict.fromkeys(name for entry in entries for name in one.facts.get(entry.line, ()))
    return f"{one_line(one.library)}: {', '.join(filled)}" if filled else ""


def _source(at: Printed) -> int:
    return at.source


def _dated(date: HeaderDate | None) -> Mapping[str, Any]:
    """The properties that say when a digest is from: the day, or what it may be."""
    if date is None:
        return {}
    if date.date:
        return {"date": date.date}
    return {"date_raw": date.raw, "date_candidates": list(date.candidates)}
