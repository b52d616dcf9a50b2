# SPDX-License-Identifier: MIT
"""All ways by which a class might leave, worked out by hand in tiny buildings."""

from itertools import pairwise

import pytest

from generator.routing.options import LONGEST_MORE_M, LONGEST_SHARE, MOST_OPTIONS, find_options
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    read_sample,
    route,
    school,
    stair,
    storey,
)


def house(length_m=20.0):
    """Return a room with two doors upstairs, two stairs, and an exit at each end below."""
    upper = [box("R", "classroom", 0, 2.2, 20, 8), box("C2", "corridor", 0, 0, length_m, 2)]
    doors = [door("D1", "R", "C2", (2, 2.1)), door("D2", "R", "C2", (18, 2.1))]
    exits = [final_exit("W", "C1", (0, 1)), final_exit("E", "C1", (length_m, 1))]
    ends = {"A": (1, 1), "B": (length_m - 1, 1)}
    return building(
        storey(1, [box("C1", "corridor", 0, 0, length_m, 2)], exits=exits),
        storey(2, upper, doors),
        stairs=[stair(s, 9.0, ("F1", "C1", at), ("F2", "C2", at)) for s, at in ends.items()],
    )


def grounds(*rooms):
    classes = [
        {
            "id": f"c{room}",
            "name": {"zh": room, "en": room},
            "audience": "primary-lower",
            "head_count": 40,
            "building": "house",
            "room": room,
        }
        for room in rooms
    ]
    return {**school(), "classes": classes}


def options(data, *rooms):
    return find_options(campus(data, grounds(*rooms)))


def kinds(found):
    return {(o.door, o.route.stairs, o.route.final_exit) for o in found}


def test_each_door_stair_and_exit_makes_an_option():
    found = options(house(), "R")
    assert kinds(found) == {
        (d, (s,), e) for d in ("D1", "D2") for s in ("A", "B") for e in ("W", "E")
    }
    assert len(found) == 8


def test_an_option_leaves_by_its_door_and_is_as_long_as_its_line():
    for option in options(house(), "R"):
        assert option.route.doors == (option.door,)
    near = next(o for o in options(house(), "R") if kinds([o]) == {("D1", ("A",), "W")})
    closed = house()
    closed["floors"][1]["doors"][1]["usable"] = False
    assert near.route.length_m == pytest.approx(route(closed).from_space["R"][0].length_m)


def test_the_first_option_is_the_primary_route():
    (primary, *_), first = route(house()).from_space["R"], options(house(), "R")[0].route
    assert first.length_m == pytest.approx(primary.length_m)
    assert (first.stairs, first.final_exit) == (primary.stairs, primary.final_exit)


def test_options_are_sorted_by_length():
    lengths = [round(o.route.length_m, 3) for o in options(house(), "R")]
    assert lengths == sorted(lengths)


def test_what_is_absurdly_long_is_left_out_but_for_the_shortest_by_a_stair_or_to_an_exit():
    found = options(house(200.0), "R")
    assert kinds(found) == {
        ("D1", ("A",), "W"),
        ("D2", ("A",), "W"),
        ("D2", ("B",), "E"),
    }
    longest_m = LONGEST_SHARE * found[0].route.length_m + LONGEST_MORE_M
    assert [o.route.length_m > longest_m for o in found] == [False, False, True]


def test_nobody_changes_stairs_where_the_first_leads_down_as_well():
    data = house()
    data["floors"].append(storey(3, [box("T", "classroom", 0, 0, 20, 2)]))
    for s, at in zip(data["stairs"], ((1, 1), (19, 1)), strict=True):
        s["landings"].append({"floor": "F3", "space": "T", "at_m": list(at)})
    data["floors"][2]["spaces"][0]["use"] = "hall"
    assert kinds(options(data, "T")) == {("", (s,), e) for s in ("A", "B") for e in ("W", "E")}


def test_people_change_stairs_where_they_must():
    data = house()
    data["floors"].append(storey(3, [box("T", "hall", 0, 0, 20, 2)]))
    data["stairs"].append(stair("K", 9.0, ("F2", "C2", (10, 1)), ("F3", "T", (10, 1))))
    assert {stairs for _, stairs, _ in kinds(options(data, "T"))} == {("K", "A"), ("K", "B")}


def test_a_room_with_its_own_exit_may_be_left_by_no_door():
    data = house()
    data["floors"][0]["spaces"].append(box("G", "classroom", 0, 2.2, 6, 8))
    data["floors"][0]["doors"] = [door("DG", "G", "C1", (3, 2.1))]
    data["floors"][0]["exits"].append(final_exit("X", "G", (3, 8)))
    found = options(data, "G")
    assert kinds(found) == {("", (), "X"), ("DG", (), "W"), ("DG", (), "E")}


def test_a_class_in_an_unknown_room_or_building_has_none():
    assert options(house(), "nowhere") == ()


def test_the_classes_of_the_sample_school_have_some_but_not_too_many():
    ground, data = read_sample()
    found = find_options(campus(data, ground))
    by_class = {c["id"]: [o for o in found if o.school_class == c["id"]] for c in ground["classes"]}
    for name, mine in by_class.items():
        assert 3 <= len(mine) <= MOST_OPTIONS, name
        assert len(kinds(mine)) == len(mine)
        assert {o.door[-1] for o in mine} == {"a", "b"}
    upstairs = kinds(by_class["9-1"])
    assert {stairs for _, stairs, _ in upstairs} == {("A",), ("B",)}
    for option in found:
        for a, b in pairwise(option.route.points):
            assert a.floor != b.floor or (a.x_m, a.y_m) != (b.x_m, b.y_m)


def test_nobody_changes_stairs_where_one_stair_alone_is_the_shorter_way():
    spaces = {n: box(f"T{n}", "hall", 0, 0, 20, 2) for n in (1, 2, 3)}
    ends = {n: (f"F{n}", f"T{n}", (19, 1)) for n in (1, 2, 3)}
    data = building(
        storey(1, [spaces[1]], exits=[final_exit("E", "T1", (20, 1))]),
        storey(2, [spaces[2]]),
        storey(3, [spaces[3]]),
        stairs=[
            stair("A", 5.0, ("F2", "T2", (1, 1)), ("F3", "T3", (1, 1))),
            stair("B", 12.0, *ends.values()),
        ],
    )
    assert kinds(options(data, "T3")) == {("", ("B",), "E")}
