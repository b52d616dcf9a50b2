# SPDX-License-Identifier: MIT
"""A whole school that leaves, told twice: what a change of the drawing may change, and no more.

Routes, words, classes, times and detours together, as sheets and pages show them. Few examples,
the same in every run; `make audit` tries many more.
"""

from collections.abc import Callable
from copy import deepcopy
from math import pi
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.model.building import PASSABLE_M
from generator.routing.escape import route_building
from tests.made_school import (
    called,
    ids_of,
    in_other_hand,
    leave,
    made_schools,
    primary_of,
    renamed,
    scaled,
    unlike,
    without,
)
from tests.routing.bends import REACH_M, pull_of
from tests.routing.small_building import campus, final_exit, move, turn_about

FEW, MANY = 4, 150
SHIFT = (417.31, -88.07)
STRAY_M = 0.06
"""By so much a way may change beside an opening that is gone."""
STAIR_DOWN_FLOW = 1.1
"""Persons per second and metre who come down a stair at most (the published hydraulic method)."""
ROUNDING_M = 0.02
"""Lengths are told to the centimetre; lines of sight may leave the area by a millimetre."""


def told_often(test: Callable[..., None]) -> Any:
    """Run a property on few examples, and on many in an audit."""
    few = settings(max_examples=FEW, deadline=None, derandomize=True, database=None)
    many = settings(max_examples=MANY, deadline=None, derandomize=True, database=None)
    runs = [pytest.param(few, id="few"), pytest.param(many, id="many", marks=pytest.mark.audit)]

    @pytest.mark.parametrize("effort", runs)
    def run(effort: settings) -> None:
        effort(test)()

    run.__doc__ = test.__doc__
    return run


@told_often
@given(made_schools(), st.floats(0, 360))
def test_turning_and_shifting_a_school_changes_nothing_that_is_said(made, angle_deg):
    grounds, house = (move(part, angle_deg, SHIFT) for part in made)
    assert not unlike(leave(*made), leave(grounds, house))


@told_often
@given(made_schools(), st.floats(0, 360))
def test_mirroring_a_school_swaps_left_and_right_and_nothing_else(made, angle_deg):
    grounds, house = (move(part, angle_deg, SHIFT, mirror=True) for part in made)
    assert not unlike(in_other_hand(leave(*made)), leave(grounds, house))


@told_often
@given(made_schools())
def test_the_order_in_the_files_changes_nothing_that_is_said(made):
    assert not unlike(leave(*made), leave(*map(turn_about, made)))


@told_often
@given(made_schools())
def test_other_ids_change_nothing_but_the_ids(made):
    names = sorted(ids_of(*made), reverse=True)  # whatever came first by id now comes last
    new = {name: f"n{number:03}" for number, name in enumerate(names)}
    assert not unlike(called(leave(*made), new), leave(*(renamed(part, new) for part in made)))


@told_often
@given(made_schools(), st.data())
def test_a_locked_door_changes_only_the_ways_that_led_through_it(made, data):
    grounds, house = made
    before = leave(grounds, house)
    doors = sorted({d for way in before["routes"].values() for d in way["doors"]})
    assume(doors)
    locked = data.draw(st.sampled_from(doors))
    barred = deepcopy(house)
    for leaf in (leaf for floor in barred["floors"] for leaf in floor["doors"]):
        leaf["usable"] = leaf["id"] != locked
    after = leave({**grounds, "classes": []}, barred)
    plain = leave({**grounds, "classes": []}, house)
    for at, way in plain["routes"].items():
        if at[1] == "primary" and locked not in way["doors"]:
            assert not unlike(way, after["routes"][at], STRAY_M), at
    for way in (*after["routes"].values(), *leave(grounds, barred)["classes"].values()):
        assert locked not in way["doors"]


@told_often
@given(made_schools())
def test_one_more_exit_changes_only_the_ways_that_it_shortens(made):
    grounds, house = made
    grounds = {**grounds, "classes": []}
    more = deepcopy(house)
    a, b = house["floors"][0]["spaces"][0]["outline_m"][1:3]
    more["floors"][0]["exits"].append(
        final_exit("XX", "1-C", ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), 0.9)
    )
    before, after = primary_of(leave(grounds, house)), primary_of(leave(grounds, more))
    for place, way in before.items():
        if after[place]["exit"] == "XX":
            assert after[place]["length_m"] <= way["length_m"]
        else:
            assert not unlike(way, after[place], STRAY_M)


