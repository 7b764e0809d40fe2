"""The colour groups of Obsidian's graph view: queries and colours, from ``.obsidian/graph.json``.

Knows the part of the app's search language that speaks of what a graph knows: words, ``"phrases"``,
``path:``, ``file:``, ``tag:``, ``[property:value]``, ``-`` for not, ``OR``, and brackets. What asks for
the text of notes (``line:``, ``content:``) is named, and fits nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from json import loads
from re import compile as pattern
from typing import Any

from vaultkit.errors import VaultkitError
from vaultkit.graph.model import Graph
from vaultkit.vault.resolve import fold

LARGEST = 1 << 20
LONGEST, DEEPEST = 2000, 50
_TOKEN = pattern(r"""\s*(?:(-)?(\()|(\))|(-)?((?:[\w-]+:)?"[^"]*"|\[[^\]]*\]|[^\s()]+))""")
_PROPERTIES = {"aliases": "aliases", "tag": "tags", "author": "authors"}

Test = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Group:
    """One colour group: the query as the user wrote it, its colour as ``#rrggbb``, and what fits it."""

    query: str
    colour: str
    fits: Test
    unknown: tuple[str, ...] = ()


def read_groups(data: bytes) -> tuple[Group, ...]:
    """The groups in the bytes of ``graph.json``, in order; raises ``VaultkitError`` when it is no JSON."""
    try:
        found = loads(data) if len(data) <= LARGEST else None
    except (ValueError, RecursionError) as error:
        raise VaultkitError(f"`.obsidian/graph.json` is not JSON: {error}") from error
    listed = found.get("colorGroups") if isinstance(found, dict) else None
    groups = []
    for item in listed if isinstance(listed, list) else ():
        query = item.get("query") if isinstance(item, dict) else None
        colour = item.get("color") if isinstance(item, dict) else None
        rgb = colour.get("rgb") if isinstance(colour, dict) else None
        if isinstance(query, str) and isinstance(rgb, int):
            unknown: list[str] = []
            groups.append(Group(query, f"#{rgb & 0xFFFFFF:06x}", parse_query(query, unknown), tuple(unknown)))
    return tuple(groups)


def colour_by_groups(graph: Graph, groups: Sequence[Group]) -> dict[str, str]:
    """The colour of each node that fits a group; the first that fits wins, as in the app."""
    found = {}
    for node, data in graph.nodes(data=True):
        for group in groups:
            if group.fits(data):
                found[node] = group.colour
                break
    return found


def parse_query(query: str, unknown: list[str]) -> Test:
    """What fits ``query``; operators that a graph cannot answer are added to ``unknown``.

    A query that is longer or deeper than any that a person writes fits nothing.
    """
    if len(query) > LONGEST or query.count("(") > DEEPEST:
        unknown.append("too much")
        return lambda data: False
    tokens = [match.groups() for match in _TOKEN.finditer(query) if match[0].strip()]
    test, _ = _either(tokens, 0, unknown)
    return test


_Tokens = Sequence[tuple[str | None, ...]]


def _either(tokens: _Tokens, at: int, unknown: list[str]) -> tuple[Test, int]:
    tests = []
    while True:
        test, at = _all(tokens, at, unknown)
        tests.append(test)
        if at >= len(tokens) or tokens[at][2]:
            return (lambda data: any(test(data) for test in tests)), at + 1
        at += 1


def _all(tokens: _Tokens, at: int, unknown: list[str]) -> tuple[Test, int]:
    tests: list[tuple[bool, Test]] = []
    while at < len(tokens) and not tokens[at][2] and tokens[at][4] != "OR":
        not_group, opening, _, not_word, word = tokens[at]
        if opening:
            test, at = _either(tokens, at + 1, unknown)
            tests.append((not not_group, test))
        else:
            tests.append((not not_word, _term(word or "", unknown)))
            at += 1
    return (lambda data: bool(tests) and all(test(data) == wanted for wanted, test in tests)), at


def _term(word: str, unknown: list[str]) -> Test:
    if word.startswith("["):
        key, _, value = word[1:].removesuffix("]").partition(":")
        return _property(key.strip().strip('"'), value.strip().strip('"'))
    key, colon, value = word.partition(":")
    wanted = fold(value.strip('"'))
    match key if colon and not word.startswith('"') else "":
        case "path":
            return lambda data: wanted in fold(data.get("path", ""))
        case "file":
            return lambda data: wanted in fold(str(data.get("path", "")).rpartition("/")[2])
        case "tag":
            tag = wanted.removeprefix("#")
            return lambda data: any(f"{fold(item)}/".startswith(f"{tag}/") for item in data.get("tags", ()))
        case "":
            plain = fold(word.strip('"'))
            return lambda data: plain in fold(f"{data.get('path', '')} {data.get('title', '')}")
        case _:
            unknown.append(key)
            return lambda data: False


def _property(key: str, value: str) -> Test:
    name = _PROPERTIES.get(key, key)

    def fits(data: Mapping[str, Any]) -> bool:
        known = data.get(name)
        if known is None or not value:
            return known is not None
        return any(fold(value) in fold(str(item)) for item in (known if isinstance(known, list) else [known]))

    return fits
