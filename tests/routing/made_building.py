# SPDX-License-Identifier: MIT
"""Small buildings drawn by chance: a straight or bent corridor, rooms along it, stairs, exits.

Corridors are at least 1.8 m wide and doors 0.9 m, as in schools.
"""

from itertools import pairwise

from hypothesis import strategies as st

from tests.routing.small_building import (
    box,
    building,
    door,
    final_exit,
    place,
    refuge,
    space,
    stair,
    storey,
)

DEEP_M = 5.0
WALL_M = 0.2


def tenths(low, high):
    """Draw a length in tenths of a metre, a little off so that hardly any two ways are equal."""
    return st.integers(round(low * 10), round(high * 10)).map(lambda n: n / 10 + n * 0.0007)


@st.composite
def made_buildings(draw):
    """Draw a building as plain data, with three posting places and perhaps a second floor."""
    width, bent = draw(tenths(1.8, 3.0)), draw(st.booleans())
    cells = draw(st.lists(tenths(3.0, 8.0), min_size=2, max_size=4))
    walls = [0.0]
    for cell in cells:
        walls.append(walls[-1] + cell)
    length = walls[-1] + (width + 1.0 if bent else 0.0)
    tall = draw(tenths(4.0, 12.0)) + width
    levels = draw(st.sampled_from([(1,), (1, 2), (1, 2)]))
    kinds = [draw(st.sampled_from(["classroom", "office"])) for _ in cells]
    wells = draw(st.permutations(range(len(cells))))[: draw(st.integers(1, 2))]
    if len(levels) > 1:
        kinds = ["stair" if i in wells else kind for i, kind in enumerate(kinds)]
    floors = []
    for level in levels:
        corridor = [(0, 0), (length, 0), (length, width), (0, width)]
        if bent:
            turn = length - width
            corridor = [(0, 0), (length, 0), (length, tall), (turn, tall), (turn, width)]
            corridor.append((0, width))
        spaces, doors = [space(f"{level}-C", "corridor", *corridor)], []
        for i, (west, east) in enumerate(pairwise(walls)):
            name, low = f"{level}-R{i}", width + WALL_M
            spaces.append(box(name, kinds[i], west, low, east - WALL_M, low + DEEP_M))
            count = draw(st.integers(1, 2)) if east - west > 4 else 1
            for side in range(count):
                step = (east - WALL_M - west) / count
                at = west + step * (side + draw(tenths(0.35, 0.65)))
                leaf = draw(st.sampled_from([0.9, 1.0, 1.2]))
                sill = {"step_free": draw(st.integers(0, 5)) > 0}
                doors.append(
                    door(f"D{name}{side}", name, f"{level}-C", (at, low - 0.1), leaf, **sill)
                )
        floors.append(storey(level, spaces, doors))
    floors[0]["exits"] = [final_exit("XW", "1-C", (0, width / 2), 1.2)]
    if draw(st.booleans()):
        far = (length - width / 2, tall) if bent else (length, width * 0.4)
        floors[0]["exits"].append(final_exit("XE", "1-C", far, 1.1))
    floors[0]["exits"][-1]["step_free"] = draw(st.booleans())
    if len(levels) > 1:
        floors[1]["refuges"] = [refuge("W", "2-C", (draw(tenths(0.5, length - 0.5)), width / 2))]
    return building(
        *floors,
        stairs=list(draw_stairs(draw, levels, wells, walls, width)),
        places=list(draw_places(draw, floors, walls, width)),
    )


def draw_stairs(draw, levels, wells, walls, width):
    for n, i in enumerate(wells if len(levels) > 1 else ()):
        at = (walls[i] + 1.2, width + WALL_M + draw(tenths(1.0, 4.0)))
        ends = [(f"F{level}", f"{level}-R{i}", at) for level in levels]
        yield stair(f"S{n}", draw(tenths(7.0, 12.0)), *ends)


def draw_places(draw, floors, walls, width):
    for n in range(3):
        floor = draw(st.sampled_from(floors))
        i = draw(st.integers(0, len(walls) - 2))
        x = draw(tenths(0.5, walls[i + 1] - WALL_M - walls[i] - 0.5)) + walls[i]
        y = draw(tenths(0.5, DEEP_M - 0.5)) + width + WALL_M
        at = (x, width / 2) if draw(st.booleans()) else (x, y)
        yield place(f"P{n}", floor["id"], at, draw(st.integers(0, 359)))
