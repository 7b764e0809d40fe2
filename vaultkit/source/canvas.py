"""Canvas files (JSON Canvas 1.0): the links they hold, each with its bytes in the JSON.

Links are file nodes, and whatever links stand in the text of a card. What is not JSON, or not a
canvas, has a problem and no links.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from vaultkit.source.frontmatter import Problem
from vaultkit.source.markdown import scan
from vaultkit.source.marks import Link, PropertyPath
from vaultkit.source.text import Span, Text, byte_offsets

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_ESCAPE = re.compile(r"\\ud[89ab]..\\ud[c-f]..|\\u....|\\.", re.IGNORECASE)
"""One character in a JSON string: two halves of a surrogate pair are one."""
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Canvas:
    """One ``.canvas``: its data, its links in the order of the file, and the place of every value."""

    path: str
    text: Text
    data: Mapping[str, Any]
    links: tuple[Link, ...]
    places: Mapping[PropertyPath, Span]
    problem: Problem | None = None


def read_canvas(path: str, text: Text) -> Canvas:
    """The canvas in ``text``. Never raises for any bytes."""
    if not text.value.strip():
        return Canvas(path, text, {}, (), {})
    reader = _Reader(text.value)
    try:
        data = reader.read()
    except (JSONDecodeError, RecursionError) as error:
        at = len(text.value[: getattr(error, "pos", 0)].encode())
        reason = getattr(error, "msg", "nested too deeply").lower()
        where = Span(at, min(at + 1, len(text.data)))
        return Canvas(path, text, {}, (), {}, Problem(f"canvas is not valid JSON: {reason}", where))
    offsets = byte_offsets(text.value)
    places = {key: Span(offsets[a], offsets[b]) for key, (a, b) in reader.places.items()}
    if not isinstance(data, dict):
        return Canvas(path, text, {}, (), {}, Problem("canvas is not a JSON object", Span(0, 1)))
    return Canvas(path, text, data, tuple(_links(data, reader.places, text.value, offsets)), places)


def _links(
    data: dict[str, Any], places: Mapping[PropertyPath, tuple[int, int]], raw: str, offsets: Sequence[int]
) -> Iterator[Link]:
    nodes = data.get("nodes")
    for index, node in enumerate(nodes if isinstance(nodes, list) else ()):
        if not isinstance(node, dict):
            continue
        if node.get("type") == "file" and isinstance(node.get("file"), str):
            key: PropertyPath = ("nodes", index, "file")
            start, end = places[key]
            inside = Span(offsets[start + 1], offsets[end - 1])
            subpath = node.get("subpath")
            whole = Span(offsets[start], offsets[end])
            yield Link(
                whole, inside, "canvas", node["file"], subpath if isinstance(subpath, str) else "", key=key
            )
        elif node.get("type") == "text" and isinstance(node.get("text"), str):
            key = ("nodes", index, "text")
            card = Text.of(node["text"].encode(errors="replace").decode())
            start, end = places[key]
            inner = _CardOffsets(card.value, raw[start + 1 : end - 1], start + 1, offsets)
            for link in scan(card).links:
                yield link._replace(
                    span=inner.span(link.span), target_span=inner.span(link.target_span), key=key
                )


class _CardOffsets:
    """From bytes of a decoded JSON string back to bytes of the file, escapes and all."""

    def __init__(self, value: str, raw: str, base: int, offsets: Sequence[int]) -> None:
        self._bytes = () if value.isascii() else byte_offsets(value)
        self._offsets = offsets
        self._at: list[int] = []
        position = 0
        for found in _ESCAPE.finditer(raw):
            self._at += range(base + position, base + found.start())
            self._at.append(base + found.start())
            position = found.end()
        self._at += range(base + position, base + len(raw) + 1)

    def span(self, span: Span) -> Span:
        return Span(self._byte(span.start), self._byte(span.end))

    def _byte(self, offset: int) -> int:
        index = bisect_left(self._bytes, offset) if self._bytes else offset
        return self._offsets[self._at[min(index, len(self._at) - 1)]]


def _is_in(value: Any, path: PropertyPath) -> bool:
    for step in path:
        inside = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if not inside and not (isinstance(value, dict) and step in value):
            return False
        value = value[step]
    return True


class _Reader:
    """JSON with positions: the standard library's string scanner, and a place for every value."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.places: dict[PropertyPath, tuple[int, int]] = {}
        self.repeated = False

    def read(self) -> Any:
        value, end = self._value(self._skip(0), ())
        if self._skip(end) != len(self.source):
            raise JSONDecodeError("text after the end", self.source, end)
        if self.repeated:  # of two values under one name the last counts; what was inside the other is gone
            self.places = {path: place for path, place in self.places.items() if _is_in(value, path)}
        return value

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.source, at)
        return found.end() if found else at

    def _value(self, at: int, path: PropertyPath) -> tuple[Any, int]:
        if len(path) > DEEPEST:
            raise JSONDecodeError("nested too deeply", self.source, at)
        value: Any
        first = self.source[at : at + 1]
        if first == '"':
            value, end = scanstring(self.source, at + 1)
        elif first == "{":
            value, end = self._object(at, path)
        elif first == "[":
            value, end = self._array(at, path)
        else:
            found = _SCALAR.match(self.source, at)
            if not found:
                raise JSONDecodeError("expecting a value", self.source, at)
            word, end = found.group(), found.end()
            value = {"true": True, "false": False, "null": None}.get(word, word)
            if value is word:
                value = float(word) if re.search("[.eE]", word) or len(word) > 4000 else int(word)
        self.places[path] = (at, end)
        return value, end

    def _object(self, at: int, path: PropertyPath) -> tuple[dict[str, Any], int]:
        result: dict[str, Any] = {}
        at = self._skip(at + 1)
        while self.source[at : at + 1] != "}":
            if self.source[at : at + 1] != '"':
                raise JSONDecodeError("expecting a name in double quotes", self.source, at)
            name, at = scanstring(self.source, at + 1)
            at = self._skip(at)
            if self.source[at : at + 1] != ":":
                raise JSONDecodeError("expecting a colon", self.source, at)
            self.repeated = self.repeated or name in result
            result[name], at = self._value(self._skip(at + 1), (*path, name))
            at = self._next(at, "}")
        return result, at + 1

    def _array(self, at: int, path: PropertyPath) -> tuple[list[Any], int]:
        result: list[Any] = []
        at = self._skip(at + 1)
        while self.source[at : at + 1] != "]":
            item, at = self._value(at, (*path, len(result)))
            result.append(item)
            at = self._next(at, "]")
        return result, at + 1

    def _next(self, at: int, closing: str) -> int:
        at = self._skip(at)
        if self.source[at : at + 1] == ",":
            at = self._skip(at + 1)
            if self.source[at : at + 1] == closing:
                raise JSONDecodeError(f"a comma stands before `{closing}`", self.source, at)
            return at
        if self.source[at : at + 1] != closing:
            raise JSONDecodeError(f"expecting a comma or `{closing}`", self.source, at)
        return at
