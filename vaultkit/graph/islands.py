"""Which island of the map each note is on.

It knows links and communities; it does not know places. A community is an island, unless it is too
small to stand in the sea by itself: then it joins the one that it has most links with. Notes without
links, and knots of two or three that nothing else touches, are on none.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vaultkit.graph.forces import Floats, Ints

if TYPE_CHECKING:
    import networkx as nx

LOOSE = 3
MOST = 150
LEAST_SHARE = 0.004
ALONE = -1


def islands(graph: "nx.MultiDiGraph[str]", communities: Mapping[str, int]) -> dict[str, int]:
    """The island of each node, 0 for the largest; ALONE (-1) for those in the rows under the map."""
    nodes = sorted(graph)
    return dict(zip(nodes, island_numbers(nodes, communities, links_of(graph, nodes)).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Links:
    """Each linked pair once (one < other), how often they are linked, and every node's number of partners."""

    one: Ints
    other: Ints
    weight: Floats
    degree: Ints


def links_of(graph: "nx.MultiDiGraph[str]", nodes: list[str]) -> Links:
    """The links of ``graph``: nodes are places in ``nodes``, a weight is log(1 + times written)."""
    number = {node: place for place, node in enumerate(nodes)}
    count = len(nodes)
    rows = [
        (number[a], number[b], data.get("weight") or 1)
        for a, others in graph.adjacency()
        for b, kinds in others.items()
        if a != b
        for data in kinds.values()
    ]
    if not rows:
        none = np.zeros(0, dtype=np.int64)
        return Links(none, none, np.zeros(0), np.zeros(count, dtype=np.int64))
    table = np.array(rows, dtype=float)
    ends = np.sort(table[:, :2].astype(np.int64), axis=1)
    key, inverse = np.unique(ends[:, 0] * count + ends[:, 1], return_inverse=True)
    one, other = key // count, key % count
    weight = np.log1p(np.bincount(inverse, table[:, 2]))
    return Links(one, other, weight, np.bincount(one, minlength=count) + np.bincount(other, minlength=count))


def _knots(links: Links, count: int) -> Ints:
    """For each node the number of its component when that has at most LOOSE nodes, else -1.

    Labels spread along links for a few rounds. Two labels that still meet at a link then belong to
    something larger than a knot; a label that meets no other is a whole component.
    """
    label = np.arange(count)
    for _ in range(LOOSE):
        least = np.minimum(label[links.one], label[links.other])
        np.minimum.at(label, links.one, least)
        np.minimum.at(label, links.other, least)
    whole = np.bincount(label, minlength=count) <= LOOSE
    meet = label[links.one] != label[links.other]
    whole[label[links.one[meet]]] = False
    whole[label[links.other[meet]]] = False
    return np.where(whole[label], label, -1)


def island_numbers(nodes: list[str], communities: Mapping[str, int], links: Links) -> Ints:
    """Island numbers, largest island first; -1 for knots, and for what is left after MOST islands.

    A community too small to stand in the sea by itself joins the one that it has most links with.
    """
    keys: list[int | str] = [communities.get(node, node) for node in nodes]
    ashore = _knots(links, len(nodes)) < 0
    size = Counter(key for key, kept in zip(keys, ashore.tolist(), strict=True) if kept)
    least = max(LOOSE + 1, round(size.total() * LEAST_SHARE))
    ties: dict[int | str, Counter[int | str]] = {key: Counter() for key in size}
    for one, other, weight in zip(
        links.one.tolist(), links.other.tolist(), links.weight.tolist(), strict=True
    ):
        a, b = keys[one], keys[other]
        if a != b and ashore[one]:
            ties[a][b] += weight
            ties[b][a] += weight
    host: dict[int | str, int | str] = {}
    for key in sorted(size, key=lambda key: (size[key], str(key))):
        if size[key] < least and (found := _host(key, ties, host, size)) is not None:
            host[key] = found
            size[found] += size[key]
    settled = [_last(key, host) for key in keys]
    ranked = sorted(set(size) - set(host), key=lambda key: (-size[key], str(key)))[:MOST]
    number = {key: place for place, key in enumerate(ranked)}
    return np.where(ashore, [number.get(key, -1) for key in settled], -1).astype(np.int64)


def _host(
    key: int | str,
    ties: Mapping[int | str, Counter[int | str]],
    host: Mapping[int | str, int | str],
    size: Mapping[int | str, int],
) -> int | str | None:
    pull: Counter[int | str] = Counter()
    for other, weight in ties[key].items():
        pull[_last(other, host)] += weight
    pull.pop(key, None)
    return max(pull, key=lambda other: (pull[other], size[other], str(other)), default=None)


def _last(key: int | str, host: Mapping[int | str, int | str]) -> int | str:
    while key in host:
        key = host[key]
    return key
