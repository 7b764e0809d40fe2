"""Titles in lines that one sign divides: ``Title | CVPR 2014 | Roe``, ``CVPR'14 / Some Yard / Title``,
``Title.Jane Roe.Some Journal.2021``.

Knows citations already read; no other forms, see ``forms``.
"""

from dataclasses import replace
from functools import reduce
from re import Pattern
from re import compile as pattern

from vaultkit.digest.authored import cited
from vaultkit.digest.boxes import both, boxed_place, in_known_venue, is_group, is_open, placed
from vaultkit.digest.names import is_name, read_names
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new
from vaultkit.digest.words import CJK

_PIPES = pattern(r"\s*[|¦｜\t]\s*|\s{3,}(?!\s|\d\d['’])")
# What divides a line into its title and what says where, when and who; of dashes there are two at least.
_DIVIDERS = (pattern(r"\s//\s"), pattern(r"\s/\s"), pattern(r"\s+[-–—]\s+"), pattern(r"\s*[;；]\s*"))
# What dots without blanks divide, from the name on.
_DOTTED = pattern(
    r"(?<=[^\s.])[.．]\s?(?P<name>[^\W\d][^.．。\d]{1,30})(?:[.．]\s?(?P<place>[^\s.．。\d][^.．。\d]{1,60}))?"
    r"(?:[.．]\s?(?P<year>(?:19|20)\d\d)(?:[.．]\S{1,20})?)?[.．]?$"
)
_CHINESE_NAME = pattern(r"[\u3400-\u9fff]{1,3}\s{0,2}[\u3400-\u9fff]{1,3}(?:等)?")


def piped(line: str) -> Title | None:
    """T7, ``[Alias] Title | [CVPR' 14] | …``, and turned round, ``2014 | Title | …``."""
    fields = [field for field in _PIPES.split(line) if field]
    if len(fields) < 2:
        return None
    if cite(fields[0]) and len(fields[1].split()) > 2 and not cite(fields[1]):
        fields[:2] = fields[1::-1]
    citations = [said for field in fields[1:] if (said := placed(cite(field)) or boxed_place(field))]
    if not citations:
        status = next((said for field in fields[1:] if (said := cite(field)) and said.status), None)
        return cited("T7", fields[0], status) if status else None
    listed = ((field, read_names(field)) for field in fields[1:])
    authors = next((names for field, names in listed if len(names) > 1 or (names and "et al" in field)), ())
    return cited("T7", fields[0], reduce(both, citations), authors)


def divided(line: str) -> Title | None:
    """T7, ``Title / CVPR 2014 / Some Yard``, ``CVPR'14 — Some Yard — Title``: one sign divides the line.

    Around the title, which may hold the sign too, all must say where and when, or who behind that.
    """
    for divider in _DIVIDERS:
        parts = divider.split(line)
        if len(parts) < (3 if divider is _DIVIDERS[2] else 2):
            continue
        said = [placed(cite(part)) for part in parts]
        if years := [one.year for one in said if one and one.year]:
            said = [
                one or in_known_venue(cite(f"{part}, {years[0]}"))
                for part, one in zip(parts, said, strict=True)
            ]
        first = next((place for place, one in enumerate(said) if not one), len(parts))
        last = next((place for place in range(first, len(parts)) if said[place]), len(parts))
        groups = [part for part, one in zip(parts[last:], said[last:], strict=True) if not one]
        whole = reduce(both, (one for one in said if one), Citation())
        title = line[_start(divider, line, first) : _start(divider, line, last)].strip(" -–—/;；")
        named = len(title.split()) > 2 or in_known_venue(whole)
        placed_once = whole.year and (whole.venue or (whole.orgs and divider is not _DIVIDERS[1]))
        if named and placed_once and all(map(is_group, groups)) and not is_open(title):
            return cited("T7", title, replace(whole, orgs=(*whole.orgs, *groups)))
    return None


def _start(divider: Pattern[str], line: str, place: int) -> int:
    """Where the part number ``place`` of ``line`` begins."""
    ends = [0, *(found.end() for found in divider.finditer(line)), len(line)]
    return ends[place]


def dotted(line: str) -> Title | None:
    """T3 without blanks, ``Title.Jane Roe.Some Journal.2021``; Chinese has the name alone as well."""
    found = _DOTTED.search(line)
    name = found["name"] if found else ""
    if not found or not (_CHINESE_NAME.fullmatch(name) or (is_name(name) and ". " not in found[0])):
        return None
    place, year = found["place"], int(found["year"]) if found["year"] else None
    if not (year or (place is None and CJK.search(name) and len(line[: found.start()]) > len(name) * 2)):
        return None
    said = Citation(venue_or_new(place) if place else None, year)
    return cited("T3", line[: found.start()], said, (name,))
