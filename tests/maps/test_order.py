# SPDX-License-Identifier: MIT
"""The order of entries in the files of a school moves nothing on a sheet and changes no way."""

from random import Random
from typing import Any

from generator.evacuation import plan_evacuation
from generator.maps.building_view import draw_building
from generator.maps.sheet import draw_sheets
from generator.model.school import Campus
from tests.maps.made_up_school import THEME, make_choice
from tests.sample_school import sample_school

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
