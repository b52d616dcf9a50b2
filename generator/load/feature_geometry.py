# SPDX-License-Identifier: MIT
"""Corners and points out of GeoJSON geometries, in metres on plane axes."""

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn, TypeGuard

from generator.model.record import Text

LARGEST = 1e15
"""Beyond this a number cannot be a coordinate of anything."""

FARTHEST_M = 10_000
"""How far from the origin of its own axes a school may lie; a building refuses more."""

DEGREES_EAST = 180
DEGREES_NORTH = 90

SMALLEST_M = 0.1
"""A space is longer or wider than this; in degrees this is some 10 km."""

CORNERS = 3
"""Of an outline at least; its ring has the first of them again at the end."""

POINT_NUMBERS = 2


class GeometryError(Exception):
    """A geometry of which no corners or points can be taken."""

    def __init__(self, what: Text, mend: Text) -> None:
        super().__init__(what.en)
        self.what = what
        self.mend = mend


def located(geometry: object, wanted: str) -> list[Any]:
    """Return a point as [x, y]; points of a MultiPoint or corners of a Polygon as a list of such.

    A MultiPolygon of a single part, as drawing programs export them, is a Polygon. A Polygon has
    one closed ring; its last corner, the first again, is left out. Raises
    GeometryError where the geometry is not as wanted.
    """
    if not isinstance(geometry, dict):
        _refuse_type(geometry, wanted)
    coordinates = geometry.get("coordinates")
    if _is_polygon_of_many(geometry, wanted):
        coordinates = _only_part(coordinates)
    elif geometry.get("type") != wanted:
        _refuse_type(geometry, wanted)
    if wanted == "Point":
        return _point(coordinates)
    if wanted == "MultiPoint":
        return _points(coordinates)
    return _corners(coordinates)


def _is_polygon_of_many(geometry: dict[str, Any], wanted: str) -> bool:
    return wanted == "Polygon" and geometry.get("type") == "MultiPolygon"


def _only_part(parts: object) -> object:
    """Return the rings of the only part."""
    if not isinstance(parts, list) or not parts:
        _refuse_numbers()
    if len(parts) > 1:
        raise GeometryError(
            Text(zh=f"轮廓由 {len(parts)} 块组成", en=f"the outline has {len(parts)} parts"),
            Text(
                zh="每一块写成一个空间，有自己的编号；相通的用 swing: none 的门连起来。",
                en="Write each part as a space with an id of its own; join those that are open to "
                "each other by doors with no leaf.",
            ),
        )
    return parts[0]


def _refuse_type(geometry: object, wanted: str) -> NoReturn:
    found = geometry.get("type") if isinstance(geometry, dict) else None
    said = found if isinstance(found, str) and found.isprintable() else "—"
    raise GeometryError(
        Text(
            zh=f"几何类型要是 {wanted}，现在是 {said[:40]}",
            en=f"the geometry must be a {wanted}, not {said[:40]}",
        ),
        Text(
            zh=f"导出成单个的 {wanted}（不是 Multi… 或线），坐标是米。",
            en=f"Export it as a single {wanted} (no line, no collection), in metres.",
        ),
    )


def _corners(rings: object) -> list[Any]:
    if not isinstance(rings, list) or not rings:
        _refuse_numbers()
    if len(rings) > 1:
        raise GeometryError(
            Text(zh="轮廓里有洞", en="the outline has a hole"),
            Text(
                zh="把有柱子或天井的大空间分成几块，用 swing: none 的门连起来。",
                en="Divide the space around the hole and join the parts by doors with no leaf.",
            ),
        )
    ring = _points(rings[0])
    if len(ring) <= CORNERS or ring[0] != ring[-1]:
        raise GeometryError(
            Text(
                zh="轮廓没有闭合，或不到三个角",
                en="the outline is not closed, or has too few corners",
            ),
            Text(
                zh="至少三个角，最后一个点与第一个相同。",
                en="Give three corners or more and end with the first.",
            ),
        )
    return ring[:-1]


def _points(value: object) -> list[Any]:
    if not isinstance(value, list) or not value:
        _refuse_numbers()
    return [_point(one) for one in value]


def _point(value: object) -> list[Any]:
    if not is_point(value):
        _refuse_numbers()
    return value


def _refuse_numbers() -> NoReturn:
    raise GeometryError(
        Text(zh="坐标不是成对的数", en="the coordinates are no pairs of numbers"),
        Text(
            zh="每个点写两个数：x 和 y，单位米，不写高度。",
            en="Give each point two numbers, x and y in metres, no height.",
        ),
    )


def is_point(value: object) -> TypeGuard[list[float]]:
    """Say whether this is x and y."""
    return (
        isinstance(value, list)
        and len(value) == POINT_NUMBERS
        and all(type(number) in (int, float) for number in value)
        and all(-LARGEST < number < LARGEST for number in value)
    )


class Places:
    """All the points of some geometries, to see on what axes they lie."""

    def __init__(self, geometries: Iterable[object]) -> None:
        """Gather the points; what is no geometry has none."""
        told = (one.get("coordinates") for one in geometries if isinstance(one, dict))
        self._shapes = [frozenset(_points_in(coordinates)) for coordinates in told]
        self._points = frozenset[tuple[float, float]]().union(*self._shapes)

    @property
    def are_like_degrees(self) -> bool:
        """Say whether outlines are so small, and so placed, that they must be in degrees.

        Where there is no outline, all points together are looked at.
        """
        outlines = [shape for shape in self._shapes if len(shape) >= CORNERS]
        return all(map(_is_tiny, outlines or [self._points]))

    @property
    def are_far(self) -> bool:
        """Say whether every point lies too far from the origin: axes of a whole country."""
        farthest = (max(abs(x), abs(y)) for x, y in self._points)
        return min(farthest, default=0) > FARTHEST_M


def _is_tiny(points: frozenset[tuple[float, float]]) -> bool:
    """Say whether points fit on the globe, and into a few centimetres if they are metres."""
    if len(points) < CORNERS:
        return False
    east, north = zip(*points, strict=True)
    is_on_globe = max(map(abs, east)) <= DEGREES_EAST and max(map(abs, north)) <= DEGREES_NORTH
    return is_on_globe and all(max(row) - min(row) < SMALLEST_M for row in (east, north))


def _points_in(value: object) -> Iterator[tuple[float, float]]:
    """Yield every point in lists of lists; heights are passed over."""
    if isinstance(value, list):
        if is_point(value[:POINT_NUMBERS]):
            yield (value[0], value[1])
        else:
            for inner in value:
                yield from _points_in(inner)
