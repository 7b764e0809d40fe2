"""How much the words of a line are those of a paper's title, rather than of any other line of a page.

A sum of weights for the words of a line, its length, its signs and its capitals (a logistic regression):
positive for a title. One line can deceive, several together hardly can, so ``worded`` asks of a
list.
The weights are data (``data/wording.json``), learnt by ``scripts/learn_wording.py`` from lines of digests,
of notes about anything, and titles of bibliographies of many fields. They know the Latin script alone.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum
from re import compile as pattern

_TOKEN = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
_COLON = pattern(r":\s")
_STOP_INSIDE = pattern(r"[.!?]\s+\S")
_SHORT = 3
_LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24)
_MOST = 3.0
USUAL = 6.0
"""What the lines of a list of titles say together, at least."""
_EACH, _UNDECIDED = 0.9, -0.5
"""What each line of a list of titles says on average, at least; and what most of them do."""
_SIGNS = frozenset(',;()[]!"/=%$#<>&')


def features(text: str) -> set[tuple[str, str]]:
    """What is weighed of ``text``, each as a kind and a name; nothing of words in other scripts.

    A full stop at the end says nothing: those of titles are cut off by some ways of reading them.
    """
    text = text.rstrip(" .")
    words = [token for token in _TOKEN.findall(text) if token[0].isalpha()]
    letters = sum(map(str.isalpha, text))
    if not words or sum(sign < "\u0250" for sign in text if sign.isalpha()) * 5 < letters * 4:
        return set()
    low = [word.casefold() for word in words]
    found = {("words", word) for word in low} | {("first", low[0]), ("last", low[-1])}
    long = [word for word in words[1:] if len(word) > _SHORT]
    if long:
        capitals = sum(word[0].isupper() for word in long)
        found.add(("capitals", str(round(4 * capitals / len(long)))))
    if words[0][0].islower():
        found.add(("capitals", "none first"))
    found.add(("lengths", str(max(length for length in _LENGTHS if length <= len(words)))))
    if not text[-1].isalnum():
        found.add(("ends", text[-1]))
    found |= {("signs", sign) for sign in _SIGNS.intersection(text)}
    found |= {("signs", ":")} if _COLON.search(text) else set()
    found |= {("signs", ". inside")} if _STOP_INSIDE.search(text) else set()
    found |= {("signs", "digit")} if any(map(str.isdigit, text)) else set()
    return found


@lru_cache(maxsize=1 << 14)
def wording(text: str) -> float:
    """The log-odds that ``text`` is a title by its words, between -3 and 3; 0 where nothing can be said.

    A whole number of tenths, as the weights are: the order in which a set gives them changes nothing.
    """
    found = features(text)
    if not found:
        return 0.0
    weights = _weights()
    told = round(fsum((weights["start", ""], *(weights.get(feature, 0.0) for feature in found))), 1)
    return max(-_MOST, min(told, _MOST))


def worded(told: Sequence[float], least: float = USUAL) -> bool:
    """Whether lines whose ``wording`` is ``told`` are titles: most of them, and ``least`` together.

    Less than ``USUAL`` is asked of lines that something else marks, so each of them need say less as well.
    """
    titles = sum(one > _UNDECIDED for one in told)
    return titles * 4 >= len(told) * 3 and sum(told) >= max(least, len(told) * _EACH * least / USUAL)


def capitals(titles: Iterable[str]) -> float:
    """Which part of the longer words of ``titles``, the first of each set aside, begin with a capital."""
    every = (word for title in titles for word in title.split()[1:])
    long = [word for word in every if len(word) > _SHORT and word[0].isalpha()]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


@cache
def _weights() -> dict[tuple[str, str], float]:
    text = (files("vaultkit.digest") / "data" / "wording.json").read_text("utf-8")
    data = json.loads(text)
    start = data.pop("start")
    return {("start", ""): start} | {
        (kind, name): weight
        for kind, table in data.items()
        if isinstance(table, dict)
        for name, weight in table.items()
    }
