"""Middle points of the shapes in a TopoJSON file: the centre of gravity of each shape's largest ring."""

import json
from pathlib import Path
from typing import Any

Point = tuple[float, float]


def middle_points(path: Path, layer: str) -> dict[str, Point]:
    """(latitude, longitude) of each geometry of `layer`, by its id."""
    atlas: dict[str, Any] = json.loads(path.read_text("utf-8"))
    arcs = [_unpack(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found: dict[str, Point] = {}
    for shape in atlas["objects"][layer]["geometries"]:
        polygons = shape.get("arcs", [])
        if shape["type"] == "Polygon":
            polygons = [polygons]
        rings = [_ring(polygon[0], arcs) for polygon in polygons if polygon]
        if rings and shape.get("id") is not None:
            area, middle = max((_area_and_middle(ring) for ring in rings), key=lambda pair: pair[0])
            if area > 0:
                found[str(shape["id"])] = middle
    return found


def _unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return points


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        ring.extend(arcs[number] if number >= 0 else reversed(arcs[~number]))
    return ring


def _area_and_middle(ring: list[Point]) -> tuple[float, Point]:
    doubled = x_sum = y_sum = 0.0
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        cross = x0 * y1 - x1 * y0
        doubled += cross
        x_sum += (x0 + x1) * cross
        y_sum += (y0 + y1) * cross
    if doubled == 0:
        return 0.0, ring[0]
    return abs(doubled) / 2, (y_sum / (3 * doubled), x_sum / (3 * doubled))
