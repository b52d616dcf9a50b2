# SPDX-License-Identifier: MIT
"""Widths of doors, exits, corridors and stairs, by themselves and for the people who use them."""

import pytest

from generator.finding import Severity
from generator.routing.rules.steps import is_whole_streams
from tests.routing.rules.block import (
    CORRIDOR_M,
    at_both_ends,
    classes,
    codes,
    ground_floor,
    room,
    told,
    tower,
)
from tests.routing.small_building import box, building, door, final_exit

GAP, ADVICE = Severity.GAP, Severity.ADVICE


def block(door_width=1.0, corridor_width=CORRIDOR_M, use="corridor", **more):
    rooms = [room("R", 5, 14, 6, 13, width=door_width)]
    exits = {"W": (0, corridor_width / 2), "E": (30, corridor_width / 2)}
    return building(ground_floor(30, rooms, exits, corridor_width, use)) | more


@pytest.mark.parametrize(
    ("width", "of_building", "severity"),
    [
        (0.9, "teaching", None),
        (0.89, "teaching", ADVICE),
        (0.8, "teaching", ADVICE),
        (0.79, "teaching", GAP),
        (0.8, "other", None),
        (0.79, "other", GAP),
    ],
)
def test_doors_are_so_wide(width, of_building, severity):
    found = told(block(width, use=of_building and "corridor") | {"use": of_building}, None, "R308")
    assert [f.severity for f in found] == ([severity] * 2 if severity else [])
    assert all(f.origin.key.endswith("clear_width_m") for f in found)


def test_the_door_of_a_store_or_a_locked_door_is_not_measured():
    plan = block(0.7)
    plan["floors"][0]["spaces"][1]["use"] = "store"
    assert codes(plan, None, "R308") == []
    plan = block(0.7)
    for way in plan["floors"][0]["doors"]:
        way["usable"] = False
    assert codes(plan, None, "R308") == []


@pytest.mark.parametrize(
    ("width", "of_building", "severity"),
    [
        (1.4, "teaching", None),
        (1.39, "teaching", ADVICE),
        (1.09, "teaching", GAP),
        (1.1, "other", None),
        (1.09, "other", GAP),
    ],
)
def test_final_exits_are_so_wide(width, of_building, severity):
    plan = block() | {"use": of_building}
    plan["floors"][0]["exits"][0]["clear_width_m"] = width
    found = told(plan, None, "R309")
    assert [(f.severity, f.origin.key) for f in found] == (
        [(severity, "floors.0.exits.0.clear_width_m")] if severity else []
    )


@pytest.mark.parametrize(("width", "severity"), [(0.9, None), (0.89, ADVICE), (0.79, GAP)])
def test_a_rooms_own_way_outdoors_need_be_no_wider_than_a_door(width, severity):
    plan = block()
    plan["floors"][0]["exits"].append(final_exit("X", "R", (5, -4), width))
    found = told(plan, None, "R309")
    assert [(f.severity, f.origin.key) for f in found] == (
        [(severity, "floors.0.exits.2.clear_width_m")] if severity else []
    )


@pytest.mark.parametrize(
    ("width", "use", "severity"),
    [
        (1.8, "corridor", None),
        (1.78, "corridor", ADVICE),
        (1.09, "corridor", GAP),
        (1.8, "gallery", None),
        (1.78, "gallery", ADVICE),
    ],
)
def test_corridors_with_rooms_on_one_side_are_so_wide(width, use, severity):
    plan = block(corridor_width=width, use=use)
    assert [f.severity for f in told(plan, None, "R310")] == ([severity] if severity else [])


@pytest.mark.parametrize("angle_deg", [0.0, 41.0])
@pytest.mark.parametrize(("width", "is_told"), [(2.4, False), (2.38, True)])
def test_corridors_with_rooms_on_both_sides_are_wider(width, is_told, angle_deg):
    plan = block(corridor_width=width)
    north = box("N", "office", 5, width + 0.2, 12, width + 6)
    plan["floors"][0]["spaces"].append(north)
    plan["floors"][0]["doors"].append(door("DN", "N", "C1", (8, width + 0.1)))
    found = told(plan, None, "R310", angle_deg=angle_deg)
    assert [f.severity for f in found] == ([ADVICE] if is_told else [])


