# SPDX-License-Identifier: MIT
"""Names of rooms, written in its own room or at the end of a line from there, or not at all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from shapely import box, get_parts, unary_union
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel
from shapely.prepared import PreparedGeometry, prep

from generator.maps import ink, wording
from generator.maps.fabric import Sight
from generator.maps.ink import Spot
from generator.maps.label import Label
from generator.maps.letter import Typeface
from generator.maps.placing import DIRECTIONS, Box, Crowd, Ground, around, box_at, nearest_edge
from generator.maps.pointer import draw_leader
from generator.maps.structure import polygon
from generator.model.building import Floor, Space, SpaceUse

UNNAMED_USES = (SpaceUse.LIFT, SpaceUse.CLOSED)
"""A lift has its sign; nobody needs to find a shaft."""

KNOWN_USES = (SpaceUse.CORRIDOR, SpaceUse.GALLERY, SpaceUse.LOBBY, SpaceUse.COURT)
"""Places that everybody knows are named last."""

WALL_AIR_MM = 0.8
"""Least distance between a name and the middle of a wall."""

NEED_AIR_MM = 0.1
"""Least distance from the face of a wall where no name fits otherwise."""

FAR_SIDE_MM = 0.9
"""Least distance then from the room behind: the line of the wall lies between."""

LEADER_MM = 25.0
"""Longest line from a room to its name."""

DOT_MM = 1.8
"""Room for the dot at which the line begins."""

FEW_SPOTS = 5
"""So many places in a room are tried for the dot."""

FAR = 10 * DIRECTIONS
"""So many places around each are tried for the name."""

MOST_LINES = 3
"""On so many lines a name is written in one language, if it must."""

MORE_LINES = 7
"""On so many where the name finds no room otherwise."""

GRID = 9
"""Places tried across a room, each way."""


FINE_MM = 1.0
"""Places tried where these were too few lie so far apart, in a large room farther."""

MOST_SPOTS = 1500
"""So many of them are tried in a room at most."""

ASIDE_MM = 0.00013
"""Added before distances are compared, lest the last digit tell apart what is level."""

LED_SPOTS = 60
"""So many of them are tried for the dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How names are written."""

    language: str
    sizes_mm: tuple[float, ...]
    """Largest first."""
    typeface: Typeface
    may_lead: bool = False
    """Say whether a name without room may stand outside, at the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """The rooms around a room."""

    floor: Floor
    sight: Sight

    def all_but(self, own: Space) -> BaseGeometry:
        """Return all rooms but one as drawn."""
        others = [polygon(space) for space in self.floor.spaces if space.id != own.id]
        return self.sight.draw(unary_union(others))

    def behind(self, own: Space) -> BaseGeometry:
        """Return all rooms but one as drawn, without their edges."""
        return self.all_but(own).buffer(-WALL_AIR_MM)

    def to_the_walls(self, own: Space) -> Polygon:
        """Return a room as drawn, up to its walls but not onto them."""
        behind = self.all_but(own).buffer(FAR_SIDE_MM)
        return largest(self.sight.draw(polygon(own)).buffer(-NEED_AIR_MM).difference(behind))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """A room as drawn, without its edges, and where in it a name is tried."""

    space: Space
    shape: Polygon
    spots: tuple[Spot, ...]
    led_spots: int = FEW_SPOTS
    """So many of them are tried for the dot of a line."""


def draw_room_names(floor: Floor, sight: Sight, crowd: Crowd, naming: Naming) -> dict[str, str]:
    """Return by space the names that fit, and nothing for others that have one to be written.

    Those of rooms where people stay come before corridors.
    """
    site = _Site(floor=floor, sight=sight)
    spaces = sorted(floor.spaces, key=lambda space: (_rank(space), space.id))
    named = (space for space in spaces if space.use not in UNNAMED_USES)
    return {space.id: _draw_name(space, site, crowd, naming) for space in named}


def name_forms(
    texts: tuple[str, ...], naming: Naming, counts: tuple[int, int] = (1, MOST_LINES)
) -> Iterator[Label]:
    """Yield the ways to write a name in some languages, best first: in one line each, folded.

    `counts` says on how many lines in one language, from the least to the most.
    """
    for size in naming.sizes_mm:
        for count in range(counts[0], counts[1] + 1):
            fold = naming.typeface.balance
            lines = tuple(line for text in texts for line in fold(text, size, count))
            yield Label(lines=lines, size_mm=size)


