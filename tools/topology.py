"""Read TopoJSON of the npm package `us-atlas` (ISC): rings of points, and which area holds a point."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

KM_A_DEGREE = 111.2

Point = tuple[float, float]
Ring = list[Point]


def arcs_of(topology: Mapping[str, Any]) -> list[Ring]:
    """The arcs of a quantized topology, in its own coordinates."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    return arcs


def ring_of(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """One closed ring from arc numbers; `~n` is arc n backwards, and arcs share their end points."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def polygons(geometry: Mapping[str, Any]) -> list[list[list[int]]]:
    """A geometry's polygons, each a list of rings of arc numbers."""
    if geometry["type"] == "MultiPolygon":
        return list(geometry["arcs"])
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else []


def read(path: Path) -> Any:
    """A topology file."""
    return json.loads(path.read_text(encoding="utf-8"))


class Shapes:
    """Areas by id, for asking which one holds a point of longitude and latitude."""

    def __init__(self, path: Path, name: str) -> None:
        topology = read(path)
        arcs = arcs_of(topology)
        self._cells: dict[tuple[int, int], list[tuple[str, list[Ring]]]] = {}
        for geometry in topology["objects"][name]["geometries"]:
            for polygon in polygons(geometry):
                rings = [ring_of(ring, arcs) for ring in polygon]
                for cell in _cells(rings[0]):
                    self._cells.setdefault(cell, []).append((geometry["id"], rings))

    def holding(self, longitude: float, latitude: float) -> str | None:
        """The id of the area that holds the point, or none (a point just off the coast)."""
        near = self._cells.get((int(longitude // 1), int(latitude // 1)), ())
        found = (
            area for area, rings in near if sum(_inside(ring, longitude, latitude) for ring in rings) % 2
        )
        return next(found, None)

    def within(self, reach: float, longitude: float, latitude: float) -> set[str]:
        """The ids of areas found on circles about the point, up to `reach` kilometers from it."""
        across = KM_A_DEGREE * math.cos(math.radians(latitude))
        turns = [math.tau * step / 24 for step in range(24)]
        around = {
            self.holding(
                longitude + part * reach * math.cos(turn) / across,
                latitude + part * reach * math.sin(turn) / KM_A_DEGREE,
            )
            for turn in turns
            for part in (0.5, 1.0)
        }
        return {area for area in around if area is not None}


def _cells(ring: Ring) -> Iterator[tuple[int, int]]:
    """The one-degree squares that the ring's box touches."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    for column in range(int(min(xs) // 1), int(max(xs) // 1) + 1):
        for row in range(int(min(ys) // 1), int(max(ys) // 1) + 1):
            yield column, row


def _inside(ring: Ring, x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
