"""Notes that name another note without a link: whole words, longest name first. Knows texts, not links."""

from collections.abc import Iterator, Mapping, Sequence
from re import Match
from re import compile as pattern
from typing import NamedTuple

from vaultkit.graph.naming import STOPWORDS

# A Korean particle or any other script ends a Latin word: `CLIP을` names CLIP.
_TOKEN = pattern(r"[A-Za-z0-9]+|[^\W_A-Za-z0-9]+")
_VERSION = pattern(r"[-.–]\d|\+")
_SHORT = 5


class Mention(NamedTuple):
    """``name`` of the note ``target`` stands in the text of ``source``, first at this 1-based line."""

    source: str
    target: str
    name: str
    line: int


def mentions(texts: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> Iterator[Mention]:
    """The first place where each text names each note that ``names`` gives names to; never a note itself.

    A name of one word, or of at most five letters, must be written as it is; others in any letter
    case. A name that two notes share names neither.
    """
    index = _index(names)
    for source in sorted(texts):
        text = texts[source]
        tokens = list(_TOKEN.finditer(text))
        folded = [token[0].casefold() for token in tokens]
        seen = {source}
        at = 0
        while at < len(tokens):
            match = _longest(index.get(folded[at], ()), tokens, folded, at, text)
            if match is None:
                at += 1
                continue
            target, name, width = match
            if target not in seen:
                seen.add(target)
                line = text.count("\n", 0, tokens[at].start()) + 1
                yield Mention(source, target, name, line)
            at += width


_Name = tuple[tuple[str, ...], str, str]


def _index(names: Mapping[str, Sequence[str]]) -> dict[str, list[_Name]]:
    """By the first word in lower case: all its words, the name as written, and whose it is; longest first."""
    owners: dict[tuple[str, ...], set[str]] = {}
    forms: list[_Name] = []
    for target in sorted(names):
        for name in sorted(set(names[target])):
            words = tuple(word.casefold() for word in _TOKEN.findall(name))
            if words and _tells(name, words):
                owners.setdefault(words, set()).add(target)
                forms.append((words, name, target))
    index: dict[str, list[_Name]] = {}
    for form in sorted(forms, key=lambda form: (-len(form[0]), form)):
        if len(owners[form[0]]) == 1:
            index.setdefault(form[0][0], []).append(form)
    return index


def _tells(name: str, words: tuple[str, ...]) -> bool:
    """Whether ``name`` would be noticed as a name: no year, no common word, at least three signs."""
    if all(word in STOPWORDS or word.isdigit() for word in words):
        return False
    if len(words) == 1 and name.isascii():
        return len(name) >= 3 and not name.islower()
    return sum(map(len, words)) >= 3


def _longest(
    forms: Sequence[_Name], tokens: Sequence[Match[str]], folded: Sequence[str], at: int, text: str
) -> tuple[str, str, int] | None:
    for words, name, target in forms:
        width = len(words)
        if tuple(folded[at : at + width]) != words:
            continue
        written = text[tokens[at].start() : tokens[at + width - 1].end()]
        if "\n\n" in written or _VERSION.match(text, tokens[at + width - 1].end()):
            continue
        exact = width == 1 or len(name) <= _SHORT
        if not exact or "".join(_TOKEN.findall(written)) == "".join(_TOKEN.findall(name)):
            return target, name, width
    return None
