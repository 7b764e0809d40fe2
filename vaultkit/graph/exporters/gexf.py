"""GEXF 1.3 (https://gexf.net), for Gephi and its kin: attributes, colours, sizes and positions."""

from collections.abc import Iterable, Mapping

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._xml import file, tag
from vaultkit.graph.model import Graph, Value, title

SUFFIX = ".gexf"
# What an element of its own says already.
_SAID = ("title",)


def export(graph: Graph, context: Context) -> bytes:
    """One static directed graph; y grows upward as in Gephi; the time of writing is left out on purpose."""
    types = _types(row for _, row in context.nodes)
    number = {key: str(place) for place, key in enumerate(types)}
    nodes = []
    for node, row in context.nodes:
        values = "".join(
            tag("attvalue", for_=number[key], value=value) for key, value in row.items() if key in number
        )
        x, y = context.places[node]
        red, green, blue = bytes.fromhex(context.colour(node)[1:])
        looks = (
            tag("viz:color", r=red, g=green, b=blue),
            tag("viz:position", x=x, y=-y, z=0),
            tag("viz:size", value=context.radius[node]),
        )
        nodes.append(tag("node", tag("attvalues", values), *looks, id=node, label=title(graph, node)))
    edges = []
    for place, edge in enumerate(context.edges):
        values = tag("attvalue", for_="symmetric", value=edge.symmetric)
        ends = {"source": edge.source, "target": edge.target, "kind": edge.kind, "label": edge.kind}
        edges.append(tag("edge", tag("attvalues", values), id=str(place), weight=edge.weight, **ends))
    node_attributes = [tag("attribute", id=number[key], title=key, type=kind) for key, kind in types.items()]
    about = tag("attribute", id="symmetric", title="symmetric", type="boolean")
    body = tag(
        "graph",
        tag("attributes", "\n", *_lines(node_attributes), class_="node"),
        tag("attributes", about, class_="edge"),
        tag("nodes", "\n", *_lines(nodes)),
        tag("edges", "\n", *_lines(edges)),
        defaultedgetype="directed",
        mode="static",
    )
    meta = tag("meta", tag("creator", "vaultkit"))
    namespaces = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
    return file(tag("gexf", meta, "\n", body, **namespaces))


def _lines(elements: Iterable[str]) -> Iterable[str]:
    return (f"{element}\n" for element in elements)


def _types(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    names = {bool: "boolean", int: "long", float: "double"}
    types: dict[str, str] = {}
    for row in rows:
        for key, value in row.items():
            kind = names.get(type(value), "string")
            if key not in _SAID and types.setdefault(key, kind) != kind:
                types[key] = "string"
    return types
