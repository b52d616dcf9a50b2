# SPDX-License-Identifier: MIT
"""Sheets of the sample school, whose walls stand at odd angles."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from shapely.geometry import Polygon

from generator.addresses import propose_code
from generator.load.read_item import read_item
from generator.maps.scale import Frame
from generator.maps.sheet import draw_sheets
from generator.model.building import Building, SpaceUse
from generator.model.route import BuildingRoutes
from generator.model.school import Campus, CodeRegistry, IssuedCode, School
from generator.model.sheet import Sheet
from generator.routing.escape import route_building
from tests.maps.drawing import covers, having, named, sign_box, text_box
from tests.maps.made_up_school import make_choice

SAMPLE = Path(__file__).parents[2] / "content" / "schools" / "sample"

PLACES = ("PLB", "PLS", "PCA1", "PCA2", "P107", "P301")
"""Places that look at 30°, 337.4°, 30°, 120°, 0° and 90°."""


@cache
def sheets() -> tuple[Sheet, ...]:
    campus, building, routes = sample()
    return draw_sheets(campus, building, routes, make_choice())


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


def test_every_sheet_keeps_to_the_coarsest_scale() -> None:
    assert {sheet.place.id for sheet in sheets()} == set(PLACES)
    assert all(sheet.variants[0].scale_denominator <= 250 for sheet in sheets())


@pytest.mark.parametrize("place", PLACES)
def test_nothing_covers_anything_else(place: str) -> None:
    svg = next(sheet for sheet in sheets() if sheet.place.id == place).variants[0].svg
    boxes = [(sign_box(s), s.get("data-sign")) for s in having(svg, "data-sign")]
    boxes += [(text_box(t), t.element.text or "") for t in named(svg, "text") if not t.is_sample]
    for (box, name), (other, other_name) in combinations(boxes, 2):
        assert not covers(box, other), (name, other_name)


@pytest.mark.parametrize("place", PLACES)
def test_a_sample_school_is_overprinted_whatever_the_settings_say(place: str) -> None:
    sheet = next(sheet for sheet in sheets() if sheet.place.id == place)
    assert having(sheet.variants[0].svg, "data-sample")
    assert having(sheet.phone_svg, "data-sample")


@pytest.mark.parametrize("place", PLACES)
def test_the_sign_of_the_assembly_point_stands_outside_and_beside_its_words(place: str) -> None:
    sheet = next(sheet for sheet in sheets() if sheet.place.id == place)
    svg = sheet.variants[0].svg
    _, building, _ = sample()
    floor = next(floor for floor in building.floors if floor.id == sheet.place.floor)
    signs = [
        sign_box(s)
        for s in having(svg, "data-sign")
        if s.get("data-sign") == "E007" and s.inside("data-part") == "plan"
    ]
    words = [t for t in named(svg, "text") if "去集合点" in (t.element.text or "")]
    gathered = {
        (route.final_exit, route.assembly_point)
        for route in sheet.routes
        if route.final_exit and route.points[-1].floor == sheet.place.floor
    }
    assert len(words) <= len(signs) == len(gathered)
    here = next(s.point(50, 50) for s in having(svg, "data-sign") if s.get("data-sign") == "viewer")
    loose = Frame(
        rotation_deg=sheet.variants[0].rotation_deg,
        denominator=sheet.variants[0].scale_denominator,
    )
    origin = loose.page(sheet.place.at_m)
    frame = replace(loose, shift_mm=(here[0] - origin[0], here[1] - origin[1]))
    for space in floor.spaces:
        ground = frame.draw(Polygon(space.outline_m))
        assert not any(ground.intersects(shapely.box(*area)) for area in signs), space.id


def test_a_stair_in_a_hall_is_drawn_and_stands_in_the_legend() -> None:
    campus, building, _ = sample()
    floors = tuple(
        floor.model_copy(
            update={
                "spaces": tuple(
                    space.model_copy(update={"use": SpaceUse.HALL})
                    if space.use is SpaceUse.STAIR
                    else space
                    for space in floor.spaces
                )
            }
        )
        for floor in building.floors
    )
    opened = building.model_copy(update={"floors": floors})
    campus = campus.model_copy(update={"buildings": (opened,)})
    for sheet in draw_sheets(campus, opened, route_building(campus, opened), make_choice()):
        svg = sheet.variants[0].svg
        landings = [x for s in opened.stairs for x in s.landings if x.floor == sheet.place.floor]
        assert len(having(svg, "data-stair")) == len(landings) == 2
        assert "stair" in {entry.get("data-legend") for entry in having(svg, "data-legend")}
