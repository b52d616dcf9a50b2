# SPDX-License-Identifier: MIT
"""Every way that leaves the building on a plan ends at the sign of an assembly point."""

import re

import pytest

from generator.model.sheet import Sheet
from tests.maps.drawing import distance, having, path_points, sign_box
from tests.maps.sample_campus import PLACES


@pytest.mark.parametrize("place", PLACES)
def test_each_exit_that_a_drawn_way_takes_shows_where_people_gather(
    sample_sheets: tuple[Sheet, ...], place: str
) -> None:
    sheet = next(sheet for sheet in sample_sheets if sheet.place.id == place)
    svg = sheet.variants[0].svg
    leaving = {
        (route.final_exit, route.assembly_point)
        for route in sheet.routes
        if route.final_exit and route.points[-1].floor == sheet.place.floor
    }
    assert len(having(svg, "data-goal")) == len(leaving)


@pytest.mark.parametrize("place", PLACES)
def test_each_goal_has_its_words(sample_sheets: tuple[Sheet, ...], place: str) -> None:
    """A sign alone sent the readers of P107 west without saying to which assembly point."""
    sheet = next(sheet for sheet in sample_sheets if sheet.place.id == place)
    svg = sheet.variants[0].svg
    goals = {goal.element for goal in having(svg, "data-goal")}
    named = {one for text in having(svg, "data-name") for one in text.within} & goals
    assert named == goals


def test_the_goal_of_a_second_way_stands_at_its_end_or_a_line_leads_there(
    sample_sheets: tuple[Sheet, ...],
) -> None:
    svg = next(sheet for sheet in sample_sheets if sheet.place.id == "P107").variants[0].svg
    (goal,) = (g for g in having(svg, "data-goal") if g.get("data-goal") == "second")
    (sign,) = (s for s in having(svg, "data-sign") if goal.element in s.within)
    lines = [
        path_points(line)
        for line in having(svg, "data-route")
        if line.get("data-route") == "second" and line.inside("data-part") == "plan"
    ]
    leaders = [x for x in having(svg, "data-leader") if goal.element in x.within]
    left, top, right, low = sign_box(sign)
    middle = ((left + right) / 2, (top + low) / 2)
    assert leaders or min(distance(line[-1], middle) for line in lines) < 30


def test_a_stair_of_a_lesser_way_has_a_white_plate(sample_sheets: tuple[Sheet, ...]) -> None:
    svg = next(sheet for sheet in sample_sheets if sheet.place.id == "P301").variants[0].svg
    plates = re.findall(r'<g data-call="(Stair[^"]+)"><rect[^>]*fill="([^"]+)"', svg)
    assert sorted(fill for _, fill in plates) == ["#237F52", "#FFFFFF"]