def test_the_narrowest_place_of_a_corridor_counts_but_not_an_alcove_at_a_door():
    plan = block()
    outline = [[0, 0], [30, 0], [30, 2.8], [20, 2.8], [20, 1.5], [15, 1.5], [15, 2.8], [0, 2.8]]
    plan["floors"][0]["spaces"][0]["outline_m"] = outline
    (found,) = told(plan, None, "R310")
    assert "1.50 m" in found.what_en
    alcove = [[0, 0], [30, 0], [30, 2.8], [20, 2.8], [20, 3.6], [18.8, 3.6], [18.8, 2.8], [0, 2.8]]
    plan["floors"][0]["spaces"][0]["outline_m"] = alcove
    plan["floors"][0]["spaces"].append(box("N", "store", 17, 3.8, 22, 8))
    plan["floors"][0]["doors"].append(door("DN", "N", "C1", (19.4, 3.7)))
    assert codes(plan, None, "R310") == []


@pytest.mark.parametrize(("heads", "is_told"), [(285, False), (287, True)])
def test_the_doors_of_a_room_are_wide_enough_for_its_class(heads, is_told):
    found = told(block(), classes(R=heads), "R311")
    assert [f.origin.key for f in found if "doors of room" in f.what_en] == (
        ["floors.0.spaces.1"] if is_told else []
    )
    assert all(f.severity == ADVICE for f in found)
    assert all("source not checked" in f.what_en for f in found)


@pytest.mark.parametrize(
    ("level", "heads", "is_told"),
    [
        (2, 342, False),
        (2, 344, True),
        (3, 299, False),
        (3, 301, True),
        (4, 228, False),
        (4, 230, True),
    ],
)
def test_stairs_are_wide_enough_for_the_fullest_floor(level, heads, is_told):
    rooms = [room("R", 10, 26, 11, 25, level=level, width=4.0)]
    plan = tower(40, rooms, levels=range(1, level + 1))
    found = [
        f for f in told(plan, classes(R=heads), "R311") if f"exits of floor {level}" in f.what_en
    ]
    assert bool(found) is is_told


def test_a_worse_fire_grade_asks_for_wider_stairs():
    rooms = [room("R", 10, 26, 11, 25, level=2, width=4.0)]
    plan = tower(40, rooms)
    assert codes(plan, classes(R=330), "R311") == []
    assert "R311" in codes(plan | {"fire_grade": 3}, classes(R=330), "R311")


@pytest.mark.parametrize(("heads", "is_told"), [(399, False), (401, True)])
def test_a_corridor_is_wide_enough_for_the_classes_on_it(heads, is_told):
    rooms = [room(name, x, x + 9, x + 1, x + 8, width=2.0) for name, x in (("R", 1), ("Q", 11))]
    plan = building(ground_floor(30, rooms, at_both_ends(30)))
    found = told(plan, classes(R=200, Q=heads - 200), "R311")
    assert [f.origin.key for f in found if "corridor" in f.what_en] == (
        ["floors.0.spaces.0"] if is_told else []
    )


@pytest.mark.parametrize(
    ("width_m", "is_whole"),
    [
        (1.2, True),
        (1.35, True),
        (1.4, False),
        (1.79, False),
        (1.8, True),
        (1.95, True),
        (1.97, False),
    ],
)
def test_a_flight_is_whole_streams_wide(width_m, is_whole):
    assert is_whole_streams(width_m) is is_whole


@pytest.mark.parametrize(
    ("width", "of_building", "count"),
    [
        (1.2, "teaching", 0),
        (1.19, "teaching", 2),
        (1.5, "teaching", 2),
        (1.1, "other", 0),
        (1.09, "other", 2),
    ],
)
def test_flights_of_stairs_are_so_wide(width, of_building, count):
    plan = tower(40, [], flight_width_m=width) | {"use": of_building}
    found = told(plan, None, "R312")
    assert [f.severity for f in found] == [GAP] * count


@pytest.mark.parametrize(
    ("stages", "tread_m", "riser_m", "is_told"),
    [
        (["primary"], 0.26, 0.15, False),
        (["primary"], 0.255, 0.147, True),
        (["primary"], 0.28, 0.155, True),
        (["junior"], 0.28, 0.16, False),
        (["junior"], 0.275, 0.15, True),
        (["senior"], 0.3, 0.165, True),
        (["primary", "junior"], 0.28, 0.15, False),
        (["primary", "junior"], 0.28, 0.16, True),
        (["kindergarten"], 0.25, 0.16, True),
        (["kindergarten"], 0.28, 0.16, False),
        (["primary"], None, 0.155, True),
        (["primary"], None, None, False),
    ],
)
def test_steps_are_as_low_and_deep_as_their_pupils_need(stages, tread_m, riser_m, is_told):
    grounds = classes() | {"stages": stages}
    plan = tower(40, [], tread_m=tread_m, riser_m=riser_m)
    found = told(plan, grounds, "R313")
    assert [f.origin.key for f in found] == (["stairs.0", "stairs.1"] if is_told else [])
    assert all(f.severity == GAP for f in found)
