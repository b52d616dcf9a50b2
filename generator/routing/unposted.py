# SPDX-License-Identifier: MIT
"""Rooms at which no sheet hangs: their ways, and what is left when something is blocked."""

from collections.abc import Iterator

from generator.model.building import Floor, Space, SpaceUse
from generator.model.route import RoomWays
from generator.routing.blocked import NONE_LEFT, find_left
from generator.routing.escape import find_ways
from generator.routing.plan import Plan

PASSED_THROUGH = frozenset(
    {
        SpaceUse.CORRIDOR,
        SpaceUse.GALLERY,
        SpaceUse.LOBBY,
        SpaceUse.COURT,
        SpaceUse.STAIR,
        SpaceUse.LIFT,
        SpaceUse.CLOSED,
    }
)
"""Where nobody stays; who is there looks at a sheet on the wall, and in a lift at none."""


def find_room_ways(plan: Plan) -> Iterator[RoomWays]:
    """Yield the ways of every room that no posting place serves, in the order of the file.

    The words name the room as the plan's building does.
    """
    for floor, space in _unposted(plan):
        start = plan.start_in(floor.id, space.id)
        ways = tuple(find_ways(plan, start))
        left = find_left(plan, start, ways) if ways else NONE_LEFT
        yield RoomWays(
            floor=floor.id,
            space=space.id,
            at_m=start.at,
            ways=ways,
            left=left.first,
            left_step_free=left.step_free,
        )


def _unposted(plan: Plan) -> Iterator[tuple[Floor, Space]]:
    served = {place.serves for place in plan.building.posting_places}
    for floor in plan.building.floors:
        for space in floor.spaces:
            is_room = space.use not in PASSED_THROUGH and space.id not in served
            if is_room and space.id in plan.floors[floor.id].rooms:
                yield floor, space
