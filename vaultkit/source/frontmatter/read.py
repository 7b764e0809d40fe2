"""Where the frontmatter is and what it says.

Obsidian's rule (observed): the file starts at byte 0 with a line ``---``; a later line ``---`` closes;
the YAML between them is a mapping, read as YAML 1.2, or else the file has no properties at all.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml12

from vaultkit.source.frontmatter.limits import DEEPEST, refusal
from vaultkit.source.text import BOM, Span, Text

_OPEN = re.compile(rb"---[ \t]*\r?\n")
_CLOSE = re.compile(rb"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_PROPERTY_LINE = re.compile(rb"[ \t]*[A-Za-z_][\w -]*:(?:[ \t\r\n]|\Z)")
_ERROR_PLACE = re.compile(r" at byte (\d+) line \d+ column \d+\Z")
TAB_AFTER_COLON = re.compile(r"""^([ ]*(?:- )*[^\s"'#:-][^"'#:\n]*):\t""", re.MULTILINE)

_TABBED = re.compile(r"^\t[ \t]*(?![\s#])", re.MULTILINE)
_TAB_FIRST = re.compile(rb"^ *\t", re.MULTILINE)
_TAB_SAID = re.compile(r"tabs disallowed|tab cannot be used as indentation|found a tab")
_TAB_REASON = "a line is indented with a tab"


class Problem(NamedTuple):
    """Why Obsidian reads no properties here: one lower-case clause, the place, and what would be right."""

    message: str
    span: Span
    help: str = ""


@dataclass(frozen=True, slots=True)
class Frontmatter:
    """A frontmatter block, or what was meant as one.

    ``span`` is the whole block with both fences and the closing line end; ``yaml`` what stands
    between them; ``body`` the offset at which the note's text begins (0 when the app does not take
    the block as frontmatter). With a ``problem`` the data is empty, as it is in the app.
    """

    span: Span
    yaml: Span
    body: int
    data: Mapping[str, Any] = field(default_factory=dict)
    problem: Problem | None = None


def read_frontmatter(text: Text) -> Frontmatter | None:
    """The frontmatter of ``text``, or None when it has none. Never raises for any bytes."""
    data = text.data
    opening = _OPEN.match(data)
    if not opening:
        return _misplaced(data)
    start = opening.end()
    closing = _CLOSE.search(data, start)
    if not closing:
        if not _PROPERTY_LINE.match(data, start):
            return None
        return Frontmatter(
            Span(0, start), Span(start, start), 0,
            problem=Problem("frontmatter is never closed", Span(0, 3), "end it with a line `---`"),
        )  # fmt: skip
    span, yaml = Span(0, closing.end()), Span(start, closing.start())
    values, problem = _parse(text, yaml)
    return Frontmatter(span, yaml, span.end, values, problem)


def read_yaml(text: Text, yaml: Span) -> Frontmatter:
    """The YAML that lies in the bytes ``yaml``, as in a ``.base`` file, read as a frontmatter's is."""
    values, problem = _parse(text, yaml)
    return Frontmatter(yaml, yaml, yaml.end, values, problem)


def _misplaced(data: bytes) -> Frontmatter | None:
    """Frontmatter that the app does not see, as a byte order mark or blank lines stand before it."""
    before = len(data) - len(data.lstrip(BOM + b" \t\r\n")) if data[:1] in b"\xef \t\r\n" else 0
    opening = _OPEN.match(data, before) if before else None
    closing = _CLOSE.search(data, opening.end()) if opening else None
    if not opening or not closing or not _PROPERTY_LINE.match(data, opening.end()):
        return None
    what = "a byte order mark stands" if data[:before] == BOM else "blank lines stand"
    problem = Problem(
        f"{what} before the frontmatter, so it is read as text",
        Span(before, before + 3),
        "start the file with `---`",
    )
    return Frontmatter(Span(before, closing.end()), Span(opening.end(), closing.start()), 0, {}, problem)


def _parse(text: Text, yaml: Span) -> tuple[dict[str, Any], Problem | None]:
    # A byte that is not UTF-8 reads as one `?`, so the slice has the offsets of the file.
    source = text.data[yaml.start : yaml.end].decode(errors="vaultkit.same-length")
    if why := refusal(source):
        return {}, Problem(f"frontmatter {why}", yaml)
    try:
        value = _load(source)
    except ValueError as error:
        message, at = _explain(str(error), text, yaml)
        return {}, Problem(message, at, _advice(text, at))
    if value is None:
        return {}, None
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "plain text"
        return {}, Problem(f"frontmatter is {kind}, not properties", yaml, "write it as `name: value` lines")
    return value, None


def _load(source: str) -> Any:
    """YAML 1.2 as plain values: strings, numbers, booleans, None, lists and mappings with string keys."""
    try:
        value = _plain(yaml12.parse_yaml(source))
    except ValueError:
        # YAML allows a tab after the colon; the parser does not. A space takes as many bytes.
        mended = TAB_AFTER_COLON.sub(r"\1: ", source)
        if mended == source:
            raise
        value = _plain(yaml12.parse_yaml(mended))
    # YAML allows no tab as indentation, but the parser does on a first line and in brackets; the app does
    # not (seen in its error messages). Braces around the whole may hold lines as they like.
    tab = _TABBED.search(source) if "\t" in source else None
    if tab and not source.lstrip().startswith("{"):
        raise ValueError(f"{_TAB_REASON} at byte {len(source[: tab.start()].encode())} line 0 column 0")
    return value


_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def _plain(value: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise ValueError(f"it is nested deeper than {DEEPEST}")
    if isinstance(value, dict):
        return {
            key if key.__class__ is str else _key(key): (
                item if item.__class__ in _AS_THEY_ARE else _plain(item, depth + 1)
            )
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [item if item.__class__ in _AS_THEY_ARE else _plain(item, depth + 1) for item in value]
    if isinstance(value, yaml12.Yaml):
        return _plain(value.value, depth + 1)
    return math.nan if value != value else value  # one for all, so that what holds it is equal to itself


def _key(key: Any) -> str:
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, bool):
        return {None: "null", True: "true", False: "false"}[key]
    return str(key.value if isinstance(key, yaml12.Yaml) else key)


def _explain(error: str, text: Text, yaml: Span) -> tuple[str, Span]:
    place = _ERROR_PLACE.search(error)
    at = yaml.start + (int(place.group(1)) if place else 0)
    at = min(max(at, yaml.start), max(yaml.end - 1, yaml.start))
    reason = error[: place.start() if place else None].removeprefix("YAML parse error: ")
    if _TAB_SAID.search(reason):
        reason = _TAB_REASON
        tab = _TAB_FIRST.search(text.data, text.line_span(text.line_col(at).line).start, yaml.end)
        at = tab.start() if tab else at
    line = text.line_span(text.line_col(at).line)
    end = line.end if line.end > at else min(at + 1, len(text.data))
    return f"frontmatter is not valid YAML: {reason}", Span(at, end)


def _advice(text: Text, at: Span) -> str:
    line = text.slice(text.line_span(text.line_col(at.start).line))
    item = line.strip().removeprefix("- ").strip()
    if line.lstrip().startswith("- ") and item and item[0] in "@`%*&!":
        return f'put it in quotes: `- "{item}"`'
    name, colon, value = line.partition(":")
    value = value.strip()
    if (value if colon else item).startswith("[["):
        return 'put each link in quotes: `"[[…]]"`'
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not tabs"
    if colon and value and value[0] not in "\"'|>[{" and (": " in value or value[0] in "@`%*&!,}]"):
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'put the value in quotes: `{name.strip()}: "{quoted}"`'
    if colon and value.startswith(("[", "{")) and not value.endswith(("]", "}")):
        return "the bracket is never closed"
    return ""
