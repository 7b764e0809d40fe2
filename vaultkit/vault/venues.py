"""The venues that are known by name, and how a name is looked up: ``data/venues.json``.

Knows whole names, with their aliases, spelled-out forms and usual misprints; what else may stand in a
citation (years, tracks, organisations) is for the wing that reads digests, which uses the same data.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from re import compile as pattern
from typing import Any
from unicodedata import normalize

_WORD = pattern(r"[^\W_]+")
SHORT = 7
"""Names of fewer letters are so close to each other that only two letters in the wrong order are a slip."""


@lru_cache(maxsize=1)
def venue_data() -> Mapping[str, Any]:
    """The file, read once; its ``about`` says what is in it."""
    found: Mapping[str, Any] = json.loads(
        files("vaultkit.vault").joinpath("data/venues.json").read_text("utf-8")
    )
    return found


def key_of(name: str) -> str:
    """``name`` as it is looked up: letters and digits alone, lower case, compatible forms made one."""
    return "".join(_WORD.findall(normalize("NFKC", name).casefold()))


def spellings(about: Mapping[str, Any]) -> tuple[str, ...]:
    """The other names of a venue in the data: spelled out, its aliases, its usual misprints."""
    return about["full"], *about.get("aliases", ()), *about.get("typos", ())


@lru_cache(maxsize=1)
def venues() -> Mapping[str, tuple[str, str]]:
    """From the key of every name to the venue's canonical short name and its kind."""
    found: dict[str, tuple[str, str]] = {}
    for short, about in venue_data()["venues"].items():
        for name in (short, *spellings(about)):
            found.setdefault(key_of(name), (short, about["kind"]))
    return found


def canonical(name: str) -> str | None:
    """The canonical short name of the venue called ``name``, or None for a name that is not known."""
    found = venues().get(key_of(name))
    return found[0] if found else None


def is_ambiguous(name: str) -> bool:
    """Whether a known name is also a word or the name of something else (MM, Cell)."""
    return key_of(name) in _ambiguous()


@lru_cache(maxsize=1)
def _ambiguous() -> frozenset[str]:
    return frozenset(map(key_of, venue_data()["ambiguous"]))


def nearest(name: str) -> str | None:
    """The known venue whose name is one slip away from ``name``, or None when none is, or several are.

    A slip is a letter too few, too many or wrong, or two in the wrong order, but never the first or the
    last letter, which tell many a venue from another (ICML, ICMLA).
    """
    key = key_of(name)
    if key in venues():
        return None
    near: set[str] = set()
    for slip in _slips(key):
        near |= _by_slip().get(slip, frozenset())
    found = {venues()[known][0] for known in near if _is_slip(key, known)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _by_slip() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key in venues():
        for slip in _slips(key):
            found.setdefault(slip, set()).add(key)
    return {slip: frozenset(keys) for slip, keys in found.items()}


def _slips(key: str) -> Iterator[str]:
    """``key``, and ``key`` without one of its inner letters: two names one slip apart share one of these."""
    yield key
    for at in range(1, len(key) - 1):
        yield key[:at] + key[at + 1 :]


def _is_slip(one: str, other: str) -> bool:
    if len(one) < 3 or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    swapped = one[:at] + one[at : at + 2][::-1] + one[at + 2 :]
    if swapped == other:
        return True
    if min(len(one), len(other)) < SHORT:
        return False
    tails = (one[at + 1 :], other[at + 1 :]), (one[at:], other[at + 1 :]), (one[at + 1 :], other[at:])
    return any(a == b for a, b in tails)
