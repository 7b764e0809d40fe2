"""JSON Schemas and the verdict on data. The only door to jsonschema, loaded only when it must judge."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaultkit.errors import VaultkitError
from vaultkit.registry import did_you_mean
from vaultkit.vault.data_file import read_data
from vaultkit.vault.patience import Patience, UncheckedError
from vaultkit.vault.precheck import Precheck
from vaultkit.vault.schema_files import (
    NAME_LIMIT,
    parse_schema,
    quick_check,
    references,
    refuse_dangers,
    shipped,
    shipped_bytes,
    shipped_documents,
)
from vaultkit.vault.violation import MOST, PER_PROPERTY, Breach, Violation, describe, show

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

__all__ = [
    "Schema",
    "Violation",
    "annotations",
    "certainly_valid",
    "load_schema",
    "make_schema",
    "sections",
    "shipped",
    "violations",
]


@dataclass(frozen=True, slots=True, eq=False)
class Schema:
    """A schema that is well formed and refers to nothing outside; made by ``load_schema`` only.

    ``name`` is that of a shipped schema, or the path in the vault; ``fingerprint`` changes with its bytes.
    """

    name: str
    document: Mapping[str, Any]
    fingerprint: str
    precheck: Precheck


def load_schema(reference: str, root: Path) -> Schema:
    """The schema of that name, or at that path relative to the vault's ``root``.

    A shipped name wins over a file of the same name. Raises ``VaultkitError`` for a name that is not
    shipped, a file that is missing or outside the vault, and anything that is not a JSON Schema of
    draft 2020-12 or that would have to be fetched.
    """
    if reference in shipped():
        return _load_shipped(reference)
    if "/" not in reference and not reference.endswith(".json"):
        hint = f"{did_you_mean(reference, shipped())}\na schema of your own is named by its `.json` file"
        raise VaultkitError(f"there is no schema `{reference}`", hint)
    return make_schema(reference, read_data(root, reference, "schema"))


def make_schema(reference: str, text: str) -> Schema:
    """The schema in ``text``, the file called ``reference``; raises as ``load_schema`` does."""
    document = parse_schema(reference, text)
    try:
        refuse_dangers(reference, document)
        precheck = quick_check(document)
        if not precheck.understood:
            _check_by_judge(reference, document)
    except RecursionError as error:
        raise VaultkitError(f"the schema `{reference}` nests too deep to be read") from error
    schema = Schema(reference, document, sha256(text.encode()).hexdigest(), precheck)
    annotations(schema)
    sections(schema)
    return schema


@lru_cache
def _load_shipped(name: str) -> Schema:
    data = shipped_bytes(name)
    document = json.loads(data)
    return Schema(name, document, sha256(data).hexdigest(), quick_check(document))


def certainly_valid(schema: Schema, data: object) -> bool:
    """True only when ``violations`` would be empty, without loading jsonschema; False says nothing."""
    return schema.precheck.certain(data)


def violations(schema: Schema, data: object) -> tuple[Violation, ...]:
    """Every way in which ``data`` breaks ``schema``, sorted by path; each says one thing to mend.

    ``data`` is what YAML or TOML gives. What cannot be checked to the end (a text too long for a
    pattern, data or a schema without bottom) is a violation with the keyword ``not-checked``. Raises
    ``VaultkitError`` for a reference in the schema that leads nowhere.
    """
    if certainly_valid(schema, data):
        return ()
    from referencing.exceptions import Unresolvable

    try:
        found = list(_described(schema, _judge(schema)(_as_json(data))))
    except Unresolvable as error:
        reason = f"the schema `{schema.name}` refers to `{error.ref}`, which does not exist"
        raise VaultkitError(reason) from error
    except UncheckedError as error:
        found = [Violation((), str(error), "not-checked", ())]
    except (RecursionError, OverflowError):
        reason = f"the values, or the schema `{schema.name}`, nest too deep or are too large to be checked"
        found = [Violation((), reason, "not-checked", ())]
    return tuple(sorted(dict.fromkeys(found), key=_order))


def annotations(schema: Schema) -> dict[str, Mapping[str, Any]]:
    """What ``x-vaultkit`` says of a property, by its name: ``{"related": {"relation": …, "symmetric": …}}``.

    ``relation`` (a string) makes the property's links typed edges, ``symmetric`` (a boolean) says that
    they hold both ways. Those of schemas that this one builds on (``$ref``, ``allOf``) are included.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for part in _parts(schema):
        properties = part.get("properties")
        for name, inner in properties.items() if isinstance(properties, dict) else ():
            own = inner.get("x-vaultkit") if isinstance(inner, dict) else None
            if own is not None:
                found[name] = _annotation(schema, f"/properties/{name}", own)
    return found


@lru_cache(maxsize=32)
def sections(schema: Schema) -> tuple[str, ...]:
    """The headings that a note needs, in order: ``"x-vaultkit": {"sections": […]}`` at the schema's root."""
    owns = (part["x-vaultkit"] for part in _parts(schema) if "x-vaultkit" in part)
    named = (name for own in owns for name in _annotation(schema, "", own).get("sections", ()))
    return tuple(dict.fromkeys(named))


