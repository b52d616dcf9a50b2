# SPDX-License-Identifier: MIT
"""A school in an order of its own, so that the order of its files moves nothing on a sheet."""

from collections.abc import Iterable
from typing import TypeVar

from generator.model.building import (
    Building,
    Door,
    Equipment,
    Exit,
    Floor,
    Lift,
    Outline,
    PostingPlace,
    Refuge,
    Space,
    Stair,
)
from generator.model.school import AssemblyPoint, School, Yard

DIGITS = 3
"""To a millimetre corners are told apart."""

Part = TypeVar(
    "Part",
    AssemblyPoint, Building, Door, Equipment, Exit, Lift, PostingPlace, Refuge, Space, Stair, Yard,
)  # fmt: skip
Shaft = TypeVar("Shaft", Stair, Lift)


def school_in_order(school: School) -> School:
    """Return a school with its yards and assembly points by id."""
    return school.model_copy(
        update={
            "yards": _by_id(school.yards),
            "assembly_points": _by_id(school.assembly_points),
        }
    )


def buildings_in_order(buildings: Iterable[Building]) -> tuple[Building, ...]:
    """Return buildings by id, each in order."""
    return tuple(map(building_in_order, _by_id(buildings)))


def building_in_order(building: Building) -> Building:
    """Return a building with its floors by level, and all else by id."""
    floors = sorted(building.floors, key=lambda floor: (floor.level, floor.id))
    ranks = {floor.id: rank for rank, floor in enumerate(floors)}
    return building.model_copy(
        update={
            "floors": tuple(map(_floor, floors)),
            "stairs": tuple(_landings(stair, ranks) for stair in _by_id(building.stairs)),
            "lifts": tuple(_landings(lift, ranks) for lift in _by_id(building.lifts)),
            "posting_places": _by_id(building.posting_places),
        }
    )


def _floor(floor: Floor) -> Floor:
    spaces = (s.model_copy(update={"outline_m": _turned(s.outline_m)}) for s in floor.spaces)
    doors = (d.model_copy(update={"joins": tuple(sorted(d.joins))}) for d in floor.doors)
    return floor.model_copy(
        update={
            "spaces": _by_id(spaces),
            "doors": _by_id(doors),
            "exits": _by_id(floor.exits),
            "equipment": _by_id(floor.equipment),
            "refuges": _by_id(floor.refuges),
        }
    )


def _landings(shaft: Shaft, ranks: dict[str, int]) -> Shaft:
    """Return a stair or lift with its landings from below; those of no floor come last."""
    landings = sorted(shaft.landings, key=lambda x: (ranks.get(x.floor, len(ranks)), x.space))
    return shaft.model_copy(update={"landings": tuple(landings)})


def _turned(outline: Outline) -> Outline:
    """Return the same corners counter-clockwise, the lowest of those furthest left first."""
    doubled = zip(outline, (*outline[1:], outline[0]), strict=True)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in doubled)
    corners = outline if area >= 0 else outline[::-1]
    first = min(range(len(corners)), key=lambda at: [round(m, DIGITS) for m in corners[at]])
    return corners[first:] + corners[:first]


def _by_id(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: part.id))
