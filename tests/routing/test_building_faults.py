# SPDX-License-Identifier: MIT
"""Each fault put into the sample school is found, under its code and at its place."""

from functools import cache

import pytest

from generator.finding import Severity
from generator.model.route import BuildingRoutes, Routes
from generator.routing.building_faults import find_building_faults
from generator.routing.escape import find_routes
from tests.routing.small_building import (
    box,
    building,
    campus,
    final_exit,
    read_sample,
    stair,
    storey,
    text,
)


@cache
def plain_routes():
    grounds, house = read_sample()
    return find_routes({"sample": campus(house, grounds)})


def ground(house):
    return house["floors"][0]


def named(items, name):
    return next(item for item in items if item["id"] == name)


def lock_classroom(house):
    for name in ("D101a", "D101b"):
        named(ground(house)["doors"], name)["usable"] = False


def name_unknown_space(house):
    named(ground(house)["doors"], "D101a")["joins"][0] = "110"


def name_unknown_swing(house):
    named(ground(house)["doors"], "D101a")["swing"] = "102"


def name_unknown_floor(house):
    house["posting_places"][0]["floor"] = "F9"


def name_unknown_served_room(house):
    house["posting_places"][0]["serves"] = "999"


def name_unknown_landing(house):
    house["stairs"][0]["landings"][1]["space"] = "nowhere"


def cross_outline(house):
    ground(house)["spaces"][1]["outline_m"] = [[0, 0], [9, 8], [9, 0], [0, 8]]


def overlap(house):
    ground(house)["spaces"][2]["outline_m"][0] = [8.5, 0]


def move_door(house):
    named(ground(house)["doors"], "D101a")["at_m"] = [1, 4]


def move_exit_inside(house):
    ground(house)["exits"][1]["at_m"] = [20, 9.6]


def move_exit_to_inner_wall(house):
    ground(house)["exits"][1]["at_m"] = [20, 8.2]


def move_landing(house):
    house["stairs"][0]["landings"][0]["at_m"] = [6, 13]


def move_place(house):
    house["posting_places"][0]["at_m"] = [-5, 3]


def repeat_id(house):
    ground(house)["equipment"][0]["id"] = "101"


def remove_exits(house):
    del ground(house)["exits"]


def keep_one_exit(house):
    del ground(house)["exits"][1:]


def add_shed(house):
    ground(house)["spaces"].append(box("X", "store", -25, 8, -20, 11))
    ground(house)["exits"].append(final_exit("EX", "X", [-25, 9]))


def repeat_landing(house):
    house["stairs"][0]["landings"][2]["floor"] = "F2"
    house["stairs"][0]["landings"][2]["space"] = "2-SA"


def serve_a_room_of_another_floor(house):
    house["posting_places"][0]["serves"] = "301"


def turn_a_place_round(house):
    spot = house["posting_places"][0]
    spot["facing_deg"] = (spot["facing_deg"] + 180) % 360


def widen_door(house):
    named(ground(house)["doors"], "D101a")["clear_width_m"] = 15


def widen_exit(house):
    ground(house)["exits"][0]["clear_width_m"] = 15


def repeat_level(house):
    house["floors"][1]["level"] = 1


def forget_an_elevation(house):
    for floor in house["floors"][1:]:
        floor["elevation_m"] = 3.6 * (floor["level"] - 1)


def turn_elevations_upside_down(house):
    for floor in house["floors"]:
        floor["elevation_m"] = -3.6 * floor["level"]


ADVICE = {"R211", "R213", "R215"}

FAULTS = [
    ("R201", name_unknown_space, "floors.0.doors.0.joins.0"),
    ("R201", name_unknown_swing, "floors.0.doors.0.swing"),
    ("R201", name_unknown_floor, "posting_places.0.floor"),
    ("R201", name_unknown_served_room, "posting_places.0.serves"),
    ("R201", name_unknown_landing, "stairs.0.landings.1.space"),
    ("R202", cross_outline, "floors.0.spaces.1.outline_m"),
    ("R203", lock_classroom, "floors.0.spaces.1"),
    ("R204", overlap, "floors.0.spaces.2.outline_m"),
    ("R205", move_door, "floors.0.doors.0.at_m"),
    ("R206", move_exit_inside, "floors.0.exits.1.at_m"),
    ("R206", move_exit_to_inner_wall, "floors.0.exits.1.at_m"),
    ("R207", move_landing, "stairs.0.landings.0.at_m"),
    ("R208", move_place, "posting_places.0.at_m"),
    ("R209", repeat_id, "floors.0.equipment.0.id"),
    ("R210", remove_exits, "floors"),
    ("R211", keep_one_exit, "floors"),
    ("R212", repeat_landing, "stairs.0.landings"),
    ("R213", turn_a_place_round, "posting_places.0.facing_deg"),
    ("R216", widen_door, "floors.0.doors.0.clear_width_m"),
    ("R216", widen_exit, "floors.0.exits.0.clear_width_m"),
    ("R217", serve_a_room_of_another_floor, "posting_places.0.serves"),
    ("R218", repeat_level, "floors.1.level"),
    ("R243", forget_an_elevation, "floors.0"),
    ("R243", turn_elevations_upside_down, "floors.1.elevation_m"),
]


