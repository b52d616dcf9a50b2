# SPDX-License-Identifier: MIT
"""A made-up school of one long floor: a corridor between two rows of rooms, stairs at its ends."""

from datetime import date
from math import cos, radians, sin
from typing import Any

from generator.model.building import Building
from generator.model.route import BuildingRoutes
from generator.model.school import AssemblyPoint, Campus, CodeRegistry, Yard
from generator.routing.escape import route_building
from tests.maps.made_up_school import door, make_campus, space, text

ROOM_M = 8.0

DEPTH_M = 7.0

CORRIDOR_M = 2.4

Drawn = tuple[Campus, Building, BuildingRoutes]


def make_long(rooms: int, turn: float = 0.0, facing: float = 90.0, places: int = 3) -> Drawn:
    """Return a school with `rooms` rooms on each side; `places` sheets hang along the corridor.

    `turn` (degrees) turns the building in the plane, and with it the walls of the sheets.
    """
    length = rooms * ROOM_M
    low, high = DEPTH_M, DEPTH_M + CORRIDOR_M
    spaces, doors, things = [], [], []
    for n in range(rooms):
        left, right = n * ROOM_M, (n + 1) * ROOM_M
        for side, box, wall in (
            ("a", (left, 0.0, right, low), low),
            ("b", (left, high, right, high + DEPTH_M), high),
        ):
            name = f"{side}{n + 1}"
            spaces.append(space(name, "classroom", text(f"{n + 1}号{side}室", f"Room {name}"), box))
            at = ((left + right) / 2 + 2.5, wall)
            doors.append(door(f"d{name}", (name, "corridor"), at, swing="none"))
        if n % 2:
            things.append(("extinguisher", (left + 0.5, low)))
            things.append(("call-point", (left + 1.0, high)))
    spaces.append(space("corridor", "corridor", text("走廊", "Corridor"), (0, low, length, high)))
    for name, box, at in (
        ("west", (-4.0, low, 0.0, high + 4), (0.0, low + 1.2)),
        ("east", (length, low, length + 4, high + 4), (length, low + 1.2)),
    ):
        spaces.append(space(name, "stair", text(f"{name}梯", f"{name} stair"), box))
        doors.append(door(f"d{name}", (name, "corridor"), at, swing=name, clear_width_m=1.5))
    exits = [
        {"id": "x-west", "name": text("西门", "the west door"), "space": "west",
         "at_m": (-4.0, low + 1.2), "clear_width_m": 1.5},
        {"id": "x-east", "name": text("东门", "the east door"), "space": "east",
         "at_m": (length + 4.0, low + 1.2), "clear_width_m": 1.5},
    ]  # fmt: skip
    posts = [
        {"id": f"p{n}", "name": text(f"走廊 {n}", f"corridor {n}"), "floor": "f1",
         "at_m": (length * (2 * n + 1) / (2 * places) + 0.3, high - 0.15), "facing_deg": facing}
        for n in range(places)
    ]  # fmt: skip
    floor = {
        "id": "f1", "level": 1, "name": text("1楼", "Floor 1"), "spaces": spaces, "doors": doors,
        "exits": exits,
        "equipment": [
            {"id": f"q{n}", "kind": kind, "at_m": at} for n, (kind, at) in enumerate(things)
        ],
    }  # fmt: skip
    plain = {"id": "teaching", "name": text("长楼", "Long block"), "floors": [floor],
             "posting_places": posts}  # fmt: skip
    return finish(Building.model_validate(moved(plain, turn)))


def moved(thing: Any, turn: float, *, mirrored: bool = False) -> Any:
    """Return building data mirrored left to right if asked for, then turned about the origin."""
    if isinstance(thing, list):
        return [moved(each, turn, mirrored=mirrored) for each in thing]
    if not isinstance(thing, dict):
        return thing
    made = {key: moved(value, turn, mirrored=mirrored) for key, value in thing.items()}
    if "at_m" in made:
        made["at_m"] = _spot(made["at_m"], turn, mirrored=mirrored)
    if "outline_m" in made:
        made["outline_m"] = [_spot(at, turn, mirrored=mirrored) for at in made["outline_m"]]
    if "facing_deg" in made:
        faced = 180 - made["facing_deg"] if mirrored else made["facing_deg"]
        made["facing_deg"] = (faced + turn) % 360
    return made


def _spot(at: tuple[float, float], turn: float, *, mirrored: bool) -> tuple[float, float]:
    x, y = (-at[0] if mirrored else at[0]), at[1]
    c, s = cos(radians(turn)), sin(radians(turn))
    return x * c - y * s, x * s + y * c


def finish(building: Building) -> Drawn:
    """Return a school with this building, codes for its places, a yard all around, and routes."""
    outlines = [corner for f in building.floors for s in f.spaces for corner in s.outline_m]
    xs, ys = [x for x, _ in outlines], [y for _, y in outlines]
    left, low, right, high = min(xs) - 30, min(ys) - 30, max(xs) + 30, max(ys) + 30
    yard = {"id": "yard", "name": text("校园", "School ground"),
            "outline_m": [(left, low), (right, low), (right, high), (left, high)]}  # fmt: skip
    point = {"id": "ground", "name": text("操场", "the playground"),
             "at_m": ((left + right) / 2, low + 8)}  # fmt: skip
    plain = make_campus()
    school = plain.school.model_copy(
        update={
            "yards": (Yard.model_validate(yard),),
            "assembly_points": (AssemblyPoint.model_validate(point),),
        }
    )
    issued = [
        {"code": f"2222{n + 3}", "building": "teaching", "place": place.id,
         "issued": date(2026, 3, 1)}
        for n, place in enumerate(building.posting_places)
    ]  # fmt: skip
    registry = CodeRegistry.model_validate(
        {"id": "codes", "host": "muster.example", "codes": issued}
    )
    campus = Campus(school=school, buildings=(building,), registry=registry)
    return campus, building, route_building(campus, building)
