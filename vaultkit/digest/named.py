"""Which notes a paper's text names: notes of the vault, papers of the same import, and known names.

Gives what ``mentions`` finds, with the file that each name stands for. Links nothing itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vaultkit.digest.body import style_of
from vaultkit.digest.entry import Line, PaperEntry
from vaultkit.digest.identity import identifiers
from vaultkit.digest.known import KINDS, Kind, KnownName, known_names
from vaultkit.digest.lexicon import Lexicon, Name, folded, lexicon
from vaultkit.digest.mentions import DEFAULT_LEVELS, Doubt, Mention, find_mentions
from vaultkit.digest.properties import aliases_of, one_line
from vaultkit.vault.note import Note
from vaultkit.vault.vault import Vault

_KIND_OF_NOTE: Mapping[str, Kind] = {"model": "method", "task": "concept", "idea": "concept"}


@dataclass(frozen=True, slots=True)
class Named:
    """One name that a text surely holds: the note at ``path``, or a known name without a note (None)."""

    mention: Mention
    path: str | None

    @property
    def known(self) -> KnownName | None:
        """The shipped list's own entry, when it has one."""
        return self.mention.name.known

    @property
    def is_paper(self) -> bool:
        """Whether the name is a paper's."""
        return self.mention.name.kind == "paper"


class Names:
    """All names that a digest may mention, and the note that each stands for."""

    def __init__(self, vault: Vault, papers: Mapping[str, PaperEntry]) -> None:
        """``papers`` are those of the import, by the path of their note, which may be there already."""
        self._papers = papers
        self.paths: dict[str, str] = {}
        self.stubs: dict[str, str] = {}
        names = [
            self._of_note(note) for note in vault.notes() if _may_be_named(note) and not self._is_stub(note)
        ]
        names += [self._of_entry(path, entry) for path, entry in papers.items() if path not in vault.files]
        self.lexicon: Lexicon = lexicon(names)

    def named(
        self, entry: PaperEntry, reader: str, own: str, levels: frozenset[Kind] = DEFAULT_LEVELS
    ) -> tuple[tuple[Named, ...], tuple[Doubt, ...]]:
        """What ``entry``, whose note is ``own``, names, and which spellings stay in doubt."""
        lines: Sequence[Line] = entry.lines
        if style_of(reader) == "record":
            lines = (Line(entry.line, entry.abstract),) if entry.abstract else ()
        found = find_mentions(
            Line(entry.line, one_line(entry.title)),
            lines,
            self.lexicon,
            aliases=tuple(name for name in (entry.alias, *entry.other_titles) if name),
            arxiv=identifiers(entry).get("arxiv", ""),
            levels=levels,
        )
        linked = (Named(mention, self._path(mention.name)) for mention in found.linked)
        return tuple(named for named in linked if named.path != own), found.ambiguous

    def _path(self, name: Name) -> str | None:
        if name.in_vault:
            return self.paths.get(name.target)
        return self.stubs.get(name.known.name) if name.known else None

    def _is_stub(self, note: Note) -> bool:
        """Whether a note is a stub of a known name: it means what the list means, and no more."""
        if note.properties.get("stub") is not True:
            return False
        known = _known_titles().get(note.title)
        if known is not None:
            self.stubs[known.name] = note.path
        return known is not None

    def _of_note(self, note: Note) -> Name:
        kind = str(note.properties.get("kind", "concept" if note.type == "concept" else "paper"))
        arxiv = note.properties.get("arxiv")
        # Two papers of one short name share it for ever, though only one of their notes could be called so.
        entry = self._papers.get(note.path)
        short = aliases_of((entry,), note.name) if entry else ()
        return self._named(
            note.path,
            Name(
                note.name,
                tuple(dict.fromkeys((*note.aliases, *short))),
                kind=kind if kind in KINDS else _KIND_OF_NOTE.get(kind, "concept"),
                title=note.title,
                arxiv=arxiv if isinstance(arxiv, str) else "",
            ),
        )

    def _of_entry(self, path: str, entry: PaperEntry) -> Name:
        name = path.rpartition("/")[2].removesuffix(".md")
        forms = tuple(aliases_of((entry,), name))
        return self._named(
            path, Name(name, forms, title=one_line(entry.title), arxiv=identifiers(entry).get("arxiv", ""))
        )

    def _named(self, path: str, name: Name) -> Name:
        if name.target in self.paths:
            name = replace(name, target=path.removesuffix(".md"), forms=(name.target, *name.forms))
        self.paths[name.target] = path
        return name


def _may_be_named(note: Note) -> bool:
    """Notes of papers and concepts, and a note of no type that bears a known thing's name."""
    if note.type in ("paper", "concept"):
        return True
    return not note.type and folded(note.name) in _known_spellings()


@lru_cache(maxsize=1)
def _known_spellings() -> frozenset[str]:
    return frozenset(folded(text) for known in known_names() for text in (known.name, known.title) if text)


@lru_cache(maxsize=1)
def _known_titles() -> Mapping[str, KnownName]:
    return {one_line(known.title or known.name): known for known in known_names()}
