# SPDX-License-Identifier: MIT
"""What is built, drawn: rooms, walls, door leaves, stairs and lifts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from math import ceil, hypot

from shapely import get_parts
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from generator.maps import ink
from generator.maps.ink import Spot
from generator.maps.placing import Box
from generator.maps.scale import Frame
from generator.maps.structure import Opening, Structure, find_openings, polygon
from generator.model.building import Building, Floor, Landing, Space, SpaceUse

OPEN_USES = (
    SpaceUse.CORRIDOR,
    SpaceUse.GALLERY,
    SpaceUse.LOBBY,
    SpaceUse.COURT,
    SpaceUse.STAIR,
)
"""Where people walk: white, so that the ways out stand apart from the rooms."""

OUTER_WALL_M = 0.26
"""On a fine scale the outer walls grow with the plan, so that they stay thicker than inner ones."""
THIN_WALL_M = 0.1
"""Thinnest inner wall that is drawn as an area; anything less is filled up with its edge."""

CROSS_MM = 6.0
"""Side of the cross over an exit out of use: wider than the outer wall, smaller than a sign."""
STAIR_SYMBOL_MM = (12.0, 7.0)
"""Size of an open stair on paper; ISO 23601:2020, 6: signs at least 7 mm."""
SYMBOL_TREAD_MM = 1.5

RAIL_SHARE = 1.7
"""A railing is two thin lines, as far apart as this share of a thin inner wall is wide, outside to
outside. Nothing says how it is to be drawn; ISO 23601:2020 §6 d asks for heavy lines of walls
alone, and whoever reaches a railing sees the ground."""

EDGE_MM = 0.6
EDGE_DASH = "5 1.2 1 1.2"
"""Where a part of a floor ends: long and short, unlike any route."""

TREAD_M = 0.3
SHORTEST_TREAD_MM = 1.3
"""Treads nearer together than this would print as grey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Where things lie on the page, and which of them are seen."""

    frame: Frame
    window: Polygon | None = None
    """On the page; nothing beyond it is drawn. None: all is."""

    def draw(self, shape: BaseGeometry) -> BaseGeometry:
        """Return what is seen of a shape given in metres, in millimetres of the page."""
        return self.cut(self.frame.draw(shape))

    def cut(self, drawn: BaseGeometry) -> BaseGeometry:
        """Return what is seen of a shape on the page."""
        return drawn if self.window is None else drawn.intersection(self.window)

    def has(self, point: Spot) -> bool:
        """Say whether a point given in metres is seen."""
        return self.window is None or self.window.covers(Point(self.frame.page(point)))


def draw_rooms(floor: Floor, sight: Sight, closed: Collection[str] = ()) -> Iterator[str]:
    """Yield the ground of every space; `closed` are stairwells out of use."""
    for space in floor.spaces:
        fill = ink.WHITE if space.use in OPEN_USES else ink.ROOM
        fill = ink.PALE if space.use is SpaceUse.CLOSED or space.id in closed else fill
        data = area_data(sight.draw(polygon(space)))
        if data:
            yield ink.element("path", d=data, fill=fill, fill_rule="evenodd", data_ground=space.id)


def draw_walls(structure: Structure, sight: Sight, outer_mm: float, inner_mm: float) -> str:
    """Return partitions, then railings, then outer walls: as far as any are seen."""
    frame = sight.frame
    thick_mm = max(outer_mm, OUTER_WALL_M * frame.mm_per_m)
    thin_mm = max(0.1, inner_mm - THIN_WALL_M * frame.mm_per_m)
    inner, outer = _data(sight.draw(structure.partitions)), _data(sight.draw(structure.outer))
    rails = _data(sight.draw(structure.rails))
    bodies = area_data(sight.draw(structure.bodies))
    body = {"stroke": ink.BLACK, "stroke_width": thin_mm, "fill_rule": "evenodd"}
    return "".join(
        (
            ink.stroke(inner, ink.BLACK, inner_mm, data_wall="partition") if inner else "",
            ink.element("path", d=bodies, fill=ink.BLACK, **body, data_wall="body")
            if bodies
            else "",
            draw_rail(rails, inner_mm) if rails else "",
            ink.stroke(outer, ink.BLACK, thick_mm, data_wall="outer") if outer else "",
        )
    )


def draw_rail(data: str, inner_mm: float) -> str:
    """Return a railing along a path, where inner walls are so thick."""
    width_mm = RAIL_SHARE * inner_mm
    rail = ink.stroke(data, ink.BLACK, width_mm, data_wall="rail")
    return rail + ink.stroke(data, ink.WHITE, width_mm / 2)


def draw_edges(cuts: BaseGeometry, frame: Frame) -> Iterator[str]:
    """Yield the lines beyond which the floor goes on."""
    for part in get_parts(frame.draw(cuts)):
        yield ink.stroke(
            ink.path(tuple(part.coords)),
            ink.GREY,
            EDGE_MM,
            stroke_dasharray=EDGE_DASH,
            data_cut="1",
        )


def draw_leaves(floor: Floor, sight: Sight) -> Iterator[str]:
    """Yield the open leaf of each door and the quarter circle it sweeps."""
    for opening in find_openings(floor):
        if opening.leaf is not None and sight.has(opening.at_m):
            yield _leaf(opening, opening.leaf, sight.frame)


def draw_stairs(floor: Floor, sight: Sight, closed: Collection[str] = ()) -> Iterator[str]:
    """Yield treads and rail of each stair, the cross of each lift and of each stair `closed`."""
    for space in floor.spaces:
        if sight.draw(polygon(space)).is_empty:
            continue
        if space.id in closed:
            yield ink.group((_cross(space, sight),), data_closed=space.id)
        elif space.use is SpaceUse.STAIR:
            yield _treads(space, sight)
        elif space.use is SpaceUse.LIFT:
            yield _cross(space, sight)


def find_open_landings(building: Building, floor: Floor) -> tuple[Landing, ...]:
    """Return where stairs without a stairwell of their own meet the floor: in a hall, a lobby."""
    wells = {space.id for space in floor.spaces if space.use is SpaceUse.STAIR}
    landings = (landing for stair in building.stairs for landing in stair.landings)
    return tuple(x for x in landings if x.floor == floor.id and x.space not in wells)


def open_stair_box(landing: Landing, frame: Frame) -> Box:
    """Return the box on the page, upright, in which an open stair is drawn as a symbol."""
    x, y = frame.page(landing.at_m)
    width, height = STAIR_SYMBOL_MM
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def closed_symbol(box: Box) -> str:
    """Return a stair out of use: a pale frame, crossed."""
    left, top, right, low = box
    cross = ink.path(((left, top), (right, low))) + ink.path(((left, low), (right, top)))
    frame = ink.rect(box, fill=ink.PALE, stroke=ink.BLACK, stroke_width=0.6)
    return frame + ink.stroke(cross, ink.GREY, 0.3)


def crossed_box(centre: Spot, size_mm: float = CROSS_MM) -> Box:
    """Return the box of the cross on the middle of an exit out of use."""
    (x, y), half = centre, size_mm / 2
    return x - half, y - half, x + half, y + half


def draw_cross(box: Box) -> str:
    """Return the cross over an exit out of use: bold and black on white, as wide as its box."""
    left, top, right, low = box
    air = (right - left) / 5
    one = ink.path(((left + air, top + air), (right - air, low - air)))
    other = ink.path(((left + air, low - air), (right - air, top + air)))
    ground = ink.rect(box, fill=ink.WHITE, stroke=ink.BLACK, stroke_width=air / 2)
    return ground + ink.stroke(one + other, ink.BLACK, 0.9 * air)


def stair_symbol(box: Box) -> str:
    """Return a stair seen from above: a frame with treads."""
    left, top, right, low = box
    count = round((right - left) / SYMBOL_TREAD_MM)
    xs = [left + (right - left) * step / count for step in range(1, count)]
    treads = "".join(ink.path(((x, top), (x, low))) for x in xs)
    frame = ink.rect(box, fill=ink.WHITE, stroke=ink.BLACK, stroke_width=0.6)
    return frame + ink.stroke(treads, ink.GREY, 0.3)


def _data(lines: BaseGeometry) -> str:
    lengths = (part for part in get_parts(lines) if isinstance(part, LineString))
    parts = (part for part in lengths if not part.is_empty)
    rings = [(tuple(part.coords), part.is_ring) for part in parts]
    shown = [ink.path(spots[:-1] if is_ring else spots, closed=is_ring) for spots, is_ring in rings]
    return "".join(sorted(shown))


def area_data(shape: BaseGeometry) -> str:
    """Return path data of all rings of an area, in a fixed order."""
    rings = (
        ring
        for part in get_parts(shape)
        if isinstance(part, Polygon) and not part.is_empty
        for ring in (part.exterior, *part.interiors)
    )
    return "".join(sorted(ink.path(tuple(ring.coords)[:-1], closed=True) for ring in rings))


def _leaf(opening: Opening, leaf: Spot, frame: Frame) -> str:
    """Return an open leaf and its sweep, hinged on the left of those who push it open.

    Files do not say where a door is hinged; so drawn it is the same however the building lies.
    """
    (x, y), half, width = opening.at_m, opening.width_m / 2, opening.width_m
    to_right = (leaf[1] * half, -leaf[0] * half)
    hinge, jamb = (x - to_right[0], y - to_right[1]), (x + to_right[0], y + to_right[1])
    edge = (hinge[0] + leaf[0] * width, hinge[1] + leaf[1] * width)
    spots = [frame.page(spot) for spot in (hinge, edge, jamb)]
    (hx, hy), (ex, ey), (jx, jy) = [(ink.number(a), ink.number(b)) for a, b in spots]
    radius = ink.number(width * frame.mm_per_m)
    data = f"M{hx} {hy}L{ex} {ey}A{radius} {radius} 0 0 1 {jx} {jy}"
    return ink.stroke(data, ink.GREY, 0.25)


def _treads(space: Space, sight: Sight) -> str:
    """Return treads across the longer side, a landing free at both ends, a rail between flights."""
    start, across, along = _sides(sight.frame.draw(polygon(space)))
    length = hypot(*along)
    step_mm = max(TREAD_M * sight.frame.mm_per_m, SHORTEST_TREAD_MM)
    count = max(3, ceil(0.6 * length / step_mm))
    shares = [0.2 + 0.6 * step / count for step in range(count + 1)]
    rows = [
        (_step(start, along, share), _step(_step(start, along, share), across, 1))
        for share in shares
    ]
    middle = _step(start, across, 0.5)
    rail = (_step(middle, along, 0.2), _step(middle, along, 0.8))
    treads = ink.stroke("".join(_seen(row, sight) for row in rows), ink.GREY, 0.3)
    return treads + ink.stroke(_seen(rail, sight), ink.BLACK, 0.8, data_stair=space.id)


def _seen(row: tuple[Spot, Spot], sight: Sight) -> str:
    if sight.window is None:
        return ink.path(row)
    return _data(sight.cut(LineString(row)))


def _cross(space: Space, sight: Sight) -> str:
    start, across, along = _sides(sight.frame.draw(polygon(space)))
    far = _step(_step(start, along, 1), across, 1)
    one = _seen((start, far), sight)
    other = _seen((_step(start, along, 1), _step(start, across, 1)), sight)
    return ink.stroke(one + other, ink.GREY, 0.3)


def _sides(shape: Polygon) -> tuple[Spot, Spot, Spot]:
    """Return a corner of the smallest rectangle around `shape`, its short and its long side."""
    around = shape.minimum_rotated_rectangle
    corners = list((around if isinstance(around, Polygon) else shape).exterior.coords)
    origin, one, other = corners[0], corners[1], corners[3]
    sides = [(spot[0] - origin[0], spot[1] - origin[1]) for spot in (one, other)]
    across, along = sorted(sides, key=lambda side: hypot(*side))
    return (origin[0], origin[1]), across, along


def _step(spot: Spot, direction: Spot, share: float) -> Spot:
    return spot[0] + direction[0] * share, spot[1] + direction[1] * share
