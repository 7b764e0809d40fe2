"""Where each note lies on the map.

It knows nodes, links and the community each node is in; it does not know titles, colours or files.
Communities become islands (``islands.py``), packed so that linked ones are neighbours and a name fits
between any two; within an island the notes settle by ``forces.py``. What is on no island lies in tidy
rows under the map. The same graph and seed give the same places, whatever the order in which nodes
were added.

Lengths are in map units: a small note with its room takes about one. y grows downwards.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vaultkit.graph.forces import Floats, Homes, Ints, Springs, part, settle, sunflower
from vaultkit.graph.islands import LOOSE, Links, island_numbers, links_of

if TYPE_CHECKING:
    import networkx as nx

SMALL, LARGE = 0.2, 0.72
ROOM = 0.6


def radii(values: Floats) -> Floats:
    """Disc radii for measured ``values`` ≥ 0: the area grows with the value, up to a cap that tames hubs.

    The cap is the largest value or, when that is far above the rest, the larger of eight times the
    median and four times the 98th percentile.
    """
    if not len(values):
        return values
    top = min(float(values.max()), max(8 * float(np.median(values)), 4 * float(np.percentile(values, 98))))
    share = np.sqrt(np.minimum(values / max(top, 1e-12), 1.0))
    return np.asarray(SMALL + (LARGE - SMALL) * share)


def layout(
    graph: "nx.MultiDiGraph[str]", communities: Mapping[str, int], seed: int = 0
) -> dict[str, tuple[float, float]]:
    """A place (x, y) in map units for every node.

    A node that is missing from ``communities`` is a community of its own.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    links = links_of(graph, nodes)
    islands = island_numbers(nodes, communities, links)
    size = radii(links.degree.astype(float))
    places = np.zeros((len(nodes), 2))
    if (islands >= 0).any():
        places[islands >= 0] = _settled(links, islands, size, seed)
    _rows(places, islands < 0, links)
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    rounded = np.round(places, 3) + 0.0
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, rounded, strict=True)}


def _settled(links: Links, islands: Ints, size: Floats, seed: int) -> Floats:
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
    points = settle(points, charge, springs, homes, 140 if len(here) < 1000 else 110)
    points = _shore(_even(points, homes), homes, seed)
    return part(points, size[here] + 0.11, 40)


def _archipelago(radius: Floats, between: Floats, seed: int) -> Floats:
    """Centres (k × 2) for discs of ``radius``: none overlap; with much ``between`` them they are near."""
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
    """Spread each island over its disc: by the rank of the distance from the middle, and as it settled."""
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


def _rows(places: Floats, out: NDArray[np.bool_], links: Links) -> None:
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