def _rank(space: Space) -> int:
    """Return nought for rooms, one for stairs, two for places that everybody knows."""
    if space.use is SpaceUse.STAIR:
        return 1
    return 2 if space.use in KNOWN_USES else 0


def _draw_name(space: Space, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return a name in its room; at a line from it; the same in more places; else in pieces."""
    shape = largest(site.sight.draw(polygon(space)).buffer(-WALL_AIR_MM))
    if shape.is_empty:
        return ""
    whole = wording.in_languages(space.name, naming.language)
    room = _Room(space=space, shape=shape, spots=tuple(_spots(shape)))
    drawn = _whole(room, site, crowd, naming)
    if not drawn and naming.may_lead:
        drawn = _within(room, _tall_forms(whole, naming), crowd, naming)
    if not drawn and naming.may_lead:
        room = replace(room, spots=tuple(fine_spots(shape)), led_spots=LED_SPOTS)
        drawn = _whole(room, site, crowd, naming)
    if not drawn and len(whole) > 1:
        drawn = "".join(_piece(room, text, site, crowd, naming) for text in whole)
    return ink.group((drawn,), data_room=space.id) if drawn else ""


def _whole(room: _Room, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return a name in all languages together: in its room, or at a line from it."""
    forms = name_forms(_texts(room.space, naming), naming)
    drawn = _within(room, forms, crowd, naming)
    return drawn or (_led(room, site, crowd, naming) if naming.may_lead else "")


def _piece(room: _Room, text: str, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return a name in one language; on a sheet, at last, close to the walls."""
    drawn = _within(room, name_forms((text,), naming), crowd, naming)
    if not drawn and naming.may_lead:
        drawn = _within(room, _tall_forms((text,), naming), crowd, naming)
    if drawn or not naming.may_lead or room.space.use is SpaceUse.STAIR:
        return drawn
    return _tight(site.to_the_walls(room.space), text, crowd, naming)


def _tight(shape: Polygon, text: str, crowd: Crowd, naming: Naming) -> str:
    """Return a name whose letters themselves, not their box, keep off the walls."""
    inside = prep(shape)
    spots = fine_spots(shape)
    for label in dict.fromkeys(name_forms((text,), _smallest(naming))):
        (wide, high), (above, below) = label.size(naming.typeface), label.air_mm
        boxes = _boxes((wide, high - above - below), spots)
        fitting = (area for area in boxes if inside.contains(box(*area)))
        found = crowd.first_free(fitting, Ground.OFF_WALLS)
        if found:
            left, top, right, bottom = found
            return label.draw((left, top - above, right, bottom + below), naming.typeface)
    return ""


def largest(shape: BaseGeometry) -> Polygon:
    """Return the largest part of a shape that is an area; an empty one without any."""
    parts = [part for part in get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: part.area, default=Polygon())


def _within(room: _Room, labels: Iterable[Label], crowd: Crowd, naming: Naming) -> str:
    """Return the name in the first form that finds room in its own room."""
    inside = prep(room.shape)
    for label in dict.fromkeys(labels):
        boxes = _boxes(label.size(naming.typeface), room.spots)
        found = crowd.first_free(area for area in boxes if inside.contains(box(*area)))
        if found:
            plate = room.space.use is SpaceUse.STAIR
            ground = ink.rect(found, fill=ink.WHITE) if plate else ""
            return ground + label.draw(found, naming.typeface)
    return ""


def _led(room: _Room, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return the name outside the building beside its room, at the end of a line from there.

    The line meets no other room, no way and no thing.
    """
    forms = islice(name_forms(_texts(room.space, naming), _smallest(naming)), 2)
    return _lead(room, tuple(forms), site, crowd, naming.typeface)


def draw_led(
    space: Space, label: Label, plan: tuple[Floor, Sight], crowd: Crowd, typeface: Typeface
) -> str:
    """Return a label outside the building at the end of a line from a room; nothing without room.

    Places are sought all over the room.
    """
    floor, sight = plan
    shape = largest(sight.draw(polygon(space)).buffer(-WALL_AIR_MM))
    if shape.is_empty:
        return ""
    room = _Room(space=space, shape=shape, spots=tuple(fine_spots(shape)), led_spots=LED_SPOTS)
    return _lead(room, (label,), _Site(floor=floor, sight=sight), crowd, typeface)


def _lead(
    room: _Room, labels: Sequence[Label], site: _Site, crowd: Crowd, typeface: Typeface
) -> str:
    """Return the first of the labels that finds a place outside; see `_led`."""
    dot = (DOT_MM, DOT_MM)
    inside = [spot for spot in room.spots if room.shape.contains(Point(spot))]
    step = max(1, len(inside) // (2 * room.led_spots)) if room.led_spots > FEW_SPOTS else 1
    free = (spot for spot in inside[::step] if crowd.is_free(box_at(spot, dot)))
    foreign = prep(site.behind(room.space))
    sized = [(label, label.size(typeface)) for label in labels]
    for spot in islice(free, room.led_spots):
        for label, size in sized:
            places = islice(around(spot, size), FAR)
            outside = (area for area in places if crowd.is_on(area, Ground.OUTSIDE))
            free_places = (area for area in outside if crowd.is_free(area, spot))
            near = (area for area in free_places if _is_clear(foreign, crowd, spot, area))
            found = crowd.first_free(near, Ground.OUTSIDE, spot, is_led_to=True)
            if found:
                leader = draw_leader(crowd, spot, found, ink.BLACK)
                return leader + label.draw(found, typeface)
    return ""


def _is_clear(
    foreign: "PreparedGeometry[BaseGeometry]", crowd: Crowd, spot: Spot, area: Box
) -> bool:
    line = LineString([spot, nearest_edge(area, spot)])
    return line.length <= LEADER_MM and not foreign.intersects(line) and crowd.is_off_ways(line)


def _texts(space: Space, naming: Naming) -> tuple[str, ...]:
    return wording.in_languages(space.name, naming.language)


def _tall_forms(texts: tuple[str, ...], naming: Naming) -> Iterator[Label]:
    """Yield the ways to write a long name on many lines, in the smallest letters."""
    return name_forms(texts, _smallest(naming), (MOST_LINES + 1, MORE_LINES))


def _smallest(naming: Naming) -> Naming:
    return replace(naming, sizes_mm=naming.sizes_mm[-1:])


def _spots(shape: Polygon) -> list[Spot]:
    """Return places in a room for the middle of its name, the roomiest first."""
    grid, centre = _grid(shape), Point(inner_spot(shape))
    return [_as_spot(centre), roomiest(shape, grid), *_from(centre, grid)]


def roomiest(shape: Polygon, spots: Iterable[Spot]) -> Spot:
    """Return the place farthest from the edges, of equal ones the nearest to the middle.

    Any other way to find it would say of a rectangle, where many places are level, what the last
    digits say, and another one of the same room turned.
    """
    inside = [spot for spot in _from(shape.centroid, spots) if shape.contains(Point(spot))]
    if not inside:
        return _as_spot(polylabel(shape, tolerance=1.0))
    return max(inside, key=lambda spot: round(shape.exterior.distance(Point(spot)), 1))


def inner_spot(shape: BaseGeometry) -> Spot:
    """Return the middle of the largest part of a shape, or its roomiest place if that lies outside.

    Corners along a straight side, of which a turned building has others, do not move it.
    """
    area = largest(shape)
    if area.contains(area.centroid):
        return _as_spot(area.centroid)
    return roomiest(area, _grid(area))


def _grid(shape: Polygon) -> list[Spot]:
    left, top, right, bottom = shape.bounds
    steps = [(step + 0.5) / GRID for step in range(GRID)]
    return [
        (left + across * (right - left), top + down * (bottom - top))
        for across in steps
        for down in steps
    ]


def _from(centre: Point, spots: Iterable[Spot]) -> list[Spot]:
    """Return places, the nearest to `centre` first."""
    return sorted(spots, key=lambda s: (round(centre.distance(Point(s)) + ASIDE_MM, 3), s))


def _as_spot(point: Point) -> Spot:
    return point.x, point.y


def fine_spots(shape: Polygon) -> list[Spot]:
    """Return places all over a room, the nearest to its middle first."""
    if shape.is_empty:
        return []
    left, top, right, bottom = shape.bounds
    step = max(FINE_MM, (shape.area / MOST_SPOTS) ** 0.5)
    across, down = int((right - left) / step) + 1, int((bottom - top) / step) + 1
    grid = [(left + i * step, top + k * step) for i in range(across) for k in range(down)]
    inside = prep(shape)
    centre = shape.centroid
    return _from(centre, (spot for spot in grid if inside.contains(Point(spot))))


def _boxes(size: tuple[float, float], spots: Sequence[Spot]) -> Iterator[Box]:
    return (box_at(spot, size) for spot in spots)
