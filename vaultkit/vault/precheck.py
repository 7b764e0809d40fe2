"""A quick yes: closures over a JSON Schema that say True only of values that are surely valid.

Knows the common keywords of draft 2020-12 and reads no file. It never says that a value is
invalid: what it is not sure of is for ``vaultkit.vault.schema`` and its judge, and so is every
message. It is also a quick yes about schemas: one that is ``understood`` is surely well formed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vaultkit.vault.assertions import (
    ASSERTIONS,
    Check,
    OddKeywordError,
    a_mapping,
    a_string,
    always,
    never,
)

Resolve = Callable[[str, str], tuple[Any, str]]
"""From a ``$ref`` and the id of the document it stands in to the schema it means and the id of that
schema's document; raises ``LookupError`` when it means none."""

ANNOTATIONS: Mapping[str, Check] = {
    "$comment": lambda value: isinstance(value, str),
    "title": lambda value: isinstance(value, str),
    "description": lambda value: isinstance(value, str),
    "default": always,
    "examples": lambda value: isinstance(value, list),
    "deprecated": lambda value: isinstance(value, bool),
    "readOnly": lambda value: isinstance(value, bool),
    "writeOnly": lambda value: isinstance(value, bool),
}
_ROOT_ONLY = ("$schema", "$id", "$defs")
MOST_STEPS = 100_000
"""Checks of one value above which nothing is certain: references can double the work at each turn."""


@dataclass(frozen=True, slots=True)
class Precheck:
    """``certain(value)`` True: surely valid. ``understood`` True: the schema itself is surely well formed."""

    certain: Check
    understood: bool


class _TooMuchError(Exception):
    """A value wants more checks than there is patience for."""


@dataclass(slots=True)
class _Progress:
    resolve: Resolve
    document: str
    understood: bool = True
    known: dict[tuple[str, str], Check] = field(default_factory=dict)
    left: list[int] = field(default_factory=lambda: [0])


def compile_schema(schema: Any, name: str, resolve: Resolve) -> Precheck:
    """The quick check of the document ``schema`` with the id ``name``. Never raises."""
    progress = _Progress(resolve, name)
    try:
        inner = _compile(schema, progress, root=True)
        if isinstance(schema, dict):
            for definition in a_mapping(schema.get("$defs", {})).values():
                _compile(definition, progress)
    except (OddKeywordError, RecursionError):
        return Precheck(never, understood=False)

    def certain(value: Any) -> bool:
        progress.left[0] = MOST_STEPS
        try:
            return inner(value)
        except (RecursionError, _TooMuchError):
            return False

    return Precheck(certain, progress.understood)


def _compile(schema: Any, progress: _Progress, *, root: bool = False) -> Check:
    if isinstance(schema, bool):
        return always if schema else never
    checks: list[Check] = []
    for keyword, value in a_mapping(schema).items():
        if keyword in ANNOTATIONS:
            progress.understood &= ANNOTATIONS[keyword](value)
        elif not (keyword.startswith("x-") or (root and keyword in _ROOT_ONLY)):
            checks.append(_keyword(keyword, schema, progress))
    if len(checks) == 1:
        return checks[0]
    return _all_hold(checks, progress)


def _all_hold(checks: Sequence[Check], progress: _Progress) -> Check:
    left, steps = progress.left, len(checks)

    def check(value: Any) -> bool:
        left[0] -= steps
        if left[0] < 0:
            raise _TooMuchError
        for each in checks:  # noqa: SIM110 - `all` makes a generator, at twice the price of the checks
            if not each(value):
                return False
        return True

    return check


def _keyword(keyword: str, schema: dict[str, Any], progress: _Progress) -> Check:
    try:
        if keyword in ASSERTIONS:
            return ASSERTIONS[keyword](schema[keyword])
        if keyword in APPLICATORS:
            return APPLICATORS[keyword](schema[keyword], schema, progress)
        if keyword in FORMS:
            FORMS[keyword](schema[keyword], progress)
            return never
    except (OddKeywordError, LookupError):
        pass
    progress.understood = False
    return never


