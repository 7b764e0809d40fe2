"""Where Obsidian reads a text otherwise than CommonMark does (observed), and nowhere else.

Tags, block ids, ``%%`` comments, footnotes without a definition, links that begin with ``|`` or end with
a backslash, ``$`` before a digit, ``$$`` blocks with blank lines. Works on what ``markdown.py`` found in
one text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from vaultkit.source.linktext import wikilink
from vaultkit.source.marks import Block, Code, Footnote, Heading, Link, Marks, Tag
from vaultkit.source.spans import inside
from vaultkit.source.text import Span

_NOT_IN_TAG = r"\s'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u206f\u2e00-\u2e7f"
_TAG = re.compile(rf"#([^{_NOT_IN_TAG}]*)")
_TAG_REST = re.compile(rf"[^{_NOT_IN_TAG}]*")
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*\Z")
_PIPE_LINK = re.compile(rb"!?\[\[(\|[^\[\]\r\n]*)\]\]")
_BACKSLASH_LINK = re.compile(rb"!?\[\[((?:[^\[\]\r\n]|\](?!\]))*\\)\]\]")
"""No backslash escapes the end of a link: ``[[x\\]]`` names ``x`` (the rules say so; not observed)."""
_PLAIN_LINK = re.compile(rb"!?\[\[([^\[\]\r\n]+)\]\]")
_WHITE = re.compile(r"\s")
DEEPEST = 100
"""Links and pictures inside each other that are read: each holds the text of all within it."""


class Found:
    """What one walk over the events of one text has found so far."""

    __slots__ = (
        "base", "blocks", "caret", "code", "data", "definitions", "dollars", "headings", "html", "links",
        "math", "not_math", "percents", "references", "tables", "tags",
    )  # fmt: skip

    def __init__(self, data: bytes, base: int) -> None:
        self.data = data
        self.base = base
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.blocks: list[Block] = []
        self.tags: list[Tag] = []
        self.references: list[Footnote] = []
        self.definitions: list[Footnote] = []
        self.code: list[Code] = []
        self.math: list[Span] = []
        self.not_math: list[Span] = []
        self.html: list[Span] = []
        self.tables: list[Span] = []
        self.percents: list[tuple[int, Any]] = []
        self.dollars: list[int] = []
        self.caret = Block(Span(0, 0), "")
        """The last block id; the event after it tells whether its block ends there."""

    def find_tags(self, value: str, start: int) -> int:
        """Tags that open in one piece of text: at its start, after white space, a tag or an escape.

        Returns the offset at which the last one ended the piece and may go on, or -1.
        """
        escaped = self.data[start - 1 : start] == b"\\"
        after = tag_end = -1
        offset, counted = start, 0
        for found in _TAG.finditer(value):
            at = found.start()
            offset += len(value[counted:at].encode())
            counted = at
            if at == 0:
                opens = not escaped and self.data[start] == 0x23  # neither `\#` nor `&#35;`
            else:
                opens = at == after or value[at - 1].isspace() or (escaped and at == 1)
            if opens:
                after = found.end()
                end = offset + len(found.group().encode())
                self.tags.append(Tag(Span(offset, end), found.group(1)))
                tag_end = end if after == len(value) else -1
        return tag_end

    def extend_tag(self, value: str, start: int, tag_end: int) -> int:
        """An underscore stands in a piece of its own: ``#a_b`` is one tag in three pieces."""
        more = _TAG_REST.match(value)
        if start == tag_end and more and more.group():
            tag = self.tags[-1]
            end = start + len(more.group().encode())
            self.tags[-1] = Tag(Span(tag.span.start, end), tag.name + more.group())
            return end if more.end() == len(value) else -1
        return -1

    def find_percents(self, start: int, end: int, block: Any) -> None:
        """Note every ``%%`` in a piece of text, and the block that it stands in."""
        at = self.data.find(b"%%", start, end)
        while at >= 0:
            self.percents.append((at, block))
            at = self.data.find(b"%%", at + 2, end)

    def find_dollars(self, start: int) -> None:
        """Note a ``$$`` that opens or closes no math for CommonMark's sake."""
        if self.data[start : start + 2] == b"$$":
            self.dollars.append(start)


