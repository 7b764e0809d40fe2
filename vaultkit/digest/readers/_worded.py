"""Lists whose lines are titles by their words, though nothing else says that they are papers.

Only lines that stand together count, as one line can deceive; see ``wording``. What stands under a heading
of other things (tools, courses), or as a note below a title, is none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from vaultkit.digest.identifiers import addresses, is_code, is_paper_link
from vaultkit.digest.readers._announced import is_entry, is_usual, kinds, usual_shapes
from vaultkit.digest.readers._blocks import Block
from vaultkit.digest.readers._body import Candidate
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.wording import USUAL, worded, wording

_FEWEST = 3
_MANY = 8
_OF_HEADINGS = 3.5
"""What headings say together, at least: they are titles of something more often than items."""
_LONG = 5.5
"""How many words headings have at least, on average, that are titles: those of notes have four."""
_OF_LABELS = -2.0
"""What a heading says that cannot be a title: ``Introduction``."""
_DOUBTFUL = -1.0
"""The log-odds below which a line of a list of titles is none."""


def worded_lists(family: Sequence[Candidate], lines: tuple[Block, ...]) -> list[Candidate]:
    """``family``, where the lines of lists that are titles by their words count as proven."""
    if all(one.evidence == 2 for one in family):
        return list(family)
    places = kinds(lines)
    tops = {one.block.line for one in family if one.evidence == 2 or reads_as_title(one.told.title.title)}
    lists: dict[tuple[int, int], list[Candidate]] = {}
    for one in family:
        kind, heading = places.get(one.block.line, ("", 0))
        if kind != "others" and one.block.parent not in tops:
            lists.setdefault(_list_of(one, heading), []).append(one)
    proven: set[int] = set()
    shapes = usual_shapes(family)
    levels = Counter(block.level for block in lines if block.kind == "heading")
    for listed in lists.values():
        bare = [one for one in listed if one.evidence < 2]
        if not bare or len(listed) < _FEWEST or not is_usual(listed, shapes):
            continue
        told = [wording(one.told.title.title) for one in listed]
        is_heading = listed[0].block.kind == "heading"
        others = levels[listed[0].block.level] - len(listed) if is_heading else 0
        if is_heading and not _are_long(listed):
            continue
        if worded([*told, *[_OF_LABELS] * others], _OF_HEADINGS if is_heading else USUAL):
            proven |= {one.block.line for one in bare if _is_title(one)}
    if not shapes:
        proven |= _among(family, [one for listed in lists.values() for one in listed], proven)
    return [replace(one, evidence=2) if one.block.line in proven else one for one in family]


def _among(family: Sequence[Candidate], listed: Sequence[Candidate], proven: set[int]) -> set[int]:
    """The titles in lists too short to tell, in a page whose other lists are papers, numbered alike."""
    found: set[int] = set()
    for numbered in (False, True):
        alike = [one for one in family if bool(one.block.number) is numbered and one.block.kind == "item"]
        sure = sum(one.evidence == 2 or one.block.line in proven for one in alike)
        if sure >= _MANY and sure * 4 >= len(alike) * 3:
            places = {one.block.line for one in alike if not one.block.parent}
            found |= {one.block.line for one in listed if one.block.line in places and _is_title(one)}
    return found


def _list_of(one: Candidate, heading: int) -> tuple[int, int]:
    """Headings of one level and lines in bold are one list in a page, items are under each heading."""
    if one.block.kind == "item":
        return heading, one.block.parent
    return 0, -one.block.level


def _are_long(listed: Sequence[Candidate]) -> bool:
    """Whether headings are as long as titles are."""
    return sum(len(one.told.title.title.split()) for one in listed) >= _LONG * len(listed)


def _is_title(one: Candidate) -> bool:
    """Whether a line of such a list is one of its titles, and leads to no code alone."""
    title, links = one.told.title.title, addresses(one.block.text)
    of_code = any(map(is_code, links)) and not any(map(is_paper_link, links))
    return is_entry(one) and not of_code and reads_as_title(title) and wording(title) > _DOUBTFUL
