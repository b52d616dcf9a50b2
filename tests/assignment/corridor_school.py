# SPDX-License-Identifier: MIT
"""A made-up school on one corridor, with its ways written out by hand; and moves of it.

Rooms stand at every 9 m below the corridor, stairs above it, each with an exit at its foot.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, dist, radians, sin

from generator.finding import SourceFile
from generator.model.assignment import Assigned
from generator.model.building import Building
from generator.model.route import Route, RouteOption, RoutePoint, RouteRole
from generator.model.school import Campus, School

SLOPE_M = 9.6
GROUND = ((0.0, 40.0), (72.0, 40.0), (72.0, 80.0), (0.0, 80.0))
MIDDLE = (36.0, 60.0)


def text(name):
    return {"zh": name, "en": name}


def same(value):
    return value


@dataclass(frozen=True, kw_only=True)
class Made:
    """A school to be made up: head counts by floor and room, stairs by place and width."""

    heads: Sequence[Sequence[int]]
    stairs: Sequence[tuple[float, float]]
    exit_m: float = 3.0
    door_m: float = 2.0
    doors: int = 1
    are_halves: bool = False
    fixed: Sequence[dict] = ()
    areas: Sequence[dict] = ()
    ground: Sequence[tuple[float, float]] | None = GROUND
    aim_s: int | None = None
    move: Callable = field(default=same)
    name: Callable = field(default=same)
    order: Callable = field(default=same)

    def build(self) -> tuple[Campus, tuple[RouteOption, ...]]:
        return self.campus(), tuple(self.order(list(self.options())))

    def campus(self) -> Campus:
        levels = range(1, len(self.heads) + 1)
        house = {
            "id": "house",
            "name": text("house"),
            "floors": self.order([self.floor(level) for level in levels]),
            "stairs": self.order([self.stair(i) for i in range(len(self.stairs))]),
        }
        return Campus(
            school=School.parse(self.school(), SourceFile(path="school.yml")),
            buildings=(Building.parse(house, SourceFile(path="house.yml")),),
        )

    def door_x(self, room: int, door: int) -> float:
        return 9.0 * room + (4.5 if self.doors == 1 else (1.0, 8.0)[door])

    def floor(self, level: int) -> dict:
        corners = [(0, 0), (72, 0), (72, 16), (0, 16)]
        doors = [
            {
                "id": self.name(f"d{level}.{room}.{door}"),
                "joins": [self.name(f"s{level}"), self.name(f"s{level}")],
                "at_m": self.move((self.door_x(room, door), 7.0)),
                "clear_width_m": self.door_m,
            }
            for room in range(len(self.heads[level - 1]))
            for door in range(self.doors)
        ]
        exits = [
            {
                "id": self.name(f"X{i}"),
                "name": text("exit"),
                "space": self.name(f"s{level}"),
                "at_m": self.move((x, 15.0)),
                "clear_width_m": self.exit_m,
            }
            for i, (x, _) in enumerate(self.stairs)
        ]
        whole = {
            "id": self.name(f"s{level}"),
            "name": text("all"),
            "use": "corridor",
            "outline_m": [self.move(corner) for corner in corners],
        }
        return {
            "id": self.name(f"f{level}"),
            "level": level,
            "name": text("floor"),
            "spaces": [whole],
            "doors": self.order(doors),
            "exits": self.order(exits) if level == 1 else [],
        }

    def stair(self, i: int) -> dict:
        x, width = self.stairs[i]
        return {
            "id": self.name(f"S{i}"),
            "name": text("stair"),
            "enclosed": True,
            "flight_width_m": width,
            "slope_length_m": SLOPE_M,
            "landings": [
                {
                    "floor": self.name(f"f{level}"),
                    "space": self.name(f"s{level}"),
                    "at_m": self.move((x, 9.4)),
                }
                for level in range(1, max(2, len(self.heads)) + 1)
            ],
        }

    def school(self) -> dict:
        classes = [
            {
                "id": self.name(f"k{level}.{room}"),
                "name": text("class"),
                "audience": "primary",
                "head_count": heads,
                "building": "house",
                "room": self.name(f"r{level}.{room}"),
            }
            for level, rooms in enumerate(self.heads, start=1)
            for room, heads in enumerate(rooms)
        ]
        point = {
            "id": self.name("ground"),
            "name": text("ground"),
            "at_m": self.move(MIDDLE),
            "areas": list(self.areas),
        }
        if self.ground:
            point["outline_m"] = [self.move(corner) for corner in self.ground]
        return {
            "id": "made-up",
            "name": text("made-up"),
            "sample": True,
            "address": text("nowhere"),
            "stages": ["primary"],
            "assembly_points": [point],
            "classes": self.order(classes),
            "evacuation": {
                "splits_classes": self.are_halves,
                "fixed": list(self.fixed),
                "aim_s": self.aim_s,
            },
        }

    def options(self):
        for level, rooms in enumerate(self.heads, start=1):
            for room in range(len(rooms)):
                for door in range(self.doors):
                    for i in range(len(self.stairs)):
                        yield self.option(level, room, door, i)

    def option(self, level: int, room: int, door: int, i: int) -> RouteOption:
        x, width = self.stairs[i]
        gate = self.door_x(room, door)
        walk = [(level, (9.0 * room + 4.5, 3.5)), (level, (gate, 7.0)), (level, (gate, 8.2))]
        walk += [(level, (x, 8.2)), (level, (x, 9.4))]
        walk += [(below, (x, 9.4)) for below in range(level - 1, 0, -1)]
        walk.append((1, (x, 15.0)))
        length = sum(dist(a[1], b[1]) if a[0] == b[0] else SLOPE_M for a, b in pairwise(walk))
        name = self.name(f"d{level}.{room}.{door}")
        points = [(self.name(f"f{floor}"), *self.move(at)) for floor, at in walk]
        route = Route(
            role=RouteRole.PRIMARY,
            points=tuple(RoutePoint(floor=f, x_m=x_m, y_m=y_m) for f, x_m, y_m in points),
            length_m=length,
            narrowest_m=min(self.door_m, width, self.exit_m),
            final_exit=self.name(f"X{i}"),
            stairs=(self.name(f"S{i}"),) if level > 1 else (),
            assembly_point=self.name("ground"),
            outdoor_points=(self.move((x, 15.0)), self.move(MIDDLE)),
            outdoor_length_m=dist((x, 15.0), MIDDLE),
            words=(),
            doors=(name,),
        )
        return RouteOption(school_class=self.name(f"k{level}.{room}"), door=name, route=route)


def turn(angle_deg=0.0, shift=(0.0, 0.0), *, mirror=False) -> Callable:
    """Return a move that turns, shifts and perhaps mirrors a point."""
    c, s = cos(radians(angle_deg)), sin(radians(angle_deg))

    def move(point):
        x, y = (-point[0] if mirror else point[0]), point[1]
        return (c * x - s * y + shift[0], s * x + c * y + shift[1])

    return move


def scramble(name: str) -> str:
    """Return another name, so that the order of names is another one as well."""
    return f"{(sum(map(ord, name)) * 7919 + len(name)) % 997:03}-{name[::-1]}"


def plan_of(made: Made, assigned: Sequence[Assigned]) -> dict:
    """Return by old name what each does: stair or exit, turn and row."""
    levels = enumerate(made.heads, start=1)
    old = {made.name(f"k{n}.{i}"): f"k{n}.{i}" for n, rooms in levels for i in range(len(rooms))}
    exits = {made.name(f"X{i}"): i for i in range(len(made.stairs))}
    return {
        (old[a.school_class], a.half): (exits[a.route.final_exit], a.slot, a.stand.row)
        for a in assigned
    }


def loads_of(assigned: Sequence[Assigned], *, by_stair: bool = True) -> dict:
    """Return how many people use each stair, or each exit."""
    loads: dict[str, int] = {}
    for a in assigned:
        for name in a.route.stairs if by_stair else (a.route.final_exit,):
            loads[name] = loads.get(name, 0) + a.head_count
    return loads
