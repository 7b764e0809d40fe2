"""The line or the items under a title that say who wrote it, where and when: ``A Roe - Venue, 2023 - host``.

Understood to its last word, or not at all. Knows no titles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from re import compile as pattern

from vaultkit.digest.boxes import both
from vaultkit.digest.document import bullet, is_blank, is_item, ordered, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import add_citation, add_field, field_of
from vaultkit.digest.identifiers import addresses, is_paper_link
from vaultkit.digest.names import read_names
from vaultkit.digest.titles import split_number
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new

_PARTS = pattern(r"\s+[-–—]\s+|\s+/\s+|\s*[|·•∙‧⋅]\s*|;\s+")
_HOST = pattern(r"(?:[\w-]+\.)+[a-z]{2,6}")
_AFTER_NAMES = pattern(r"(?<=[^\s.][^\s.])[.]?[.,;]\s+")
_NAMED_YEAR = pattern(r"(?P<venue>[A-Z][^\d]{2,80}?)[\s,]+(?P<year>(?:19|20)\d\d)")
_JOURNAL = pattern(
    r"(?P<venue>[A-Z][^\d;:]{2,90}?)[.,;]?\s+\(?(?P<year>(?:19|20)\d\d)\b(?:(?![^\W\d_]{6})[^@]){0,60}"
)
_MORE = pattern(r",\s*\+\s?\d+\s+(?:more\s+)?authors?,?\s*", 2)
_ET_AL = pattern(r"\bet\.? al\b")
_CUT = pattern(r"…|\.\.\.")
_LEAD = pattern(r"(?:venue|published in|published|in|by|authors?)\s*[:：]?\s+", 2)
_WRAPS = "*_`<>[]()（）【】"
_BEARING = frozenset({"venue", "year", "orgs", "authors"})
_LONGEST = 400
_LOWER = pattern(r"(?<!\S)[a-z]{4,}(?!\S)")
_PROSE = 5
"""How many longer words in lower case a line without a year may not have: only a venue's name has any."""


@dataclass(frozen=True, slots=True)
class Byline:
    """What the line says: each part only when it is printed."""

    citation: Citation
    authors: tuple[str, ...] = ()
    labelled: bool = False

    @property
    def proves(self) -> bool:
        """Whether a paper's title stands above: a label, a known venue, or names or a group and a year."""
        said = self.citation
        known = said.venue is not None and (said.venue.kind != "unknown" or bool(self.authors))
        return self.labelled or known or bool(said.year and (self.authors or said.orgs))


def byline(text: str) -> Byline | None:
    """What the line ``text`` says of the paper whose title stands above it, or None when it says more."""
    line = shown(text).strip(_WRAPS).strip()
    if not line or len(line) > _LONGEST or "://" in line or split_number(line)[0] or _is_prose(line):
        return None
    found = _of_parts([part.strip(_WRAPS + " ") for part in _PARTS.split(_LEAD.sub("", line, count=1))])
    said = _placed(cite(line)) if not found else None
    return Byline(said) if said else found or _behind_names(line)


def _is_prose(line: str) -> bool:
    return not any(map(str.isdigit, line)) and len(_LOWER.findall(line)) >= _PROSE


def lines_below(lines: Sequence[Line]) -> tuple[Byline | None, int]:
    """What the first of ``lines`` cites, the second under a line of names, or the first list of items.

    Says besides how many lines at the margin it takes.
    """
    first = next((place for place, line in enumerate(lines[:2]) if not is_blank(line.text)), 0)
    if lines and is_item(lines[first].text):
        return _of_items([line.text for line in takewhile(lambda line: is_item(line.text), lines[first:])]), 0
    texts = [line.text for line in lines[:2]]
    if not texts or field_of(texts[0]):
        return None, 0
    if said := byline(texts[0]):
        return said, int(said.proves)
    line = _MORE.sub(", ", shown(texts[0])).strip(" ,")
    names = read_names(line[:-1] if line.find(".") == len(line) - 1 else line) if len(texts) > 1 else ()
    if len(names) < 2 or is_item(texts[1]):
        return None, 0
    if len(texts[1].split()) == 1 and any(map(is_paper_link, addresses(texts[1]))):
        return Byline(Citation(), names, labelled=True), 1
    said = byline(texts[1]) or _of_journal(shown(texts[1]), names)
    return (replace(said, authors=said.authors or names), 2) if said and said.proves else (None, 0)


def _of_journal(line: str, names: tuple[str, ...]) -> Byline | None:
    """``Some Journal. 2013 Jan;14(1):113-28.`` under ``names``, where only a journal stands."""
    found = _JOURNAL.fullmatch(line)
    return Byline(Citation(venue_or_new(found["venue"]), int(found["year"])), names) if found else None


def _of_items(texts: Sequence[str]) -> Byline | None:
    """What labelled items say (``• Venue: CVPR 2023``), and the first and the last that only cite."""
    told = Title("", "", "")
    labelled = False
    for place, text in enumerate(texts):
        if (field := field_of(text)) and field.kind in _BEARING:
            told, labelled = add_field(told, field.kind, field.value), True
        elif place in (0, len(texts) - 1) and (mark := bullet(text) or ordered(text)):
            said = byline(text[mark.end() :])
            told = add_citation(told, said.citation) if said and said.proves else told
    citation = Citation(told.venue, told.year, told.orgs, told.status)
    return Byline(citation, told.authors, labelled) if told.is_cited else None


def _placed(citation: Citation | None) -> Citation | None:
    return citation if citation and (citation.venue or citation.orgs) else None


def _of_parts(parts: list[str]) -> Byline | None:
    """Names, a venue with its year, a year, a host: in this or another order, nothing else."""
    told = Citation()
    authors: tuple[str, ...] = ()
    if len(parts) < 2:
        return None
    for part in parts:
        names = read_names(part) if not authors else ()
        said = cite(part) if not _CUT.search(part) or names else None
        if said and not (len(names) > 1 and not said.venue and not said.year):
            told = both(told, said)
        elif len(names) == 1 and part == parts[0] and len(part.split()[0]) > 2 and part.split()[0].isupper():
            told = both(told, Citation(orgs=names))
        elif names and (len(names) > 1 or part == parts[0]):
            authors = names
        elif authors and (named := _NAMED_YEAR.fullmatch(_CUT.sub("", part).strip(" ,"))):
            # Of a name that was cut short, only the year is sure.
            venue = None if _CUT.search(part) else venue_or_new(named["venue"])
            told = both(told, Citation(venue, int(named["year"])))
        elif part and not _HOST.fullmatch(part.casefold()) and not (authors and told.year):
            return None
    return Byline(told, authors) if _placed(told) or (authors and told.year) else None


def _behind_names(line: str) -> Byline | None:
    """``Jane Roe, Ann Doe. CVPR, 2023.`` and ``Roe et al., Some Yard, CVPR 2023``."""
    for end in _AFTER_NAMES.finditer(line):
        authors = read_names(line[: end.end()])
        said = _placed(cite(line[end.end() :])) if authors else None
        if said and (len(authors) > 1 or _ET_AL.search(line, 0, end.end())):
            return Byline(said, authors)
    return None
