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
    forms = _forms(names)
    widths: dict[str, list[int]] = {}
    for words in sorted(forms, key=lambda words: (-len(words), words)):
        if len(words) not in widths.setdefault(words[0], []):
            widths[words[0]].append(len(words))
    for source in sorted(texts):
        text = texts[source]
        folded = list(map(str.casefold, _TOKEN.findall(text)))
        places: list[Match[str]] = []
        seen = {source}
        reached = 0
        for at in [at for at, word in enumerate(folded) if word in widths]:
            for width in widths[folded[at]] if at >= reached else ():
                form = forms.get(tuple(folded[at : at + width]))
                if form is None:
                    continue
                places = places or list(_TOKEN.finditer(text))
                if _written(form[1], places[at : at + width], text):
                    target, name = form
                    if target not in seen:
                        seen.add(target)
                        yield Mention(source, target, name, text.count("\n", 0, places[at].start()) + 1)
                    reached = at + width
                    break


def _forms(names: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], tuple[str, str]]:
    """By the words of a name in lower case: whose name it is, and the name as written."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    shared: set[tuple[str, ...]] = set()
    for target in sorted(names):
        for name in sorted(set(names[target])):
            words = tuple(word.casefold() for word in _TOKEN.findall(name))
            if not words or not _tells(name, words):
                continue
            if found.setdefault(words, (target, name))[0] != target:
                shared.add(words)
    return {words: form for words, form in found.items() if words not in shared}


def _tells(name: str, words: tuple[str, ...]) -> bool:
    """Whether ``name`` would be noticed as a name: no year, no common word, at least three signs."""
    if all(word in STOPWORDS or word.isdigit() for word in words):
        return False
    if len(words) == 1 and name.isascii():
        return len(name) >= 3 and not name.islower()
    return sum(map(len, words)) >= 3


def _written(name: str, tokens: Sequence[Match[str]], text: str) -> bool:
    """Whether the words in the text are ``name`` as people write it, in one paragraph, and end with it."""
    written = text[tokens[0].start() : tokens[-1].end()]
    if "\n\n" in written or _VERSION.match(text, tokens[-1].end()):
        return False
    exact = len(tokens) == 1 or len(name) <= _SHORT
    return not exact or "".join(_TOKEN.findall(written)) == "".join(_TOKEN.findall(name))
