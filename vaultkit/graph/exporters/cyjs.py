"""Cytoscape's JSON, for cytoscape.js and Cytoscape desktop: elements with data and positions."""

from vaultkit.graph.context import Context
from vaultkit.graph.exporters import _json
from vaultkit.graph.model import Graph, title

SUFFIX = ".cyjs"


def export(graph: Graph, context: Context) -> bytes:
    """Nodes whose ``name`` is the title, as Cytoscape shows it; ``interaction`` of an edge is its kind."""
    nodes = [
        {
            # The row's own `name` is a file name; Cytoscape's is what it prints beside the node.
            # networkx takes the node itself from `value`.
            "data": {
                "id": node,
                "value": node,
                **row,
                "name": title(graph, node),
                "colour": context.colour(node),
            },
            "position": context.places[node]._asdict(),
        }
        for node, row in context.nodes
    ]
    taken = {node for node, _ in context.nodes}
    edges = []
    for number, edge in enumerate(context.edges):
        key = f"e{number}"
        while key in taken:
            key = f"_{key}"
        about = {"interaction": edge.kind, "weight": edge.weight, "symmetric": edge.symmetric}
        edges.append(
            {"data": {"id": key, "source": edge.source, "target": edge.target, "key": edge.kind, **about}}
        )
    about_all = _json.value({"name": context.vault, "shared_name": context.vault})
    return _json.file(
        f'{{"directed": true, "multigraph": true, "data": {about_all},\n'
        f'"elements": {{"nodes": {_json.lines(nodes)},\n"edges": {_json.lines(edges)}}}}}'
    )
