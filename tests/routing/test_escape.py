# SPDX-License-Identifier: MIT
"""Routes of tiny buildings, worked out by hand."""

from itertools import pairwise
from math import dist, hypot

import pytest
from shapely import LineString, Point
from shapely import box as rectangle

from generator.routing.escape import find_routes
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    place,
    route,
    school,
    space,
    stair,
    storey,
    walked,
)

ROOM = box("R", "classroom", 0, 0, 6, 4)
CORRIDOR = box("C", "corridor", 0, 4.2, 20, 6.7)


def one_room():
    return building(
        storey(1, [ROOM], exits=[final_exit("E", "R", (6, 2), 1.1)]),
        places=[place("P", "F1", (1, 2), 180)],
    )


def room_and_corridor(*doors):
    doors = doors or (door("D", "R", "C", (3, 4.1)),)
    exits = [final_exit("E", "C", (20, 5.45))]
    return building(storey(1, [ROOM, CORRIDOR], doors, exits))


def two_floors():
    hall = [box(f"C{n}", "corridor", 0, 0, 10, 2) for n in (1, 2)]
    return building(
        storey(1, [hall[0]], exits=[final_exit("E", "C1", (0, 1))]),
        storey(2, [hall[1]]),
        stairs=[stair("A", 9.0, ("F2", "C2", (8, 1)), ("F1", "C1", (8, 1)))],
        places=[place("P", "F2", (2, 1), 0)],
    )


def test_the_way_out_of_one_room_is_a_straight_line():
    (only,) = walked(route(one_room()).from_place["P"])
    assert only.length_m == pytest.approx(5.0)
    assert [(p.x_m, p.y_m) for p in only.points] == [(1, 2), (6, 2)]
    assert (only.final_exit, only.narrowest_m, only.stairs) == ("E", 1.1, ())


def test_a_way_through_a_door_is_as_long_as_the_string_pulled_round_its_jamb():
    (only,) = walked(route(room_and_corridor()).from_space["R"])
    string_m = hypot(0.5, 2.2) + hypot(16.5, 1.25)
    assert string_m <= only.length_m <= string_m * 1.03
    assert only.narrowest_m == 1.0


def test_a_stair_costs_its_slope():
    (only,) = walked(route(two_floors()).from_place["P"])
    assert only.length_m == pytest.approx(6 + 9 + 8)
    assert only.stairs == ("A",)
    assert only.narrowest_m == 1.2
    assert [p.floor for p in only.points] == ["F2", "F2", "F1", "F1"]


def test_a_way_round_a_corner_keeps_clear_of_it():
    corners = [(0, 0), (6, 0), (6, 2), (2, 2), (2, 6), (0, 6)]
    house = building(
        storey(1, [space("L", "hall", *corners)], exits=[final_exit("E", "L", (1, 6))]),
        places=[place("P", "F1", (5, 1), 0)],
    )
    (only,) = walked(route(house).from_place["P"])
    string_m = dist((5, 1), (2, 2)) + dist((2, 2), (1, 6))
    assert string_m < only.length_m < string_m + 0.5
    line = LineString([(p.x_m, p.y_m) for p in only.points])
    assert 0.22 < line.distance(Point(2, 2)) < 0.26


def test_a_locked_door_changes_the_route():
    near = door("D1", "R", "C", (5, 4.1), 1.2)
    far = door("D2", "R", "C", (1, 4.1), 0.9)
    (free,) = walked(route(room_and_corridor(near, far)).from_space["R"])
    (barred,) = walked(route(room_and_corridor({**near, "usable": False}, far)).from_space["R"])
    assert (free.narrowest_m, barred.narrowest_m) == (1.2, 0.9)
    assert barred.length_m > free.length_m + 2


def test_a_room_whose_only_door_is_locked_has_no_route():
    locked = door("D", "R", "C", (3, 4.1), usable=False)
    assert route(room_and_corridor(locked)).from_space["R"] == ()


def test_a_door_that_is_not_at_its_wall_is_not_used():
    assert route(room_and_corridor(door("D", "R", "C", (3, 2)))).from_space["R"] == ()


