# SPDX-License-Identifier: MIT
"""Walls and openings of a floor, found from the outlines of its spaces; metres, y up."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from shapely import line_merge, unary_union
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from generator.maps.sound import make_sound, snap
from generator.model.building import Building, Door, Exit, Floor, Space, SpaceUse
from generator.model.building import Point as Spot

GAP_M = 0.25
"""Outlines up to twice as far apart belong to the two faces of one wall."""

SLIVER_M = 0.02
"""Outlines nearer to each other than this share an edge."""

SAME_WALL_M = 0.12
"""A line so near to the outside is the outer wall itself."""


JAMB_M = 0.06
"""Left standing of a hole that reaches to the very corner of a space: the wall along its side is
no part of the opening. An opening may be drawn 0.05 m wider than its wall at each end."""

PROBE_M = 0.40
"""So far on either side of a wall it is seen whether a space goes on beside an opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """A floor without its names: what is built."""

    footprint: BaseGeometry
    """All ground inside the outer walls."""
    outer: BaseGeometry
    """Outer walls as lines, exits left open."""
    rails: BaseGeometry
    """The open sides of galleries as lines, likewise."""
    partitions: BaseGeometry
    """Inner walls without thickness, between spaces that share an edge; doors left open."""
    bodies: BaseGeometry
    """Inner walls as areas, between spaces that lie a wall apart; doors left open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A hole in a wall, with the leaf that closes it."""

    at_m: Spot
    along: Spot
    """Unit vector along the wall."""
    width_m: float
    leaf: Spot | None
    """Unit vector into the space that the leaf opens into; none without a leaf."""
    jambs_m: tuple[float, float] = (0.0, 0.0)
    """How much of it is left standing at its start and at its end, along the wall."""


def polygon(space: Space) -> Polygon:
    """Return the outline of a space as an area; the largest part where it crosses itself."""
    shape = Polygon(space.outline_m)
    if shape.is_valid:
        return shape
    mended = shape.buffer(0)
    return max(mended.geoms, key=lambda p: p.area) if isinstance(mended, MultiPolygon) else mended


def find_structure(floor: Floor) -> Structure:
    """Return walls and footprint of a floor."""
    shapes = [polygon(space) for space in floor.spaces]
    footprint = close_gaps(shapes)
    holes = [_hole(opening) for opening in find_openings(floor)]
    outer = footprint.boundary
    galleries = [polygon(space) for space in floor.spaces if space.use is SpaceUse.GALLERY]
    open_sides = unary_union(galleries).buffer(SLIVER_M, join_style="mitre")
    bodies = snap(footprint.difference(unary_union(shapes)))
    faces = unary_union([shape.boundary for shape in shapes])
    thin = faces.difference(unary_union([outer.buffer(SAME_WALL_M), bodies.buffer(SLIVER_M)]))
    return Structure(
        footprint=footprint,
        outer=_cut(outer.difference(open_sides), holes),
        rails=_cut(outer.intersection(open_sides), holes),
        partitions=_cut(thin, holes),
        bodies=snap(bodies.difference(unary_union(holes))) if holes else bodies,
    )


def close_gaps(shapes: list[Polygon]) -> BaseGeometry:
    """Return the union of areas, gaps as thin as a wall filled."""
    swollen = [shape.buffer(GAP_M, join_style="mitre") for shape in shapes]
    return make_sound(unary_union(swollen).buffer(-GAP_M, join_style="mitre"))


def ground_shape(building: Building) -> BaseGeometry:
    """Return what a building covers, all floors together."""
    return close_gaps([polygon(space) for floor in building.floors for space in floor.spaces])


def find_openings(floor: Floor) -> tuple[Opening, ...]:
    """Return the holes of all doors and exits in use; a locked one is drawn as wall."""
    spaces = {space.id: space for space in floor.spaces}
    doors = [_door_opening(door, spaces) for door in floor.doors if door.is_open]
    exits = [exit_opening(way, floor) for way in floor.open_exits]
    return (*doors, *exits)


