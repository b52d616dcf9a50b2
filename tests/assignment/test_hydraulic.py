# SPDX-License-Identifier: MIT
"""Published hand cases: IMO MSC.1/Circ.1533 (tables), MSC.1/Circ.1238 (worked example)."""

import pytest

from generator.assignment.hydraulic import (
    CORRIDOR_SPEED_BY_FLOW,
    corridor_flow,
    corridor_speed,
    flow_s,
    in_steps_s,
    merged_flow,
    read_curve,
    stair_speed,
    travel_s,
)
from tests.oracle.hydraulic import (
    sfpe_factor,
    sfpe_greatest_flow,
    sfpe_passing_s,
    sfpe_speed,
)


@pytest.mark.parametrize(
    ("density", "flow", "speed"),
    [(0, 0, 1.2), (0.5, 0.65, 1.2), (1.9, 1.3, 0.67), (3.2, 0.65, 0.20), (4.0, 0.32, 0.10)],
)
def test_a_corridor_starts_as_table_1_1_says(density, flow, speed):
    assert corridor_flow(density) == pytest.approx(flow)
    assert corridor_speed(density) == pytest.approx(speed)


@pytest.mark.parametrize(
    ("density", "flow", "speed"),
    [(0.94, 0.85, 1.03), (0.67, 0.73, 1.14), (1.48, 1.11, 0.83), (1.7, 1.21, 0.75)],
)
def test_corridors_of_the_worked_example_start_as_printed(density, flow, speed):
    assert corridor_flow(density) == pytest.approx(flow, abs=0.01)
    assert corridor_speed(density) == pytest.approx(speed, abs=0.01)


@pytest.mark.parametrize(
    ("flow", "is_up", "speed"),
    [
        (0, False, 1.0),
        (0.54, False, 1.0),
        (1.1, False, 0.55),
        (0.43, True, 0.8),
        (0.88, True, 0.44),
    ],
)
def test_people_walk_on_stairs_as_table_1_3_says(flow, is_up, speed):
    assert stair_speed(flow, is_up=is_up) == pytest.approx(speed)


def test_people_walk_along_corridors_as_table_1_3_says():
    assert read_curve(CORRIDOR_SPEED_BY_FLOW, 0.65) == pytest.approx(1.2)
    assert read_curve(CORRIDOR_SPEED_BY_FLOW, 1.3) == pytest.approx(0.67)


@pytest.mark.parametrize(
    ("heads", "flow", "seconds"), [(249, 2.4, 103.9), (266, 2.41, 110.5), (332, 3.01, 110.3)]
)
def test_assembly_flows_of_the_worked_example_take_as_long_as_printed(heads, flow, seconds):
    assert flow_s(heads, 1.0, flow) == pytest.approx(seconds, abs=0.2)  # printed from 2 digits


@pytest.mark.parametrize(
    ("deck", "deck_s", "stair_s", "total_s"),
    [(11, 48.2, 22.7, 185.3), (10, 43.5, 17.0, 174.9), (9, 48.4, 8.5, 171.3)],
)
def test_decks_9_to_11_of_the_worked_example_take_as_long_as_printed(
    deck, deck_s, stair_s, total_s
):
    found = travel_s(deck_s, 104.4, stair_s, 10.0)
    assert found == pytest.approx(total_s, abs=0.11), deck
    assert 2.3 * found == pytest.approx({11: 426.2, 10: 402.0, 9: 394.0}[deck], abs=0.3)


def test_the_fast_craft_example_takes_as_long_as_printed():
    # MSC/Circ.1166, appendix, 5.4: doors 1.4 m, corridors 4.2 m and 3.0 m, stair 3.5 m.
    cases = [(165, 1.4, 1.3, 91), (165, 4.2, 1.3, 30), (165, 3.5, 1.1, 43), (200, 3.0, 1.3, 51)]
    for heads, width, flow, seconds in cases:
        assert flow_s(heads, width, flow) == pytest.approx(seconds, abs=0.5)


def test_what_comes_in_goes_out_up_to_the_greatest_flow():
    assert merged_flow([1.0, 0.5], 3.0, 1.1) == pytest.approx(0.5)
    assert merged_flow([3.0, 3.0], 2.0, 1.1) == pytest.approx(1.1)


def test_times_are_rounded_up_to_steps_of_five_seconds():
    assert [in_steps_s(s) for s in (0.0, 0.1, 5.0, 5.02, 171.3)] == [0.0, 5.0, 5.0, 10.0, 175.0]


def test_a_door_at_the_handbooks_flow_takes_the_handbooks_time():
    # 100 persons, 1 m door, 0.15 m off on either side, 1.33: N / C = 107.4 s.
    assert flow_s(100, 1.0 - 0.3, 1.33) == pytest.approx(107.4, abs=0.1)


def test_the_oracle_has_the_handbooks_figures():
    k = sfpe_factor(0.28, 0.18)
    assert 10 / sfpe_speed(k, 0) == pytest.approx(10.84, abs=0.1)
    assert 20 / sfpe_speed(1.4, 2.0) == pytest.approx(30.5, abs=0.1)
    assert sfpe_passing_s(100, 1.0, 1.33) == pytest.approx(106.3, abs=0.1)
    assert sfpe_passing_s(50, 0.6, 1.3, layer_m=0) == pytest.approx(62.8, abs=0.1)
    assert sfpe_factor(11, 7) == pytest.approx(1.08, abs=0.01)
    assert sfpe_greatest_flow(sfpe_factor(11, 7)) == pytest.approx(1.01, abs=0.01)
    for heads, seconds in [(1, 10.84), (10, 23.55), (100, 150.60), (1000, 1421.07)]:
        found = 10 / sfpe_speed(k, 0) + sfpe_passing_s(heads, 1.0, sfpe_greatest_flow(k))
        assert found == pytest.approx(seconds, abs=0.1)
