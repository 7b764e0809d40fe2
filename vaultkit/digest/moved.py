"""Notes that import once wrote, found again after the reader has renamed, moved and edited them.

Identity, not likeness: the title among its properties, or half and more of the very units that import
wrote there. Several such notes are told, and none is chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vaultkit.digest.base import Base, Bases
from vaultkit.digest.units import units, words_of
from vaultkit.vault.note import Note
from vaultkit.vault.papers import title_key
from vaultkit.vault.vault import Vault

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Strays:
    """Notes that no base names: ``words`` are marks of their units, ``titles`` the keys of their titles."""

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def like(self, base: Base) -> tuple[str, ...]:
        """The notes that can be the one of ``base``, which is not where it was."""
        wrote = {words_of(mark) for part in base.parts.values() for mark in part.units}
        titles = {value for kind, value in base.keys if kind in ("title", "digest")}
        return tuple(
            path
            for path, held in self.words.items()
            if titles & self.titles[path]
            or (len(wrote & held) >= _FEWEST and 2 * len(wrote & held) >= len(wrote))
        )


def strays(vault: Vault, bases: Bases, kinds: Iterable[str]) -> Strays:
    """The notes of ``kinds`` that no base names; none are sought when every base still has its note."""
    if all(base.path in vault.files for base in bases.by_path.values()):
        return Strays()
    notes = [note for note in vault.notes() if note.type in kinds and note.path not in bases.by_path]
    return Strays({note.path: _words(note) for note in notes}, {note.path: _titles(note) for note in notes})


def _words(note: Note) -> frozenset[str]:
    rows = note.text.slice(note.body).split("\n")
    return frozenset(unit.words for unit in units([row.removesuffix("\r") for row in rows]))


def _titles(note: Note) -> frozenset[str]:
    raw = note.properties.get("title_raw")
    said = (note.title, *note.aliases, *([raw] if isinstance(raw, str) else []))
    return frozenset(key for text in said if len(key := title_key(text)) >= 2)
