# SPDX-License-Identifier: MIT
"""Neither the order of entries in files nor the angle of a building moves a word on a sheet."""

from random import Random
from typing import Any

import pytest

from generator.evacuation import plan_evacuation
from generator.maps.building_view import draw_building
from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.model.school import Campus, School
from generator.model.sheet import Sheet
from tests.maps.drawing import named
from tests.maps.made_up_school import THEME, make_choice
from tests.routing.small_building import move
from tests.sample_school import sample_school

NEAR_MM = 0.05
"""Two hundredths of a millimetre are lost where places are written down."""

BOUND = ("at_m", "outline_m")
"""Lists whose order says something: coordinates, and corners one after the other."""


def shuffled(value: Any, chance: Random) -> Any:
    """Return data with every list in an order drawn by chance."""
    if isinstance(value, dict):
        return {k: part if k in BOUND else shuffled(part, chance) for k, part in value.items()}
    if not isinstance(value, list | tuple):
        return value
    parts = [shuffled(part, chance) for part in value]
    chance.shuffle(parts)
    return parts


def in_other_order(campus: Campus) -> Campus:
    chance = Random(20261122)  # noqa: S311 - drawn alike in every run
    school, *buildings = (
        type(part).model_validate(shuffled(part.model_dump(exclude_none=True), chance))
        for part in (campus.school, *campus.buildings)
    )
    return campus.model_copy(update={"school": school, "buildings": tuple(buildings)})


def test_no_order_in_the_files_moves_a_sign_a_name_or_a_way() -> None:
    made = sample_school()
    campus = in_other_order(made.campus)
    evacuation, _ = plan_evacuation({"sample": campus})
    assert evacuation.routes == made.evacuation.routes
    assert evacuation.assignments == made.evacuation.assignments
    assert evacuation.detours == made.evacuation.detours

    building = campus.buildings[0]
    assert building != made.building
    routes = evacuation.routes.buildings["sample", building.id]
    sheets = {s.code: s for s in draw_sheets(campus, building, routes, make_choice(is_sample=True))}
    for sheet in made.sheets:
        other = sheets.pop(sheet.code)
        assert [v.svg for v in other.variants] == [v.svg for v in sheet.variants]
        assert other.phone_svg == sheet.phone_svg
    assert not sheets

    view = draw_building(campus, building, evacuation, THEME)
    assert view == draw_building(made.campus, made.building, made.evacuation, THEME)


def test_a_building_at_another_angle_has_its_words_in_the_same_places_on_the_page() -> None:
    """Turned by 203.7°, moved: the last digits of every corner are others then."""
    made = sample_school()
    grounds, house = (
        move(part.model_dump(mode="json", exclude_none=True), 203.7, (12.3, 5.0))
        for part in (made.campus.school, made.building)
    )
    school, building = School.model_validate(grounds), Building.model_validate(house)
    registry = made.campus.registry
    assert registry
    codes = tuple(code for code in registry.codes if code.place == "P203")
    registry = registry.model_copy(update={"codes": codes})
    update = {"school": school, "buildings": (building,), "registry": registry}
    campus = made.campus.model_copy(update=update)
    evacuation, _ = plan_evacuation({"sample": campus})
    routes = evacuation.routes.buildings["sample", building.id]
    (sheet,) = draw_sheets(campus, building, routes, make_choice(is_sample=True))
    straight = next(s for s in made.sheets if s.code == sheet.code)
    for one, other in zip(words(sheet), words(straight), strict=True):
        assert one[0] == other[0]
        assert one[1:] == pytest.approx(other[1:], abs=NEAR_MM), one[0]


def words(sheet: Sheet) -> list[tuple[str, float, float]]:
    """Return what is written on a sheet, with where, in order."""
    texts = named(sheet.variants[0].svg, "text")
    return sorted((t.element.text or "", t.number("x"), t.number("y")) for t in texts)
