"""What a reader asks of the map: the way from one note to another, what lies near, what hangs by a thread."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from vaultkit.graph.arrays import Arrays, undirected
from vaultkit.graph.model import Edge, Graph, edges


class Step(NamedTuple):
    """One step of a way: the node it leads to, and the links that carry it, in whichever direction."""

    node: str
    links: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A pair whose link is the only way between two parts; ``near`` notes lie on the side of ``source``."""

    source: str
    target: str
    near: int
    far: int


@dataclass(frozen=True, slots=True)
class Joint:
    """A node without which its part falls into pieces of these sizes, largest first."""

    node: str
    pieces: tuple[int, ...]


def shortest_path(graph: Graph, start: str, end: str) -> tuple[Step, ...]:
    """The fewest steps from ``start`` to ``end`` over links in either direction; empty when there is no way.

    The first step is ``start`` itself. Of several shortest ways the one whose nodes have the fewest
    neighbours is taken: it says more than one through an index note.
    """
    arrays = undirected(graph)
    first, last = arrays.index[start], arrays.index[end]
    distance = _distances(arrays, last)
    if distance[first] is None:
        return ()
    widths = arrays.degree.tolist()
    way = [first]
    cost = _gentlest(arrays, distance, last, widths)
    while way[-1] != last:
        here = way[-1]
        nearer = [other for other in arrays.rows[here] if distance[other] == _left(distance, here) - 1]
        way.append(min(nearer, key=lambda other: (cost[other], other)))
    names = [arrays.nodes[number] for number in way]
    steps = [Step(start, ())]
    steps += (Step(far, links_between(graph, near, far)) for near, far in pairwise(names))
    return tuple(steps)


def near(graph: Graph, start: str, depth: int = 1) -> tuple[tuple[str, ...], ...]:
    """The nodes at each distance from ``start``, from 0 (itself) to ``depth``, each sorted."""
    arrays = undirected(graph)
    rings: list[list[str]] = [[] for _ in range(depth + 1)]
    for number, distance in enumerate(_distances(arrays, arrays.index[start])):
        if distance is not None and distance <= depth:
            rings[distance].append(arrays.nodes[number])
    while len(rings) > 1 and not rings[-1]:
        rings.pop()
    return tuple(map(tuple, rings))


def links_between(graph: Graph, one: str, other: str) -> tuple[Edge, ...]:
    """All links between two nodes, those from ``one`` first; what both say of each other is given once."""
    pair = graph.subgraph((one, other))
    found = sorted(edge for edge in edges(pair) if edge.source != edge.target)
    mutual = {edge.kind for edge in found if edge.symmetric and edge.source == one}
    kept = [edge for edge in found if edge.source == one or not (edge.symmetric and edge.kind in mutual)]
    return tuple(sorted(kept, key=lambda edge: edge.source != one))


def bridges(graph: Graph, least: int = 2) -> tuple[Bridge, ...]:
    """Pairs whose link is the only one between two parts of at least ``least`` nodes, most even first."""
    found, _ = _weak_spots(undirected(graph))
    chosen = [bridge for bridge in found if min(bridge.near, bridge.far) >= least]
    return tuple(sorted(chosen, key=lambda b: (-min(b.near, b.far), -b.near - b.far, b.source, b.target)))


def joints(graph: Graph, least: int = 2) -> tuple[Joint, ...]:
    """Nodes that alone hold two or more pieces of at least ``least`` nodes together, most weighty first."""
    _, found = _weak_spots(undirected(graph))
    chosen = [joint for joint in found if joint.pieces[1] >= least]
    return tuple(sorted(chosen, key=lambda joint: (-sum(joint.pieces[1:]), joint.node)))


def _distances(arrays: Arrays, start: int) -> list[int | None]:
    distance: list[int | None] = [None] * len(arrays.nodes)
    distance[start] = 0
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for other in arrays.rows[here]:
            if distance[other] is None:
                distance[other] = _left(distance, here) + 1
                queue.append(other)
    return distance


def _left(distance: Sequence[int | None], node: int) -> int:
    found = distance[node]
    assert found is not None
    return found


def _gentlest(arrays: Arrays, distance: list[int | None], last: int, widths: list[int]) -> dict[int, int]:
    """For each node that can reach ``last``, the fewest neighbours that a shortest way from it passes."""
    reached = [number for number, steps in enumerate(distance) if steps is not None]
    cost = {last: 0}
    for node in sorted(reached, key=lambda number: (_left(distance, number), number)):
        if node != last:
            steps = _left(distance, node) - 1
            cost[node] = widths[node] + min(
                cost[other] for other in arrays.rows[node] if distance[other] == steps
            )
    return cost


def _weak_spots(arrays: Arrays) -> tuple[list[Bridge], list[Joint]]:
    """Bridges and joints by depth-first search with low points (Hopcroft and Tarjan 1973)."""
    count = len(arrays.nodes)
    entered, low, size = [0] * count, [0] * count, [1] * count
    cut: list[list[int]] = [[] for _ in range(count)]
    found: list[tuple[int, int]] = []
    part: list[int] = [0] * count
    clock = 0
    for root in range(count):
        if entered[root]:
            continue
        clock += 1
        entered[root] = low[root] = clock
        members = [root]
        stack = [(root, -1, iter(arrays.rows[root]))]
        while stack:
            node, parent, others = stack[-1]
            for other in others:
                if not entered[other]:
                    clock += 1
                    entered[other] = low[other] = clock
                    members.append(other)
                    stack.append((other, node, iter(arrays.rows[other])))
                    break
                if other != parent:
                    low[node] = min(low[node], entered[other])
            else:
                stack.pop()
                if parent >= 0:
                    size[parent] += size[node]
                    low[parent] = min(low[parent], low[node])
                    if low[node] >= entered[parent]:
                        cut[parent].append(size[node])
                    if low[node] > entered[parent]:
                        found.append((parent, node))
        for node in members:
            part[node] = len(members)
    bridges_ = [
        Bridge(arrays.nodes[near], arrays.nodes[far], part[near] - size[far], size[far])
        for near, far in found
    ]
    return bridges_, [
        joint for node in range(count) if (joint := _joint(arrays, node, cut[node], part[node]))
    ]


def _joint(arrays: Arrays, node: int, pieces: list[int], whole: int) -> Joint | None:
    rest = whole - 1 - sum(pieces)
    parts = sorted((*pieces, rest) if rest else pieces, reverse=True)
    return Joint(arrays.nodes[node], tuple(parts)) if len(parts) > 1 else None
