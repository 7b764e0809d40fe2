"""Which units of a note a digest has edited, told by their places and never by likeness.

Between two units that all three versions have, in one order, as many units that the digest has lost as are
new in it: the new ones are the old ones, edited, when the note still has every old one as import wrote it.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from vaultkit.digest.units import Unit, words_of


def edits(
    base: Sequence[str],
    fresh: Sequence[Unit],
    ours: Sequence[Unit],
    pairs: Mapping[int, int],
    claimed: Collection[str],
) -> dict[int, int]:
    """Indexes of new units of ``fresh`` and of the units of ``ours`` that they take the place of.

    ``base`` are the marks of what import wrote last, in order; ``pairs`` the units that stand in both;
    ``claimed`` marks of what other digests have put into the note as well.
    """
    known = tuple(map(words_of, base))
    found: dict[int, int] = {}
    fixed = [(-1, -1, -1), *_fixed(known, fresh, ours, pairs), (len(known), len(fresh), len(ours))]
    said, taken = {unit.words for unit in fresh}, set(pairs.values())
    for one, other in pairwise(fixed):
        if any(before >= after for before, after in zip(one, other, strict=True)):
            continue
        lost = [words for words in known[one[0] + 1 : other[0]] if words not in said]
        new = [at for at in range(one[1] + 1, other[1]) if at not in pairs and fresh[at].words not in known]
        free = (at for at in range(one[2] + 1, other[2]) if at not in taken and ours[at].mark in base)
        old = [at for at in free if ours[at].words in lost and ours[at].words not in claimed]
        if lost == [ours[at].words for at in old] and [_form(fresh, at) for at in new] == [
            _form(ours, at) for at in old
        ]:
            found |= dict(zip(new, old, strict=True))
    return found


def _fixed(
    known: Sequence[str], fresh: Sequence[Unit], ours: Sequence[Unit], pairs: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """The places, in each version, of the units that all have once."""
    times = Counter(known), Counter(unit.words for unit in fresh), Counter(unit.words for unit in ours)
    place = {words: at for at, words in enumerate(known)}
    return [
        (place[unit.words], at, pairs[at])
        for at, unit in enumerate(fresh)
        if at in pairs and [count[unit.words] for count in times] == [1, 1, 1]
    ]


def _form(units: Sequence[Unit], at: int) -> tuple[str, int, str]:
    """A unit's kind and depth; a heading and a picture are what they are."""
    depth, parent = 0, units[at].parent
    while parent is not None:
        depth, parent = depth + 1, units[parent].parent
    return units[at].kind, depth, units[at].picture
