"""How much each note matters, and how the whole hangs together.

Every measure is a pure function of the graph, gives the same numbers from run to run, and works on
what :mod:`vaultkit.graph.arrays` makes of it. What the numbers mean to a reader (names of
communities, gaps, bridges) is said elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import numpy as np

from vaultkit.graph.arrays import Arrays, Floats, Ints, directed, undirected
from vaultkit.graph.model import Graph, edges, is_note, notes

EXACT_BETWEENNESS = 2000
# As many as a processor keeps at hand: twice as quick as a million.
_VISITS_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The share of shortest paths that pass each node.

    ``pivots`` is how many starts were sampled, or None when the paths from all nodes were counted;
    ``error`` is the largest standard error that the sample leaves in a value.
    """

    values: Mapping[str, float]
    pivots: int | None = None
    error: float = 0.0


def components(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """The groups of nodes that hang together, largest first, each sorted."""
    import networkx as nx

    found = (tuple(sorted(part)) for part in nx.weakly_connected_components(graph))
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def links_in(graph: Graph) -> dict[str, int]:
    """How many distinct notes link to each node; a symmetric link counts at both ends."""
    return _distinct(graph, incoming=True)


def links_out(graph: Graph) -> dict[str, int]:
    """How many distinct nodes each node links to; a symmetric link counts at both ends."""
    return _distinct(graph, incoming=False)


def orphans(graph: Graph) -> tuple[str, ...]:
    """The notes that no other note links to and that link to no other note, sorted."""
    return tuple(
        node
        for node in notes(graph)
        if not any(is_note(graph, other) for other in (*graph.successors(node), *graph.predecessors(node)))
    )


def pagerank(graph: Graph, damping: float = 0.85, tolerance: float = 1e-9) -> dict[str, float]:
    """PageRank, summing to 1; each value within ``tolerance`` of the limit.

    A link's share is its weight; a symmetric link leads both ways; the rank of a note without links
    out is spread over all (Page, Brin, Motwani and Winograd 1999). One step shrinks the distance to
    the limit by ``damping``, which gives the bound at which the iteration may stop.
    """
    arrays = directed(graph)
    count = len(arrays.nodes)
    if not count:
        return {}
    source = arrays.source
    out = np.bincount(source, arrays.weight, count)
    share = arrays.weight / out[source]
    loose = out == 0
    rank = np.full(count, 1 / count)
    change = 1.0
    while change * damping / (1 - damping) > tolerance:
        flow = np.bincount(arrays.target, rank[source] * share, count)
        step = (1 - damping) / count + damping * (flow + rank[loose].sum() / count)
        change = float(np.abs(step - rank).sum())
        rank = step
    return dict(zip(arrays.nodes, (rank / rank.sum()).tolist(), strict=True))


def betweenness(
    graph: Graph, seed: int = 0, exact_to: int = EXACT_BETWEENNESS, sample: int = 500
) -> Betweenness:
    """Betweenness of every node over links without direction, normalised to 0–1 (Brandes 2001).

    With more than ``exact_to`` nodes the paths start only at ``sample`` of them, drawn with ``seed``
    (Brandes and Pich 2007), and the answer says from how many, and how far off it may be.
    """
    arrays = undirected(graph)
    count = len(arrays.nodes)
    pivots = None if count <= exact_to else min(sample, count)
    starts = range(count) if pivots is None else sorted(Random(seed).sample(range(count), pivots))
    total, squares = np.zeros(count), np.zeros(count)
    at_once = max(1, _VISITS_AT_ONCE // max(1, len(arrays.target) + count))
    for first in range(0, len(starts), at_once):
        found = _dependencies(arrays, np.array(starts[first : first + at_once], np.int64))
        total += found.sum(axis=0)
        squares += (found * found).sum(axis=0)
    scale = 1.0 if count < 3 else count / (len(starts) * (count - 1) * (count - 2))
    error = 0.0
    if pivots is not None:
        spread = np.maximum(squares - total * total / pivots, 0) * pivots / max(pivots - 1, 1)
        error = float(np.sqrt(spread.max() * (1 - pivots / count))) * scale
    return Betweenness(dict(zip(arrays.nodes, (total * scale).tolist(), strict=True)), pivots, error)


def _dependencies(arrays: Arrays, starts: Ints) -> Floats:
    """A row for each of ``starts``: Brandes' dependency of every node on it, scaled by distance.

    A path counts for a node on it by how far along it the node lies, doubled: from both its ends together
    that is the whole, and a node near one start is not overrated when few starts are drawn (Geisberger,
    Sanders and Schultes 2008). All starts are walked at once, level by level.
    """
    count = len(arrays.nodes)
    # A state is one node as seen from one start: start number × count + node.
    states = np.arange(len(starts)) * count + starts
    distance = np.full(len(starts) * count, -1, np.int64)
    paths = np.zeros(len(starts) * count)
    distance[states] = 0
    paths[states] = 1
    levels: list[tuple[Ints, Ints]] = []
    level = 0
    while len(states):
        level += 1
        near, far = _steps(arrays, states)
        new = distance[far] == -1
        near, far = near[new], far[new]
        distance[far] = level
        paths += np.bincount(far, paths[near], len(paths))
        levels.append((near, far))
        states = np.flatnonzero(distance == level)
    own = 1 / np.maximum(distance, 1)
    dependency = np.zeros(len(paths))
    for near, far in reversed(levels):
        share = np.divide(own + dependency, paths, out=np.zeros(len(paths)), where=paths > 0)
        dependency += paths * np.bincount(near, share[far], len(paths))
    scaled: Floats = (2 * dependency * np.maximum(distance, 0)).reshape(len(starts), count)
    return scaled


def _steps(arrays: Arrays, states: Ints) -> tuple[Ints, Ints]:
    """Every edge that leaves ``states``: the state at its near end and the state at its far end."""
    count = len(arrays.nodes)
    nodes = states % count
    widths = arrays.degree[nodes]
    near = np.repeat(states, widths)
    first = np.repeat(arrays.start[nodes] - np.concatenate(([0], np.cumsum(widths)[:-1])), widths)
    far = np.repeat(states - nodes, widths) + arrays.target[first + np.arange(len(near))]
    return near, far


def _distinct(graph: Graph, incoming: bool) -> dict[str, int]:
    ends: dict[str, set[str]] = {node: set() for node in sorted(graph)}
    for edge in edges(graph):
        near, far = (edge.target, edge.source) if incoming else (edge.source, edge.target)
        if near != far:
            ends[near].add(far)
            if edge.symmetric:
                ends[far].add(near)
    return {node: len(others) for node, others in ends.items()}
