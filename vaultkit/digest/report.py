"""What an import did or would do, as data: notes by state, links, doubts, lines without a place."""

from dataclasses import dataclass
from typing import Literal

from vaultkit.digest.entry import Line
from vaultkit.digest.gather import Question
from vaultkit.digest.mentions import Doubt
from vaultkit.digest.merge import Told
from vaultkit.writing.change import Change

NoteKind = Literal["paper", "digest", "stub", "picture"]
State = Literal["new", "changed", "same", "deleted", "rivals", "refused"]


@dataclass(frozen=True, slots=True)
class Noted:
    """One note or picture: what became of it, and what a merge has to tell. ``others`` are rival notes."""

    path: str
    kind: NoteKind
    state: State
    title: str = ""
    told: tuple[Told, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that a person wants to know of an import.

    ``doubts`` pair a note's path with a spelling that was not linked, ``unplaced`` a file's name with a
    line that no paper took; ``unlinked`` are known names for which there is no note and no stub.
    ``conflicts`` counts the callouts that wait for the reader.
    """

    notes: tuple[Noted, ...] = ()
    links: int = 0
    doubts: tuple[tuple[str, Doubt], ...] = ()
    unplaced: tuple[tuple[str, Line], ...] = ()
    unlinked: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    conflicts: int = 0
    items: int = 0
    pictures: int = 0

    @property
    def left_out(self) -> bool:
        """Whether a note could not be told or edited, so that what a digest says is not in it."""
        return any(noted.state in ("rivals", "refused") for noted in self.notes)

    def count(self, kind: NoteKind, state: State) -> int:
        """How many notes of a kind are in a state."""
        return sum(noted.kind == kind and noted.state == state for noted in self.notes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written, in the order in which it must be: notes first, then their bases."""

    changes: tuple[Change, ...]
    report: Report
