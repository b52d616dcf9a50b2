# SPDX-License-Identifier: MIT
"""A door or exit that is wider than its wall cannot be."""

import pytest

from generator.routing.fault import Site
from generator.routing.opening_faults import find_opening_faults
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    move,
    space,
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
