# SPDX-License-Identifier: MIT
"""What is built, drawn: rooms, walls, door leaves, stairs and lifts."""

from collections.abc import Iterator
from math import ceil, hypot

from shapely import get_parts
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from generator.maps import ink
from generator.maps.ink import Spot
from generator.maps.placing import Box
from generator.maps.scale import Frame
from generator.maps.structure import Opening, Structure, find_openings, polygon
from generator.model.building import Building, Floor, Landing, Space, SpaceUse

OPEN_USES = (SpaceUse.CORRIDOR, SpaceUse.GALLERY, SpaceUse.LOBBY, SpaceUse.STAIR)
"""Where people walk: white, so that the ways out stand apart from the rooms."""

OUTER_WALL_M = 0.26
"""On a fine scale the outer walls grow with the plan, so that they stay thicker than inner ones."""
THIN_WALL_M = 0.1
"""Thinnest inner wall that is drawn as an area; anything less is filled up with its edge."""

STAIR_SYMBOL_MM = (12.0, 7.0)
"""Size of an open stair on paper; ISO 23601:2020, 6: signs at least 7 mm."""
SYMBOL_TREAD_MM = 1.5

TREAD_M = 0.3
SHORTEST_TREAD_MM = 1.3
"""Treads nearer together than this would print as grey."""


def draw_rooms(floor: Floor, frame: Frame) -> Iterator[str]:
    """Yield the ground of every space."""
    for space in floor.spaces:
        fill = ink.WHITE if space.use in OPEN_USES else ink.ROOM
        fill = ink.PALE if space.use is SpaceUse.CLOSED else fill
        outline = tuple(frame.draw(polygon(space)).exterior.coords)[:-1]
        yield ink.element("path", d=ink.path(outline, closed=True), fill=fill)


def draw_walls(structure: Structure, frame: Frame, outer_mm: float, inner_mm: float) -> str:
    """Return partitions, then outer walls."""
    thick_mm = max(outer_mm, OUTER_WALL_M * frame.mm_per_m)
    thin_mm = max(0.1, inner_mm - THIN_WALL_M * frame.mm_per_m)
    inner = ink.stroke(
        _data(frame.draw(structure.partitions)), ink.BLACK, inner_mm, data_wall="partition"
    )
    bodies = ink.element(
        "path",
        d=_area_data(frame.draw(structure.bodies)),
        fill=ink.BLACK,
        stroke=ink.BLACK,
        stroke_width=thin_mm,
        fill_rule="evenodd",
        data_wall="body",
    )
    outer = ink.stroke(_data(frame.draw(structure.outer)), ink.BLACK, thick_mm, data_wall="outer")
    return (inner if not structure.partitions.is_empty else "") + bodies + outer


def draw_leaves(floor: Floor, frame: Frame) -> Iterator[str]:
    """Yield the open leaf of each door and the quarter circle it sweeps."""
    for opening in find_openings(floor):
        if opening.leaf is not None:
            yield _leaf(opening, opening.leaf, frame)


def draw_stairs(floor: Floor, frame: Frame) -> Iterator[str]:
    """Yield treads and rail of each stair, and the cross of each lift."""
    for space in floor.spaces:
        if space.use is SpaceUse.STAIR:
            yield _treads(space, frame)
        elif space.use is SpaceUse.LIFT:
            yield _cross(space, frame)


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


def stair_symbol(box: Box) -> str:
    """Return a stair seen from above: a frame with treads."""
    left, top, right, low = box
    count = round((right - left) / SYMBOL_TREAD_MM)
    xs = [left + (right - left) * step / count for step in range(1, count)]
    treads = "".join(ink.path(((x, top), (x, low))) for x in xs)
    frame = ink.rect(box, fill=ink.WHITE, stroke=ink.BLACK, stroke_width=0.6)
    return frame + ink.stroke(treads, ink.GREY, 0.3)


def _data(lines: BaseGeometry) -> str:
    parts = (part for part in get_parts(lines) if isinstance(part, LineString))
    rings = [(tuple(part.coords), part.is_ring) for part in parts]
    shown = [ink.path(spots[:-1] if is_ring else spots, closed=is_ring) for spots, is_ring in rings]
    return "".join(sorted(shown))


def _area_data(shape: BaseGeometry) -> str:
    rings = (
        ring
        for part in get_parts(shape)
        if isinstance(part, Polygon)
        for ring in (part.exterior, *part.interiors)
    )
    return "".join(sorted(ink.path(tuple(ring.coords)[:-1], closed=True) for ring in rings))


def _leaf(opening: Opening, leaf: Spot, frame: Frame) -> str:
    (x, y), (along_x, along_y), width = opening.at_m, opening.along, opening.width_m
    hinge = (x - along_x * width / 2, y - along_y * width / 2)
    jamb = (x + along_x * width / 2, y + along_y * width / 2)
    edge = (hinge[0] + leaf[0] * width, hinge[1] + leaf[1] * width)
    spots = [frame.page(spot) for spot in (hinge, edge, jamb)]
    turn = (jamb[0] - hinge[0]) * leaf[1] - (jamb[1] - hinge[1]) * leaf[0]
    (hx, hy), (ex, ey), (jx, jy) = [(ink.number(a), ink.number(b)) for a, b in spots]
    radius = ink.number(width * frame.mm_per_m)
    data = f"M{hx} {hy}L{ex} {ey}A{radius} {radius} 0 0 {int(turn > 0)} {jx} {jy}"
    return ink.stroke(data, ink.GREY, 0.25)


def _treads(space: Space, frame: Frame) -> str:
    """Return treads across the longer side, a landing free at both ends, a rail between flights."""
    start, across, along = _sides(frame.draw(polygon(space)))
    length = hypot(*along)
    free = 0.2 * length
    count = max(3, ceil((length - 2 * free) / max(TREAD_M * frame.mm_per_m, SHORTEST_TREAD_MM)))
    shares = [0.2 + 0.6 * step / count for step in range(count + 1)]
    rows = [
        (_step(start, along, share), _step(_step(start, along, share), across, 1))
        for share in shares
    ]
    middle = _step(start, across, 0.5)
    rail = (_step(middle, along, 0.2), _step(middle, along, 0.8))
    treads = ink.stroke("".join(ink.path(row) for row in rows), ink.GREY, 0.3)
    return treads + ink.stroke(ink.path(rail), ink.BLACK, 0.8, data_stair=space.id)


def _cross(space: Space, frame: Frame) -> str:
    start, across, along = _sides(frame.draw(polygon(space)))
    far = _step(_step(start, along, 1), across, 1)
    one = ink.path((start, far))
    other = ink.path((_step(start, along, 1), _step(start, across, 1)))
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
