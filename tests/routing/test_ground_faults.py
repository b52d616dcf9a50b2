# SPDX-License-Identifier: MIT
"""Faults of yards and assembly points, and of the ways between them and the exits."""

import pytest

from generator.finding import Severity
from generator.routing.ground_faults import find_ground_faults
from tests.routing.small_building import box, building, campus, final_exit, school, storey

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
