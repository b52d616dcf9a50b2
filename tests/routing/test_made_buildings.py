# SPDX-License-Identifier: MIT
"""Routes of buildings drawn by chance: as an independent solver says.

What turning, other ids and another order must not change stands in `tests/test_evacuation.py`.
Few examples, the same in every run; a larger `max_examples` seeks further.
"""

from copy import deepcopy
from itertools import pairwise
from math import dist

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.routing.blocked import find_detours
from tests.oracle.shortest_way import cut, ring, shortest_ways, side
from tests.routing.bends import EXACT_M, clearance_m
from tests.routing.made_building import made_buildings
from tests.routing.small_building import (
    campus,
    final_exit,
    route,
    walked,
)

few = settings(max_examples=12, deadline=None, derandomize=True, database=None)
NEAR_M = 0.005
MORE_M = 1.0
"""By so much more the clearance may lengthen the way to one exit than that to another."""


def room_of(house, at, where):
    floor = next(f for f in house["floors"] if f["id"] == where)
    for item in floor["spaces"]:
        xs, ys = zip(*item["outline_m"], strict=True)
        if (
            item["use"] != "corridor"
            and min(xs) <= at[0] <= max(xs)
            and min(ys) <= at[1] <= max(ys)
        ):
            return item["id"]
    return None


def open_to(house, where):
    """Return the building without the doors of rooms through which this place must not lead."""
    seen = deepcopy(house)
    mine = room_of(house, where["at_m"], where["floor"])
    ways = {s["id"] for f in house["floors"] for s in f["spaces"] if s["use"] in WAYS} | {mine}
    for floor in seen["floors"]:
        floor["doors"] = [d for d in floor["doors"] if set(d["joins"]) <= ways]
    return seen


WAYS = {"corridor", "stair"}


@few
@given(made_buildings())
def test_lengths_are_those_of_an_independent_solver(house):
    routes = route(house)
    for where in house["posting_places"]:
        seen = open_to(house, where)
        (by_exit,) = shortest_ways(seen, [(where["floor"], tuple(where["at_m"]))])
        found = walked(routes.from_place[where["id"]])
        assert found
        for item in found:
            least_m = by_exit[item.final_exit]
            if item.role == "second":
                used = {s["id"]: s for s in house["stairs"] if s["id"] not in found[0].stairs}
                apart = {**seen, "stairs": list(used.values())}
                (left,) = shortest_ways(apart, [(where["floor"], tuple(where["at_m"]))])
                least_m = left.get(item.final_exit, least_m)
            assert least_m - EXACT_M <= item.length_m <= least_m + clearance_m(item) + EXACT_M
        assert by_exit[found[0].final_exit] <= min(by_exit.values()) + MORE_M
        assert len(found) == min(2, len(by_exit))


@few
@given(made_buildings())
def test_the_step_free_way_is_that_of_a_solver_that_knows_no_steps(house):
    routes = route(house)
    for where in house["posting_places"]:
        seen = open_to(house, where)
        seen["stairs"] = []
        for floor in seen["floors"]:
            floor["doors"] = [d for d in floor["doors"] if d.get("step_free", True)]
            floor["exits"] = [e for e in floor.get("exits", ()) if e.get("step_free", True)]
        start = [(where["floor"], tuple(where["at_m"]))]
        (out,) = shortest_ways(seen, start)
        for floor in seen["floors"]:
            floor["exits"] = floor.get("refuges", [])
        (away,) = shortest_ways(seen, start)
        least_m = min((out or away).values(), default=0.0)
        free = [item for item in routes.from_place[where["id"]] if item.role == "step-free"]
        assert len(free) == bool(out or away)
        for item in free:
            assert bool(item.refuge) == (not out)
            assert least_m - EXACT_M <= item.length_m <= least_m + clearance_m(item) + EXACT_M


@few
@given(made_buildings())
def test_the_doors_told_are_those_whose_openings_the_line_crosses(house):
    openings = {}
    for floor in house["floors"]:
        rooms = {s["id"]: s["outline_m"] for s in floor["spaces"]}
        for leaf in floor["doors"]:
            openings[leaf["id"]] = floor["id"], cut(rooms[leaf["joins"][0]], leaf)
    for found in route(house).from_place.values():
        for item in found:
            crossed = {
                name
                for a, b in pairwise(item.points)
                for name, (where, (c, d)) in openings.items()
                if a.floor == b.floor == where and meets((a.x_m, a.y_m), (b.x_m, b.y_m), c, d)
            }
            assert set(item.doors) == crossed
            assert len(item.doors) == len(crossed)


def meets(a, b, c, d):
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


@few
@given(made_buildings(), st.data())
def test_a_locked_door_is_used_by_nobody_and_makes_no_way_shorter(house, data):
    before = route(house)
    doors = sorted({d for found in before.from_place.values() for r in found for d in r.doors})
    assume(doors)
    locked = data.draw(st.sampled_from(doors))
    barred = deepcopy(house)
    for floor in barred["floors"]:
        for leaf in floor["doors"]:
            leaf["usable"] = leaf["id"] != locked
    after = route(barred)
    whole = campus(house)
    detours = {d.blockage.id: d.from_place for d in find_detours(whole, whole.buildings[0], before)}
    for name, found in after.from_place.items():
        assert all(locked not in item.doors for item in found)
        if found:
            assert found[0].length_m >= before.from_place[name][0].length_m - 0.05
        if name in detours.get(locked, {}):
            way = detours[locked][name]
            assert bool(way) == bool(found)
            assert not way or way.length_m == pytest.approx(found[0].length_m, abs=0.1)


@few
@given(made_buildings())
def test_one_more_exit_makes_no_way_longer(house):
    more = deepcopy(house)
    a, b = ring(house["floors"][0]["spaces"][0]["outline_m"])[1]
    more["floors"][0]["exits"].append(
        final_exit("XX", "1-C", ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), 0.9)
    )
    before, after = route(house), route(more)
    for name, found in before.from_place.items():
        assert after.from_place[name][0].length_m <= found[0].length_m + NEAR_M


@few
@given(made_buildings())
def test_a_length_is_that_of_the_line_and_the_slopes_of_its_stairs(house):
    slopes = {s["id"]: s["slope_length_m"] for s in house["stairs"]}
    for found in route(house).from_place.values():
        for item in found:
            flat = [
                dist((a.x_m, a.y_m), (b.x_m, b.y_m))
                for a, b in pairwise(item.points)
                if a.floor == b.floor
            ]
            assert item.length_m == pytest.approx(sum(flat) + sum(slopes[s] for s in item.stairs))
