"""The form of a base: its parts, views and filters, as Obsidian's page "Bases syntax" has them.

It looks at data, not at files.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from vaultkit.lint.targets import Guesses
from vaultkit.source.marks import PropertyPath

PARTS: Final = {"filters": None, "formulas": dict, "properties": dict, "summaries": dict, "views": list}
Fault = tuple[PropertyPath, bool, str, str]
"""Where it is, whether at the name, what is wrong, what would be right."""


def base_faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """What in a base's YAML Obsidian does not know, in its order."""
    guesses = Guesses()
    for name, value in data.items():
        if name not in PARTS:
            near = guesses.nearest(name, PARTS.keys)
            yield (name,), True, f"a base has no part `{name}`", f"did you mean `{near}`?" if near else ""
        elif (kind := PARTS[name]) and value is not None and not isinstance(value, kind):
            yield (name,), False, f"`{name}` wants a {'list' if kind is list else 'mapping'}", ""
    yield from _filter(data.get("filters"), ("filters",))
    views = data.get("views")
    for index, view in enumerate(views if isinstance(views, list) else ()):
        if not isinstance(view, dict) or not isinstance(view.get("type"), str):
            advice = "write `type: table`, or `cards`, or `list`"
            yield ("views", index), False, "the view has no `type`", advice
        else:
            yield from _filter(view.get("filters"), ("views", index, "filters"))


def _filter(value: Any, path: PropertyPath) -> Iterator[Fault]:
    if isinstance(value, dict):
        for name, items in value.items():
            if name not in ("and", "or", "not"):
                yield (*path, name), True, f"a filter has no part `{name}`", "use `and`, `or` or `not`"
            elif not isinstance(items, list):
                yield (*path, name), False, f"`{name}` wants a list of filters", ""
            else:
                for index, item in enumerate(items):
                    yield from _filter(item, (*path, name, index))
    elif value is not None and not isinstance(value, str | bool):
        yield path, False, "a filter is a statement, or `and`, `or`, `not` over a list", ""
