# SPDX-License-Identifier: MIT
"""Sheets of the sample school, whose walls stand at odd angles."""

from dataclasses import replace
from itertools import combinations

import pytest
import shapely
from shapely.geometry import Polygon

from generator.maps.scale import Frame
from generator.maps.sheet import draw_sheets
from generator.model.building import SpaceUse
from generator.model.sheet import Sheet
from generator.routing.escape import route_building
from tests.maps.drawing import covers, having, named, sign_box, text_box
from tests.maps.made_up_school import make_choice
from tests.maps.sample_campus import PLACES, sample


def test_every_sheet_keeps_to_the_coarsest_scale(sample_sheets: tuple[Sheet, ...]) -> None:
    assert {sheet.place.id for sheet in sample_sheets} == set(PLACES)
    assert all(sheet.variants[0].scale_denominator <= 250 for sheet in sample_sheets)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_covers_anything_else(sample_sheets: tuple[Sheet, ...], place: str) -> None:
    svg = next(sheet for sheet in sample_sheets if sheet.place.id == place).variants[0].svg
    boxes = [(sign_box(s), s.get("data-sign")) for s in having(svg, "data-sign")]
    boxes += [(text_box(t), t.element.text or "") for t in named(svg, "text") if not t.is_sample]
    for (box, name), (other, other_name) in combinations(boxes, 2):
        assert not covers(box, other), (name, other_name)


@pytest.mark.parametrize("place", PLACES)
def test_a_sample_school_is_overprinted_whatever_the_settings_say(
    sample_sheets: tuple[Sheet, ...], place: str
) -> None:
    sheet = next(sheet for sheet in sample_sheets if sheet.place.id == place)
    assert having(sheet.variants[0].svg, "data-sample")
    assert having(sheet.phone_svg, "data-sample")


@pytest.mark.parametrize("place", PLACES)
def test_the_sign_of_the_assembly_point_stands_outside_and_beside_its_words(
    sample_sheets: tuple[Sheet, ...], place: str
) -> None:
    sheet = next(sheet for sheet in sample_sheets if sheet.place.id == place)
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
    assert campus.registry
    few = campus.registry.model_copy(update={"codes": campus.registry.codes[::5]})
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
    campus = campus.model_copy(update={"buildings": (opened,), "registry": few})
    sheets = draw_sheets(campus, opened, route_building(campus, opened), make_choice())
    assert len({sheet.place.floor for sheet in sheets}) == 2
    for sheet in sheets:
        svg = sheet.variants[0].svg
        landings = [x for s in opened.stairs for x in s.landings if x.floor == sheet.place.floor]
        assert len(having(svg, "data-stair")) == len(landings) == 2
        assert "stair" in {entry.get("data-legend") for entry in having(svg, "data-legend")}
