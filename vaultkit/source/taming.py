"""Texts that cost the Markdown parser the square of their length, made harmless at the same length.

The parser is linear but for two things: it asks every open embed at each ``]]``, and every container at each
line. No person nests a thousand embeds, or two hundred quotes: of those, what is too deep becomes plain text.
"""

import re
from collections import deque
from typing import Final

HARMLESS: Final = 20_000
"""Characters below which a text cannot cost much, and is not looked at."""
MOST_OPEN: Final = 1000
"""Embeds that may be open at once."""
DEEPEST: Final = 200
"""Quotes and list items that may begin inside each other on one line."""

_EMBED_EDGE = re.compile(r"!\[\[|\]\]")
_OPENS = r"[ \t]*+(?:>|(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]))"
_DEEP_LINE = re.compile(rf"^((?:{_OPENS}){{{DEEPEST}}})((?:{_OPENS})+)", re.MULTILINE)
_SIGN = re.compile(r"[^ \t]")


def tamed(body: str) -> str:
    """``body``, or a text of the same length in which nothing is nested too deep for the parser."""
    if len(body) < HARMLESS:
        return body
    if body.count("![[") > MOST_OPEN:
        body = _with_few_open(body)
    return _DEEP_LINE.sub(lambda line: line[1] + _SIGN.sub(".", line[2]), body)


def _with_few_open(body: str) -> str:
    opened: deque[int] = deque()
    pieces: list[str] = []
    done = 0
    for edge in _EMBED_EDGE.finditer(body):
        if edge[0] == "]]":
            if opened:
                opened.pop()
            continue
        opened.append(edge.start())
        if len(opened) > MOST_OPEN:
            outer = opened.popleft()
            pieces += body[done:outer], "."
            done = outer + 1
    return "".join((*pieces, body[done:]))
