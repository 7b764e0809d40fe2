"""GraphML, for networkx, igraph, yEd, Cytoscape and Gephi (http://graphml.graphdrawing.org/specification).

The format wants ids that are name tokens, so ``papers/MAE.md`` has the id ``papers:MAE.md``; the path
itself is the attribute ``path``. Lists are joined by ``; ``.
"""

from collections.abc import Mapping

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._xml import column_types, file, name_tokens, tag, text
from vaultkit.graph.model import Graph, Value

SUFFIX = ".graphml"
_EDGE_ATTRIBUTES = ("kind", "weight", "symmetric")


def export(graph: Graph, context: Context) -> bytes:
    """One directed graph with typed attributes; a symmetric edge says so in ``symmetric``."""
    ids = name_tokens(node for node, _ in context.nodes)
    keys = [tag("key", id="vault", for_="graph", **_declared("vault", "string"))]
    types = column_types(row for _, row in context.nodes)
    keys += [tag("key", id=f"n.{key}", for_="node", **_declared(key, kind)) for key, kind in types.items()]
    edge_types = {"kind": "string", "weight": "int", "symmetric": "boolean"}
    keys += [
        tag("key", id=f"e.{key}", for_="edge", **_declared(key, edge_types[key])) for key in _EDGE_ATTRIBUTES
    ]
    body = [tag("data", text(context.vault), key="vault")]
    for node, row in context.nodes:
        body.append(tag("node", *_data("n", row), id=ids[node]))
    for number, edge in enumerate(context.edges):
        row = {"kind": edge.kind, "weight": edge.weight, "symmetric": edge.symmetric}
        ends = {"source": ids[edge.source], "target": ids[edge.target]}
        body.append(tag("edge", *_data("e", row), id=f"e{number}", **ends))
    lines = "".join(f"{line}\n" for line in body)
    graph_tag = tag("graph", "\n", lines, id="vault", edgedefault="directed")
    head = "".join(f"{line}\n" for line in keys)
    schema = "http://graphml.graphdrawing.org/xmlns"
    namespaces = {
        "xmlns": schema,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{schema} {schema}/1.0/graphml.xsd",
    }
    return file(tag("graphml", "\n", head, graph_tag, "\n", **namespaces))


def _declared(name: str, kind: str) -> Mapping[str, str]:
    return {"attr.name": name, "attr.type": kind}


def _data(prefix: str, row: Mapping[str, Value]) -> list[str]:
    return [tag("data", text(value), key=f"{prefix}.{key}") for key, value in row.items()]
