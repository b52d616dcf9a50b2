# SPDX-License-Identifier: MIT
"""The ways of rooms at which no sheet hangs, and what is left of them when something is blocked."""

import pytest

from generator.model.route import Barrier
from generator.routing.plan import read_plan
from generator.routing.unposted import find_room_ways
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    place,
    read_sample,
    route,
    stair,
    storey,
)


def house():
    """Return upstairs a store between two stairs, a shaft and a room with a sheet of its own."""
    upper = [
        box("S", "store", 0, 2.2, 8, 8),
        box("T", "classroom", 8.2, 2.2, 16, 8),
        box("X", "closed", 16.2, 2.2, 20, 8),
        box("C2", "corridor", 0, 0, 20, 2),
    ]
    doors = [door("DS", "S", "C2", (4, 2.1)), door("DT", "T", "C2", (12, 2.1))]
    exits = [final_exit("W", "C1", (0, 1)), final_exit("E", "C1", (20, 1))]
    ends = {"A": (1, 1), "B": (19, 1)}
    return building(
        storey(1, [box("C1", "corridor", 0, 0, 20, 2)], exits=exits),
        storey(2, upper, doors),
        stairs=[stair(s, 9.0, ("F1", "C1", at), ("F2", "C2", at)) for s, at in ends.items()],
        places=[{**place("P", "F2", (12, 7.8), 90), "serves": "T"}],
    )


def rooms(data, grounds=None):
    whole = campus(data, grounds) if grounds else campus(data)
    return {room.space: room for room in find_room_ways(read_plan(whole, whole.buildings[0]))}


def test_only_rooms_in_which_somebody_stays_and_no_sheet_hangs_are_told_of():
    assert list(rooms(house())) == ["S"]


def test_the_ways_of_such_a_room_are_the_shortest_ones_from_its_middle():
    found = rooms(house())["S"]
    assert found.at_m == pytest.approx((4, 5.1))
    assert found.ways == route(house()).from_space["S"]
    assert [way.final_exit for way in found.ways] == ["W", "E"]


def test_what_a_blockage_leaves_is_the_shortest_way_of_the_building_without_that_part():
    left = rooms(house())["S"].left
    assert {(cut.barrier, cut.id) for cut in left} == {
        (Barrier.DOOR, "DS"),
        (Barrier.STAIR, "A"),
        (Barrier.EXIT, "W"),
    }
    for cut, way in left.items():
        data = house()
        for floor in data["floors"]:
            floor["doors"] = [d for d in floor["doors"] if d["id"] != cut.id]
            floor["exits"] = [e for e in floor["exits"] if e["id"] != cut.id]
        data["stairs"] = [s for s in data["stairs"] if s["id"] != cut.id]
        ways = rooms(data)["S"].ways
        if cut.barrier is Barrier.DOOR:
            assert way is None
            assert ways == ()
        else:
            assert way.words == ways[0].words
            assert way.points == ways[0].points


def test_no_way_left_to_a_room_of_the_sample_school_uses_what_is_blocked():
    grounds, data = read_sample()
    found = rooms(data, grounds)
    assert len(found) == 8
    for room in found.values():
        assert room.ways
        assert room.left
        for cut, way in room.left.items():
            assert way is None or cut.id not in {*way.doors, *way.stairs, way.final_exit}
