# SPDX-License-Identifier: MIT
"""The words for a way must be true for somebody who stands before the sheet."""

import re
from itertools import pairwise
from math import floor

import pytest

from generator.routing.bearing import Stretch, direction, merge_stretches, turn_deg
from generator.routing.words import _turn, round_lengths
from tests.routing.small_building import (
    box,
    building,
    door,
    final_exit,
    move,
    place,
    read_sample,
    route,
    school,
    space,
    stair,
    storey,
)

SWAPPED = str.maketrans({"左": "右", "右": "左"})


def angle_house():
    spaces = [box("R", "classroom", 0, 0, 8, 6), box("C", "corridor", 0, 6.2, 30, 9)]
    return building(
        storey(1, spaces, [door("D", "R", "C", (4, 6.1))], [final_exit("E", "C", (30, 7.6))]),
        places=[place("P", "F1", (4, 0.2), 270)],
    )


def lines(house):
    return [line.en for line in route(house).from_place["P"][0].words]


def test_a_reader_turns_round_walks_through_the_door_and_turns():
    assert lines(angle_house()) == [
        "Turn round, with your back to this sheet, and go 6 m through the door",
        "Turn right and go 26 m along the corridor",
        "Leave through E",
        "Gather at meadow, about 65 m away",
    ]


def test_the_chinese_words_say_the_same():
    words = [line.zh for line in route(angle_house()).from_place["P"][0].words]
    assert words[:3] == ["转身，背对本图，穿过门走 6 米", "向右转，沿走廊走 26 米", "从E出去"]


@pytest.mark.parametrize(
    ("at", "facing_deg", "first"),
    [
        ((0.2, 3), 180, "Turn round"),
        ((4, 0.2), 270, "Turn round"),
        ((7.8, 3), 0, "Turn round"),
        ((7.8, 1), 0, "Facing this sheet, turn left"),
        ((1, 5.8), 90, "Facing this sheet, turn right"),
        ((7, 5.8), 90, "Facing this sheet, turn left"),
        ((0.2, 1), 180, "Facing this sheet, turn right"),
    ],
)
def test_the_first_line_starts_from_the_readers_stance(at, facing_deg, first):
    house = angle_house()
    house["floors"][0]["exits"] = [final_exit("E", "C", (0, 7.6))]
    house["posting_places"] = [place("P", "F1", at, facing_deg)]
    if first == "Turn round" and facing_deg == 180:
        house["floors"][0]["exits"] = [final_exit("E", "R", (8, 3))]
    assert lines(house)[0].startswith(first)


@pytest.mark.parametrize("angle_deg", [17.0, 90.0, 123.4, 180.0, 301.0])
def test_a_turned_building_is_told_in_the_same_words(angle_deg):
    turned = route(move(angle_house(), angle_deg), move(school(), angle_deg))
    assert [line.en for line in turned.from_place["P"][0].words] == lines(angle_house())


def test_in_a_mirrored_building_left_and_right_are_swapped():
    grounds, house = read_sample()
    plain = route(house, grounds)
    mirrored = route(move(house, 33.0, mirror=True), move(grounds, 33.0, mirror=True))
    for name, routes in plain.from_place.items():
        other = mirrored.from_place[name]
        for a, b in zip(routes, other, strict=True):
            assert [t.zh.translate(SWAPPED) for t in a.words] == [t.zh for t in b.words]


def test_a_climb_is_told_as_going_up():
    floors = [storey(n, [box(f"C{n}", "corridor", 0, 0, 10, 2)]) for n in (0, 1)]
    floors[1]["exits"] = [final_exit("E", "C1", (0, 1))]
    stairs = [stair("A", 9.0, ("F0", "C0", (8, 1)), ("F1", "C1", (8, 1)))]
    house = building(*floors, stairs=stairs, places=[place("P", "F0", (1, 1), 180)])
    assert lines(house)[1] == "Go up stair A to floor 1"


def walked_metres(words):
    found = [re.search(r"(\d+) m\b(?! away)", line.en) for line in words]
    return sum(int(match[1]) for match in found if match)


def test_the_metres_add_up_to_the_way_without_its_stairs():
    grounds, house = read_sample()
    slopes_m = {s["id"]: s["slope_length_m"] for s in house["stairs"]}
    found = route(house, grounds)
    for item in (r for ways in (*found.from_place.values(),) for r in ways):
        floors = [a.floor for a, b in pairwise(item.points) if a.floor != b.floor]
        stairs_m = sum(slopes_m[item.stairs[0]] for _ in floors)
        assert walked_metres(item.words) == floor(item.length_m - stairs_m + 0.5)


