# SPDX-License-Identifier: MIT
"""What stands or hangs where it cannot is found with its name."""

import pytest

from generator.routing.building_faults import find_building_faults
from generator.routing.fault import Site
from generator.routing.standing_faults import find_standing_faults
from tests.routing.small_building import box, building, campus, final_exit, move, storey, text

MOVES = [{}, {"angle_deg": 33.0}, {"angle_deg": 211.0, "shift": (90.0, -7.0), "mirror": True}]


def house(refuge=None, equipment=None):
    spaces = [box("C", "corridor", 0, 0, 20, 3), box("L", "lift", 20.2, 0, 22, 3)]
    floor = storey(1, spaces, exits=[final_exit("E", "C", (0, 1.5))])
    floor["refuges"] = [refuge] if refuge else []
    floor["equipment"] = [equipment] if equipment else []
    return building(floor)


def codes(plan):
    site = Site(school="made-up", building=campus(plan).buildings[0])
    return [(f.code, f.origin.key) for f in find_standing_faults(site)]


@pytest.mark.parametrize("moved", MOVES)
@pytest.mark.parametrize(
    ("space", "at", "is_told"),
    [("C", [19, 1], False), ("C", [10, 3.04], False), ("C", [10, 3.1], True), ("L", [21, 1], True)],
)
def test_a_refuge_outside_its_space_is_found(space, at, is_told, moved):
    refuge = {"id": "R", "name": text("R"), "space": space, "at_m": at}
    told = [("R234", "floors.0.refuges.0.at_m")] if is_told else []
    assert codes(move(house(refuge=refuge), **moved)) == told


def test_a_refuge_in_an_unknown_space_is_found():
    refuge = {"id": "R", "name": text("R"), "space": "D", "at_m": [10, 1]}
    found = [f for f in find_building_faults(campus(house(refuge=refuge))) if f.code == "R201"]
    assert [f.origin.key for f in found] == ["floors.0.refuges.0.space"]


def test_the_id_of_a_refuge_is_its_own():
    refuge = {"id": "C", "name": text("R"), "space": "C", "at_m": [10, 1]}
    found = [f for f in find_building_faults(campus(house(refuge=refuge))) if f.code == "R209"]
    assert [f.origin.key for f in found] == ["floors.0.refuges.0.id"]


@pytest.mark.parametrize("moved", MOVES)
@pytest.mark.parametrize(
    ("at", "is_told"), [([10, 3.9], False), ([10, 4.1], True), ([60, 1], True)]
)
def test_equipment_off_every_space_is_found(at, is_told, moved):
    item = {"id": "Q", "kind": "extinguisher", "at_m": at}
    told = [("R224", "floors.0.equipment.0.at_m")] if is_told else []
    assert codes(move(house(equipment=item), **moved)) == told
