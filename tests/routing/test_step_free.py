# SPDX-License-Identifier: MIT
"""Ways for people who cannot use stairs, in tiny buildings and the sample school."""

import pytest

from generator.finding import Severity
from generator.model.route import RouteRole, Routes
from generator.routing.step_free import find_step_free_gaps
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    place,
    read_sample,
    refuge,
    route,
    stair,
    storey,
)

ROLES = ["primary", "second", "step-free"]


def step_free(found):
    return next((item for item in found if item.role is RouteRole.STEP_FREE), None)


def one_floor(*, near=True, far=True):
    """Return a corridor with the place in its west, an exit near it and one far."""
    exits = [
        {**final_exit("N", "C", (0, 1)), "step_free": near},
        {**final_exit("Z", "C", (20, 1)), "step_free": far},
    ]
    spaces = [box("C", "corridor", 0, 0, 20, 2)]
    return building(storey(1, spaces, exits=exits), places=[place("P", "F1", (4, 1), 180)])


def two_floors(*refuges):
    """Return two corridors over each other, a room upstairs, and one stair."""
    spaces = [box("R", "classroom", 0, 2.2, 6, 8), box("C2", "corridor", 0, 0, 20, 2)]
    upper = storey(2, spaces, [door("D", "R", "C2", (3, 2.1), 0.9)])
    upper["refuges"] = list(refuges)
    lower = storey(1, [box("C1", "corridor", 0, 0, 20, 2)], exits=[final_exit("E", "C1", (0, 1))])
    stairs = [stair("A", 9.0, ("F2", "C2", (19, 1)), ("F1", "C1", (19, 1)))]
    return building(lower, upper, stairs=stairs, places=[place("P", "F2", (1, 7), 180)])


def gaps(house):
    whole = campus(house)
    routes = Routes(buildings={("made-up", "house"): route(house)})
    return list(find_step_free_gaps(whole, routes))


def test_a_primary_route_without_a_step_is_the_step_free_one_too():
    found = route(one_floor()).from_place["P"]
    assert [item.role for item in found] == ROLES
    assert found[2].points == found[0].points
    assert found[2].words == found[0].words


def test_an_exit_with_a_step_is_passed_by():
    primary, second, free = route(one_floor(near=False)).from_place["P"]
    assert (primary.final_exit, second.final_exit, free.final_exit) == ("N", "Z", "Z")
    assert free.length_m == pytest.approx(16)
    assert (free.assembly_point, free.refuge) == ("a0", "")


def test_a_door_with_a_threshold_is_passed_by():
    spaces = [box("R", "classroom", 0, 0, 6, 4), box("C", "corridor", 0, 4.2, 20, 6.7)]
    doors = [
        door("D1", "R", "C", (5, 4.1), 1.2, step_free=False),
        door("D2", "R", "C", (1, 4.1), 0.9),
    ]
    house = building(storey(1, spaces, doors, [final_exit("E", "C", (20, 5.45))]))
    primary, free = route(house).from_space["R"]
    assert (primary.doors, free.doors) == (("D1",), ("D2",))
    assert free.length_m > primary.length_m + 2


def test_without_a_step_free_way_out_the_nearest_refuge_is_sought():
    house = two_floors(refuge("FAR", "C2", (18, 1.9)), refuge("NEAR", "C2", (10, 1.95)))
    free = step_free(route(house).from_place["P"])
    assert (free.refuge, free.final_exit, free.stairs) == ("NEAR", "", ())
    assert (free.assembly_point, free.outdoor_points, free.outdoor_length_m) == ("", (), 0)
    assert (free.points[-1].x_m, free.points[-1].y_m) == (10, 1.95)
    assert free.doors == ("D",)
    assert free.narrowest_m == 0.9


def test_the_words_end_where_one_waits_and_say_to_let_a_teacher_know():
    free = step_free(route(two_floors(refuge("W", "C2", (10, 1)))).from_place["P"])
    assert [line.en for line in free.words[-2:]] == [
        "Wait at W",
        "Ring, or have somebody tell a teacher, that you are here",
    ]
    assert [line.zh for line in free.words[-2:]] == [
        "在W等候",
        "打电话或请人告诉老师：你在这里",
    ]


