"""The line under a title that says who wrote it, where and when: ``A Roe, B Doe - Venue, 2023 - host``.

Understood to its last word, or not at all. Knows no titles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from re import compile as pattern

from vaultkit.digest.boxes import both
from vaultkit.digest.document import is_item, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import field_of
from vaultkit.digest.names import read_names
from vaultkit.digest.titles import split_number
from vaultkit.digest.venues import Citation, cite, venue_or_new

_PARTS = pattern(r"\s+[-–—]\s+|\s+/\s+|\s*[|·•∙‧⋅]\s*|;\s+")
_HOST = pattern(r"(?:[\w-]+\.)+[a-z]{2,6}")
_SENTENCE = pattern(r"(?<=[^\s.][^\s.])[.]\s+")
_NAMED_YEAR = pattern(r"(?P<venue>[A-Z][^\d]{2,80}?)[\s,]+(?P<year>(?:19|20)\d\d)")
_MORE = pattern(r",\s*\+\s?\d+\s+(?:more\s+)?authors?,?\s*", 2)
_CUT = pattern(r"…|\.\.\.")
_LEAD = pattern(r"(?:venue|published in|published|in|by|authors?)\s*[:：]?\s+", 2)
_WRAPS = "*_`<>[]()（）【】"
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Byline:
    """What the line says: each part only when it is printed."""

    citation: Citation
    authors: tuple[str, ...] = ()

    @property
    def proves(self) -> bool:
        """Whether the line above is a paper's title then: a known venue, or names or a group and a year."""
        said = self.citation
        known = said.venue is not None and (said.venue.kind != "unknown" or bool(self.authors))
        return known or bool(said.year and (self.authors or said.orgs))


def byline(text: str) -> Byline | None:
    """What the line ``text`` says of the paper whose title stands above it, or None when it says more."""
    line = shown(text).strip(_WRAPS).strip()
    if not line or len(line) > _LONGEST or "://" in line or split_number(line)[0]:
        return None
    found = _of_parts([part.strip(_WRAPS + " ") for part in _PARTS.split(_LEAD.sub("", line, count=1))])
    if found and found.authors:
        return found
    said = _placed(cite(line))
    return Byline(said) if said else found or _of_sentences(line)


def lines_below(lines: Sequence[Line]) -> tuple[Byline | None, int]:
    """What the first of ``lines`` cites, or the second under a line of names; and how many lines say it."""
    texts = [line.text for line in lines[:2]]
    if not texts or is_item(texts[0]) or field_of(texts[0]):
        return None, 0
    if said := byline(texts[0]):
        return said, 1
    names = read_names(_MORE.sub(", ", shown(texts[0])).strip(" ,")) if len(texts) > 1 else ()
    said = byline(texts[1]) if len(names) > 1 and not is_item(texts[1]) else None
    return (replace(said, authors=said.authors or names), 2) if said and said.proves else (None, 0)


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
        if said and not (names and not said.venue and not said.year):
            told = both(told, said)
        elif names and (len(names) > 1 or part == parts[0]):
            authors = names
        elif authors and (named := _NAMED_YEAR.fullmatch(_CUT.sub("", part).strip(" ,"))):
            # Of a name that was cut short, only the year is sure.
            venue = None if _CUT.search(part) else venue_or_new(named["venue"])
            told = both(told, Citation(venue, int(named["year"])))
        elif part and not _HOST.fullmatch(part.casefold()) and not (authors and told.year):
            return None
    return Byline(told, authors) if _placed(told) or (authors and told.year) else None


def _of_sentences(line: str) -> Byline | None:
    """``Jane Roe, Ann Doe. CVPR, 2023.``"""
    for end in _SENTENCE.finditer(line):
        authors = read_names(line[: end.start()])
        said = _placed(cite(line[end.end() :])) if authors else None
        if said and len(authors) > 1:
            return Byline(said, authors)
    return None
