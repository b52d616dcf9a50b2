# SPDX-License-Identifier: MIT
"""Times beside each other: bound, estimate, aims, drills; and a simulation by other means."""

from dataclasses import replace
from datetime import date

import pytest

from generator.assignment.assign import assign, assign_school
from generator.assignment.estimate import GUIDELINE_AIM_S, estimate
from generator.finding import SourceFile
from generator.model.school import HeldRecord
from tests.assignment.corridor_school import SLOPE_M, Made
from tests.oracle.hydraulic import FLOW_DOOR, FLOW_DOWN, SPEED_DOWN, SPEED_FLAT, simulate_s

SMALL = Made(heads=[[40], [45, 40, 42], [38, 41]], stairs=((2.0, 1.2), (34.0, 1.8)), exit_m=2.0)
ONE = Made(heads=[[], [80]], stairs=((4.5, 1.2),), exit_m=3.0, door_m=3.0)


def estimate_of(made):
    return assign_school(*made.build()).estimates[0]


def held(day, seconds, kind="drill"):
    data = {"id": f"r-{day}", "kind": kind, "item": "fire", "date": day, "minutes": 30}
    data |= {"audiences": ["primary"], "seconds_to_clear": seconds}
    return HeldRecord.parse(data, SourceFile(path="r.yml"))


def test_one_class_and_one_stair_take_what_the_hand_says():
    # Flat 3.5 + 1.2 + 1.2 + 5.6 = 11.5 m at 0.67, 9.6 m of stair at 0.55, 80 / (1.1 x 1.2) on it.
    found = estimate_of(ONE)
    by_hand = (3.5 + 1.2 + 1.2 + 5.6) / 0.67 + 9.6 / 0.55 + 80 / 1.32
    assert by_hand == pytest.approx(95.2, abs=0.1)
    assert found.estimate_s == 100.0
    assert found.capacity_bound_s == pytest.approx(80 / 1.32 + 9.6, abs=0.1)


def test_the_parts_tell_head_counts_widths_and_seconds():
    parts = {part.element: part for part in estimate_of(ONE).parts}
    assert set(parts) == {"d2.0.0", "S0", "X0"}
    assert parts["S0"].seconds == pytest.approx(60.6, abs=0.1)
    assert (parts["S0"].head_count, parts["S0"].effective_width_m) == (80, 1.2)


def test_a_door_below_a_stair_passes_only_what_the_stair_lets_through():
    parts = {part.element: part for part in estimate_of(ONE).parts}
    assert parts["X0"].specific_flow == pytest.approx(1.1 * 1.2 / 3.0)
    assert parts["X0"].seconds == parts["S0"].seconds


def test_streams_merge_on_a_stair_floor_by_floor():
    made = replace(ONE, heads=[[], [30], [30]], stairs=((4.5, 3.0),), door_m=1.0)
    parts = {part.element: part for part in estimate_of(made).parts}
    assert parts["S0"].specific_flow == pytest.approx(2 * 1.3 / 3.0, abs=0.001)


def test_the_estimate_lies_between_bound_and_never_below_a_simulation():
    # Seen to fail with the stairs' flow left out of the estimate, and with it doubled.
    campus, options = SMALL.build()
    assigned = assign(campus, options)
    found = estimate(campus, campus.buildings[0], assigned, ())
    capacities = {"S0": FLOW_DOWN * 1.2, "S1": FLOW_DOWN * 1.8}
    capacities |= {f"X{i}": FLOW_DOOR * 2.0 for i in (0, 1)}
    streams = []
    for a in assigned:
        down_m = SLOPE_M * (int(a.school_class[1]) - 1)
        flat_s = (a.route.length_m - down_m - 5.6) / SPEED_FLAT
        stages = [(flat_s, name) for name in a.route.stairs]
        on = down_m / SPEED_DOWN + 5.6 / SPEED_FLAT if stages else flat_s + 5.6 / SPEED_FLAT
        streams.append((a.head_count, [*stages, (on, a.route.final_exit)], 0.0))
    simulated = simulate_s(streams, capacities)
    assert found.capacity_bound_s <= simulated <= found.estimate_s + 1
    assert found.estimate_s <= 1.6 * simulated


def test_a_wider_stair_lowers_the_bound():
    wider = replace(SMALL, stairs=((2.0, 1.2), (34.0, 2.4)))
    assert estimate_of(wider).capacity_bound_s < estimate_of(SMALL).capacity_bound_s


@pytest.mark.parametrize(("floors", "aim"), [(4, GUIDELINE_AIM_S), (5, None)])
def test_the_guideline_gives_an_aim_up_to_four_floors_only(floors, aim):
    made = Made(heads=[[30]] * floors, stairs=((4.5, 1.2),))
    assert estimate_of(made).guideline_aim_s == aim


def test_the_schools_own_aim_stands_beside_it():
    assert estimate_of(replace(ONE, aim_s=200)).aim_s == 200


def test_measured_drills_are_told_newest_first_and_nothing_else_is():
    campus, options = ONE.build()
    records = [
        held("2026-09-18", 290),
        held("2026-11-09", 240),
        held("2026-10-01", 100, kind="lesson"),
        held("2026-10-09", None),
    ]
    found = estimate(campus, campus.buildings[0], assign(campus, options), records)
    assert found.measured_s == (240, 290)
    assert records[0].date == date(2026, 9, 18)
