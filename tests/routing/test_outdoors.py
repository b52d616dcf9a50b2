# SPDX-License-Identifier: MIT
"""The way outdoors: over ground that can be walked, round what stands on it."""

from shapely import LineString, Polygon

from generator.routing.outdoors import read_outdoors
from tests.routing.small_building import box, building, campus, final_exit, school, storey

YARD = [[-20, -20], [50, -20], [50, 20], [-20, 20]]

HALF_UP = box("U", "classroom", 12, 0, 30, 8)


def lead(grounds, exit_at, *floors):
    return read_outdoors(campus(building(*floors), grounds)).lead(exit_at)


def ground_floor():
    exits = [final_exit("E", "R", (0, 4))]
    return storey(1, [box("R", "classroom", 0, 0, 12, 8)], exits=exits)


def half_level():
    return storey(2, [HALF_UP], exits=[final_exit("H", "U", (21, 8))])


def test_a_point_that_the_ground_leads_to_comes_before_a_nearer_one_behind_a_fence():
    fenced = [[-20, -60], [50, -60], [50, -30], [-20, -30]]
    grounds = school([YARD, fenced], [(0.0, -32.0), (45.0, 18.0)])
    way = lead(grounds, (0, 4), ground_floor())
    assert way.is_on_ground
    assert way.assembly_point.id == "a1"


def test_a_way_leads_round_a_floor_half_a_storey_up_that_people_leave_by_its_own_exit():
    way = lead(school([YARD], [(21.0, -15.0)]), (21, 8), ground_floor(), half_level())
    assert way.is_on_ground
    assert LineString(way.points).intersection(Polygon(HALF_UP["outline_m"])).length < 0.5


def test_a_way_leads_beneath_an_upper_floor_only_where_there_is_no_other():
    narrow = [[-20, -20], [50, -20], [50, -1], [-20, -1]]
    court = [[12.5, -2], [29.5, -2], [29.5, 20], [12.5, 20]]
    grounds = school([narrow, court], [(21.0, -15.0)])
    assert lead(grounds, (21, 8.2), ground_floor(), half_level()).is_on_ground
