"""What a value does to a schema that it breaks, in words.

Knows the keywords of JSON Schema and how people write properties in YAML; decides nothing.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vaultkit.registry import did_you_mean
from vaultkit.vault.patterns import LONGEST, value_limit

Path = tuple[str | int, ...]
MOST = 100
"""Violations of a kind that are described: nobody reads more, and each costs a search for near names."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which data breaks a schema.

    ``path`` leads from the root to the value (keys, 0-based indices); of a missing property, to
    where it would be. ``keyword`` is the schema's keyword, or ``not-checked`` when the judge could not
    finish. ``hint`` is what would be right, or "".
    """

    path: Path
    message: str
    keyword: str
    schema_path: Path
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A keyword of ``schema`` with the value ``wanted`` that ``value`` at ``path`` does not keep."""

    path: Path
    keyword: str
    wanted: Any
    value: Any
    schema: Mapping[str, Any]
    schema_path: Path
    judged: str


def name_of(path: Path) -> str:
    """How a message names the value at ``path``: ```year```, "item 2 of `authors`"."""
    if not path:
        return "the whole"
    *before, last = path
    if isinstance(last, int):
        return f"item {last + 1} of {name_of(tuple(before))}"
    if any(isinstance(step, int) for step in before):
        return f"`{last}` in {name_of(tuple(before))}"
    return f"`{'.'.join(map(str, path))}`"


