# SPDX-License-Identifier: MIT
"""Classes that are said to be, stand or go where they cannot are found in `school.yml`."""

import pytest

from generator.finding import Severity
from generator.routing.class_faults import find_class_faults
from tests.routing.small_building import campus, read_sample, text


def found(spoil):
    grounds, house = read_sample()
    spoil(grounds)
    return [(f.code, f.origin.key) for f in find_class_faults(campus(house, grounds))]


def areas(*classes):
    corner = [[4, -60], [20, -60], [20, -50], [4, -50]]
    return [
        {"id": f"area-{i}", "name": text("area"), "outline_m": corner, "classes": list(names)}
        for i, names in enumerate(classes)
    ]


def test_the_sample_has_none():
    assert found(lambda _: None) == []


def test_two_classes_in_one_room_are_told_as_advice():
    grounds, house = read_sample()
    grounds["classes"][3]["room"] = "101"
    (only,) = find_class_faults(campus(house, grounds))
    assert (only.code, only.severity) == ("R226", Severity.ADVICE)
    assert only.origin.key == "classes.3.room"
    assert '"1-1" and "2-2"' in only.what_en


@pytest.mark.parametrize("room", ["1-C", "1-L", "1-SA"])
def test_a_class_in_a_space_for_nobody_is_found(room):
    assert found(lambda g: g["classes"][0].update(room=room)) == [("R227", "classes.0.room")]


def test_an_unknown_class_on_an_assembly_area_is_found():
    told = found(lambda g: g["assembly_points"][0].update(areas=areas(["1-1", "1-9"])))
    assert told == [("R201", "assembly_points.0.areas.0.classes.1")]


def test_a_class_on_two_assembly_areas_is_found():
    def spoil(grounds):
        grounds["assembly_points"][0]["areas"] = areas(["1-1"])
        grounds["assembly_points"][1]["areas"] = areas(["1-2", "1-1"])

    assert found(spoil) == [("R230", "assembly_points.1.areas.0.classes.1")]


@pytest.mark.parametrize(
    ("fixed", "key"),
    [
        ({"school_class": "1-9", "stair": "A"}, "school_class"),
        ({"school_class": "4-1", "stair": "Z"}, "stair"),
        ({"school_class": "4-1", "final_exit": "EX"}, "final_exit"),
    ],
)
def test_a_settled_way_that_names_what_is_not_there_is_found(fixed, key):
    told = found(lambda g: g.update(evacuation={"fixed": [fixed]}))
    assert told == [("R201", f"evacuation.fixed.0.{key}")]


def test_a_settled_way_over_a_known_stair_and_exit_is_fine():
    fixed = [{"school_class": "4-1", "stair": "A", "final_exit": "EW"}]
    assert found(lambda g: g.update(evacuation={"fixed": fixed})) == []


def test_a_class_with_two_settled_ways_is_found():
    fixed = [{"school_class": "4-1", "stair": "A"}, {"school_class": "4-1", "stair": "B"}]
    told = found(lambda g: g.update(evacuation={"fixed": fixed}))
    assert told == [("R230", "evacuation.fixed.1.school_class")]
