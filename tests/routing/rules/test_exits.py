# SPDX-License-Identifier: MIT
"""How many exits floors and doors rooms need, and how far apart they are."""

import pytest

from generator.finding import Severity
from generator.model.building import Building
from tests.routing.rules.block import (
    at_both_ends,
    classes,
    codes,
    corridor,
    ground_floor,
    room,
    told,
    tower,
)
from tests.routing.small_building import box, building, door, final_exit, storey

EXIT_CODES = ("R305", "R306", "R307")


def hut(length, exits, depth=8.0, **more):
    """Return a room of `length` that opens outdoors only."""
    space = box("R", "classroom", 0, 0, length, depth)
    ends = [final_exit(f"E{i}", "R", at) for i, at in enumerate(exits)]
    return building(storey(1, [space], exits=ends)) | more


@pytest.mark.parametrize(
    ("length", "heads", "more", "is_told"),
    [
        (24.9, 50, {}, False),
        (25.1, 50, {}, True),
        (24.9, 51, {}, True),
        (24.9, 50, {"use": "kindergarten"}, True),
    ],
)
def test_a_small_ground_floor_may_have_one_exit(length, heads, more, is_told):
    found = told(hut(length, [(4, 0)], **more), classes(R=heads), "R305")
    assert [f.origin.key for f in found] == (["floors.0"] if is_told else [])
    assert all(f.severity == Severity.GAP for f in found)
    assert all("7.4.1" in f.what_en for f in found)


@pytest.mark.parametrize(("second", "told_codes"), [(6.2, ["R306"]), (6.5, [])])
def test_exits_that_are_near_one_another_count_as_one(second, told_codes):
    plan = building(
        ground_floor(60, [room("R", 5, 14, 6, 13)], {"A": (0, 1.4), "N": (second, 2.8)})
    )
    assert codes(plan, None, "R305", "R306") == told_codes


def test_a_floor_above_with_one_stair_is_found():
    rooms = [room("R", 5, 14, 6, 13, level=2)]
    assert codes(tower(60, rooms, wells={"A": 0.0}), None, "R305") == ["R305"]
    assert codes(tower(60, rooms), None, "R305") == []


@pytest.mark.parametrize(
    ("heads", "length", "levels", "severity"),
    [
        (50, 35, (1, 2), Severity.ADVICE),
        (50, 36, (1, 2), Severity.GAP),
        (51, 35, (1, 2), Severity.GAP),
        (50, 35, (1, 2, 3), Severity.ADVICE),
        (50, 35, (1, 2, 3, 4), Severity.GAP),
    ],
)
def test_one_stair_of_a_small_house_is_advice_as_its_table_was_not_read(
    heads, length, levels, severity
):
    rooms = [room("R", 5, 14, 6, 13, level=levels[-1])]
    found = told(tower(length, rooms, wells={"A": 0.0}, levels=levels), classes(R=heads), "R305")
    assert {f.severity for f in found} == {severity}
    assert all(("source not checked" in f.what_en) is (severity is Severity.ADVICE) for f in found)


@pytest.mark.parametrize(
    ("heights", "severity"),
    [((0, 1.8, 3.6, 5.4), Severity.ADVICE), ((0, 3.6, 7.2, 10.8), Severity.GAP)],
)
def test_half_levels_are_no_storeys_of_their_own(heights, severity):
    """Four levels of two storeys may have one stair, if few are there; four storeys may not."""
    levels = (1, 2, 3, 4)
    rooms = [room("R", 5, 14, 6, 13, level=4)]
    house = tower(35, rooms, wells={"A": 0.0}, levels=levels)
    for floor, height in zip(house["floors"], heights, strict=True):
        floor["elevation_m"] = height
    found = told(house, classes(R=50), "R305")
    assert {f.severity for f in found} == {severity}


@pytest.mark.parametrize(
    ("heights", "numbers"),
    [
        ((0, 1.8, 3.6, 5.4), (1, 1, 2, 2)),
        ((0, 3.6, 7.2, 10.8), (1, 2, 3, 4)),
        ((-3.6, 0, 3.6, 5.3), (-1, 1, 2, 2)),
    ],
)
def test_a_half_level_belongs_to_the_storey_below_it(heights, numbers):
    house = tower(35, [], levels=(1, 2, 3, 4))
    for floor, height in zip(house["floors"], heights, strict=True):
        floor["elevation_m"] = height
        floor["level"] -= 2 if height == min(heights) < 0 else min(heights) < 0
    made = Building.model_validate(house)
    assert tuple(made.storeys[floor.id] for floor in made.floors) == numbers
    del house["floors"][0]["elevation_m"]
    unknown = Building.model_validate(house)
    assert unknown.storeys == {floor.id: floor.level for floor in made.floors}