def show(value: Any) -> str:
    """``value`` as JSON in backquotes, shortened to some 60 characters."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


def describe(breach: Breach) -> tuple[Violation, ...]:
    """One violation for each thing to mend; more than one when several properties are missing."""
    if breach.keyword in PER_PROPERTY:
        return tuple(PER_PROPERTY[breach.keyword](breach))
    if breach.keyword in _WORDS:
        message, hint = _WORDS[breach.keyword](breach)
    else:
        judged = breach.judged[:1].lower() + breach.judged[1:]
        message, hint = f"{name_of(breach.path)} breaks `{breach.keyword}`: {judged}", ""
    return (_violation(breach, message, hint),)


def _violation(breach: Breach, message: str, hint: str, *below: str) -> Violation:
    return Violation((*breach.path, *below), message, breach.keyword, breach.schema_path, hint)


_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


def _kind(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return "a boolean"
        case int():
            return "an integer"
        case float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _type(breach: Breach) -> tuple[str, str]:
    names = [breach.wanted] if isinstance(breach.wanted, str) else list(breach.wanted)
    wanted = " or ".join(_KINDS.get(name, name) for name in names)
    value, name = breach.value, name_of(breach.path)
    if value is None:
        return f"{name} is empty; the schema wants {wanted}", "give it a value, or leave the property out"
    return f"{name} is {show(value)}, {_kind(value)}; the schema wants {wanted}", _retype(value, names)


def _retype(value: Any, names: list[str]) -> str:
    if isinstance(value, str):
        if "integer" in names and value.isascii() and value.strip().removeprefix("-").isdigit():
            return f"write it without quotes: `{value.strip()}`"
        if "boolean" in names and value.strip().lower() in ("true", "yes", "on", "false", "no", "off"):
            return f"write `{'true' if value.strip().lower() in ('true', 'yes', 'on') else 'false'}`"
        return "write it as a list" if "array" in names else ""
    if "string" in names and isinstance(value, bool | int | float):
        return "put it in quotes, as it was written"
    if "string" in names and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return f'a link needs quotes in YAML: `"[[{value[0]}]]"`'
    return ""


def _enum(breach: Breach) -> tuple[str, str]:
    near = did_you_mean(str(breach.value), tuple(str(each) for each in breach.wanted))
    return (
        f"{name_of(breach.path)} is {show(breach.value)}, not one of the values that the schema allows",
        near,
    )


def _const(breach: Breach) -> tuple[str, str]:
    return f"{name_of(breach.path)} is {show(breach.value)}; the schema wants {show(breach.wanted)}", ""


def _pattern(breach: Breach) -> tuple[str, str]:
    name, value, expected = name_of(breach.path), show(breach.value), _expected(breach)
    if expected:
        return f"{name} is {value}; the schema wants {expected}", ""
    return f"{name} is {value}, which does not match `{breach.wanted}`", ""


_FORMATS = {
    "date": "a day of the calendar: YYYY-MM-DD",
    "date-time": "a moment with its zone: YYYY-MM-DDTHH:MM:SSZ",
    "time": "a time of day with its zone: HH:MM:SSZ",
    "uri": "an address such as https://example.org/paper",
    "uri-reference": "an address or a part of one",
    "email": "an address such as name@example.org",
    "regex": "a regular expression",
    "uuid": "a UUID",
}


def _format(breach: Breach) -> tuple[str, str]:
    wanted = _FORMATS.get(breach.wanted, f"the format `{breach.wanted}`")
    return f"{name_of(breach.path)} is {show(breach.value)}; the schema wants {wanted}", ""


def _limit(words: str) -> Callable[[Breach], tuple[str, str]]:
    def describe_limit(breach: Breach) -> tuple[str, str]:
        wanted = words.format(breach.wanted)
        return f"{name_of(breach.path)} is {show(breach.value)}; the schema wants {wanted}", ""

    return describe_limit


def _size(words: str, unit: str) -> Callable[[Breach], tuple[str, str]]:
    def counted(count: int) -> str:
        return f"{count} {unit}" if count != 1 else f"1 {_SINGULAR[unit]}"

    def describe_size(breach: Breach) -> tuple[str, str]:
        count, wanted = len(breach.value), words.format(counted(breach.wanted))
        held = f"has {counted(count)}" if count else "is empty"
        return f"{name_of(breach.path)} {held}; the schema wants {wanted}", ""

    return describe_size


_SINGULAR = {"characters": "character", "items": "item", "properties": "property"}


def _unique_items(breach: Breach) -> tuple[str, str]:
    shown = [show(item) for item in breach.value]
    twice = next((item for at, item in enumerate(shown) if item in shown[:at]), "a value")
    return f"{name_of(breach.path)} has {twice} more than once", "keep one of them"


def _alternatives(breach: Breach) -> tuple[str, str]:
    expected = _expected(breach) or "something that fits one of its alternatives"
    return f"{name_of(breach.path)} is {show(breach.value)}; the schema wants {expected}", ""


def _false(breach: Breach) -> tuple[str, str]:
    return f"{name_of(breach.path)} is not allowed by the schema", "remove it"


def _expected(breach: Breach) -> str:
    own = breach.schema.get("x-vaultkit")
    expected = own.get("expected") if isinstance(own, dict) else None
    return expected if isinstance(expected, str) else ""


_WORDS: Mapping[str, Callable[[Breach], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _pattern,
    "format": _format,
    "minimum": _limit("at least {}"),
    "maximum": _limit("at most {}"),
    "exclusiveMinimum": _limit("more than {}"),
    "exclusiveMaximum": _limit("less than {}"),
    "multipleOf": _limit("a multiple of {}"),
    "minLength": _size("at least {}", "characters"),
    "maxLength": _size("at most {}", "characters"),
    "minItems": _size("at least {}", "items"),
    "maxItems": _size("at most {}", "items"),
    "minProperties": _size("at least {}", "properties"),
    "maxProperties": _size("at most {}", "properties"),
    "uniqueItems": _unique_items,
    "anyOf": _alternatives,
    "oneOf": _alternatives,
    "false": _false,
}


def _required(breach: Breach) -> list[Violation]:
    known = breach.schema.get("properties", {})
    strangers = [key for key in breach.value if key not in known]
    missing = [name for name in breach.wanted if name not in breach.value][:MOST]
    where = _in(breach)
    return [
        _violation(
            breach,
            f"required property `{name}` is missing{where}",
            _instead(name, strangers[:MOST], known),
            name,
        )
        for name in missing
    ]


def _instead(name: str, strangers: list[str], known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    if near := get_close_matches(name, strangers, n=1, cutoff=0.7):
        return f"is `{near[0]}` meant to be `{name}`?"
    schema = known.get(name)
    if isinstance(schema, dict):
        if "const" in schema:
            return f"write `{name}: {schema['const']}`"
        if "default" in schema:
            return f"write, for instance, `{name}: {schema['default']}`"
    return ""


def _dependent_required(breach: Breach) -> list[Violation]:
    return [
        _violation(breach, f"`{key}` is there, so that the schema wants `{name}` too{_in(breach)}", "", name)
        for key, names in breach.wanted.items()
        if key in breach.value
        for name in names
        if name not in breach.value
    ]


def _additional_properties(breach: Breach) -> list[Violation]:
    known = breach.schema.get("properties", {})
    extra = [key for key in breach.value if key not in known][:MOST]
    near = tuple(known)[:MOST]
    return [
        _violation(breach, f"the schema knows no `{key}`{_in(breach)}", did_you_mean(key, near), key)
        for key in extra
    ]


def _in(breach: Breach) -> str:
    return f" in {name_of(breach.path)}" if breach.path else ""


PER_PROPERTY: Mapping[str, Callable[[Breach], list[Violation]]] = {
    "required": _required,
    "dependentRequired": _dependent_required,
    "additionalProperties": _additional_properties,
}


def too_long(keyword: str, wanted: str, value: str) -> str:
    """What is said of a value that a pattern or format is not tried on."""
    limit = value_limit(wanted) if keyword == "pattern" else LONGEST
    most = f"at most {limit} characters" if limit else "no text at all: it could take for ever"
    return f"{show(value)} has {len(value)} characters, and the {keyword} `{wanted}` is tried on {most}"
