# SPDX-License-Identifier: MIT
"""The words for a way must be true for somebody who stands before the sheet."""

import pytest

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
