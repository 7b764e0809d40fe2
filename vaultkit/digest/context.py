"""What one paper's text says about a spelling: words for and against a meaning, and its own expansions.

Knows how an acronym is spelled out in prose. Does not know any name; see ``lexicon``.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from re import Pattern, escape, findall, finditer
from re import compile as pattern

from vaultkit.digest.entry import Line
from vaultkit.digest.lexicon import folded
from vaultkit.source.match import masked

_SMALL_WORDS = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to", "with"})


class Context:
    """One paper's lines as one text, in which evidence is sought."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._numbers = [line.number for line in lines]
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line.text) + 1)
        self.text = "\n".join(line.text for line in lines)
        self._prose = masked(self.text)
        self._meanings: dict[str, str] = {}

    def place(self, offset: int) -> tuple[int, int]:
        """The line number of an offset of ``text``, and the code points before it in that line."""
        index = bisect_right(self._starts, offset) - 1
        return self._numbers[index], offset - self._starts[index]

    def evidence(self, words: tuple[str, ...], surface: str) -> str:
        """The first of ``words`` in the text, as it stands there; ``surface`` is no evidence for itself."""
        if not words:
            return ""
        found = (match[0] for match in _any_of(words).finditer(self._prose))
        return next((word for word in found if folded(word) != folded(surface)), "")

    def meaning(self, acronym: str) -> str:
        """The words that the text itself gives for an acronym: ``mean absolute error (MAE)``, or ""."""
        if not (acronym.isupper() and acronym.isalpha() and 2 <= len(acronym) <= 8):
            return ""
        if acronym not in self._meanings:
            self._meanings[acronym] = _spelled_out(self._prose, acronym)
        return self._meanings[acronym]


@lru_cache(maxsize=8192)
def _any_of(words: tuple[str, ...]) -> Pattern[str]:
    """One pattern for all: any gap for a space or hyphen, any ending for ``*``, capitals for acronyms."""
    parts = []
    for word in words:
        stem = word.removesuffix("*")
        body = r"[-\s\u2010\u2011]".join(escape(piece) for piece in findall(r"[^\s-]+", stem))
        body += "[A-Za-z]*" if word.endswith("*") else "s?"
        parts.append(f"(?-i:{body})" if len(stem) <= 5 and stem.isupper() else body)
    return pattern(rf"(?i)(?<![A-Za-z0-9])(?:{'|'.join(parts)})(?![A-Za-z0-9])")


def _spelled_out(prose: str, acronym: str) -> str:
    for found in finditer(rf"(?<![\w-]){acronym}(?![\w-])", prose):
        before, after = (
            prose[max(found.start() - 120, 0) : found.start()],
            prose[found.end() : found.end() + 120],
        )
        if before.endswith("(") and after.startswith(")"):
            words = before[:-1].rpartition("\n")[2].split()
            for count in range(2, len(acronym) + 2):
                if count <= len(words) and _spells(words[-count:], acronym):
                    return " ".join(words[-count:])
        inner, closed, _ = after.lstrip(" ").partition(")")
        if inner.startswith("(") and closed and _spells(inner[1:].split(), acronym):
            return inner[1:].strip()
    return ""


def _spells(words: Sequence[str], acronym: str) -> bool:
    """Whether the acronym's letters run through the words in order, and each word begins with one of them."""
    letters = acronym.lower()
    bare = (word.strip("*_`'\"\u2018\u2019\u201c\u201d(),.:;").lower() for word in words)
    meant = [word for word in bare if word and word not in _SMALL_WORDS]
    if len(meant) < 2 or meant[0][0] != letters[0] or any(word[0] not in letters for word in meant):
        return False
    stream = iter("".join(meant))
    return all(letter in stream for letter in letters)
