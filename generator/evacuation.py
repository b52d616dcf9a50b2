# SPDX-License-Identifier: MIT
"""Ways, then classes on the ways, then what is left of them: all about leaving a school."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.assignment.assign import assign_school
from generator.assignment.assignment_faults import find_assignment_faults, find_stopped_search
from generator.finding import Finding
from generator.maps.fingerprint import sheet_fingerprints
from generator.model.assignment import Assignment
from generator.model.evacuation import Evacuation
from generator.model.route import BuildingRoutes, Detour, RoomWays, Routes
from generator.model.school import Campus
from generator.render.told_building import told_building
from generator.routing.assigned import assign_routes, find_assignment_advice
from generator.routing.blocked import find_detours_in
from generator.routing.building_findings import find_building_findings, find_faults_indoors
from generator.routing.escape import find_routes
from generator.routing.ground_faults import find_missing_points
from generator.routing.options import find_options
from generator.routing.part_faults import find_part_faults
from generator.routing.plan import read_plan
from generator.routing.unposted import find_room_ways


@dataclass(frozen=True, slots=True, kw_only=True)
class CampusEvacuation:
    """How one school leaves."""

    routes: Routes
    assignment: Assignment
    findings: tuple[Finding, ...]


def plan_evacuation(
    campuses: Mapping[str, Campus], known: Mapping[str, CampusEvacuation] = MappingProxyType({})
) -> tuple[Evacuation, tuple[Finding, ...]]:
    """Return how all schools leave their buildings, and everything found about it.

    Faulty parts of a building are passed over; the findings name them. Of which schools it is
    `known`, it is not found out again.
    """
    plans = {n: known.get(n) or evacuate_campus(campus) for n, campus in sorted(campuses.items())}
    routes = {at: ways for plan in plans.values() for at, ways in plan.routes.buildings.items()}
    left = dict(_find_left(campuses, plans))
    return (
        Evacuation(
            routes=Routes(buildings=MappingProxyType(routes)),
            assignments=MappingProxyType({name: plan.assignment for name, plan in plans.items()}),
            detours=MappingProxyType({at: detours for at, (detours, _) in left.items()}),
            rooms=MappingProxyType({at: rooms for at, (_, rooms) in left.items()}),
        ),
        tuple(finding for plan in plans.values() for finding in plan.findings),
    )


def evacuate_campus(campus: Campus) -> CampusEvacuation:
    """Return how one school leaves, without what is left when something is blocked.

    Without an assembly point no way has an end: then there are none, and that alone is told.
    Where `school.yml` cannot be read there are none either: told is what buildings tell alone.
    """
    if campus.has_faulty_school:
        found = (*find_faults_indoors(campus), *find_part_faults(campus))
        return CampusEvacuation(routes=_no_routes(campus), assignment=Assignment(), findings=found)
    if missing := tuple(find_missing_points(campus)):
        none, found = _no_routes(campus), (*missing, *find_part_faults(campus))
        return CampusEvacuation(routes=none, assignment=Assignment(), findings=found)
    shortest = find_routes({campus.school.id: campus})
    options = find_options(campus)
    assignment = assign_school(campus, options)
    assigned = assign_routes(campus, shortest, assignment)
    return CampusEvacuation(
        routes=assigned.routes,
        assignment=assignment,
        findings=(
            *find_building_findings(campus, shortest),
            *find_part_faults(campus),
            *find_assignment_faults(campus, options, assignment.assigned),
            *find_stopped_search(campus, assignment.search),
            *find_assignment_advice(campus, assigned.differences),
        ),
    )


def _find_left(
    campuses: Mapping[str, Campus], plans: Mapping[str, CampusEvacuation]
) -> Iterator[tuple[tuple[str, str], tuple[tuple[Detour, ...], tuple[RoomWays, ...]]]]:
    """Yield what blockages leave of the ways from sheets, and all ways of rooms without one."""
    for name, whole in plans.items():
        campus = campuses[name]
        for building in campus.buildings if campus.school.assembly_points else ():
            at = (name, building.id)
            plan = read_plan(campus, building)
            detours = find_detours_in(plan, whole.routes.buildings[at])
            # The rooms are for pages that anybody may read: none is named by what it holds.
            told = replace(plan, building=told_building(building))
            yield at, (detours, tuple(find_room_ways(told)))


def _no_routes(campus: Campus) -> Routes:
    none = BuildingRoutes(from_place=MappingProxyType({}), from_space=MappingProxyType({}))
    at = ((campus.school.id, building.id) for building in campus.buildings)
    return Routes(buildings=MappingProxyType(dict.fromkeys(at, none)))


def find_drawn(campus: Campus, routes: Routes) -> Mapping[tuple[str, str], str]:
    """Return by building and place what its sheet shows, as a fingerprint."""
    return sheet_fingerprints(campus, routes)
