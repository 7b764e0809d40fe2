"""Where each note lies on the map.

It knows nodes, links and the community each node is in; it does not know titles, colours or files.
Communities become islands, packed so that linked ones are neighbours and a name fits between any
two; within an island the notes settle by ``forces.py``. Notes without links, and knots of two or
three that nothing else touches, lie in tidy rows under the map. The same graph and seed give the
same places, whatever the order in which nodes were added.

Lengths are in map units: a small note with its room takes about one. y grows downwards.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vaultkit.graph.forces import Floats, Homes, Ints, Springs, part, settle, sunflower

if TYPE_CHECKING:
    import networkx as nx

SMALL, LARGE = 0.2, 0.72
ROOM = 0.6
LOOSE = 3
MOST = 150


def radii(values: Floats) -> Floats:
    """Disc radii for measured ``values`` ≥ 0: area grows with the value and is capped, so that no hub drowns the map.

    The cap is the largest value or, when hubs stand far above the rest, four times the 98th percentile.
    """
    if not len(values):
        return values
    top = min(float(values.max()), max(8 * float(np.median(values)), 4 * float(np.percentile(values, 98))))
    share = np.sqrt(np.minimum(values / max(top, 1e-12), 1.0))
    return np.asarray(SMALL + (LARGE - SMALL) * share)


def layout(
    graph: "nx.MultiDiGraph[str]", communities: Mapping[str, int], seed: int = 0
) -> dict[str, tuple[float, float]]:
    """A place (x, y) in map units for every node; a node missing from ``communities`` is a community of its own."""
    nodes = sorted(graph)
    if not nodes:
        return {}
    links = _links(graph, nodes)
    islands = _islands(nodes, communities, links)
    size = radii(links.degree.astype(float))
    places = np.zeros((len(nodes), 2))
    if (islands >= 0).any():
        places[islands >= 0] = _settled(links, islands, size, seed)
    _rows(places, islands < 0, links)
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    rounded = np.round(places, 3) + 0.0
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, rounded, strict=True)}


def islands(graph: "nx.MultiDiGraph[str]", communities: Mapping[str, int]) -> dict[str, int]:
    """The island that ``layout`` puts each node on, 0 for the largest; -1 for the rows under the map."""
    nodes = sorted(graph)
    return dict(zip(nodes, _islands(nodes, communities, _links(graph, nodes)).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Links:
    """Each linked pair once (one < other), how often they are linked, and every node's number of partners."""

    one: Ints
    other: Ints
    weight: Floats
    degree: Ints


def _links(graph: "nx.MultiDiGraph[str]", nodes: list[str]) -> _Links:
    number = {node: place for place, node in enumerate(nodes)}
    count = len(nodes)
    rows = [(number[a], number[b], weight or 1) for a, b, weight in graph.edges(data="weight", default=1) if a != b]
    if not rows:
        none = np.zeros(0, dtype=np.int64)
        return _Links(none, none, np.zeros(0), np.zeros(count, dtype=np.int64))
    table = np.array(rows, dtype=float)
    ends = np.sort(table[:, :2].astype(np.int64), axis=1)
    key, inverse = np.unique(ends[:, 0] * count + ends[:, 1], return_inverse=True)
    one, other = key // count, key % count
    weight = np.log1p(np.bincount(inverse, table[:, 2]))
    return _Links(one, other, weight, np.bincount(one, minlength=count) + np.bincount(other, minlength=count))


def _knots(links: _Links, count: int) -> Ints:
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


def _islands(nodes: list[str], communities: Mapping[str, int], links: _Links) -> Ints:
    """Island numbers, largest island first; -1 for knots, and for what is left after MOST islands.

    A community too small to stand in the sea by itself joins the one that it has most links with.
    """
    keys: list[int | str] = [communities.get(node, node) for node in nodes]
    ashore = _knots(links, len(nodes)) < 0
    size = Counter(key for key, kept in zip(keys, ashore.tolist(), strict=True) if kept)
    least = max(LOOSE + 1, round(size.total() * 0.004))
    ties: dict[int | str, Counter[int | str]] = {key: Counter() for key in size}
    for one, other, weight in zip(links.one.tolist(), links.other.tolist(), links.weight.tolist(), strict=True):
        a, b = keys[one], keys[other]
        if a != b:
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


def _settled(links: _Links, islands: Ints, size: Floats, seed: int) -> Floats:
    """Places of the nodes that are on islands, in node order."""
    here = np.flatnonzero(islands >= 0)
    number = np.full(len(islands), -1)
    number[here] = np.arange(len(here))
    inside = (number[links.one] >= 0) & (number[links.other] >= 0)
    one, other, weight = number[links.one[inside]], number[links.other[inside]], links.weight[inside]
    island, degree, room = islands[here], links.degree[here], size[here] + ROOM / 2
    count = int(island.max()) + 1

    disc = np.sqrt(1.12 * np.bincount(island, (2 * room) ** 2, count) / np.pi) + 0.4
    gap = np.minimum(1.0 + 0.115 * float(np.sqrt((disc**2).sum())), 0.6 + 0.9 * disc)
    between = np.zeros((count, count))
    np.add.at(between, (island[one], island[other]), weight)
    centre = _archipelago(disc + gap / 2, between + between.T, seed)
    homes = Homes(centre, disc, island)

    points = np.zeros((len(here), 2))
    chance = np.random.default_rng(seed)
    for place in range(count):
        own = np.flatnonzero(island == place)
        points[chance.permutation(own)] = centre[place] + disc[place] * sunflower(len(own))
    same = island[one] == island[other]
    tame = np.sqrt(np.maximum(np.maximum(degree[one], degree[other]) / 12.0, 1.0))
    springs = Springs(one, other, np.where(same, 6.0, 0.35) * weight / tame)
    charge = 1.0 + np.minimum(degree, 40) / 10.0
    points = settle(points, charge, springs, homes, 160 if len(here) < 4000 else 110)
    points = _shore(_even(points, homes), homes, seed)
    points = part(points, size[here] + 0.11, 40)
    return points