def _properties(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    checks = _named(wanted, progress)

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        for name, item in value.items():  # noqa: SIM110 - as above
            if name in checks and not checks[name](item):
                return False
        return True

    return check


def _additional_properties(wanted: Any, schema: Any, progress: _Progress) -> Check:
    inner, named = _compile(wanted, progress), frozenset(a_mapping(schema.get("properties", {})))

    def check(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        return value.keys() <= named or all(inner(item) for name, item in value.items() if name not in named)

    return check


def _items(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    inner = _compile(wanted, progress)
    return lambda value: not isinstance(value, list) or all(inner(item) for item in value)


def _all_of(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    return _all_hold(_several(wanted, progress), progress)


def _any_of(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    checks, left = _several(wanted, progress), progress.left

    def check(value: Any) -> bool:
        left[0] -= len(checks)
        if left[0] < 0:
            raise _TooMuchError
        return any(check(value) for check in checks)

    return check


def _several(value: Any, progress: _Progress) -> list[Check]:
    if not isinstance(value, list) or not value:
        raise OddKeywordError
    return [_compile(each, progress) for each in value]


def _named(value: Any, progress: _Progress) -> dict[str, Check]:
    return {name: _compile(schema, progress) for name, schema in a_mapping(value).items()}


def _patterned(value: Any, progress: _Progress) -> dict[str, Check]:
    for pattern in a_mapping(value):
        ASSERTIONS["pattern"](pattern)
    return _named(value, progress)


def _ref(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    reference, here, known = a_string(wanted), progress.document, progress.known
    key = here, reference
    if key not in known:
        schema, progress.document = progress.resolve(reference, here)
        # A schema may refer to itself: until its check is made, it is asked for only when it is called.
        known[key] = lambda value: known[key](value)
        try:
            known[key] = _compile(schema, progress, root="#" not in reference)
        finally:
            progress.document = here
    return lambda value: known[key](value)


def _if(wanted: Any, schema: Any, progress: _Progress) -> Check:
    condition, fails = _compile(wanted, progress), _surely_fails(wanted)
    then, otherwise = (_compile(schema.get(branch, True), progress) for branch in ("then", "else"))

    def check(value: Any) -> bool:
        if fails(value):
            return otherwise(value)
        return then(value) and (otherwise(value) or condition(value))

    return check


def _surely_fails(schema: Any) -> Check:
    """True only of what the condition ``schema`` surely refuses: a key is missing, or is another word."""
    if not isinstance(schema, dict):
        return lambda _: schema is False
    needed, properties = schema.get("required", []), schema.get("properties", {})
    if not isinstance(needed, list) or not isinstance(properties, dict):
        return never
    words = {name: inner.get("const") for name, inner in properties.items() if isinstance(inner, dict)}
    words = {name: word for name, word in words.items() if isinstance(word, str)}

    def fails(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        return any(name not in value for name in needed) or any(
            name in value and isinstance(value[name], str) and value[name] != word
            for name, word in words.items()
        )

    return fails


def _branch(wanted: Any, _schema: Any, progress: _Progress) -> Check:
    _compile(wanted, progress)
    return always  # it counts only beside an `if`, which looks at it


def _unevaluated_properties(wanted: Any, _schema: Any, _progress: _Progress) -> Check:
    if wanted is not True:
        raise OddKeywordError
    return always


APPLICATORS: Mapping[str, Callable[[Any, Any, _Progress], Check]] = {
    "$ref": _ref,
    "properties": _properties,
    "additionalProperties": _additional_properties,
    "items": _items,
    "allOf": _all_of,
    "anyOf": _any_of,
    "if": _if,
    "then": _branch,
    "else": _branch,
    "unevaluatedProperties": _unevaluated_properties,
}

# What needs a sure no, and what is rare: only their form is known here.
FORMS: Mapping[str, Callable[[Any, _Progress], object]] = {
    "not": _compile,
    "oneOf": _several,
    "contains": _compile,
    "prefixItems": _several,
    "propertyNames": _compile,
    "unevaluatedItems": _compile,
    "dependentSchemas": _named,
    "patternProperties": _patterned,
}
