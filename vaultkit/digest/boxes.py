"""What brackets around or behind a title say as a citation, and citations put together.

Knows no titles; see ``forms``.
"""

from functools import reduce
from re import compile as pattern

from vaultkit.digest.names import read_names
from vaultkit.digest.venues import Citation, cite, venue_or_new

_COMMA = pattern(r"[,，]\s+")
_DATED_BOX = pattern(r"(?P<name>[A-Z][A-Za-z&. -]{3,50}) (?P<year>(?:19|20)\d\d)(?:[./-]\d\d)?")


def named_citation(text: str) -> Citation | None:
    """``Roe et al., CVPR 2017``: names, then a whole citation."""
    for found in _COMMA.finditer(text):
        said = placed(cite(text[found.end() :]))
        if said and read_names(text[: found.start()]):
            return said
    return None


def listed_citation(text: str) -> Citation | None:
    """``CVPR17, Some Yard``: several parts, each of which says where or when."""
    said = [placed(cite(part)) for part in _COMMA.split(text)]
    told = [one for one in said if one]
    return reduce(both, told) if len(told) == len(said) > 1 else None


def dated_box(text: str) -> Citation | None:
    """``Some Graphics Forum 2020.05`` in square brackets: a venue that we do not know, and its year."""
    found = _DATED_BOX.fullmatch(text)
    return Citation(venue_or_new(found["name"]), int(found["year"])) if found else None


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
