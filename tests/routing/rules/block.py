# SPDX-License-Identifier: MIT
"""Blocks with one corridor, as plain data, made so long or so narrow as a rule is tried with."""

from generator.routing.rules.findings import find_rule_findings
from tests.routing.small_building import (
    box,
    building,
    campus,
    door,
    final_exit,
    move,
    school,
    stair,
    storey,
    text,
)

CORRIDOR_M = 2.8


def corridor(length, width=CORRIDOR_M, use="corridor", level=1):
    return box(f"C{level}", use, 0, 0, length, width)


def room(name, x0, x1, *doors, depth=8.0, use="classroom", level=1, width=1.0, swing="C"):
    """Return a room south of the corridor, and its doors at these places along it."""
    outline = box(name, use, x0, -0.2 - depth, x1, -0.2)
    opens = {"swing": f"C{level}" if swing == "C" else swing}
    ways = [
        door(f"D{name}{i}", name, f"C{level}", (x, -0.1), width, **opens)
        for i, x in enumerate(doors)
    ]
    return outline, ways


def ground_floor(length, rooms, exits, width=CORRIDOR_M, use="corridor"):
    """Return floor 1: the corridor, the rooms and final exits `name: (x, y)`."""
    spaces = [corridor(length, width, use), *(outline for outline, _ in rooms)]
    doors = [way for _, ways in rooms for way in ways]
    ends = [final_exit(name, "C1", at) for name, at in exits.items()]
    return storey(1, spaces, doors, ends)


def at_both_ends(length):
    return {"W": (0, CORRIDOR_M / 2), "E": (length, CORRIDOR_M / 2)}


def stairwell(name, x0, level, *, swing):
    """Return a stair space of 4 m by 7 m north of the corridor, with its door."""
    inside = f"{level}{name}"
    y0 = CORRIDOR_M + 0.2
    outline = box(inside, "stair", x0, y0, x0 + 4, y0 + 7)
    return outline, door(
        f"D{inside}", inside, f"C{level}", (x0 + 2, y0 - 0.1), 1.8, swing=swing or inside
    )


def tower(length, rooms, wells=None, levels=(1, 2), **of_stair):
    """Return a block with a stair at each of `wells` and final exits at both ends."""
    wells = wells or {"A": 0.0, "B": length - 4}
    floors = [
        _floor(level, length, rooms if level == levels[-1] else [], wells) for level in levels
    ]
    stairs = [
        stair(name, 9.0, *((f"F{n}", f"{n}{name}", (x0 + 2, 6)) for n in levels)) | of_stair
        for name, x0 in wells.items()
    ]
    return building(*floors, stairs=stairs)


def _floor(level, length, rooms, wells):
    ends = [
        stairwell(n, x, level, swing=f"C{level}" if level == 1 else "") for n, x in wells.items()
    ]
    spaces = [corridor(length, level=level), *(o for o, _ in rooms), *(o for o, _ in ends)]
    doors = [way for _, ways in rooms for way in ways] + [way for _, way in ends]
    exits = at_both_ends(length) if level == 1 else {}
    return storey(level, spaces, doors, [final_exit(n, "C1", at) for n, at in exits.items()])


def classes(**heads):
    """Return a school whose classes have these rooms and so many heads, 80 a class at most."""
    grounds = school()
    grounds["classes"] = [
        {
            "id": f"class-{name}-{first}",
            "name": text(name),
            "audience": "primary-lower",
            "head_count": min(80, count - first),
            "building": "house",
            "room": name,
        }
        for name, count in heads.items()
        for first in range(0, count, 80)
    ]
    return grounds


def told(plan, grounds=None, *codes, **moved):
    """Return the findings under the rules, all or those with the codes."""
    whole = campus(move(plan, **moved), move(grounds, **moved) if grounds else None)
    return [f for f in find_rule_findings(whole) if not codes or f.code in codes]


def codes(*args, **moved):
    return [f.code for f in told(*args, **moved)]
