# SPDX-License-Identifier: MIT
"""Names of rooms, written in its own room or at the end of a line from there, or not at all."""

from collections.abc import Iterable, Iterator
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

WALL_AIR_MM = 0.8
"""Least distance between a name and the middle of a wall."""

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

GRID = 9
"""Places tried across a room, each way."""


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
        """Return all rooms but one as drawn, without their edges."""
        others = [polygon(space) for space in self.floor.spaces if space.id != own.id]
        return self.sight.draw(unary_union(others)).buffer(-WALL_AIR_MM)


def draw_room_names(floor: Floor, sight: Sight, crowd: Crowd, naming: Naming) -> tuple[str, ...]:
    """Return the names that fit; those of rooms where people stay come before corridors."""
    site = _Site(floor=floor, sight=sight)
    spaces = sorted(floor.spaces, key=lambda space: (_rank(space), space.id))
    named = (space for space in spaces if space.use not in UNNAMED_USES)
    return tuple(_draw_name(space, site, crowd, naming) for space in named)


def name_forms(texts: tuple[str, ...], naming: Naming) -> Iterator[Label]:
    """Yield the ways to write a name in some languages, best first: in one line each, folded."""
    for size in naming.sizes_mm:
        for count in range(1, MOST_LINES + 1):
            fold = naming.typeface.balance
            lines = tuple(line for text in texts for line in fold(text, size, count))
            yield Label(lines=lines, size_mm=size)


def _rank(space: Space) -> int:
    """Return nought for rooms, one for stairs, two for places that everybody knows."""
    if space.use is SpaceUse.STAIR:
        return 1
    return 2 if space.use in (SpaceUse.CORRIDOR, SpaceUse.GALLERY, SpaceUse.LOBBY) else 0


def _draw_name(space: Space, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return a name in its room; at a line from it; else each language where it fits."""
    parts = get_parts(site.sight.draw(polygon(space)).buffer(-WALL_AIR_MM))
    shape = max(parts, key=lambda part: part.area, default=None)
    if not isinstance(shape, Polygon) or shape.is_empty:
        return ""
    whole = wording.in_languages(space.name, naming.language)
    drawn = _within(space, shape, name_forms(whole, naming), crowd, naming)
    if not drawn and naming.may_lead:
        drawn = _led(space, shape, site, crowd, naming)
    if not drawn and len(whole) > 1:
        forms = (name_forms((text,), naming) for text in whole)
        drawn = "".join(_within(space, shape, labels, crowd, naming) for labels in forms)
    return ink.group((drawn,), data_room=space.id) if drawn else ""


def _within(
    space: Space, shape: Polygon, labels: Iterable[Label], crowd: Crowd, naming: Naming
) -> str:
    """Return the name in the first form that finds room in its own room."""
    inside = prep(shape)
    spots = _spots(shape)
    for label in dict.fromkeys(labels):
        boxes = _boxes(label.size(naming.typeface), spots)
        found = crowd.first_free(area for area in boxes if inside.contains(box(*area)))
        if found:
            plate = space.use is SpaceUse.STAIR
            ground = ink.rect(found, fill=ink.WHITE) if plate else ""
            return ground + label.draw(found, naming.typeface)
    return ""


def _led(space: Space, shape: Polygon, site: _Site, crowd: Crowd, naming: Naming) -> str:
    """Return the name outside the building beside its room, at the end of a line from there.

    The line meets no other room, no way and no thing.
    """
    dot = (DOT_MM, DOT_MM)
    free = (spot for spot in _spots(shape) if crowd.is_free(box_at(spot, dot)))
    foreign = prep(site.all_but(space))
    for spot in islice((s for s in free if shape.contains(Point(s))), FEW_SPOTS):
        for label in islice(name_forms(_texts(space, naming), _smallest(naming)), 2):
            places = islice(around(spot, label.size(naming.typeface)), FAR)
            near = (area for area in places if _is_clear(foreign, crowd, spot, area))
            found = crowd.first_free(near, Ground.OUTSIDE, spot, is_led_to=True)
            if found:
                leader = draw_leader(crowd, spot, found, ink.BLACK)
                return leader + label.draw(found, naming.typeface)
    return ""


def _is_clear(
    foreign: "PreparedGeometry[BaseGeometry]", crowd: Crowd, spot: Spot, area: Box
) -> bool:
    line = LineString([spot, nearest_edge(area, spot)])
    return line.length <= LEADER_MM and not foreign.intersects(line) and crowd.is_off_ways(line)


def _texts(space: Space, naming: Naming) -> tuple[str, ...]:
    return wording.in_languages(space.name, naming.language)


def _smallest(naming: Naming) -> Naming:
    return replace(naming, sizes_mm=naming.sizes_mm[-1:])


def _spots(shape: Polygon) -> list[Spot]:
    """Return places in a room for the middle of its name, the roomiest first."""
    left, top, right, bottom = shape.bounds
    best = polylabel(shape, tolerance=1.0)
    centre = shape.centroid if shape.contains(shape.centroid) else best
    steps = [(step + 0.5) / GRID for step in range(GRID)]
    grid = [
        (left + across * (right - left), top + down * (bottom - top))
        for across in steps
        for down in steps
    ]
    ranked = sorted(grid, key=lambda spot: (round(centre.distance(Point(spot)), 3), spot))
    return [(centre.x, centre.y), (best.x, best.y), *ranked]


def _boxes(size: tuple[float, float], spots: list[Spot]) -> Iterator[Box]:
    return (box_at(spot, size) for spot in spots)
