"""JSON Graph Format, version 2 (https://jsongraphformat.info)."""

from vaultkit.graph.context import Context
from vaultkit.graph.exporters import _json
from vaultkit.graph.model import Graph, title

SUFFIX = ".jgf"


def export(graph: Graph, context: Context) -> bytes:
    """One directed graph; ``relation`` of an edge is its kind, all else is ``metadata``."""
    nodes = {node: {"label": title(graph, node), "metadata": row} for node, row in context.nodes}
    edges = (
        {
            "source": edge.source,
            "target": edge.target,
            "relation": edge.kind,
            "directed": not edge.symmetric,
            "metadata": {"weight": edge.weight, "symmetric": edge.symmetric},
        }
        for edge in context.edges
    )
    return _json.file(
        f'{{"graph": {{"directed": true, "type": "vault", "label": {_json.value(context.vault)},\n'
        f'"nodes": {_json.entries(nodes)},\n"edges": {_json.lines(edges)}}}}}'
    )
