"""What a note's text contains, as flat lists of facts with byte spans, in source order.

Plain data: how it is found is ``markdown.py``'s and ``canvas.py``'s affair, what it means ``vault/``'s.
"""

from typing import Literal, NamedTuple

from vaultkit.source.text import Span

LinkKind = Literal["wiki", "markdown", "reference", "property", "canvas"]
PropertyPath = tuple[str | int, ...]
"""The way to a value: names of properties and indexes of list items, ``("authors", 0)``."""


class Link(NamedTuple):
    """One link or embed.

    ``span`` is the whole construct (``![[a|b]]``, ``[t](a.md)``), ``target_span`` its linktext as it
    stands. ``target`` is the linkpath, trimmed and decoded; ``subpath`` is "" or starts with the
    first ``#``. ``display`` is what stands after the first ``|``, or a Markdown link's text. ``key``
    is the property that holds it. ``external`` links have a scheme; their ``target`` is the URL.
    """

    span: Span
    target_span: Span
    kind: LinkKind
    target: str
    subpath: str = ""
    display: str | None = None
    embed: bool = False
    key: PropertyPath | None = None
    external: bool = False


class Heading(NamedTuple):
    """A heading; ``text`` is its raw source without the marks. Only ``root`` ones can be linked to."""

    span: Span
    level: int
    text: str
    text_span: Span
    root: bool


class Block(NamedTuple):
    """A block id as written, without its ``^``; ``span`` includes it."""

    span: Span
    id: str


class Tag(NamedTuple):
    """A tag as written, without its ``#``; ``span`` includes it."""

    span: Span
    name: str


class Footnote(NamedTuple):
    """A footnote's reference or definition, by its id as written."""

    span: Span
    id: str


class Code(NamedTuple):
    """Code: ``info`` is a fence's info string, None for indented code and code spans."""

    span: Span
    inline: bool
    info: str | None


class Marks(NamedTuple):
    """All facts of one text. ``comments`` are ``%% … %%`` with their marks; ``html`` comments and blocks."""

    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[Tag, ...] = ()
    footnote_references: tuple[Footnote, ...] = ()
    footnote_definitions: tuple[Footnote, ...] = ()
    comments: tuple[Span, ...] = ()
    code: tuple[Code, ...] = ()
    math: tuple[Span, ...] = ()
    html: tuple[Span, ...] = ()
    tables: tuple[Span, ...] = ()
