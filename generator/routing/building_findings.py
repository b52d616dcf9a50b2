# SPDX-License-Identifier: MIT
"""All that is told of a school's buildings: what is impossible, and what misses a standard."""

from collections.abc import Iterator

from generator.finding import Finding
from generator.model.route import Routes
from generator.model.school import Campus
from generator.routing.building_faults import find_building_faults, find_faults_inside
from generator.routing.escape import find_routes
from generator.routing.ground_faults import find_overlaps
from generator.routing.rules.findings import find_rule_findings
from generator.routing.step_free import find_step_free_gaps


def find_building_findings(campus: Campus, routes: Routes | None = None) -> Iterator[Finding]:
    """Yield R2xx and R3xx of a school.

    `routes` are the routes found already; without them they are sought here, once.
    """
    found = routes or find_routes({campus.school.id: campus})
    yield from find_building_faults(campus, found)
    yield from find_step_free_gaps(campus, found)
    yield from find_rule_findings(campus, found)


def find_faults_indoors(campus: Campus) -> Iterator[Finding]:
    """Yield R2xx that the buildings of a school tell without its `school.yml`.

    What rests on its grounds, its classes and whom it teaches is left out: so are all R3xx.
    """
    routes = find_routes({campus.school.id: campus})
    yield from find_overlaps(campus)
    yield from find_faults_inside(campus, routes)
    yield from find_step_free_gaps(campus, routes)