@told_often
@given(made_schools(), st.floats(0.1, 1.5))
def test_a_wider_stair_changes_no_shortest_way_and_no_time_grows(made, wider_m):
    grounds, house = made
    wide = deepcopy(house)
    for item in wide["stairs"]:
        item["flight_width_m"] += wider_m
    nobody = {**grounds, "classes": []}
    plain, after = leave(nobody, house), leave(nobody, wide)
    for at, way in without(plain["routes"], "narrowest_m").items():
        assert not unlike(way, without(after["routes"], "narrowest_m")[at])
        assert after["routes"][at]["narrowest_m"] >= plain["routes"][at]["narrowest_m"]
    before, now = leave(grounds, house)["times"], leave(grounds, wide)["times"]
    for building, times in before.items():
        assert now[building]["bound_s"] <= times["bound_s"] + 0.01


@told_often
@given(made_schools())
def test_a_narrow_stair_holds_up_those_who_come_down_it(made):
    """So narrow that those above alone need as long on it as all needed to leave before."""
    grounds, house = made
    above = sum(c["head_count"] for c in grounds["classes"] if c["room"].startswith("2-"))
    assume(above)
    (before,) = leave(grounds, house)["times"].values()
    narrow = deepcopy(house)
    stairs = narrow["stairs"]
    width_m = above / len(stairs) / STAIR_DOWN_FLOW / before["bound_s"]
    assume(width_m >= PASSABLE_M)
    for item in stairs:
        item["flight_width_m"] = width_m
    (slow,) = leave(grounds, narrow)["times"].values()
    assert slow["bound_s"] > before["bound_s"]


@told_often
@given(made_schools(), st.sampled_from([2, 3]))
def test_a_building_drawn_larger_has_ways_as_much_longer(made, factor):
    """But for the clearance, which does not grow: in a larger building one walks nearer the walls.

    Measured in the small building, a larger one is the same with its clearances shrunk by `s`, from
    1 down to 1 / factor. What can be walked only grows by this, so no way may grow: that is the
    upper bound. Cut what can be walked by a ray from each corner that points into it, along the
    line on which the corner moves as `s` shrinks: the ways that cross given rays are free between
    them, a ray is its own line from a distance proportional to `s` on, and so their shortest
    length L(s) is the least value over part of the variables of a function convex in all of them:
    itself convex in `s`. Hence L(1) - L(1 / factor) <= (1 - 1 / factor) * L'(1). L'(1) is what the
    taut way gives when its bends move: each bend pulls with 2 sin(half its angle) and moves by no
    more than REACH_M. Both ways measured in the large building, that is
    (factor - 1) * REACH_M * pull. Where other rays are crossed in the large building (another
    door, stair or exit), L'(1) is that of a way not drawn in the small one; then each of its doors
    turns a way by half a turn at most, and the corridor's bend and the exit together by another.
    """
    grounds, house = ({**made[0], "classes": []}, made[1])
    large = scaled(grounds, factor), scaled(house, factor)
    before, after = primary_of(leave(grounds, house)), primary_of(leave(*large))
    assert before.keys() == after.keys()
    pulls = pull_of_bends(grounds, house)
    for place, way in before.items():
        grown = after[place]
        is_same = all(way[part] == grown[part] for part in ("doors", "stairs", "exit"))
        pull = pulls[place] if is_same else pi * (len(grown["doors"]) + 1)
        less_m = way["length_m"] * factor - grown["length_m"]
        assert -ROUNDING_M <= less_m / factor <= (1 - 1 / factor) * REACH_M * pull + ROUNDING_M


def pull_of_bends(grounds, house):
    """Return for the primary way of each place with what it pulls at its bends, without unit."""
    whole = campus(house, grounds)
    found = route_building(whole, whole.buildings[0]).from_place
    return {place: pull_of(ways[0]) for place, ways in found.items() if ways}
