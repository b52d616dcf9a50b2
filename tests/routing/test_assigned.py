# SPDX-License-Identifier: MIT
"""The sheets of class rooms show the way that the class is assigned."""

from types import MappingProxyType

import pytest

from generator.finding import Severity
from generator.model.assignment import Assigned, Assignment, Half, Stand
from generator.model.route import Routes
from generator.routing.assigned import assign_routes, find_assignment_advice
from generator.routing.options import find_options
from tests.routing.small_building import campus, place, route
from tests.routing.test_options import grounds, house


def schoolhouse():
    """Return the two-storey house with sheets in the room, outside it and downstairs."""
    data = house()
    data["posting_places"] = [
        {**place("IN", "F2", (3, 7.8), 90), "serves": "R"},
        {**place("FAR", "F2", (17, 7.8), 90), "serves": "R"},
        {**place("OUT", "F2", (3, 1.8), 90), "serves": "R"},
        place("PUBLIC", "F2", (4, 0.2), 270),
    ]
    return data


def assign(data, *choices):
    """Return the assigned routes where class cR leaves by these (door, stair, exit)."""
    whole = campus(data, grounds("R"))
    options = {
        (o.door, o.route.stairs[0], o.route.final_exit): o.route for o in find_options(whole)
    }
    halves = [Half.WHOLE] if len(choices) == 1 else [Half.FRONT, Half.BACK]
    assigned = [
        Assigned(
            school_class="cR",
            half=half,
            building="house",
            room="R",
            head_count=40,
            route=options[choice],
            slot=1,
            stand=Stand(assembly_point="a0", row=1, outline_m=()),
            is_shortest=False,
        )
        for half, choice in zip(halves, choices, strict=True)
    ]
    routes = Routes(buildings=MappingProxyType({("made-up", "house"): route(data)}))
    found = assign_routes(whole, routes, Assignment(assigned=tuple(assigned)))
    return whole, found, found.routes.buildings["made-up", "house"].from_place


def course(item):
    return (item.doors, item.stairs, item.final_exit)


def test_a_place_in_the_room_shows_door_stair_and_exit_of_its_class():
    _, _, ways = assign(schoolhouse(), ("D2", "B", "W"))
    assert course(ways["IN"][0]) == (("D2",), ("B",), "W")
    assert ways["IN"][0].points[0].x_m == 3
    assert ways["IN"][0].words[0].en.startswith("Facing this sheet, turn right")


def test_a_place_outside_the_room_shows_stair_and_exit_of_the_class():
    _, _, ways = assign(schoolhouse(), ("D2", "B", "W"))
    assert course(ways["OUT"][0]) == ((), ("B",), "W")


def test_a_public_place_shows_the_shortest_way():
    data = schoolhouse()
    _, _, ways = assign(data, ("D2", "B", "W"))
    assert ways["PUBLIC"] == route(data).from_place["PUBLIC"]


def test_the_second_way_keeps_off_the_stairs_and_the_exit_of_the_assigned_one():
    _, _, ways = assign(schoolhouse(), ("D2", "B", "W"))
    second = ways["IN"][1]
    assert (second.role, second.stairs, second.final_exit) == ("second", ("A",), "E")


def test_where_the_assigned_way_is_the_shortest_nothing_changes():
    data = schoolhouse()
    _, found, ways = assign(data, ("D1", "A", "W"))
    assert ways["IN"] == route(data).from_place["IN"]
    assert [d.place for d in found.differences] == ["FAR"]


def test_each_sheet_unlike_the_shortest_is_told_with_both_lengths():
    whole, found, ways = assign(schoolhouse(), ("D1", "B", "W"))
    assert [d.place for d in found.differences] == ["FAR", "IN", "OUT"]
    advice = {f.origin.key: f for f in find_assignment_advice(whole, found.differences)}
    told = advice["posting_places.0"]
    shortest_m = route(schoolhouse()).from_place["IN"][0].length_m
    assert (told.code, told.severity) == ("R220", Severity.ADVICE)
    assert f"by stair B to W, {ways['IN'][0].length_m:.0f} m" in told.what_en
    assert f"by stair A to W, {shortest_m:.0f} m" in told.what_en
    assert "经B楼梯到W" in told.what_zh


def test_where_only_the_door_differs_the_doors_are_told():
    whole, found, _ = assign(schoolhouse(), ("D1", "B", "E"))
    advice = {f.origin.key: f.what_en for f in find_assignment_advice(whole, found.differences)}
    assert 'by door "D1" to E' in advice["posting_places.1"]
    assert 'by door "D2" to E' in advice["posting_places.1"]


@pytest.mark.parametrize(("name", "door", "stair"), [("IN", "D1", "A"), ("FAR", "D2", "B")])
def test_of_two_halves_a_place_shows_the_one_whose_door_is_nearer(name, door, stair):
    for choices in ((("D1", "A", "W"), ("D2", "B", "E")), (("D2", "B", "E"), ("D1", "A", "W"))):
        _, _, ways = assign(schoolhouse(), *choices)
        assert (ways[name][0].doors, ways[name][0].stairs) == ((door,), (stair,))


def test_without_an_assignment_all_stays_as_it_is():
    data = schoolhouse()
    whole = campus(data, grounds("R"))
    routes = Routes(buildings=MappingProxyType({("made-up", "house"): route(data)}))
    found = assign_routes(whole, routes, Assignment())
    assert found.routes == routes
    assert found.differences == ()
