"""The lines of a digest as the body of a note: each line once, in order, and a pleasure to read.

Pasted text becomes real Markdown: its bullets and numbers a nested list, a picture an embed or a
visible stub, everything else paragraphs; the words stay as they are (``as_typed`` says which signs
are added where Obsidian would misread them). Lines of a Markdown document stay Markdown. Records
(BibTeX, RIS …) are kept as code. Knows no vault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from re import compile as pattern
from typing import Literal, NamedTuple

from vaultkit.digest.as_typed import as_typed
from vaultkit.digest.document import (
    beside_pictures,
    bullet,
    indent,
    is_item,
    is_of_pictures,
    ordered,
    pictures,
    shown,
)
from vaultkit.digest.entry import Line

Style = Literal["pasted", "markdown", "record"]
"""How the lines of a digest are written: see the module's docstring."""

_STYLES: Mapping[str, Style] = {
    "pasted": "pasted",
    "labelled": "pasted",
    "arxiv": "pasted",
    "arxiv-mail": "pasted",
    "bibtex": "record",
    "ris": "record",
    "csl-json": "record",
    "csl-yaml": "record",
    "csv": "record",
    "enw": "record",
    "nbib": "record",
    "web-of-science": "record",
    "xml-records": "record",
}
_FENCE = pattern(r"\s*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)\Z")
# A fence may open as the first thing in a list item; it never closes there.
_OPENING = pattern(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)\Z")
_ITEM = pattern(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)+")
_LANGUAGE = pattern(r"[\w+#.-]*\Z")
_RUNNING = pattern(r"(?i)dataview|tasks\b|query\b|base\b|js-engine|run-|templater|button|meta-bind|execute")
_IMAGE = pattern(r"!\[|<img\b", 2)
_WEB = pattern(r"\]\(<?https?:|src\s*=\s*[\"']?https?:", 2)


def style_of(reader: str) -> Style:
    """How the lines that ``reader`` found are written; a reader without a word of its own reads Markdown."""
    return _STYLES.get(reader, "markdown")


