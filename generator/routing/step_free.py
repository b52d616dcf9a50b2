# SPDX-License-Identifier: MIT
"""Ways for people who cannot use stairs, and the floors on which they have none (R219)."""

from collections.abc import Iterator
from dataclasses import replace

from generator.finding import Finding, Severity
from generator.model.building import Floor, Space, SpaceUse
from generator.model.record import Text
from generator.model.route import Blockage, BuildingRoutes, Route, RouteRole, Routes
from generator.model.school import Campus
from generator.routing.closure import Closure, close, close_refuges, close_steps
from generator.routing.fault import Site
from generator.routing.plan import Plan, Start
from generator.routing.telling import tell_route, tell_route_to_refuge

NAMED_SPACES = 6
"""How many spaces a finding names before it only counts."""


def find_step_free(
    plan: Plan, start: Start, primary: Route | None, blockage: Blockage | None = None
) -> Route | None:
    """Return the shortest step-free way out; else to the nearest refuge; else None.

    It uses no stair, no lift, and only doors and final exits without a step. Where the primary
    route is such a way, it is that one. `blockage` is what cannot be used besides, and
    `primary` then the way that leads round it, None where none does; nobody is sent to wait in
    the room of a stair that is blocked.
    """
    steps = close_steps(plan.building)
    if primary and _is_step_free(primary, steps):
        return replace(primary, role=RouteRole.STEP_FREE)
    closed = steps | close(blockage) if blockage else steps
    ways = plan.when(closed).ranked_ways(start)
    if ways:
        return tell_route(plan, RouteRole.STEP_FREE, start, ways[0])
    if blockage:
        closed |= close_refuges(plan.building, blockage)
    ways = plan.when(closed, to_refuges=True).ranked_ways(start)
    return tell_route_to_refuge(plan, start, ways[0]) if ways else None


def _is_step_free(route: Route, steps: Closure) -> bool:
    has_level_exit = route.final_exit not in steps.exits
    return has_level_exit and not route.stairs and steps.doors.isdisjoint(route.doors)


def find_step_free_gaps(campus: Campus, routes: Routes) -> Iterator[Finding]:
    """Yield a gap for each floor with spaces that have neither a step-free way nor a refuge.

    Stairs are left out, and spaces that have no way out at all (R203).
    """
    for building in campus.buildings:
        found = routes.buildings.get((campus.school.id, building.id))
        site = Site(school=campus.school.id, building=building)
        for i, floor in site.floors():
            cut_off = [s for s in floor.spaces if found and _is_cut_off(found, s)]
            if cut_off:
                yield _gap(site, i, floor, cut_off)


def _is_cut_off(routes: BuildingRoutes, space: Space) -> bool:
    roles = {route.role for route in routes.from_space.get(space.id, ())}
    return space.use is not SpaceUse.STAIR and bool(roles) and RouteRole.STEP_FREE not in roles


def _gap(site: Site, place: int, floor: Floor, spaces: list[Space]) -> Finding:
    names = _list_names(spaces)
    fault = site.fault(
        "R219",
        ("floors", place),
        Text(
            zh=f"{floor.name.zh}：不能走楼梯的人既没有无台阶的出路，也没有等候处（{names.zh}）。",
            en=f"on {floor.name.en}, people who cannot use stairs have neither a step-free way out "
            f"nor a refuge ({names.en}).",
        ),
        Text(
            zh="请与消防和建筑专业人员商定等候处，写进这一层的 refuges；"
            "若有无台阶的门或出口，看看 step_free 是否写对。",
            en="Settle a place to wait with fire and building professionals and add it to "
            "`refuges` of the floor; see too whether `step_free` of doors and exits is right.",
        ),
    )
    return replace(fault, severity=Severity.GAP)


def _list_names(spaces: list[Space]) -> Text:
    named, more = spaces[:NAMED_SPACES], len(spaces) - NAMED_SPACES
    zh, en = "、".join(s.name.zh for s in named), ", ".join(s.name.en for s in named)
    if more > 0:
        return Text(zh=f"{zh}，另有 {more} 处", en=f"{en} and {more} more")
    return Text(zh=zh, en=en)
