"""A graph with its measures written on the nodes, as the page reads them.

It knows which measures the page offers; how they are found is in ``measures.py`` and ``communities.py``.
"""

from vaultkit.graph.context import Context
from vaultkit.graph.measures import betweenness
from vaultkit.graph.model import Graph

_STARTS = 256
"""From how many nodes of a large graph betweenness is estimated: enough for the size of a dot."""


def measured(context: Context) -> Graph:
    """The context's graph, on whose nodes ``pagerank``, ``betweenness`` and, unless they stand alone,
    ``community`` and ``community_name`` are now written."""
    graph = context.graph
    between = betweenness(graph, context.seed, sample=_STARTS).values
    for node, facts in graph.nodes(data=True):
        facts["pagerank"] = context.pagerank[node]
        facts["betweenness"] = between[node]
        if node in context.community_of:
            facts["community"] = context.community_of[node]
            facts["community_name"] = context.communities[context.community_of[node]].name
    return graph
