# SPDX-License-Identifier: MIT
"""What cannot be kept is told, at the line where it stands, and nothing else is."""

from dataclasses import replace

from generator.assignment.assign import assign
from generator.assignment.assignment_faults import find_assignment_faults
from generator.finding import Severity
from tests.assignment.corridor_school import Made

MADE = Made(heads=[[40], [45, 40, 42]], stairs=((2.0, 1.8), (70.0, 1.8)))
CORNER = {"name": {"zh": "区", "en": "area"}, "outline_m": [[0, 60], [20, 60], [20, 80], [0, 80]]}


def faults(made):
    campus, options = made.build()
    return list(find_assignment_faults(campus, options, assign(campus, options)))


def test_a_sound_school_has_none():
    assert faults(MADE) == []


def test_a_settled_way_that_does_not_exist_is_an_error_and_the_class_still_leaves():
    made = replace(MADE, fixed=({"school_class": "k2.0", "stair": "S0", "final_exit": "X1"},))
    assert [f.code for f in faults(made)] == ["A332"]
    assert "k2.0" in {a.school_class for a in assign(*made.build())}


def test_ground_of_less_than_half_a_square_metre_each_is_told_as_advice():
    small = ((30.0, 40.0), (38.0, 40.0), (38.0, 48.0), (30.0, 48.0))  # 64 m² for 167
    found = faults(replace(MADE, ground=small))
    assert [(f.code, f.severity) for f in found] == [("A334", Severity.ADVICE)]
    assert "167" in found[0].what_en


def test_ground_too_narrow_for_a_file_each_is_told_as_advice():
    thin = ((30.0, 40.0), (32.0, 40.0), (32.0, 140.0), (30.0, 140.0))
    assert [f.code for f in faults(replace(MADE, ground=thin))] == ["A334"]


def test_an_area_on_ground_to_which_no_way_leads_is_an_error():
    campus, options = replace(MADE, areas=({**CORNER, "id": "G1", "classes": ["k2.0"]},)).build()
    other = [replace(o, route=replace(o.route, assembly_point="elsewhere")) for o in options]
    assigned = assign(campus, other)
    assert [f.code for f in find_assignment_faults(campus, other, assigned)] == ["A335"]
