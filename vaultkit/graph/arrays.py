"""A graph as numbered nodes and flat arrays: the form in which measuring thousands of notes is quick.

Nodes are numbered in the order of their sorted ids, so that no measure depends on the order in which
a vault was listed or on the hash seed. Edges of one pair are added up over their kinds; a symmetric
edge that is written from both ends counts once. Knows nothing of titles or kinds of nodes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from vaultkit.graph.model import Graph, edges

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Arrays:
    """Compressed rows: the neighbours of node ``i`` are ``target[start[i]:start[i + 1]]``, ascending.

    ``start`` has one item more than there are nodes; ``weight`` runs parallel to ``target``.
    """

    nodes: tuple[str, ...]
    start: Ints
    target: Ints
    weight: Floats

    @cached_property
    def index(self) -> Mapping[str, int]:
        """The number of each node."""
        return {node: number for number, node in enumerate(self.nodes)}

    @property
    def source(self) -> Ints:
        """The node at the near end of each entry of ``target``."""
        return np.repeat(np.arange(len(self.nodes)), self.degree)

    @property
    def degree(self) -> Ints:
        """How many distinct neighbours each node has."""
        return np.diff(self.start)

    @cached_property
    def rows(self) -> list[list[int]]:
        """The neighbours of each node as plain lists, for walks that numpy cannot speed up."""
        flat, start = self.target.tolist(), self.start.tolist()
        return [flat[start[i] : start[i + 1]] for i in range(len(self.nodes))]


def directed(graph: Graph) -> Arrays:
    """The links of ``graph`` from source to target, symmetric ones both ways, self links left out."""
    return _pack(graph, both_ways=False)


def undirected(graph: Graph) -> Arrays:
    """The links of ``graph`` without direction: each pair appears in the rows of both its ends."""
    return _pack(graph, both_ways=True)


def _pack(graph: Graph, both_ways: bool) -> Arrays:
    nodes = tuple(sorted(graph))
    index = {node: number for number, node in enumerate(nodes)}
    count = len(nodes)
    plain: dict[int, float] = {}
    mutual: dict[tuple[str, int], float] = {}
    for edge in edges(graph):
        source, target = index[edge.source], index[edge.target]
        if source == target:
            continue
        pair = source * count + target
        back = target * count + source
        if edge.symmetric:
            # Written at one end or at both, it is one relation: the stronger statement counts.
            key = (edge.kind, min(pair, back))
            mutual[key] = max(mutual.get(key, 0.0), edge.weight)
        else:
            plain[pair] = plain.get(pair, 0.0) + edge.weight
            if both_ways:
                plain[back] = plain.get(back, 0.0) + edge.weight
    for (_, pair), weight in mutual.items():
        back = pair % count * count + pair // count
        plain[pair] = plain.get(pair, 0.0) + weight
        plain[back] = plain.get(back, 0.0) + weight
    keys = np.fromiter(plain.keys(), np.int64, len(plain))
    values = np.fromiter(plain.values(), np.float64, len(plain))
    order = np.argsort(keys)
    keys, values = keys[order], values[order]
    rows = keys // max(count, 1)
    start = np.searchsorted(rows, np.arange(count + 1)).astype(np.int64)
    return Arrays(nodes, start, keys % max(count, 1), values)
