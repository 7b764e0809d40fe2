"""Where schemas lie and what they may refer to, before anybody judges by them.

Nothing is ever fetched: a schema refers to itself, or to a shipped schema by its id. A schema from a
vault is a stranger's data: its size, place, references and patterns are looked at before it is used.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from vaultkit.errors import VaultkitError
from vaultkit.vault.patterns import MOST_PATTERNS, value_limit
from vaultkit.vault.precheck import Precheck, compile_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME_LIMIT = 250
"""The longest name of a property, in characters, that a schema is asked about."""

_ENDING, _SHOWN = ".schema.json", 200
# What the patterns must bear: any text at all, or the name of a property.
_LEAST = {"pattern": 1, "patternProperties": NAME_LIMIT}
_PLAIN_DATA = ("const", "enum", "default", "examples", "x-vaultkit")


@lru_cache(maxsize=1)
def schema_folder() -> Path:
    """Where the shipped schemas lie."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "schemas"
    # A wheel carries them inside the package; in a checkout they lie beside it, where people look.
    return inside if inside.is_dir() else package.parent / "schemas"


@lru_cache(maxsize=1)
def shipped() -> tuple[str, ...]:
    """The names of the schemas that come with vaultkit, sorted."""
    return tuple(sorted(path.name.removesuffix(_ENDING) for path in schema_folder().glob(f"*{_ENDING}")))


@lru_cache(maxsize=1)
def shipped_documents() -> dict[str, Any]:
    """The shipped schemas by their ids."""
    return {each["$id"]: each for each in map(json.loads, map(shipped_bytes, shipped()))}


def shipped_bytes(name: str) -> bytes:
    """The file of a shipped schema."""
    return (schema_folder() / f"{name}{_ENDING}").read_bytes()


def parse_schema(reference: str, text: str) -> dict[str, Any]:
    """The schema in ``text``; ``VaultkitError`` when it is no JSON object of draft 2020-12."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        at = f"{reference}:{error.lineno}:{error.colno}"
        raise VaultkitError(f"`{at}` is not JSON: {error.msg[:1].lower()}{error.msg[1:]}") from error
    except (RecursionError, ValueError) as error:
        what = "nests too deep" if isinstance(error, RecursionError) else "has a number that is too long"
        raise VaultkitError(f"the schema `{reference}` {what} to be read") from error
    if not isinstance(document, dict):
        raise VaultkitError(f"`{reference}` is not a schema: a JSON Schema is an object, `{{…}}`")
    dialect = document.get("$schema", DIALECT)
    if not isinstance(dialect, str) or dialect.removesuffix("#") != DIALECT:
        hint = f'rewrite it for 2020-12 and say `"$schema": "{DIALECT}"`'
        raise VaultkitError(
            f"the schema `{reference}` is written for `{dialect}`, not for draft 2020-12", hint
        )
    return document


def quick_check(document: Mapping[str, Any]) -> Precheck:
    """The quick yes for a whole document, shipped schemas at hand."""
    own = document.get("$id")
    name = own if isinstance(own, str) else ""
    return compile_schema(document, name, lambda ref, base: _resolve(ref, base, name, document))


def _resolve(reference: str, base: str, own: str, document: Mapping[str, Any]) -> tuple[Any, str]:
    """The schema that ``reference`` in the document ``base`` means, and its document; or ``LookupError``."""
    address, _, fragment = reference.partition("#")
    target = urljoin(base, address) if address else base
    found: Any = document if target == own else shipped_documents()[target]
    if fragment and not fragment.startswith("/"):
        raise LookupError(reference)
    for step in unquote(fragment).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        found = found[int(key) if isinstance(found, list) and key.isdecimal() else key]
        if not isinstance(found, dict | list | bool) or (isinstance(found, dict) and "$id" in found):
            raise LookupError(reference)
    return found, target


def references(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Every ``$ref`` and ``$dynamicRef`` in the schema."""
    return tuple(value for keyword, value in _keywords(document) if keyword in ("$ref", "$dynamicRef"))


def refuse_dangers(reference: str, document: Mapping[str, Any]) -> None:
    """``VaultkitError`` for a reference that would have to be fetched, and a pattern that may never end."""
    own = document.get("$id") if isinstance(document.get("$id"), str) else ""
    for target in references(document):
        address = urljoin(own or "", target).partition("#")[0]
        if not target.startswith("#") and address != own and address not in shipped_documents():
            hint = "copy what it means into the schema's `$defs`, and refer to `#/$defs/…`"
            raise VaultkitError(
                f"the schema `{reference}` refers to `{target}`, and nothing is fetched", hint
            )
    patterns = dict.fromkeys(found for found in _keywords(document) if found[0] in _LEAST)
    if len(patterns) > MOST_PATTERNS:
        said = f"has {len(patterns)} patterns, more than the {MOST_PATTERNS} that are tried"
        raise VaultkitError(f"the schema `{reference}` {said}", "one pattern may hold alternatives: `a|b`")
    for keyword, value in patterns:
        if _explodes(value, _LEAST[keyword]):
            hint = "avoid a repetition inside a repetition, a back reference and inline flags"
            shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
            raise VaultkitError(f"the schema `{reference}` has a pattern that may never end: `{shown}`", hint)


def _explodes(pattern: str, least: int) -> bool:
    try:
        return value_limit(pattern) < least
    except (re.error, RecursionError, OverflowError):
        return False  # what does not compile is the judge's to name


def _keywords(node: Any) -> Iterator[tuple[str, str]]:
    """Each keyword with a string as its value; ``patternProperties`` with each of its patterns."""
    if isinstance(node, list):
        for item in node:
            yield from _keywords(item)
    elif isinstance(node, dict):
        for keyword, value in node.items():
            if keyword == "patternProperties" and isinstance(value, dict):
                yield from ((keyword, pattern) for pattern in value)
            if isinstance(value, str):
                yield keyword, value
            elif keyword not in _PLAIN_DATA:
                yield from _keywords(value)
