# SPDX-License-Identifier: MIT
"""The data of how a school leaves: of the promised shape, without numbers that JSON lacks."""

import json
from dataclasses import replace
from math import inf
from types import MappingProxyType
from typing import Any

import pytest

from generator.data.evacuation_json import evacuation_json
from generator.data.published.evacuation import EvacuationFile, SheetsFile
from generator.data.sheets_json import sheets_json
from generator.model.route import BuildingRoutes, Route, RouteRole, Routes
from tests.sample_school import sample_school

KEY = ("sample", "teaching")


@pytest.fixture(scope="module")
def written() -> Any:
    data = evacuation_json("sample", sample_school().evacuation)
    return json.loads(json.dumps(data, allow_nan=False))


def test_the_file_has_the_shape_that_its_schema_tells(written: Any) -> None:
    found = EvacuationFile.model_validate_json(json.dumps(written))
    assert found.schema_version == 1
    keys = {"schema_version", "school", "assigned", "estimates", "blocked", "step_free"}
    assert set(written) == keys


def test_every_class_is_in_it_with_its_way_turn_and_row(written: Any) -> None:
    made = sample_school().evacuation.assignments["sample"].assigned
    assert [each["class"] for each in written["assigned"]] == [a.school_class for a in made]
    (one,) = (each for each in written["assigned"] if each["class"] == "5-2")
    assert one["way"]["stairs"] == ["B"]
    assert (one["way"]["final_exit"], one["is_shortest"]) == ("EM", False)
    assert (one["slot"], one["stand_at"], one["row"]) == (2, "east-point", 5)
    assert len(one["outline_m"]) == 4


def test_the_times_stand_side_by_side_unjudged(written: Any) -> None:
    (times,) = written["estimates"]
    assert times["guideline_aim_s"] == 120
    assert times["aim_s"] is None
    assert times["measured_s"] == [251, 287]
    assert times["capacity_bound_s"] < times["estimate_s"]
    assert {part["element"] for part in times["parts"]} >= {"A", "B", "EM", "EW"}


def test_a_blockage_that_leaves_no_way_says_null(written: Any) -> None:
    ways = {
        (each["element"], place["place"]): place["way"]
        for each in written["blocked"]
        for place in each["places"]
    }
    assert ways["D107", "P107"] is None
    assert ways["B", "P203"]["stairs"] == ["A"]


def test_a_step_free_way_ends_outside_or_in_a_refuge(written: Any) -> None:
    ways = {each["place"]: each["way"] for each in written["step_free"]}
    assert (ways["P101"]["final_exit"], ways["P101"]["refuge"]) == ("EM", "")
    assert (ways["P203"]["final_exit"], ways["P203"]["refuge"]) == ("", "R2A")


def boundless() -> Route:
    """A way into a refuge of the same room: nothing on it has a width."""
    routes = sample_school().evacuation.routes.buildings[KEY].from_place["P203"]
    way = next(route for route in routes if route.role is RouteRole.STEP_FREE)
    return replace(way, narrowest_m=inf, doors=())


def test_a_boundless_width_is_null_and_never_infinity() -> None:
    made = sample_school()
    ways = BuildingRoutes(from_place={"P203": (boundless(),)}, from_space={})
    routes = Routes(buildings=MappingProxyType({KEY: ways}))
    data: Any = evacuation_json("sample", replace(made.evacuation, routes=routes))
    (one,) = data["step_free"]
    assert one["way"]["narrowest_m"] is None
    json.dumps(data, allow_nan=False)


def test_the_published_sheets_tell_refuge_doors_and_a_finite_width() -> None:
    sheet = next(sheet for sheet in sample_school().sheets if sheet.place.id == "P203")
    data: Any = sheets_json((replace(sheet, routes=(*sheet.routes[:2], boundless())),))
    text = json.dumps(data, allow_nan=False)
    SheetsFile.model_validate_json(text)
    first, _ = data["sheets"][0]["routes"]
    last = data["sheets"][0]["refuge_way"]
    assert (first["doors"], first["stairs"]) == (["D203b", "D2B", "D1B", "DLB"], ["B"])
    assert (first["narrowest_m"], first["refuge"]) == (1.0, "")
    assert (last["refuge"], last["final_exit"], last["narrowest_m"]) == ("R2A", "", None)


def test_a_school_without_ways_has_an_empty_file() -> None:
    data = evacuation_json("other", sample_school().evacuation)
    assert [data[key] for key in ("assigned", "estimates", "blocked", "step_free")] == [[]] * 4
    EvacuationFile.model_validate_json(json.dumps(data))
