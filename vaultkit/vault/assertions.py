"""The JSON Schema keywords that judge one value by themselves, as quick checks that say only yes.

Each entry of ``ASSERTIONS`` makes, from a keyword's value, a check that is True only of data that
the keyword surely allows. Knows no keyword that holds further schemas: those are in
``vaultkit.vault.precheck``.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vaultkit.vault.patterns import LONGEST, value_limit

Check = Callable[[Any], bool]
Build = Callable[[Any], Check]

_PLAIN_URI = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?"
    r"(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?(?:#[A-Za-z0-9._~!$&'()*+,;=:@/?-]*)?"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class OddKeywordError(Exception):
    """A keyword's value is not of the shape that this module understands."""


def always(_: Any) -> bool:
    """Yes."""
    return True


def never(_: Any) -> bool:
    """Not sure, ever."""
    return False


def a_string(value: Any) -> str:
    """``value``; raises ``OddKeywordError`` unless it is a string."""
    if not isinstance(value, str):
        raise OddKeywordError
    return value


def a_mapping(value: Any) -> dict[str, Any]:
    """``value``; raises ``OddKeywordError`` unless it is a mapping."""
    if not isinstance(value, dict):
        raise OddKeywordError
    return value


def unique_strings(value: Any) -> list[str]:
    """``value``; raises ``OddKeywordError`` unless it is a list of strings, none twice."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise OddKeywordError
    if len(set(value)) != len(value):
        raise OddKeywordError
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_TYPES: Mapping[str, Check] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _type(wanted: Any) -> Check:
    names = [wanted] if isinstance(wanted, str) else unique_strings(wanted)
    if not names or any(name not in _TYPES for name in names):
        raise OddKeywordError
    if len(names) == 1:
        return _TYPES[names[0]]
    checks = [_TYPES[name] for name in names]
    return lambda value: any(check(value) for check in checks)


def _enum(values: Any) -> Check:
    if not isinstance(values, list):
        raise OddKeywordError
    words = frozenset(each for each in values if isinstance(each, str))
    others = frozenset((type(each), each) for each in values if isinstance(each, int | None))

    def check(value: Any) -> bool:
        if value.__class__ is str:
            return value in words
        return isinstance(value, int | None) and (type(value), value) in others

    return check


def _const(wanted: Any) -> Check:
    return lambda value: _same(value, wanted)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and isinstance(one, str | int | bool | None) and bool(one == other)


def _required(wanted: Any) -> Check:
    names = frozenset(unique_strings(wanted))
    return lambda value: not isinstance(value, dict) or names <= value.keys()


def _dependent_required(wanted: Any) -> Check:
    needs = [(name, unique_strings(others)) for name, others in a_mapping(wanted).items()]

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        return all(other in value for name, others in needs if name in value for other in others)

    return check


def _unique_items(wanted: Any) -> Check:
    if not isinstance(wanted, bool):
        raise OddKeywordError

    def check(value: Any) -> bool:
        if not isinstance(value, list):
            return True
        return all(isinstance(item, str) for item in value) and len(set(value)) == len(value)

    return check if wanted else always


def _pattern(wanted: Any) -> Check:
    try:
        search, limit = re.compile(a_string(wanted)).search, value_limit(wanted)
    except (re.error, RecursionError, OverflowError):
        raise OddKeywordError from None
    return _of_strings(limit, lambda value: search(value) is not None)


def _format(wanted: Any) -> Check:
    return _of_strings(LONGEST, _FORMATS.get(a_string(wanted), never))


def _of_strings(limit: int, holds: Check) -> Check:
    return lambda value: not isinstance(value, str) or (len(value) <= limit and holds(value))


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_regex(value: str) -> bool:
    try:
        re.compile(value)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


_FORMATS: Mapping[str, Check] = {
    "date": _is_day,
    "uri": lambda value: _PLAIN_URI.fullmatch(value) is not None,
    "regex": _is_regex,
}


def _length(kind: type[str] | type[list[Any]], holds: Callable[[int, int], bool]) -> Build:
    def build(limit: Any) -> Check:
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
            raise OddKeywordError
        return lambda value: not isinstance(value, kind) or holds(len(value), limit)

    return build


def _bound(holds: Callable[[Any, Any], bool]) -> Build:
    def build(limit: Any) -> Check:
        if not _is_number(limit):
            raise OddKeywordError
        return lambda value: not _is_number(value) or holds(value, limit)

    return build


ASSERTIONS: Mapping[str, Build] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "required": _required,
    "dependentRequired": _dependent_required,
    "uniqueItems": _unique_items,
    "pattern": _pattern,
    "format": _format,
    "minLength": _length(str, lambda size, limit: size >= limit),
    "maxLength": _length(str, lambda size, limit: size <= limit),
    "minItems": _length(list, lambda size, limit: size >= limit),
    "maxItems": _length(list, lambda size, limit: size <= limit),
    "minimum": _bound(lambda value, limit: bool(value >= limit)),
    "maximum": _bound(lambda value, limit: bool(value <= limit)),
    "exclusiveMinimum": _bound(lambda value, limit: bool(value > limit)),
    "exclusiveMaximum": _bound(lambda value, limit: bool(value < limit)),
}
