# SPDX-License-Identifier: MIT
"""How fast classes are assigned, and how near the plan comes to what the widths allow.

Run it with `.venv/bin/python bench/assignment_speed.py`. Schools of five floors with eight
classes of 45 are made up, with two to four stairs on one corridor, whole classes and halves.
Printed: CPU seconds for the ways and for the assignment; the longest time at a door, flight or
exit beside the bare bound, all pupils from above over the sum of the stairs' capacities; the
estimate; and the longest flow time if everybody took the shortest way.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.assignment.assign import assign_school
from generator.assignment.hydraulic import STAIR_DOWN_FLOW
from generator.finding import SourceFile
from generator.model.building import Building
from generator.model.route import RouteOption
from generator.model.school import Campus, School
from generator.routing.options import find_options

FLOORS, ROOMS, HEADS = 5, 8, 45
ROOM_M, DEEP_M, CORRIDOR_M, STAIR_M = 9.0, 7.0, 2.4, 4.0
WIDTH_M = 2.4
MOST_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table."""

    stairs: int
    are_halves: bool
    options: int
    options_s: float
    assignment_s: float
    flow_s: float
    bound_s: float
    estimate_s: float
    shortest_s: float


def text(name: str) -> dict[str, str]:
    """Return a name in both languages."""
    return {"zh": name, "en": name}


def box(name: str, use: str, x: tuple[float, float], y: tuple[float, float]) -> dict[str, Any]:
    """Return a rectangular space."""
    corners = [[x[0], y[0]], [x[1], y[0]], [x[1], y[1]], [x[0], y[1]]]
    return {"id": name, "name": text(name), "use": use, "outline_m": corners}


def stair_places(stairs: int) -> list[float]:
    """Return where the stairs stand along the corridor, evenly, one at either end."""
    length = ROOM_M * ROOMS - STAIR_M
    return [length * i / (stairs - 1) for i in range(stairs)]


def floor(level: int, stairs: int) -> dict[str, Any]:
    """Return a floor: rooms on one side of a corridor, stairs with exits on the other."""
    length, top = ROOM_M * ROOMS, DEEP_M + CORRIDOR_M
    spaces = [box(f"c{level}", "corridor", (0, length), (DEEP_M, top))]
    doors, exits = [], []
    for i in range(ROOMS):
        x, room = i * ROOM_M, f"r{level}{i}"
        spaces.append(box(room, "classroom", (x, x + ROOM_M), (0, DEEP_M)))
        doors += [_door(f"d{level}{i}{e}", room, level, x + at) for e, at in (("a", 1), ("b", 8))]
    for i, x in enumerate(stair_places(stairs)):
        well, middle = f"s{level}{i}", x + STAIR_M / 2
        spaces.append(box(well, "stair", (x, x + STAIR_M), (top, top + 6)))
        doors.append(
            {
                "id": f"e{level}{i}",
                "joins": [well, f"c{level}"],
                "at_m": [middle, top],
                "clear_width_m": WIDTH_M,
            }
        )
        if level == 1:
            exits.append(
                {
                    "id": f"x{i}",
                    "name": text(f"exit {i}"),
                    "space": well,
                    "at_m": [middle, top + 6],
                    "clear_width_m": WIDTH_M,
                }
            )
    name = {"zh": f"{level}楼", "en": f"floor {level}"}
    return {"id": f"f{level}", "level": level, "name": name} | {
        "spaces": spaces,
        "doors": doors,
        "exits": exits,
    }


def _door(name: str, room: str, level: int, x: float) -> dict[str, Any]:
    return {"id": name, "joins": [room, f"c{level}"], "at_m": [x, DEEP_M], "clear_width_m": 1.0}


