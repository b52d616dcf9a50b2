# SPDX-License-Identifier: MIT
"""R216: doors and exits wider than their wall. R244: what is too narrow to be walked."""

from collections.abc import Iterator, Sequence

import shapely
from shapely import MultiLineString, Polygon
from shapely import Point as Spot
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

from generator.finding import Finding, Key
from generator.model.building import PASSABLE_M, Floor
from generator.model.record import Text
from generator.routing.fault import Site
from generator.routing.outline_faults import Outlines, read_outlines
from generator.routing.passage import Wall, door_wall, exit_wall

ROUNDING_M = 0.10
"""How much wider than its wall an opening may be, for rounding."""

BEND_M = 0.15
"""How far an edge may leave the line of the wall and still count as the same wall."""

FAR_M = 200.0
"""Longer than any wall."""


def find_opening_faults(site: Site) -> Iterator[Finding]:
    """Yield R216 for the doors and exits of a building; misplaced ones are passed over."""
    for i, floor in site.floors():
        for key, name, width_m, wall_m in _openings(i, floor, read_outlines(floor)):
            if width_m > wall_m + ROUNDING_M:
                yield _too_wide(site, key, name, (width_m, wall_m))


def find_narrow_faults(site: Site) -> Iterator[Finding]:
    """Yield R244 for doors, exits and stairs in use through which nobody gets."""
    for i, floor in site.floors():
        for j, door in enumerate(floor.doors):
            if door.usable and not door.is_open:
                name = Text(zh=f"门“{door.id}”", en=f'door "{door.id}"')
                key: Key = ("floors", i, "doors", j, "clear_width_m")
                yield _too_narrow(site, key, name, door.clear_width_m)
        for j, final_exit in enumerate(floor.exits):
            if final_exit.usable and not final_exit.is_open:
                name = Text(zh=f"出口“{final_exit.id}”", en=f'exit "{final_exit.id}"')
                key = ("floors", i, "exits", j, "clear_width_m")
                yield _too_narrow(site, key, name, final_exit.clear_width_m)
    for i, stair in enumerate(site.building.stairs):
        if stair.usable and not stair.is_open:
            name = Text(zh=f"楼梯“{stair.id}”", en=f'stair "{stair.id}"')
            yield _too_narrow(site, ("stairs", i, "flight_width_m"), name, stair.flight_width_m)


def _too_narrow(site: Site, key: Key, name: Text, width_m: float) -> Finding:
    return site.fault(
        "R244",
        key,
        Text(
            zh=f"{name.zh}只有 {width_m:g} 米宽，不到 {PASSABLE_M:.2f} 米，人过不去；"
            "没有路线走它。",
            en=f"{name.en} is only {width_m:g} m wide, less than {PASSABLE_M:.2f} m: nobody gets "
            "through, and no way uses it.",
        ),
        Text(
            zh=f"请量净宽再改正 {key[-1]}（单位是米）；确实过不了人的，写 usable: false。",
            en=f"Measure it and correct {key[-1]} (in metres); if really nobody gets through, "
            "write `usable: false`.",
        ),
    )


def _openings(i: int, floor: Floor, outlines: Outlines) -> Iterator[tuple[Key, Text, float, float]]:
    """Yield key, name, clear width and length of the wall, in metres, of each opening."""
    for j, door in enumerate(floor.doors):
        rooms = [outlines[space] for space in door.joins if space in outlines]
        wall = door_wall(door.at_m, *rooms) if len(rooms) == len(set(door.joins)) == 2 else None  # noqa: PLR2004
        if wall is not None:
            name = Text(zh=f"门“{door.id}”", en=f'door "{door.id}"')
            yield ("floors", i, "doors", j), name, door.clear_width_m, wall_length_m(wall, rooms)
    for j, final_exit in enumerate(floor.exits):
        room = outlines.get(final_exit.space)
        wall = exit_wall(final_exit.at_m, room) if room is not None else None
        if room is not None and wall is not None:
            name = Text(zh=f"出口“{final_exit.id}”", en=f'exit "{final_exit.id}"')
            length_m = wall_length_m(wall, [room])
            yield ("floors", i, "exits", j), name, final_exit.clear_width_m, length_m


def wall_length_m(wall: Wall, rooms: Sequence[Polygon]) -> float:
    """Return for how many metres all `rooms` run along the wall about its opening."""
    spans = [_span(wall, room) for room in rooms]
    return max(0.0, min(end for _, end in spans) - max(start for start, _ in spans))


def _span(wall: Wall, room: Polygon) -> tuple[float, float]:
    """Return from where to where a room's outline follows the wall, along it from the opening."""
    spot = Spot(wall.at)
    foot = room.exterior.interpolate(room.exterior.project(spot))
    depth_m = wall.locate((foot.x, foot.y))[1]
    edges: BaseGeometry = room.exterior.intersection(
        wall.strip(FAR_M, depth_m - BEND_M, depth_m + BEND_M)
    )
    merged = linemerge(edges) if isinstance(edges, MultiLineString) else edges
    pieces = getattr(merged, "geoms", (merged,))
    nearest = min(pieces, key=lambda piece: round(piece.distance(spot), 4))
    along = [wall.locate((x, y))[0] for x, y in shapely.get_coordinates(nearest)]
    return min(along, default=0.0), max(along, default=0.0)


def _too_wide(site: Site, key: Key, name: Text, widths_m: tuple[float, float]) -> Finding:
    width_m, wall_m = widths_m
    return site.fault(
        "R216",
        (*key, "clear_width_m"),
        Text(
            zh=f"{name.zh}宽 {width_m:.2f} 米，所在的墙只有 {wall_m:.2f} 米长。",
            en=f"{name.en} is {width_m:.2f} m wide, but its wall only {wall_m:.2f} m long.",
        ),
        Text(
            zh="请改正 clear_width_m（单位是米）、at_m 或轮廓。",
            en="Correct clear_width_m (in metres), at_m or the outlines.",
        ),
    )
