# SPDX-License-Identifier: MIT
"""The routes of the sample school: judged by an oracle, and unmoved by what must not matter."""

from functools import cache
from itertools import pairwise
from math import dist

import pytest

from generator.routing.building_faults import find_building_faults
from tests.oracle.shortest_way import GAP_M, cut, holds, shortest_ways
from tests.routing.small_building import (
    campus,
    final_exit,
    move,
    read_sample,
    route,
    turn_about,
    walked,
)


@cache
def sample_routes():
    grounds, house = read_sample()
    return route(house, grounds)


def all_routes(routes):
    for name, found in (*routes.from_place.items(), *routes.from_space.items()):
        for item in found:
            yield name, item


def summary(routes):
    return {
        (name, item.role): (
            item.final_exit,
            pytest.approx(item.length_m, abs=0.001),
            item.stairs,
            item.doors,
            item.refuge,
            item.narrowest_m,
            item.assembly_point,
            pytest.approx(item.outdoor_length_m, abs=0.001),
            item.words,
        )
        for name, item in all_routes(routes)
    }


def test_the_sample_school_has_no_faults():
    grounds, house = read_sample()
    assert list(find_building_faults(campus(house, grounds))) == []


def test_every_place_and_room_has_two_routes_to_different_exits():
    routes = sample_routes()
    for found in (*routes.from_place.values(), *routes.from_space.values()):
        assert len({item.final_exit for item in walked(found)}) == 2


def test_no_route_is_much_longer_than_the_shortest_way_of_the_oracle():
    _, house = read_sample()
    places = house["posting_places"]
    lengths = shortest_ways(house, [(p["floor"], tuple(p["at_m"])) for p in places])
    for where, by_exit in zip(places, lengths, strict=True):
        primary, second = walked(sample_routes().from_place[where["id"]])
        for item in (primary, second):
            least_m = by_exit[item.final_exit]
            assert least_m - 0.002 <= item.length_m <= max(least_m * 1.03, least_m + 0.5)
        assert by_exit[primary.final_exit] <= min(by_exit.values()) + 0.5


def test_no_route_leaves_the_rooms_and_doorways():
    _, house = read_sample()
    areas = {floor["id"]: list(walkable_areas(floor)) for floor in house["floors"]}
    for name, item in all_routes(sample_routes()):
        for a, b in pairwise(item.points):
            if a.floor == b.floor:
                for spot in spots((a.x_m, a.y_m), (b.x_m, b.y_m)):
                    assert any(holds(area, spot) for area in areas[a.floor]), (name, spot)


def walkable_areas(floor):
    rooms = {s["id"]: [tuple(c) for c in s["outline_m"]] for s in floor["spaces"]}
    yield from (rooms[s["id"]] for s in floor["spaces"] if s["use"] not in ("lift", "closed"))
    for door in floor["doors"]:
        (a, b), (c, d) = (cut(rooms[name], door) for name in door["joins"])
        yield [a, b, c, d] if dist(b, c) < dist(b, d) else [a, b, d, c]


def spots(start, end):
    count = max(2, int(dist(start, end) / 0.1))
    for i in range(count + 1):
        share = i / count
        yield (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)


def test_every_start_is_the_place_itself_and_every_end_the_exit_or_the_refuge():
    _, house = read_sample()
    ends = {
        end["id"]: end["at_m"]
        for floor in house["floors"]
        for end in (*floor.get("exits", ()), *floor.get("refuges", ()))
    }
    for where in house["posting_places"]:
        for item in sample_routes().from_place[where["id"]]:
            first, last = item.points[0], item.points[-1]
            assert [first.x_m, first.y_m] == where["at_m"]
            assert [last.x_m, last.y_m] == ends[item.final_exit or item.refuge]


@pytest.mark.parametrize(("angle_deg", "shift"), [(0.0, (1000.0, -50.0)), (47.3, (3.0, 9.0))])
def test_turning_and_shifting_the_school_changes_no_route(angle_deg, shift):
    grounds, house = read_sample()
    moved = route(move(house, angle_deg, shift), move(grounds, angle_deg, shift))
    assert summary(moved) == summary(sample_routes())


def test_the_order_of_the_parts_in_the_file_does_not_matter():
    grounds, house = read_sample()
    assert summary(route(turn_about(house), turn_about(grounds))) == summary(sample_routes())


def test_the_same_input_gives_the_same_routes_to_the_last_digit():
    grounds, house = read_sample()
    assert route(house, grounds) == sample_routes()


def test_a_further_exit_never_makes_a_primary_route_longer():
    grounds, house = read_sample()
    house["floors"][0]["exits"].append(final_exit("EX", "1-LB", (46, 5)))
    more = route(house, grounds)
    for name, found in sample_routes().from_place.items():
        assert more.from_place[name][0].length_m <= found[0].length_m + 0.001
    assert any(item.final_exit == "EX" for _, item in all_routes(more))


def test_a_closed_stair_door_keeps_everybody_off_that_stair():
    grounds, house = read_sample()
    closed = next(d for d in house["floors"][1]["doors"] if d["id"] == "D2A")
    closed["usable"] = False
    routes = route(house, grounds)
    on_floor_2 = [routes.from_place[name] for name in ("P201", "P202", "P2W")]
    assert all(item.stairs == ("B",) for found in on_floor_2 for item in walked(found))
    assert all(found[-1].refuge == "R2B" for found in on_floor_2)
    assert all("D2A" not in item.doors for _, item in all_routes(routes))
    assert routes.from_place["P301"][0].stairs == ("A",)


def test_the_oracle_knows_the_thickest_wall_that_is_allowed():
    assert GAP_M > 0.6
