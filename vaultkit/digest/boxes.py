"""What brackets around or behind a title say as a citation, and citations put together.

Knows no titles; see ``forms``.
"""

from dataclasses import replace
from functools import reduce
from re import compile as pattern

from vaultkit.digest.names import read_names, read_writers
from vaultkit.digest.venue_tables import tables
from vaultkit.digest.venues import Citation, cite, full_year, is_proper, venue_or_new
from vaultkit.digest.words import CJK

COMMA = pattern(r"[,，]\s+")
_BEHIND_NAMES = pattern(r"[,，;；]\s+")
# What divides names, and stands in the name of no venue that we do not know.
_LISTS = pattern(r"[,;.]\s|\sand\s|\bal\b")
_DATED_BOX = pattern(r"(?P<name>[A-Z][A-Za-z&. -]{3,50}) (?P<year>(?:19|20)\d\d)(?:[./-]\d\d)?")
_DAY = pattern(r"(?P<year>\d\d)\.(?:0[1-9]|1[0-2])\.[0-3]\d")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_VOLUME = (
    r"[\s,]+(?:[Vv]ol\.?\s*)?\d{1,4}\b(?:\s*\(\d+\))?"
    r"(?:\s*[,:]\s*(?:(?:pp?\.?|pages)\s*)?\d+(?:\s*[-–]+\s*\d+)?)?"
)
_DATED_NAME = pattern(
    rf"(?:The )?(?P<name>[A-Z][^\d()\[\]]{{1,100}}?)(?P<volume>{_VOLUME})?[\s,.]+(?:(?i:{_MONTH}),?\s+)?"
    r"\(?(?P<year>(?:19|20)\d\d)\)?\.?"
)
# The same in Chinese, Japanese or Korean, whose names of meetings have numbers inside.
_DATED_CJK = pattern(
    r"(?P<name>[^,、，。|\u0000]{0,60}[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][^,、，。|\u0000]{0,60}?)\s*[,、，]\s*"
    rf"(?:(?:(?:pp?\.?|pages|vol\.?|no\.?)\s?[\w–-]+|第\d+[巻号])\s*[,、，]?\s*){{0,3}}(?:(?i:{_MONTH}),?\s+)?"
    r"(?P<year>(?:19|20)\d\d)(?:[년年](?:\s?\d{1,2}[월月])?|[./]\d\d?)?\.?"
)
_BOXED_PLACE = pattern(r"\[(?P<name>[A-Z][^\[\]]{1,60}?)\s*['’]\s?(?P<year>\d\d)\]")


def named_citation(text: str, *, new: bool = False) -> tuple[Citation, tuple[str, ...]] | None:
    """``Roe et al., CVPR 2017`` and ``Roe/Doe, CVPR 2017``: a whole citation behind names.

    With ``new``, also of a venue that nobody knows: ``Roe & Doe, Some Yard 2017``. One word before a venue
    that we know may be a surname or a group: nothing is made of it.
    """
    for found in _BEHIND_NAMES.finditer(text):
        before, behind = text[: found.start()], text[found.end() :]
        open_end = (new and not _LISTS.search(behind)) or CJK.search(behind)
        said = placed(cite(behind)) or (dated_name(behind) if open_end else None)
        if said and (names := read_writers(before.replace("/", ", "))):
            return said, names
        if said and said.year and in_known_venue(said) and before.isalpha() and before[0].isupper():
            return said, ()
    return None


def listed_citation(text: str) -> Citation | None:
    """``CVPR17, Some Yard``, ``14.10.15, arXiv; ICLR 2015``: several parts, each says where or when.

    Where it was published counts for more than where it was printed first. Behind all that, also who.
    """
    parts = _BEHIND_NAMES.split(text)
    said = [_part(part) for part in parts]
    told = [one for one in said if one]
    if len(parts) < 2 or not told or not said[0]:
        return None
    whole = reduce(both, sorted(told, key=_is_preprint))
    groups = [part for part, one in zip(parts, said, strict=True) if not one]
    if not groups:
        return whole
    behind = in_known_venue(whole) and whole.year and all(said[: len(told)]) and all(map(is_group, groups))
    found = behind and len(read_names(", ".join(groups))) < 2
    return replace(whole, orgs=(*whole.orgs, *groups)) if found else None


def is_group(text: str) -> bool:
    """Whether ``text`` can name a group that we do not know: up to four words with capitals, no more."""
    words = text.split()
    return 0 < len(words) <= 4 and text[0].isupper() and is_proper(text) and text[-1] not in ".?!:"


def _part(text: str) -> Citation | None:
    day = _DAY.fullmatch(text)
    return Citation(year=full_year(int(day["year"]))) if day else placed(cite(text))


def _is_preprint(said: Citation) -> bool:
    return said.venue is None or said.venue.kind == "preprint"


def dated_box(text: str) -> Citation | None:
    """``Some Graphics Forum 2020.05`` in square brackets: a venue that we do not know, and its year."""
    found = _DATED_BOX.fullmatch(text)
    return Citation(venue_or_new(found["name"]), int(found["year"])) if found else None


def dated_name(text: str) -> Citation | None:
    """``Some Catalysis, October 2023``: a citation, be it of a venue that we do not know.

    For a place where only a citation is to be expected.
    """
    found = _DATED_NAME.fullmatch(text.strip())
    if not found:
        return None if text.isascii() else _dated_cjk(text.strip())
    name, year = found["name"], int(found["year"])
    if said := cite(f"{name} {year}"):
        return said
    last = name.split()[-1]
    return Citation(venue_or_new(name), year) if is_proper(name) and last[0].isupper() else None


def _dated_cjk(text: str) -> Citation | None:
    """The same where a word inside the name says that it is a venue's: ``…学会第3回大会, 2021年5月``."""
    found = _DATED_CJK.fullmatch(text)
    named = found is not None and any(word in found["name"] for word in tables().venue_endings)
    return Citation(venue_or_new(found["name"]), int(found["year"])) if found and named else None


def boxed_place(field: str) -> Citation | None:
    """``[Some Letters' 14]`` as a field of its own: a venue, be it one that we do not know."""
    found = _BOXED_PLACE.fullmatch(field.strip())
    return Citation(venue_or_new(found["name"]), full_year(int(found["year"]))) if found else None


def both(first: Citation, second: Citation) -> Citation:
    """One citation of two; what the first says stays."""
    venue, year = first.venue or second.venue, first.year or second.year
    return Citation(venue, year, first.orgs + second.orgs, first.status or second.status)


def in_known_venue(citation: Citation | None) -> Citation | None:
    """``citation`` when its venue is one that we know."""
    return citation if citation and citation.venue and citation.venue.kind != "unknown" else None


def placed(citation: Citation | None) -> Citation | None:
    """``citation`` when it says where or when, not only a status."""
    return citation if citation and (citation.venue or citation.year or citation.orgs) else None


def is_open(text: str) -> bool:
    """Whether a bracket of ``text`` is still open at its end."""
    return text.count("(") > text.count(")") or text.count("[") > text.count("]")
