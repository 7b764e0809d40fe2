"""Canvases: any bytes are read or have a problem, and every value stands where its place says."""

import json
from typing import Any

from vaultkit.source.canvas import read_canvas
from vaultkit.source.text import Text

TOKENS = (
    '{"nodes":[', '{"id":"1","type":"file","file":"a.md"}', '{"id":"2","type":"text","text":"[[a]]"}', ',"edges":[]}', "]}",
    '"subpath":"#h"', '"\\u005b\\u005ba]]"', "\\ud83d", "\\n", "[", "]", "{", "}", '"', ",", ":", "null", "-0", "1e999", "\ufeff", " \n",
)  # fmt: skip


def check(data: bytes) -> None:
    text = Text(data)
    canvas = read_canvas("a.canvas", text)
    if canvas.problem:
        span = canvas.problem.span
        assert not canvas.links
        assert 0 <= span.start <= span.end <= max(len(data), 1)
    for link in canvas.links:
        assert (
            0
            <= link.span.start
            <= link.target_span.start
            <= link.target_span.end
            <= link.span.end
            <= len(data)
        )
    if text.invalid is not None:
        return
    for path, (start, end) in canvas.places.items():
        assert _same(json.loads(data[start:end]), _at(canvas.data, path)), path


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def _same(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)