@pytest.mark.parametrize(
    ("lengths_m", "whole"),
    [
        ([1.4, 1.4, 1.4], [2, 1, 1]),
        ([0.5, 2.5], [1, 2]),
        ([1.6, 1.7, 1.7], [1, 2, 2]),
        ([3.0], [3]),
        ([], []),
    ],
)
def test_legs_are_rounded_so_that_their_sum_is_the_rounded_sum(lengths_m, whole):
    assert round_lengths(lengths_m) == whole


def hall_and_corridor(*doors, at=(0.2, 1.2)):
    spaces = [
        box("R", "classroom", -8, 0, -0.2, 2.4),
        box("C", "corridor", 0, 0, 20, 2.4),
        box("G", "gallery", 20.2, 0, 30, 2.4),
    ]
    plan = storey(1, spaces, doors, [final_exit("E", "G", (30, 1.2))])
    return building(plan, places=[place("P", "F1", at, 180)])


ROOM_DOOR = door("D1", "R", "C", (-0.1, 1.2))
GALLERY_DOOR = door("D2", "C", "G", (20.1, 1.2))


def test_a_door_midway_on_a_straight_way_is_told_where_it_stands():
    assert lines(hall_and_corridor(GALLERY_DOOR))[:2] == [
        "Turn round, with your back to this sheet, and go 20 m along the corridor",
        "Keep straight on and go through the door and 10 m along the gallery",
    ]


def test_a_door_at_the_start_does_not_hide_the_corridor_behind_it():
    house = hall_and_corridor(ROOM_DOOR, GALLERY_DOOR, at=(-1, 1.2))
    first, second = lines(house)[:2]
    assert first.endswith("and go through the door and 21 m along the corridor")
    assert second == "Keep straight on and go through the door and 10 m along the gallery"


@pytest.mark.parametrize("angle_deg", [0.0, 47.0])
@pytest.mark.parametrize(
    ("bend_deg", "words"),
    [
        (10, None),
        (19, None),
        (21, "Bear left"),
        (44, "Bear left"),
        (46, "Turn left"),
        (134, "Turn left"),
        (136, "Turn sharp left"),
        (-21, "Bear right"),
        (-46, "Turn right"),
        (-136, "Turn sharp right"),
    ],
)
def test_a_bend_is_told_by_its_angle(bend_deg, words, angle_deg):
    first, second = (
        Stretch(run=direction(d), length_m=5.0, uses=((None, 5.0),))
        for d in (angle_deg, angle_deg + bend_deg)
    )
    stretches = merge_stretches([first, second])
    assert (words is None) == (len(stretches) == 1)
    if words is not None:
        turn = turn_deg(stretches[0].run, stretches[1].run)
        assert _turn(turn).en == words


def test_small_bends_round_a_pillar_are_not_told():
    corners = [(0, 0), (30, 0), (30, 3), (0, 3)]
    notched = [*corners[:1], (14, 0), (14, 1.3), (16, 1.3), (16, 0), *corners[1:]]
    plan = storey(1, [space("C", "corridor", *notched)], exits=[final_exit("E", "C", (30, 1.4))])
    house = building(plan, places=[place("P", "F1", (0.2, 1.4), 180)])
    assert lines(house)[0].endswith("and go 30 m along the corridor")


def test_a_bend_below_20_degrees_at_a_door_is_not_told():
    grounds, house = read_sample()
    _, second, _ = route(house, grounds).from_place["P202"]
    assert [line.en for line in second.words][5:7] == [
        "Leave the stair and go through the door and 11 m through the lobby",
        "Leave through the main exit",
    ]


def out_of_one_door_and_into_the_next():
    """Return a house whose way strays as far from a wall behind one door as before the next."""
    corridor = box("C", "corridor", 0, 0, 23.8659, 2.3161)
    west = box("W", "classroom", 8.6602, 2.5161, 15.7106, 7.5161)
    east = box("E", "lobby", 15.9106, 2.5161, 23.6659, 7.5161)
    doors = [
        door("D1", "W", "C", (13.9603382, 2.4161), 1.2),
        door("D2", "E", "C", (19.81539355, 2.4161), 0.9),
    ]
    plan = storey(1, [corridor, west, east], doors, [final_exit("X", "E", (17.1106, 7.5161))])
    return building(plan, places=[place("P", "F1", (9.6672, 3.3217), 246)])


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("angle_deg", [0.0, 1.0, 37.0, 118.0, 205.0, 301.0])
def test_bends_that_stray_alike_are_told_alike_however_the_house_is_turned(angle_deg, mirror):
    house = out_of_one_door_and_into_the_next()
    moved = [move(part, angle_deg, (417.31, -88.07), mirror=mirror) for part in (house, school())]
    told = [line.zh for line in route(*moved).from_place["P"][0].words]
    plain = [line.zh for line in route(house).from_place["P"][0].words]
    assert told == [line.translate(SWAPPED) if mirror else line for line in plain]
