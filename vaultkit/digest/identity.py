"""When two papers are one: an identifier in common, else the same title.

Knows entries, notes and their properties. A title counts only where no two identifiers of one kind
contradict it. Nothing here is a guess: near-equal titles are found by ``Titles``, for a person to
decide.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from vaultkit.digest.entry import PaperEntry
from vaultkit.vault.papers import KINDS, bare, identifiers_of, title_key

_NEAR = 0.95
_MOST_NEAR = 3


class Key(tuple[str, str]):
    """What identifies a paper: (kind, value), the kind an identifier's or ``title``."""

    __slots__ = ()


def identifiers(entry: PaperEntry) -> dict[str, str]:
    """The identifiers that ``entry`` prints, one of each kind, as properties hold them."""
    found: dict[str, str] = {}
    for kind, value in entry.identifiers:
        found.setdefault(kind, bare(kind, value))
    return found


def keys_of_entry(entry: PaperEntry) -> tuple[Key, ...]:
    """The keys of ``entry``, the surest first; a title of signs alone gives none."""
    return _keys(identifiers(entry), (entry.title,))


def keys_of_properties(properties: Mapping[str, Any]) -> tuple[Key, ...]:
    """The keys of a note, the surest first."""
    title = properties.get("title")
    return _keys(identifiers_of(properties), (title,) if isinstance(title, str) else ())


def contradict(one: Iterable[Key], other: Iterable[Key]) -> bool:
    """Whether two papers have different identifiers of one kind and none in common."""
    ours, theirs = ({key for key in keys if key[0] != "title"} for keys in (one, other))
    if ours & theirs:
        return False
    return bool({kind for kind, _ in ours} & {kind for kind, _ in theirs})


class Titles:
    """Titles seen so far, to find those that a new one nearly repeats: perhaps the same paper.

    Two titles are compared when they begin or end alike, and are near when they differ by a letter or two.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._alike: dict[tuple[int, str], list[_Spelled]] = {}
        for title in titles:
            self.add(title)

    def add(self, title: str) -> None:
        """One more title."""
        spelled = _spelled(title)
        for end in spelled.ends:
            self._alike.setdefault(end, []).append(spelled)

    def near(self, title: str) -> tuple[str, ...]:
        """The first titles that differ from ``title`` by a letter or two: few, as a person is asked."""
        own = _spelled(title)
        if own.size < 12:
            return ()
        matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
        found: dict[str, None] = {}
        for other in (other for end in own.ends for other in self._alike.get(end, ())):
            enough = _NEAR / 2 * (own.size + other.size) - 0.01  # a count of letters: no float decides
            if own.size < enough or other.size < enough:
                continue
            common = (own.letters & other.letters).bit_count() + min(own.uncounted, other.uncounted)
            if common >= enough and own.key != other.key:
                matcher.set_seqs(other.key, own.key)
                if matcher.ratio() >= _NEAR:
                    found[other.title] = None
            if len(found) == _MOST_NEAR:
                break
        return tuple(found)


class _Spelled(NamedTuple):
    """A title, its key and how it begins and ends; the key's letters as bits, to be counted at once.

    Each of the first 16 of a letter has one bit in ``letters``; those above are ``uncounted``.
    """

    title: str
    key: str
    size: int
    ends: tuple[tuple[int, str], ...]
    letters: int
    uncounted: int


@lru_cache(maxsize=1024)
def _spelled(title: str) -> _Spelled:
    key = title_key(title)
    plain = "".join(sign for sign in title.casefold() if sign.isalnum())
    letters = uncounted = 0
    for place, count in Counter(ord(sign) % 64 for sign in key).items():
        letters |= ((1 << min(count, 16)) - 1) << (16 * place)
        uncounted += max(count - 16, 0)
    return _Spelled(title, key, len(key), ((0, plain[:8]), (1, plain[-8:])), letters, uncounted)


def _keys(ids: Mapping[str, str], titles: Iterable[str]) -> tuple[Key, ...]:
    keys = [Key((kind, ids[kind].casefold())) for kind in KINDS if ids.get(kind)]
    keys += [Key(("title", key)) for title in titles if len(key := title_key(title)) >= 2]
    return tuple(keys)
