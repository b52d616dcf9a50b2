# SPDX-License-Identifier: MIT
"""A made-up school for drawing: a block of two floors, a lift, two stairs, yard and hall."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator.maps.choice import SheetChoice
from generator.model.building import Building
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route, RoutePoint, RouteRole
from generator.model.school import Campus, CodeRegistry, School

THEME = Path(__file__).parents[2] / "theme"

CODES = {"room": "22223", "hall": "22224"}


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def space(ident: str, use: str, name: dict[str, str], box: tuple[float, ...]) -> dict[str, object]:
    left, low, right, high = box
    outline = [(left, low), (right, low), (right, high), (left, high)]
    return {"id": ident, "use": use, "name": name, "outline_m": outline}


def door(
    ident: str, joins: tuple[str, str], at_m: tuple[float, float], **more: object
) -> dict[str, object]:
    return {"id": ident, "joins": joins, "at_m": at_m, "clear_width_m": 1.0, **more}


def floor(level: int) -> dict[str, object]:
    """A corridor from x 0 to 48 between rooms (y 2.4 to 9.6) and a row of small rooms below."""
    number = str(level)
    rooms = [
        space(f"{number}0{n}", "classroom", text(f"{level}年级{n}班", f"Class {level}.{n}"),
              (4 + 9 * (n - 1), 2.4, 4 + 9 * n, 9.6))
        for n in range(1, 5)
    ]  # fmt: skip
    ends = [
        space(f"west-{number}", "stair", text("西楼梯", "West stair"), (0, 2.4, 4, 9.6)),
        space(f"east-{number}", "stair", text("东楼梯", "East stair"), (40, 2.4, 44, 9.6)),
        space(f"toilet-{number}", "toilet", text("厕所", "Toilets"), (44, 2.4, 48, 9.6)),
        space(f"corridor-{number}", "corridor", text("走廊", "Corridor"), (0, 0, 48, 2.4)),
        space(f"lift-{number}", "lift", text("电梯", "Lift"), (48, 0, 50, 2.4)),
    ]
    doors = [door(f"d{number}{n}", (f"{number}0{n}", f"corridor-{number}"), (4 + 9 * n - 1.5, 2.4),
                  swing=f"corridor-{number}") for n in range(1, 5)]  # fmt: skip
    doors += [
        door(f"dw{number}", (f"west-{number}", f"corridor-{number}"), (2, 2.4), clear_width_m=1.5),
        door(f"de{number}", (f"east-{number}", f"corridor-{number}"), (42, 2.4), clear_width_m=1.5),
        door(f"dt{number}", (f"toilet-{number}", f"corridor-{number}"), (46, 2.4)),
    ]
    for each in doors:
        each.setdefault("swing", "none")
    exits = [
        {"id": "gate-w", "name": text("西门", "West door"), "space": "corridor-1",
         "at_m": (0, 1.2), "clear_width_m": 1.8},
        {"id": "gate-e", "name": text("南门", "South door"), "space": "corridor-1",
         "at_m": (42, 0), "clear_width_m": 1.8},
    ]  # fmt: skip
    things = [
        ("extinguisher", (5, 2.4)), ("hose-reel", (6, 2.4)), ("call-point", (7, 2.4)),
        ("first-aid", (31, 9.6)), ("aed", (38.5, 0)), ("extinguisher", (39.5, 0)),
    ]  # fmt: skip
    return {
        "id": f"f{number}",
        "level": level,
        "name": text(f"{level}层", f"Floor {level}"),
        "spaces": rooms + ends,
        "doors": doors,
        "exits": exits if level == 1 else [],
        "equipment": [
            {"id": f"q{number}{n}", "kind": kind, "at_m": at} for n, (kind, at) in enumerate(things)
        ],
    }


def make_building(facing_deg: float = 90.0) -> Building:
    def stair(ident: str, name: dict[str, str], x: float) -> dict[str, object]:
        landings = [{"floor": f"f{n}", "space": f"{ident}-{n}", "at_m": (x, 3.6)} for n in (1, 2)]
        return {"id": ident, "name": name, "enclosed": True, "flight_width_m": 1.8,
                "slope_length_m": 9.0, "landings": landings}  # fmt: skip

    places = [
        {"id": "room", "name": text("2年级2班门内", "Class 2.2, inside the door"), "floor": "f2",
         "at_m": (18.5, 2.7), "facing_deg": facing_deg, "serves": "202"},
        {"id": "hall", "name": text("一层走廊", "Ground floor corridor"), "floor": "f1",
         "at_m": (25, 2.0), "facing_deg": facing_deg},
    ]  # fmt: skip
    return Building.model_validate(
        {
            "id": "teaching",
            "name": text("教学楼", "Teaching block"),
            "floors": [floor(1), floor(2)],
            "stairs": [stair("west", text("西楼梯", "West stair"), 2),
                       stair("east", text("东楼梯", "East stair"), 42)],
            "lifts": [],
            "posting_places": places,
        }
    )  # fmt: skip


def make_routes() -> BuildingRoutes:
    yard = ((-6.0, 1.2), (-6.0, -14.0), (10.0, -20.0))
    south = ((42.0, -5.0), (10.0, -20.0))
    room = [
        ("f2", 18.5, 2.7),
        ("f2", 20.3, 2.5),
        ("f2", 20.4, 2.1),
        ("f2", 2.6, 2.1),
        ("f2", 2, 3.6),
        ("f1", 2, 3.6),
    ]
    east = [
        ("f2", 18.5, 2.7),
        ("f2", 20.4, 2.5),
        ("f2", 20.9, 2.0),
        ("f2", 41.4, 2.0),
        ("f2", 42, 3.6),
        ("f1", 42, 3.6),
        ("f1", 42, 0),
    ]
    words = (
        Text(
            zh="出教室门，沿走廊向右走 18 米",
            en="Leave the room and go right along the corridor, 18 m",
        ),
        Text(zh="在西楼梯下到 1 层", en="Take the west stair down to floor 1"),
        Text(zh="从西门出去，到操场集合", en="Leave by the west door and gather on the playground"),
    )
    west = [*room, ("f1", 2, 2.0), ("f1", 0, 1.2)]
    here = [("f1", 25, 2.0), ("f1", 0.3, 1.5), ("f1", 0, 1.2)]
    there = [("f1", 25, 2.0), ("f1", 41.5, 0.5), ("f1", 42, 0)]
    return BuildingRoutes(
        from_place={
            "room": (
                make_route(RouteRole.PRIMARY, west, ("gate-w", yard), ("west",), words),
                make_route(RouteRole.SECOND, east, ("gate-e", south), ("east",), words),
            ),
            "hall": (
                make_route(RouteRole.PRIMARY, here, ("gate-w", yard), (), words[2:]),
                make_route(RouteRole.SECOND, there, ("gate-e", south), (), words[2:]),
            ),
        },
        from_space={},
    )


def make_route(
    role: RouteRole,
    points: list[tuple[str, float, float]],
    leave: tuple[str, tuple[tuple[float, float], ...]],
    stairs: tuple[str, ...],
    words: tuple[Text, ...],
) -> Route:
    final_exit, outdoor = leave
    return Route(
        role=role,
        points=tuple(RoutePoint(floor=f, x_m=x, y_m=y) for f, x, y in points),
        length_m=42.0,
        narrowest_m=1.0,
        final_exit=final_exit,
        stairs=stairs,
        assembly_point="ground",
        outdoor_points=outdoor,
        outdoor_length_m=30.0,
        words=words,
    )


def make_campus(facing_deg: float = 90.0) -> Campus:
    school = School.model_validate(
        {
            "id": "made-up",
            "name": text("青杉实验小学", "Cedar Primary School"),
            "address": text("虚构市一号路 1 号", "1 First Road, Nowhere"),
            "stages": ["primary"],
            "yards": [{"id": "yard", "name": text("操场", "Playground"),
                       "outline_m": [(-10, -32), (56, -32), (56, 0), (-10, 0)]}],
            "assembly_points": [{"id": "ground", "name": text("操场南侧", "South playground"),
                                 "at_m": (10, -20),
                                 "outline_m": [(4, -26), (26, -26), (26, -16), (4, -16)]}],
        }
    )  # fmt: skip
    building = make_building(facing_deg)
    issued = [
        {"code": code, "building": "teaching", "place": place, "issued": date(2026, 3, 1)}
        for place, code in CODES.items()
    ]
    registry = CodeRegistry.model_validate(
        {"id": "codes", "host": "muster.example", "codes": issued}
    )
    return Campus(school=school, buildings=(building,), registry=registry)


def make_choice(**changes: Any) -> SheetChoice:
    choice = SheetChoice(
        base_url="https://muster.example",
        theme=THEME,
        review_days=365,
        version="0.1.0",
    )
    return replace(choice, **changes)
