"""What an exporter may ask about a graph beyond its nodes and edges, worked out once and only when asked.

Measures, communities, positions, colours and the rows that every table-like format writes. Knows no
format, and no file.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from vaultkit.graph.communities import Community, communities, community_of
from vaultkit.graph.measures import links_in, links_out, pagerank
from vaultkit.graph.model import NODE_ATTRIBUTES, Edge, Graph, Value, edges

# Paul Tol's "bright" and "muted" hues, told apart by most colour-blind readers; the rest share grey.
PALETTE = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377",
    "#332288", "#cc6677", "#117733", "#999933", "#44aa99", "#882255",
)  # fmt: skip
GREY = "#9a9a9a"
# Pixels in one map unit, so that the discs that the layout made room for have the radii given here.
_UNIT = 28


class Place(NamedTuple):
    """Where a node stands on the map; y grows downward."""

    x: float
    y: float


class Context:
    """Answers about one graph: the same graph, seed and settings give the same answers."""

    def __init__(
        self,
        graph: Graph,
        *,
        seed: int = 0,
        weaken: frozenset[str] = frozenset(),
        groups: Mapping[str, str] | None = None,
        meaning: Mapping[str, str] | None = None,
        places: Mapping[str, Place] | None = None,
        say: Callable[[str], None] = lambda message: None,
    ) -> None:
        """What to answer about, and how.

        ``weaken`` are nodes whose links pull less. ``groups`` gives nodes colours of the user's own and
        ``meaning`` names those colours. ``places`` fixes the map. ``say`` hears remarks for the user.
        """
        self.graph = graph
        self.seed = seed
        self.weaken = weaken
        self.say = say
        self.groups: Mapping[str, str] = groups or {}
        self.meaning: Mapping[str, str] = meaning or {}
        self._places = places

    @property
    def vault(self) -> str:
        """The name of the vault."""
        return str(self.graph.graph.get("vault", ""))

    @cached_property
    def communities(self) -> tuple[Community, ...]:
        """The communities, largest first."""
        return communities(self.graph, self.seed, weaken=self.weaken, rank=self.pagerank)

    @cached_property
    def community_of(self) -> Mapping[str, int]:
        """The number of each node's community; nodes without links have none."""
        return community_of(self.communities)

    @cached_property
    def pagerank(self) -> Mapping[str, float]:
        """PageRank, rounded so that two machines print the same digits."""
        return {node: round(rank, 10) for node, rank in pagerank(self.graph).items()}

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where each node stands on the map."""
        if self._places is not None:
            return self._places
        from vaultkit.graph.layout import layout

        found = layout(self.graph, self.community_of, self.seed)
        return {node: Place(round(x * _UNIT, 1), round(y * _UNIT, 1)) for node, (x, y) in found.items()}

    def colour(self, node: str) -> str:
        """``#rrggbb``: the user's own colour group if there is one, else that of the community."""
        if node in self.groups:
            return self.groups[node]
        number = self.community_of.get(node, len(PALETTE))
        return PALETTE[number] if number < len(PALETTE) else GREY

    @cached_property
    def legend(self) -> Sequence[tuple[str, str, int]]:
        """What each colour means: colour, name, how many nodes; grey, for all others, comes last."""
        counts = Counter(self.colour(node) for node in self.graph)
        meaning = dict(self.meaning)
        for community in self.communities[: len(PALETTE)]:
            meaning.setdefault(PALETTE[community.number], community.name)
        rows = [(colour, name, counts[colour]) for colour, name in meaning.items() if counts[colour]]
        rows += [(GREY, "other", counts[GREY])] if counts[GREY] and GREY not in meaning else []
        return rows

    @cached_property
    def radius(self) -> Mapping[str, float]:
        """A radius for each node, 4 to 20: its area grows with PageRank."""
        top = max(self.pagerank.values(), default=1.0)
        return {node: round(4 + 16 * (rank / top) ** 0.5, 2) for node, rank in self.pagerank.items()}

    @cached_property
    def nodes(self) -> Sequence[tuple[str, dict[str, Value]]]:
        """Each node and its attributes, measures included, sorted by id; the keys are in a fixed order."""
        incoming, outgoing = links_in(self.graph), links_out(self.graph)
        rows = []
        for node in sorted(self.graph):
            data = self.graph.nodes[node]
            row = {key: data[key] for key in NODE_ATTRIBUTES if key in data}
            row |= {"links_in": incoming[node], "links_out": outgoing[node], "pagerank": self.pagerank[node]}
            if node in self.community_of:
                number = self.community_of[node]
                row |= {"community": number, "community_name": self.communities[number].name}
            rows.append((node, row))
        return rows

    @cached_property
    def edges(self) -> Sequence[Edge]:
        """All edges, sorted by source, target and kind."""
        return sorted(edges(self.graph))

    @cached_property
    def drawn_edges(self) -> Sequence[Edge]:
        """The edges for a picture: a symmetric pair that is written from both ends is drawn once."""
        seen: set[tuple[frozenset[str], str]] = set()
        kept = []
        for edge in self.edges:
            pair = (frozenset((edge.source, edge.target)), edge.kind)
            if edge.symmetric and pair in seen:
                continue
            seen.add(pair)
            kept.append(edge)
        return kept
