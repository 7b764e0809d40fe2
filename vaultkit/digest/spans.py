"""Where a title stands in its line, by the words and signs of the whole line.

A line is taken as three parts: what stands before the title, the title, and what stands behind it. Each
word adds to the part that it stands in, each border between two parts adds too, and so does the length of
the title in words. That is a conditional random field whose segments are these three (Lafferty, McCallum
and Pereira, ICML 2001; Sarawagi and Cohen, NIPS 2004). It is a second opinion: the forms and the styles of
references say first what a line tells, and are set right only where another title is far likelier.
The weights are data (``data/spans.json``), learnt by ``scripts/learn_spans.py``; tenths of log-odds.
"""

import json
from bisect import bisect_right
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from operator import itemgetter
from re import compile as pattern
from typing import NamedTuple

_TOKEN = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]|_")
_YEAR = pattern(r"(?:19|20)\d\d")
_OPENING = frozenset("([{“\"'‘«_:-—–：")
_NO_START = frozenset(".,;:)]}”»’!?")
_NO_END = frozenset(",;:([{“‘«.")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))
_LONGEST = 140
"""How many words and signs of a line are looked at."""
_FEWEST = 3
_NEVER = -(10**9)
LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 35, 50)


class Token(NamedTuple):
    """A word, a number or a sign, and where it stands in the line."""

    text: str
    start: int
    end: int


class Split(NamedTuple):
    """A line with a title in it, and by how many tenths of log-odds that title is likelier than another."""

    before: str
    title: str
    after: str
    odds: int


def tokens(text: str) -> list[Token]:
    """The words, numbers and signs of ``text``."""
    return [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(text)][:_LONGEST]


@lru_cache(maxsize=1 << 14)
def shape(token: str) -> str:
    """How a word is written (``Xx``, ``xx``, ``XX``, ``X``, ``XxX``), how long a number is; a sign itself."""
    if token.isdigit():
        return "year" if _YEAR.fullmatch(token) else f"d{min(len(token), 5)}"
    if not token[0].isalpha():
        return token
    if token[0] >= "\u2e80":
        return "cjk"
    if len(token) == 1:
        return "X" if token.isupper() else "x"
    if token.isupper():
        return "XX" if len(token) < 4 else "XXXX"
    if token[0].isupper():
        return "Xx" if token[1:].islower() or "-" in token or "'" in token else "XxX"
    return "xx" if token.islower() else "xX"


def features(line: list[Token]) -> tuple[list[list[str]], list[list[str]]]:
    """What is weighed of each token, and of each border before a token and behind the last."""
    shapes = ["^^", "^", *(shape(token.text) for token in line), "$", "$$"]
    low = ["^^", "^", *(token.text.casefold() for token in line), "$", "$$"]
    gaps = [" ", *("" if one.end == two.start else " " for one, two in pairwise(line)), " "]
    inside, borders = [], []
    for at in range(2, len(line) + 2):
        left, own, right = shapes[at - 1 : at + 2]
        found = [f"s {own}", f"t {left}{gaps[at - 2]}{own}{gaps[at - 1]}{right}"]
        word = low[at]
        if word[0].isalpha():
            found.append(f"w {word}")
            if len(word) > 4:
                found.append(f"e {word[-3:]}")
        inside.append(found)
    for at in range(1, len(line) + 2):
        last, left, right, next_ = shapes[at - 1 : at + 3]
        step = left + gaps[at - 1] + right
        found = [f"1 {step}", f"2 {last} {step}", f"3 {step} {next_}"]
        if at <= len(line):
            found.append(f"b {left} {low[at + 1]}")
        if at > 1:
            found.append(f"a {low[at]} {right}")
        if at > 2:
            found.append(f"c {low[at - 1]} {left}")
        borders.append(found)
    return inside, borders


def starts(line: list[Token]) -> list[int]:
    """The tokens with which a title may begin."""
    return [
        at
        for at, token in enumerate(line)
        if at == 0
        or (token.text not in _NO_START and (line[at - 1].end < token.start or line[at - 1].text in _OPENING))
    ]


def ends(line: list[Token]) -> list[int]:
    """The borders at which a title may end, each as the number of tokens before it."""
    return [
        at
        for at in range(1, len(line) + 1)
        if line[at - 1].text not in _NO_END
        and (at == len(line) or line[at].start > line[at - 1].end or not line[at].text[0].isalnum())
    ]


