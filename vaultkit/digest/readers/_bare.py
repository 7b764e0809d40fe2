"""Titles that cite nothing, known by where they stand (each over its own list, or one under the other), or
by the words of all lines that stand so.

Knows no citations; see ``pasted``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from re import compile as pattern
from typing import Literal

from vaultkit.digest.alias import alias_of
from vaultkit.digest.alike import remarked
from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, ordered, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._candidates import Candidate
from vaultkit.digest.readers._reference import title_of
from vaultkit.digest.readers._wrapped import is_rule
from vaultkit.digest.titles import Context, parse_title, reads_as_title
from vaultkit.digest.wording import USUAL, capitals, worded, wording
from vaultkit.digest.words import words

_ABOUT_PAPERS = pattern(r"papers?|논문|论文|論文|reading|digest|arxiv|literature", 2)
_REMNANT = pattern(r"\s*[:：|–-]\s+(?P<end>[^\W\d_]{3,10})\s*$")
_KEY = pattern(r"\w*-?\d+\s|\S*\d{4}")
_FEWEST, _MANY = 2, 5
# Where it lies, under a title: an address, also with a word before it and a remark behind.
_LIES = pattern(r"\s*(?:[^\W\d_][\w ]{1,15}[:：]\s*)?https?://\S+(?:\s*\([^()]{1,40}\))?\s*", 2)
_Stance = Literal["numbered", "ruled", "linked", "items", "inner", "margin", "alone", "first"]
_LEAST: dict[_Stance, float] = {"ruled": 3.5, "linked": 3.5}
"""What the lines of a stance say together at least, where less than usual will do; see ``worded``."""


def bare_titles(candidates: Sequence[Candidate], name: str) -> list[Candidate]:
    """The titles of a text that cites nothing; ``name`` is the document's, which may speak of papers."""
    numbered = [one for one in candidates if one.told.number is not None]
    opening = [one for one in numbered if one.opens and one.alone]
    titles = [one for one in opening if reads_as_title(one.told.title)]
    if len(titles) >= _FEWEST and len(titles) * 2 > len(numbered):
        return opening if len(titles) * 3 >= len(opening) * 2 else titles
    heading = candidates[0].line.text if candidates and not _stands(candidates[0]) else ""
    listed = [one for one in candidates if one.line.text != heading]
    titles = [one for one in listed if _stands(one)]
    if len(titles) < _FEWEST or len(titles) * 3 < len(listed) * 2:
        return []
    about = bool(_ABOUT_PAPERS.search(name) or _ABOUT_PAPERS.search(heading))
    if not about and capitals(one.told.title for one in titles) < 0.6:
        return []
    spaced = any(one.spaced for one in titles)
    return [one for one in listed if _stands(one) or (_is_short(one) and (one.spaced or not spaced))]


def listed_titles(document: Document) -> list[Candidate]:
    """The titles of a text that is nothing but a list of them: its lines, or its outermost items."""
    lines = [line for line in document.lines if not is_blank(line.text)]
    items = [line for line in lines if is_item(line.text)]
    listed = len(items) * 2 > len(lines)
    if not listed and any(indent(line.text) for line in lines):
        return []
    outer = min((indent(line.text) for line in items), default=0)
    rows = [line for line in items if indent(line.text) == outer] if listed else lines
    rows = [line for line in rows if len(read_names(inner(line.text))) < 2]
    texts = _without_remnant([inner(line.text) for line in rows])
    found = _as_titles(zip(rows, texts, strict=True))
    titled = [one for one in found if one.told.year or reads_as_title(one.told.title)]
    heading = next((line.text for line in lines if not is_item(line.text)), "") if listed else ""
    about = bool(_ABOUT_PAPERS.search(document.name) or _ABOUT_PAPERS.search(heading))
    keyed = sum("_" in one.told.title.split()[0] or _KEY.match(one.told.title) is not None for one in titled)
    if len(titled) < _MANY or len(titled) * 5 < len(found) * 4 or keyed * 2 > len(titled):
        return []
    sentences = sum(one.line.text.rstrip().endswith(".") for one in found)
    if capitals(one.told.title for one in titled) < (0.3 if about else 0.6) or sentences * 2 > len(found):
        return []
    sure = {one.line.number for one in titled}
    return [
        one for one in found if one.line.number in sure or (not listed and len(one.told.title.split()) > 2)
    ]


