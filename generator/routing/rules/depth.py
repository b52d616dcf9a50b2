# SPDX-License-Identifier: MIT
"""R303: rooms in which a point is too far from the doors."""

from collections.abc import Iterator, Sequence

from shapely import Polygon

from generator.finding import Finding
from generator.model.building import Point, SpaceUse
from generator.model.record import Text
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import Premises, Room
from generator.routing.rules.stroll import Strolls
from generator.routing.rules.travel import ROUNDING_M, ROWS

SPACING_M = 1.0
"""Distance between the points of a room's edge from which its depth is measured."""


def room_depth_m(outline: Polygon, doors: Sequence[Point]) -> float:
    """Return how far the farthest point of a room is from the nearest of its doors, on foot."""
    if not doors:
        return 0.0
    steps = int(outline.exterior.length / SPACING_M) + 1
    edge = [outline.exterior.interpolate(i / steps, normalized=True) for i in range(steps)]
    corners = [(float(x), float(y)) for x, y in outline.exterior.coords[:-1]]
    spots = [*corners, *((spot.x, spot.y) for spot in edge)]
    return max(Strolls(outline, doors).lengths_m(spots).values(), default=0.0)


def find_deep_rooms(premises: Premises) -> Iterator[Finding]:
    """Yield R303 for rooms with a point too far from their doors."""
    for storey in premises.storeys:
        for room in storey.rooms:
            outline = storey.walkable.rooms[room.space.id]
            depth_m = room_depth_m(outline, [door.at for door in room.doors])
            allowed, allowed_m = _allowed_depth(premises, room)
            if depth_m > allowed_m + ROUNDING_M:
                yield _too_deep(premises, room, depth_m, (allowed, allowed_m))


def _allowed_depth(premises: Premises, room: Room) -> tuple[Limit, float]:
    is_large = room.space.use in {SpaceUse.HALL, SpaceUse.CANTEEN} and len(room.doors) > 1
    row = "depth-hall" if is_large else ROWS[premises.building.use] + "-dead-end"
    found = limit(row)
    factor = limit("travel-sprinkler-factor").value if premises.building.sprinklers else 1.0
    return found, found.at_grade(premises.building.fire_grade) * factor


def _too_deep(
    premises: Premises, room: Room, depth_m: float, allowed: tuple[Limit, float]
) -> Finding:
    what = Text(
        zh=f"{room.name.zh}里最远的一点离门 {depth_m:.1f} 米，限值 {allowed[1]:.1f} 米",
        en=f"the farthest point of {room.name.en} is {depth_m:.1f} m from a door; "
        f"at most {allowed[1]:.1f} m",
    )
    mend = Text(
        zh="请核对轮廓和门；若属实，需要增设门。",
        en="See whether outline and doors are right; if so, the room needs another door.",
    )
    return premises.judge("R303", room.key, allowed[0], (what, mend))
