# SPDX-License-Identifier: MIT
"""From every place of a floor an extinguisher is within reach on foot."""

import pytest

from generator.finding import Severity
from tests.routing.rules.block import at_both_ends, ground_floor, room, told, tower
from tests.routing.small_building import building


def block(*at, length=40):
    rooms = [room("R", 1, 9, 2, 8)]
    floor = ground_floor(length, rooms, at_both_ends(length))
    floor["equipment"] = [
        {"id": f"Q{i}", "kind": "extinguisher", "at_m": list(spot)} for i, spot in enumerate(at)
    ]
    return building(floor)


@pytest.mark.parametrize("moved", [{}, {"angle_deg": 123.0, "mirror": True, "shift": (70.0, 9.0)}])
@pytest.mark.parametrize(("x", "is_told"), [(20.3, False), (19.9, True)])
def test_the_end_of_a_corridor_is_within_reach(x, is_told, moved):
    found = told(block((x, 0.1), (9, 0.1)), None, "R315", **moved)
    assert [f.origin.key for f in found] == (["floors.0.spaces.0"] if is_told else [])
    assert all(f.severity == Severity.GAP for f in found)


def test_the_way_is_walked_through_the_door_and_not_through_the_wall():
    found = told(block((9.5, 0.1), (24, 0.1), length=30), None, "R315")
    assert found == []
    plan = block((9.5, 0.1), (24, 0.1), length=30)
    plan["floors"][0]["doors"].pop()
    plan["floors"][0]["spaces"][1]["outline_m"] = [[1, -12.2], [9, -12.2], [9, -0.2], [1, -0.2]]
    (finding,) = told(plan, None, "R315")
    assert '"R"' in finding.what_en


def test_a_floor_without_one_is_found_where_others_have_some():
    plan = tower(40, [room("R", 10, 19, 11, 18, level=2)])
    assert told(plan, None, "R315") == []
    plan["floors"][0]["equipment"] = [
        {"id": f"Q{x}", "kind": "extinguisher", "at_m": [x, 0.1]} for x in (10, 30)
    ]
    (finding,) = told(plan, None, "R315")
    assert finding.origin.key == "floors.1"
