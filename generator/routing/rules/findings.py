# SPDX-License-Identifier: MIT
"""What of a school's buildings does not meet the standards; for the report, never for the wall.

R301 door too far from an exit · R302 fire grade decides · R303 room too deep · R304 stair ends far
from the outdoors · R305 one exit on a floor · R306 exits or doors that count as one · R307 room
with one door · R308 door too narrow · R309 exit too narrow · R310 corridor too narrow · R311 too
narrow for the people · R312 flight too narrow or odd · R313 steps · R314 door opens against people
· R315 extinguisher too far · R316 both ways over one stair.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from generator.finding import Finding
from generator.model.route import Routes
from generator.model.school import Campus
from generator.routing.rules.apart import find_shared_stairs
from generator.routing.rules.crowd import find_crowding
from generator.routing.rules.depth import find_deep_rooms
from generator.routing.rules.discharge import find_far_discharges
from generator.routing.rules.exits import find_few_doors, find_few_exits
from generator.routing.rules.extinguisher import find_far_extinguishers
from generator.routing.rules.premises import Premises
from generator.routing.rules.steps import find_bad_steps, find_narrow_flights
from generator.routing.rules.swing import find_wrong_swings
from generator.routing.rules.travel import find_far_doors
from generator.routing.rules.width import (
    find_narrow_corridors,
    find_narrow_doors,
    find_narrow_exits,
)

Rule: TypeAlias = Callable[[Premises], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    find_far_doors,
    find_deep_rooms,
    find_far_discharges,
    find_few_exits,
    find_few_doors,
    find_narrow_doors,
    find_narrow_exits,
    find_narrow_corridors,
    find_crowding,
    find_narrow_flights,
    find_bad_steps,
    find_wrong_swings,
    find_far_extinguishers,
)


def find_rule_findings(campus: Campus, routes: Routes | None = None) -> Iterator[Finding]:
    """Yield what of a school's buildings does not meet the standards.

    Parts with faults of their own are passed over; `find_building_faults` names them. `routes`
    are those found already; without them R316 is not judged.
    """
    for building in campus.buildings:
        premises = Premises(campus=campus, building=building)
        for rule in RULES:
            yield from rule(premises)
        found = routes and routes.buildings.get((campus.school.id, building.id))
        if found:
            yield from find_shared_stairs(premises, found)
