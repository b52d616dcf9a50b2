# SPDX-License-Identifier: MIT
"""What cuts a way off when it is blocked."""

from collections.abc import Iterator

from generator.model.building import Building
from generator.model.route import Barrier, Blockage, Route


def list_blockages(building: Building, route: Route) -> Iterator[Blockage]:
    """Yield everything that cuts a route off when it is blocked: exit, stairs, doors.

    Where it ends in a refuge, the stairs too in whose room that lies.
    """
    if route.final_exit:
        yield Blockage(barrier=Barrier.EXIT, id=route.final_exit)
    for stair in dict.fromkeys((*route.stairs, *sorted(building.stairs_beside(route.refuge)))):
        yield Blockage(barrier=Barrier.STAIR, id=stair)
    for door in dict.fromkeys(route.doors):
        yield Blockage(barrier=Barrier.DOOR, id=door)
