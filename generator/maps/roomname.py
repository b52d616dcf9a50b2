# SPDX-License-Identifier: MIT
"""Names of rooms, each written where it fits into its own room, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from shapely import box, get_parts
from shapely.geometry import Point, Polygon
from shapely.ops import polylabel
from shapely.prepared import prep

from generator.maps import ink
from generator.maps.fabric import Sight
from generator.maps.ink import Spot
from generator.maps.label import Label
from generator.maps.letter import Typeface
from generator.maps.placing import Box, Crowd, box_at
from generator.maps.structure import polygon
from generator.model.building import Floor, Space, SpaceUse
from generator.model.record import Text

UNNAMED_USES = (SpaceUse.LIFT, SpaceUse.CLOSED)
"""A lift has its sign; nobody needs to find a shaft."""

WALL_AIR_MM = 0.8
"""Least distance between a name and the middle of a wall."""

GRID = 9
"""Places tried across a room, each way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How names are written."""

    language: str
    sizes_mm: tuple[float, ...]
    """Largest first."""
    typeface: Typeface


def draw_room_names(floor: Floor, sight: Sight, crowd: Crowd, naming: Naming) -> tuple[str, ...]:
    """Return the names that fit; those of rooms where people stay come before corridors."""
    spaces = sorted(floor.spaces, key=lambda space: (_rank(space), space.id))
    named = (space for space in spaces if space.use not in UNNAMED_USES)
    return tuple(_draw_name(space, sight, crowd, naming) for space in named)


def name_forms(name: Text, naming: Naming) -> Iterator[Label]:
    """Yield the ways to write a name, best first: whole, folded, and in one language only."""
    shortened = [(name.zh,)] if naming.language == "both" else []
    whole = {"zh": (name.zh,), "en": (name.en,), "both": (name.zh, name.en)}[naming.language]
    for texts in (whole, *shortened):
        for size in naming.sizes_mm:
            for width in (70.0, 22.0, 13.0):
                wrap = naming.typeface.wrap
                lines = tuple(line for text in texts for line in wrap(text, size, width))
                if not _cuts_word(lines, texts):
                    yield Label(lines=lines, size_mm=size)


def _cuts_word(lines: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Say whether folding has cut a Latin word in two."""
    words = {word for line in lines for word in line.split()}
    whole = {word for text in texts if text.isascii() for word in text.split()}
    return not whole <= words


def _rank(space: Space) -> int:
    """Return nought for rooms, one for stairs, two for places that everybody knows."""
    if space.use is SpaceUse.STAIR:
        return 1
    return 2 if space.use in (SpaceUse.CORRIDOR, SpaceUse.GALLERY, SpaceUse.LOBBY) else 0


def _draw_name(space: Space, sight: Sight, crowd: Crowd, naming: Naming) -> str:
    parts = get_parts(sight.draw(polygon(space)).buffer(-WALL_AIR_MM))
    shape = max(parts, key=lambda part: part.area, default=None)
    if not isinstance(shape, Polygon) or shape.is_empty:
        return ""
    inside = prep(shape)
    spots = _spots(shape)
    for label in dict.fromkeys(name_forms(space.name, naming)):
        boxes = _boxes(label.size(naming.typeface), spots)
        found = crowd.first_free(area for area in boxes if inside.contains(box(*area)))
        if found:
            plate = space.use is SpaceUse.STAIR
            ground = ink.rect(found, fill=ink.WHITE) if plate else ""
            name = label.draw(found, naming.typeface)
            return ink.group((ground, name), data_room=space.id)
    return ""


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
