# SPDX-License-Identifier: MIT
"""A sheet hangs on a wall before its reader, or it is told that it does not."""

import pytest

from generator.routing.fault import Site
from generator.routing.place_faults import find_place_faults
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    move,
    place,
    storey,
)


def site(house):
    return Site(school="made-up", building=campus(house).buildings[0])


def house(at, facing_deg, **of_door):
    spaces = [box("R", "classroom", 0, 0, 8, 6), box("C", "corridor", 0, 6.2, 30, 9)]
    doors = [door("D", "R", "C", (4, 6.1), 1.2, **of_door)]
    exits = [final_exit("E", "C", (30, 7.6))]
    return building(storey(1, spaces, doors, exits), places=[place("P", "F1", at, facing_deg)])


@pytest.mark.parametrize("angle_deg", [0.0, 17.0])
@pytest.mark.parametrize(
    ("at", "facing_deg", "has_wall"),
    [
        ((0.15, 3), 180, True),
        ((0.15, 3), 0, False),
        ((0.0, 3), 180, True),
        ((0.0, 3), 0, False),
        ((2, 5.9), 90, True),
        ((2, 5.9), 270, False),
        ((2, 6.3), 270, True),
        ((2, 6.1), 90, True),
        ((2, 4.7), 90, False),
        ((2, 4.9), 90, True),
        ((4.5, 5.9), 90, False),
        ((4.7, 5.9), 90, True),
        ((29.8, 7.6), 0, False),
        ((29.8, 8.6), 0, True),
    ],
)
def test_a_reader_has_a_wall_ahead_or_it_is_told(at, facing_deg, has_wall, angle_deg):
    found = [f.code for f in find_place_faults(site(move(house(at, facing_deg), angle_deg)))]
    assert [code for code in found if code != "R233"] == ([] if has_wall else ["R213"])


@pytest.mark.parametrize("angle_deg", [0.0, 17.0])
@pytest.mark.parametrize(
    ("at", "facing_deg", "is_told"),
    [
        ((2, 7.05), 90, False),
        ((2, 7.05), 270, True),
        ((2, 6.35), 270, False),
        ((2, 6.35), 90, True),
        ((2, 6.7), 90, False),
        ((4, 6.35), 90, True),
    ],
)
def test_a_reader_with_the_back_at_the_sheet_is_told_in_a_narrow_passage(
    at, facing_deg, is_told, angle_deg
):
    """Both walls are within reach of the eye: the sheet would hang upside down, unnoticed."""
    spaces = [box("R", "classroom", 0, 0, 8, 6), box("C", "corridor", 0, 6.2, 30, 7.2)]
    exits = [final_exit("E", "C", (30, 6.7), 0.9)]
    narrow = building(storey(1, spaces, [], exits), places=[place("P", "F1", at, facing_deg)])
    found = [f.code for f in find_place_faults(site(move(narrow, angle_deg)))]
    assert found == (["R213"] if is_told else [])


def test_a_sheet_on_a_locked_door_has_a_wall():
    assert list(find_place_faults(site(house((4, 5.9), 90, usable=False)))) == []


def test_a_sheet_for_an_unknown_room_is_not_said_to_be_on_another_floor():
    plan = house((0.15, 3), 180)
    plan["posting_places"][0]["serves"] = "X"
    assert list(find_place_faults(site(plan))) == []


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("angle_deg", [0.0, 17.0])
@pytest.mark.parametrize(
    ("at", "is_in_wall"),
    [((2, 6.04), False), ((2, 6.1), True), ((-0.04, 3), False), ((-0.3, 3), True)],
)
def test_a_reader_inside_a_wall_is_found(at, is_in_wall, angle_deg, mirror):
    moved = move(house(at, 90), angle_deg, (300.0, -80.0), mirror=mirror)
    found = [f for f in find_place_faults(site(moved)) if f.code == "R233"]
    assert [f.origin.key for f in found] == (["posting_places.0.at_m"] if is_in_wall else [])
    assert all('"P"' in f.what_en for f in found)


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        (place("Q", "F1", (2.05, 5.9), 90), True),
        (place("Q", "F1", (2.05, 5.9), 97), True),
        (place("Q", "F1", (2.05, 5.9), 270), False),
        (place("Q", "F1", (2.2, 5.9), 90), False),
        (place("Q", "F1", (2, 5.9), 90) | {"height_m": 2.0}, False),
    ],
)
def test_two_sheets_at_one_spot_are_found(second, is_told):
    plan = house((2, 5.9), 90)
    plan["posting_places"].append(second)
    found = [f for f in find_place_faults(site(plan)) if f.code == "R225"]
    assert [f.origin.key for f in found] == (["posting_places.1.at_m"] if is_told else [])
