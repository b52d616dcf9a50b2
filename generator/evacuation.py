# SPDX-License-Identifier: MIT
"""Ways, then classes on the ways, then what is left of them: all about leaving a school."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.assignment.assign import assign_school
from generator.assignment.assignment_faults import find_assignment_faults
from generator.finding import Finding
from generator.maps.fingerprint import sheet_fingerprints
from generator.model.assignment import Assignment
from generator.model.evacuation import Evacuation
from generator.model.route import BuildingRoutes, Detour, Routes
from generator.model.school import Campus
from generator.routing.assigned import assign_routes, find_assignment_advice
from generator.routing.blocked import find_detours
from generator.routing.building_findings import find_building_findings
from generator.routing.escape import find_routes
from generator.routing.ground_faults import find_missing_points
from generator.routing.options import find_options


@dataclass(frozen=True, slots=True, kw_only=True)
class CampusEvacuation:
    """How one school leaves."""

    routes: Routes
    assignment: Assignment
    findings: tuple[Finding, ...]


def plan_evacuation(campuses: Mapping[str, Campus]) -> tuple[Evacuation, tuple[Finding, ...]]:
    """Return how all schools leave their buildings, and everything found about it.

    Faulty parts of a building are passed over; the findings name them.
    """
    plans = {name: evacuate_campus(campus) for name, campus in sorted(campuses.items())}
    routes = {at: ways for plan in plans.values() for at, ways in plan.routes.buildings.items()}
    return (
        Evacuation(
            routes=Routes(buildings=MappingProxyType(routes)),
            assignments=MappingProxyType({name: plan.assignment for name, plan in plans.items()}),
            detours=MappingProxyType(dict(_detours(campuses, plans))),
        ),
        tuple(finding for plan in plans.values() for finding in plan.findings),
    )


def evacuate_campus(campus: Campus) -> CampusEvacuation:
    """Return how one school leaves, without what is left when something is blocked.

    Without an assembly point no way has an end: then there are none, and that alone is told.
    """
    if missing := tuple(find_missing_points(campus)):
        none = _no_routes(campus)
        return CampusEvacuation(routes=none, assignment=Assignment(), findings=missing)
    shortest = find_routes({campus.school.id: campus})
    options = find_options(campus)
    assignment = assign_school(campus, options)
    assigned = assign_routes(campus, shortest, assignment)
    return CampusEvacuation(
        routes=assigned.routes,
        assignment=assignment,
        findings=(
            *find_building_findings(campus, shortest),
            *find_assignment_faults(campus, options, assignment.assigned),
            *find_assignment_advice(campus, assigned.differences),
        ),
    )


def _detours(
    campuses: Mapping[str, Campus], plans: Mapping[str, CampusEvacuation]
) -> Iterator[tuple[tuple[str, str], tuple[Detour, ...]]]:
    for name, plan in plans.items():
        for building in campuses[name].buildings:
            at = (name, building.id)
            yield at, find_detours(campuses[name], building, plan.routes.buildings[at])


def _no_routes(campus: Campus) -> Routes:
    none = BuildingRoutes(from_place=MappingProxyType({}), from_space=MappingProxyType({}))
    at = ((campus.school.id, building.id) for building in campus.buildings)
    return Routes(buildings=MappingProxyType(dict.fromkeys(at, none)))


def find_drawn(campus: Campus, routes: Routes) -> Mapping[tuple[str, str], str]:
    """Return by building and place what its sheet shows, as a fingerprint."""
    return sheet_fingerprints(campus, routes)
