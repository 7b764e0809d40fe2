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

from vaultkit.graph.model import Graph

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
    count = len(nodes)
    (near, far, weight), mutual = _pairs(graph, {node: number for number, node in enumerate(nodes)})
    # Written at one end or at both, a mutual relation is one: the stronger statement counts.
    stronger: dict[tuple[str, int], float] = {}
    for kind, one, other, stated in mutual:
        key = (kind, min(one, other) * count + max(one, other))
        stronger[key] = max(stronger.get(key, 0.0), stated)
    pairs = np.fromiter((pair for _, pair in stronger), np.int64, len(stronger))
    strength = np.fromiter(stronger.values(), np.float64, len(stronger))
    keys = [near * count + far, pairs, pairs % max(count, 1) * count + pairs // max(count, 1)]
    values = [weight, strength, strength]
    if both_ways:
        keys.append(far * count + near)
        values.append(weight)
    found, place = np.unique(np.concatenate(keys), return_inverse=True)
    added = np.bincount(place, np.concatenate(values), len(found)).astype(np.float64)
    start = np.searchsorted(found // max(count, 1), np.arange(count + 1)).astype(np.int64)
    return Arrays(nodes, start, (found % max(count, 1)).astype(np.int64), added)


def _pairs(
    graph: Graph, index: Mapping[str, int]
) -> tuple[tuple[Ints, Ints, Floats], list[tuple[str, int, int, float]]]:
    """The links that have a direction as columns (source, target, weight), and the others with their kind.

    Links of a node to itself are left out.
    """
    sources: list[int] = []
    targets: list[int] = []
    weights: list[float] = []
    mutual: list[tuple[str, int, int, float]] = []
    for node, others in graph.adjacency():
        source = index[node]
        for other, kinds in others.items():
            target = index[other]
            if source == target:
                continue
            for kind, data in kinds.items():
                weight = data.get("weight", 1)
                if data.get("symmetric"):
                    mutual.append((kind, source, target, weight))
                else:
                    sources.append(source)
                    targets.append(target)
                    weights.append(weight)
    columns = np.array(sources, np.int64), np.array(targets, np.int64), np.array(weights, np.float64)
    return columns, mutual