def test_people_are_not_led_through_a_room_in_use():
    spaces = [ROOM, box("S", "classroom", 6.2, 0, 12, 4), CORRIDOR]
    doors = [
        door("RS", "R", "S", (6.1, 2)),
        door("RC", "R", "C", (1, 4.1)),
        door("SC", "S", "C", (11, 4.1)),
    ]
    house = building(storey(1, spaces, doors, [final_exit("E", "C", (20, 5.45))]))
    shortcut_m = dist((3, 2), (11, 4.1)) + dist((11, 4.1), (20, 5.45))
    (only,) = walked(route(house).from_space["R"])
    assert only.length_m > shortcut_m + 1
    assert all(p.x_m < 3 or p.y_m > 4 for p in only.points[1:])


def test_people_are_led_through_a_room_where_there_is_no_other_way():
    spaces = [ROOM, box("S", "laboratory", 6.2, 0, 12, 4), CORRIDOR]
    doors = [door("RS", "R", "S", (6.1, 2), 0.9), door("SC", "S", "C", (11, 4.1))]
    house = building(storey(1, spaces, doors, [final_exit("E", "C", (20, 5.45))]))
    (only,) = walked(route(house).from_space["R"])
    assert only.narrowest_m == 0.9


def test_people_are_led_through_rooms_of_another_floor_where_there_is_no_other_way():
    house = two_floors()
    house["floors"][0]["spaces"][0]["use"] = "store"
    (only,) = walked(route(house).from_place["P"])
    assert only.length_m == pytest.approx(6 + 9 + 8)


def test_nobody_is_led_through_a_lift_or_a_closed_space():
    for use in ("lift", "closed"):
        spaces = [ROOM, box("S", use, 6.2, 0, 12, 4)]
        doors = [door("RS", "R", "S", (6.1, 2))]
        routes = route(building(storey(1, spaces, doors, [final_exit("E", "S", (12, 2))])))
        assert routes.from_space == {"R": ()}


def test_the_second_route_leads_to_another_exit():
    house = one_room()
    house["floors"][0]["exits"] += [
        final_exit("F", "R", (3, 4)),
        final_exit("G", "R", (6, 3.5), 1.0),
    ]
    primary, second = walked(route(house).from_place["P"])
    assert (primary.final_exit, second.final_exit) == ("F", "E")
    assert (primary.role, second.role) == ("primary", "second")


def test_exits_at_the_same_distance_are_told_apart_by_id():
    for names in (("E1", "E2"), ("E2", "E1")):
        exits = [final_exit(names[0], "R", (6, 2)), final_exit(names[1], "R", (0, 2))]
        primary, _ = walked(route(building(storey(1, [ROOM], exits=exits))).from_space["R"])
        assert primary.final_exit == "E1"


def test_a_sheet_on_the_wall_is_read_from_the_room_and_not_from_behind_it():
    house = room_and_corridor()
    house["posting_places"] = [
        place("IN", "F1", (5, 4.1), 90),
        place("OUT", "F1", (5, 4.1), 270),
    ]
    routes = route(house).from_place
    assert routes["IN"][0].narrowest_m == 1.0
    assert routes["OUT"][0].narrowest_m == 1.5
    assert (routes["OUT"][0].points[0].x_m, routes["OUT"][0].points[0].y_m) == (5, 4.1)


def test_a_place_far_from_any_space_has_no_route():
    house = one_room()
    house["posting_places"][0]["at_m"] = [-1, 2]
    assert route(house).from_place["P"] == ()


def test_a_narrow_corridor_stays_open():
    lane = box("C", "corridor", 0, 4.2, 20, 4.7)
    exits = [final_exit("E", "C", (20, 4.45), 0.5)]
    doors = [door("D", "R", "C", (3, 4.1))]
    (only,) = walked(route(building(storey(1, [ROOM, lane], doors, exits))).from_space["R"])
    assert only.length_m < 20


def test_spaces_that_share_an_edge_are_joined_by_an_opening():
    spaces = [box("C", "corridor", 0, 0, 10, 2.4), box("H", "lobby", 10, -3, 16, 5)]
    house = building(
        storey(1, spaces, [door("O", "C", "H", (10, 1.2), 2.4)], [final_exit("E", "H", (16, 1.2))]),
        places=[place("P", "F1", (1, 1.2), 180)],
    )
    assert route(house).from_place["P"][0].length_m == pytest.approx(15)


