"""Configurations: any text is read or refused with a message, and every key is found on its line."""

import tomllib
from collections.abc import Iterator
from typing import Any

from vaultkit.config import read_config
from vaultkit.errors import VaultkitError
from vaultkit.source.toml import key_lines

TOKENS = (
    "select = [", "ignore = [", '"broken-link"', "]\n", "[rules.", "]\n", "[[overrides]]\n", 'paths = ["', '"]\n', "[tool.vaultkit]\n",
    "[schemas]\n", "[types]\n", "paper = ", "[folders]\n", '"""', "'''", "\\", "# ", "= ", "{", "}", ".", "1979-05-27", "inf", "0x", "_",
    "\r\n", "\t", "é", "[severity]\n", 'image-placeholder = "', "true",
)  # fmt: skip


def check(data: bytes) -> None:
    text = data.decode(errors="replace")
    for name in ("vaultkit.toml", "pyproject.toml"):
        assert name in _said(name, text)
    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    lines = key_lines(text)
    count = text.count("\n") + 1
    assert all(1 <= line <= count for line in lines.values())
    known = {path[:end] for path in lines for end in range(1, len(path) + 1)}
    assert [path for path in _paths(table, ()) if path not in known] == []


def _said(name: str, text: str) -> str:
    """The message of a refusal, or the name when there is none."""
    try:
        read_config(name, text)
    except VaultkitError as error:
        return error.message
    return name


def _paths(value: Any, above: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    for key, inner in value.items():
        yield (*above, key)
        if isinstance(inner, dict):
            yield from _paths(inner, (*above, key))
