# SPDX-License-Identifier: MIT
"""Final exits that lead into a closed court, or out of another floor than the ground floor."""

import pytest

from generator.finding import Severity
from generator.routing.exit_faults import find_exit_faults
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    place,
    route,
    school,
    storey,
)

YARD = [[-20, -20], [50, -20], [50, 50], [-20, 50]]

AROUND = [
    box("S", "corridor", 0, 0, 30, 3),
    box("E", "corridor", 27, 3, 30, 27),
    box("N", "corridor", 0, 27, 30, 30),
    box("W", "corridor", 0, 3, 3, 27),
]

JOINTS = [
    door("SE", "S", "E", (28.5, 3), 3),
    door("EN", "E", "N", (28.5, 27), 3),
    door("NW", "N", "W", (1.5, 27), 3),
]


def told(house, points=((0.0, -15.0),)):
    found = find_exit_faults(campus(house, school([YARD], list(points))))
    return [(f.code, f.severity, f.origin.key) for f in found]


def ring(*spaces):
    exits = [final_exit("OUT", "S", (15, 0)), final_exit("IN", "N", (15, 27))]
    return building(storey(1, spaces, JOINTS, exits))


def test_an_exit_into_a_court_that_the_building_encloses_is_none():
    assert told(ring(*AROUND)) == [("R241", Severity.ERROR, "floors.0.exits.1.at_m")]


def test_an_exit_out_of_use_into_a_court_leads_nobody_there():
    house = ring(*AROUND)
    house["floors"][0]["exits"][1]["usable"] = False
    assert told(house) == []


def test_a_court_in_which_people_gather_is_a_place_to_go_to():
    assert told(ring(*AROUND), [(15.0, 15.0)]) == []


def test_a_court_that_is_open_on_one_side_is_none():
    assert told(ring(*AROUND[:3])) == []


def test_ways_cross_a_court_that_is_a_space_and_are_told_so():
    ways = [door("DN", "N", "Y", (15, 27), 1.2), door("DS", "S", "Y", (15, 3), 1.2)]
    spaces = [*AROUND, box("Y", "court", 3.2, 3.2, 26.8, 26.8)]
    exits = [final_exit("OUT", "S", (15, 0))]
    places = [place("P", "F1", (15, 29.8), 90)]
    house = building(storey(1, spaces, [*JOINTS, *ways], exits), places=places)
    assert told(house) == []
    primary = route(house, school([YARD], [(0.0, -15.0)])).from_place["P"][0]
    assert primary.doors == ("DN", "DS")
    assert any("across the court" in line.en and "穿过天井" in line.zh for line in primary.words)


@pytest.mark.parametrize("level", [2, -1])
def test_an_exit_on_another_floor_than_the_ground_floor_is_asked_about(level):
    ground = storey(1, [box("R", "classroom", 0, 0, 6, 4)], exits=[final_exit("E", "R", (6, 2))])
    other = storey(level, [box("H", "hall", 0, 0, 6, 4)], exits=[final_exit("B", "H", (0, 2))])
    assert told(building(ground, other)) == [("R242", Severity.ADVICE, "floors.1.exits.0.at_m")]
    assert told(building(other)) == [], "the lowest floor is the ground floor where none is 1"
