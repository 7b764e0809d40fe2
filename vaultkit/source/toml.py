"""TOML: the line on which each key of a text is set, and how keys and values are written.

Knows lines, not meanings, and takes only what ``tomllib`` has read before. A statement ends with a line,
outside of brackets and of strings.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

KeyPath = tuple[str | int, ...]
"""The way to a value: names of keys, and indexes in arrays of tables, ``("overrides", 0, "paths")``."""

DEEPEST = 100
"""Dotted parts of one key that are read."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TOKEN = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|[][{}]|\n""",
    re.DOTALL,
)
_DEEP_KEY = re.compile(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST}}}""", re.ASCII
)


def is_too_deep(text: str) -> bool:
    """Whether a key has too many dots for ``tomllib``, whose time grows with their square."""
    return text.count(".") >= DEEPEST and _DEEP_KEY.search(text) is not None


def key_lines(text: str) -> dict[KeyPath, int]:
    """From each key and each table in ``text`` to the 1-based line on which it is set."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for line, is_header, parsed in _statements(text):
        if not is_header:
            for path in _paths(parsed):
                lines.setdefault(table + path, line)
            continue
        table, inner = (), parsed
        while inner:
            ((name, value),) = inner.items()
            table += (name,)
            if isinstance(value, list):
                counts[table] = counts.get(table, -1) + 1
                value = value[0]
            if table in counts:
                table += (counts[table],)
            inner = value
        lines.setdefault(table, line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, bool, dict[str, Any]]]:
    """Each statement: its first line, whether it opens a table, and what it says by itself."""
    depth = start = 0
    line = first = 1
    for token in _TOKEN.finditer(text + "\n"):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        line += token[0].count("\n")
        if token[0] != "\n" or depth:
            continue
        statement = text[start : token.start()].strip()
        if statement and not statement.startswith("#"):
            yield first, statement.startswith("["), tomllib.loads(statement)
        start, first = token.end(), line


def _paths(table: Mapping[str, Any]) -> Iterator[KeyPath]:
    for name, value in table.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, *path) for path in _paths(value))


def key_text(path: KeyPath) -> str:
    """A key as TOML writes it, quoted where it must be; entries of lists count from 1: ``overrides[1]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            name = step if _BARE.fullmatch(step) else value_text(step)
            text += f".{name}" if text else name
    return text


def value_text(value: str | bool | int | list[str] | tuple[str, ...]) -> str:
    """A value as TOML writes it, on one line: JSON but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
