# SPDX-License-Identifier: MIT
"""Stairs out of use: what a plan shows of them, so that nobody walks there."""

from generator.model.building import Building, Floor, Landing
from generator.model.record import Text


def is_closed(building: Building, landing: Landing) -> bool:
    """Say whether a landing is that of a stair out of use."""
    return any(landing in stair.landings for stair in building.stairs if not stair.is_open)


def tell_closed(building: Building) -> Building:
    """Return the building with stairwells out of use so named, and no refuges in them."""
    closed = building.closed_wells
    if not closed:
        return building
    floors = tuple(_told(floor, closed) for floor in building.floors)
    return building.model_copy(update={"floors": floors})


def _told(floor: Floor, closed: frozenset[str]) -> Floor:
    spaces = (
        space.model_copy(update={"name": _name(space.name)}) if space.id in closed else space
        for space in floor.spaces
    )
    refuges = (refuge for refuge in floor.refuges if refuge.space not in closed)
    return floor.model_copy(update={"spaces": tuple(spaces), "refuges": tuple(refuges)})


def _name(name: Text) -> Text:
    return Text(zh=f"{name.zh}（停用）", en=f"{name.en} (closed)")
