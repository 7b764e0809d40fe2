"""When two papers are one: an identifier in common, else the same title.

Knows entries, notes and their properties. A title counts only where no two identifiers of one kind
contradict it. Nothing here is a guess: near-equal titles are named by ``near_titles``, for a person
to decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from vaultkit.digest.entry import PaperEntry
from vaultkit.vault.papers import KINDS, bare, identifiers_of, title_key

_NEAR = 0.95


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


def near_titles(title: str, others: Sequence[str]) -> tuple[str, ...]:
    """Those of ``others`` that differ from ``title`` by a letter or two: perhaps the same paper."""
    key = title_key(title)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    found = []
    for other in others:
        theirs = title_key(other)
        if theirs == key or len(key) < 12 or abs(len(theirs) - len(key)) > 0.1 * len(key):
            continue
        matcher.set_seq1(theirs)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _NEAR and matcher.ratio() >= _NEAR:
            found.append(other)
    return tuple(found)


def _keys(ids: Mapping[str, str], titles: Iterable[str]) -> tuple[Key, ...]:
    keys = [Key((kind, ids[kind].casefold())) for kind in KINDS if ids.get(kind)]
    keys += [Key(("title", key)) for title in titles if len(key := title_key(title)) >= 2]
    return tuple(keys)
