"""Where any of many names stands in a text, as whole words.

Knows spelling: boundaries, hyphens, plurals, capitals, versions, and what is no prose (code, links,
addresses). Does not know what a name means, nor which of two owners of one spelling is meant.
Offsets are code points of the given string.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from re import compile as pattern
from typing import Generic, NamedTuple, TypeVar

Owner = TypeVar("Owner")

_LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORD = pattern(rf"[{_LATIN}]+|[^\W_{_LATIN}]")
_GAP = r"[-\s_\u2010-\u2015]"
_GAP_ONLY = pattern(rf"{_GAP}+")
_SHORT_GAP = pattern(rf"{_GAP}{{1,3}}")

_NO_PROSE = pattern(
    r"(?P<ticks>(?<!`)`+(?!`))[^\n]*?(?<!`)(?P=ticks)(?!`)"
    r"|\[\[[^\[\]\n]*\]\]"
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)"
    r"|(?:https?://|www\.)[^\s<>\]]+"
    r"|</?[A-Za-z][^<>\n]{0,1000}>"
)
_NO_PROSE_HAS = ("`", "~~~", "[[", "](", "://", "www.", "<")
"""Of what is no prose, each has one of these."""
_FENCE = pattern(r"(?ms)^[ \t]*(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)")

_JOINED_BEFORE = pattern(rf"[{_LATIN}_#@\\]|[{_LATIN}][-\u2010\u2011.]")
_HANGUL = pattern(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_JOINED_AFTER = pattern(
    rf"[{_LATIN}_]"
    rf"|\++(?![{_LATIN}])"
    r"|\.[a-z0-9]"
    r"|[ \u00a0\-\u2010\u2011]?[vV]\.?\d"
    r"|[ \u00a0](?:II|III|IV)\b"
    rf"|[-\u2010\u2011]\d(?:\.\d+)?+(?![\dBMKbmkD])"
)
_NEXT_VERSION = pattern(rf"[ \u00a0]{{1,2}}[1-9](?:\.\d)?(?![\d%{_LATIN}]|\.\d|,\d)")
_INNER_CAPITAL = pattern(r"\w[A-Z]|\d")
_OTHER_NAME = pattern(
    r"[-\u2010\u2011](?=[A-Z])(?!(?:[TSBLHG]|XS|XL|XXL|Tiny|Small|Base|Large|Huge|Giant|Mini|RN\d+|ViT)\b"
    r"|(?:Based|Like|Style|Guided|Driven|Powered|Free|Pretrained|Pre|Aware)\b)"
)


class Match(NamedTuple, Generic[Owner]):
    """One place in a text; ``owners`` are all whose form it is, in the order given, none twice."""

    start: int
    end: int
    surface: str
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name. ``exact`` asks for the capitals as written, whatever the length."""

    text: str
    exact: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The lower-case words of the form; each character of a script without spaces is one."""
        return tuple(word.lower() for word in _WORD.findall(self.text))

    @property
    def keeps_capitals(self) -> bool:
        """Whether capitals count: acronyms, CamelCase, single capitalised words, five characters or fewer."""
        if self.exact or len(self.text) <= 5:
            return True
        return len(self.words) == 1 and self.text != self.text.lower()


class _Shape(NamedTuple):
    """A form taken apart, so that the words of a text can be compared with it one by one.

    ``gaps`` stand between the words: None is any short gap, "" none, anything else just that. ``plural``
    says whether an ``s`` may follow, ``plusses`` what must.
    """

    form: Form
    words: tuple[str, ...]
    lower: tuple[str, ...]
    gaps: tuple[str | None, ...]
    keeps_capitals: bool
    plural: bool
    plusses: str

    @classmethod
    def of(cls, form: Form) -> "_Shape | None":
        text = form.text
        found = list(_WORD.finditer(text))
        if not found:
            return None
        words = tuple(word[0] for word in found)
        between = (text[one.end() : other.start()] for one, other in pairwise(found))
        last, tail = words[-1][-1], text[found[-1].end() :]
        return cls(
            form,
            words,
            tuple(word.lower() for word in words),
            tuple(None if _GAP_ONLY.fullmatch(gap) else gap.lower() for gap in between),
            form.keeps_capitals,
            len(text) >= 6 and last.isascii() and last.isalpha() and not tail,
            tail[: len(tail) - len(tail.lstrip("+"))],
        )

    def end(self, prose: str, places: Sequence[tuple[int, int]]) -> int:
        """Where this form ends when the words at ``places``, which fit in lower case, are it; else -1."""
        if self.gaps:
            for (_, here), (after, _), gap in zip(places, places[1:], self.gaps, strict=False):
                between = prose[here:after]
                if between.lower() != gap if gap is not None else not _SHORT_GAP.fullmatch(between):
                    return -1
        end = places[-1][1]
        more = end - places[-1][0] - len(self.words[-1])
        if self.keeps_capitals:
            if any(not prose.startswith(word, at[0]) for word, at in zip(self.words, places, strict=False)):
                return -1
            if more and prose[end - 1] != "s":
                return -1
        end -= 0 if self.plural else more
        return end + len(self.plusses) if prose.startswith(self.plusses, end) else -1


class Matcher(Generic[Owner]):
    """Forms with their owners, indexed by first words: the cost of a text does not grow with the names."""

    def __init__(self, forms: Iterable[tuple[Form, Owner]]) -> None:
        owners: dict[Form, list[Owner]] = {}
        for form, owner in forms:
            held = owners.setdefault(form, [])
            if owner not in held:
                held.append(owner)
        self._owners = owners
        self._shapes: dict[tuple[str, ...], list[_Shape]] = {}
        lengths: dict[str, set[int]] = {}
        for shape in filter(None, map(_Shape.of, owners)):
            words = shape.lower
            lengths.setdefault(words[0], set()).add(len(words))
            for key in (words, (*words[:-1], f"{words[-1]}s")):
                self._shapes.setdefault(key, []).append(shape)
            if len(words) == 1:
                lengths.setdefault(f"{words[0]}s", set()).add(1)
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}

    def matches(self, text: str) -> Iterator[Match[Owner]]:
        """All places of all forms in ``text``, left to right, the longest at each place, none overlapping."""
        prose = masked(text)
        places = [word.span() for word in _WORD.finditer(prose)]
        words = [prose[start:end].lower() for start, end in places]
        done = 0
        for index, first in enumerate(words):
            if first not in self._lengths or places[index][0] < done:
                continue
            for length in self._lengths[first]:
                shapes = self._shapes.get(tuple(words[index : index + length]))
                if shapes and (match := self._best(prose, places[index : index + length], shapes)):
                    yield match
                    done = match.end
                    break

    def _best(
        self, prose: str, places: Sequence[tuple[int, int]], shapes: Iterable[_Shape]
    ) -> Match[Owner] | None:
        start = end = places[0][0]
        owners: list[Owner] = []
        for shape in shapes:
            found = shape.end(prose, places)
            if found < end or not _stands_alone(prose, start, found, shape):
                continue
            if found > end:
                end, owners = found, []
            owners += (owner for owner in self._owners[shape.form] if owner not in owners)
        return Match(start, end, prose[start:end], tuple(owners)) if owners else None


@lru_cache(maxsize=1)  # who looks for names in a text looks for what confirms them there, too
def masked(text: str) -> str:
    """``text``, as long as it is, with code, addresses, tags and links blanked out by U+0000."""
    if not any(sign in text for sign in _NO_PROSE_HAS):
        return text
    for kind in (_FENCE, _NO_PROSE):
        text = kind.sub(lambda found: "\0" * len(found[0]), text)
    return text


def _stands_alone(text: str, start: int, end: int, shape: _Shape) -> bool:
    if _HANGUL.match(text, start):
        return not (start and _HANGUL.match(text, start - 1))
    if not text[start].isascii() and not text[start].isupper() and not text[start].islower():
        return True
    before = text[max(start - 2, 0) : start]
    if before and (_JOINED_BEFORE.match(before[-1]) or _JOINED_BEFORE.fullmatch(before)):
        return False
    if _JOINED_AFTER.match(text, end):
        return False
    if not (shape.keeps_capitals or _INNER_CAPITAL.search(shape.form.text.split()[-1])):
        return True
    return not (_NEXT_VERSION.match(text, end) or _OTHER_NAME.match(text, end))
