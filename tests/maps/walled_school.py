# SPDX-License-Identifier: MIT
"""A made-up school whose rooms lie a wall apart, at any angle: two stairs open to a gallery."""

from typing import Any

from generator.model.building import Building
from tests.maps.long_school import Drawn, finish, moved
from tests.maps.made_up_school import door, space, text

ROOM_M, DEPTH_M, WALL_M, GALLERY_M = 10.0, 8.0, 0.2, 2.4
"""A room's length and depth, the wall between two rooms, the gallery along them."""


def make_walled(turn: float, rooms: int = 3, at: tuple[float, float] = (12.0, -2.0)) -> Drawn:
    """Return a school of two floors with `rooms` rooms, moved to `at`, turned by degrees."""
    length = rooms * (ROOM_M + WALL_M) - WALL_M
    floors = [_floor(level, rooms, length) for level in (1, 2)]
    places = [
        {"id": f"p{level}", "name": text("门旁", "By the door"), "floor": f"f{level}",
         "at_m": (ROOM_M / 2, 0.15), "facing_deg": 270.0}
        for level in (1, 2)
    ]  # fmt: skip
    places += [
        {"id": f"g{level}", "name": text("外廊", "Gallery"), "floor": f"f{level}",
         "at_m": (length / 2, DEPTH_M + WALL_M + 0.15), "facing_deg": 270.0}
        for level in (1, 2)
    ]  # fmt: skip
    stairs = [
        {"id": name, "name": text(f"{name}楼梯", f"stair {name}"), "enclosed": False,
         "flight_width_m": 1.8, "slope_length_m": 9.6,
         "landings": [{"floor": f"f{n}", "space": f"gallery{n}", "at_m": (x, 10.2)}
                      for n in (1, 2)]}
        for name, x in (("a", 3.0), ("b", length - 3.0))
    ]  # fmt: skip
    building = {"id": "teaching", "name": text("墙楼", "Walled block"), "floors": floors,
                "stairs": stairs, "posting_places": places}  # fmt: skip
    return finish(Building.model_validate(_shifted(moved(building, turn), at)))


def _floor(level: int, rooms: int, length: float) -> dict[str, Any]:
    low = DEPTH_M + WALL_M
    gallery = f"gallery{level}"
    lefts = [round(n * (ROOM_M + WALL_M), 4) for n in range(rooms)]
    spaces = [
        space(f"r{level}{n}", "classroom", text(f"{level}{n}室", f"Room {level}{n}"),
              (left, 0.0, left + ROOM_M, DEPTH_M))
        for n, left in enumerate(lefts)
    ]  # fmt: skip
    spaces.append(
        space(gallery, "gallery", text("外廊", "Gallery"), (0, low, length, low + GALLERY_M))
    )
    doors = [
        door(f"d{level}{n}{k}", (f"r{level}{n}", gallery), (left + x, DEPTH_M + WALL_M / 2),
             swing=gallery)
        for n, left in enumerate(lefts) for k, x in enumerate((1.0, 9.0))
    ]  # fmt: skip
    exits = [
        {"id": name, "name": text(zh, en), "space": gallery, "at_m": (x, low + GALLERY_M / 2),
         "clear_width_m": 1.6}
        for name, zh, en, x in (("x1", "左门", "the left door", 0.0),
                                ("x2", "右门", "the right door", length))
    ]  # fmt: skip
    return {
        "id": f"f{level}", "level": level, "name": text(f"{level}楼", f"Floor {level}"),
        "spaces": spaces, "doors": doors, "exits": exits if level == 1 else [],
    }  # fmt: skip


def _shifted(thing: Any, by: tuple[float, float]) -> Any:
    """Return building data moved, corners rounded to a tenth of a millimetre as people write."""
    if isinstance(thing, list):
        return [_shifted(each, by) for each in thing]
    if not isinstance(thing, dict):
        return thing
    made = {key: _shifted(value, by) for key, value in thing.items()}
    if "at_m" in made:
        made["at_m"] = _spot(made["at_m"], by)
    if "outline_m" in made:
        made["outline_m"] = [_spot(at, by) for at in made["outline_m"]]
    return made


def _spot(at: tuple[float, float], by: tuple[float, float]) -> tuple[float, float]:
    return round(at[0] + by[0], 4), round(at[1] + by[1], 4)
