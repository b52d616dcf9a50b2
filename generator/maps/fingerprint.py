# SPDX-License-Identifier: MIT
"""Fingerprints of sheets: all that a sheet shows of its school, and nothing that it does not."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from shapely import get_parts

from generator.maps.structure import ground_shape
from generator.model.building import Building, Floor, PostingPlace
from generator.model.route import Route, Routes
from generator.model.school import Campus

PlaceKey: TypeAlias = tuple[str, str]
"""Building and posting place."""

DIGITS = 16
"""How much of the SHA-256 is kept: no two sheets of a country will meet in 64 bits."""

ASIDE_M = 0.0013
"""Added before rounding: written and computed lengths are often whole half-centimetres, which
would fall to either side with the last digit of the arithmetic."""

OVERVIEW_PLACES = 1
"""Decimals of the buildings' outer edges: on the overview a decimetre is a hair's breadth."""

_UNSEEN = {"id", "height_m", "holds", "serves", "elevation_m"}
"""Keys that stand on no sheet; names of parts are for programs."""


def sheet_fingerprints(campus: Campus, routes: Routes) -> Mapping[PlaceKey, str]:
    """Return 16 hexadecimal digits over all that each sheet shows of the school.

    By building and place, for every sheet that can be drawn; `routes` are the ways that the
    sheets show, those of assigned classes among them. Lengths count to the centimetre, building
    edges of the overview to the decimetre. The order of a file, names for programs, the day and
    the version of Muster do not count.
    """
    school = _school(campus)
    prints = {}
    for building in campus.buildings:
        found = routes.buildings.get((campus.school.id, building.id))
        grounds = {floor.id: [school, *_floor(building, floor)] for floor in building.floors}
        for place in building.posting_places:
            ways = found.from_place.get(place.id) if found else None
            if ways and place.floor in grounds:
                said = [*grounds[place.floor], _place(place), [_route(route) for route in ways]]
                prints[building.id, place.id] = _hash(said)
    return prints


def _hash(said: Any) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _place(place: PostingPlace) -> Any:
    return _plain(place.model_dump(mode="json", exclude={"floor"}))


def _school(campus: Campus) -> Any:
    school = campus.school
    return {
        "name": school.name.model_dump(),
        "phone": school.assembly_phone,
        "sample": school.sample,
        "yards": _plain([yard.model_dump(mode="json") for yard in school.yards]),
        "points": _plain(
            [point.model_dump(mode="json", exclude={"areas"}) for point in school.assembly_points]
        ),
        "buildings": sorted(_edge(building) for building in campus.buildings),
    }


def _edge(building: Building) -> str:
    """Return name and outer edge of a building as the overview shows them."""
    shape = ground_shape(building).simplify(10**-OVERVIEW_PLACES / 2).normalize()
    rings = [
        [[_rounded(x, OVERVIEW_PLACES), _rounded(y, OVERVIEW_PLACES)] for x, y in ring.coords]
        for part in get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    return json.dumps([building.name.model_dump(), rings], ensure_ascii=False)


def _floor(building: Building, floor: Floor) -> list[Any]:
    rooms = {space.id: space.outline_m for space in floor.spaces}
    whole = floor.model_dump(mode="json")
    for door in whole["doors"]:
        door["swing"] = rooms.get(door["swing"], door["swing"])
        door["joins"] = [rooms.get(side, ()) for side in door["joins"]]
    for thing in (*whole["exits"], *whole["refuges"]):
        del thing["space"]
    for way_out in whole["exits"]:
        if way_out["usable"]:
            del way_out["usable"]
    stairs = [
        {
            "name": stair.name.model_dump(),
            "enclosed": stair.enclosed,
            "at_m": [landing.at_m for landing in stair.landings if landing.floor == floor.id],
            **({} if stair.usable else {"usable": False}),
        }
        for stair in building.stairs
        if any(landing.floor == floor.id for landing in stair.landings)
    ]
    return [building.name.model_dump(), _plain(whole), _plain(stairs)]


def _route(route: Route) -> Any:
    return {
        "role": route.role.value,
        "points": _spots([(p.x_m, p.y_m) for p in route.points]),
        "outdoors": _spots(route.outdoor_points),
        "words": [line.model_dump() for line in route.words],
    }


def _spots(points: Any) -> Any:
    return [[_rounded(x), _rounded(y)] for x, y in points]


def _plain(value: Any) -> Any:
    """Return the value without names for programs, lengths rounded, things in a fixed order."""
    if isinstance(value, float):
        return _rounded(value)
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if key not in _UNSEEN}
    if isinstance(value, list | tuple):
        parts = [_plain(part) for part in value]
        if all(isinstance(part, dict) for part in parts):
            return sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
        return parts
    return value


def _rounded(length_m: float, places: int = 2) -> float:
    return round(length_m + ASIDE_M, places) + 0.0
