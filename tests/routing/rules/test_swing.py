# SPDX-License-Identifier: MIT
"""Doors that open against the people who leave are found by how many these are."""

import pytest

from generator.finding import Severity
from tests.routing.rules.block import at_both_ends, classes, ground_floor, room, told, tower
from tests.routing.small_building import building, final_exit

GAP, ADVICE = Severity.GAP, Severity.ADVICE


def block(*doors, use="classroom", swing="R"):
    rooms = [room("R", 5, 20, *doors, use=use, swing=swing)]
    return building(ground_floor(30, rooms, at_both_ends(30)))


@pytest.mark.parametrize("angle_deg", [0.0, 77.0])
@pytest.mark.parametrize(
    ("doors", "use", "heads", "severity"),
    [
        ((6, 12, 19), "library", 60, None),
        ((6, 12, 19), "library", 61, GAP),
        ((6, 19), "library", 60, None),
        ((6,), "library", 30, None),
        ((6,), "library", 31, GAP),
        ((6, 19), "classroom", 60, ADVICE),
        ((6, 19), "classroom", 61, GAP),
    ],
)
def test_doors_of_full_rooms_open_the_way_people_leave(doors, use, heads, severity, angle_deg):
    grounds = classes(R=heads)
    found = told(block(*doors, use=use), grounds, "R314", angle_deg=angle_deg)
    assert [f.severity for f in found] == ([severity] * len(doors) if severity else [])


@pytest.mark.parametrize("swing", ["C", "both", "none"])
def test_a_door_that_opens_outwards_both_ways_or_has_no_leaf_is_fine(swing):
    assert told(block(6, 19, swing=swing), classes(R=80), "R314") == []


@pytest.mark.parametrize(("swing", "is_told"), [("out", False), ("in", True), ("both", False)])
def test_a_final_exit_opens_outwards(swing, is_told):
    plan = block(6, 19, swing="C")
    plan["floors"][0]["exits"][0]["swing"] = swing
    found = told(plan, None, "R314")
    assert [f.origin.key for f in found] == (["floors.0.exits.0.swing"] if is_told else [])


@pytest.mark.parametrize(("heads", "severity"), [(60, None), (61, GAP)])
def test_a_rooms_own_way_outdoors_opens_by_how_many_leave(heads, severity):
    plan = block(6, 19, use="library", swing="C")
    way = final_exit("X", "R", (5, -4), 1.5) | {"swing": "in"}
    plan["floors"][0]["exits"].append(way)
    found = told(plan, classes(R=heads), "R314")
    assert [(f.severity, f.origin.key) for f in found] == (
        [(severity, "floors.0.exits.2.swing")] if severity else []
    )


def test_stair_doors_open_into_the_stair_upstairs_and_out_of_it_at_the_bottom():
    plan = tower(40, [])
    assert told(plan, None, "R314") == []
    for floor in plan["floors"]:
        for way in floor["doors"]:
            way["swing"] = next(space for space in way["joins"] if space != way["swing"])
    found = told(plan, None, "R314")
    assert len(found) == 4
    assert {f.severity for f in found} == {ADVICE}
