"""A graph as columns of plain values: what the page's script reads.

It knows the graph model and the shape that ``scripts/data.js`` expects; it does not know HTML.
Nodes are numbered in the order of their ids, and links by source, target and kind, so the columns
are the same for the same graph however it was built.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

STEPS_PER_UNIT = 20
BEST = 1000
TYPES = ("", "paper", "digest", "concept", "attachment", "unresolved", "tag")
KINDS = ("related", "mentions", "source", "papers", "link", "embed", "tag")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def columns(
    graph: "nx.MultiDiGraph[str]",
    places: Mapping[str, tuple[float, float]],
    islands: Mapping[str, int],
    redact: bool = False,
) -> dict[str, Any]:
    """The page's data as JSON values; with ``redact`` no word that the user wrote is in it.

    ``places`` (in map units) and ``islands`` have an entry for each node, as ``layout.py`` and
    ``islands.py`` give them. An attribute that a node does not have, or that has another type than
    the model says, is absent in the page too.
    """
    nodes = _redacted_order(graph) if redact else sorted(graph)
    number = {node: place for place, node in enumerate(nodes)}
    facts = [graph.nodes[node] for node in nodes]
    edges = sorted(
        (number[a], number[b], _public(str(kind), KINDS, redact), bool(data.get("symmetric")))
        for a, b, kind, data in graph.edges(keys=True, data=True)
        if a != b
    )
    kinds = sorted({(kind, symmetric) for _, _, kind, symmetric in edges})[:60]
    kind_number = {kind: place for place, (kind, _) in enumerate(kinds)}
    edges = [edge for edge in edges if edge[2] in kind_number]
    links = [0] * len(nodes)
    for source, *_ in edges:
        links[source] += 1
    table: dict[str, Any] = {
        "redacted": redact,
        "x": [round(places[node][0] * STEPS_PER_UNIT) for node in nodes],
        "y": [round(places[node][1] * STEPS_PER_UNIT) for node in nodes],
        "island": [islands[node] for node in nodes],
        "links": links,
        "target": [target for _, target, _, _ in edges],
        "kind": "".join(chr(65 + kind_number[kind]) for _, _, kind, _ in edges),
        "kinds": [[kind, symmetric] for kind, symmetric in kinds],
        "stub": [place for place, fact in enumerate(facts) if fact.get("stub") is True],
        "year": [_year(fact) for fact in facts],
    }
    table["types"], table["type"] = _coded(_public(_type(fact), TYPES, redact) for fact in facts)
    table["communities"], table["community"] = _communities(facts, redact)
    for name in ("pagerank", "betweenness"):
        values = [fact.get(name) for fact in facts]
        if any(isinstance(value, (int, float)) for value in values):
            table[name] = _scaled(values)
    return table | (_hidden_words(len(nodes)) if redact else _words(graph, nodes, facts))


def _words(
    graph: "nx.MultiDiGraph[str]", nodes: list[str], facts: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Columns of everything that the user wrote."""
    table: dict[str, Any] = {"title": [], "path": []}
    folders = [_text(fact, "folder") if _kind(fact) == "note" else None for fact in facts]
    for node, fact, folder in zip(nodes, facts, folders, strict=True):
        title = _text(fact, "title") or _text(fact, "name") or node
        path = _text(fact, "path") if _kind(fact) in ("note", "attachment") else None
        stem = _text(fact, "name")
        start = f"{folder}/" if folder else ""
        known = folder is not None and path is not None
        table["title"].append(_clean(title))
        if known and path == f"{start}{title}.md":
            table["path"].append(0)
        elif known and stem and path == f"{start}{stem}.md":
            table["path"].append(f"/{_clean(stem)}")
        else:
            table["path"].append(_clean(path or ""))
    table["folders"], table["folder"] = _coded(folders)
    table["venues"], table["venue"] = _coded(_text(fact, "venue") for fact in facts)
    table["statuses"], table["status"] = _coded(_text(fact, "status") for fact in facts)
    table["authors"], table["author"] = _coded_lists(fact.get("authors") for fact in facts)
    table["tags"], table["tag"] = _coded_lists(fact.get("tags") for fact in facts)
    colours = graph.graph.get("groups", {})
    groups, table["group"] = _coded(_text(fact, "group") for fact in facts)
    table["groups"] = [[name, _colour(colours.get(name))] for name in groups]
    return table


