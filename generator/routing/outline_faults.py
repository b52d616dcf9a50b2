# SPDX-License-Identifier: MIT
"""Faults of shape and place: outlines, doors, exits, landings and posting places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist

from shapely import Point as Spot
from shapely import Polygon, STRtree

from generator.finding import Finding, Key, Severity
from generator.model.building import Door, Exit, Floor, Landing, Lift, Outline, Space, Stair
from generator.model.record import Text
from generator.routing.fault import Site
from generator.routing.passage import WALL_GAP_M, door_wall, exit_wall
from generator.routing.walkable import NOT_ENTERED, outline_polygon, read_outline

OVERLAP_M2 = 0.05
"""Least common area of two spaces that is not put down to rounding."""

LANDING_M = 0.05
"""How far a landing may stand outside its space, for rounding."""

OUTSIDE_M = 0.30
"""How far beyond its wall an exit is looked at, to see whether it leads outdoors."""

SAME_CORNER_M = 0.001
"""Two corners nearer to each other than this are one."""

Outlines = Mapping[str, Polygon]
"""The possible outlines of one floor, by space."""


def find_outline_faults(site: Site) -> Iterator[Finding]:
    """Yield R202, R204 to R208 and R236 for all floors of a building."""
    by_floor: dict[str, Outlines] = {}
    for i, floor in site.floors():
        outlines = read_outlines(floor)
        by_floor[floor.id] = outlines
        yield from _impossible_outlines(site, i, floor)
        yield from _repeated_corners(site, i, floor)
        yield from _overlaps(site, i, floor)
        yield from _misplaced_doors(site, i, floor, outlines)
        yield from _misplaced_exits(site, i, floor, outlines)
    yield from _landings_outside(site, by_floor)
    yield from _places_in_no_space(site, by_floor)


def read_outlines(floor: Floor) -> dict[str, Polygon]:
    """Return the outlines of the spaces that have a possible one."""
    outlines = ((space.id, outline_polygon(space)) for space in floor.spaces)
    return {space: outline for space, outline in outlines if outline is not None}


def overlapping_spaces(spaces: Sequence[Space]) -> Iterator[tuple[int, int, float]]:
    """Yield the places of two spaces that overlap, and the common area in m²."""
    outlines = [outline_polygon(space) or Polygon() for space in spaces]
    tree = STRtree(outlines)
    for first, outline in enumerate(outlines):
        for second in sorted(int(place) for place in tree.query(outline)):
            if second > first:
                area_m2 = outline.intersection(outlines[second]).area
                if area_m2 > OVERLAP_M2:
                    yield first, second, area_m2


def is_between(door: Door, outlines: Outlines) -> bool:
    """Say whether a door stands on the wall between its spaces; true where one is unknown."""
    if door.joins[0] == door.joins[1]:
        return False
    first, second = (outlines.get(space) for space in door.joins)
    return first is None or second is None or door_wall(door.at_m, first, second) is not None


def leads_outdoors(final_exit: Exit, outlines: Outlines) -> bool:
    """Say whether an exit stands on an outer wall of its space; true where that is unknown."""
    outline = outlines.get(final_exit.space)
    if outline is None:
        return True
    spot = Spot(final_exit.at_m)
    wall = exit_wall(final_exit.at_m, outline)
    if wall is None or outline.exterior.distance(spot) > WALL_GAP_M:
        return False
    outside = Spot(wall.shift(0, -OUTSIDE_M))
    others = (other for space, other in outlines.items() if space != final_exit.space)
    return not any(other.contains(outside) for other in others)


def is_landing_inside(landing: Landing, outlines: Outlines) -> bool:
    """Say whether a landing lies in its space; true where the space is unknown."""
    outline = outlines.get(landing.space)
    return outline is None or outline.distance(Spot(landing.at_m)) <= LANDING_M


def crosses_itself(outline_m: Outline) -> bool:
    """Say whether the outline has area but is no simple polygon."""
    corners = [*outline_m, outline_m[0]]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(corners))
    return read_outline(outline_m) is None and abs(doubled) > OVERLAP_M2


def outline_fault(outline_m: Outline) -> Text | None:
    """Return what makes an outline impossible, as the end of a sentence; None where it is not."""
    if read_outline(outline_m) is not None:
        return None
    if crosses_itself(outline_m):
        return Text(zh="与自身相交", en="crosses itself")
    return Text(zh="不围成任何面积，或与自身相交", en="encloses nothing or crosses itself")


def repeated_corner(outline_m: Outline) -> Text | None:
    """Return what is said of a corner written twice in a row; None where there is none.

    The last corner is followed by the first.
    """
    corners = (*outline_m, outline_m[0])
    for number, (corner, following) in enumerate(pairwise(corners), 1):
        if dist(corner, following) < SAME_CORNER_M:
            at = f"[{corner[0]:g}, {corner[1]:g}]"
            second = number % len(outline_m) + 1
            return Text(
                zh=f"第 {number} 个和第 {second} 个角点是同一点 {at}",
                en=f"gives corner {at} twice, as number {number} and number {second}",
            )
    return None


REPEATED_MEND = Text(
    zh="请核对是否抄错或漏了一个角点；没有漏就删去一个，最后一点不用重复第一点。",
    en="See whether a corner was copied wrong or left out; if not, remove one of the two. "
    "The first corner is not repeated at the end.",
)


def _repeated_corners(site: Site, i: int, floor: Floor) -> Iterator[Finding]:
    for j, space in enumerate(floor.spaces):
        if (fault := repeated_corner(space.outline_m)) is None:
            continue
        finding = site.fault(
            "R236",
            ("floors", i, "spaces", j, "outline_m"),
            Text(
                zh=f"空间“{space.id}”（{space.name.zh}）的轮廓里，{fault.zh}。",
                en=f'the outline of space "{space.id}" ({space.name.en}) {fault.en}.',
            ),
            REPEATED_MEND,
        )
        yield replace(finding, severity=Severity.ADVICE)


def _impossible_outlines(site: Site, i: int, floor: Floor) -> Iterator[Finding]:
    for j, space in enumerate(floor.spaces):
        if (fault := outline_fault(space.outline_m)) is None:
            continue
        yield site.fault(
            "R202",
            ("floors", i, "spaces", j, "outline_m"),
            Text(
                zh=f"空间“{space.id}”（{space.name.zh}）的轮廓{fault.zh}。",
                en=f'the outline of space "{space.id}" ({space.name.en}) {fault.en}.',
            ),
            Text(
                zh="请沿墙依次写出各角点，不要跳跃。",
                en="Give the corners in order along the walls, without jumps.",
            ),
        )


def _overlaps(site: Site, i: int, floor: Floor) -> Iterator[Finding]:
    for first, second, area_m2 in overlapping_spaces(floor.spaces):
        a, b = floor.spaces[first].id, floor.spaces[second].id
        yield site.fault(
            "R204",
            ("floors", i, "spaces", second, "outline_m"),
            Text(
                zh=f"空间“{a}”与“{b}”重叠 {area_m2:.2f} 平方米。",
                en=f'spaces "{a}" and "{b}" overlap by {area_m2:.2f} m².',
            ),
            Text(
                zh="请改正其中一个轮廓；一处地面只属于一个空间。",
                en="Correct one of the outlines; ground belongs to one space only.",
            ),
        )


def _misplaced_doors(site: Site, i: int, floor: Floor, outlines: Outlines) -> Iterator[Finding]:
    for j, door in enumerate(floor.doors):
        if is_between(door, outlines):
            continue
        first, second = door.joins
        yield site.fault(
            "R205",
            ("floors", i, "doors", j, "at_m"),
            Text(
                zh=f"门“{door.id}”不在“{first}”与“{second}”之间的墙上。",
                en=f'door "{door.id}" is not on the wall between "{first}" and "{second}".',
            ),
            Text(
                zh=f"请改正 at_m 或 joins；两空间相距不得超过 {WALL_GAP_M:.1f} 米。",
                en=f"Correct at_m or joins; the spaces may be {WALL_GAP_M:.1f} m apart at most.",
            ),
        )


def _misplaced_exits(site: Site, i: int, floor: Floor, outlines: Outlines) -> Iterator[Finding]:
    for j, final_exit in enumerate(floor.exits):
        if leads_outdoors(final_exit, outlines):
            continue
        name, space = final_exit.id, final_exit.space
        yield site.fault(
            "R206",
            ("floors", i, "exits", j, "at_m"),
            Text(
                zh=f"安全出口“{name}”不在空间“{space}”的外墙上。",
                en=f'exit "{name}" is not on an outer wall of space "{space}".',
            ),
            Text(
                zh="请把 at_m 改为出口中点，或改正 space。",
                en="Set at_m to the middle of the exit, or correct space.",
            ),
        )


def _landings_outside(site: Site, by_floor: Mapping[str, Outlines]) -> Iterator[Finding]:
    for key, name, landing in landings(site):
        if is_landing_inside(landing, by_floor.get(landing.floor, {})):
            continue
        yield site.fault(
            "R207",
            (*key, "at_m"),
            Text(
                zh=f"“{name}”在“{landing.floor}”层的平台不在空间“{landing.space}”内。",
                en=f'the landing of "{name}" on "{landing.floor}" is outside "{landing.space}".',
            ),
            Text(zh="请改正 at_m 或 space。", en="Correct at_m or space."),
        )


def landings(site: Site) -> Iterator[tuple[Key, str, Landing]]:
    """Yield the landings of stairs and lifts with their keys and the stair's or lift's id."""
    parts: tuple[tuple[str, Sequence[Stair | Lift]], ...] = (
        ("stairs", site.building.stairs),
        ("lifts", site.building.lifts),
    )
    for part, items in parts:
        for i, item in enumerate(items):
            for j, landing in enumerate(item.landings):
                yield (part, i, "landings", j), item.id, landing


def _places_in_no_space(site: Site, by_floor: Mapping[str, Outlines]) -> Iterator[Finding]:
    closed = {space.id for _, _, space in site.spaces() if space.use in NOT_ENTERED}
    for i, place in enumerate(site.building.posting_places):
        if place.floor not in by_floor:
            continue
        outlines = by_floor[place.floor].items()
        near = (o.distance(Spot(place.at_m)) for space, o in outlines if space not in closed)
        if min(near, default=WALL_GAP_M + 1) <= WALL_GAP_M:
            continue
        yield site.fault(
            "R208",
            ("posting_places", i, "at_m"),
            Text(
                zh=f"张贴处“{place.id}”不在“{place.floor}”层任何可进入的空间内。",
                en=f'posting place "{place.id}" is in no space of "{place.floor}" for people.',
            ),
            Text(
                zh="请把 at_m 改为读图人站立之处，或改正 floor；图只挂在楼里，"
                "操场、校门口不挂，挂到最近的门里面。",
                en="Set at_m to where the reader stands, or correct floor. Sheets hang indoors: "
                "for a playground or gate, inside the nearest door.",
            ),
        )