def _archipelago(radius: Floats, between: Floats, seed: int) -> Floats:
    """Centres (k × 2) for discs of ``radius`` that do not overlap; pairs with much ``between`` them are near."""
    count = len(radius)
    turn = np.random.default_rng(seed).uniform(0, 2 * np.pi)
    start = sunflower(count) @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points: Floats = start * float(np.sqrt((radius**2).sum()))
    affinity = between / np.sqrt(np.maximum(np.outer(between.sum(1), between.sum(1)), 1e-9))
    np.fill_diagonal(affinity, 0.0)
    affinity /= max(float(affinity.sum(1).max()), 1e-9)
    share = (radius**2 / (radius[:, None] ** 2 + radius[None, :] ** 2)).T
    rounds = 400 if count <= 120 else 160
    for turn_number in range(rounds):
        grown = min(1.0, 0.15 + 1.1 * turn_number / rounds)
        way = points[None, :, :] - points[:, None, :]
        length = np.hypot(way[..., 0], way[..., 1])
        np.fill_diagonal(length, np.inf)
        lack = np.maximum(grown * (radius[:, None] + radius[None, :]) - length, 0.0)
        np.fill_diagonal(lack, 0.0)
        cool = 1 - turn_number / rounds
        pull = (affinity[..., None] * way).sum(axis=1) * 0.12 * cool
        home = points * np.array([0.006, 0.032]) * (0.15 + cool)
        push = (way * (lack * share / length)[..., None]).sum(axis=1)
        points = points + pull - home - 0.55 * push
    off = points - points.mean(axis=0)
    across = np.linalg.eigh(off.T @ off)[1][:, ::-1]
    across *= np.where(across.sum(axis=0) < 0, -1.0, 1.0)
    return part(points @ across, radius, 300)


def _even(points: Floats, homes: Homes) -> Floats:
    """Spread each island over its disc: half by the rank of the distance from the middle, half as it settled."""
    spread = points.copy()
    for place, (centre, radius) in enumerate(zip(homes.centre, homes.radius, strict=True)):
        own = np.flatnonzero(homes.of == place)
        off = points[own] - points[own].mean(axis=0)
        far = np.hypot(off[:, 0], off[:, 1])
        rank = np.empty(len(own))
        rank[np.argsort(far, kind="stable")] = np.sqrt((np.arange(len(own)) + 0.5) / len(own))
        scaled = far / max(float(np.quantile(far, 0.95)), 1e-9)
        wanted = (radius - 0.4) * np.minimum(0.6 * rank + 0.4 * scaled, 1.08)
        spread[own] = centre + off * (wanted / np.maximum(far, 1e-9))[:, None]
    return spread


def _shore(points: Floats, homes: Homes, seed: int) -> Floats:
    """Give each island a shape of its own: three low waves on its radius, the area about the same."""
    chance = np.random.default_rng(seed + 1)
    waves = np.array([2.0, 3.0, 5.0])
    height = chance.uniform(0.4, 1.0, (len(homes.radius), 3)) * np.array([0.1, 0.07, 0.035])
    turn = chance.uniform(0, 2 * np.pi, (len(homes.radius), 3))
    off = points - homes.centre[homes.of]
    angle = np.arctan2(off[:, 1], off[:, 0])[:, None]
    swell = 1.0 + (height[homes.of] * np.cos(waves * angle + turn[homes.of])).sum(axis=1)
    return np.asarray(homes.centre[homes.of] + off * swell[:, None])


def _rows(places: Floats, out: NDArray[np.bool_], links: _Links) -> None:
    """Put the nodes marked ``out`` in rows under the others, linked ones first; changes ``places``."""
    if not out.any():
        return
    mate = np.arange(len(out))
    for _ in range(LOOSE):
        np.minimum.at(mate, links.one, mate[links.other])
        np.minimum.at(mate, links.other, mate[links.one])
    order = sorted(np.flatnonzero(out).tolist(), key=lambda node: (links.degree[node] == 0, mate[node], node))
    on = ~out
    low, high = (places[on].min(axis=0), places[on].max(axis=0)) if on.any() else (np.zeros(2), np.zeros(2))
    step = 1.15
    width = max(6, int(min(0.72 * (high[0] - low[0]) / step, 4 * len(order) ** 0.5 + 8)))
    across = min(width, len(order))
    left = (low[0] + high[0]) / 2 - (across - 1) * step / 2
    top = high[1] + 2.2 + 0.05 * (high[1] - low[1])
    for place, node in enumerate(order):
        row, column = divmod(place, across)
        places[node] = left + (column + 0.5 * (row % 2)) * step, top + row * step * 0.9