def _hidden_words(count: int) -> dict[str, Any]:
    none = [-1] * count
    named = {"folder": "folders", "venue": "venues", "status": "statuses", "group": "groups"}
    table: dict[str, Any] = {"title": [f"Note {place + 1}" for place in range(count)], "path": [""] * count}
    for one, many in named.items():
        table |= {one: none, many: []}
    return table | {"author": [0] * count, "authors": [], "tag": [0] * count, "tags": []}


def _redacted_order(graph: "nx.MultiDiGraph[str]") -> list[str]:
    """An order that says nothing of names: by community and number of links, names only break ties."""
    facts = graph.nodes
    return sorted(graph, key=lambda node: (str(facts[node].get("community")), -graph.degree(node), node))


def _kind(fact: Mapping[str, Any]) -> str:
    return _text(fact, "kind") or "note"


def _type(fact: Mapping[str, Any]) -> str:
    kind = _kind(fact)
    return kind if kind != "note" else _text(fact, "type") or ""


def _communities(facts: Sequence[Mapping[str, Any]], redact: bool) -> tuple[list[str], list[int]]:
    keys = [fact.get("community") for fact in facts]
    known = sorted({key for key in keys if isinstance(key, int)})
    names = {key: f"Community {place + 1}" for place, key in enumerate(known)}
    if not redact:
        for key, fact in zip(keys, facts, strict=True):
            if isinstance(key, int) and (name := _text(fact, "community_name")):
                names[key] = _clean(name)
    place_of = {key: place for place, key in enumerate(known)}
    return [names[key] for key in known], [place_of[key] if isinstance(key, int) else -1 for key in keys]


def _coded(values: Iterable[str | None]) -> tuple[list[str], list[int]]:
    """Distinct values in order, and for each value its place among them (-1 for none)."""
    listed = list(values)
    names = sorted({value for value in listed if value is not None})
    place = {name: number for number, name in enumerate(names)}
    return [_clean(name) for name in names], [-1 if value is None else place[value] for value in listed]


def _coded_lists(values: Iterable[Any]) -> tuple[list[str], list[Any]]:
    """As ``_coded`` for lists; an empty list is 0, the shortest JSON for nothing."""
    listed = [
        [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
        for value in values
    ]
    names = sorted({item for value in listed for item in value})
    place = {name: number for number, name in enumerate(names)}
    return [_clean(name) for name in names], [[place[item] for item in value] or 0 for value in listed]


def _scaled(values: list[Any]) -> list[int]:
    numbers = [float(value) if isinstance(value, (int, float)) else 0.0 for value in values]
    top = max(numbers) or 1.0
    return [round(BEST * max(number, 0.0) / top) for number in numbers]


def _public(word: str, known: Sequence[str], redact: bool) -> str:
    """``word``, or under ``redact`` "other" when the user made it up."""
    return word if not redact or word in known else "other"


def _year(fact: Mapping[str, Any]) -> int:
    year = fact.get("year")
    return year if isinstance(year, int) and not isinstance(year, bool) and 1000 <= year <= 2999 else 0


def _text(fact: Mapping[str, Any], key: str) -> str | None:
    value = fact.get(key)
    return value if isinstance(value, str) else None


def _colour(value: object) -> str:
    return value if isinstance(value, str) and _COLOUR.fullmatch(value) else "#888888"


def _clean(text: str) -> str:
    """``text`` as it can stand in UTF-8: a lone surrogate (a broken file name) becomes U+FFFD."""
    return text.encode("utf-8", "replace").decode() if text.isascii() else _SURROGATE.sub("\ufffd", text)


_SURROGATE = re.compile("[\ud800-\udfff]")
