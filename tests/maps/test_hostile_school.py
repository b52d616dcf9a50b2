# SPDX-License-Identifier: MIT
"""Sheets and ways of a hostile school, judged by programs that import nothing of the generator.

A small one in every run; the whole block of five floors, straight and mirrored, in an audit.
"""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest

from generator.maps.sheet import draw_sheets
from generator.model.route import Route, RouteRole
from generator.model.sheet import Sheet, SheetVariant
from tests.maps.hostile_school import make_hostile
from tests.maps.judging import case_of, faults_of
from tests.maps.made_up_school import make_choice
from tests.maps.test_paper import print_sheet
from tests.oracle.printed_plan import Facts, judge_plan, read_plan
from tests.oracle.sheet import judge_names
from tests.oracle.sheet_pdf import judge_print, read_print
from tests.oracle.shortest_way import shortest_ways

CROWDED = ("PT1", "PC17", "PC24", "P203", "PC14")
"""Where once a ring lay over a way, the sign of a refuge stood in a class room, and a line of
30 mm led to a second sign of the place to gather, where two ways end at one spot."""

SMALL = (2, 0.0, False, CROWDED)
TURNED = (2, 23.0, True, ("PC27",))
WHOLE = tuple(
    pytest.param((5, turn, mirrored, ()), marks=pytest.mark.audit, id=name)
    for turn, mirrored, name in ((0.0, False, "whole"), (0.0, True, "whole, mirrored"),
                                 (37.0, True, "whole, mirrored at 37"))
)  # fmt: skip

LONGER_SHARE, LONGER_M = 1.03, 0.5
"""What the clearance from walls may add."""

Made = tuple[int, float, bool, tuple[str, ...]]


@cache
def drawn(made: Made) -> tuple[Sheet, ...]:
    floors, turn, mirrored, places = made
    campus, building, left = make_hostile(floors, turn, mirrored=mirrored, places=places)
    routes = left.routes.buildings[campus.school.id, building.id]
    return draw_sheets(campus, building, routes, make_choice(papers=("A3", "A4")))


@pytest.mark.parametrize(
    "made", [pytest.param(SMALL, id="small"), pytest.param(TURNED, id="turned"), *WHOLE]
)
def test_no_sheet_of_a_hostile_school_breaks_a_rule(made: Made) -> None:
    campus, building, _ = make_hostile(*made[:2], mirrored=made[2], places=made[3])
    sheets = drawn(made)
    assert len(sheets) == len(made[3] or building.posting_places)
    faults = [fault for sheet in sheets for fault in faults_of(campus.school, building, sheet)]
    names = [f for s in sheets for f in judge_names(case_of(campus.school, building, s))]
    assert faults + names == []


@pytest.mark.parametrize(("made", "at", "paper"), [(SMALL, 0, 0), (TURNED, 0, 1)])
def test_its_print_is_true_and_its_code_leads_to_its_page(made: Made, at: int, paper: int) -> None:
    sheet = drawn(made)[at]
    file = print_sheet(sheet.variants[paper])
    assert list(judge_print(read_print(BytesIO(file)), sheet.code)) == []
    assert list(judge_plan(read_plan(BytesIO(file)), facts_of(made, sheet))) == []


def test_the_print_of_the_school_is_not_that_of_its_mirror_image() -> None:
    """The judge of prints would see a plan whose left and right are exchanged."""
    sheet = drawn(TURNED)[0]
    straight = drawn((2, 23.0, False, TURNED[3]))[0]
    file = print_sheet(swapped(straight.variants[0], sheet))
    faults = list(judge_plan(read_plan(BytesIO(file)), facts_of(TURNED, sheet)))
    assert any(fault.startswith("R9") for fault in faults)


def swapped(variant: SheetVariant, sheet: Sheet) -> SheetVariant:
    return replace(sheet.variants[0], drawing=variant.svg)


def facts_of(made: Made, sheet: Sheet) -> Facts:
    campus, building, _ = make_hostile(*made[:2], mirrored=made[2], places=made[3])
    return Facts(
        school=campus.school.model_dump(mode="json"),
        building=building.model_dump(mode="json"),
        place=sheet.place.model_dump(mode="json"),
        routes={route.role.value: paced(route) for route in sheet.routes},
    )


def paced(route: Route) -> list[tuple[str, float, float]]:
    inside = [(point.floor, point.x_m, point.y_m) for point in route.points]
    return [*inside, *((inside[-1][0], x, y) for x, y in route.outdoor_points)]


@pytest.mark.parametrize("made", [pytest.param(SMALL, id="small"), *WHOLE])
def test_its_ways_are_those_of_a_solver_of_another_hand(made: Made) -> None:
    """By length, for every place that has a sheet; of public places by exit as well."""
    campus, building, left = make_hostile(*made[:2], mirrored=made[2], places=made[3])
    routes = left.routes.buildings[campus.school.id, building.id].from_place
    data = building.model_dump(mode="json")
    places = [p for p in data["posting_places"] if not made[3] or p["id"] in made[3]]
    starts = [(place["floor"], tuple(place["at_m"])) for place in places]
    for place, by_exit in zip(places, shortest_ways(data, starts), strict=True):
        found = {route.role: route for route in routes[place["id"]]}
        main, second = found[RouteRole.PRIMARY], found[RouteRole.SECOND]
        assert len(found) == 3, place["id"]
        assert main.final_exit != second.final_exit
        assert is_near(main.length_m, by_exit[main.final_exit]) or place["serves"], place["id"]
        assert main.length_m >= by_exit[main.final_exit] - 0.002, place["id"]
        assert second.length_m >= by_exit[second.final_exit] - 0.002, place["id"]
        if not place["serves"]:
            nearest = min(by_exit, key=lambda name: by_exit[name])
            assert by_exit[main.final_exit] <= by_exit[nearest] + LONGER_M, place["id"]


def is_near(length_m: float, least_m: float) -> bool:
    return least_m - 0.002 <= length_m <= max(least_m * LONGER_SHARE, least_m + LONGER_M)
