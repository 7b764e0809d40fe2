"""From digests and a vault to the changes that an import makes; nothing is written here.

A paper is one note however many digests print it. A name that a text surely holds is a link:
``related`` when both ends are papers whose notes import keeps, so that each names the other;
``mentions`` otherwise, as a note that the reader wrote is not edited for a link back. A known name
without a note gets a stub. What is there already is merged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from vaultkit.config import Folders
from vaultkit.digest.base import Bases
from vaultkit.digest.desk import Desk
from vaultkit.digest.document import is_item, pictures
from vaultkit.digest.filenames import safe_name
from vaultkit.digest.gather import Incoming, Paper, Question, gather, notes_of
from vaultkit.digest.known import Kind
from vaultkit.digest.mentions import DEFAULT_LEVELS, Doubt, Mention
from vaultkit.digest.moved import strays
from vaultkit.digest.named import Named, Names
from vaultkit.digest.pictures import Gallery, attachment_folder, in_vault, lookup, read_picture
from vaultkit.digest.places import Places, name_of
from vaultkit.digest.raw import raw_change
from vaultkit.digest.report import Noted, Plan, Report
from vaultkit.digest.sheets import Sheets, World, digest_key, known_key
from vaultkit.digest.template import Template
from vaultkit.vault.resolve import fold
from vaultkit.vault.vault import Vault
from vaultkit.vault.whole import require_whole


@dataclass(frozen=True, slots=True)
class Options:
    """How to import. ``same`` are the near-equal titles that a person took for one paper.

    With ``own_assets`` pictures go to the folder of ``folders``, whatever the app's settings say.
    """

    folders: Folders = field(default_factory=Folders)
    gallery: Gallery = field(default_factory=Gallery)
    stubs: bool = True
    link_body: bool = False
    own_assets: bool = False
    prune: bool = False
    restore: bool = False
    levels: frozenset[Kind] = DEFAULT_LEVELS
    same: frozenset[Question] = frozenset()
    template: Template | None = None
    progress: Callable[[int, int], None] = lambda done, total: None


def plan_import(
    vault: Vault | None,
    incoming: Sequence[Incoming],
    options: Options | None = None,
    bases: Bases | None = None,
) -> Plan:
    """What importing ``incoming`` into ``vault`` (None: a new one) would write, and what to tell of it.

    Raises ``VaultkitError`` when a part of the vault could not be read: a paper may have its note there.
    """
    plan = _Import(vault or Vault.of({}), incoming, options or Options(), bases or Bases()).plan()
    if vault is not None:
        require_whole(vault)
    return plan


Links = dict[tuple[str, int], dict[str, list[str]]]


class _Import:
    """One import on its way; each step stands on the ones before it."""

    def __init__(self, vault: Vault, incoming: Sequence[Incoming], options: Options, bases: Bases) -> None:
        self.vault, self.incoming, self.options, self.bases = vault, incoming, options, bases
        self.desk = Desk(vault, bases, options.prune)
        self.places = Places(vault.files)
        notes = notes_of(vault)
        self.papers, self.questions = gather(
            incoming, notes, bases, vault.note_paths, options.same, strays(vault, bases, ("paper", "concept"))
        )
        self.strays = strays(vault, bases, ("digest",))
        self.digests = [self._digest_path(one) for one in incoming]
        self.paths = {
            index: path for index, paper in enumerate(self.papers) if (path := self._paper_path(paper))
        }
        self.named, self.doubts = self._named()
        self.stubs = self._stubs()
        self.links, self.back = self._links()
        self.pictures = self._pictures()

    def plan(self) -> Plan:
        """The changes and the report."""
        for name, path in self.pictures.items():
            if path not in self.vault.files and (file := self.options.gallery.find(name)):
                self.desk.add_picture(path, read_picture(file), name)
        taken = set[str]()
        for digest, one in zip(self.digests, self.incoming, strict=True):
            if kept := raw_change(self.vault, self.options.folders.digests, digest, one, taken):
                self.desk.keep(kept)
                taken.add(fold(kept.path))
        world = World(
            self.vault, self.bases, self.incoming, self.papers, self.paths, self.digests,
            self.stubs, self.links, self.back, self.pictures, self._threads(),
        )  # fmt: skip
        total = 2 * len(self.paths) + len(self.stubs) + len(self.digests)
        for done, sheet in enumerate(Sheets(world, self.options.template).all(), len(self.paths) + 1):
            self.desk.lay(sheet)
            self.options.progress(done, max(done, total))
        return Plan(self.desk.changes(), self._report())

    def _digest_path(self, one: Incoming) -> str:
        """The note of a digest: of the same bytes, else of the same name and with a paper in common."""
        title = one.digest.title or one.digest.name
        known = self.bases.by_key.get(digest_key(title))
        own = known.path if known else None
        digests = [note for note in self.vault.notes() if note.type == "digest" or note.path == own]
        for note in digests:
            if note.properties.get("sha256") == one.sha256:
                return note.path
        mine = [paper for paper in self.papers if any(self.incoming[at.source] is one for at in paper.prints)]
        moved = self.strays.like(known) if known and known.path not in self.vault.files else ()
        for note in digests:
            if fold(note.name) == fold(safe_name(title)) or (known and note.path in (known.path, *moved)):
                held = {info.path for info in self.vault.links(note.path)}
                if not mine or any(paper.deleted or held & {paper.path, *paper.rivals} for paper in mine):
                    return note.path
        return self.places.of(self.options.folders.digests, title)

    def _paper_path(self, paper: Paper) -> str | None:
        title = paper.entry.title
        if paper.rivals:
            self.desk.tell(Noted("", "paper", "rivals", title, others=paper.rivals))
        elif paper.path:
            return paper.path
        elif paper.deleted and not self.options.restore:
            self.desk.tell(Noted(paper.deleted, "paper", "deleted", title))
        else:
            return self.places.of_paper(self.options.folders.papers, [at.entry for at in paper.prints])
        return None

    def _named(self) -> tuple[dict[tuple[str, int], list[Named]], list[tuple[str, Doubt]]]:
        """By note and digest: the names that its paper's text holds; and the spellings that stay in doubt."""
        names = Names(self.vault, {path: self.papers[at].entry for at, path in self.paths.items()})
        found: dict[tuple[str, int], list[Named]] = {}
        doubts: list[tuple[str, Doubt]] = []
        for done, (index, path) in enumerate(self.paths.items(), 1):
            self.options.progress(done, 2 * len(self.paths))
            for at in self.papers[index].prints:
                reader = self.incoming[at.source].digest.reader
                named, in_doubt = names.named(at.entry, reader, path, self.options.levels)
                found.setdefault((path, at.source), []).extend(named)
                doubts += ((path, doubt) for doubt in in_doubt)
        return found, doubts

    def _stubs(self) -> dict[str, str]:
        """The stubs to make: a known name, and the path of its note."""
        stubs: dict[str, str] = {}
        for one in (one for names in self.named.values() for one in names):
            known = one.known
            if one.path is not None or known is None or known.name in stubs or not self.options.stubs:
                continue
            base = self.bases.by_key.get(known_key(known.name))
            if base and base.path not in self.vault.files and not self.options.restore:
                self.desk.tell(Noted(base.path, "stub", "deleted", known.name))
                continue
            told = " ".join(str(part) for part in (known.venue, known.year) if part)
            stubs[known.name] = self.places.of(self.options.folders.concepts, known.name, told)
        return stubs

    def _links(self) -> tuple[Links, dict[str, list[str]]]:
        """By note and digest: paths under ``related`` and ``mentions``; by note: those to name in return."""
        found: dict[tuple[str, int], dict[str, dict[str, None]]] = {}
        mutual: dict[str, dict[str, None]] = {}
        kept = {*self.stubs.values(), *self.paths.values(), *self.bases.by_path}
        for (source, digest), names in self.named.items():
            held = self._held(source)
            for one in names:
                target = one.path or (self.stubs.get(one.known.name) if one.known else None)
                if target is None:
                    continue
                is_mutual = (
                    one.is_paper
                    and (target in kept or self._is_stub(target))
                    and held.get(target) != "mentions"
                )
                kinds = found.setdefault((source, digest), {})
                kinds.setdefault("related" if is_mutual else "mentions", {})[target] = None
                if is_mutual:
                    mutual.setdefault(target, {})[source] = None
        for (source, _), kinds in found.items():
            for path in kinds.get("related", {}):
                mutual.get(source, {}).pop(path, None)
        links = {place: {kind: [*named] for kind, named in kinds.items()} for place, kinds in found.items()}
        return links, {path: [*sources] for path, sources in mutual.items() if sources}

    def _threads(self) -> dict[tuple[str, int], list[tuple[Mention, str]]]:
        """By note and digest: the names to weave into its text, when that is wanted, and their notes."""
        if not self.options.link_body:
            return {}
        found: dict[tuple[str, int], list[tuple[Mention, str]]] = {}
        for place, names in self.named.items():
            for one in names:
                target = one.path or (self.stubs.get(one.known.name) if one.known else None)
                if target is not None:
                    found.setdefault(place, []).append((one.mention, target))
        return found

    def _held(self, source: str) -> dict[str | None, str | int]:
        """Which property of a note links to which file already."""
        note = self.vault.note(source) if source in self.vault.files else None
        links = note.property_links if note else ()
        return {self.vault.resolve(link, source).path: link.key[0] for link in links if link.key}

    def _is_stub(self, target: str) -> bool:
        """Whether a note says that it is a stub, so that a link back may be written into it."""
        note = self.vault.note(target)
        return note is not None and note.properties.get("stub") is True

    def _pictures(self) -> dict[str, str]:
        """By the name that a digest prints: where the picture is, or will be."""
        there = in_vault(self.vault.files)
        found: dict[str, str] = {}
        homes = {id(at.entry): path for i, path in self.paths.items() for at in self.papers[i].prints}
        for source, one in enumerate(self.incoming):
            digest = self.digests[source]
            own = [
                (at, homes.get(id(entry), digest)) for entry in one.digest.entries for at in entry.pictures
            ]
            own += (
                (at, digest) for line in (*one.digest.front, *one.digest.unplaced) for at in pictures(line)
            )
            for picture, note in own:
                if picture.name in found:
                    continue
                if path := lookup(picture.name, there):
                    found[picture.name] = path
                elif file := self.options.gallery.find(picture.name):
                    found[picture.name] = self.places.of_picture(self._folder(digest, note), file.name)
        return found

    def _folder(self, digest: str, note: str) -> str:
        """Where a picture of ``note`` goes: as the app does it, unless the configuration names a folder."""
        said = None if self.options.own_assets else attachment_folder(self.vault.settings, note)
        return f"{self.options.folders.assets}/{name_of(digest)}" if said is None else said

    def _report(self) -> Report:
        entries = [entry for one in self.incoming for entry in one.digest.entries]
        unlinked = (
            one.mention.name.target
            for names in self.named.values()
            for one in names
            if one.path is None and not (one.known and one.known.name in self.stubs)
        )
        return Report(
            notes=tuple(self.desk.noted.values()),
            links=sum(len(targets) for kinds in self.links.values() for targets in kinds.values()),
            doubts=tuple(self.doubts),
            unplaced=tuple((one.file, line) for one in self.incoming for line in one.digest.unplaced),
            unlinked=tuple(dict.fromkeys(unlinked)),
            notices=tuple(notice for one in self.incoming for notice in one.digest.notices),
            questions=self.questions,
            conflicts=self.desk.conflicts(),
            items=sum(is_item(line.text) for entry in entries for line in entry.lines),
            pictures=sum(len(entry.pictures) for entry in entries),
        )