def worded_titles(candidates: Sequence[Candidate], document: Document, *, inside: bool) -> list[Candidate]:
    """The lines of one stance that are titles by their words; of several such stances the one that says most.

    A stance is: numbered, over a rule, over an address, outermost items, further in, at the margin, there
    alone between blank lines, or first of a stretch; items and lines further in only where ``inside`` asks
    for them.

    A number or a rule makes a title of whatever stands by it; of other lines those only that read as one.
    """
    stances: dict[_Stance, list[Candidate]] = {
        "items": _outermost(document, items=True) if inside else [],
        "inner": _outermost(document, items=False) if inside else [],
        "margin": [one for one in candidates if one.told.number is None],
    }
    for one in candidates:
        if stance := _stance(one, document):
            stances.setdefault(stance, []).append(one)
    told = {stance: [wording(one.told.title) for one in listed] for stance, listed in stances.items()}
    of_titles = {
        stance: sum(says) for stance, says in told.items() if worded(says, _LEAST.get(stance, USUAL))
    }
    if not of_titles:
        return []
    best = max(of_titles, key=lambda stance: of_titles[stance])
    return [
        one
        for one, says in zip(stances[best], told[best], strict=True)
        if best in ("numbered", "ruled") or (says > 0 and reads_as_title(one.told.title))
    ]


def _stance(one: Candidate, document: Document) -> _Stance | None:
    below = document.lines[one.line.number : one.line.number + 1]
    if one.told.number is not None:
        return "numbered"
    if below and is_rule(below[0].text):
        return "ruled"
    if below and _LIES.fullmatch(below[0].text):
        return "linked"
    return "alone" if one.alone else "first" if one.heads else None


def _outermost(document: Document, *, items: bool) -> list[Candidate]:
    """The items furthest out, or the lines further in that are none, as what could be titles."""
    lines = [line for line in document.lines if not is_blank(line.text) and is_item(line.text) is items]
    lines = lines if items else [line for line in lines if indent(line.text) >= _FEWEST]
    outer = min((indent(line.text) for line in lines), default=0)
    lines = [line for line in lines if indent(line.text) == outer]
    return _as_titles((line, inner(line.text)) for line in lines)


def _as_titles(rows: Iterable[tuple[Line, str]]) -> list[Candidate]:
    """Lines and their words as what could be titles."""
    rows = list(rows)
    context = Context(remarked=remarked(parse_title(text) for _, text in rows))
    told = [(line, title_of(text, context)) for line, text in rows]
    return [Candidate(line, one, line.number, alone=True, spaced=False, opens=False) for line, one in told]


def inner(text: str) -> str:
    """The words of a line behind its bullet or number."""
    mark = bullet(text) or ordered(text)
    return shown(text[mark.end() :] if mark else text)


def _without_remnant(texts: list[str]) -> list[str]:
    """``texts`` without the word that ends most of them (``Kites over Lakes : review``), once a link."""
    ends = Counter(found["end"] for text in texts if (found := _REMNANT.search(text)))
    end, count = next(iter(ends.most_common(1)), ("", 0))
    if count * 2 <= len(texts):
        return texts
    return [_REMNANT.sub("", text) if text.endswith(end) else text for text in texts]


def _stands(one: Candidate) -> bool:
    title = one.told.title
    long = len(title.split()) >= 4 or bool(alias_of(title))
    parts = words("parts of a paper")
    return one.opens and one.alone and long and reads_as_title(title) and title.casefold() not in parts


def _is_short(one: Candidate) -> bool:
    """Whether two or three words with capitals stand where titles stand (``Cold Diffusion``)."""
    named = one.told.title.split()
    capital = all(word[0].isupper() or word[0].isdigit() for word in named)
    part = one.told.title.casefold() in words("parts of a paper")
    return one.opens and one.alone and capital and 2 <= len(named) <= 3 and not part
