"""How a link is written in each place where one can stand: its bytes, with the escapes of that place.

Which linkpath leads to a file is ``vault/spelling.py``'s affair. This module changes nothing by itself.
"""

import json
import re
from collections.abc import Iterator

from vaultkit.source.canvas import Canvas
from vaultkit.source.linktext import destination_span, linktext_of
from vaultkit.source.marks import Link
from vaultkit.source.text import Edit, Span
from vaultkit.vault.note import Note
from vaultkit.vault.spelling import destination

_DEFINITION = re.compile(rb"^[ \t>]*\[((?:[^\[\]\\\r\n]|\\.)+)\]:[ \t]*(?=\S)", re.MULTILINE)
_NOT_IN_HEADING_LINK = re.compile(r"[:#|^\\\[\]\r\n]|%%")
_BLOCK_ID = re.compile(r"\s\^[A-Za-z0-9-]+\Z")


def heading_subpath(texts: list[str]) -> str:
    """The subpath that names a heading by its raw text (its block id left out), below those before it."""
    names = (_NOT_IN_HEADING_LINK.sub(" ", _BLOCK_ID.sub("", text)) for text in texts)
    return "".join("#" + " ".join(name.split()) for name in names)


def respelled(holder: Note | Canvas, link: Link, target: str, subpath: str) -> tuple[Edit, ...]:
    """The edits that make ``link`` say ``target`` and ``subpath``; its form and display stay.

    Empty when the place cannot be written to (a property in a YAML block, a reference without definition).
    """
    data = holder.text.data
    if link.kind == "canvas":
        return tuple(_canvas_edits(holder, link, target, subpath))
    if link.kind == "reference":
        place = _definition(data, link)
        if place is None:
            return ()
        return (Edit(place, _into_brackets(data, place, target + subpath)),)
    linktext = target + subpath
    if link.kind == "markdown":
        if isinstance(holder, Canvas):
            return (Edit(link.target_span, _json(destination(linktext))),)
        return (Edit(link.target_span, _into_brackets(data, link.target_span, linktext)),)
    if link.kind == "property":
        return _property_edits(data, link, linktext)
    return (Edit(link.target_span, _json(linktext) if isinstance(holder, Canvas) else linktext.encode()),)


def _into_brackets(data: bytes, place: Span, linktext: str) -> bytes:
    if data[place.start - 1 : place.start] == b"<":
        return re.sub(r"[<>%]", lambda found: destination(found[0]), linktext).encode()
    return destination(linktext).encode()


def _property_edits(data: bytes, link: Link, linktext: str) -> tuple[Edit, ...]:
    quote = data[link.span.start - 1 : link.span.start]
    if quote not in (b'"', b"'"):
        return ()
    if data[link.target_span.start : link.target_span.end].startswith(b"[["):
        shown = "" if link.display is None else f"|{link.display}"
        linktext = f"[[{linktext}{shown}]]"
    if quote == b"'":
        return (Edit(link.target_span, linktext.replace("'", "''").encode()),)
    return (Edit(link.target_span, _json(linktext)),)


def _canvas_edits(holder: Note | Canvas, link: Link, target: str, subpath: str) -> Iterator[Edit]:
    if target != link.target:
        yield Edit(link.target_span, _json(target))
    if subpath != link.subpath and isinstance(holder, Canvas) and link.key is not None:
        place = holder.places[(*link.key[:-1], "subpath")]
        yield Edit(place, b'"' + _json(subpath) + b'"')


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


def _definition(data: bytes, link: Link) -> Span | None:
    """The destination in the definition that a reference link names."""
    raw = data[link.span.start : link.span.end].removeprefix(b"!")
    label = raw.rpartition(b"][")[2][:-1] or raw.rpartition(b"][")[0][1:]
    wanted = _label(label if b"][" in raw else raw[1:-1])
    for found in _DEFINITION.finditer(data):
        if _label(found[1]) == wanted:
            end = data.find(b"\n", found.end())
            place = destination_span(data, found.end(), end if end >= 0 else len(data))
            if linktext_of(data[place.start : place.end].decode(errors="replace")) == (
                link.target,
                link.subpath,
            ):
                return place
    return None


def _label(raw: bytes) -> str:
    return " ".join(raw.decode(errors="replace").split()).casefold()
