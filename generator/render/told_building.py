# SPDX-License-Identifier: MIT
"""A building as anybody may hear of it: no name says what is kept in a store."""

from generator.model.building import Building, Floor, SpaceUse
from generator.model.record import Text

UNTOLD = {
    SpaceUse.STORE: Text(zh="储藏室", en="Store"),
    SpaceUse.PREPARATION: Text(zh="准备室", en="Preparation room"),
}
"""Rooms that pages, open to everybody, name by their use alone: not what is kept there."""


def told_building(building: Building) -> Building:
    """Return the building without the names of rooms in which things are kept."""
    return building.model_copy(update={"floors": tuple(map(told_floor, building.floors))})


def told_floor(floor: Floor) -> Floor:
    """Return the floor without the names of rooms in which things are kept."""
    spaces = tuple(
        space.model_copy(update={"name": UNTOLD.get(space.use, space.name)})
        for space in floor.spaces
    )
    return floor.model_copy(update={"spaces": spaces})
