"""Names in the lines of a digest made links where they stand first: ``[[Note|as typed]]``.

Knows bodies that import has just made, and nothing of what a reader wrote. A link is woven only where it
is a live one and the text around it stays what it was: so never in code, mathematics, comments, links,
headings or quotations.
"""

from collections.abc import Iterable, Sequence
from re import compile as pattern
from typing import NamedTuple

from vaultkit.digest.as_typed import NBSP
from vaultkit.digest.document import bullet, ordered
from vaultkit.digest.entry import Line
from vaultkit.digest.mentions import Mention
from vaultkit.digest.units import unlinked
from vaultkit.source.markdown import scan
from vaultkit.source.match import Form, Matcher
from vaultkit.source.text import Text

_NO_TEXT = pattern(r"[ \t]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?:>|#{1,6}(?:[ \t]|\Z))")
_UNFIT = frozenset("[]|\\`\n")


class Thread(NamedTuple):
    """A name to weave in: the digest's line, where it stands there, how it is typed, and the linkpath."""

    line: str
    start: int
    surface: str
    linkpath: str


def threads(
    named: Iterable[tuple[Mention, str]], lines: Sequence[Line], titles: Sequence[Line]
) -> list[Thread]:
    """The first place of each name below the title; ``named`` pairs it with its linkpath."""
    texts = {line.number: line.text for line in lines}
    in_titles = {line.number for line in titles}
    found: dict[str, Thread] = {}
    for mention, linkpath in named:
        if linkpath in found or _UNFIT & {*mention.surface, *linkpath}:
            continue
        if mention.line not in in_titles:
            text = texts.get(mention.line, "")
            found[linkpath] = Thread(text, mention.start, mention.surface, linkpath)
        elif thread := _below(mention.surface, linkpath, lines):
            found[linkpath] = thread
    return list(found.values())


def woven(body: str, names: Iterable[Thread]) -> str:
    """``body`` with a link for each of ``names`` that stands in it as plain text."""
    for thread in names:
        body = _with(body, thread)
    return body


def _below(surface: str, linkpath: str, lines: Sequence[Line]) -> Thread | None:
    matcher = Matcher([(Form(surface, exact=True), linkpath)])
    places = ((line, match) for line in lines for match in matcher.matches(line.text))
    return next((Thread(line.text, match.start, match.surface, linkpath) for line, match in places), None)


def _with(body: str, thread: Thread) -> str:
    end = thread.start + len(thread.surface)
    mark = bullet(thread.line) or ordered(thread.line)
    first = mark.end() if mark and mark.end() <= thread.start else 0
    before, after = _bare(thread.line[first : thread.start]), _bare(thread.line[end:])
    rows = body.split("\n")
    at = 0
    for row in rows:
        place = -1 if _NO_TEXT.match(row) else row.find(thread.surface)
        while place >= 0:
            rest = place + len(thread.surface)
            if _bare(row[rest:]) == after and _bare(row[:place]).endswith(before):
                bar = "\\|" if "|" in row else "|"
                shown = "" if thread.linkpath == thread.surface else f"{bar}{thread.surface}"
                link = f"[[{thread.linkpath}{shown}]]"
                made = f"{body[: at + place]}{link}{body[at + rest :]}"
                return made if _is_live(body, made, at + place, thread.linkpath) else body
            place = row.find(thread.surface, place + 1)
        at += len(row) + 1
    return body


def _bare(text: str) -> str:
    """Text for comparing, without what ``as_typed`` adds and what was woven before."""
    return unlinked(text.replace("\\", "")).replace(NBSP, " ").strip()


def _is_live(old: str, new: str, place: int, linkpath: str) -> bool:
    """Whether ``new`` has just one more link, the one at ``place``, and else means what ``old`` means."""
    was, now = scan(Text(old.encode())), scan(Text(new.encode()))
    start = len(new[:place].encode())
    own = [link for link in now.links if link.span.start == start]
    if len(own) != 1 or own[0].kind != "wiki" or own[0].target != linkpath:
        return False
    kinds = ("headings", "code", "tags", "comments", "math", "tables", "html")
    counts = [[len(getattr(marks, kind)) for kind in kinds] for marks in (was, now)]
    rest = [(link.target, link.display) for link in now.links if link is not own[0]]
    return counts[0] == counts[1] and rest == [(link.target, link.display) for link in was.links]
