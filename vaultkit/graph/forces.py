"""Forces between points in the plane: what makes a layout settle.

It knows points, weights, masses and homes. It does not know notes, links or communities: that is
``layout.py``. Lengths are in map units: one unit is about the room that one small note takes.

Notes repel each other by 1/distance, links attract by log(1 + distance) (the LinLog energy of Noack
2007, as in ForceAtlas2), and each home disc carries a background charge that cancels the charge of
its notes. A 2-D gas of like charges on such a background fills its disc evenly, and discs do not
feel each other from afar: so islands stay where they were put, without a gravity to tune.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Springs:
    """Links as three columns: two point numbers and how strongly the link pulls."""

    one: Ints
    other: Ints
    pull: Floats


@dataclass(frozen=True, slots=True)
class Homes:
    """Discs: centres (k × 2), radii (k), and for each point the number of the disc it lives in."""

    centre: Floats
    radius: Floats
    of: Ints


class ChargeGrid:
    """Repulsion of all points at once: charge spread on a square grid, convolved with log r by FFT."""

    __slots__ = ("_background", "_cell", "_kernel", "_low", "_side")

    def __init__(self, low: Floats, size: float, side: int) -> None:
        self._side, self._low, self._cell = side, low, size / (side - 4)
        ring = np.minimum(np.arange(2 * side), 2 * side - np.arange(2 * side)).astype(float)
        self._kernel: NDArray[np.complex128] = np.fft.rfft2(
            0.5 * np.log(ring[:, None] ** 2 + ring[None, :] ** 2 + 0.5)
        )
        self._background = np.zeros((side, side))

    def set_background(self, points: Floats, charge: Floats) -> None:
        """Put a fixed opposite charge on the grid."""
        self._background = -self._deposit(*self._corners(points), charge)

    def push(self, points: Floats, charge: Floats) -> Floats:
        """The force (n × 2) on a unit charge at each of ``points``."""
        side = self._side
        corners, parts = self._corners(points)
        field = self._deposit(corners, parts, charge) + self._background
        spectrum = np.fft.rfft2(field, (2 * side, 2 * side)) * self._kernel
        potential = np.fft.irfft2(spectrum, (2 * side, 2 * side))[:side, :side]
        slope_x, slope_y = np.zeros((side, side)), np.zeros((side, side))
        slope_x[1:-1] = (potential[2:] - potential[:-2]) / (2 * self._cell)
        slope_y[:, 1:-1] = (potential[:, 2:] - potential[:, :-2]) / (2 * self._cell)
        flat_x, flat_y = slope_x.ravel(), slope_y.ravel()
        return np.stack(
            [(flat_x[corners] * parts).sum(axis=0), (flat_y[corners] * parts).sum(axis=0)], axis=1
        )

    def _corners(self, points: Floats) -> tuple[Ints, Floats]:
        """For each point the four grid cells around it (4 × n) and its share in each."""
        spot = np.clip((points - self._low) / self._cell + 2, 0, self._side - 1.001)
        base = spot.astype(np.int64)
        x: Floats = spot[:, 0] - base[:, 0]
        y: Floats = spot[:, 1] - base[:, 1]
        first = base[:, 0] * self._side + base[:, 1]
        cells = np.stack([first, first + 1, first + self._side, first + self._side + 1])
        return cells, np.stack([(1 - x) * (1 - y), (1 - x) * y, x * (1 - y), x * y])

    def _deposit(self, corners: Ints, parts: Floats, charge: Floats) -> Floats:
        side = self._side
        spread = np.bincount(corners.ravel(), (parts * charge).ravel(), side * side)
        return np.asarray(spread, dtype=np.float64).reshape(side, side)


def sunflower(count: int) -> Floats:
    """``count`` points that fill the unit disc evenly, from the middle outwards."""
    turn = np.arange(count)
    radius, angle = np.sqrt((turn + 0.5) / max(count, 1)), turn * 2.399963229728653
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def settle(points: Floats, charge: Floats, springs: Springs, homes: Homes, rounds: int) -> Floats:
    """Move ``points`` until pushes and pulls balance; in the order given, without chance."""
    points = points.copy()
    reach = homes.radius + 1.0
    low = (homes.centre - reach[:, None]).min(axis=0)
    size = float(((homes.centre + reach[:, None]).max(axis=0) - low).max())
    grid = ChargeGrid(low, size, 64 if len(points) < 1500 else 96 if len(points) < 5000 else 128)
    grid.set_background(points, charge)
    first_step = float(homes.radius.mean()) * 0.25
    for turn in range(rounds):
        force = grid.push(points, charge) * charge[:, None]
        force += _pull(points, springs)
        size_of = np.hypot(force[:, 0], force[:, 1])
        heat = first_step * (1 - turn / rounds) ** 1.5 + 0.02
        points += force * (np.minimum(size_of * 0.25, heat) / np.maximum(size_of, 1e-9))[:, None]
        off = points - homes.centre[homes.of]
        far = np.hypot(off[:, 0], off[:, 1]) / homes.radius[homes.of]
        points -= off * (1 - 1 / np.maximum(far, 1.0))[:, None]
    return points


def _pull(points: Floats, springs: Springs) -> Floats:
    way = points[springs.other] - points[springs.one]
    length = np.hypot(way[:, 0], way[:, 1])
    way *= (springs.pull * np.log1p(length) / np.maximum(length, 1e-9))[:, None]
    count = len(points)
    return np.stack(
        [
            np.bincount(springs.one, way[:, axis], count) - np.bincount(springs.other, way[:, axis], count)
            for axis in (0, 1)
        ],
        axis=1,
    )


def part(points: Floats, radius: Floats, rounds: int) -> Floats:
    """Push points apart until discs of ``radius`` around them no longer overlap (or ``rounds`` are over)."""
    points = points.copy()
    for _ in range(rounds):
        one, other = _near(points, 2 * float(radius.max(initial=0.0)))
        way = points[other] - points[one]
        length = np.hypot(way[:, 0], way[:, 1])
        lack = radius[one] + radius[other] - length
        hit = lack > 1e-6
        if not hit.any():
            break
        one, other, way = one[hit], other[hit], way[hit]
        share = radius[other] / (radius[one] + radius[other])
        way *= (lack[hit] / np.maximum(length[hit], 1e-9))[:, None]
        for axis in (0, 1):
            points[:, axis] += 0.9 * (
                np.bincount(other, way[:, axis] * (1 - share), len(points))
                - np.bincount(one, way[:, axis] * share, len(points))
            )
    return points


def _near(points: Floats, reach: float) -> tuple[Ints, Ints]:
    """All pairs of points in the same or in touching cells of side ``reach``, each pair once."""
    cell = np.floor((points - points.min(axis=0)) / max(reach, 1e-9)).astype(np.int64) + 1
    width = int(cell[:, 1].max(initial=0)) + 2
    key = cell[:, 0] * width + cell[:, 1]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    place = np.arange(len(points))
    ones, others = [], []
    for step in (0, 1, width - 1, width, width + 1):
        start = place + 1 if step == 0 else np.searchsorted(ranked, ranked + step, "left")
        count = np.searchsorted(ranked, ranked + step, "right") - start
        left = np.repeat(place, count)
        inner = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        ones.append(order[left])
        others.append(order[np.repeat(start, count) + inner])
    return np.concatenate(ones), np.concatenate(others)
