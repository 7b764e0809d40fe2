"""Titles that cite nothing, known by where they stand: all alike, each over its own list.

Knows neither bullets of papers nor citations; see ``pasted``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from re import compile as pattern

from vaultkit.digest.entry import Line
from vaultkit.digest.readers._byline import Byline
from vaultkit.digest.titles import alias_of, reads_as_title
from vaultkit.digest.told import Title
from vaultkit.digest.words import words

_ABOUT_PAPERS = pattern(r"papers?|논문|论文|論文|reading|digest|arxiv|literature", 2)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line at column 0 that may be a title, and what stands around it.

    ``spaced``: two blank lines or more before it; ``opens``: a list or a picture follows; ``linked``: its
    address stands behind or under it; ``below``: what the line under it cites.
    """

    line: Line
    told: Title
    alone: bool
    spaced: bool
    opens: bool
    linked: bool = False
    below: Byline | None = None


def bare_titles(candidates: Sequence[Candidate], name: str) -> list[Candidate]:
    """The titles of a text that cites nothing; ``name`` is the document's, which may speak of papers."""
    numbered = [one for one in candidates if one.told.number is not None]
    titles = [one for one in numbered if one.opens and one.alone and reads_as_title(one.told.title)]
    if len(titles) >= _FEWEST and len(titles) * 2 > len(numbered):
        return titles
    heading = candidates[0].line.text if candidates and not _stands(candidates[0]) else ""
    listed = [one for one in candidates if one.line.text != heading]
    titles = [one for one in listed if _stands(one)]
    if len(titles) < _FEWEST or len(titles) * 3 < len(listed) * 2:
        return []
    about = bool(_ABOUT_PAPERS.search(name) or _ABOUT_PAPERS.search(heading))
    return titles if about or _capitals(titles) >= 0.6 else []


def _stands(one: Candidate) -> bool:
    title = one.told.title
    long = len(title.split()) >= 4 or bool(alias_of(title))
    parts = words("parts of a paper")
    return one.opens and one.alone and long and reads_as_title(title) and title.casefold() not in parts


def _capitals(titles: Sequence[Candidate]) -> float:
    """Which part of the longer words after the first begin with a capital."""
    every = [
        word for one in titles for word in one.told.title.split()[1:] if len(word) > 3 and word[0].isalpha()
    ]
    return sum(word[0].isupper() for word in every) / len(every) if every else 0.0
