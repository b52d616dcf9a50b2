# SPDX-License-Identifier: MIT
"""What doors, stairs and exits of a building are called, with their id where it helps."""

from generator.model.building import Building, Door, Floor
from generator.model.record import Text
from generator.model.route import Route


def name_element(building: Building, element: str) -> Text:
    """Return the name of a stair or exit, or what a door joins; the bare id of anything else."""
    named = {each.id: each.name for each in building.stairs}
    named |= {each.id: each.name for floor in building.floors for each in floor.exits}
    named |= {each.id: each.name for floor in building.floors for each in floor.refuges}
    if element in named:
        return named[element]
    doors = ((floor, door) for floor in building.floors for door in floor.doors)
    found = (_name_door(floor, door) for floor, door in doors if door.id == element)
    return next(found, Text(zh=element, en=element))


def _name_door(floor: Floor, door: Door) -> Text:
    spaces = {space.id: space.name for space in floor.spaces}
    one, other = (spaces.get(name, Text(zh=name, en=name)) for name in door.joins)
    return Text(
        zh=f"{floor.name.zh} {one.zh}与{other.zh}之间的门 {door.id}",
        en=f"door {door.id} between {one.en} and {other.en}, {floor.name.en}",
    )


def name_way(building: Building, route: Route) -> Text:
    """Return by which stairs a route leads to which exit or refuge."""
    stairs = [name_element(building, stair) for stair in route.stairs]
    end = name_element(building, route.final_exit or route.refuge)
    zh = "、".join(stair.zh for stair in stairs)
    en = " and ".join(stair.en for stair in stairs)
    return Text(
        zh=f"经{zh}到{end.zh}" if stairs else f"到{end.zh}",
        en=f"by {en} to {end.en}" if stairs else f"to {end.en}",
    )
