# SPDX-License-Identifier: MIT
"""Made-up crowded floors: small rooms, all kinds of equipment in a row, two stairs, a refuge."""

from typing import Any

from generator.model.building import Building, EquipmentKind
from tests.maps.long_school import Drawn, finish, moved
from tests.maps.made_up_school import door, space, text

ROOM_M = 3.0

DEPTH_M = 4.0

CORRIDOR_M = 2.0

KINDS = tuple(kind.value for kind in EquipmentKind)


def make_crowded(
    turn: float = 0.0, *, mirrored: bool = False, facing: float = 90.0, rooms: int = 12
) -> Drawn:
    """Return a school with `rooms` small rooms on each side and twelve signs within ten metres.

    `turn` (degrees) turns it in the plane; `mirrored` turns it over first, as data with y down.
    """
    length = rooms * ROOM_M
    floors = [_floor(number, rooms, length) for number in (1, 2)]
    places = [
        {"id": f"p{n}", "name": text(f"走廊 {n}", f"corridor {n}"), "floor": f"f{level}",
         "at_m": (x, DEPTH_M + CORRIDOR_M - 0.15), "facing_deg": facing}
        for n, (level, x) in enumerate(((1, 4.0), (2, 7.3), (2, length - 2.2)))
    ]  # fmt: skip
    stairs = [
        {"id": name, "name": text(f"{zh}楼梯", f"stair {name}"), "enclosed": True,
         "flight_width_m": 1.6, "slope_length_m": 9.0,
         "landings": [{"floor": f"f{n}", "space": f"{name}{n}", "at_m": (x, DEPTH_M + 1.0)}
                      for n in (1, 2)]}
        for name, zh, x in (("west", "西", -1.5), ("east", "东", length + 1.5))
    ]  # fmt: skip
    building = {
        "id": "teaching", "name": text("挤楼", "Crowded block"), "floors": floors,
        "stairs": stairs, "posting_places": places,
    }  # fmt: skip
    return finish(Building.model_validate(moved(building, turn, mirrored=mirrored)))


def _floor(level: int, rooms: int, length: float) -> dict[str, Any]:
    low, high = DEPTH_M, DEPTH_M + CORRIDOR_M
    spaces = [
        space(f"{side}{level}{n:02}", "office", text(f"{level}{n:02}{side}室", f"Rm {side}{n:02}"),
              (n * ROOM_M, low - DEPTH_M if side == "a" else high,
               (n + 1) * ROOM_M, low if side == "a" else high + DEPTH_M))
        for side in "ab" for n in range(rooms)
    ]  # fmt: skip
    spaces += [
        space(f"hall{level}", "corridor", text("走廊", "Corridor"), (0, low, length, high)),
        space(f"west{level}", "stair", text("西楼梯", "West stair"), (-3, low, 0, high + 3)),
        space(
            f"east{level}",
            "stair",
            text("东楼梯", "East stair"),
            (length, low, length + 3, high + 3),
        ),
        space(f"lift{level}", "lift", text("电梯", "Lift"), (-3, 0, 0, low)),
    ]
    doors = [
        door(f"d{side}{level}{n:02}", (f"{side}{level}{n:02}", f"hall{level}"),
             ((n + 0.5) * ROOM_M, low if side == "a" else high), swing=f"{side}{level}{n:02}")
        for side in "ab" for n in range(rooms)
    ]  # fmt: skip
    doors += [
        door(
            f"d{name}{level}",
            (f"{name}{level}", f"hall{level}"),
            (x, low + 1),
            swing=f"{name}{level}",
            clear_width_m=1.4,
        )
        for name, x in (("west", 0.0), ("east", length))
    ]
    exits = [
        {"id": "x-west", "name": text("西门", "the west door"), "space": "west1",
         "at_m": (-3, low + 1.0), "clear_width_m": 1.4},
        {"id": "x-east", "name": text("东门", "the east door"), "space": "east1",
         "at_m": (length + 3, low + 1.0), "clear_width_m": 1.4, "step_free": False},
    ]  # fmt: skip
    refuge = {"id": f"wait{level}", "name": text("西侧避难处", "the west refuge"),
              "space": f"west{level}", "at_m": (-0.8, high + 1.0)}  # fmt: skip
    return {
        "id": f"f{level}", "level": level, "name": text(f"{level}楼", f"Floor {level}"),
        "spaces": spaces, "doors": doors, "exits": exits if level == 1 else [],
        "refuges": [refuge] if level == 2 else [],
        "equipment": [
            {"id": f"q{level}{n}", "kind": kind, "at_m": (2.2 + 0.8 * n, low if n % 2 else high)}
            for n, kind in enumerate(KINDS)
        ],
    }  # fmt: skip
