"""What a link means, as a value that can be compared before and after a change."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from vaultkit.source.marks import Block, Heading, Link
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Ambiguous, Missing, find_subpath
from vaultkit.vault.vault import Vault

NoteAt = Callable[[str], Note | None]
State = Literal["found", "ambiguous", "broken", "missing"]


class Meaning(NamedTuple):
    """What a link means: the file, and the place in it of the heading or block it names (an index)."""

    state: State
    path: str | None = None
    heading: int | None = None
    block: int | None = None


def meaning(vault: Vault, link: Link, source: str, note_at: NoteAt) -> Meaning | None:
    """What ``link`` in the file at ``source`` means; None for an external one."""
    if link.external:
        return None
    reached = vault.resolve(link._replace(subpath=""), source)
    if isinstance(reached, Missing):
        return Meaning("missing")
    state: State = "ambiguous" if isinstance(reached, Ambiguous) else "found"
    note = note_at(reached.path) if len(link.subpath) > 1 else None
    if note is None:  # pictures, canvases and bases have subpaths of their own
        return Meaning(state, reached.path)
    match find_subpath(link.subpath, note.marks.headings, note.marks.blocks):
        case Missing():
            return Meaning("broken", reached.path)
        case Heading() as heading:
            return Meaning(state, reached.path, heading=note.marks.headings.index(heading))
        case Block() as block:
            return Meaning(state, reached.path, block=note.marks.blocks.index(block))
        case None:
            return Meaning(state, reached.path)
