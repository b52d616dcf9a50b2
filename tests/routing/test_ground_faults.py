# SPDX-License-Identifier: MIT
"""Faults of yards and assembly points, and of the ways between them and the exits."""

import pytest

from generator.finding import Severity
from generator.routing.ground_faults import find_ground_faults
from tests.routing.small_building import (
    box,
    building,
    campus,
    final_exit,
    move,
    school,
    storey,
    text,
)

YARD = [[-10, -10], [16, -10], [16, 14], [-10, 14]]
BOW_TIE = [[-10, -10], [16, 14], [16, -10], [-10, 14]]


def house(exit_at=(6, 2)):
    room = box("R", "classroom", 0, 0, 6, 4)
    return building(storey(1, [room], exits=[final_exit("E", "R", exit_at)]))


def faults(grounds, where=None):
    found = find_ground_faults(campus(where or house(), grounds))
    return [(f.code, f.severity, f.origin.file, f.origin.key) for f in found]


def test_a_yard_round_the_building_has_no_faults():
    assert faults(school([YARD], [(3.0, -5.0)])) == []


@pytest.mark.parametrize("outline", [BOW_TIE, [[0, -9], [5, -9], [9, -9]]])
def test_a_yard_that_is_no_polygon_is_found(outline):
    expected = [("R202", Severity.ERROR, "school.yml", "yards.1.outline_m")]
    assert faults(school([YARD, outline], [(3.0, -5.0)])) == expected


def test_an_assembly_area_that_crosses_itself_is_found():
    grounds = school([YARD], [(3.0, -5.0)])
    grounds["assembly_points"][0]["outline_m"] = BOW_TIE
    assert faults(grounds) == [
        ("R202", Severity.ERROR, "school.yml", "assembly_points.0.outline_m")
    ]


def test_an_assembly_point_in_a_building_is_found():
    grounds = school([YARD], [(3.0, -5.0), (3.0, 2.0)])
    assert faults(grounds) == [("R214", Severity.ERROR, "school.yml", "assembly_points.1.at_m")]


def test_a_school_without_yards_is_told_so_once():
    assert faults(school()) == [("R215", Severity.ADVICE, "school.yml", "yards")]


@pytest.mark.parametrize(
    ("yards", "exit_at"),
    [
        ([[[500, 500], [500, 510], [510, 500]]], (6, 2)),
        ([[[500, 500], [500, 510], [510, 500]]], (3, 0)),
        ([[[7, -9], [16, -9], [16, 14], [7, 14]], [[-9, -9], [5, -9], [5, -2], [-9, -2]]], (6, 2)),
        ([[[-10, -10], [16, -10], [16, -0.3], [-10, -0.3]]], (3, 4)),
    ],
    ids=[
        "far away",
        "far away, none between",
        "two that do not touch",
        "on the other side of the building",
    ],
)
def test_an_exit_that_no_yard_joins_with_its_assembly_point_is_told(yards, exit_at):
    expected = [("R215", Severity.ADVICE, "house.yml", "floors.0.exits.0.at_m")]
    assert faults(school(yards, [(3.0, -5.0)]), house(exit_at)) == expected


def grounds_with(*outlines, of_point=((0, -60), (40, -60), (40, -40), (0, -40)), at=(20.0, -50.0)):
    grounds = school(points=[at])
    grounds["assembly_points"][0]["outline_m"] = [list(corner) for corner in of_point]
    grounds["assembly_points"][0]["areas"] = [
        {
            "id": f"area-{i}",
            "name": text("area"),
            "outline_m": [[x0, y0], [x1, y0], [x1, y1], [x0, y1]],
            "classes": ["c"],
        }
        for i, (x0, y0, x1, y1) in enumerate(outlines)
    ]
    return grounds


def small_house(x0=0.0):
    spaces = [box("R", "classroom", x0, 0, x0 + 8, 6)]
    return building(storey(1, spaces, exits=[final_exit("E", "R", (x0 + 4, 0))]))


MOVES = [{}, {"angle_deg": 33.0}, {"angle_deg": 211.0, "shift": (90.0, -7.0), "mirror": True}]


@pytest.mark.parametrize("moved", MOVES)
@pytest.mark.parametrize(
    ("outlines", "told"),
    [
        ([(1, -59, 19, -41), (20, -59, 39, -41)], []),
        ([(1, -59, 19, -41), (19, -59, 39, -41)], []),
        ([(1, -59, 19, -41), (18, -59, 39, -41)], ["R229"]),
        ([(1, -59, 41, -41)], ["R228"]),
    ],
)
def test_assembly_areas_lie_in_their_point_and_apart(outlines, told, moved):
    whole = campus(move(small_house(), **moved), move(grounds_with(*outlines), **moved))
    found = [f for f in find_ground_faults(whole) if f.code != "R215"]
    assert [f.code for f in found] == told
    assert all('"area-' in f.what_en for f in found)


def test_an_area_of_a_point_that_crosses_itself_is_found():
    grounds = grounds_with((1, -59, 19, -41))
    grounds["assembly_points"][0]["areas"][0]["outline_m"] = [
        [1, -59],
        [9, -50],
        [9, -59],
        [1, -50],
    ]
    (only,) = find_ground_faults(campus(small_house(), grounds))
    assert (only.code, only.origin.key) == ("R202", "assembly_points.0.areas.0.outline_m")


@pytest.mark.parametrize(("at", "told"), [((20.0, -50.0), []), ((50.0, -50.0), ["R231"])])
def test_an_assembly_point_outside_its_own_outline_is_told_as_advice(at, told):
    found = [
        f
        for f in find_ground_faults(campus(small_house(), grounds_with(at=at)))
        if f.code != "R215"
    ]
    assert [f.code for f in found] == told
    assert all(f.severity == Severity.ADVICE for f in found)


@pytest.mark.parametrize("moved", MOVES)
@pytest.mark.parametrize(("x0", "told"), [(8.0, []), (7.98, ["R232"]), (3.0, ["R232"]), (50.0, [])])
def test_buildings_that_overlap_are_found(x0, told, moved):
    first, second = (
        campus(move(plan | {"id": name}, **moved)).buildings[0]
        for name, plan in (("one", small_house()), ("two", small_house(x0)))
    )
    whole = campus(small_house()).model_copy(update={"buildings": (first, second)})
    found = [f for f in find_ground_faults(whole) if f.code not in {"R215", "R214"}]
    assert [f.code for f in found] == told
    assert all('"one" and "two"' in f.what_en for f in found)


def test_buildings_on_different_levels_do_not_overlap():
    lower = small_house() | {"id": "one"}
    upper = small_house() | {"id": "two"}
    upper["floors"][0]["level"] = 2
    pair = tuple(campus(plan).buildings[0] for plan in (lower, upper))
    whole = campus(lower).model_copy(update={"buildings": pair})
    assert [f for f in find_ground_faults(whole) if f.code == "R232"] == []
