# SPDX-License-Identifier: MIT
"""Final exits that may not lead outdoors.

R241 an exit into a court that buildings enclose · R242 an exit on another floor than the ground
floor (advice).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shapely import LineString, Polygon, get_parts, unary_union
from shapely import Point as Spot

from generator.finding import Finding, Key, Severity
from generator.model.building import Exit, Floor
from generator.model.record import Text
from generator.model.school import Campus
from generator.routing.fault import Site
from generator.routing.outdoors import footprint, ground_level
from generator.routing.passage import exit_wall
from generator.routing.walkable import outline_polygon

STEP_OUT_M = 1.5
"""So far out of an exit it is seen where one stands: beyond its wall and a step."""


def find_exit_faults(campus: Campus) -> Iterator[Finding]:
    """Yield R241 and R242 for all final exits of a school."""
    courts = list(closed_courts(campus))
    for building in campus.buildings:
        site, ground = Site(school=campus.school.id, building=building), ground_level(building)
        for i, floor in site.floors():
            for j, final_exit in enumerate(floor.exits):
                key = ("floors", i, "exits", j)
                if not final_exit.is_open:
                    continue
                if leads_into(final_exit, floor, courts):
                    yield _into_court(site, key, final_exit)
                elif floor.level != ground:
                    yield _off_the_ground_floor(site, key, final_exit, floor)


def closed_courts(campus: Campus) -> Iterator[Polygon]:
    """Yield the open areas that ground floors enclose, those with an assembly point left out."""
    built = unary_union([footprint(building) for building in campus.buildings])
    points = [Spot(point.at_m) for point in campus.school.assembly_points]
    for part in get_parts(built):
        for ring in part.interiors if isinstance(part, Polygon) else ():
            court = Polygon(ring)
            if not any(court.covers(point) for point in points):
                yield court


def leads_into(final_exit: Exit, floor: Floor, courts: Sequence[Polygon]) -> bool:
    """Say whether one stands in a court after a step out of an exit."""
    rooms = {space.id: outline_polygon(space) for space in floor.spaces}
    room = rooms.get(final_exit.space)
    wall = exit_wall(final_exit.at_m, room) if courts and room is not None else None
    if wall is None:
        return False
    out = LineString([wall.at, wall.shift(0, -STEP_OUT_M)])
    return any(court.intersects(out) for court in courts)


def _into_court(site: Site, key: Key, final_exit: Exit) -> Finding:
    name = final_exit.id
    return site.fault(
        "R241",
        (*key, "at_m"),
        Text(
            zh=f"出口“{name}”通到四面被楼围住的天井，那里没有集合点，人走不到室外。",
            en=f'exit "{name}" leads into a court that buildings enclose, without an assembly '
            "point: nobody gets outdoors there.",
        ),
        Text(
            zh="把天井写成这层的一个空间（use: court），出口改写成 doors 里的门，"
            "路线就会穿过天井走到真正的出口；首层有露天通道的，不要把通道写成空间。",
            en="Write the court as a space of the floor (`use: court`) and the exit as a door "
            "to it, so that ways go on to a real exit; where an open passage leads out, leave "
            "that out of the spaces.",
        ),
    )


def _off_the_ground_floor(site: Site, key: Key, final_exit: Exit, floor: Floor) -> Finding:
    fault = site.fault(
        "R242",
        (*key, "at_m"),
        Text(
            zh=f"出口“{final_exit.id}”在{floor.name.zh}，不在首层；路线到了门口就算到了室外。",
            en=f'exit "{final_exit.id}" is on {floor.name.en}, not on the ground floor; ways '
            "count as outdoors from its door on.",
        ),
        Text(
            zh="请核对门外是不是地面（坡地、半层）。若是连廊、屋面或室外楼梯，"
            "请写成空间和楼梯，让路线走到地面的出口；门外有台阶的写 step_free: false。",
            en="See whether the ground lies before it (a slope, a half level). A bridge, a roof or "
            "an outdoor stair is a space or a stair: write it so, and ways go on to an exit at "
            "the ground. With steps outside write `step_free: false`.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)