def exit_opening(way: Exit, floor: Floor) -> Opening:
    """Return the hole of an exit; its leaf opens outwards unless it says otherwise."""
    space = polygon(next(space for space in floor.spaces if space.id == way.space))
    along = wall_direction((space,), way.at_m)
    outward = outward_normal(space, way.at_m, along)
    leaves = {"out": outward, "both": outward, "in": (-outward[0], -outward[1])}
    return Opening(
        at_m=way.at_m,
        along=along,
        width_m=way.clear_width_m,
        leaf=leaves.get(way.swing),
        jambs_m=_jambs_m((space,), way, along),
    )


def outward_normal(shape: BaseGeometry, at_m: Spot, along: Spot) -> Spot:
    """Return the unit vector across a wall that leads out of `shape`."""
    normal = (-along[1], along[0])
    ahead = Point(at_m[0] + 0.4 * normal[0], at_m[1] + 0.4 * normal[1])
    return (-normal[0], -normal[1]) if shape.contains(ahead) else normal


def wall_direction(shapes: tuple[Polygon, ...], at_m: Spot) -> Spot:
    """Return the unit vector along the wall nearest to a point."""
    spot = Point(at_m)
    corners = [tuple(shape.exterior.coords) for shape in shapes]
    walls = [pair for ring in corners for pair in pairwise(ring) if pair[0] != pair[1]]
    start, end = min(walls, key=lambda wall: LineString(wall).distance(spot))
    length = hypot(end[0] - start[0], end[1] - start[1])
    return (end[0] - start[0]) / length, (end[1] - start[1]) / length


def _door_opening(door: Door, spaces: dict[str, Space]) -> Opening:
    sides = tuple(polygon(spaces[side]) for side in door.joins if side in spaces)
    along = wall_direction(sides, door.at_m)
    target = spaces.get(door.swing)
    leaf = None
    if target is not None:
        away = outward_normal(polygon(target), door.at_m, along)
        leaf = (-away[0], -away[1])
    return Opening(
        at_m=door.at_m,
        along=along,
        width_m=door.clear_width_m,
        leaf=leaf,
        jambs_m=_jambs_m(sides, door, along),
    )


def _jambs_m(sides: tuple[Polygon, ...], opening: Door | Exit, along: Spot) -> tuple[float, float]:
    """Return what is left standing at both ends of an opening: nothing within a wall."""
    reach = opening.clear_width_m / 2 + JAMB_M
    ends = ((-reach, opening.at_m), (reach, opening.at_m))
    spots = [(x + along[0] * far, y + along[1] * far) for far, (x, y) in ends]
    start, end = (
        0.0 if all(_goes_on(side, spot, along) for side in sides) else JAMB_M for spot in spots
    )
    return start, end


def _goes_on(side: Polygon, spot: Spot, along: Spot) -> bool:
    """Say whether a space lies on either side of a wall at a spot."""
    (x, y), normal = spot, (-along[1] * PROBE_M, along[0] * PROBE_M)
    probes = ((x + normal[0], y + normal[1]), (x - normal[0], y - normal[1]))
    return any(side.covers(Point(probe)) for probe in probes)


def _hole(opening: Opening) -> BaseGeometry:
    """Return the ground to cut out of the walls: as wide as the opening, as deep as a wall."""
    (x, y), (along_x, along_y), half = opening.at_m, opening.along, opening.width_m / 2
    start, end = opening.jambs_m[0] - half, half - opening.jambs_m[1]
    spots = [(x + along_x * far, y + along_y * far) for far in (start, end)]
    return LineString(spots).buffer(GAP_M, cap_style="flat")


def _cut(walls: BaseGeometry, holes: list[BaseGeometry]) -> BaseGeometry:
    lines = walls.difference(unary_union(holes)) if holes else walls
    return line_merge(unary_union(lines)) if not lines.is_empty else lines
