"""Markdown as Obsidian reads it: links, headings, blocks, tags and regions, each with its bytes.

pyromark (pulldown-cmark) does the CommonMark part, exactly and in linear time; where Obsidian differs
(observed), it is mended here and nowhere else: links that begin with ``|``, linktexts trimmed and
decoded, the backslash before a table's pipe, empty destinations, ``%%`` comments, ``$$`` blocks with
blank lines, ``$`` before a digit, block ids, tags.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyromark

from vaultkit.source.linktext import destination_span, is_external, linktext_of, wikilink
from vaultkit.source.marks import Block, Code, Footnote, Heading, Link, Marks, Tag
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

_NOT_IN_TAG = r"\s'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u206f\u2e00-\u2e7f"
_TAG = re.compile(rf"#([^{_NOT_IN_TAG}]*)")
_TAG_REST = re.compile(rf"[^{_NOT_IN_TAG}]*")
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*\Z")
_PIPE_LINK = re.compile(rb"!?\[\[(\|[^\[\]\r\n]*)\]\]")
_PLAIN_LINK = re.compile(rb"!?\[\[([^\[\]\r\n]+)\]\]")
_ATX = re.compile(rb"[ \t]*#{1,6}(?:[ \t]+|(?=\r?\n|\Z))(.*?)(?:[ \t]+#+)?[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SETEXT_UNDERLINE = re.compile(rb"\r?\n[^\n]*?(?:=+|-+)[ \t]*(?:\r?\n)?\Z")
_INDENTED_START = re.compile(rb" {0,3}\t[ \t]*(?=[^ \t\r\n])")
"""A tab opens no code on a first line (observed: a tag after it is live)."""
_RAW_HTML = re.compile(r"(?<=<)(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_AS_BLOCK: Final = {"pre": "nav", "script": "source", "style": "aside", "textarea": "fieldset"}
"""In Obsidian an HTML block ends at a blank line whatever its tag; so it does for these, of equal length."""
_CONTAINERS: Final = frozenset({"BlockQuote", "List", "Item", "FootnoteDefinition"})
_BLOCK_ENDS: Final = frozenset(
    {"Paragraph", "Heading", "Item", "TableCell", "FootnoteDefinition", "BlockQuote"}
)


def scan(text: Text, start: int = 0) -> Marks:
    """All marks of ``text`` from the byte ``start`` on (after the frontmatter). Never raises."""
    data = text.data
    if start == 0 and data.startswith(BOM):
        start = len(BOM)
    indented = _INDENTED_START.match(data, start)
    if indented:
        start = indented.end()
    body = data[start:].decode(errors="vaultkit.same-length") if start else text.value
    body = _RAW_HTML.sub(lambda tag: _AS_BLOCK[tag.group(1).lower()], body)
    return _Scan(data, start).run(_PARSER.events_with_range(body))


class _Scan:
    """One pass over the events of one text."""

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
        self.html: list[Span] = []
        self.tables: list[Span] = []
        self._percents: list[tuple[int, int]] = []
        self._dollars: list[int] = []
        self._not_math: list[Span] = []
        self._tag: tuple[int, str] | None = None
        self._tag_goes_on = False

    def run(self, events: Iterable[tuple[Any, Any]]) -> Marks:
        base, data = self.base, self.data
        depth = paragraph = 0
        in_code = False
        in_wikilink = 0
        block_id: Block | None = None
        opened: list[tuple[Any, bool]] = []
        inner_end = base
        for event, where in events:
            start, end = base + where["start"], base + where["end"]
            if event.__class__ is str:
                block_id = None
                self._tag_goes_on = False
                continue
            ((kind, value),) = event.items()
            if self._tag_goes_on and kind != "Text":
                self._tag_goes_on = False
            if block_id is not None:
                name = value if isinstance(value, str) else next(iter(value), "")
                if (kind == "End" and name in _BLOCK_ENDS) or (kind == "Start" and name in _CONTAINERS):
                    self.blocks.append(block_id)
                block_id = None
            if kind == "Text":
                inner_end = end
                if in_code:
                    continue
                if in_wikilink == 0:
                    if self._tag is not None:
                        self._extend_tag(value, start)
                    if "#" in value:
                        self._find_tags(value, start, end)
                    if "^" in value:
                        block_id = self._find_caret(value, start, end)
                if "%%" in value:
                    self._percents += ((start + i, paragraph) for i in _occurrences(data[start:end], b"%%"))
                elif value == "$" and data[start : start + 2] == b"$$":
                    self._dollars.append(start)
            elif kind == "Start":
                name = value if value.__class__ is str else next(iter(value))
                if name == "Link" or name == "Image":
                    opened.append((value[name], name == "Image"))
                    in_wikilink += isinstance(value[name]["link_type"], dict) or name == "Image"
                    inner_end = start + 1 + (name == "Image")
                elif name in _CONTAINERS:
                    depth += 1
                    paragraph += 1
                    if name == "FootnoteDefinition":
                        self.definitions.append(Footnote(Span(start, end), value[name]))
                elif name == "Paragraph":
                    paragraph += 1
                elif name == "Heading":
                    paragraph += 1
                    self._add_heading(Span(start, end), int(value[name]["level"][1]), depth == 0)
                elif name == "CodeBlock":
                    in_code = True
                    info = value[name]
                    fenced = info["Fenced"] if isinstance(info, dict) else None
                    self.code.append(Code(Span(start, end), False, fenced))
                elif name == "HtmlBlock":
                    self.html.append(Span(start, end))
                elif name == "Table":
                    self.tables.append(Span(start, end))
            elif kind == "End":
                name = value if value.__class__ is str else next(iter(value))
                if name == "Link" or name == "Image":
                    opening, image = opened.pop()
                    in_wikilink -= isinstance(opening["link_type"], dict) or image
                    self._add_link(opening, image, Span(start, end), inner_end)
                    inner_end = end
                elif name in _CONTAINERS:
                    depth -= 1
                elif name == "CodeBlock":
                    in_code = False
                elif name in ("Emphasis", "Strong", "Strikethrough"):
                    inner_end = end
            else:
                inner_end = end
                if kind == "Code":
                    self.code.append(Code(Span(start, end), True, None))
                elif kind == "InlineMath":
                    if data[end : end + 1].isdigit():
                        self._not_math.append(Span(start, end))
                    else:
                        self.math.append(Span(start, end))
                elif kind == "DisplayMath":
                    self.math.append(Span(start, end))
                elif kind == "InlineHtml":
                    self.html.append(Span(start, end))
                elif kind == "FootnoteReference":
                    self.references.append(Footnote(Span(start, end), value))
        return self._mended()

    def _add_link(self, opening: dict[str, Any], image: bool, span: Span, inner_end: int) -> None:
        link_type, destination = opening["link_type"], opening["dest_url"]
        if isinstance(link_type, dict):
            link = wikilink(self.data, span)
            if link is not None:
                self.links.append(link)
            return
        if not destination.strip():
            return
        display = None
        place = span
        if link_type == "Inline":
            close = self.data.find(b"](", inner_end, span.end)
            close = close if close >= 0 else self.data.rfind(b"](", span.start, span.end)
            display = self.data[span.start + 1 + image : close].decode(errors="replace")
            place = destination_span(self.data, close + 2, span.end - 1)
        elif link_type in ("Autolink", "Email"):
            place = Span(span.start + 1, span.end - 1)
        kind = "markdown" if link_type in ("Inline", "Autolink", "Email") else "reference"
        if link_type in ("Autolink", "Email") or is_external(destination):
            url = f"mailto:{destination}" if link_type == "Email" else destination
            self.links.append(Link(span, place, kind, url, "", display, image, None, True))  # type: ignore[arg-type]
            return
        target, subpath = linktext_of(destination)
        self.links.append(Link(span, place, kind, target, subpath, display, image))  # type: ignore[arg-type]

    def _add_heading(self, span: Span, level: int, root: bool) -> None:
        raw = self.data[span.start : span.end]
        found = _ATX.match(raw)
        if found:
            start, end = found.span(1)
        else:
            underline = _SETEXT_UNDERLINE.search(raw)
            start, end = 0, underline.start() if underline else len(raw)
        text = raw[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        where = Span(span.start + start, span.start + start + len(text))
        self.headings.append(Heading(span, level, text.decode(errors="vaultkit.same-length"), where, root))

    def _find_tags(self, value: str, start: int, end: int) -> None:
        """Tags that open in one piece of text: at its start, after white space, a tag or an escape."""
        escaped = self.data[start - 1 : start] == b"\\"
        after = -1
        for found in _TAG.finditer(value):
            at = found.start()
            if at == 0:
                opens = not escaped and self.data[start] == 0x23  # `\\#` and `&#35;` open none
            else:
                opens = at == after or value[at - 1].isspace() or (escaped and at == 1)
            if opens:
                after = found.end()
                offset = start + len(value[:at].encode())
                self._close_tag()
                self._tag = offset, found.group(1)
                self._tag_goes_on = after == len(value)

    def _extend_tag(self, value: str, start: int) -> None:
        """Underscores stand in pieces of their own: ``#a_b`` is one tag in three pieces."""
        assert self._tag is not None
        offset, name = self._tag
        more = _TAG_REST.match(value)
        if self._tag_goes_on and start == offset + 1 + len(name.encode()) and more:
            self._tag = offset, name + more.group()
            self._tag_goes_on = more.end() == len(value)
        else:
            self._tag_goes_on = False

    def _close_tag(self) -> None:
        if self._tag is not None:
            offset, name = self._tag
            if name and not name.isdigit():
                self.tags.append(Tag(Span(offset, offset + 1 + len(name.encode())), name))
            self._tag = None

    def _find_caret(self, value: str, start: int, end: int) -> Block | None:
        data = self.data
        found = _BLOCK_ID.search(value)
        if found:
            at = start + len(value[: found.start()].encode())
            if at == self.base or data[at - 1 : at] in (b" ", b"\t", b"\n", b"\r"):
                return Block(Span(at, at + 1 + len(found.group(1))), found.group(1))
        bracketed = data[start - 1 : start] == b"[" and data[end : end + 1] == b"]"
        if value[0] == "^" and bracketed and len(value) > 1 and not re.search(r"\s", value):
            # pulldown-cmark knows only footnotes that are defined
            self.references.append(Footnote(Span(start - 1, end + 1), value[1:]))
        return None

    def _mended(self) -> Marks:
        """The marks, with what Obsidian reads otherwise added or taken away."""
        self._close_tag()
        data = self.data
        links = self.links
        if b"[[|" in data:
            links += self._live(_PIPE_LINK, Span(self.base, len(data)))
        for span in self._not_math:
            links += self._live(_PLAIN_LINK, span)
        blocks_of_math = list(self._open_dollars())
        comments = tuple(self._comments())
        marks = Marks(
            links=tuple(sorted(links)),
            headings=tuple(self.headings),
            blocks=tuple(self.blocks),
            tags=tuple(self.tags),
            footnote_references=tuple(self.references),
            footnote_definitions=tuple(self.definitions),
            comments=comments,
            code=tuple(self.code),
            math=tuple(sorted(self.math + blocks_of_math)),
            html=tuple(self.html),
            tables=tuple(self.tables),
        )
        return _without(marks, blocks_of_math) if blocks_of_math else marks

    def _live(self, shape: re.Pattern[bytes], within: Span) -> Iterator[Link]:
        dead = [code.span for code in self.code] + self.math + self.html + [link.span for link in self.links]
        for found in shape.finditer(self.data, within.start, within.end):
            backslashes = len(self.data[: found.start()]) - len(self.data[: found.start()].rstrip(b"\\"))
            start, end = found.span()
            if backslashes % 2 == 0 and not any(a <= start < b or a < end <= b for a, b in dead):
                link = wikilink(self.data, Span(start, end))
                if link is not None:
                    yield link

    def _open_dollars(self) -> Iterator[Span]:
        """``$$`` blocks that blank lines divide: from a line that starts with ``$$`` to the next ``$$``."""
        opening = None
        for at in self._dollars:
            if opening is None:
                line = self.data.rfind(b"\n", 0, at) + 1
                if not self.data[line:at].strip(b" \t>"):
                    opening = at
            else:
                yield Span(opening, at + 2)
                opening = None

    def _comments(self) -> Iterator[Span]:
        """``%%`` pairs: one that starts a line runs to the next anywhere, else to the file's end."""
        opening: tuple[int, int, bool] | None = None
        for at, paragraph in self._percents:
            if opening is None or (not opening[2] and opening[1] != paragraph):
                line = self.data.rfind(b"\n", 0, at) + 1
                opening = (at, paragraph, not self.data[line:at].strip(b" \t>"))
            else:
                yield Span(opening[0], at + 2)
                opening = None
        if opening is not None and opening[2]:
            yield Span(opening[0], len(self.data))


def _without(marks: Marks, regions: list[Span]) -> Marks:
    def outside(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(item for item in items if not any(a <= item.span.start < b for a, b in regions))

    return marks._replace(
        links=outside(marks.links),
        headings=outside(marks.headings),
        blocks=outside(marks.blocks),
        tags=outside(marks.tags),
        footnote_references=outside(marks.footnote_references),
    )


def _occurrences(data: bytes, what: bytes) -> Iterator[int]:
    at = data.find(what)
    while at >= 0:
        yield at
        at = data.find(what, at + len(what))
