# SPDX-License-Identifier: MIT
"""A made-up block in which everything crowds where ways run: a sample for the outside judges.

Three stairs of three widths, one of them behind an exit of its own, rooms on both sides of a
corridor, things hung in pairs on its walls where people turn off, refuges in a stairwell, a shaft
that nobody enters. As many floors as wanted, at any angle, mirrored or not. Metres.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from generator.addresses import propose_code
from generator.evacuation import CampusEvacuation, evacuate_campus
from generator.model.building import Building
from generator.model.school import Campus, CodeRegistry, School
from tests.maps.long_school import moved
from tests.maps.made_up_school import door, make_campus, space, text

SOUTH_M, NORTH_M, LENGTH_M = 8.1, 11.1, 60.0
"""The walls on both sides of the corridor, and how long it is."""

STAIRS = (("A", 0.0, 1.2), ("B", 24.6, 2.4), ("C", 50.2, 1.8))
"""Name, where the stairwell begins, width of its flights."""

THINGS = (
    ("extinguisher", 5, 10.9), ("extinguisher", 24.5, 10.9), ("hose-reel", 24, 10.9),
    ("call-point", 0.1, 10.5), ("call-point", 59.9, 10.8), ("extinguisher", 50, 10.9),
    ("first-aid", 43, 18),
)  # fmt: skip

Places = tuple[str, ...]


@cache
def make_hostile(
    floors: int = 2, turn: float = 0.0, *, mirrored: bool = False, places: Places = ()
) -> tuple[Campus, Building, CampusEvacuation]:
    """Return the school with its evacuation; codes for `places` alone, or for all."""
    data = moved(_block(floors), turn, mirrored=mirrored)
    building = Building.model_validate(data)
    ground = {
        "yards": [{"id": "yard", "name": text("校园", "School ground"),
                   "outline_m": _rect(-15, -60, 75, 35)}],
        "assembly_points": [
            {"id": "south", "name": text("南操场", "the south field"), "at_m": (20, -35)},
            {"id": "east", "name": text("东场地", "the east ground"), "at_m": (68, 5)},
        ],
    }  # fmt: skip
    rooms = [s["id"] for floor in data["floors"] for s in floor["spaces"] if s["id"].isdigit()]
    classes = [
        {"id": f"K{room}", "name": text(f"{room}班", f"Class {room}"), "building": "block",
         "audience": "primary-upper", "head_count": 35 + int(room) * 7 % 12, "room": room}
        for room in rooms
    ]  # fmt: skip
    plain = make_campus().school.model_dump()
    outside = moved(ground, turn, mirrored=mirrored)
    school = School.model_validate({**plain, **outside, "classes": classes})
    registry = CodeRegistry.model_validate(
        {"id": "codes", "host": "muster.example", "codes": list(_codes(building, places))}
    )
    campus = Campus(school=school, buildings=(building,), registry=registry)
    return campus, building, evacuate_campus(campus)


def _codes(building: Building, places: Places) -> Iterator[dict[str, object]]:
    taken: set[str] = set()
    for place in building.posting_places:
        if not places or place.id in places:
            code = propose_code("hostile", building.id, place.id, frozenset(taken))
            taken.add(code)
            yield {"code": code, "building": building.id, "place": place.id,
                   "issued": date(2026, 9, 1)}  # fmt: skip


def _block(floors: int) -> dict[str, Any]:
    levels = range(1, floors + 1)
    stairs = [
        {"id": name, "name": text(f"{name}楼梯", f"stair {name}"), "enclosed": True,
         "flight_width_m": width, "slope_length_m": 9.6,
         "landings": [{"floor": f"F{n}", "space": f"S{name}{n}", "at_m": (left + 2, 14)}
                      for n in levels]}
        for name, left, width in STAIRS
    ]  # fmt: skip
    return {
        "id": "block", "name": text("样本楼", "Sample block"), "stairs": stairs,
        "floors": [_floor(n) for n in levels],
        "posting_places": [place for n in levels for place in _places(n)],
    }  # fmt: skip


def _rooms(level: int) -> Iterator[tuple[str, float, float, bool]]:
    """Yield name, left and right end of the rooms, and whether they lie north of the corridor."""
    for n in range(6):
        yield f"{level}0{n + 1}", 10 * n + (0.2 if n else 0), 10 * n + 10, False
    yield f"{level}07", 4.2, 16.2, True
    yield f"{level}08", 28.8, 41.8, True


def _floor(level: int) -> dict[str, Any]:
    hall = f"C{level}"
    side = {f"T{level}": ("toilet", "卫生间", "Toilet", 16.4, 24.4),
            f"O{level}": ("office", "办公室", "Office", 42, 50),
            f"H{level}": ("closed", "管道井", "Shaft", 54.4, 60)}  # fmt: skip
    spaces = [space(hall, "corridor", text(f"{level}楼走廊", f"Corridor {level}"),
                    (0, 8.2, LENGTH_M, 11))]  # fmt: skip
    spaces += [
        space(name, use, text(zh, f"{en} {level}"), (left, 11.2, right, 18.2))
        for name, (use, zh, en, left, right) in side.items()
    ]
    doors = [
        door(f"DT{level}", (f"T{level}", hall), (20, NORTH_M), swing=f"T{level}"),
        door(f"DO{level}", (f"O{level}", hall), (46, NORTH_M), swing=hall),
    ]
    for name, left, _ in STAIRS:
        well = f"S{name}{level}"
        spaces.append(space(well, "stair", text(f"{name}楼梯间", f"Stair {name} {level}"),
                            (left, 11.2, left + 4, 18.2)))  # fmt: skip
        doors.append(door(f"D{well}", (well, hall), (left + 2, NORTH_M), clear_width_m=1.6,
                          swing=well if level > 1 else hall))  # fmt: skip
    for room, left, right, is_north in _rooms(level):
        low, high, wall = (11.2, 18.2, NORTH_M) if is_north else (0, 8, SOUTH_M)
        spaces.append(space(room, "classroom", text(f"{room}教室", f"Room {room}"),
                            (left, low, right, high)))  # fmt: skip
        doors += [door(f"D{room}{k}", (room, hall), (x, wall), swing=hall)
                  for k, x in (("a", left + 1), ("b", right - 1))]  # fmt: skip
    refuge = {"id": f"R{level}", "name": text("B楼梯间等候处", "the refuge in stair B"),
              "space": f"SB{level}", "at_m": (28, 12)}  # fmt: skip
    return {
        "id": f"F{level}", "level": level, "name": text(f"{level}楼", f"floor {level}"),
        "spaces": spaces, "doors": doors, "exits": _exits() if level == 1 else [],
        "refuges": [refuge] if level > 1 else [],
        "equipment": [{"id": f"Q{level}{n}", "kind": kind, "at_m": (x, y)}
                      for n, (kind, x, y) in enumerate(THINGS)],
    }  # fmt: skip


def _exits() -> list[dict[str, object]]:
    return [
        {"id": "XW", "name": text("西门", "the west door"), "space": "C1", "at_m": (0, 9.9),
         "clear_width_m": 1.6, "step_free": False},
        {"id": "XE", "name": text("东门", "the east door"), "space": "C1", "at_m": (60, 9.9),
         "clear_width_m": 1.4},
        {"id": "XN", "name": text("北门", "the north door"), "space": "SB1", "at_m": (25.6, 18.2),
         "clear_width_m": 1.4},
    ]  # fmt: skip


def _places(level: int) -> Iterator[dict[str, object]]:
    for room, left, _, is_north in _rooms(level):
        at = (left + 2.2, 11.35 if is_north else 7.85)
        yield _place(level, f"P{room}", at, 270 if is_north else 90, serves=room)
    yield _place(level, f"PT{level}", (22, 11.35), 270, serves=f"T{level}")
    yield _place(level, f"PO{level}", (44, 11.35), 270, serves=f"O{level}")
    for n, x in enumerate((5, 15, 25, 35, 45), 1):
        yield _place(level, f"PC{level}{n}", (x, 8.35), 270)
    for n, x in enumerate((10, 22, 38), 6):
        yield _place(level, f"PC{level}{n}", (x, 10.85), 90)
    yield _place(level, f"PW{level}", (0.15, 8.6), 180)
    yield _place(level, f"PE{level}", (59.85, 8.6), 0)


def _place(
    level: int, ident: str, at_m: tuple[float, float], facing_deg: float, **more: object
) -> dict[str, object]:
    return {"id": ident, "name": text(f"{ident}处", f"Place {ident}"), "floor": f"F{level}",
            "at_m": at_m, "facing_deg": facing_deg, **more}  # fmt: skip


def _rect(left: float, low: float, right: float, high: float) -> list[tuple[float, float]]:
    return [(left, low), (right, low), (right, high), (left, high)]