def find_caret(found: Found, value: str, start: int, end: int) -> bool:
    """Whether a block id ends a piece of text; else look for a footnote that is defined nowhere."""
    data = found.data
    match = _BLOCK_ID.search(value)
    if match:
        at = start + len(value[: match.start()].encode())
        if at == found.base or data[at - 1 : at] in (b" ", b"\t", b"\n", b"\r"):
            found.caret = Block(Span(at, at + 1 + len(match.group(1))), match.group(1))
            return True
    bracketed = data[start - 1 : start] == b"[" and data[end : end + 1] == b"]"
    if value[0] == "^" and bracketed and len(value) > 1 and not _WHITE.search(value):
        found.references.append(Footnote(Span(start - 1, end + 1), value[1:]))
    return False


def mended(found: Found) -> Marks:
    """The marks of the text, with what Obsidian reads otherwise added or taken away."""
    links, tags = found.links, found.tags
    if b"[[|" in found.data:
        links += list(_live(found, _PIPE_LINK, (Span(found.base, len(found.data)),)))
    if b"\\]]" in found.data:
        links[:] = [link for link in links if link.kind != "wiki" or not _overruns(found.data, link.span)]
        ended = list(_live(found, _BACKSLASH_LINK, (Span(found.base, len(found.data)),)))
        taken = inside(link.span for link in ended)
        tags = [tag for tag in tags if not taken(tag.span.start)]
        links += ended
    if found.not_math:
        links += list(_live(found, _PLAIN_LINK, found.not_math))
    math_blocks = list(_open_dollars(found)) if found.dollars else []
    marks = Marks(
        links=tuple(sorted(links)),
        headings=tuple(found.headings),
        blocks=tuple(found.blocks),
        tags=tuple(tag for tag in tags if tag.name and not tag.name.isdigit()),
        footnote_references=tuple(found.references),
        footnote_definitions=tuple(found.definitions),
        comments=tuple(_comments(found)) if found.percents else (),
        code=tuple(found.code),
        math=tuple(sorted(found.math + math_blocks)),
        html=tuple(found.html),
        tables=tuple(found.tables),
    )
    return _without(marks, math_blocks) if math_blocks else marks


def _live(found: Found, shape: re.Pattern[bytes], within: Sequence[Span]) -> Iterator[Link]:
    spans = [code.span for code in found.code] + found.math + found.html + [link.span for link in found.links]
    dead = inside(spans)
    for match in chain.from_iterable(shape.finditer(found.data, *span) for span in within):
        start, end = match.span()
        before = found.data[max(0, start - 64) : start]
        escaped = (len(before) - len(before.rstrip(b"\\"))) % 2
        if not escaped and not dead(start) and not dead(end - 1):
            link = wikilink(found.data, Span(start, end))
            if link is not None:
                yield link


def _overruns(data: bytes, span: Span) -> bool:
    """Whether a wikilink goes on after its first ``]]``, as one with ``\\]]`` does for CommonMark's sake."""
    return b"\\]]" in data[span.start : span.end - 1]


def _opens_line(data: bytes, at: int) -> bool:
    # Not by slicing the line: one line may hold 100,000 marks.
    while at and data[at - 1] in b" \t>":
        at -= 1
    return at == 0 or data[at - 1] == 0x0A


def _open_dollars(found: Found) -> Iterator[Span]:
    """``$$`` blocks that blank lines divide: from a line that starts with ``$$`` to the next ``$$``."""
    opening = None
    for at in found.dollars:
        if opening is not None:
            yield Span(opening, at + 2)
            opening = None
        elif _opens_line(found.data, at):
            opening = at


def _comments(found: Found) -> Iterator[Span]:
    """``%%`` pairs: one that starts a line runs to the next anywhere, else to the file's end."""
    opening: tuple[int, Any, bool] | None = None
    for at, block in found.percents:
        if opening is None or (not opening[2] and opening[1] is not block):
            opening = at, block, _opens_line(found.data, at)
        else:
            yield Span(opening[0], at + 2)
            opening = None
    if opening is not None and opening[2]:
        yield Span(opening[0], len(found.data))


def _without(marks: Marks, regions: list[Span]) -> Marks:
    taken = inside(regions)

    def outside(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(item for item in items if not taken(item.span.start))

    return marks._replace(
        links=outside(marks.links),
        headings=outside(marks.headings),
        blocks=outside(marks.blocks),
        tags=outside(marks.tags),
        footnote_references=outside(marks.footnote_references),
    )
