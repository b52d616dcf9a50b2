# SPDX-License-Identifier: MIT
"""Where exactly a sheet hangs, in words: room, wall, and how far from the nearest door."""

from collections.abc import Iterator
from math import cos, radians, sin

from generator.model.building import Building, Floor, Point, PostingPlace, Space
from generator.model.record import Text

BEHIND_M = tuple(step / 10 for step in range(2, 11))
"""How far beyond the reader to look for what lies behind the wall."""

WALL_M = 0.9
"""A door farther ahead than this stands in another wall than the sheet."""

NEAR_M = 8.0
"""A door farther away than this tells nobody where the sheet hangs."""

LEAST_M = 0.1
"""Nearer than this the data put the sheet on the door itself."""


def describe_wall(building: Building, place: PostingPlace) -> Text:
    """Return on which wall a sheet hangs; says only what the building's data say."""
    floor = next((floor for floor in building.floors if floor.id == place.floor), None)
    own = _space_at(floor, place.at_m) if floor else None
    if floor is None or own is None:
        return Text(zh="在张贴点所在的墙上", en="on the wall at the posting place")
    wall, door = _wall(floor, own, place), _door(floor, own, place)
    return Text(zh=f"{wall.zh}{door.zh}", en=f"{wall.en}{door.en}") if door else wall


def _wall(floor: Floor, own: Space, place: PostingPlace) -> Text:
    behind = _behind(floor, own, place)
    name = own.name
    if behind is None:
        return Text(
            zh=f"{name.zh}，背后没有房间的墙（多为外墙）",
            en=f"{name.en}, the wall with no room behind it (most often an outer wall)",
        )
    return Text(
        zh=f"{name.zh}，靠{behind.name.zh}一侧的墙",
        en=f"{name.en}, the wall towards {behind.name.en}",
    )


def _behind(floor: Floor, own: Space, place: PostingPlace) -> Space | None:
    ahead, (x, y) = _ahead(place), place.at_m
    spots = ((x + far * ahead[0], y + far * ahead[1]) for far in BEHIND_M)
    spaces = (_space_at(floor, spot) for spot in spots)
    return next((space for space in spaces if space and space.id != own.id), None)


def _door(floor: Floor, own: Space, place: PostingPlace) -> Text | None:
    """Return on which hand the nearest door in the same wall is, and how far to its middle."""
    sides = [side for at_m in _openings(floor, own) if (side := _side_m(place, at_m)) is not None]
    if not sides:
        return None
    side_m = min(sides, key=abs)
    hand = Text(zh="右", en="right") if side_m > 0 else Text(zh="左", en="left")
    return Text(
        zh=f"；面对墙，门（正中）在{hand.zh}手 {abs(side_m):.1f} 米",
        en=f"; facing it, the middle of the door is {abs(side_m):.1f} m to the {hand.en}",
    )


def _openings(floor: Floor, own: Space) -> Iterator[Point]:
    yield from (door.at_m for door in floor.doors if own.id in door.joins)
    yield from (way_out.at_m for way_out in floor.exits if way_out.space == own.id)


def _side_m(place: PostingPlace, at_m: Point) -> float | None:
    """Return how far right of the reader an opening in the faced wall is; left is negative."""
    (fx, fy), x, y = _ahead(place), at_m[0] - place.at_m[0], at_m[1] - place.at_m[1]
    forward, right = x * fx + y * fy, x * fy - y * fx
    is_near = 0 < forward <= WALL_M and LEAST_M <= abs(right) <= NEAR_M
    return right if is_near else None


def _ahead(place: PostingPlace) -> Point:
    angle = radians(place.facing_deg)
    return cos(angle), sin(angle)


def _space_at(floor: Floor, spot: Point) -> Space | None:
    return next((space for space in floor.spaces if _holds(space.outline_m, spot)), None)


def _holds(outline: tuple[Point, ...], spot: Point) -> bool:
    """Say whether an outline holds a spot, by how often a ray to the right leaves it."""
    x, y = spot
    inside = False
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
