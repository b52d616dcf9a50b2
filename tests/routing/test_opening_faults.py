# SPDX-License-Identifier: MIT
"""A door or exit that is wider than its wall cannot be."""

import pytest

from generator.routing.building_faults import find_faults_inside
from generator.routing.fault import Site
from generator.routing.opening_faults import find_opening_faults
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    move,
    route,
    space,
    stair,
    storey,
)


def codes(plan):
    site = Site(school="made-up", building=campus(plan).buildings[0])
    return [f.code for f in find_opening_faults(site)]


@pytest.mark.parametrize("angle_deg", [0.0, 33.0])
@pytest.mark.parametrize(("width_m", "expected"), [(2.0, []), (2.2, ["R216"])])
def test_a_door_is_as_wide_as_the_wall_that_its_spaces_share(width_m, expected, angle_deg):
    corners = [(0, 6.2), (3, 6.2), (4, 6.2), (4, 9), (0, 9)]
    spaces = [box("R", "classroom", 2, 0, 12, 6), space("C", "corridor", *corners)]
    plan = building(storey(1, spaces, [door("D", "R", "C", (3, 6.1), width_m)]))
    assert codes(move(plan, angle_deg)) == expected


@pytest.mark.parametrize(("width_m", "expected"), [(4.0, []), (4.2, ["R216"])])
def test_an_exit_is_as_wide_as_its_wall(width_m, expected):
    room = box("R", "classroom", 0, 0, 6, 4)
    plan = building(storey(1, [room], exits=[final_exit("E", "R", (6, 2), width_m)]))
    assert codes(plan) == expected


def narrow(width_m, *, usable=True):
    """Return two floors; one of two doors, of two exits and of two stairs is so wide."""
    low = storey(
        1,
        [box("R", "classroom", 0, 3.2, 20, 9), box("C", "corridor", 0, 0, 20, 3)],
        [door("D", "R", "C", (5, 3.1), width_m, usable=usable), door("E", "R", "C", (15, 3.1))],
        [{**final_exit("X", "C", (0, 1.5), width_m), "usable": usable},
         final_exit("Y", "C", (20, 1.5))],
    )  # fmt: skip
    stairs = [
        stair(n, 9.0, ("F1", "C", at), ("F2", "U", at)) for n, at in (("S", (4, 2)), ("T", (16, 2)))
    ]
    stairs[0] |= {"flight_width_m": width_m, "usable": usable}
    return building(low, storey(2, [box("U", "corridor", 0, 0, 20, 3)]), stairs=stairs)


def test_nobody_is_led_through_what_is_too_narrow_for_a_person_and_that_is_told():
    found = find_faults_inside(campus(narrow(0.39)))
    told = [f.origin.key for f in found if f.code == "R244"]
    assert told == ["floors.0.doors.0.clear_width_m", "floors.0.exits.0.clear_width_m",
                    "stairs.0.flight_width_m"]  # fmt: skip
    ways = [way for ways in route(narrow(0.39)).from_space.values() for way in ways]
    assert {way.final_exit for way in ways} == {"Y"}
    assert {stair for way in ways for stair in way.stairs} == {"T"}
    assert {door for way in ways for door in way.doors} == {"E"}
    wide = [way for ways in route(narrow(0.4)).from_space.values() for way in ways]
    assert {way.final_exit for way in wide} == {"X", "Y"}


@pytest.mark.parametrize(("width_m", "usable"), [(0.4, True), (0.2, False)])
def test_what_is_wide_enough_or_out_of_use_is_not_told(width_m, usable):
    found = find_faults_inside(campus(narrow(width_m, usable=usable)))
    assert "R244" not in [f.code for f in found]
