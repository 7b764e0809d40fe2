"""A note's body as units that a merge can pair: list items, quotations, fences, headings, paragraphs.

A unit is known by its words, not by its place, indentation or bullet; a picture also by its name,
whether it is shown or still missing. Lines are indexes into the body's lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from re import compile as pattern
from typing import Literal

from vaultkit.digest.base import mark
from vaultkit.digest.pictures import picture_key

Kind = Literal["item", "quote", "fence", "heading", "text"]

_ITEM = pattern(r"(?P<lead>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?:(?P<gap>[ \t]+)(?P<text>.*)|\Z)")
_QUOTE = pattern(r"[ \t]*>")
_FENCE = pattern(r"[ \t]*(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
_HEADING = pattern(r"#{1,6}(?:[ \t]|\Z)")
_MISSING = pattern(r">[ ]?\[!missing\][+-]?[ ]+(?P<name>\S.*)")
_EMBED = pattern(r"!\[\[(?:[^\]|#]*/)?(?P<name>[^\]|#/]+)(?:[|#][^\]]*)?\]\]")
_LINK = pattern(r"(?<![!\\])\[\[(?P<name>[^\[\]|]+?)\\?(?:\|(?P<shown>[^\[\]]*))?\]\]")
CONFLICT = "[!vaultkit-conflict]"


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: lines ``start`` to ``end`` (exclusive) of the body.

    ``text`` are its words without indentation and bullet, ``picture`` the name of the picture that it
    stands for, or "". ``lead`` is its indentation, ``column`` where its own text begins, ``parent`` the
    index of the item that it stands in, or None.
    """

    kind: Kind
    text: str
    start: int
    end: int
    lead: str = ""
    column: int = 0
    parent: int | None = None
    picture: str = ""

    @property
    def mark(self) -> str:
        """What it is known by: its words; before them a picture's name, after them the words as unlinked."""
        return _mark(self.kind, self.text, self.picture)

    @property
    def words(self) -> str:
        """The part of its mark that is the same whether names in it are links or not."""
        return words_of(self.mark)

    @property
    def is_stub(self) -> bool:
        """Whether this stands in the place of a picture that is missing, and says no more."""
        return _MISSING.fullmatch(self.text) is not None

    @property
    def is_open(self) -> bool:
        """Whether this is a fence that nothing closes: what is written behind it would be code."""
        rows = self.text.split("\n")
        found = _FENCE.match(rows[0]) if self.kind == "fence" else None
        return found is not None and (len(rows) == 1 or not _closes(rows[-1], found["fence"]))

    @property
    def is_conflict(self) -> bool:
        """Whether this is a conflict's callout, which import wrote and the reader resolves."""
        return self.kind == "quote" and CONFLICT in self.text.partition("\n")[0]


@lru_cache(maxsize=16384)  # a merge asks for the marks of a note's units at each of its steps
def _mark(kind: Kind, text: str, picture: str) -> str:
    own = mark(f"{kind}\n{text}")
    if picture:
        return f"{mark(picture)}.{own}"
    plain = unlinked(text)
    return own if plain == text else "-".join((own, mark(f"{kind}\n{plain}")))


def unlinked(text: str) -> str:
    """``text`` with what its wikilinks show in their place."""
    return _LINK.sub(lambda link: link["shown"] or link["name"], text) if "[[" in text else text


def words_of(own: str) -> str:
    """What a unit's mark says of its words, links aside."""
    return own.rpartition("-")[2]


def units(lines: Sequence[str]) -> tuple[Unit, ...]:
    """The units of a body given as ``lines`` without their ends, in order."""
    found: list[Unit] = []
    open_items: list[int] = []
    at = 0
    blank = True
    while at < len(lines):
        line = lines[at]
        if not line.strip(" \t\r"):
            blank, at = True, at + 1
            continue
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        width = _width(lead)
        item = _ITEM.match(line)
        if not item and not blank and found and found[-1].kind == "item" and not _opens(line):
            end = _end_of_text(lines, at)
            text = "\n".join((found[-1].text, *(row.strip() for row in lines[at:end])))
            found[-1] = replace(found[-1], text=text, end=end)
            at = end
            continue
        while open_items and width < found[open_items[-1]].column:
            open_items.pop()
        parent = open_items[-1] if open_items else None
        if item:
            text = (item["text"] or "").strip()
            column = (
                width + len(item["mark"]) + (len(item["gap"] or " ") if len(item["gap"] or " ") <= 4 else 1)
            )
            found.append(Unit("item", text, at, at + 1, lead, column, parent))
            open_items.append(len(found) - 1)
            at += 1
        else:
            unit = _block(lines, at, lead, parent)
            found.append(unit)
            at = unit.end
        blank = False
    return tuple(found)


def subtree_end(all_units: Sequence[Unit], index: int) -> int:
    """The line after the unit at ``index`` and everything that stands in it."""
    end = all_units[index].end
    inside = {index}
    for place in range(index + 1, len(all_units)):
        if all_units[place].parent not in inside:
            break
        inside.add(place)
        end = all_units[place].end
    return end


def top(all_units: Sequence[Unit], index: int) -> int:
    """The index of the outermost item that the unit at ``index`` stands in, or its own."""
    while (parent := all_units[index].parent) is not None:
        index = parent
    return index


def _width(lead: str) -> int:
    width = 0
    for sign in lead:
        width += 4 - width % 4 if sign == "\t" else 1
    return width


def _opens(line: str) -> bool:
    return bool(_QUOTE.match(line) or _FENCE.match(line) or _HEADING.match(line))


def _end_of_text(lines: Sequence[str], at: int) -> int:
    """The line after the text that goes on at line ``at``."""
    while (
        at < len(lines) and lines[at].strip(" \t\r") and not _opens(lines[at]) and not _ITEM.match(lines[at])
    ):
        at += 1
    return at


def _block(lines: Sequence[str], start: int, lead: str, parent: int | None) -> Unit:
    line = lines[start]
    at = start + 1
    kind: Kind = "text"
    if fence := _FENCE.match(line):
        kind = "fence"
        while at < len(lines) and not _closes(lines[at], fence["fence"]):
            at += 1
        at = min(at + 1, len(lines))
    elif _HEADING.match(line):
        kind = "heading"
    elif _QUOTE.match(line):
        kind = "quote"
        while at < len(lines) and _QUOTE.match(lines[at]):
            at += 1
    else:
        at = _end_of_text(lines, at)
    text = "\n".join(row.strip() if kind != "fence" else row.rstrip() for row in lines[start:at])
    return Unit(kind, text, start, at, lead, _width(lead), parent, _picture(text))


def _closes(line: str, fence: str) -> bool:
    shown = line.strip()
    return len(shown) >= len(fence) and set(shown) == {fence[0]}


def _picture(text: str) -> str:
    found = _MISSING.fullmatch(text) or _EMBED.fullmatch(text)
    return f"picture {picture_key(found['name'])}" if found else ""
