"""GEXF 1.3 (https://gexf.net), for Gephi and its kin: attributes, colours, sizes and positions."""

from collections.abc import Iterable

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._xml import column_types, file, tag
from vaultkit.graph.model import Graph, title

SUFFIX = ".gexf"


def export(graph: Graph, context: Context) -> bytes:
    """One static directed graph; y grows upward as in Gephi; the time of writing is left out on purpose."""
    types = column_types(row for _, row in context.nodes)
    types.pop("title", None)  # `label` says it already
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