def missing_pictures(lines: Sequence[Line], embeds: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the pictures in ``lines`` that ``embeds`` does not have, those on the web left out."""
    local = (picture.name for line in lines for picture in pictures(line) if not _WEB.search(line.text))
    return tuple(dict.fromkeys(name for name in local if name not in embeds))


def quoted(lines: Sequence[Line], style: Style) -> str:
    """A paper's title lines as the digest prints them, as a quotation; a record's as code."""
    if style == "record":
        return _as_code(lines)
    return "\n".join(f"> {as_typed(shown(line.text), markup=style == 'markdown')}" for line in lines)


def body_of(lines: Sequence[Line], style: Style, embeds: Mapping[str, str]) -> str:
    """``lines`` as Markdown, without a final line end; ``embeds`` maps a picture's name to its ``![[…]]``."""
    if style == "record":
        return _as_code(lines)
    if style == "markdown":
        return _kept(lines, embeds)
    return _Pasted(embeds).body(lines)


@dataclass(slots=True)
class _Pasted:
    """One walk over pasted lines; ``levels``: the open items, each (indent printed, column of its text)."""

    embeds: Mapping[str, str]
    out: list[str] = field(default_factory=list)
    levels: list[tuple[int, int]] = field(default_factory=list)

    def body(self, lines: Sequence[Line]) -> str:
        last, was = 0, ""
        for line in lines:
            apart = line.number - last > 1
            last = line.number
            names, words = _led_by_pictures(line)
            if names:
                was = self._break(was, "picture")
                self.out.append("\n\n".join(_picture(name, self.embeds) for name in names))
                if words:
                    was = self._break(was, "text")
                    self.out.append(as_typed(words))
            elif is_item(line.text) or (ordered(line.text) and was != "text"):
                was = self._break(was, "item", bool(was != "item"))
                self._item(line.text)
            elif was == "item" and not apart and indent(line.text) > self.levels[-1][0]:
                self.out.append(" " * self.levels[-1][1] + as_typed(shown(line.text)))
            else:
                was = self._break(was, "text", apart or was != "text")
                self.out.append(as_typed(shown(line.text)))
        return "\n".join(self.out)

    def _break(self, was: str, now: str, needed: bool = True) -> str:
        if was and needed:
            self.out.append("")
        if now != "item" or was != "item":
            self.levels.clear()
        return now

    def _item(self, text: str) -> None:
        found = bullet(text) or ordered(text)
        assert found is not None
        width = indent(text)
        child = bool(self.levels) and width > self.levels[-1][0]
        while self.levels and width <= self.levels[-1][0]:
            self.levels.pop()
        column = self.levels[-1][1] if self.levels else 0
        mark = found["mark"] if found["mark"][0].isdecimal() else "-"
        # A circled number makes no list in Markdown: it stays a word of its item.
        start = found.start("mark") if found["mark"].isnumeric() else found.end()
        if child and mark not in ("-", "1.", "1)"):
            # Markdown lets only a list that starts with 1 follow a paragraph without a blank line.
            self.out.append("")
        self.out.append(f"{' ' * column}{mark} {as_typed(text[start:])}")
        self.levels.append((width, column + len(mark) + 1))


def _led_by_pictures(line: Line) -> tuple[tuple[str, ...], str]:
    """The names of the pictures of a line that begins with one, none from the web; and its other words."""
    found = pictures(line)
    text = shown(line.text)
    if not found or _WEB.search(line.text):
        return (), ""
    names = tuple(picture.name for picture in found)
    if text == names[0]:
        return names, ""
    words = beside_pictures(text)
    return (names, words) if _IMAGE.match(text) or is_of_pictures(text) else ((), "")


def _picture(name: str, embeds: Mapping[str, str]) -> str:
    return embeds.get(name) or f"> [!missing] {as_typed(name)}"


class _Fence(NamedTuple):
    """An open fence: its signs, and the column at which the lines of its list item begin (0: in no item)."""

    signs: str
    column: int


def _kept(lines: Sequence[Line], embeds: Mapping[str, str]) -> str:
    """Markdown as it stands, moved to the left as a whole; blank lines are where the digest has some."""
    margin = min((indent(line.text) for line in lines), default=0)
    out: list[str] = []
    fence: _Fence | None = None
    column = last = 0
    for line in lines:
        gap = line.number - last - 1 if last else 0
        out += [""] * (gap if fence else min(gap, 1))
        last = line.number
        text = _outdented(line.text, margin)
        if fence and indent(text) < fence.column:
            fence = None  # its item has ended, and it with that
        if fence:
            out.append(text)
            closing = _FENCE.match(text)
            if closing and closing["fence"].startswith(fence.signs) and not closing["info"].strip():
                fence = None
            continue
        item = _ITEM.match(text)
        column = len(item[0].expandtabs(4)) if item else column if indent(text) >= column else 0
        if opening := _OPENING.match(text):
            fence = _Fence(opening["fence"], column)
            out.append(_harmless(text, opening["info"].strip(), opening.end("fence")))
        elif (led := _led_by_pictures(line))[0]:
            out += [""] if out and out[-1] else []
            out += ["\n\n".join(_picture(name, embeds) for name in led[0]), ""]
            out += [as_typed(led[1], markup=True)] if led[1] else []
        else:
            lead = len(text) - len(text.lstrip(" \t"))
            out.append(text[:lead] + as_typed(text[lead:], markup=True))
    if fence:
        out.append(" " * fence.column + fence.signs)
    return "\n".join(out).strip("\n")


def _outdented(text: str, margin: int) -> str:
    width = 0
    for place, sign in enumerate(text):
        if width >= margin or sign not in " \t\u00a0\u3000":
            return text[place:]
        width += 4 - width % 4 if sign == "\t" else 1
    return ""


def _harmless(text: str, info: str, end: int) -> str:
    """A fence's first line; one that a plugin would run says ``text`` first."""
    if _LANGUAGE.match(info) and not _RUNNING.match(info):
        return text
    return f"{text[:end]}text {info}"


def _as_code(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    texts = [line.text for line in lines]
    fence = "```"
    while any(fence in text for text in texts):
        fence += "`"
    rows: list[str] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        rows += [""] * (line.number - before.number - 1 if before else 0)
        rows.append(line.text)
    return "\n".join((fence, *rows, fence))