_ANNOTATION_TYPES = {"relation": str, "symmetric": bool, "expected": str, "sections": list}


def _annotation(schema: Schema, where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise VaultkitError(f"`x-vaultkit` at `{where or '/'}` of the schema `{schema.name}` is no object")
    for name, inner in value.items():
        if name not in _ANNOTATION_TYPES:
            hint = did_you_mean(name, tuple(_ANNOTATION_TYPES))
            raise VaultkitError(f"the schema `{schema.name}` has an unknown `x-vaultkit/{name}`", hint)
        right = isinstance(inner, _ANNOTATION_TYPES[name])
        if not right or (name == "sections" and not all(isinstance(each, str) for each in inner)):
            wanted = {str: "a string", bool: "true or false", list: "a list of strings"}
            reason = f"`{where}/x-vaultkit/{name}` of the schema `{schema.name}` must be "
            raise VaultkitError(reason + wanted[_ANNOTATION_TYPES[name]])
    return value


def _parts(schema: Schema) -> Iterator[Mapping[str, Any]]:
    """The objects at the root of ``schema``: those that it builds on, then itself."""
    todo: list[Any] = [schema.document]
    seen: dict[int, dict[str, Any]] = {}
    while todo:
        part = todo.pop()
        if isinstance(part, dict) and id(part) not in seen:
            seen[id(part)] = part
            todo += part["allOf"] if isinstance(part.get("allOf"), list) else []
            todo.append(shipped_documents().get(str(part.get("$ref")).removesuffix("#")))
    return reversed(seen.values())


def _order(violation: Violation) -> tuple[Any, ...]:
    steps = tuple((isinstance(step, str), step) for step in violation.path)
    return steps, violation.keyword, tuple(map(str, violation.schema_path)), violation.message


def _as_json(data: object) -> Any:
    match data:
        case dict():
            return {_key(key): _as_json(value) for key, value in data.items()}
        case list() | tuple():
            return [_as_json(item) for item in data]
        case None | bool() | int() | float() | str():
            return data
        case _:
            return str(data)


def _key(key: object) -> str:
    name = key if isinstance(key, str) else json.dumps(key, default=str)
    if len(name) > NAME_LIMIT:
        raise UncheckedError(f"the name {show(name)} has {len(name)} characters, too many to be checked")
    return name


@lru_cache(maxsize=32)
def _judge(schema: Schema) -> "Callable[[Any], Iterator[ValidationError]]":
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry

    patience = Patience()
    extend: Any = validators.extend
    judge = extend(Draft202012Validator, patience.bounded(Draft202012Validator.VALIDATORS))
    registry: Registry[Any] = Registry().with_contents(shipped_documents().items())
    formats = Draft202012Validator.FORMAT_CHECKER
    validator: Validator = judge(schema.document, registry=registry, format_checker=formats)

    def errors(data: Any) -> "Iterator[ValidationError]":
        patience.renew()
        return validator.iter_errors(data)

    return errors


def _check_by_judge(reference: str, document: Mapping[str, Any]) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match
    from referencing import Registry
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    formats = Draft202012Validator.FORMAT_CHECKER
    errors = Draft202012Validator(Draft202012Validator.META_SCHEMA, format_checker=formats)
    try:
        worst = best_match(errors.iter_errors(document))
    except OverflowError as error:
        raise VaultkitError(f"`{reference}` is not a JSON Schema: a pattern counts too far") from error
    if worst is not None:
        (said, *_) = _describe(worst)
        raise VaultkitError(f"`{reference}` is not a JSON Schema: {said.message}", said.hint)
    registry: Registry[Any] = Registry().with_contents(shipped_documents().items())
    resolver = registry.resolver_with_root(DRAFT202012.create_resource(document))
    for target in references(document):
        try:
            resolver.lookup(target)
        except Unresolvable as error:
            reason = f"the schema `{reference}` refers to `{target}`, which does not exist"
            raise VaultkitError(reason) from error


def _described(schema: Schema, errors: "Iterable[ValidationError]") -> Iterator[Violation]:
    """What the first ``MOST`` errors say; a keyword that speaks of all properties at once is asked once."""
    asked: set[object] = set()
    for error in errors:
        place = tuple(error.absolute_path), tuple(error.absolute_schema_path)
        if error.validator in PER_PROPERTY and place in asked:
            continue
        if len(asked) == MOST:
            reason = (
                f"the values break the schema `{schema.name}` in more than {MOST} places; these are the first"
            )
            yield Violation((), reason, "not-checked", ())
            return
        asked.add(place)
        yield from _describe(error)


def _describe(error: "ValidationError") -> tuple[Violation, ...]:
    from jsonschema.exceptions import best_match

    inner = error.schema if isinstance(error.schema, dict) else {}
    said = describe(
        Breach(
            tuple(error.absolute_path),
            str(error.validator or "false"),
            error.validator_value,
            error.instance,
            inner,
            tuple(error.absolute_schema_path),
            error.message,
        )
    )
    if not error.context or "x-vaultkit" in inner:
        return said
    nearest = best_match([error])
    if nearest is None or nearest is error:
        return said
    (near, *_) = _describe(nearest)
    return (replace(near, message=f"{near.message} (the nearest of several alternatives)"),)
