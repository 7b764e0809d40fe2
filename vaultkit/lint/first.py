"""The first look at a vault: what verdicts took for granted, held against what all files then said.

While files are unread nobody knows their headings, nor who else has a note's identifier. So a verdict takes
for granted that each heading and block is there and that nobody else has it, and most verdicts stand. It
knows no rule; who reads and judges is ``recheck.py``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vaultkit.lint.context import TABLES, Assumed
from vaultkit.source.marks import Block, Heading
from vaultkit.source.text import Span
from vaultkit.vault.note import Note
from vaultkit.vault.resolve import Missing, Outline

_NOWHERE = Span(0, 0)


class Inside(NamedTuple):
    """What links can lead to inside a note, short: level and text of each heading, and the block ids."""

    headings: tuple[tuple[int, str], ...]
    blocks: tuple[str, ...]

    def outline(self) -> Outline:
        """The same, to be asked; its places mean nothing."""
        headings = (Heading(_NOWHERE, level, text, _NOWHERE, True) for level, text in self.headings)
        return Outline(headings, (Block(_NOWHERE, name) for name in self.blocks))


class FirstLook:
    """What was seen so far: ``inside`` each note, and what the verdict of each file took for granted."""

    def __init__(self) -> None:
        self.inside: dict[str, Inside] = {}
        self._assumed: dict[str, Assumed] = {}

    def add(self, assumed: Assumed, note: Note | None) -> None:
        """Keep what one verdict took for granted, and what others may ask of the note."""
        if note is not None:
            headings = tuple((heading.level, heading.text) for heading in note.marks.headings if heading.root)
            self.inside[note.path] = Inside(headings, tuple(block.id for block in note.marks.blocks))
        if assumed.parts or assumed.keys or assumed.everything:
            self._assumed[assumed.path] = assumed

    def wrong(self, paths: Sequence[str], made: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        """The files among ``paths`` whose verdict may not stand; ``made``: what each gives to each table."""
        asked = {name for assumed in self._assumed.values() for name, _ in assumed.keys}
        owners = Counter(key for own in made.values() for key in _keys(own, asked))
        outlines: dict[str, Outline] = {}
        for path in paths:
            assumed = self._assumed.get(path)
            if assumed is None:
                continue
            own = _keys(assumed.own, asked)
            if (
                assumed.everything
                or any(owners[key] > (key in own) for key in assumed.keys)
                or any(self._is_missing(target, part, outlines) for target, part in assumed.parts)
            ):
                yield path

    def _is_missing(self, path: str, subpath: str, outlines: dict[str, Outline]) -> bool:
        if path not in outlines:
            if path not in self.inside:  # it could not be read: nothing inside is looked for
                return False
            outlines[path] = self.inside[path].outline()
        return isinstance(outlines[path].find(subpath), Missing)


def _keys(own: Mapping[str, Any], names: Iterable[str]) -> set[tuple[str, str]]:
    return {(name, key) for name in names if name in own for key in TABLES[name].keys(own[name])}
