"""How much work the judge of a schema may do for one note: references can double it at each turn.

A schema and the values come from a vault, which may be a stranger's. Each keyword that is judged costs a
step, one that looks at many names or items as many. Knows the keywords of JSON Schema, not the judge.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from vaultkit.vault.patterns import LONGEST, value_limit
from vaultkit.vault.violation import too_long

MOST_STEPS = 100_000
"""Steps after which a note is said to be unchecked: about a second."""
_PAIRS = frozenset({"patternProperties", "additionalProperties", "propertyNames", "unevaluatedProperties"})
_DEAR = {"$ref": 20, "$dynamicRef": 20, "oneOf": 10, "anyOf": 10, "not": 10, "if": 10, "contains": 10}
"""What looks something up, or judges apart from the rest."""

Judged = Callable[[Any, Any, Any, Any], Iterable[Any] | None]


class UncheckedError(Exception):
    """The judge met what must not be tried: a text too long for a pattern, or more work than is bearable."""


class Patience:
    """The steps that are left for one note."""

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def renew(self) -> None:
        """Begin with another note."""
        self._left = MOST_STEPS

    def bounded(self, keywords: Mapping[str, Judged]) -> dict[str, Judged]:
        """The functions of ``keywords``, each paying for what it does."""
        return {keyword: self._paying(keyword, judged) for keyword, judged in keywords.items()}

    def _paying(self, keyword: str, judged: Judged) -> Judged:
        def judge(validator: Any, wanted: Any, value: Any, schema: Any) -> Iterator[Any]:
            if keyword == "pattern":
                _refuse_long(keyword, wanted, value, value_limit(wanted))
            elif keyword == "format":
                _refuse_long(keyword, wanted, value, LONGEST)
            self._pay(_steps(keyword, wanted, value, schema))
            for error in judged(validator, wanted, value, schema) or ():
                if isinstance(value, dict | list | str):
                    self._pay(_size(value) // 8)  # the error says the whole of it
                yield error

        return judge

    def _pay(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise UncheckedError("the values and the schema together are too much to be checked")


def _steps(keyword: str, wanted: Any, value: Any, schema: Any) -> int:
    steps = _DEAR.get(keyword, 1) * (1 + (len(wanted) if isinstance(wanted, dict | list) else 0))
    if keyword in _PAIRS and isinstance(value, dict):
        patterns = schema.get("patternProperties") if isinstance(schema, dict) else None
        steps += len(value) * (1 + (len(patterns) if isinstance(patterns, dict) else 0))
    if keyword == "unevaluatedProperties" and isinstance(value, dict):
        steps += len(value) ** 2 // 1000
    if keyword in ("uniqueItems", "unevaluatedItems") and isinstance(value, list):
        each = len(value) if any(isinstance(item, dict | list) for item in value) else 1
        steps += len(value) * each // 8
    return steps


def _size(value: dict[str, Any] | list[Any] | str) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return len(value) + sum(len(each) for each in inner if isinstance(each, dict | list | str))


def _refuse_long(keyword: str, wanted: str, value: object, limit: int) -> None:
    if isinstance(value, str) and len(value) > limit:
        raise UncheckedError(too_long(keyword, wanted, value))
