"""Node-link JSON, as networkx and d3 read it."""

from vaultkit.graph.context import Context
from vaultkit.graph.exporters import _json
from vaultkit.graph.model import Graph

SUFFIX = ".json"


def export(graph: Graph, context: Context) -> bytes:
    """The graph for ``networkx.node_link_graph``; every attribute and measure is kept, lists as lists."""
    nodes = ({"id": node, **row} for node, row in context.nodes)
    edges = (
        {
            "source": edge.source,
            "target": edge.target,
            "key": edge.kind,
            "kind": edge.kind,
            "weight": edge.weight,
            "symmetric": edge.symmetric,
        }
        for edge in context.edges
    )
    names = [community.name for community in context.communities]
    about = _json.value({"vault": context.vault, "communities": names})
    return _json.file(
        f'{{"directed": true, "multigraph": true, "graph": {about},\n'
        f'"nodes": {_json.lines(nodes)},\n"edges": {_json.lines(edges)}}}'
    )