def test_the_way_to_the_assembly_point_goes_round_the_building():
    house = one_room()
    house["floors"][0]["exits"] = [final_exit("N", "R", (3, 4))]
    yard = [[-10, -10], [16, -10], [16, 14], [-10, 14]]
    (only,) = walked(route(house, school([yard], [(3.0, -5.0)])).from_place["P"])
    line = LineString(only.outdoor_points)
    assert line.intersection(rectangle(0, 0, 6, 4).buffer(0.2)).length < 0.3
    string_m = dist((3, 4), (0, 4)) + 4 + dist((0, 0), (3, -5))
    assert string_m < only.outdoor_length_m < string_m + 1.5
    assert only.outdoor_points[0] == (3, 4)
    assert only.outdoor_points[-1] == (3, -5)


def test_the_way_outside_keeps_off_the_walls_where_there_is_room():
    house = one_room()
    house["floors"][0]["exits"] = [final_exit("N", "R", (3, 4))]
    wide = [[-10, -10], [16, -10], [16, 14], [-10, 14]]
    (only,) = walked(route(house, school([wide], [(-8.0, -5.0)])).from_place["P"])
    assert LineString(only.outdoor_points[1:]).distance(rectangle(0, 0, 6, 4)) > 1.15
    narrow = [[-1, -10], [7, -10], [7, 5], [-1, 5]]
    (close,) = walked(route(house, school([narrow], [(3.0, -5.0)])).from_place["P"])
    assert LineString(close.outdoor_points).difference(rectangle(-1, -10, 7, 5)).length < 0.1
    assert 0.25 < LineString(close.outdoor_points[1:]).distance(rectangle(0, 0, 6, 4)) < 0.35


def test_an_exit_leads_to_the_assembly_point_that_is_nearest_on_foot():
    points = [(30.0, 2.0), (-10.0, 2.0)]
    (only,) = walked(route(one_room(), school(points=points)).from_place["P"])
    assert only.assembly_point == "a1"
    assert only.outdoor_length_m == pytest.approx(16)


def test_stairs_on_the_way_are_listed_once_and_points_touch_every_floor():
    floors = [storey(n, [box(f"C{n}", "corridor", 0, 0, 10, 2)]) for n in (3, 1, 2)]
    floors[1]["exits"] = [final_exit("E", "C1", (0, 1))]
    ends = [(f"F{n}", f"C{n}", (8, 1)) for n in (2, 3, 1)]
    (only,) = walked(route(building(*floors, stairs=[stair("A", 9.0, *ends)])).from_space["C3"])
    assert only.stairs == ("A",)
    assert only.length_m == pytest.approx(3 + 18 + 8)
    assert [p.floor for p in only.points] == ["F3", "F3", "F2", "F1", "F1"]
    assert [line.en for line in only.words][1] == "Go down stair A to floor 1"


def test_length_is_that_of_the_points():
    (only,) = walked(route(room_and_corridor()).from_space["R"])
    points = [(p.x_m, p.y_m) for p in only.points]
    assert only.length_m == pytest.approx(sum(dist(a, b) for a, b in pairwise(points)))


def test_routes_are_filed_by_school_and_building():
    found = find_routes({"made-up": campus(one_room())})
    assert list(found.buildings) == [("made-up", "house")]


def test_a_nearer_stair_is_passed_by_where_its_slope_is_longer_by_more():
    house = two_floors()
    ends = [("F1", "C1", (9, 1)), ("F2", "C2", (9, 1))]
    house["stairs"].append(stair("B", 6.0, *ends))
    (only,) = walked(route(house).from_place["P"])
    assert only.stairs == ("B",)
    assert only.length_m == pytest.approx(7 + 6 + 9)


def test_a_stair_closed_for_repair_is_taken_by_nobody():
    house = two_floors()
    ends = [("F1", "C1", (9, 1)), ("F2", "C2", (9, 1))]
    house["stairs"].append({**stair("B", 6.0, *ends), "usable": False})
    assert [way.stairs for way in walked(route(house).from_place["P"])] == [("A",)]
    house["stairs"][0]["usable"] = False
    assert route(house).from_place["P"] == ()


def test_a_start_a_hair_beside_a_landing_takes_its_stair():
    house = two_floors()
    for end in house["stairs"][0]["landings"]:
        if end["floor"] == "F2":
            end["at_m"] = (house["posting_places"][0]["at_m"][0] + 2e-9, end["at_m"][1])
    x, y = next(e["at_m"] for e in house["stairs"][0]["landings"] if e["floor"] == "F2")
    house["posting_places"] = [place("P", "F2", (x - 2e-9, y), 0)]
    (only,) = walked(route(house).from_place["P"])
    assert only.stairs == ("A",)
    assert [p.floor for p in only.points] == ["F2", "F1", "F1"]
