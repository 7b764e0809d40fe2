"""A JSON Schema out of the properties that notes of one type have: what nearly all of them do is the rule.

Knows data, not notes; reads nothing. It asks for little: what it says of a property holds for at least
four values of five, so that what it does not hold for is worth a look.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from vaultkit.vault.schema import annotations, load_schema
from vaultkit.vault.schema_files import DIALECT

LEAST = 3
"""Notes of one type that it takes to see a habit."""
USUAL = 0.8
"""The share of values that makes a habit, once there are ``ENOUGH`` of them."""
ENOUGH = 5
MOST_WORDS, LONGEST_WORD, USES = 10, 40, 3
"""A list of allowed words has at most so many, of at most so many letters, used so often on average."""

_LISTS = ("tags", "aliases", "cssclasses")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+")
_LINK = r"^\[\[(?:(?!\]\]).)+\]\]$"
_A_LINK = {"pattern": _LINK, "x-vaultkit": {"expected": 'one quoted link such as "[[Note]]"'}}
_KINDS: Mapping[type, str] = {
    bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object",
}  # fmt: skip


def infer_schema(kind: str, notes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The schema of notes whose property ``type`` is ``kind``, from the properties of all there are.

    A property that every note has is required; of one that a single note has, nothing is said.
    """
    values: dict[str, list[Any]] = {}
    for properties in notes:
        for name, value in properties.items():
            values.setdefault(name, []).append(value)
    del values["type"]
    needed = [name for name, found in values.items() if len(found) == len(notes)]
    said = {name: _property(name, found) for name, found in values.items() if len(found) > 1}
    for name, relation in _relations().items():
        if _LINK in (said.get(name, {}).get("pattern"), said.get(name, {}).get("items", {}).get("pattern")):
            said[name]["x-vaultkit"] = {**said[name].get("x-vaultkit", {}), **relation}
    return {
        "$schema": DIALECT,
        "title": f"A note of type {kind}",
        "description": f"Taken from {len(notes)} notes by `vaultkit init`: a beginning, to be edited.",
        "type": "object",
        "required": ["type", *needed],
        "properties": {"type": {"const": kind}} | {name: about for name, about in said.items() if about},
    }


def _relations() -> dict[str, Mapping[str, Any]]:
    """What links in properties of the shipped schemas mean: the graph should not lose it."""
    shipped = (annotations(load_schema(name, Path())) for name in ("concept", "digest", "paper"))
    return {name: about for each in shipped for name, about in each.items() if "relation" in about}


def _property(name: str, values: Sequence[Any]) -> dict[str, Any]:
    given = [value for value in values if value is not None]
    kinds = ["array", "string"] if name.lower() in _LISTS else _kinds(given)
    if not kinds:
        return {}
    about = {**_of_strings(given, kinds), **_of_lists(given, kinds)}
    if len(given) < len(values):
        kinds = [*kinds, "null"]  # an empty property is how people keep a place for a value
        if "enum" in about:
            about["enum"] = [*about["enum"], None]
    return {"type": kinds[0] if len(kinds) == 1 else kinds, **about}


def _kinds(values: Sequence[Any]) -> list[str]:
    """The usual type, or all types where none is usual."""
    counts = Counter(_KINDS.get(type(value), "null") for value in values)
    if counts["number"]:
        counts["number"] += counts.pop("integer", 0)
    first = [kind for kind, count in counts.most_common(1) if _is_habit(count, len(values))]
    return first or sorted(kind for kind, count in counts.items() if count)


def _is_habit(count: int, total: int) -> bool:
    return count > 0 and (count == total or (total >= ENOUGH and count >= USUAL * total))


def _of_strings(values: Sequence[Any], kinds: Sequence[str]) -> dict[str, Any]:
    texts = [value for value in values if isinstance(value, str)]
    if "string" not in kinds or not texts:
        return {}
    for test, about in _SHAPES:
        if _is_habit(sum(map(test, texts)), len(texts)):
            return dict(about)
    words = _words(texts) if kinds == ["string"] else []
    return {"enum": words} if words else {}


def _of_lists(values: Sequence[Any], kinds: Sequence[str]) -> dict[str, Any]:
    items = [item for value in values if isinstance(value, list) for item in value]
    inner = _kinds(items) if "array" in kinds else []
    if not inner:
        return {}
    about = {"type": inner[0] if len(inner) == 1 else inner}
    return {
        "items": {**about, **{key: each for key, each in _of_strings(items, inner).items() if key != "enum"}}
    }


def _words(texts: Sequence[str]) -> list[str]:
    """The few words that ``texts`` choose from, but for rare ones that look like a slip; [] when not few."""
    counts = Counter(texts)
    common = tuple(word for word, count in counts.items() if count >= USES)
    slips = {word for word, count in counts.items() if count == 1 and _near(word, common)}
    words = [word for word, _ in counts.most_common() if word not in slips]
    if not 2 <= len(words) <= MOST_WORDS or len(texts) < USES * len(words):
        return []
    plain = all(0 < len(word) <= LONGEST_WORD and word == word.strip() and "\n" not in word for word in words)
    return words if plain else []


def _near(word: str, common: Sequence[str]) -> bool:
    folded = [each.casefold() for each in common]
    return bool(get_close_matches(word.casefold().strip(), folded, n=1, cutoff=0.75))


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


_SHAPES: Sequence[tuple[Callable[[str], bool], Mapping[str, Any]]] = (
    (_is_day, {"format": "date"}),
    (lambda text: _ADDRESS.fullmatch(text) is not None, {"format": "uri"}),
    (lambda text: re.match(_LINK, text) is not None, _A_LINK),
)