def test_the_own_way_out_of_a_classroom_is_no_exit_for_others():
    rooms = [room("R", 5, 14, 6, 13), room("Q", 40, 49, 41, 48)]
    plan = building(ground_floor(60, rooms, {"A": (0, 1.4)}))
    plan["floors"][0]["exits"].append(final_exit("X", "Q", (49, -4)))
    assert [f.origin.key for f in told(plan, None, "R305")] == ["floors.0"]
    (far, *_) = told(plan, None, "R301")
    assert 'exit "A"' in far.what_en


def test_a_stair_that_only_leads_up_is_no_exit_of_the_ground_floor():
    plan = tower(30, [])
    plan["floors"][0]["exits"] = plan["floors"][0]["exits"][:1]
    plan["floors"][0]["spaces"].append(box("X", "hall", 0, -20.2, 30, -0.2))
    plan["floors"][0]["doors"].append(door("DX", "X", "C1", (10, -0.1), 2.0))
    assert [f.origin.key for f in told(plan, None, "R305")] == ["floors.0"]


@pytest.mark.parametrize(
    ("use", "of_building", "length", "severity"),
    [
        ("classroom", "teaching", 9.3, Severity.ADVICE),
        ("classroom", "teaching", 9.4, Severity.GAP),
        ("classroom", "kindergarten", 6.2, None),
        ("classroom", "kindergarten", 6.3, Severity.GAP),
        ("office", "teaching", 14.9, None),
        ("office", "teaching", 15.1, Severity.GAP),
        ("store", "teaching", 20.0, None),
    ],
)
def test_a_room_between_exits_may_have_one_door_up_to_an_area(use, of_building, length, severity):
    rooms = [room("R", 8, 8 + length, 10, use=use)]
    plan = building(ground_floor(30, rooms, at_both_ends(30))) | {"use": of_building}
    found = told(plan, None, "R307")
    assert [f.severity for f in found] == ([severity] if severity else [])
    assert all('"DR0"' in f.what_en for f in found)


@pytest.mark.parametrize(
    ("use", "width", "area_m2", "is_told"),
    [
        ("classroom", 1.5, 40, True),
        ("office", 1.0, 49, False),
        ("office", 1.0, 51, True),
        ("office", 1.4, 51, False),
        ("office", 1.4, 112.8, False),
        ("office", 1.4, 114.4, True),
    ],
)
def test_a_room_at_the_end_of_a_corridor_needs_two_doors_sooner(use, width, area_m2, is_told):
    side = area_m2 / 8
    end = box("R", use, 20.2, -2, 20.2 + side, 6)
    floor = storey(
        1,
        [corridor(20), end],
        [door("DR", "R", "C1", (20.1, 1.4), width)],
        [final_exit("W", "C1", (0, 1.4)), final_exit("N", "C1", (7, 2.8))],
    )
    assert [f.severity for f in told(building(floor), None, "R307")] == (
        [Severity.GAP] if is_told else []
    )


@pytest.mark.parametrize(("length", "is_told"), [(10.0, False), (10.2, True)])
def test_a_wide_room_at_the_end_of_a_corridor_may_have_one_wide_door(length, is_told):
    end = box("R", "office", 20.2, -8.6, 20.2 + length, 11.4)
    floor = storey(
        1,
        [corridor(20), end],
        [door("DR", "R", "C1", (20.1, 1.4), 1.4)],
        [final_exit("W", "C1", (0, 1.4)), final_exit("N", "C1", (7, 2.8))],
    )
    assert bool(codes(building(floor), None, "R307")) is is_told


@pytest.mark.parametrize(("second", "told_codes"), [(15.9, ["R306"]), (16.1, [])])
def test_two_doors_of_a_large_room_stand_apart(second, told_codes):
    rooms = [room("R", 8, 20, 10, second)]
    plan = building(ground_floor(30, rooms, at_both_ends(30)))
    assert codes(plan, None, *EXIT_CODES) == told_codes


def test_two_doors_of_a_small_office_may_be_near():
    rooms = [room("R", 8, 15, 9, 14, use="office")]
    plan = building(ground_floor(30, rooms, at_both_ends(30)))
    assert codes(plan, None, *EXIT_CODES) == []
