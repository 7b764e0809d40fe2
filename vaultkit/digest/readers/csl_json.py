"""CSL-JSON: an array of items (Zotero, Pandoc, Manubot), an object of items, or one item."""

import json
from bisect import bisect_right
from re import compile as pattern
from typing import Any

from vaultkit.digest.assemble import Found, Place, assemble
from vaultkit.digest.document import Document
from vaultkit.digest.entry import Digest
from vaultkit.digest.readers._csl import csl_paper

_SPACE = pattern(r"[\s,]*")
_OPENS = pattern(r"\s*(?:\[\s*)?\{\s*\"|\s*\[\s*\]")
_LISTS = ("items", "references")


def sniff(document: Document) -> int:
    """Sure when the text opens as JSON and speaks of titles."""
    return 95 if _OPENS.match(document.text) and '"title"' in document.text else 0


def read(document: Document) -> Digest:
    """The papers of a CSL-JSON file, each with the lines of its item; broken JSON ends the reading."""
    source = "\n".join(line.text for line in document.lines)
    starts = [0]
    for line in document.lines:
        starts.append(starts[-1] + len(line.text) + 1)
    found: list[Found] = []
    breaks: dict[int, Place] = {}
    items, notice = _items(source)
    for start, end, item in items:
        first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
        one = csl_paper(item, (first, last)) if isinstance(item, dict) else None
        if one:
            found.append(one)
        else:
            breaks[first] = "unplaced"
        breaks.setdefault(last + 1, "front")
    for one in found:
        breaks.pop(one.first, None)
    return assemble(document, "csl-json", found, breaks, None, notice, is_data=True)


def _items(source: str) -> tuple[list[tuple[int, int, Any]], tuple[str, ...]]:
    """The items with their places in ``source``, and a notice when the JSON breaks off."""
    decoder = json.JSONDecoder()
    position = _after(source, 0)
    if source[position : position + 1] == "{":
        try:
            whole, end = decoder.raw_decode(source, position)
        except (ValueError, RecursionError):
            return [], ("this is no valid JSON and was not read",)
        if any(isinstance(whole.get(name), list) for name in _LISTS):
            name = next(name for name in _LISTS if isinstance(whole.get(name), list))
            position = source.index("[", source.index(f'"{name}"'))
        else:
            return [(position, end, whole)], ()
    items: list[tuple[int, int, Any]] = []
    position = _after(source, position + 1)
    while position < len(source) and source[position] != "]":
        try:
            item, end = decoder.raw_decode(source, position)
        except (ValueError, RecursionError):
            line = source.count("\n", 0, position) + 1
            return items, (f"line {line}: from here this is no valid JSON and was not read",)
        items.append((position, end, item))
        position = _after(source, end)
    return items, ()


def _after(source: str, position: int) -> int:
    space = _SPACE.match(source, position)
    return space.end() if space else position
