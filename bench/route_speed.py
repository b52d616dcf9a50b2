# SPDX-License-Identifier: MIT
"""How fast ways are found: a made-up school of five floors, 40 classes and 100 posting places.

    python bench/route_speed.py

Prints seconds and rates for all routes, for all ways of all classes, and for what is left when
any one door, stair or exit is blocked; and the ratio of the first to a bare lower bound taken in
the same run: one search (Dijkstra) from each exit over the finished network of the building.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from generator.finding import SourceFile
from generator.model.building import Building
from generator.model.route import BuildingRoutes
from generator.model.school import Campus, School
from generator.routing.blocked import find_detours
from generator.routing.closure import NOTHING_CLOSED
from generator.routing.escape import find_routes
from generator.routing.network import link, seek
from generator.routing.options import find_options
from generator.routing.plan import read_plan

FLOORS, ROOMS, ROOM_M = 5, 8, 9.2
LENGTH_M = ROOMS * ROOM_M - 0.2
STAIRS = {"A": 0.0, "B": 4 * ROOM_M, "C": 7 * ROOM_M}
"""The stairs with the west side of their wells."""
PLACES = 20

Found = TypeVar("Found")


def text(name: str) -> dict[str, str]:
    """Return a name in both languages."""
    return {"zh": name, "en": name}


def box(name: str, use: str, corner: tuple[float, float], size: tuple[float, float]) -> Any:
    """Return a rectangular space by its south-west corner and its size in metres."""
    (x, y), (width, depth) = corner, size
    outline = [(x, y), (x + width, y), (x + width, y + depth), (x, y + depth)]
    return {"id": name, "name": text(name), "use": use, "outline_m": outline}


def door(name: str, joins: tuple[str, str], at: tuple[float, float]) -> Any:
    """Return a door of one metre."""
    return {"id": name, "joins": joins, "at_m": at, "clear_width_m": 1.0}


def storey(level: int) -> Any:
    """Return a floor: eight classrooms in the south, a corridor, five rooms and three stairs."""
    spaces = [box(f"{level}-C", "corridor", (0, 8.2), (LENGTH_M, 2.8))]
    doors = []
    for i in range(ROOMS):
        x, room = i * ROOM_M, f"{level}0{i + 1}"
        spaces.append(box(room, "classroom", (x, 0), (ROOM_M - 0.2, 8)))
        for side, at in (("a", x + 1), ("b", x + 8)):
            doors.append(door(f"D{room}{side}", (room, f"{level}-C"), (at, 8.1)))
        stair = next((name for name, west in STAIRS.items() if west == x), "")
        name = f"{level}-{stair}" if stair else f"{level}1{i + 1}"
        use, width = ("stair", 4.0) if stair else ("office", ROOM_M - 0.2)
        spaces.append(box(name, use, (x, 11.2), (width, 7)))
        doors.append(door(f"D{name}", (name, f"{level}-C"), (x + 2, 11.1)))
    return {
        "id": f"F{level}",
        "level": level,
        "name": text(f"floor {level}"),
        "spaces": spaces,
        "doors": doors,
        "exits": exits() if level == 1 else [],
        "refuges": [
            {"id": f"R{level}{s}", "name": text(s), "space": f"{level}-{s}", "at_m": (x + 3.4, 12)}
            for s, x in STAIRS.items()
        ],
    }


def exits() -> Any:
    """Return an exit at both ends of the corridor and one in each outer stairwell."""
    where = {"EW": ("1-C", (0, 9.6)), "EE": ("1-C", (LENGTH_M, 9.6))}
    where |= {f"E{s}": (f"1-{s}", (STAIRS[s] + 2, 18.2)) for s in ("A", "C")}
    return [
        {"id": name, "name": text(name), "space": space, "at_m": at, "clear_width_m": 1.8}
        for name, (space, at) in where.items()
    ]


def places(level: int) -> Any:
    """Return the posting places of a floor: two in each classroom, the rest in the corridor."""
    for i in range(PLACES):
        x, room = (i // 2) * ROOM_M + 3 + 3 * (i % 2), f"{level}0{i // 2 + 1}"
        in_room = i < 2 * ROOMS
        at = (x, 7.85) if in_room else ((i - 2 * ROOMS) * 15 + 6.5, 8.35)
        yield {
            "id": f"P{level}{i:02}",
            "name": text(f"P{level}{i:02}"),
            "floor": f"F{level}",
            "at_m": at,
            "facing_deg": 90 if in_room else 270,
            "serves": room if in_room else None,
        }


def make_school() -> Campus:
    """Return the school."""
    levels = range(1, FLOORS + 1)
    building = {
        "id": "main",
        "name": text("main"),
        "floors": [storey(level) for level in levels],
        "stairs": [
            {
                "id": name,
                "name": text(f"stair {name}"),
                "enclosed": True,
                "flight_width_m": 1.8,
                "slope_length_m": 9.6,
                "landings": [
                    {"floor": f"F{n}", "space": f"{n}-{name}", "at_m": (x + 2, 13)} for n in levels
                ],
            }
            for name, x in STAIRS.items()
        ],
        "posting_places": [place for level in levels for place in places(level)],
    }
    school = {
        "id": "made-up",
        "name": text("made-up"),
        "sample": True,
        "address": text("nowhere"),
        "stages": ["primary"],
        "yards": [
            {
                "id": "yard",
                "name": text("yard"),
                "outline_m": [(-20, -90), (LENGTH_M + 20, -90), (LENGTH_M + 20, 40), (-20, 40)],
            }
        ],
        "assembly_points": [{"id": "field", "name": text("field"), "at_m": (LENGTH_M / 2, -60)}],
        "classes": [
            {
                "id": f"{n}-{i + 1}",
                "name": text(f"{n}({i + 1})"),
                "audience": "primary-lower",
                "head_count": 45,
                "building": "main",
                "room": f"{n}0{i + 1}",
            }
            for n in levels
            for i in range(ROOMS)
        ],
    }
    return Campus(
        school=School.parse(school, SourceFile(path="school.yml")),
        buildings=(Building.parse(building, SourceFile(path="main.yml")),),
    )


def timed(make: Callable[[], Found], rounds: int = 3) -> tuple[Found, float]:
    """Return what is made, and the seconds of the quickest round."""
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        found = make()
        seconds.append(perf_counter() - start)
    return found, min(seconds)


def lower_bound(campus: Campus) -> Callable[[], object]:
    """Return a search from each exit over all sightlines and flights, made ready beforehand."""
    plan = read_plan(campus, campus.buildings[0])
    grounds = [plan.ground(floor, plan.every_space) for floor in plan.floors]
    sights = [edge for g in grounds for edge in (*g.sights.edges, *g.steps)]
    flights = [(*flight.ends, flight.length_m) for flight in plan.flights.values()]
    links = link((*sights, *flights))
    goals = [goal.node for goal in plan.when(NOTHING_CLOSED).goals]
    return lambda: [seek(links, {goal: 0.0}) for goal in goals]


def main() -> str:
    """Return what was measured, line by line."""
    campus = make_school()
    building = campus.buildings[0]
    routes, routes_s = timed(lambda: find_routes({"made-up": campus}))
    found: BuildingRoutes = routes.buildings["made-up", "main"]
    count = sum(len(r) for r in (*found.from_place.values(), *found.from_space.values()))
    _, bound_s = timed(lower_bound(campus))
    options, options_s = timed(lambda: find_options(campus), 1)
    detours, detours_s = timed(lambda: find_detours(campus, building, found), 1)
    ways = sum(len(detour.from_place) for detour in detours)
    size = f"floors {FLOORS}, classes {len(campus.school.classes)}, places {len(found.from_place)}"
    return "\n".join(
        (
            f"{size}, spaces {len(found.from_space)}",
            f"routes           {count:5}  {routes_s:6.2f} s  {count / routes_s:6.0f} routes/s",
            f"lower bound             {bound_s:6.2f} s  ratio {routes_s / bound_s:.1f}",
            f"ways of classes  {len(options):5}  {options_s:6.2f} s",
            f"blocked variants {len(detours):5}  {detours_s:6.2f} s  {ways} detours",
        )
    )


if __name__ == "__main__":
    print(main())  # noqa: T201 - what a benchmark is for
