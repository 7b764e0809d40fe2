"""Markdown as Obsidian reads it: links, headings, blocks, tags and regions, each with its bytes.

pyromark (pulldown-cmark) does the CommonMark part, exactly and in linear time; this module walks its
events once. Where Obsidian differs (observed), ``mending.py`` and ``linktext.py`` set it right.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

import pyromark

from vaultkit.source.linktext import destination_span, is_external, linktext_of, plain_wikilink, wikilink
from vaultkit.source.marks import Code, Footnote, Heading, Link, Marks
from vaultkit.source.mending import DEEPEST, Found, find_caret, mended
from vaultkit.source.taming import tamed
from vaultkit.source.text import BOM, Span, Text

_OPTIONS = pyromark.Options
_PARSER: Final = pyromark.Markdown(
    options=_OPTIONS.ENABLE_TABLES
    | _OPTIONS.ENABLE_FOOTNOTES
    | _OPTIONS.ENABLE_MATH
    | _OPTIONS.ENABLE_WIKILINKS
    | _OPTIONS.ENABLE_TASKLISTS
    | _OPTIONS.ENABLE_STRIKETHROUGH
)

_ATX = re.compile(rb"[ \t]*#{1,6}(?:[ \t]+|(?=\r?\n|\Z))(.*?)(?:[ \t]+#+)?[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_PLAIN_ATX = re.compile(rb"#{1,6} ([^#\r\n]+)\n?")
"""Most headings: the pattern above looks at each letter for the marks that may close a heading."""
_SETEXT_UNDERLINE = re.compile(rb"\r?\n[^\n]*?(?:=+|-+)[ \t]*(?:\r?\n)?\Z")
_TAB_FIRST = re.compile(rb" {0,3}\t[ \t]*(?=[^ \t\r\n])")
"""A tab opens no code on a first line (observed: a tag after it is live)."""
_RAW_HTML = re.compile(r"<(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_AS_BLOCK: Final = {"pre": "<nav", "script": "<source", "style": "<aside", "textarea": "<fieldset"}
"""In Obsidian an HTML block ends at a blank line whatever its tag; so it does for these, of equal length."""
_ITEM = re.compile(rb"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_new = tuple.__new__  # what a named tuple's own constructor comes to, at half its price
_BLOCK_ENDS: Final = frozenset(
    {"Paragraph", "Heading", "Item", "TableCell", "FootnoteDefinition", "BlockQuote"}
)
_BLOCK_STARTS: Final = frozenset({"List", "BlockQuote", "FootnoteDefinition"})
_INLINE_ENDS: Final = frozenset({"Emphasis", "Strong", "Strikethrough"})


def scan(text: Text, start: int = 0) -> Marks:
    """All marks of ``text`` from the byte ``start`` on (after the frontmatter). Never raises."""
    data = text.data
    if start == 0 and data.startswith(BOM):
        start = len(BOM)
    tabbed = _TAB_FIRST.match(data, start)
    if tabbed:
        start = tabbed.end()
    body = data[start:].decode(errors="vaultkit.same-length") if start else text.value
    if "<" in body:
        body = _RAW_HTML.sub(lambda tag: _AS_BLOCK[tag.group(1).lower()], body)
    found = Found(data, start)
    _walk(_PARSER.events_with_range(tamed(body)), found)
    return mended(found)


def _walk(events: Iterable[tuple[Any, Any]], found: Found) -> None:
    """Sort the events into ``found``. The hot loop of vaultkit: it looks at nothing twice."""
    base, data = found.base, found.data
    depth = muted = 0  # containers around, and code, wikilinks and pictures whose text is not prose
    # Names of this function, not of ``found``: they are asked at every event, and set at few.
    tag_end, caret = -1, False
    opened: list[tuple[Any, bool]] = []
    block: Any = None
    inner: Any = {"start": 0, "end": 0}
    for event, where in events:
        if caret:
            _close_caret(event, found)
            caret = False
        if event.__class__ is str:
            tag_end = -1
            continue
        kind, value = event.popitem()
        if kind == "Text":
            inner = where
            if muted:
                continue
            if tag_end >= 0:
                tag_end = found.extend_tag(value, base + where["start"], tag_end)
            if "#" in value:
                tag_end = found.find_tags(value, base + where["start"])
            if "^" in value:
                caret = find_caret(found, value, base + where["start"], base + where["end"])
            if "%%" in value:
                found.find_percents(base + where["start"], base + where["end"], block)
            elif value == "$":
                found.find_dollars(base + where["start"])
            continue
        tag_end = -1
        if kind == "Start":
            if value.__class__ is not str:
                name, value = value.popitem()
                if name == "Link" or name == "Image":
                    image = name == "Image"
                    opened.append((value, image))
                    muted += image or value["link_type"].__class__ is not str
                    inner = {"end": where["start"] + 1 + image}
                elif name == "Heading":
                    block = where
                    _add_heading(
                        found, base + where["start"], base + where["end"], int(value["level"][1]), depth == 0
                    )
                elif name == "CodeBlock":
                    muted += 1
                    info = value["Fenced"] if value.__class__ is dict else None
                    found.code.append(Code(Span(base + where["start"], base + where["end"]), False, info))
                elif name == "Table":
                    found.tables.append(Span(base + where["start"], base + where["end"]))
                else:
                    depth += 1
                    block = where
                    if name == "FootnoteDefinition":
                        found.definitions.append(
                            Footnote(Span(base + where["start"], base + where["end"]), value)
                        )
            elif value == "HtmlBlock":
                found.html.append(Span(base + where["start"], base + where["end"]))
            elif value not in _INLINE_ENDS:
                block = where
        elif kind == "End":
            if value == "Link" or value == "Image":
                opening, image = opened.pop()
                muted -= image or opening["link_type"].__class__ is not str
                # Inside a wikilink nothing is a link, and the parser's places are wrong there.
                if len(opened) < DEEPEST and not (opened and _in_wikilink(opened)):
                    _add_link(
                        found, opening, image, base + where["start"], base + where["end"], base + inner["end"]
                    )
                inner = where
            elif value.__class__ is not str:
                depth -= "Heading" not in value
            elif value == "CodeBlock":
                muted -= 1
            elif value == "FootnoteDefinition":
                depth -= 1
            elif value in _INLINE_ENDS:
                inner = where
        else:
            inner = where
            span = Span(base + where["start"], base + where["end"])
            if kind == "Code":
                found.code.append(_new(Code, (span, True, None)))
            elif kind == "InlineHtml":
                found.html.append(span)
            elif kind == "InlineMath":
                # In Obsidian a dollar before a digit closes nothing.
                (found.not_math if data[span.end : span.end + 1].isdigit() else found.math).append(span)
            elif kind == "DisplayMath":
                found.math.append(span)
            elif kind == "FootnoteReference":
                found.references.append(Footnote(span, value))


def _in_wikilink(opened: list[tuple[Any, bool]]) -> bool:
    return any(opening["link_type"].__class__ is not str for opening, _ in opened)


def _close_caret(event: Any, found: Found) -> None:
    """A block id is one only when its block ends right after it, or a block begins inside.

    At the end of a list item's first line it is one too: the app writes it there, whatever lines follow.
    """
    if event.__class__ is str:
        line = found.data.rfind(b"\n", 0, found.caret.span.start) + 1
        if event == "SoftBreak" and _ITEM.match(found.data, line):
            found.blocks.append(found.caret)
        return
    ((kind, value),) = event.items()
    name = value if value.__class__ is str else next(iter(value), "")
    if (kind == "End" and name in _BLOCK_ENDS) or (kind == "Start" and name in _BLOCK_STARTS):
        found.blocks.append(found.caret)


def _add_link(
    found: Found, opening: dict[str, Any], image: bool, start: int, end: int, inner_end: int
) -> None:
    link_type = opening["link_type"]
    if link_type.__class__ is not str:
        target = opening["dest_url"]
        link = plain_wikilink(start, end, target, image) or wikilink(found.data, _new(Span, (start, end)))
        if link is not None:
            found.links.append(link)
        return
    destination, span = opening["dest_url"], Span(start, end)
    if not destination or destination.isspace():
        return
    if link_type == "Inline":
        close = found.data.find(b"](", inner_end, end)
        close = close if close >= 0 else found.data.rfind(b"](", start, end)
        display = found.data[start + 1 + image : close].decode(errors="replace")
        place = destination_span(found.data, close + 2, end - 1)
        found.links.append(_destined("markdown", span, place, destination, display, image))
    elif link_type in ("Autolink", "Email"):
        url = f"mailto:{destination}" if link_type == "Email" else destination
        found.links.append(Link(span, Span(start + 1, end - 1), "markdown", url, "", None, False, None, True))
    else:
        found.links.append(_destined("reference", span, span, destination, None, image))


def _destined(kind: Any, span: Span, place: Span, destination: str, display: str | None, image: bool) -> Link:
    if is_external(destination):
        return _new(Link, (span, place, kind, destination, "", display, image, None, True))
    target, subpath = linktext_of(destination)
    return _new(Link, (span, place, kind, target, subpath, display, image, None, False))


def _add_heading(found: Found, start: int, end: int, level: int, root: bool) -> None:
    raw = found.data[start:end]
    atx = _PLAIN_ATX.fullmatch(raw) or _ATX.match(raw)
    if atx:
        text_start, text_end = atx.span(1)
    else:
        underline = _SETEXT_UNDERLINE.search(raw)
        text_start, text_end = 0, underline.start() if underline else len(raw)
    text = raw[text_start:text_end]
    stripped = text.strip()
    if stripped != text:
        text_start += len(text) - len(text.lstrip())
        text = stripped
    text_start += start
    where = _new(Span, (text_start, text_start + len(text)))
    name = text.decode(errors="vaultkit.same-length")
    found.headings.append(_new(Heading, (_new(Span, (start, end)), level, name, where, root)))
