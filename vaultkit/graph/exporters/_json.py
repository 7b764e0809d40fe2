"""The one way in which JSON formats are written: UTF-8, readable, each item of the long lists on a line."""

from collections.abc import Iterable, Mapping
from json import dumps
from typing import Any

from vaultkit.source.printable import printable_json


def value(data: Any) -> str:
    """``data`` as JSON on one line."""
    return printable_json(dumps(data, ensure_ascii=False, allow_nan=False))


def lines(items: Iterable[Any]) -> str:
    """A list with one item on each line."""
    rows = ",\n".join(map(value, items))
    return f"[\n{rows}\n]" if rows else "[]"


def entries(items: Mapping[str, Any]) -> str:
    """An object with one entry on each line."""
    rows = ",\n".join(f"{value(key)}: {value(item)}" for key, item in items.items())
    return f"{{\n{rows}\n}}" if rows else "{}"


def file(text: str) -> bytes:
    """The bytes of a JSON file."""
    return f"{text}\n".encode()
