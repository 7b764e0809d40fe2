"""The map in figures: what there is, what matters most, what hangs apart. Counts and names, no format."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vaultkit.graph.communities import modularity
from vaultkit.graph.context import Context
from vaultkit.graph.measures import betweenness, components, orphans
from vaultkit.graph.model import Graph
from vaultkit.graph.select import find_hubs


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of one graph.

    ``nodes`` counts by kind, ``types`` notes by their type ("" for none), ``edges`` links by kind with a
    pair of symmetric links as one; ``components`` are sizes, largest first; ``hubs`` index notes.
    """

    vault: str
    nodes: Mapping[str, int]
    types: Mapping[str, int]
    edges: Mapping[str, int]
    components: tuple[int, ...]
    modularity: float
    stubs: int
    orphans: tuple[str, ...]
    hubs: tuple[str, ...]

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return self.nodes.get("note", 0)

    @property
    def links(self) -> int:
        """How many links there are."""
        return sum(self.edges.values())


def summarize(graph: Graph, context: Context) -> Summary:
    """The figures of ``graph``; counts stand from the most frequent down."""
    facts = [data for _, data in graph.nodes(data=True)]
    notes = [data for data in facts if data.get("kind", "note") == "note"]
    groups = [community.members for community in context.communities]
    return Summary(
        vault=context.vault,
        nodes=_counted(Counter(data.get("kind", "note") for data in facts)),
        types=_counted(Counter(data.get("type", "") for data in notes)),
        edges=_counted(Counter(edge.kind for edge in context.drawn_edges)),
        components=tuple(len(part) for part in components(graph)),
        modularity=round(modularity(graph, groups), 4),
        stubs=sum(data.get("stub") is True for data in notes),
        orphans=orphans(graph),
        hubs=tuple(sorted(find_hubs(graph))),
    )


def statistics(graph: Graph, context: Context) -> dict[str, Any]:
    """Everything that is measured, as JSON values: the summary, the communities, and a row for each node."""
    between = betweenness(graph, context.seed)
    rows = [
        {"id": node, **row, "betweenness": round(between.values[node], 10)} for node, row in context.nodes
    ]
    return {
        **asdict(summarize(graph, context)),
        "betweenness_sample": between.pivots,
        "betweenness_error": round(between.error, 10),
        "communities": [asdict(community) for community in context.communities],
        "measures": rows,
    }


def _counted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
