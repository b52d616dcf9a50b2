# SPDX-License-Identifier: MIT
"""A fingerprint changes with what the sheet shows, and with nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from generator.maps.fingerprint import sheet_fingerprints
from generator.model.building import Building
from generator.model.route import BuildingRoutes, Routes
from generator.model.school import Campus
from tests.maps.made_up_school import make_campus, make_routes


def prints(campus: Campus, routes: BuildingRoutes | None = None) -> dict[str, str]:
    found = Routes(buildings={("made-up", "teaching"): routes or make_routes()})
    return {place: drawn for (_, place), drawn in sheet_fingerprints(campus, found).items()}


def edited(change: Any) -> Campus:
    """Return the school with its building as `change` leaves its plain data."""
    campus = make_campus()
    data = campus.buildings[0].model_dump(mode="json")
    change(data)
    return campus.model_copy(update={"buildings": (Building.model_validate(data),)})


BEFORE = prints(make_campus())


def test_every_sheet_has_a_fingerprint_of_its_own() -> None:
    assert set(BEFORE) == {"room", "hall"}
    assert BEFORE["room"] != BEFORE["hall"]
    assert all(len(drawn) == 16 for drawn in BEFORE.values())


def test_order_names_for_programs_and_a_millimetre_do_not_count() -> None:
    def change(data: dict[str, Any]) -> None:
        for floor in data["floors"]:
            floor["spaces"].reverse()
            floor["doors"].reverse()
            for thing in floor["equipment"]:
                thing["id"] = f"X{thing['id']}"
            for door in floor["doors"]:
                door["at_m"][0] += 0.001
        data["posting_places"][0]["height_m"] = 1.6

    assert prints(edited(change)) == BEFORE


@pytest.mark.parametrize("floor", [0, 1])
def test_a_change_on_a_floor_counts_for_its_own_sheets_only(floor: int) -> None:
    def change(data: dict[str, Any]) -> None:
        data["floors"][floor]["spaces"][0]["name"] = {"zh": "新名", "en": "New name"}

    after = prints(edited(change))
    campus = make_campus()
    own = campus.buildings[0].floors[floor].id
    for place in campus.buildings[0].posting_places:
        assert (after[place.id] != BEFORE[place.id]) is (place.floor == own)


@pytest.mark.parametrize(
    "change",
    [
        {"at_m": [3.0, 2.0]},
        {"facing_deg": 180.0},
        {"name": {"zh": "别名", "en": "Another name"}},
    ],
)
def test_a_change_of_the_place_counts_for_it_alone(change: dict[str, Any]) -> None:
    after = prints(edited(lambda data: data["posting_places"][0].update(change)))
    first, second = (place.id for place in make_campus().buildings[0].posting_places)
    assert after[first] != BEFORE[first]
    assert after[second] == BEFORE[second]


def test_a_moved_wall_a_locked_door_or_exit_and_a_new_extinguisher_count() -> None:
    def wall(data: dict[str, Any]) -> None:
        data["floors"][0]["spaces"][0]["outline_m"][0][0] += 0.05

    def door(data: dict[str, Any]) -> None:
        data["floors"][0]["doors"][0]["usable"] = False

    def way_out(data: dict[str, Any]) -> None:
        data["floors"][0]["exits"][0]["usable"] = False

    def extinguisher(data: dict[str, Any]) -> None:
        data["floors"][0]["equipment"].append(
            {"id": "new", "kind": "extinguisher", "at_m": [1.0, 2.0]}
        )

    for change in (wall, door, way_out, extinguisher):
        assert prints(edited(change)) != BEFORE


def test_another_way_counts() -> None:
    routes = make_routes()
    primary, second = routes.from_place["room"]
    moved = replace(primary.points[1], x_m=primary.points[1].x_m + 0.02)
    bent = replace(primary, points=(primary.points[0], moved, *primary.points[2:]))
    told = replace(primary, words=primary.words[1:])
    for ways in ((bent, second), (told, second), (second, primary), (primary,)):
        changed = replace(routes, from_place={**routes.from_place, "room": ways})
        after = prints(make_campus(), changed)
        assert after["room"] != BEFORE["room"]
        assert after["hall"] == BEFORE["hall"]


def test_what_all_sheets_show_of_the_school_counts_for_all() -> None:
    campus = make_campus()
    for change in ({"assembly_phone": "010 5555 0100"}, {"yards": ()}):
        school = campus.school.model_copy(update=change)
        after = prints(campus.model_copy(update={"school": school}))
        assert all(after[place] != BEFORE[place] for place in BEFORE)


def test_a_class_counts_for_no_sheet() -> None:
    campus = make_campus()
    school = campus.school.model_copy(update={"covers": ("a/1",)})
    assert prints(campus.model_copy(update={"school": school})) == BEFORE


def test_a_place_without_a_way_has_none() -> None:
    routes = make_routes()
    shut = replace(routes, from_place={**routes.from_place, "room": ()})
    assert set(prints(make_campus(), shut)) == {"hall"}
