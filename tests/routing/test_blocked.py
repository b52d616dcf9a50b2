# SPDX-License-Identifier: MIT
"""What is left when a door, a stair or an exit is blocked."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from generator.model.route import Barrier
from generator.routing.blocked import find_detours
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
    walked,
)


def house():
    """Return a room with two doors upstairs, two stairs, and an exit at each end below."""
    upper = [box("R", "classroom", 0, 2.2, 20, 8), box("C2", "corridor", 0, 0, 20, 2)]
    doors = [door("D1", "R", "C2", (2, 2.1)), door("D2", "R", "C2", (18, 2.1))]
    exits = [final_exit("W", "C1", (0, 1)), final_exit("E", "C1", (20, 1))]
    ends = {"A": (1, 1), "B": (19, 1)}
    return building(
        storey(1, [box("C1", "corridor", 0, 0, 20, 2)], exits=exits),
        storey(2, upper, doors),
        stairs=[stair(s, 9.0, ("F1", "C1", at), ("F2", "C2", at)) for s, at in ends.items()],
        places=[place("P", "F2", (3, 7.8), 90), place("Q", "F1", (8, 0.1), 270)],
    )


def detours(data, routes=None):
    whole = campus(data)
    found = find_detours(whole, whole.buildings[0], routes or route(data))
    return {(d.blockage.barrier, d.blockage.id): d.from_place for d in found}


def test_everything_on_a_primary_route_is_blocked_in_turn_and_nothing_else():
    found = detours(house())
    assert {key: sorted(ways) for key, ways in found.items()} == {
        (Barrier.DOOR, "D1"): ["P"],
        (Barrier.STAIR, "A"): ["P"],
        (Barrier.EXIT, "W"): ["P", "Q"],
    }


@pytest.mark.parametrize(
    ("barrier", "name", "doors", "stairs", "final_exit"),
    [
        (Barrier.DOOR, "D1", ("D2",), ("B",), "E"),
        (Barrier.STAIR, "A", ("D2",), ("B",), "E"),
        (Barrier.EXIT, "W", ("D2",), ("B",), "E"),
    ],
)
def test_a_detour_goes_round_what_is_blocked(barrier, name, doors, stairs, final_exit):
    way = detours(house())[barrier, name]["P"]
    assert (way.doors, way.stairs, way.final_exit) == (doors, stairs, final_exit)


def test_a_detour_is_the_shortest_way_of_the_building_without_that_part():
    for key in ("D1", "A", "W"):
        data = house()
        for floor in data["floors"]:
            floor["doors"] = [d for d in floor["doors"] if d["id"] != key]
            floor["exits"] = [e for e in floor["exits"] if e["id"] != key]
        data["stairs"] = [s for s in data["stairs"] if s["id"] != key]
        (way,) = (ways["P"] for (_, name), ways in detours(house()).items() if name == key)
        primary = route(data).from_place["P"][0]
        assert way.length_m == pytest.approx(primary.length_m)
        assert way.words == primary.words


def test_with_an_exit_out_of_use_all_ways_are_those_of_a_building_without_it():
    data, without = house(), house()
    data["floors"][0]["exits"][0]["usable"] = False
    del without["floors"][0]["exits"][0]
    assert route(data) == route(without)
    assert detours(data) == detours(without)
    assert all(way.final_exit == "E" for found in route(data).from_place.values() for way in found)


def test_where_nothing_is_left_that_is_said():
    data = house()
    data["floors"][1]["doors"][1]["usable"] = False
    assert detours(data)[Barrier.DOOR, "D1"] == {"P": None}


def test_a_blocked_door_may_lead_through_a_room_where_there_is_no_other_way():
    data = house()
    data["floors"][1]["spaces"].append(box("S", "store", 0, 8.2, 20, 12))
    data["floors"][1]["doors"] = [
        door("D1", "R", "C2", (2, 2.1)),
        door("RS", "R", "S", (10, 8.1), 0.9),
        door("SC", "S", "C2", (10, 5)),
    ]
    assert detours(data)[Barrier.DOOR, "D1"] == {"P": None}
    data["floors"][1]["spaces"][1] = {
        **box("C2", "corridor", 0, 0, 20, 2),
        "outline_m": [[0, 0], [24, 0], [24, 12], [20.2, 12], [20.2, 2], [0, 2]],
    }
    data["floors"][1]["doors"][2] = door("SC", "S", "C2", (20.1, 10))
    way = detours(data)[Barrier.DOOR, "D1"]["P"]
    assert way.doors == ("RS", "SC")


def test_an_assigned_primary_route_is_what_counts():
    data = house()
    found = route(data)
    primary, second = walked(found.from_place["P"])
    assigned = MappingProxyType({**found.from_place, "P": (second, primary)})
    blocked = detours(data, replace(found, from_place=assigned))
    assert "P" not in blocked[Barrier.EXIT, "W"]
    assert blocked[Barrier.STAIR, "B"]["P"].stairs == ("A",)


def test_no_detour_of_the_sample_school_uses_what_is_blocked():
    grounds, data = read_sample()
    whole = campus(data, grounds)
    found = find_detours(whole, whole.buildings[0], route(data, grounds))
    assert {d.blockage.id for d in found} >= {"A", "B", "EM", "EW", "EC", "D2A", "D201a", "DLB"}
    for detour in found:
        for way in detour.from_place.values():
            if way:
                assert detour.blockage.id not in {*way.doors, *way.stairs, way.final_exit}
    left = {d.blockage.id: d.from_place for d in found}
    assert left["D107"] == {"P107": None}
    assert all(left["A"].values())
