"""What a reader remarks in brackets behind the titles of a page: ``(already read)``, ``[optional]``.

Knows the titles of one page, compared with each other; one such remark alone may be a part of its title.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from re import compile as pattern
from typing import TypeVar

from vaultkit.digest.alias import alias_of
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._body import Candidate
from vaultkit.digest.readers._rows import Row
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.told import Title

# Who made it, `(from Some Lab)`, where three titles say so.
_MAKER = pattern(r"\s+\((?:from|by)\s+(?P<org>[A-Z][^()]{1,60})\)$")
_FEWEST = 3
_Paper = TypeVar("_Paper", Candidate, Row)
# No words of a title go on so: `(and why it sinks)` does.
_REMARK = pattern(
    r"\s+[(\[](?!(?i:and|or|an?|as|but|for|from|how|in|is|of|on|to|using|via|vs|what|when|why|with|without)\b)"
    r"(?P<words>[A-Za-z][^A-Z\d()\[\]]*(?:\s[^()\[\]]{1,60})?)[)\]]$"
)


def without_remarks(found: Sequence[_Paper]) -> list[_Paper]:
    """``found`` without the remarks behind titles, where two have one, and who made them, where three do."""
    if sum(_MAKER.search(one.told.title.title) is not None for one in found) >= _FEWEST:
        found = [replace(one, told=replace(one.told, title=_with_maker(one.told.title))) for one in found]
    said = _remarked(one.told.title.title for one in found)
    return [
        replace(one, told=replace(one.told, title=_without_remark(one.told.title)))
        if one.told.title.title in said
        else one
        for one in found
    ]


def _with_maker(title: Title) -> Title:
    maker = _MAKER.search(title.title)
    if not maker:
        return title
    rest = title.title[: maker.start()]
    return replace(title, title=rest, title_raw=rest, orgs=(*title.orgs, *maker["org"].split(", ")))


def _remarked(titles: Iterable[str]) -> frozenset[str]:
    """The titles that end with a remark, where two do.

    Several words in small letters are one; a single word only where other titles have the same: it may be
    the short name of what the paper is about (``node2vec``).
    """
    found = {title: box for title in titles if title[-1:] in ")]" and (box := _REMARK.search(title))}
    same = Counter(box["words"].casefold() for box in found.values())
    said = frozenset(
        title
        for title, box in found.items()
        if same[box["words"].casefold()] > (1 if box["words"][0].islower() else 2)
        or (" " in box["words"] and box["words"][0].islower() and reads_as_title(title[: box.start()]))
    )
    return said if len(said) > 1 else frozenset()


def _without_remark(title: Title) -> Title:
    """``title`` without the remark behind it; a name says who wrote it."""
    rest, words, _ = _REMARK.split(title.title)
    names = title.authors or read_names(words)
    return replace(title, title=rest, title_raw=rest, authors=names, alias=title.alias or alias_of(rest))
