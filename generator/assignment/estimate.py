# SPDX-License-Identifier: MIT
"""How long a building takes to leave, as far as the hydraulic method can tell.

Nothing here says whether that is good enough. The bound, the estimate, the guideline's aim, the
school's own aim and the times of real drills stand side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist, inf

from generator.assignment.hydraulic import (
    CONSTANTS,
    DOOR_FLOW,
    FREE_SPEED,
    FREE_STAIR_SPEED,
    STAIR_DOWN_FLOW,
    flow_s,
    in_steps_s,
    merged_flow,
    travel_s,
)
from generator.assignment.party import Element, House, Way
from generator.model.assignment import Assigned, Estimate, FlowPart
from generator.model.building import Building, Stair
from generator.model.route import RouteOption
from generator.model.school import Campus, EntryKind, HeldRecord

GUIDELINE_AIM_S = 120
"""Schools of up to four floors should, in principle, be out within two minutes
(Ministry of Education, 教基一厅〔2014〕2号)."""
GUIDELINE_FLOORS = 4


@dataclass(frozen=True)
class Streams:
    """The people of a building on their assigned ways."""

    house: House
    assigned: Sequence[Assigned]

    @cached_property
    def ways(self) -> Sequence[Way]:
        """What each passes through."""
        return [
            self.house.read_way(
                RouteOption(
                    school_class=a.school_class,
                    door=a.route.doors[0] if a.route.doors else "",
                    route=a.route,
                )
            )
            for a in self.assigned
        ]

    @cached_property
    def loads(self) -> Mapping[Element, int]:
        """How many people pass each element."""
        loads: dict[Element, int] = {}
        for a, way in zip(self.assigned, self.ways, strict=True):
            for element in way.elements:
                loads[element] = loads.get(element, 0) + a.head_count
        return loads

    @cached_property
    def feeders(self) -> Mapping[Element, Mapping[Element, int]]:
        """How many people come to each element from each one before it."""
        found: dict[Element, dict[Element, int]] = {element: {} for element in self.loads}
        for a, way in zip(self.assigned, self.ways, strict=True):
            for before, element in zip(way.elements, way.elements[1:], strict=False):
                found[element][before] = found[element].get(before, 0) + a.head_count
        return found

    @cached_property
    def flows(self) -> Mapping[Element, float]:
        """The specific flow in each element where streams have merged, floor by floor."""
        found: dict[Element, float] = {}
        for element in self.loads:
            self._flow(element, found)
        return found

    def _flow(self, element: Element, found: dict[Element, float]) -> float:
        """Return the flow in an element; what it feeds itself, by a ring, is taken as full."""
        if element not in found:
            found[element] = element.specific_flow
            inflows = [
                self._flow(before, found) * before.width_m * count / self.loads[before]
                for before, count in self.feeders[element].items()
            ]
            if inflows and self._all_come_from_before(element):
                found[element] = merged_flow(inflows, element.width_m, element.specific_flow)
        return found[element]

    def _all_come_from_before(self, element: Element) -> bool:
        return sum(self.feeders[element].values()) == self.loads[element]

    def seconds(self, element: Element) -> float:
        """Return how long an element takes until all have passed."""
        return flow_s(self.loads[element], element.width_m, self.flows[element])

    def travel_s(self, way: Way) -> float:
        """Return how long the last of those on a way takes until out.

        The time at an element is that of its greatest flow: who comes by a quick branch does
        not wait for those of a slow one.
        """
        longest_s = max(self.loads[element] / element.capacity for element in way.elements)
        return travel_s(way.flat_s, longest_s, way.stair_s)

    def parts(self) -> Iterator[FlowPart]:
        """Yield each door, stair and exit; of a stair, the flight that takes longest."""
        by_id: dict[str, list[Element]] = {}
        for element in self.loads:
            by_id.setdefault(element.id, []).append(element)
        for name, elements in sorted(by_id.items()):
            worst = max(elements, key=lambda e: (round(self.seconds(e), 1), self.loads[e], e))
            yield FlowPart(
                element=name,
                head_count=self.loads[worst],
                effective_width_m=worst.width_m,
                specific_flow=round(self.flows[worst], 3),
                seconds=round(self.seconds(worst), 1),
            )


def estimate(
    campus: Campus, building: Building, assigned: Sequence[Assigned], records: Sequence[HeldRecord]
) -> Estimate:
    """Return what is known of the time in which a building is left, from the signal's first step.

    `assigned` may hold other buildings too; they are passed over. The time in which people
    notice the signal and get up is not in it, nor the way from the exit to the ground.
    """
    own = [a for a in assigned if a.building == building.id]
    streams = Streams(House(building), own)
    storeys = {number for number in building.storeys.values() if number > 0}
    is_low = len(storeys) <= GUIDELINE_FLOORS
    return Estimate(
        building=building.id,
        capacity_bound_s=round(find_bound_s(building, own), 1),
        estimate_s=in_steps_s(max(map(streams.travel_s, streams.ways), default=0.0)),
        parts=tuple(streams.parts()),
        constants=CONSTANTS,
        aim_s=campus.school.evacuation.aim_s,
        guideline_aim_s=GUIDELINE_AIM_S if is_low else None,
        measured_s=tuple(_measured(records)),
    )


def _measured(records: Sequence[HeldRecord]) -> Iterator[int]:
    drills = [r for r in records if r.kind is EntryKind.DRILL and r.seconds_to_clear]
    for record in sorted(drills, key=lambda r: (r.date, r.id), reverse=True):
        yield record.seconds_to_clear or 0


def find_bound_s(building: Building, assigned: Sequence[Assigned]) -> float:
    """Return the time below which the building cannot be left, whoever goes where.

    At each cut (all exits; all flights that leave the floors from one level up, or down), all
    who must pass it do so at the greatest flow of all its openings together; before or after,
    somebody must walk, at free speed, at least as far as the nearest of them.
    """
    levels = House(building).levels
    cuts = [_exit_cut_s(building, assigned)]
    for level in sorted(set(levels.values())):
        above = [a for a in assigned if levels[a.route.points[0].floor] >= level]
        below = [a for a in assigned if levels[a.route.points[0].floor] <= level]
        exits = {levels[floor.id] for floor in building.floors if floor.open_exits}
        if exits and max(exits) < level:
            cuts.append(_stair_cut_s(building, above, (level - 1, level)))
        if exits and min(exits) > level:
            cuts.append(_stair_cut_s(building, below, (level, level + 1)))
    return max(cuts, default=0.0)


def _exit_cut_s(building: Building, assigned: Sequence[Assigned]) -> float:
    capacity = (
        sum(e.clear_width_m for floor in building.floors for e in floor.open_exits) * DOOR_FLOW
    )
    heads = sum(a.head_count for a in assigned)
    walk_s = min((_least_walk_s(building, a) for a in assigned), default=0.0)
    return heads / capacity + walk_s if heads and capacity else 0.0


def _least_walk_s(building: Building, assigned: Assigned) -> float:
    """Return the time to the nearest exit as the crow flies, or down one flight."""
    start = assigned.route.points[0]
    here = (floor for floor in building.floors if floor.id == start.floor)
    exits = [e.at_m for floor in here for e in floor.open_exits]
    lengths = [dist(at, (start.x_m, start.y_m)) / FREE_SPEED for at in exits]
    flights = [s.slope_length_m / FREE_STAIR_SPEED for s in building.stairs if s.is_open]
    return min([*lengths, *flights], default=0.0)


def _stair_cut_s(
    building: Building, assigned: Sequence[Assigned], levels: tuple[int, int]
) -> float:
    """Return the time for all to pass from one level to the next, and to walk the flight."""
    numbers = House(building).levels
    stairs = [s for s in building.stairs if s.is_open and _joins(s, levels, numbers)]
    capacity = sum(stair.flight_width_m for stair in stairs) * STAIR_DOWN_FLOW
    heads = sum(a.head_count for a in assigned)
    if not heads or not capacity:
        return 0.0
    return heads / capacity + min(s.slope_length_m for s in stairs) / FREE_STAIR_SPEED


def _joins(stair: Stair, levels: tuple[int, int], numbers: Mapping[str, int]) -> bool:
    """Say whether a stair leads from at or below one level to at or above the next."""
    served = [numbers.get(landing.floor, inf) for landing in stair.landings]
    return min(served) <= levels[0] and max(served) >= levels[1]