def poises(line: list[Token]) -> list[tuple[int, ...]]:
    """How many brackets are open, and quotation marks without direction, at each border of a line.

    A title begins and ends with as many.
    """
    found = [0] * (len(_PAIRS) + 1)
    every = [tuple(found)]
    for token in line:
        for kind, (opening, closing) in enumerate(_PAIRS):
            found[kind] += (token.text == opening) - (token.text == closing)
        found[-1] ^= token.text == '"'
        every.append(tuple(found))
    return every


def likelier(text: str, title: str) -> Split | None:
    """The likeliest title in ``text``, if it is another than ``title``, which stands there; else None."""
    line = _weighed(text)
    own = line.own(text, title)
    if own == _NEVER:
        return None
    best, span = own, None
    for first, odds in line.firsts:
        if odds + line.lasts[0][1] + line.longest <= best:
            break
        for last, more in line.lasts:
            if odds + more + line.longest <= best:
                break
            if (told := line.odds(first, odds, last, more)) > best:
                best, span = told, (first, last)
    return _split(text, line, *span, best - own) if span else None


def cuts(title: str) -> list[Split]:
    """What could be cut from one side of ``title``, likeliest first; odds are those against leaving it."""
    line = _weighed(title)
    own = line.own(title, title)
    words = [at for at, token in enumerate(line.tokens) if token.text[0].isalnum()]
    if own == _NEVER or not words:
        return []
    found = {
        (first, last, line.odds(first, odds, last, more))
        for first, odds in line.firsts
        for last, more in line.lasts
        if (first <= words[0]) is not (last > words[-1])
    }
    told = sorted((odds, first, last) for first, last, odds in found if odds > _NEVER)
    return [_split(title, line, first, last, odds - own) for odds, first, last in reversed(told)]


class _Line(NamedTuple):
    """A line taken apart: what it weighs to begin a title at a token, to end it at a border, most first."""

    tokens: list[Token]
    firsts: list[tuple[int, int]]
    lasts: list[tuple[int, int]]
    poises: list[tuple[int, ...]]
    lengths: tuple[int, ...]
    longest: int

    def odds(self, first: int, odds: int, last: int, more: int) -> int:
        """What a title weighs from one token to a border."""
        stands = first < last and self.poises[first] == self.poises[last]
        return odds + more + self.lengths[last - first] if stands else _NEVER

    def own(self, text: str, title: str) -> int:
        """The same for ``title``, with its last stops or without."""
        start = text.find(title)
        end = start + len(title)
        if start < 0 or len(self.tokens) < _FEWEST or self.tokens[-1].end < start + len(title.rstrip(" .")):
            return _NEVER
        first = next(((at, odds) for at, odds in self.firsts if self.tokens[at].start == start), None)
        return max(
            (
                self.odds(*first, last, more)
                for last, more in self.lasts
                if first and (at := self.tokens[last - 1].end) <= end and not text[at:end].strip(" .")
            ),
            default=_NEVER,
        )


def _split(text: str, line: _Line, first: int, last: int, odds: int) -> Split:
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    return Split(text[:start], text[start:end], text[end:], odds)


@lru_cache(maxsize=1 << 12)
def _weighed(text: str) -> _Line:
    """``text`` with what its tokens and borders weigh; kept, as a line is asked about more than once."""
    weights, line = _weights(), tokens(text)
    inside, borders = features(line)
    before, after = [0], [0]
    for found in inside:
        left, right = _sum(weights.inside, found)
        before.append(before[-1] + left)
        after.append(after[-1] + right)
    edges = [_sum(weights.borders, found) for found in borders]
    firsts = [(at, before[at] + edges[at][0]) for at in starts(line)]
    lasts = [(at, edges[at][1] - after[at]) for at in ends(line)]
    firsts.sort(key=itemgetter(1), reverse=True)
    lasts.sort(key=itemgetter(1), reverse=True)
    return _Line(line, firsts, lasts, poises(line), weights.lengths, max(weights.lengths))


def _sum(weights: dict[str, tuple[int, int]], found: list[str]) -> tuple[int, int]:
    """What features add together, on either side."""
    left = right = 0
    for feature in found:
        if odds := weights.get(feature):
            left += odds[0]
            right += odds[1]
    return left, right


class _Weights(NamedTuple):
    """What a feature adds when its token stands before or behind a title, or its border at either end."""

    inside: dict[str, tuple[int, int]]
    borders: dict[str, tuple[int, int]]
    lengths: tuple[int, ...]


@cache
def _weights() -> _Weights:
    text = (files("vaultkit.digest") / "data" / "spans.json").read_text("utf-8")
    data = json.loads(text)
    lengths = tuple(data["lengths"][max(bisect_right(LENGTHS, many) - 1, 0)] for many in range(_LONGEST + 1))
    return _Weights(data["inside"], data["borders"], lengths)
