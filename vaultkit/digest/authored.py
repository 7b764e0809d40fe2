"""Titles with who wrote them around: names before or behind, groups before a venue.

Knows lists of names and citations already read; no forms, see ``forms``.
"""

from dataclasses import replace
from re import Match, Pattern
from re import compile as pattern

from vaultkit.digest.boxes import COMMA
from vaultkit.digest.names import read_names, read_surnames
from vaultkit.digest.told import Title
from vaultkit.digest.venues import Citation

SENTENCE = pattern(r"(?P<end>[.?!。？！]['\"”’]?)(?:\s+|(?<=[。？！])|(?=[A-Z]{3,}\b.{0,8}\d\d))")
_BY = pattern(r"[,.]?\s+by:?\s+(?=[A-Z])")
_BEFORE_NAMES = pattern(r"[,，.]?\s+by:?\s+(?=[A-Z])|[,，.]\s+|(?<=[?!])\s+")
_ET_AL = pattern(r"\bet\.? al\.?$|외(?: \d+명)?$")
_INITIAL = pattern(r"(?:^|[\s.])[A-Z]$")
_CAPITALS = pattern(r"[A-Z]{2,}[a-z]?")
_LONGEST_TITLE = 400


def up_to(end: Match[str]) -> str:
    """What stands before the ``end`` of a sentence, with its question or exclamation mark."""
    return end.string[: end.start()] + end["end"].lstrip(".。")


def cited(form: str, title: str, citation: Citation, authors: tuple[str, ...] = ()) -> Title | None:
    """The title ``title`` with what its citation says; None when the words can be no title."""
    raw = title.strip().rstrip(",;:|").strip()
    raw = raw[:-1] if raw.endswith(".") and not raw.endswith("..") else raw
    if len(raw) < 2 or len(raw) > _LONGEST_TITLE or raw[0] in ":;,":
        return None
    said = Title(raw, raw, form, venue=citation.venue, year=citation.year, authors=authors)
    return replace(said, orgs=citation.orgs, status=citation.status)


def with_names(form: str, text: str, citation: Citation) -> Title | None:
    """The title inside ``text``, which may begin or end with a sentence of names."""
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
    """``Jane Roe, Ann B. Doe, The Title``: as many names as there are, two at least, and then a title."""
    for found in reversed(list(COMMA.finditer(text))[:40]):
        names, rest = read_names(text[: found.start()]), text[found.end() :]
        several = len(names) > 1 or (names and "al." in text[: found.start()])
        if (
            several
            and len(rest.split()) > (3 if len(names) < 3 else 1)
            and rest.split()[0].strip(".") not in ("et", "and", "&")
        ):
            return cited(form, rest, citation, names)
    return None


def names_last(
    form: str, text: str, citation: Citation, before: Pattern[str] = _BEFORE_NAMES
) -> Title | None:
    """``The Title, Jane Roe, Ann B. Doe`` and ``The Title by Roe et al``: some words, and then names."""
    for found in before.finditer(text):
        names = read_names(text[found.end() :])
        several = len(names) > 1 or (names and _ET_AL.search(text))
        head = text[: found.start()]
        if several and len(head.split()) > 2 and not read_names(head):
            return cited(form, head, citation, names)
    return None
