# SPDX-License-Identifier: MIT
"""Names that find no room in or beside their rooms: numbers there, the names in a key outside.

Where a room is so full that not even a number finds a place, its line of the key says between
which rooms it lies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import hypot

from shapely import Point, Polygon, box
from shapely.prepared import prep

from generator.maps import ink, wording
from generator.maps.fabric import Sight
from generator.maps.label import Label
from generator.maps.placing import Crowd, Ground, box_at
from generator.maps.roomname import (
    KNOWN_USES,
    WALL_AIR_MM,
    Naming,
    draw_led,
    fine_spots,
    inner_spot,
    largest,
)
from generator.maps.structure import polygon
from generator.model.building import Floor, Space, SpaceUse
from generator.model.record import Text

WALL_M = 0.6
"""Rooms so near to each other have one wall."""

SHARED_M = 1.0
"""So much of it at least they share, to be said to lie beside each other."""

OPPOSITE = -0.8
"""A room lies between two that are seen from its middle at more than 143 degrees."""


def draw_key(
    floor: Floor, sight: Sight, crowd: Crowd, naming: Naming, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return numbers in the rooms that have no name among `names`, and the key to them.

    Nothing where the key finds no place beside the building; a room for which no number finds one
    and that lies between no two named rooms is left out.
    """
    taken, lines = len(crowd.taken), len(crowd.lines)
    bare = [s for s in floor.spaces if names.get(s.id) == "" and s.use not in KNOWN_USES]
    spaces = [space for space in bare if not sight.draw(polygon(space)).is_empty]
    numbers: dict[Space, str] = {}
    places: dict[Space, Text] = {}
    told = [s for s in floor.spaces if names.get(s.id) != "" and s.use is not SpaceUse.CLOSED]
    for space in spaces:
        drawn = _draw_number(len(numbers) + 1, space, (floor, sight), crowd, naming)
        place = None if drawn else _place(space, told)
        numbers |= {space: drawn} if drawn else {}
        places |= {space: place} if place else {}
    if not (numbers or places):
        return ()
    rows = [f"{number} {_said(space, naming)}" for number, space in enumerate(numbers, start=1)]
    rows += [" ".join(wording.in_languages(place, naming.language)) for place in places.values()]
    key = _label(rows, naming)
    near = inner_spot(sight.draw(polygon(next(iter((*numbers, *places))))))
    boxes = crowd.everywhere(box_at(near, key.size(naming.typeface)))
    area = crowd.first_free(boxes, Ground.OUTSIDE)
    if area is None:
        crowd.taken.forget(taken)
        del crowd.lines[lines:]
        return ()
    return (
        *(ink.group((drawn,), data_number=space.id) for space, drawn in numbers.items()),
        *(ink.group((), data_beside=space.id) for space in places),
        ink.group((key.draw(area, naming.typeface),), data_key=1),
    )


def _draw_number(
    number: int, space: Space, plan: tuple[Floor, Sight], crowd: Crowd, naming: Naming
) -> str:
    """Return a number in its room, on a plate or without; else outside, at a line from there."""
    plate = _label([str(number)], naming)
    shape = largest(plan[1].draw(polygon(space)).buffer(-WALL_AIR_MM))
    inside = prep(shape)
    for label in (plate, replace(plate, plate=None, frame=None)):
        boxes = (box_at(spot, label.size(naming.typeface)) for spot in fine_spots(shape))
        area = crowd.first_free(area for area in boxes if inside.contains(box(*area)))
        if area:
            return label.draw(area, naming.typeface)
    return draw_led(space, plate, plan, crowd, naming.typeface)


def _place(space: Space, named: Sequence[Space]) -> Text | None:
    """Return a name with the two named rooms between which its room lies; None without such."""
    shape = polygon(space)
    here = shape.centroid
    near = [other for other in named if other.id != space.id and _shares_wall(shape, other)]
    pairs = sorted(combinations(near, 2), key=lambda pair: _angle(here, pair))
    if not pairs or _angle(here, pairs[0]) > OPPOSITE:
        return None
    one, other = pairs[0]
    return wording.lies_between(space.name, one.name, other.name)


def _shares_wall(shape: Polygon, other: Space) -> bool:
    face = shape.buffer(WALL_M).intersection(polygon(other).boundary)
    return bool(other.use not in KNOWN_USES and face.length >= SHARED_M)


def _angle(here: Point, pair: tuple[Space, Space]) -> float:
    """Return the cosine of the angle at which two rooms are seen from a point: -1 if opposite."""
    middles = [polygon(space).centroid for space in pair]
    (ax, ay), (bx, by) = ((middle.x - here.x, middle.y - here.y) for middle in middles)
    return round((ax * bx + ay * by) / (hypot(ax, ay) * hypot(bx, by)), 3)


def _label(lines: Sequence[str], naming: Naming) -> Label:
    size_mm = naming.sizes_mm[-1]
    return Label(lines=tuple(lines), size_mm=size_mm, bold=True, plate=ink.WHITE, frame=ink.BLACK)


def _said(space: Space, naming: Naming) -> str:
    return " ".join(wording.in_languages(space.name, naming.language))
