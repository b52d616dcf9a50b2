# SPDX-License-Identifier: MIT
"""Who goes where: aims one by one, moves that change nothing, and a search of all plans."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assignment.assign import assign, assign_school
from generator.assignment.assignment_faults import find_stopped_search
from generator.assignment.choose import grace
from generator.assignment.hydraulic import in_steps_s
from generator.assignment.solver import MOST_NODES, Program
from generator.model.assignment import Half, Search
from tests.assignment.corridor_school import Made, loads_of, plan_of, scramble, turn
from tests.oracle.hydraulic import best_flow_s, with_grace_s

ENDS = ((2.0, 1.8), (70.0, 1.8))
THREE = ((2.0, 1.8), (34.0, 1.2), (70.0, 2.4))
FIVE_FLOORS = Made(heads=[[45] * 8] * 5, stairs=ENDS, exit_m=6.0)
ODD = Made(heads=[[38, 44, 41], [40, 47, 39, 45, 42], [48, 36, 44, 43]], stairs=THREE)

TURNED: dict[str, Any] = {"move": turn(angle_deg=37.3, shift=(512.7, -90.1))}
MIRRORED: dict[str, Any] = {"move": turn(mirror=True)}
RENAMED: dict[str, Any] = {"name": scramble}
REORDERED: dict[str, Any] = {"order": lambda parts: parts[::-1]}


def find(made):
    return assign(*made.build())


def flow_s(made, assigned):
    """Return the longest flow time at a stair or exit, worked out anew."""
    widths = {made.name(f"S{i}"): 1.1 * width for i, (_, width) in enumerate(made.stairs)}
    widths |= {made.name(f"X{i}"): 1.3 * made.exit_m for i in range(len(made.stairs))}
    loads = loads_of(assigned) | loads_of(assigned, by_stair=False)
    return max(n / widths[name] for name, n in loads.items())


def test_every_class_leaves_once():
    assigned = find(FIVE_FLOORS)
    assert len({a.school_class for a in assigned}) == len(assigned) == 40
    assert {a.half for a in assigned} == {Half.WHOLE}


def test_two_equal_stairs_differ_by_at_most_one_class():
    assert loads_of(find(FIVE_FLOORS)) == {"S0": 720, "S1": 720}


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(20, 60), min_size=6, max_size=8), st.integers(2, 3))
def test_two_equal_stairs_differ_by_at_most_one_class_whatever_the_numbers(heads, floors):
    made = Made(heads=[[30], *[heads] * (floors - 1)], stairs=ENDS, exit_m=9.0, door_m=9.0)
    loads = loads_of(find(made))
    step = 5 * 1.8 * 1.1  # people who pass in one step of time
    assert abs(loads.get("S0", 0) - loads.get("S1", 0)) <= max(heads) + 2 * step


def test_neighbours_go_the_same_way():
    for rooms in ([f"k{level}.{i}" for i in range(8)] for level in range(1, 6)):
        plan = plan_of(FIVE_FLOORS, find(FIVE_FLOORS))
        exits = [plan[room, Half.WHOLE][0] for room in rooms]
        assert exits == sorted(exits)


def test_a_stair_that_is_nearest_to_all_does_not_get_all():
    made = Made(heads=[[40], [40] * 4], stairs=((2.0, 1.8), (70.0, 1.8)), exit_m=9.0)
    assert loads_of(find(made)) == {"S0": 80, "S1": 80}
    assert not all(a.is_shortest for a in find(made))


def test_where_no_stair_is_crowded_all_take_the_shortest_way():
    made = Made(heads=[[], [30, 30, 30, 30, 30, 30, 30, 30]], stairs=ENDS, exit_m=9.0)
    assert all(a.is_shortest for a in find(made))


def test_nobody_walks_farther_to_spare_a_long_queue_one_step_in_twenty():
    # Seen to fail without the grace: the class of 6 walks 9 m more for 185 s instead of 190 s.
    made = Made(heads=[[], [60, 60, 60, 6, 44, 44, 44, 44]], stairs=ENDS, exit_m=1 / 1.3)
    assert all(a.is_shortest for a in find(made))


def test_somebody_walks_farther_to_spare_a_queue_more_than_that():
    made = Made(heads=[[], [60, 60, 60, 40, 38, 38, 38, 38]], stairs=ENDS, exit_m=1 / 1.3)
    assert loads_of(find(made)) == {"S0": 180, "S1": 192}


def test_below_100_s_there_is_no_grace():
    assert [grace(steps) for steps in (1, 19, 20, 39, 40, 60)] == [0, 0, 1, 1, 2, 3]


def test_a_wider_stair_takes_more():
    made = replace(FIVE_FLOORS, stairs=((2.0, 1.8), (70.0, 3.6)))
    loads = loads_of(find(made))
    assert loads["S1"] == pytest.approx(2 * loads["S0"], abs=45)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.lists(st.integers(10, 60), min_size=1, max_size=6), min_size=2, max_size=3),
    st.sampled_from([0.6, 1.2]),
    st.integers(0, 1),
)
def test_a_wider_stair_never_makes_the_longest_flow_longer(heads, more_m, which):
    made = Made(heads=heads, stairs=ENDS)
    wider = [(x, w + more_m * (i == which)) for i, (x, w) in enumerate(ENDS)]
    other = replace(made, stairs=tuple(wider))
    before = in_steps_s(flow_s(made, find(made)))
    assert in_steps_s(flow_s(other, find(other))) <= with_grace_s(before)


@pytest.mark.parametrize("made", [ODD, FIVE_FLOORS, replace(ODD, doors=2, are_halves=True)])
@pytest.mark.parametrize(
    "moves",
    [TURNED, RENAMED, REORDERED, TURNED | RENAMED | REORDERED],
    ids=["turned", "renamed", "reordered", "all"],
)
def test_a_move_changes_nothing(made, moves):
    moved = replace(made, **moves)
    assert plan_of(moved, find(moved)) == plan_of(made, find(made))


def test_a_mirror_changes_nothing():
    moved = replace(ODD, **MIRRORED)
    assert plan_of(moved, find(moved)) == plan_of(ODD, find(ODD))


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.lists(st.integers(20, 60), min_size=1, max_size=5), min_size=2, max_size=3),
    st.floats(0, 359),
)
def test_turning_and_renaming_any_school_changes_nothing(heads, angle):
    made = Made(heads=heads, stairs=THREE)
    moved = replace(made, move=turn(angle), name=scramble, order=lambda parts: parts[::-1])
    assert plan_of(moved, find(moved)) == plan_of(made, find(made))


def test_the_same_input_gives_the_same_plan():
    assert find(ODD) == find(ODD)


def test_a_settled_way_is_kept_and_others_are_not_dragged_along():
    fixed = ({"school_class": "k2.0", "stair": "S1"},)
    made = replace(FIVE_FLOORS, fixed=fixed)
    assigned = {a.school_class: a for a in find(made)}
    assert assigned["k2.0"].route.stairs == ("S1",)
    assert not assigned["k2.0"].is_shortest
    assert loads_of(list(assigned.values())) == {"S0": 720, "S1": 720}


def test_lower_floors_go_first_and_on_a_floor_the_nearest():
    plan = {a.school_class: a for a in find(FIVE_FLOORS)}
    turns = sorted((a.slot, name) for name, a in plan.items() if a.route.stairs == ("S0",))
    assert [name for _, name in turns] == [f"k{n}.{i}" for n in range(2, 6) for i in range(4)]
    assert [slot for slot, _ in turns] == list(range(1, 17))


def test_halves_leave_by_different_doors_and_stand_together():
    made = Made(heads=[[], [45, 44], [43, 42]], stairs=ENDS, doors=2, are_halves=True)
    halves = {(a.school_class, a.half): a for a in find(made)}
    assert len(halves) == 8
    front, back = halves["k2.0", Half.FRONT], halves["k2.0", Half.BACK]
    assert (front.head_count, back.head_count) == (23, 22)
    assert front.route.doors != back.route.doors
    assert front.stand == back.stand


HALVES = Made(
    heads=[[], [45, 38, 41, 44], [43, 42, 35, 40]],
    stairs=((4.5, 1.2), (22.5, 1.8), (40.0, 1.5)),
    doors=2,
    are_halves=True,
)


@pytest.mark.parametrize(
    ("searches", "search"), [(9, Search.COMPLETE), (1, Search.STOPPED), (0, Search.FAILED)]
)
def test_a_search_that_is_stopped_says_so_and_keeps_what_it_has_found(
    searches, search, monkeypatch
):
    """After so many searches the next is stopped at its root, where it has found nothing yet."""
    complete = assign_school(*HALVES.build())
    minimise = Program.minimise
    begun: Counter[int] = Counter()

    def stop(program, costs, gap=0.01):
        begun[id(program)] += 1
        program.most_nodes = MOST_NODES if begun[id(program)] <= searches else 0
        return minimise(program, costs, gap)

    monkeypatch.setattr(Program, "minimise", stop)
    campus, options = HALVES.build()
    found = assign_school(campus, options)
    begun.clear()
    assert found.assigned == assign_school(campus, options).assigned
    assert found.search is search
    told = list(find_stopped_search(campus, found.search))
    assert [f.code for f in told] == ([] if search is Search.COMPLETE else ["A336"])
    assert all("shortest way" in f.what_en for f in told) is (search is not Search.STOPPED)
    if search is not Search.FAILED:
        (time,), (least,) = found.estimates, complete.estimates
        assert time.capacity_bound_s == least.capacity_bound_s
    walked = [sum(a.head_count * a.route.length_m for a in x.assigned) for x in (found, complete)]
    assert search is not Search.FAILED or walked[0] <= walked[1]


def test_a_school_without_ways_or_classes_has_an_empty_plan():
    campus, _ = ODD.build()
    assert assign(campus, ()) == ()
    assert assign_school(campus, ()).estimates == ()


def crossing(made, parties):
    """Say of two ways on this corridor whether people would meet head-on: by bare places."""

    def goes(i, way):
        level, room = parties[i]
        return level, 9.0 * room + 4.5, made.stairs[way][0]

    def crosses(i, way, j, other):
        (level, x, to), (other_level, y, other_to) = goes(i, way), goes(j, other)
        if level != other_level or to == other_to:
            return False
        walked = abs(x - to) + abs(y - other_to)
        return walked - abs(x - other_to) - abs(y - to) > 0.6

    return crosses


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.integers(10, 60), min_size=1, max_size=3),
    st.lists(st.integers(10, 60), min_size=1, max_size=3),
    st.tuples(st.sampled_from([1.2, 1.8, 2.4]), st.sampled_from([1.2, 1.8, 2.4])),
    st.sampled_from([ENDS, ((20.0, 1.2), (40.0, 1.2)), ((60.0, 1.2), (70.0, 1.2))]),
    st.sampled_from([2.0, 0.5]),
)
def test_no_plan_among_all_is_better(lower, upper, widths, places, exit_m):
    # Seen to fail with the crossing rows left out, with heads taken as 1, with the least flow
    # not kept while the walk is shortened, and with its grace left out or doubled.
    stairs = tuple((x, width) for (x, _), width in zip(places, widths, strict=True))
    made = Made(heads=[lower, upper], stairs=stairs, exit_m=exit_m, door_m=9.0)
    campus, options = made.build()
    rooms = [(1, i) for i in range(len(lower))] + [(2, i) for i in range(len(upper))]
    counts = {f"k{n}.{i}": made.heads[n - 1][i] for n, i in rooms}
    parties = [
        [
            (counts[o.school_class], o.route.length_m, (*o.route.stairs, o.route.final_exit))
            for o in options
            if o.school_class == f"k{n}.{i}" and is_near(o, options)
        ]
        for n, i in rooms
    ]
    capacities = {f"S{i}": 1.1 * w for i, (_, w) in enumerate(stairs)}
    capacities |= {"X0": 1.3 * exit_m, "X1": 1.3 * exit_m}
    least, walk = best_flow_s(parties, capacities, crossing(made, rooms))
    assigned = assign(campus, options)
    assert least <= in_steps_s(flow_s(made, assigned)) <= with_grace_s(least)
    walked = sum(a.head_count * a.route.length_m for a in assigned)
    runs = are_in_runs(made, assigned)
    assert walked == pytest.approx(walk, rel=1e-3) or (runs and walked > walk)


def is_near(option, options):
    """Say whether a way leads neither far round nor past an exit near by the same stairs."""
    own = [o.route for o in options if o.school_class == option.school_class]
    least_m = min(r.length_m for r in own)
    same_m = min(r.length_m for r in own if r.stairs == option.route.stairs)
    length_m = option.route.length_m
    return length_m <= min(max(2 * least_m, least_m + 40), max(2 * same_m, same_m + 20))


def test_no_class_walks_past_a_near_exit():
    # Seen to fail with all ways open: 40 heads at the far exit spare the near one some seconds.
    made = Made(heads=[[40, 40, 40, 40, 40]], stairs=ENDS, exit_m=1.2, door_m=9.0)
    campus, options = made.build()
    assert all(is_near(o, options) for o in options_of(assign(campus, options), options))


def options_of(assigned, options):
    ends = {(a.school_class, a.route.stairs, a.route.final_exit) for a in assigned}
    return [o for o in options if (o.school_class, o.route.stairs, o.route.final_exit) in ends]


def are_in_runs(made, assigned):
    plan = {name: place[0] for (name, _), place in plan_of(made, assigned).items()}
    floors = [[plan[f"k{n}.{i}"] for i in range(len(h))] for n, h in enumerate(made.heads, start=1)]
    return all(sum(a != b for a, b in pairwise(f)) <= 1 for f in floors)


def test_the_oracle_knows_what_not_crossing_costs():
    ways = [[(n, 10.0, ("A",)), (n, 10.0, ("B",))] for n in (10, 50, 40)]
    free, _ = best_flow_s(ways, {"A": 1.0, "B": 1.0}, lambda *_: False)
    kept, _ = best_flow_s(ways, {"A": 1.0, "B": 1.0}, lambda *pair: pair[1] > pair[3])
    assert (free, kept) == (50, 60)
