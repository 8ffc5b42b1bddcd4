"""Write the outlines of the states that `render/us_map.py` draws, from the npm package `us-atlas` (ISC).

    npm pack us-atlas@3 && unpack it into DIR/us-atlas/package
    python tools/build_us_map.py DIR

`states-albers-10m.json` is projected already (Albers, Alaska and Hawaii inset) from boundaries of the Census
Bureau. Borders are simplified once for both neighbors, so that no gap opens between them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from topology import Ring, arcs_of, polygons, read, ring_of

from wellsourced.rules.zips import STATES_BY_FIPS

TARGET = Path(__file__).parents[1] / "src/wellsourced/render/us_states.json"
SCALE = 2
"""Units of the drawing for one of us-atlas: whole numbers are then half its pixels."""
LEAST_TRIANGLE = 0.5
"""Points whose triangle with their neighbors has fewer square pixels of us-atlas are left out."""
LEAST_ISLAND = 6.0
MARGIN = 8
NOT_DRAWN = frozenset({"DC", "AS", "GU", "MP", "PR", "VI"})
"""Territories are not on the map, and the District is drawn apart: it is too small to be seen."""
CODES = {number: state for number, state in STATES_BY_FIPS.items() if state not in NOT_DRAWN}


def triangle(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """The area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(arc: Ring) -> Ring:
    """The arc without the points that matter least (Visvalingam); its ends stay."""
    points = list(arc)
    while len(points) > (5 if arc[0] == arc[-1] else 2):
        sizes = [triangle(*points[at - 1 : at + 2]) for at in range(1, len(points) - 1)]
        least = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[least] >= LEAST_TRIANGLE:
            break
        del points[least + 1]
    return points


def area(ring: Ring) -> float:
    """The area that a ring encloses."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def middle(ring: Ring, corner: tuple[float, float]) -> tuple[int, int]:
    """The center of a ring's mass, in units of the drawing: where a label stands."""
    weight = across = down = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = ax * by - bx * ay
        weight, across, down = weight + part, across + (ax + bx) * part, down + (ay + by) * part
    x, y = across / (3 * weight), down / (3 * weight)
    return round((x - corner[0]) * SCALE), round((y - corner[1]) * SCALE)


def path(ring: Ring, corner: tuple[float, float]) -> str:
    """A closed subpath in whole units, each step relative to the last."""
    units = [(round((x - corner[0]) * SCALE), round((y - corner[1]) * SCALE)) for x, y in ring]
    steps = [f"M{units[0][0]},{units[0][1]}"]
    last = units[0]
    for x, y in units[1:-1]:
        if (x, y) != last:
            steps.append(f"l{x - last[0]},{y - last[1]}".replace(",-", "-"))
            last = (x, y)
    return "".join(steps) + "z"


def main() -> None:
    """Read the topology, simplify, write one state a line."""
    topology = read(Path(sys.argv[1]) / "us-atlas/package/states-albers-10m.json")
    arcs = [simplified(arc) for arc in arcs_of(topology)]
    states = {}
    for geometry in topology["objects"]["states"]["geometries"]:
        if geometry["id"] in CODES:
            rings = [ring_of(ring, arcs) for polygon in polygons(geometry) for ring in polygon]
            largest = max(map(area, rings))
            kept = [ring for ring in rings if area(ring) >= min(LEAST_ISLAND, largest)]
            states[CODES[geometry["id"]]] = (geometry["properties"]["name"], kept)
    points = [point for _, rings in states.values() for ring in rings for point in ring]
    corner = (min(x for x, _ in points) - MARGIN, min(y for _, y in points) - MARGIN)
    far = (max(x for x, _ in points) + MARGIN, max(y for _, y in points) + MARGIN)
    rows = {
        code: [name, *middle(max(rings, key=area), corner), "".join(path(ring, corner) for ring in rings)]
        for code, (name, rings) in states.items()
    }
    box = [round((far[0] - corner[0]) * SCALE), round((far[1] - corner[1]) * SCALE)]
    lines = [f"{json.dumps(code)}:{json.dumps(row)}" for code, row in sorted(rows.items())]
    licence = "us-atlas 3.0.1, ISC, Michael Bostock; boundaries of the US Census Bureau"
    head = f'"licence": {json.dumps(licence)},\n"box": {json.dumps(box)},\n"states": {{\n'
    TARGET.write_text("{\n" + head + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")
    print(len(rows), box, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
