"""Two tables, nodes and edges, with the headers that Gephi's spreadsheet import looks for."""

from collections.abc import Mapping

from vaultkit.graph.context import Context
from vaultkit.graph.exporters._csv import table
from vaultkit.graph.model import NODE_ATTRIBUTES, Graph, title

SUFFIX = ".csv"
_MEASURES = ("links_in", "links_out", "pagerank", "community", "community_name")


def export(graph: Graph, context: Context) -> Mapping[str, bytes]:
    """``nodes`` (Id, Label, attributes) and ``edges`` (Source, Target, Type, Kind, Weight)."""
    columns = [key for key in (*NODE_ATTRIBUTES, *_MEASURES) if key != "title"]
    nodes = (
        (node, title(graph, node), *(row.get(column, "") for column in columns))
        for node, row in context.nodes
    )
    edges = (
        (edge.source, edge.target, "Undirected" if edge.symmetric else "Directed", edge.kind, edge.weight)
        for edge in context.edges
    )
    return {
        "nodes": table(("Id", "Label", *columns), nodes),
        "edges": table(("Source", "Target", "Type", "Kind", "Weight"), edges),
    }
