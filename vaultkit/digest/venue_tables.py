"""The tables behind ``venues``: the data of ``vault.venues``, made ready for whole citations."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from re import IGNORECASE, Pattern, escape
from re import compile as pattern
from typing import Any

from vaultkit.vault.venues import key_of, spellings, venue_data, venues

_WORD = pattern(r"[^\W_]+")
_SMALL = frozenset({"of", "on", "in", "the", "and", "for", "ieee", "cvf", "rsj", "annual"})


@dataclass(frozen=True, slots=True)
class Tables:
    """What is known of names.

    ``venues``: key → canonical name and kind; ``long_names``: first word → (spelled-out name,
    canonical name, kind); ``abbreviable``: first letter and number of words → (words that are no small
    ones, canonical name, kind); ``ambiguous`` and ``organisations``: keys; ``organisation_words`` and
    ``venue_words`` say what an unknown name is, ``venue_endings`` are those of them that end a word of a
    language without spaces; the patterns find status words before, in brackets after, and bare after a
    citation.
    """

    venues: Mapping[str, tuple[str, str]]
    long_names: dict[str, list[tuple[str, str, str]]]
    abbreviable: Mapping[tuple[str, int], tuple[tuple[tuple[str, ...], str, str], ...]]
    ambiguous: frozenset[str]
    organisations: frozenset[str]
    organisation_words: frozenset[str]
    venue_words: dict[str, str]
    venue_endings: tuple[str, ...]
    lead: Pattern[str]
    bracketed: Pattern[str]
    trail: Pattern[str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read once."""
    data = venue_data()
    long_names: dict[str, list[tuple[str, str, str]]] = {}
    for short, about in data["venues"].items():
        kind = about["kind"]
        for name in (short, *spellings(about)):
            spaced = " ".join(_WORD.findall(name.casefold()))
            spaced = spaced.removeprefix("ieee ").removeprefix("cvf ")
            if spaced.count(" ") >= 2:
                long_names.setdefault(spaced.partition(" ")[0], []).append((spaced, short, kind))
    venue_words = {word: kind for kind, words in data["venue_words"].items() for word in words}
    status = "|".join(escape(word) for word in sorted(data["status"], key=len, reverse=True))
    tracks = "|".join(escape(word) for word in sorted(data["tracks"], key=len, reverse=True))
    after = r"(?:\s+(?:presentations?|papers?|track|talk|papers? track|candidates?|award))*"
    return Tables(
        venues(),
        long_names,
        _abbreviable(data["venues"]),
        frozenset(map(key_of, data["ambiguous"])),
        frozenset(map(key_of, data["organisations"])),
        frozenset(data["organisation_words"]),
        venue_words,
        tuple(word for word in venue_words if not word.isascii()),
        pattern(rf"(?P<status>{status})\s+(?:(?:in|to|by|at|for)\s+)?", IGNORECASE),
        pattern(
            rf"\s*[(\[]\s*(?:(?P<status>(?:{status})\b[^()\[\]]*)|(?:{tracks}){after})\s*[)\]]", IGNORECASE
        ),
        pattern(
            rf"(?:^|[\s,;:/|(\[-]+)(?:(?P<status>(?:{status})(?![\w-]){after}(?:\s*\([^()]*\)?)?)"
            rf"|(?:{tracks})(?![\w-]){after})$",
            IGNORECASE,
        ),
    )


def weighty(name: str) -> tuple[str, ...]:
    """The words of a venue's name that its abbreviation keeps."""
    return tuple(word for word in _WORD.findall(name.casefold()) if word not in _SMALL)


def _abbreviable(
    known: Mapping[str, Mapping[str, Any]],
) -> dict[tuple[str, int], tuple[tuple[tuple[str, ...], str, str], ...]]:
    found: dict[tuple[str, int], list[tuple[tuple[str, ...], str, str]]] = {}
    for short, about in known.items():
        for name in spellings(about):
            kept = weighty(name)
            if len(kept) >= 2:
                found.setdefault((kept[0][0], len(kept)), []).append((kept, short, about["kind"]))
    return {place: tuple(entries) for place, entries in found.items()}
