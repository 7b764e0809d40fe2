"""Which part of a graph is meant: conditions on notes, kinds of links, hubs, notes apart, one note by name.

Works on a finished graph and gives a smaller one; the graph that it is given stays as it is.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from re import compile as pattern
from typing import Any

from vaultkit.errors import VaultkitError
from vaultkit.graph.model import Graph, is_note, title
from vaultkit.registry import did_you_mean
from vaultkit.vault.resolve import fold

_EXPRESSION = pattern(r"\s*([\w-]+)\s*(!=|>=|<=|=|>|<)\s*(.*?)\s*")
_RANGE = pattern(r"(\d{1,4})?\s*\.\.\s*(\d{1,4})?")
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
}  # fmt: skip
KEYS = ("type", "tag", "year", "folder", "status", "venue", "author", "stub")
_LIST_KEYS = {"tag": "tags", "author": "authors"}


@dataclass(frozen=True, slots=True)
class Condition:
    """``key`` compared with any of ``values`` by ``=``, ``!=``, ``<``, ``<=``, ``>`` or ``>=``."""

    key: str
    operator: str
    values: tuple[str, ...]


def parse_condition(expression: str) -> Condition:
    """The condition in ``year>=2022``, ``type=paper,digest``, ``year=2020..2023`` or ``tag!=survey``.

    Raises ``VaultkitError`` that names what is wrong.
    """
    match = _EXPRESSION.fullmatch(expression)
    if match is None or not match[3]:
        raise VaultkitError(
            f"`{expression}` is not a condition", "write KEY=VALUE, as in type=paper or year>=2022"
        )
    key, sign, value = match[1].lower(), match[2], match[3]
    if key not in KEYS:
        raise VaultkitError(f"a condition cannot ask for `{key}`", did_you_mean(key, KEYS))
    values = tuple(part.strip() for part in value.split(",") if part.strip())
    if key == "year":
        for part in values:
            if not (part.isdecimal() or (sign in ("=", "!=") and _RANGE.fullmatch(part))):
                raise VaultkitError(f"`{part}` is not a year", "write 2022, or a range such as 2020..2023")
        if sign in _ORDER and len(values) > 1:
            raise VaultkitError(f"`{expression}` compares with more than one year", "write one of them")
    elif sign in _ORDER:
        raise VaultkitError(f"`{key}` has no order for `{sign}`", "only year can be compared so")
    return Condition(key, sign, values)


def matches(data: Mapping[str, Any], conditions: Iterable[Condition]) -> bool:
    """Whether a node with attributes ``data`` fulfils all ``conditions``; the unknown only fits ``!=``."""
    return all(_holds(data, condition) for condition in conditions)


def select(
    graph: Graph,
    where: Sequence[Condition] = (),
    kinds: frozenset[str] | None = None,
    isolates: bool = True,
    hide_hubs: bool = False,
    without: Iterable[str] = (),
) -> Graph:
    """The part of ``graph`` that is asked for, as a new graph.

    ``where`` chooses notes; what is no note stays while a chosen note links to it. ``kinds`` are the
    kinds of edges to keep (None for all). Without ``isolates`` nodes without links are left out, with
    ``hide_hubs`` the index notes are, and so are the nodes in ``without``. Raises ``VaultkitError`` for
    a kind that no edge has.
    """
    known = {kind for _, _, kind in graph.edges(keys=True)}
    for kind in sorted((kinds or frozenset()) - known):
        raise VaultkitError(f"no link is of kind `{kind}`", did_you_mean(kind, tuple(sorted(known))))
    gone = {node for node in graph if is_note(graph, node) and not matches(graph.nodes[node], where)}
    if hide_hubs:
        gone |= find_hubs(graph)
    chosen = graph.copy()
    chosen.remove_nodes_from(gone)
    chosen.remove_nodes_from(without)
    if kinds is not None:
        others = [edge for edge in chosen.edges(keys=True) if edge[2] not in kinds]
        chosen.remove_edges_from(others)
    # A tag or an unresolved link is there only because a note points at it.
    narrowed = bool(gone) or kinds is not None
    alone = [
        node
        for node in chosen
        if not chosen.degree(node) and (not isolates or (narrowed and not is_note(chosen, node)))
    ]
    chosen.remove_nodes_from(alone)
    return chosen


def find_hubs(graph: Graph) -> frozenset[str]:
    """Notes that link out to so many that they say little about any: index notes, long digests.

    A hub links to more than three times the square root of the number of nodes, and to more than 20.
    """
    limit = max(20.0, 3 * sqrt(len(graph)))
    return frozenset(node for node in graph if len(set(graph.successors(node))) > limit)


def find_note(graph: Graph, name: str, aliases: Mapping[str, Sequence[str]] | None = None) -> str:
    """The node that ``name`` means: its path, else name, else title, else alias, letter case ignored.

    ``aliases`` gives each alias its paths. Raises ``VaultkitError`` when there is none (did you mean)
    or when several fit (which).
    """
    if name in graph:
        return name
    wanted = fold(name.removeprefix("./")).removesuffix(".md")
    ways: list[dict[str, list[str]]] = [{}, {}, {}, {}]
    for node in sorted(graph):
        data = graph.nodes[node]
        for way, value in zip(ways, (node, data.get("name", node), title(graph, node)), strict=False):
            way.setdefault(fold(value).removesuffix(".md"), []).append(node)
    for alias, paths in sorted((aliases or {}).items()):
        ways[3].setdefault(fold(alias), []).extend(path for path in paths if path in graph)
    for way in ways:
        found = way.get(wanted, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise VaultkitError(
                f"`{name}` means more than one note", "name it by its path: " + ", ".join(found[:8])
            )
    spelt = {fold(word): word for word in _names(graph, aliases or {})}
    hint = did_you_mean(wanted, tuple(spelt)) if spelt else ""
    near = next((word for key, word in spelt.items() if f"`{key}`" in hint), None)
    raise VaultkitError(f"the graph has no note `{name}`", f"did you mean `{near}`?" if near else "")


def _names(graph: Graph, aliases: Mapping[str, Sequence[str]]) -> list[str]:
    names = [title(graph, node) for node in sorted(graph)]
    return [*sorted(aliases), *names, *(graph.nodes[node].get("name", node) for node in sorted(graph))]


def _holds(data: Mapping[str, Any], condition: Condition) -> bool:
    if condition.operator in _ORDER:
        year = data.get("year")
        return year is not None and _ORDER[condition.operator](year, int(condition.values[0]))
    fits = any(_fits(data, condition.key, value) for value in condition.values)
    return fits == (condition.operator == "=")


def _fits(data: Mapping[str, Any], key: str, value: str) -> bool:
    known = data.get(_LIST_KEYS.get(key, key))
    wanted = fold(value.strip("/").removeprefix("#") if key in ("folder", "tag") else value)
    match key:
        case "stub":
            return bool(known) == (wanted in ("true", "yes", "1"))
        case "year":
            return known is not None and _in_range(known, wanted)
        case "folder":
            return known is not None and f"{fold(known)}/".startswith(f"{wanted}/" if wanted else "")
        case "tag":
            return any(f"{fold(tag)}/".startswith(f"{wanted}/") for tag in known or ())
        case "author":
            return any(wanted in fold(name) for name in known or ())
        case _:
            return known is not None and fold(known) == wanted


def _in_range(year: int, wanted: str) -> bool:
    match = _RANGE.fullmatch(wanted)
    if match is None:
        return year == int(wanted)
    return int(match[1] or 0) <= year <= int(match[2] or 9999)
