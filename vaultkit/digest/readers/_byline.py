"""The line or the items under a title that say who wrote it, where and when: ``A Roe - Venue, 2023 - host``.

Understood to its last word, or not at all. Knows no titles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from re import compile as pattern

from vaultkit.digest.boxes import both, listed_citation
from vaultkit.digest.document import bullet, indent, is_blank, is_item, ordered, shown
from vaultkit.digest.entry import Line
from vaultkit.digest.fields import add_citation, add_field, field_of
from vaultkit.digest.identifiers import addresses, is_paper_link
from vaultkit.digest.names import read_names, read_writers
from vaultkit.digest.titles import split_number
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new

_PARTS = pattern(r"\s+[-–—]\s+|\s+/\s+|\s*[|·•∙‧⋅]\s*|;\s+")
_LIST_DOT = pattern(r"\s+[·•∙‧⋅]\s+")
_HOST = pattern(r"(?:[\w-]+\.)+[a-z]{2,6}")
_AFTER_NAMES = pattern(r"(?<=[^\s.][^\s.])[.]?[.,;]\s+")
_NAMED_YEAR = pattern(r"(?P<venue>[A-Z][^\d()]{2,80}?)[\s,]+(?P<year>(?:19|20)\d\d)")
_JOURNAL = pattern(
    r"(?P<venue>[A-Z][^\d;:]{2,90}?)[.,;]?\s+\(?(?P<year>(?:19|20)\d\d)\b(?:(?![^\W\d_]{6})[^@]){0,60}"
)
_YEAR = pattern(r"(?:19|20)\d\d")
_MORE = pattern(r",\s*\+\s?\d+\s+(?:more\s+)?authors?,?\s*", 2)
_ET_AL = pattern(r"\bet\.?\s?al\b")
# What is left of links: `[paper] [code]`; the marks around a part are gone.
_REMNANTS = pattern(r"(?:\[?(?:paper|pdf|code|project|page|slides?|video|link|github|arxiv)\]?[\s,]*)+", 2)
_CUT = pattern(r"…|\.\.\.")
_LEAD = pattern(r"(?:venue|published in|published|in|by|authors?)\s*[:：]?\s+", 2)
_WRAPS = "*_`<>[]()（）【】"
BEARING = frozenset({"venue", "year", "orgs", "authors"})
_BOXED = pattern(r"(?P<names>[^()\[\]]{3,200}?)\s*[(\[](?P<cited>[^()\[\]]{3,60})")
_BOX_FIRST = pattern(r"[(\[](?P<cited>[^()\[\]]{3,60})[)\]]\s*(?P<names>.{3,300})")
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
    if not line or len(line) > _LONGEST or "://" in line or split_number(shown(text))[0] or _is_prose(line):
        return None
    found = _of_parts([part.strip(_WRAPS + " ") for part in _PARTS.split(_LEAD.sub("", line, count=1))])
    said = _placed(cite(line)) or listed_citation(line) if not found else None
    if not (found or said) and (boxed := _BOX_FIRST.fullmatch(shown(text))):
        said, names = _placed(cite(boxed["cited"])), read_writers(boxed["names"])
        return Byline(said, names) if said and names else None
    return Byline(said) if said else found or _behind_names(line)


def _is_prose(line: str) -> bool:
    return not any(map(str.isdigit, line)) and len(_LOWER.findall(line)) >= _PROSE


def lines_below(lines: Sequence[Line]) -> tuple[Byline | None, int]:
    """What the first of ``lines`` cites, the second under a line of names, or the first list of items.

    After a blank line only names with a citation are taken; names alone prove nothing. Says besides how
    many lines it takes.
    """
    first = next((place for place, line in enumerate(lines[:2]) if not is_blank(line.text)), 0)
    if lines and is_item(lines[first].text):
        items = list(takewhile(lambda line: is_item(line.text), lines[first:]))
        outer = indent(items[0].text)
        return _of_items([item.text for item in items if indent(item.text) <= outer]), 0
    places = [place for place, line in enumerate(lines[:6]) if not first or not is_blank(line.text)][:2]
    texts = [lines[place].text for place in places]
    if not texts:
        return None, 0
    if not first and (field := field_of(texts[0])):
        return _of_items(texts[:1]) if field.kind in BEARING - {"year"} else None, 0
    if said := byline(texts[0]):
        signed = not first or len(said.authors) > 1
        return (said, (places[0] + 1) * said.proves) if signed else (None, 0)
    said = _under_names(*map(shown, texts)) if len(texts) > 1 and not is_item(texts[1]) else None
    if not said or not said.proves:
        names = read_names(_LIST_DOT.sub(", ", texts[0].strip())) if not first else ()
        return (Byline(Citation(), names), 0) if len(names) > 1 else (None, 0)
    return said, 1 if said.labelled else places[1] + 1


def _under_names(first: str, second: str) -> Byline | None:
    """What a line of names and the line under it say: an address, a citation, a year, a journal."""
    line = _MORE.sub(", ", first).strip(" ,")
    line = line[:-1] if line.find(".") == len(line) - 1 else line
    names = read_writers(line)
    if names and len(second.split()) == 1 and any(map(is_paper_link, addresses(second))):
        return Byline(Citation(), names, labelled=True)
    if len(names) < 2:
        return None
    said = byline(second) or _of_year(second, names) or _of_journal(second, names)
    return replace(said, authors=said.authors or names) if said else None


def _of_year(line: str, names: tuple[str, ...]) -> Byline | None:
    """A year alone under ``names``."""
    return Byline(Citation(year=int(line)), names) if _YEAR.fullmatch(line) else None


def _of_journal(line: str, names: tuple[str, ...]) -> Byline | None:
    """``Some Journal. 2013 Jan;14(1):113-28.`` under ``names``, where only a journal stands."""
    found = _JOURNAL.fullmatch(line)
    return Byline(Citation(venue_or_new(found["venue"]), int(found["year"])), names) if found else None


def _of_items(texts: Sequence[str]) -> Byline | None:
    """What labelled items say (``• Venue: CVPR 2023``), and the first and the last that only cite."""
    told = Title("", "", "")
    labelled = False
    for place, text in enumerate(texts):
        if (field := field_of(text)) and field.kind in BEARING:
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
        read = read_writers if part == parts[0] else read_names
        names = read(part) if not authors else ()
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
        elif not _says_nothing(part) and not (told.year and (authors or _names(told, part))):
            return None
    return Byline(told, authors) if _placed(told) or (authors and told.year) else None


def _says_nothing(part: str) -> bool:
    """Whether a part is empty, the name of a host, or what is left of links."""
    return not part or bool(_HOST.fullmatch(part.casefold()) or _REMNANTS.fullmatch(part))


def _names(told: Citation, part: str) -> bool:
    """Whether ``part`` behind a known venue is a short name, be it of a group that we do not know."""
    known = told.venue is not None and told.venue.kind != "unknown"
    return known and part[0].isupper() and len(part.split()) <= 4


def _behind_names(line: str) -> Byline | None:
    """``Jane Roe, Ann Doe. CVPR, 2023.``, ``Roe et al., Some Yard, CVPR 2023``, ``Roe, Doe (CVPR 2023)``."""
    for end in _AFTER_NAMES.finditer(line):
        before = line[: end.end()]
        authors = read_writers(before) if "(" not in before else ()
        said = _placed(cite(line[end.end() :])) if authors else None
        if said and (len(authors) > 1 or _ET_AL.search(line, 0, end.end())):
            return Byline(said, authors)
    boxed = _BOXED.fullmatch(line)
    authors = read_writers(boxed["names"]) if boxed else ()
    said = _placed(cite(boxed["cited"])) if boxed and len(authors) > 1 else None
    return Byline(said, authors) if said else None
