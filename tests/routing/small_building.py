# SPDX-License-Identifier: MIT
"""Tiny made-up buildings as plain data, the sample school, and moves that change nothing."""

from copy import deepcopy
from math import cos, radians, sin
from pathlib import Path

import yaml

from generator.finding import SourceFile
from generator.model.building import Building
from generator.model.route import BuildingRoutes, RouteRole
from generator.model.school import Campus, School
from generator.routing.escape import route_building

SAMPLE = Path(__file__).parents[2] / "content" / "schools" / "sample"


def text(name):
    return {"zh": name, "en": name}


def space(name, use, *corners):
    return {"id": name, "name": text(name), "use": use, "outline_m": [list(c) for c in corners]}


def box(name, use, x0, y0, x1, y1):
    return space(name, use, (x0, y0), (x1, y0), (x1, y1), (x0, y1))


def door(name, first, second, at, width=1.0, **more):
    return {"id": name, "joins": [first, second], "at_m": list(at), "clear_width_m": width, **more}


def final_exit(name, where, at, width=1.5):
    return {
        "id": name,
        "name": text(name),
        "space": where,
        "at_m": list(at),
        "clear_width_m": width,
    }


def place(name, floor, at, facing_deg):
    return {
        "id": name,
        "name": text(name),
        "floor": floor,
        "at_m": list(at),
        "facing_deg": facing_deg,
    }


def refuge(name, where, at):
    return {"id": name, "name": text(name), "space": where, "at_m": list(at)}


def storey(level, spaces, doors=(), exits=()):
    return {
        "id": f"F{level}",
        "level": level,
        "name": {"zh": f"{level}楼", "en": f"floor {level}"},
        "spaces": list(spaces),
        "doors": list(doors),
        "exits": list(exits),
    }


def building(*floors, stairs=(), places=()):
    return {
        "id": "house",
        "name": text("house"),
        "floors": list(floors),
        "stairs": list(stairs),
        "posting_places": list(places),
    }


def stair(name, slope_m, *landings):
    return {
        "id": name,
        "name": {"zh": f"{name}楼梯", "en": f"stair {name}"},
        "enclosed": True,
        "flight_width_m": 1.2,
        "slope_length_m": slope_m,
        "landings": [{"floor": f, "space": s, "at_m": list(at)} for f, s, at in landings],
    }


def school(yards=(), points=((0.0, -50.0),)):
    return {
        "id": "made-up",
        "name": text("made-up"),
        "sample": True,
        "address": text("nowhere"),
        "stages": ["primary"],
        "yards": [
            {"id": f"y{i}", "name": text("yard"), "outline_m": outline}
            for i, outline in enumerate(yards)
        ],
        "assembly_points": [
            {"id": f"a{i}", "name": text("meadow"), "at_m": at} for i, at in enumerate(points)
        ],
    }


def campus(house, grounds=None) -> Campus:
    return Campus(
        school=School.parse(grounds or school(), SourceFile(path="school.yml")),
        buildings=(Building.parse(house, SourceFile(path="house.yml")),),
    )


def route(house, grounds=None) -> BuildingRoutes:
    whole = campus(house, grounds)
    return route_building(whole, whole.buildings[0])


def walked(found):
    """Return the routes without those for people who cannot use stairs."""
    return tuple(item for item in found if item.role is not RouteRole.STEP_FREE)


def read_sample():
    """Return the school and its building as fresh plain data."""
    grounds = yaml.safe_load((SAMPLE / "school.yml").read_text())
    return grounds, yaml.safe_load((SAMPLE / "buildings" / "teaching.yml").read_text())


def move(data, angle_deg=0.0, shift=(0.0, 0.0), *, mirror=False):
    """Return the data turned, shifted and perhaps mirrored at the y axis."""
    c, s = cos(radians(angle_deg)), sin(radians(angle_deg))

    def spot(point):
        x, y = (-point[0] if mirror else point[0]), point[1]
        return [c * x - s * y + shift[0], s * x + c * y + shift[1]]

    def walk(value, key=None):
        if key == "at_m":
            return spot(value)
        if key == "outline_m":
            return [spot(corner) for corner in value]
        if key == "facing_deg":
            return ((180 - value if mirror else value) + angle_deg) % 360
        if isinstance(value, dict):
            return {k: walk(v, k) for k, v in value.items()}
        return [walk(v) for v in value] if isinstance(value, list) else value

    return walk(deepcopy(data))


def turn_about(data):
    """Return the data with every list of parts in reverse order; landings and corners too."""
    if isinstance(data, dict):
        return {
            k: v if k in ("at_m", "joins", "stages") else turn_about(v) for k, v in data.items()
        }
    if isinstance(data, list) and not (data and isinstance(data[0], int | float)):
        return [turn_about(item) for item in reversed(data)]
    return data