def make_school(stairs: int, *, are_halves: bool) -> Campus:
    """Return the made-up school."""
    house = {
        "id": "house",
        "name": text("house"),
        "floors": [floor(level, stairs) for level in range(1, FLOORS + 1)],
        "stairs": [
            {
                "id": f"S{i}",
                "name": text(f"stair {i}"),
                "enclosed": True,
                "flight_width_m": WIDTH_M,
                "slope_length_m": 9.6,
                "landings": [
                    {
                        "floor": f"f{level}",
                        "space": f"s{level}{i}",
                        "at_m": [x + STAIR_M / 2, DEEP_M + CORRIDOR_M + 3],
                    }
                    for level in range(1, FLOORS + 1)
                ],
            }
            for i, x in enumerate(stair_places(stairs))
        ],
    }
    classes = [
        {
            "id": f"k{level}{i}",
            "name": text(f"class {level}.{i}"),
            "audience": "primary",
            "head_count": HEADS,
            "building": "house",
            "room": f"r{level}{i}",
        }
        for level in range(1, FLOORS + 1)
        for i in range(ROOMS)
    ]
    school = {
        "id": "made-up",
        "name": text("made-up"),
        "sample": True,
        "address": text("nowhere"),
        "stages": ["primary"],
        "yards": [{"id": "y", "name": text("yard"), "outline_m": _yard()}],
        "assembly_points": [
            {
                "id": "a",
                "name": text("ground"),
                "at_m": [36, 60],
                "outline_m": [[0, 40], [72, 40], [72, 80], [0, 80]],
            }
        ],
        "classes": classes,
        "evacuation": {"splits_classes": are_halves},
    }
    return Campus(
        school=School.parse(school, SourceFile(path="school.yml")),
        buildings=(Building.parse(house, SourceFile(path="house.yml")),),
    )


def _yard() -> list[list[float]]:
    return [[-10, -10], [82, -10], [82, 90], [-10, 90]]


def measure(stairs: int, *, are_halves: bool) -> Row:
    """Return the figures of one school."""
    campus = make_school(stairs, are_halves=are_halves)
    started = time.process_time()
    options = find_options(campus)
    found = time.process_time()
    assignment = assign_school(campus, options)
    ended = time.process_time()
    estimate = assignment.estimates[0]
    above = (FLOORS - 1) * ROOMS * HEADS
    return Row(
        stairs=stairs,
        are_halves=are_halves,
        options=len(options),
        options_s=found - started,
        assignment_s=ended - found,
        flow_s=max(part.seconds for part in estimate.parts if part.element.startswith("S")),
        bound_s=above / (STAIR_DOWN_FLOW * WIDTH_M * stairs),
        estimate_s=estimate.estimate_s,
        shortest_s=_shortest_s(options),
    )


def _shortest_s(options: tuple[RouteOption, ...]) -> float:
    loads: dict[str, int] = {}
    seen: set[str] = set()
    for option in sorted(options, key=lambda o: o.route.length_m):
        if option.school_class not in seen and option.route.stairs:
            stair = option.route.stairs[0]
            loads[stair] = loads.get(stair, 0) + HEADS
        seen.add(option.school_class)
    return max(loads.values()) / (STAIR_DOWN_FLOW * WIDTH_M)


def rows() -> Iterator[Row]:
    """Yield all lines of the table."""
    for are_halves in (False, True):
        for stairs in (2, 3, 4):
            yield measure(stairs, are_halves=are_halves)


def main() -> None:
    """Print the table."""
    head = f"{'stairs':>6} {'parts':>6} {'ways':>5} {'ways s':>7} {'assign s':>8} {'≤5 s':>5} "
    sys.stdout.write(
        f"{head}{'stair s':>8} {'bound s':>8} {'ratio':>6} {'shortest s':>11} {'estimate s':>11}\n"
    )
    for row in rows():
        parts = "halves" if row.are_halves else "whole"
        is_met = "yes" if row.assignment_s <= MOST_S else "NO"
        sys.stdout.write(
            f"{row.stairs:6} {parts:>6} {row.options:5} {row.options_s:7.2f} "
            f"{row.assignment_s:8.2f} {is_met:>5} {row.flow_s:8.1f} {row.bound_s:8.1f} "
            f"{row.flow_s / row.bound_s:6.3f} {row.shortest_s:11.1f} {row.estimate_s:11.0f}\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