def test_who_stands_in_the_refuge_already_just_waits():
    house = two_floors(refuge("W", "R", (3.0, 5.1)))
    free = step_free(route(house).from_space["R"])
    assert free.length_m == 0
    assert len(free.words) == 2
    assert free.doors == ()


def test_a_refuge_in_a_room_may_be_entered_by_everybody():
    house = two_floors(refuge("W", "R", (3, 7)))
    free = step_free(route(house).from_space["C2"])
    assert (free.refuge, free.doors) == ("W", ("D",))


def test_a_refuge_of_another_floor_is_not_reached_by_stairs():
    house = two_floors()
    house["floors"][0]["refuges"] = [refuge("W", "C1", (10, 1))]
    assert step_free(route(house).from_place["P"]) is None


def test_nobody_is_sent_to_wait_in_a_stairwell_that_is_closed():
    house = two_floors(refuge("W", "S2", (21, 1)), refuge("FAR", "R", (3, 7)))
    house["floors"][1]["spaces"].append(box("S2", "stair", 20, 0, 24, 2))
    house["floors"][1]["doors"].append(door("DS", "S2", "C2", (20, 1), 0.9))
    repaired = {**stair("B", 9.0, ("F2", "S2", (22, 1)), ("F1", "C1", (19, 1))), "usable": False}
    house["stairs"].append({**repaired, "usable": True})
    assert step_free(route(house).from_space["C2"]).refuge == "W"
    house["stairs"][1] = repaired
    assert step_free(route(house).from_space["C2"]).refuge == "FAR"


def test_a_refuge_behind_a_threshold_is_none():
    house = two_floors(refuge("W", "C2", (10, 1)))
    house["floors"][1]["doors"][0]["step_free"] = False
    found = route(house)
    assert step_free(found.from_place["P"]) is None
    assert step_free(found.from_space["C2"]).refuge == "W"


@pytest.mark.parametrize(("where", "at"), [("R", (30, 30)), ("nowhere", (3, 5))])
def test_a_faulty_refuge_is_passed_over(where, at):
    assert step_free(route(two_floors(refuge("W", where, at))).from_place["P"]) is None


def test_a_floor_without_step_free_way_and_refuge_is_told_once_with_its_spaces():
    (gap,) = gaps(two_floors())
    assert (gap.code, gap.severity, gap.origin.key) == ("R219", Severity.GAP, "floors.1")
    assert "on floor 2" in gap.what_en
    assert "(R, C2)" in gap.what_en
    assert gap.what_zh.startswith("2楼：")


def test_only_the_spaces_that_are_cut_off_are_named():
    house = two_floors(refuge("W", "C2", (10, 1)))
    assert gaps(house) == []
    house["floors"][1]["doors"][0]["step_free"] = False
    (gap,) = gaps(house)
    assert "(R)." in gap.what_en


def test_a_gap_of_many_spaces_names_six_and_counts_the_rest():
    house = two_floors()
    house["floors"][1]["spaces"] += [
        box(f"S{n}", "store", 2 * n, -4, 2 * n + 1.8, -0.2) for n in range(7)
    ]
    house["floors"][1]["doors"] += [
        door(f"DS{n}", f"S{n}", "C2", (2 * n + 0.9, -0.1), 0.8) for n in range(7)
    ]
    (gap,) = gaps(house)
    assert "(R, C2, S0, S1, S2, S3 and 3 more)" in gap.what_en
    assert "S3，另有 3 处" in gap.what_zh


def test_no_step_free_route_of_the_sample_school_has_a_step():
    grounds, house = read_sample()
    routes = route(house, grounds)
    stepped = {d["id"] for f in house["floors"] for d in f["doors"] if not d.get("step_free", 1)}
    levels = {p["id"]: p["floor"] for p in house["posting_places"]}
    for name, found in routes.from_place.items():
        free = found[-1]
        assert free.role is RouteRole.STEP_FREE
        assert free.stairs == ()
        assert not stepped.intersection(free.doors)
        assert {point.floor for point in free.points} == {levels[name]}
        assert bool(free.refuge) == (levels[name] != "F1")
        assert free.final_exit in {"", "EM", "EC"}
