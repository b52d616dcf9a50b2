# SPDX-License-Identifier: MIT
"""The sample school with codes for a few places, and its ways."""

from datetime import date
from functools import cache
from pathlib import Path

from generator.addresses import propose_code
from generator.load.read_item import read_item
from generator.model.building import Building
from generator.model.route import BuildingRoutes
from generator.model.school import Campus, CodeRegistry, IssuedCode, School
from generator.routing.escape import route_building

SAMPLE = Path(__file__).parents[2] / "content" / "schools" / "sample"

PLACES = ("PLB", "PLS", "PCA1", "PCA2", "P107", "P301")
"""Places that look at 30°, 337.4°, 30°, 120°, 0° and 90°."""


@cache
def sample() -> tuple[Campus, Building, BuildingRoutes]:
    """Return the school with codes for PLACES alone, so that only their sheets are drawn."""
    school = read_item(SAMPLE / "school.yml", "school.yml", School).item
    file = SAMPLE / "buildings" / "teaching.yml"
    building = read_item(file, "teaching.yml", Building).item
    assert school is not None
    assert building is not None
    codes = tuple(
        IssuedCode(
            code=propose_code(school.id, building.id, place, frozenset()),
            building=building.id,
            place=place,
            issued=date(2026, 9, 1),
        )
        for place in PLACES
    )
    registry = CodeRegistry(id="codes", host="muster.example", codes=codes)
    campus = Campus(school=school, buildings=(building,), registry=registry)
    return campus, building, route_building(campus, building)
