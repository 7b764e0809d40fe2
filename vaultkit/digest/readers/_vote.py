"""What most lines of a list print around their titles, told by comparing the lines with each other.

A date or a citation that one line alone may have as a part of its title (``Cancer Statistics, 2015``) is
none of it where most lines end, or begin, in the same way; and words before a colon are a person where
other lines have several. Knows lists of candidates, and of what makes them papers only that a date speaks
for one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from re import Match, Pattern
from re import compile as pattern

from vaultkit.digest.alias import alias_of
from vaultkit.digest.authored import with_names
from vaultkit.digest.boxes import COMMA, boxed_place, dated_name, in_known_venue
from vaultkit.digest.fields import add_citation, label_kind
from vaultkit.digest.names import read_names
from vaultkit.digest.readers._body import Candidate
from vaultkit.digest.readers._linked import EDGES
from vaultkit.digest.readers._remarks import without_remarks
from vaultkit.digest.signed import are_signed, signed_last
from vaultkit.digest.titles import reads_as_title
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, full_year, is_proper, venue, venue_or_new

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d|\.\d{4})"
_DATE = pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_LAST = pattern(
    rf"\s*(?:[(\[][^()\[\]]{{0,60}}{_YEAR}[^()\[\]]{{0,12}}[)\]]"
    rf"|[,.;|–-]+\s*[^,.;|()\[\]]{{0,40}}?{_YEAR}[\d./ -]{{0,10}})$"
)
_FIRST = pattern(
    rf"^[^,:|()–]{{0,40}}?{_YEAR}[^\s,:|]{{0,6}}(?:\s+[A-Za-z&]{{2,12}}){{0,2}}\s*(?:[,:|]|\s[–-])\s+"
)
_PLACE_FIRST = pattern(
    r"(?:(?P<name>[A-Z][\w &'’/-]{0,40}?)[ '’-]?(?P<year>(?:19|20)\d\d|(?<=[A-Za-z'’])\d\d)"
    r"|(?P<first>(?:19|20)\d\d) (?P<second>[A-Z][\w&-]{1,12})) (?=[A-Z\d\"“].*[^\W\d])"
)
_BOX_LAST = pattern(r"\s*(?:[(（](?=[^()（）]+[)）]$)|\[(?=[^\[\]]+\]$))(?P<inside>.{4,100})[)）\]]$")
_NAMED = pattern(r"[A-Z][^\W\d_]+,\s+(?=[A-Z])")
_BOXED_YEAR = pattern(r"(?<!\d)(?P<full>(?:19|20)\d\d)(?!\d)|(?:['’]|[A-Za-z]\s)(?P<short>\d\d)$")
_BEFORE_COLON = pattern(r"(?P<more>and\s+)?(?P<names>[A-Z][^:\d]{4,200}):\s+(?=[A-Z].{5,})")
_NAMES_END = pattern(r"(?:,|(?:(?<=\w{3})|(?<= al))\.)\s+(?=[^\W_].{8,})")
_NAME_BEHIND = pattern(r"(?P<name>[^\W\d_][^\d()\[\]|:;!?]{2,90}?)[\s,.]*(?:[(\[]?(?P<year>(?:19|20)\d\d))?")
_FAR = 240
# A schedule: the day of the meeting before the title, who presents it behind.
_DAY = pattern(r"^[\[(]?(?:\d{1,2}[./]\d{1,2}|(?:0\d|1[0-2])[0-3]\d)[\])]?\s*[:–-]?\s+(?=[^\W\d])")
_PRESENTER = pattern(r"\s+[-–(]\s*[\uac00-\ud7af\u3400-\u9fff]{2,4}\)?$")
_FEWEST = 6


def as_most_print(found: Sequence[Candidate]) -> list[Candidate]:
    """``found`` with what most of them print around their titles cut from each."""
    named = [one for one in found if _without_names(one.told.title) is not one.told.title]
    kept = list(found)
    if len(named) >= _FEWEST and len(named) * 3 >= len(found):
        kept = [_retitled(one, _without_names(one.told.title)) for one in kept]
    proven = [one for one in found if one.evidence == 2]
    listed = sum(_begins_with_names(one) for one in proven)
    if listed >= _FEWEST and listed * 3 >= len(proven):
        kept = [_retitled(one, _without_first_names(one.told.title)) for one in kept]
    kept = _with_places_first(_with_new_venues(kept))
    plain = [one for one in kept if one.told.shape == "plain"]
    cut = {one.block.line for one in plain}
    for form, without, fewest in _AROUND:
        voices = sum(_prints(one.told.title, form) for one in plain)
        if voices >= fewest and voices * 5 >= len(plain) * 3:
            kept = [
                _retitled(one, without(one.told.title, form)) if one.block.line in cut else one
                for one in kept
            ]
    return as_signed(_without_shared_names(without_remarks(kept)))


def as_signed(found: Sequence[Candidate]) -> list[Candidate]:
    """``found`` without the writers that end most of the titles, or of those that are proven papers."""
    proven = [one.told.title for one in found if one.evidence == 2]
    if not are_signed(proven or [one.told.title for one in found]):
        return list(found)
    kept = []
    for one in found:
        title = signed_last(one.told.title)
        cited = title is not one.told.title and title.year is not None
        kept.append(replace(_retitled(one, title), evidence=2) if cited else _retitled(one, title))
    return kept


def _prints(title: Title, form: Pattern[str]) -> bool:
    """Whether a title has ``form`` around it, or had a year behind it that is read already."""
    return form.search(title.title) is not None or (form is _LAST and bool(title.year) and title.is_cited)


def _without_shared_names(found: list[Candidate]) -> list[Candidate]:
    """What stands in a box before several titles (``[WT] …``: who tells of it) is a short name of none."""
    named = {(title.alias, title.title) for one in found if (title := one.told.title).alias}
    shared = Counter(alias for alias, _ in named)
    return [
        _retitled(one, replace(title, alias=None))
        if (title := one.told.title).alias and shared[title.alias] > 1 and not alias_of(title.title)
        else one
        for one in found
    ]


def _cut(title: Title, form: Pattern[str]) -> Title:
    rest = form.sub("", title.title, count=1)
    return replace(title, title=rest, title_raw=rest, alias=alias_of(rest)) if rest != title.title else title


def _with_new_venues(found: list[Candidate]) -> list[Candidate]:
    """A venue that nobody knows is one all the same where most papers name a known one in its place."""
    proven = [one for one in found if one.evidence == 2]
    boxed = sum(_is_boxed(one) and _is_placed(one.told.title) for one in proven)
    behind = sum(venue(_behind(one)[0]) is not None for one in proven)
    for voices, read in ((boxed, _with_box), (behind, _with_behind)):
        if voices >= _FEWEST and voices * 2 >= len(proven):
            found = [one if one.told.title.venue else _retitled(one, read(one)) for one in found]
    return found


def _with_places_first(found: list[Candidate]) -> list[Candidate]:
    """Words and a year before a title are its venue where most titles begin with one that we know."""
    begun = [_PLACE_FIRST.match(one.told.title.title) for one in found]
    voices = sum(place is not None and venue(place["name"] or place["second"]) is not None for place in begun)
    cut = sum(one.told.title.form == "T2" and _is_placed(one.told.title) for one in found)
    if not voices or voices + cut < _FEWEST // 2 + 1 or (voices + cut) * 2 < len(found):
        return found
    return [_placed(one, place) if place else one for one, place in zip(found, begun, strict=True)]


def _placed(one: Candidate, place: Match[str]) -> Candidate:
    rest = place.string[place.end() :]
    year = int(place["year"] or place["first"])
    where = venue_or_new(place["name"] or place["second"])
    title = replace(one.told.title, title=rest, title_raw=rest, alias=alias_of(rest))
    title = add_citation(title, Citation(where, year if year > 99 else full_year(year)))
    return replace(_retitled(one, title), evidence=2)


def _is_boxed(one: Candidate) -> bool:
    """Whether a citation in brackets stands, or stood, behind the title."""
    return one.told.title.form[:2] in ("T5", "T6") or _BOX_LAST.fullmatch(one.told.after) is not None


def _is_placed(title: Title) -> bool:
    known = title.venue is not None and title.venue.kind != "unknown"
    return title.year is not None and (known or bool(title.orgs))


def _with_box(one: Candidate) -> Title:
    """``The Title (Some Meeting 2019)``, ``[Title](…) (Roe, Some Meeting 2019)``, ``Title [Meet 19]``.

    Where the box reads as no name of a venue, its year alone; without a year, a venue that is known.
    """
    title = one.told.title
    inside = _BOX_LAST.search(title.title)
    box = inside or _BOX_LAST.fullmatch(one.told.after)
    said = _in_box(box["inside"]) if box else None
    if not box or not said or (title.year and box["inside"].startswith(title.authors[:1])):
        return title
    rest = title.title[: inside.start()] if inside else title.title
    bare = with_names(title.form, rest, Citation()) or title
    authors = title.authors or bare.authors
    return add_citation(replace(title, title=bare.title, title_raw=bare.title, authors=authors), said)


def _in_box(text: str) -> Citation | None:
    """What a box says where others hold citations; None when it names neither a year nor a known venue."""
    dated = _BOXED_YEAR.search(text)
    if not dated:
        return next((said for part in COMMA.split(text) if (said := in_known_venue(cite(part)))), None)
    named = _NAMED.match(text)
    text = text[named.end() if named else 0 :]
    if dated["full"]:
        return dated_name(text) or Citation(year=int(dated["full"]))
    year = full_year(int(dated["short"]))
    return boxed_place(f"[{text[:-3].rstrip()}'{dated['short']}]") or Citation(year=year)


def _behind(one: Candidate) -> tuple[str, int | None]:
    """The name that stands behind a linked title, or with its year behind a bold one; "" for none."""
    after = one.told.after.strip("\x00").partition("\x00")[0].strip(EDGES)
    found = _NAME_BEHIND.fullmatch(after) if one.told.shape in ("link", "strong") else None
    year = int(found["year"]) if found and found["year"] else None
    if not found or not (year or (one.told.shape == "link" and is_proper(found["name"]))):
        return "", None
    return found["name"], year


def _with_behind(one: Candidate) -> Title:
    """``1998, [The Title](…), SOME``, ``[The Title](…) Some yard (1998)``, ``**The Title.** SOME, 1998.``"""
    title, (name, year) = one.told.title, _behind(one)
    year = title.year or year
    if not year or not name or len(name.split()) > 8 or label_kind(name) or name.endswith(" al"):
        return title
    authors = () if read_names(name) == title.authors else title.authors
    return replace(title, venue=venue_or_new(name), year=year, authors=authors)


def _retitled(one: Candidate, title: Title) -> Candidate:
    """``one`` with ``title``; a year that is no longer a part of it says that it may be a paper."""
    if title is one.told.title:
        return one
    dated = bool(title.year) and not one.told.title.year and _is_alone(title.title)
    return replace(one, told=replace(one.told, title=title), evidence=max(one.evidence, int(dated)))


def _is_alone(text: str) -> bool:
    """Whether words are a title and nothing else: neither names nor two sentences."""
    return reads_as_title(text) and ". " not in text and not read_names(text)


def _without(title: Title, form: Pattern[str]) -> Title:
    found = form.search(title.title) if title.form != "T11" else None
    if not found:
        return title
    rest = title.title[: found.start()] or title.title[found.end() :]
    year = _DATE.search(found[0])
    if len(rest.split()) < 2 or not year:
        return title
    return replace(title, title=rest, title_raw=rest, year=title.year or int(year["year"]))


def _begins_with_names(one: Candidate) -> bool:
    names = one.told.title.authors
    several = len(names) > 1 or "et al" in one.block.text
    return bool(names) and several and one.block.text.lstrip("[*_ ").startswith(names[0][:4])


def _without_first_names(title: Title) -> Title:
    """``Jane Roe, The Title`` or ``Jane Roe and John Doe. The Title``, where other lines begin with names."""
    if title.authors:
        return title
    for found in _NAMES_END.finditer(title.title[:_FAR]):
        names = read_names(title.title[: found.start()])
        rest = title.title[found.end() :]
        if names and rest.split()[0] not in ("and", "et"):
            return replace(title, title=rest, title_raw=rest, authors=names, alias=alias_of(rest))
    return title


def _without_names(title: Title) -> Title:
    found = _BEFORE_COLON.match(title.title)
    names = read_names(found["names"]) if found else ()
    if not found or not names:
        return title
    rest = title.title[found.end() :]
    names = (*title.authors, *names) if found["more"] else names
    title = replace(title, title=rest, title_raw=rest, authors=names, alias=None)
    return _without(title, _LAST) if not title.year else title


# What lines may print around a title, how it is cut, and how many lines at least must print it.
_AROUND = (
    (_LAST, _without, _FEWEST),
    (_FIRST, _without, _FEWEST),
    (_DAY, _cut, _FEWEST // 2),
    (_PRESENTER, _cut, _FEWEST // 2),
)
