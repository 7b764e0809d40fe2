"""Titles with who wrote them around: names before or behind, groups before a venue, quotation marks.

Knows lists of names and citations already read; no forms, see ``forms``.
"""

from dataclasses import replace
from re import Match, Pattern
from re import compile as pattern

from vaultkit.digest.boxes import COMMA, dated_name, named_citation, placed
from vaultkit.digest.names import read_names, read_surnames
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation, cite, venue_or_new
from vaultkit.digest.words import CJK

SENTENCE = pattern(r"(?P<end>[.?!。？！]['\"”’]?)(?:\s+|(?<=[。？！])|(?=[A-Z]{3,}\b.{0,8}\d\d))")
_BY = pattern(r"[,.]?\s+[Bb]y:?\s+(?=[A-Z])")
_SAID_BY = pattern(r"[,.]\s+by\b", 2)
_BEFORE_NAMES = pattern(r"[,，.]?\s+[Bb]y:?\s+(?=[A-Z])|[,，.]\s+|(?<=[?!])\s+")
_ET_AL = pattern(r"\bet\.?\s?al\.?$|외(?: \d+명)?$")
_REMARK = pattern(r"\s*[(\[](?P<remark>[A-Za-z][^()\[\]]{2,40})[)\]]$")
_THESIS = pattern(
    r"(?<=\w{3})\.\s+(?:ph\.?d\.?|doctoral|master'?s?|bachelor'?s?)\s+(?:thesis|dissertation)$", 2
)
_GROUP_BEHIND = pattern(r"(?<=al\.)\s*\((?P<group>[^()]{2,60})\)$")
_INITIAL = pattern(r"(?:^|[\s.])[A-Z]$")
_CAPITALS = pattern(r"[A-Z]{2,}[a-z]?")
# Words with which a title begins and no name does.
OPENER = pattern(r"(?:The|An?|On|Towards?|How|What|Why) ")
_LONGEST_TITLE = 400
_NAMES_AND_YEAR = pattern(r"(?P<names>[^()]{3,200}?)[,.]?\s+\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?")
_YEAR_AND_NAMES = pattern(r"^(?P<year>(?:19|20)\d\d),\s+(?P<names>\D{3,})$")
_SURNAMES_LAST = pattern(
    r"(?P<title>\S+ \S+ \S.*?), (?P<names>[A-Z][^\W\d_]+(?:, [A-Z][^\W\d_]+){2,}), (?P<year>(?:19|20)\d\d)\.?"
)
_AUTHOR_DATE = pattern(
    r"(?P<authors>[^()]{3,600}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?(?:,\s*\w+)?\)[.:,]?\s+"
    r"(?P<title>.{5,300}?)(?P<end>[.?!](?=\s|$))\s*(?P<tail>.{0,200})"
)
_VOLUME = pattern(r",\s*\d|\(|\.\s*$|\bpp?\.")
_QUOTED = pattern(
    r"(?P<before>[^\"“«「『《]{0,600}?)[.,:;]?\s*[\"“«「『《](?P<title>[^\"“”«»「」『』《》]{4,300}?)"
    r"[.,]?[\"”»」』》][.,;:]?\s*(?P<after>.{0,300})"
)


def up_to(end: Match[str]) -> str:
    """What stands before the ``end`` of a sentence, with its question or exclamation mark."""
    return end.string[: end.start()] + end["end"].lstrip(".。")


