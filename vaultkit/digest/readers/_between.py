"""The lines of a pasted text that belong to no paper: what leads a section, and what takes leave at the end.

Knows which lines are titles. Says where lines begin that are the document's own.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile
from re import compile as pattern

from vaultkit.digest.document import Document, bullet, indent, is_blank, is_item, pictures
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import field_of
from vaultkit.digest.identifiers import addresses
from vaultkit.digest.readers._candidates import DAY_ALONE
from vaultkit.digest.readers._nested import is_heading
from vaultkit.digest.readers._wrapped import may_be_title

_USUAL = frozenset("-*+•·")
_FRAMED = pattern(r"[\[【<].{1,40}[\]】>]|(?P<rule>[=~-]{2,})\s?.{1,40}\s?(?P=rule)")
_FEWEST = 2
_SHORT, _FEW_WORDS, _MOST_LINES = 70, 8, 6


def headings(document: Document, titles: set[int]) -> list[int]:
    """Short lines that lead a section.

    They stand right above a title that is itself an item, or are items further out than all titles; or
    they have a sign of their own, other than the signs of the items, and stand right above a title
    wherever they do; or they are days or framed; or they stand alone between blank lines over most titles.
    """
    outer = min((indent(line.text) for line in document.lines if line.number in titles), default=0)
    found = [line.number for line in document.lines if is_item(line.text) and indent(line.text) < outer]
    signed: dict[str, list[tuple[int, bool]]] = {}
    shown_lines = [line for line in document.lines if not is_blank(line.text)]
    for above, line in pairwise(shown_lines):
        leads = line.number in titles
        short = may_be_title(above) and len(above.text.split()) <= _FEW_WORDS
        led = bullet(line.text) or (is_heading(above.text) and not field_of(above.text))
        if leads and led and short and above.text[0] not in "-–—>=":
            found.append(above.number)
        mark = bullet(above.text) if above.number not in titles else None
        framed = _FRAMED.fullmatch(above.text.strip()) and not pictures(above)
        if leads and (framed or DAY_ALONE.fullmatch(above.text)):
            found.append(above.number)
        elif mark and not mark["indent"] and mark["mark"] not in _USUAL:
            signed.setdefault(mark["mark"], []).append((above.number, leads))
    sections = (places for places in signed.values() if all(leads for _, leads in places))
    return [*found, *(number for places in sections for number, _ in places), *_alone(document, titles)]


def _alone(document: Document, titles: set[int]) -> list[int]:
    """Short lines alone in their stretch right above a title, when the first title and most others have one.

    The first line of the text is its own title.
    """
    stretches = _stretches(document.lines)[1:]
    found = {
        below[0].number: above[0]
        for above, below in pairwise(stretches)
        if len(above) == 1 and below[0].number in titles and may_be_title(above[0])
    }
    short = all(
        len(line.text.split()) <= _FEW_WORDS and line.text.rstrip()[-1] not in ".!?"
        for line in found.values()
    )
    most = len(found) >= _FEWEST and len(found) * 2 > len(titles) and min(titles) in found
    return [line.number for line in found.values()] if most and short else []


def farewell(document: Document, starts: Sequence[int], ends: set[int]) -> list[int]:
    """Where the last paper has more stretches of lines than any other: the line after its own, or nothing.

    ``starts`` are the first lines of the papers, ``ends`` lines that are no longer theirs.
    """
    if len(starts) <= _FEWEST:
        return []
    papers = [
        list(takewhile(lambda line: line.number not in ends, document.lines[start - 1 : following - 1]))
        for start, following in pairwise((*starts, len(document.lines) + 1))
    ]
    most = max(len(_stretches(paper)) for paper in papers[:-1])
    rest = [line for stretch in _stretches(papers[-1])[most:] for line in stretch]
    short = all(len(line.text) <= _SHORT and _is_plain(line) for line in rest)
    return [rest[0].number] if 0 < len(rest) <= _MOST_LINES and short else []


def _is_plain(line: Line) -> bool:
    """Whether a line is neither an item nor a picture and holds no address."""
    return not (is_item(line.text) or pictures(line) or addresses(line.text))


def _stretches(lines: Sequence[Line]) -> list[list[Line]]:
    """The runs of lines between blank ones."""
    runs = groupby(lines, key=lambda line: is_blank(line.text))
    return [list(run) for blank, run in runs if not blank]
