"""What a link means, as a value that can be compared before and after a change."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from vaultkit.source.marks import Block, Heading, Link, Marks
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Ambiguous, Missing, Outline
from vaultkit.vault.vault import Vault

NoteAt = Callable[[str], Note | None]
State = Literal["found", "ambiguous", "broken", "missing"]


class Meaning(NamedTuple):
    """What a link means: the file, and the place in it of the heading or block it names (an index)."""

    state: State
    path: str | None = None
    heading: int | None = None
    block: int | None = None


class Places:
    """The headings and blocks of notes, by path, ready to be found; each note is prepared once."""

    def __init__(self, note_at: NoteAt) -> None:
        self._note_at = note_at
        self._known: dict[str, tuple[Outline, Marks] | None] = {}

    def find(self, path: str, subpath: str) -> Heading | Block | Missing | None:
        """What ``subpath`` names in the note at ``path``; None when it is no note, or nothing is named."""
        known = self._at(path)
        return known[0].find(subpath) if known else None

    def index(self, path: str, part: Heading | Block) -> int:
        """The place of ``part`` among the headings, or the blocks, of the note at ``path``."""
        known = self._at(path)
        assert known is not None
        return known[1].headings.index(part) if isinstance(part, Heading) else known[1].blocks.index(part)

    def _at(self, path: str) -> tuple[Outline, Marks] | None:
        if path not in self._known:
            note = self._note_at(path)
            marks = note.marks if note else None
            self._known[path] = (Outline(marks.headings, marks.blocks), marks) if marks else None
        return self._known[path]


def meaning(vault: Vault, link: Link, source: str, places: Places) -> Meaning | None:
    """What ``link`` in the file at ``source`` means; None for an external one."""
    if link.external:
        return None
    reached = vault.resolve(link._replace(subpath=""), source)
    if isinstance(reached, Missing):
        return Meaning("missing")
    state: State = "ambiguous" if isinstance(reached, Ambiguous) else "found"
    match places.find(reached.path, link.subpath) if len(link.subpath) > 1 else None:
        case Missing():
            return Meaning("broken", reached.path)
        case Heading() as heading:
            return Meaning(state, reached.path, heading=places.index(reached.path, heading))
        case Block() as block:
            return Meaning(state, reached.path, block=places.index(reached.path, block))
        case None:
            return Meaning(state, reached.path)