def without_stop(title: str) -> str:
    """``title`` without the full stop at its end; an ellipsis stays."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def cited(form: str, title: str, citation: Citation, authors: tuple[str, ...] = ()) -> Title | None:
    """The title ``title`` with what its citation says; None when the words can be no title."""
    raw = without_stop(title.strip().rstrip(",;:|").strip())
    if (
        (behind := _REMARK.search(raw))
        and (told := cite(behind["remark"]))
        and told.status
        and not told.venue
    ):
        raw, citation = raw[: behind.start()], replace(citation, status=citation.status or told.status)
    raw = _THESIS.sub("", raw)
    if len(raw) < 2 or len(raw) > _LONGEST_TITLE or raw[0] in ":;,":
        return None
    said = Title(raw, raw, form, venue=citation.venue, year=citation.year, authors=authors)
    return replace(said, orgs=citation.orgs, status=citation.status)


def with_names(form: str, text: str, citation: Citation) -> Title | None:
    """The title inside ``text``, which may begin or end with a sentence of names."""
    if (behind := _GROUP_BEHIND.search(text)) and (said := cite(behind["group"])) and said.orgs:
        text, citation = text[: behind.start()], replace(citation, orgs=(*said.orgs, *citation.orgs))
    ends = [end for end in SENTENCE.finditer(text) if not _INITIAL.search(text, 0, end.start())]
    if ends:
        last = text[ends[-1].end() :]
        names = read_names(last)
        names = names if len(names) > 1 or "et al" in last else read_surnames(last)
        if names and len(read_names(text[: ends[-1].start()])) < 2:
            return cited(form, up_to(ends[-1]), citation, names)
    for found in ends:
        before = text[: found.start()]
        names = read_names(before)
        if len(names) > 1 or (names and "et al" in before):
            return cited(form, text[found.end() :], citation, names)
    if ends and citation.venue and citation.year and (group := _group(text[ends[-1].end() :])):
        head = up_to(ends[-1])
        if len(head.split()) > 2:
            return cited(form, head, replace(citation, orgs=(group, *citation.orgs)))
    told = names_first(form, text, citation) or names_last(form, text, citation, _BY)
    if not told and _ET_AL.search(text):
        told = names_last(form, text, citation)
    return told or cited(form, text, citation)


def _group(text: str) -> str | None:
    """``text`` when it can name a group that we do not know: up to four words, one of them in capitals."""
    words = text.split()
    named = len(words) <= 4 and all(word[0].isupper() for word in words)
    capitals = any(_CAPITALS.fullmatch(word) for word in words)
    return text if named and (capitals or len(words) == 1) else None


def names_first(form: str, text: str, citation: Citation) -> Title | None:
    """``Jane Roe, Ann B. Doe, The Title``: as many names as there are, two at least, and then a title.

    A colon behind names with initials ends them: ``Roe, J., Doe, A.: The Title``.
    """
    before, colon, rest = text.partition(": ")
    if colon and _INITIAL.search(before.rstrip(".")) and len(names := read_names(before)) > 1:
        return cited(form, rest, citation, names)
    for found in reversed(list(COMMA.finditer(text))[:40]):
        names, rest = read_names(text[: found.start()]), text[found.end() :]
        several = len(names) > 1 or (names and "al." in text[: found.start()])
        opened = len(names) == 1 and OPENER.match(rest) is not None and not OPENER.match(text)
        if (
            (several or opened)
            and len(rest.split()) > (1 if opened or len(names) > 2 else 3)
            and rest.split()[0].strip(".") not in ("et", "and", "&")
        ):
            return cited(form, rest, citation, names)
    return None


def names_last(
    form: str, text: str, citation: Citation, before: Pattern[str] = _BEFORE_NAMES
) -> Title | None:
    """``The Title, Jane Roe, Ann B. Doe`` and ``The Title by Roe et al``: some words, and then names.

    One name alone must be said to have written it: ``The Title. By Jane Roe``.
    """
    for found in before.finditer(text):
        names = read_names(text[found.end() :])
        several = len(names) > 1 or (names and (_ET_AL.search(text) or _SAID_BY.match(found[0])))
        head = text[: found.start()]
        if several and len(head.split()) > 2 and not read_names(head):
            return cited(form, head, citation, names)
    return None


def names_and_year(text: str) -> tuple[Citation, tuple[str, ...]] | None:
    """``Jane Roe and Ann B. Doe, 2023`` as the year and the names; of one name alone, it must say et al.

    The year may come first.
    """
    found = _NAMES_AND_YEAR.fullmatch(text.strip(" .")) or _YEAR_AND_NAMES.fullmatch(text)
    names = read_names(found["names"]) if found else ()
    if not found or not (len(names) > 1 or (names and "et al" in text)):
        return None
    return Citation(year=int(found["year"])), names


def quoted(line: str) -> Title | None:
    """T11, ``Authors. "Title." Venue (year): pages.``, and ``Short: "Title" Venue``."""
    found = _QUOTED.fullmatch(line)
    if not found:
        return None
    before = found["before"].strip()
    authors = read_names(before)
    citation = placed(cite(found["after"]))
    if not citation and (named := named_citation(found["after"])):
        citation, authors = named[0], authors or named[1]
    citation = citation or (dated_name(found["after"]) if authors and CJK.search(found["after"]) else None)
    is_short = citation and not authors and len(before.split()) < 3 and line.startswith(f"{before}:")
    if (before and not (authors or is_short)) or not (authors or citation):
        return None
    told = cited("T11", found["title"], citation or Citation(), authors)
    return replace(told, alias=before) if told and is_short else told


def surnames_last(line: str) -> Title | None:
    """T4, ``Title, Roe, Doe, Lowe, 2014``: three surnames at least, as a title itself may end with a list."""
    found = _SURNAMES_LAST.fullmatch(line)
    names = tuple(found["names"].split(", ")) if found else ()
    return cited("T4", found["title"], Citation(year=int(found["year"])), names) if found else None


def author_date(line: str) -> Title | None:
    """T11 as psychologists write it, ``Roe, J., & Doe, A. (2019). Title. Journal, 5(7), 43-44.``"""
    found = _AUTHOR_DATE.fullmatch(line)
    authors = read_names(found["authors"]) if found else ()
    if not found or not authors:
        return None
    tail = found["tail"] or ""
    said = cite(tail) or Citation(venue_or_new(_VOLUME.split(tail)[0]) if tail else None)
    title = found["title"] + found["end"].strip(". ")
    return cited("T11", title, replace(said, year=int(found["year"])), authors)