@pytest.mark.parametrize(("code", "spoil", "key"), FAULTS, ids=lambda v: getattr(v, "__name__", v))
def test_a_fault_is_found_at_its_place(code, spoil, key):
    grounds, house = read_sample()
    spoil(house)
    routes = None if code in ("R203", "R211") else plain_routes()
    found = [f for f in find_building_faults(campus(house, grounds), routes) if f.code == code]
    assert key in {f.origin.key for f in found}
    for finding in found:
        assert finding.origin.file == "house.yml"
        assert finding.severity == (Severity.ADVICE if code in ADVICE else Severity.ERROR)
        assert all((finding.what_zh, finding.what_en, finding.mend_zh, finding.mend_en))


def test_a_room_with_one_way_among_several_exits_is_told_as_advice():
    grounds, house = read_sample()
    add_shed(house)
    found = next(f for f in find_building_faults(campus(house, grounds)) if f.code == "R211")
    assert found.severity == Severity.ADVICE
    assert '"X"' in found.what_en


def test_a_class_in_an_unknown_room_or_building_is_found():
    grounds, house = read_sample()
    grounds["classes"][0]["room"] = "1010"
    grounds["classes"][1]["building"] = "barn"
    found = list(find_building_faults(campus(house, grounds)))
    assert [(f.code, f.origin.key) for f in found] == [
        ("R201", "classes.0.room"),
        ("R201", "classes.1.building"),
    ]
    assert '"101"' in found[0].mend_en


def test_a_stair_on_one_floor_only_is_found():
    grounds, house = read_sample()
    ends = [("F1", "1-SA", (1, 13)), ("F1", "1-SA", (3, 13))]
    house["stairs"].append(stair("Z", 5.0, *ends) | {"name": text("Z")})
    assert [f.code for f in find_building_faults(campus(house, grounds))] == ["R212"]


def test_a_building_with_all_faults_at_once_is_judged_without_a_crash():
    grounds, house = read_sample()
    for _, spoil, _ in FAULTS:
        if spoil not in (remove_exits, keep_one_exit):
            spoil(house)
    codes = {f.code for f in find_building_faults(campus(house, grounds))}
    assert codes >= {"R201", "R202", "R206", "R207", "R209", "R212"}


def test_routes_found_already_are_not_sought_again():
    grounds, house = read_sample()
    known = BuildingRoutes(from_place={}, from_space={"101": ()})
    routes = Routes(buildings={("sample", "teaching"): known})
    (found,) = find_building_faults(campus(house, grounds), routes)
    assert (found.code, found.origin.key) == ("R203", "floors.0.spaces.1")


@pytest.mark.parametrize(
    ("spoil", "names"),
    [
        (name_unknown_space, ('door "D101a"', '"110"')),
        (name_unknown_swing, ('door "D101a"', '"102"')),
        (name_unknown_floor, ('posting place "P101"', '"F9"')),
        (name_unknown_served_room, ('posting place "P101"', '"999"')),
        (name_unknown_landing, ('stair "A"', '"nowhere"')),
    ],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_an_unknown_name_is_told_with_the_part_that_has_it(spoil, names):
    grounds, house = read_sample()
    spoil(house)
    found = [
        f for f in find_building_faults(campus(house, grounds), plain_routes()) if f.code == "R201"
    ]
    assert any(all(name in f.what_en for name in names) for f in found)


def test_a_floor_that_only_a_lift_reaches_is_told_that_a_lift_is_no_way_out():
    ground = storey(1, [box("R", "hall", 0, 0, 6, 4)], exits=[final_exit("E", "R", (6, 2))])
    upper = storey(2, [box("U", "hall", 0, 0, 6, 4)])
    landings = [{"floor": f, "space": s, "at_m": [3, 2]} for f, s in (("F1", "R"), ("F2", "U"))]
    plan = building(ground, upper)
    plan["lifts"] = [{"id": "L", "name": text("L"), "landings": landings}]
    (finding,) = [f for f in find_building_faults(campus(plan)) if f.code == "R203"]
    assert "a lift is no way out" in finding.what_en
    assert "电梯不是出路" in finding.what_zh
