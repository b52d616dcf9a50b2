# SPDX-License-Identifier: MIT
"""Faults of posting places.

R213 no wall before the reader, or one at the reader's back (advice) · R217 a room of another
floor · R233 a reader in a wall · R225 two sheets at one spot.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import cos, dist, radians, sin

from shapely import LineString, Polygon
from shapely import Point as Spot

from generator.finding import Finding, Severity
from generator.model.building import Floor, Point, PostingPlace
from generator.model.record import Text
from generator.routing.fault import Site
from generator.routing.outline_faults import Outlines, read_outlines
from generator.routing.passage import TOUCH_M, WALL_GAP_M, Wall, door_wall, exit_wall
from generator.routing.walkable import NOT_ENTERED

AHEAD_M = 1.2
"""Farther from its wall nobody reads a sheet."""

AT_BACK_M = 0.35
"""So near a wall behind nobody stands with the back to it to read: the sheet hangs on that wall."""

AT_WALL_M = 0.02
"""So near its outline a place stands at the wall itself."""

IN_WALL_M = 0.05
"""How far outside every space a reader may stand, for rounding."""

SPOT_M = 0.10
SPOT_DEG = 10.0
SHEET_M = 0.30
"""Two sheets hang over one another that are nearer and turned by less; height of an A3 sheet."""

BEHIND_M = 0.20
"""How far behind the reader's toes the reader is looked for, to tell the two sides of a wall."""


def find_place_faults(site: Site) -> Iterator[Finding]:
    """Yield R213 and R217 for the posting places of a building."""
    floors = {floor.id: floor for floor in site.building.floors}
    outlines = {name: _entered(floor) for name, floor in floors.items()}
    everywhere = {space.id for _, _, space in site.spaces()}
    for i, place in enumerate(site.building.posting_places):
        if (floor := floors.get(place.floor)) is None:
            continue
        if not _has_wall_ahead(place, floor, outlines[floor.id]):
            yield _no_wall(site, i, place)
        elif (back_m := _wall_at_back(place, outlines[floor.id])) is not None:
            yield _back_to_wall(site, i, place, back_m)
        if place.serves in everywhere - {space.id for space in floor.spaces}:
            yield _serves_elsewhere(site, i, place)
        if IN_WALL_M < _off_m(place, outlines[floor.id]) <= WALL_GAP_M:
            yield _in_wall(site, i, place)
    yield from _same_spots(site)


def _off_m(place: PostingPlace, outlines: Outlines) -> float:
    """Return how far a place lies from the nearest space that people enter."""
    return min((room.distance(Spot(place.at_m)) for room in outlines.values()), default=0.0)


def _same_spots(site: Site) -> Iterator[Finding]:
    places = site.building.posting_places
    for i, place in enumerate(places):
        other = next((o for o in places[:i] if _is_same_spot(place, o)), None)
        if other is not None:
            yield _twice(site, i, place, other)


def _is_same_spot(first: PostingPlace, second: PostingPlace) -> bool:
    """Say whether the sheets of two places would hang over one another."""
    turn_deg = abs(first.facing_deg - second.facing_deg) % 360
    return (
        first.floor == second.floor
        and dist(first.at_m, second.at_m) < SPOT_M
        and min(turn_deg, 360 - turn_deg) < SPOT_DEG
        and abs(first.height_m - second.height_m) < SHEET_M
    )


def _entered(floor: Floor) -> Outlines:
    closed = {space.id for space in floor.spaces if space.use in NOT_ENTERED}
    return {name: room for name, room in read_outlines(floor).items() if name not in closed}


def _has_wall_ahead(place: PostingPlace, floor: Floor, outlines: Outlines) -> bool:
    """Say whether the reader faces a wall; true where the place stands in or on one."""
    space = _space_about(place, outlines)
    if space is None:
        return True
    room, at = outlines[space].buffer(TOUCH_M), place.at_m
    beyond = LineString([at, _ahead(place, AHEAD_M)]).difference(room)
    if beyond.is_empty:
        return False
    end = _ahead(place, beyond.distance(Spot(at)) + WALL_GAP_M)
    start = _ahead(place, -AT_WALL_M)
    return not any(wall.is_crossed(start, end, m) for wall, m in _openings(floor, space, outlines))


def _wall_at_back(place: PostingPlace, outlines: Outlines) -> float | None:
    """Return how near the wall behind the reader is, where it is the nearer of the two.

    In a narrow passage both lie within reach: only this tells a direction that is wrong by 180°.
    """
    spot = Spot(place.at_m)
    room = next((room for room in outlines.values() if _is_well_inside(room, spot)), None)
    if room is None:
        return None
    back_m, ahead_m = (
        LineString([place.at_m, _ahead(place, reach)]).difference(room).distance(spot)
        for reach in (-AT_BACK_M, AT_BACK_M)
    )
    is_behind = back_m <= AT_BACK_M and not ahead_m <= AT_BACK_M
    return back_m if is_behind else None


def _space_about(place: PostingPlace, outlines: Outlines) -> str | None:
    """Return the reader's space if the place lies in it, else the space well inside which it lies.

    None for a place in a wall, or on the far side of the wall behind which the reader stands.
    """
    spot, behind = Spot(place.at_m), Spot(_ahead(place, -BEHIND_M))
    near = [(round(room.distance(behind), 6), name) for name, room in outlines.items()]
    _, reader = min(near, default=(0.0, ""))
    if reader in outlines and outlines[reader].distance(spot) <= TOUCH_M:
        return reader
    inside = (name for name, room in outlines.items() if _is_well_inside(room, spot))
    return next(inside, None)


def _is_well_inside(room: Polygon, spot: Spot) -> bool:
    return bool(room.contains(spot)) and room.exterior.distance(spot) > AT_WALL_M


def _ahead(place: PostingPlace, distance_m: float) -> Point:
    angle, (x, y) = radians(place.facing_deg), place.at_m
    return (x + distance_m * cos(angle), y + distance_m * sin(angle))


def _openings(floor: Floor, space: str, outlines: Outlines) -> Iterator[tuple[Wall, float]]:
    """Yield the walls of a space where they are open, with the clear widths in metres."""
    openings: list[tuple[Wall | None, float]] = [
        (exit_wall(final_exit.at_m, outlines[space]), final_exit.clear_width_m)
        for final_exit in floor.open_exits
        if final_exit.space == space
    ]
    for door in floor.doors:
        rooms = [outlines[name] for name in door.joins if name in outlines]
        if door.is_open and space in door.joins and len(rooms) == len(door.joins):
            openings.append((door_wall(door.at_m, *rooms), door.clear_width_m))
    yield from ((wall, width_m) for wall, width_m in openings if wall is not None)


def _no_wall(site: Site, i: int, place: PostingPlace) -> Finding:
    fault = site.fault(
        "R213",
        ("posting_places", i, "facing_deg"),
        Text(
            zh=f"张贴处“{place.id}”的读图人面前 {AHEAD_M:.1f} 米内没有墙。",
            en=f'no wall within {AHEAD_M:.1f} m ahead of the reader at posting place "{place.id}".',
        ),
        Text(
            zh="请核对 facing_deg（朝墙里，是否差 180°），或把 at_m 移到墙边、移开门洞。",
            en="See whether facing_deg points into the wall (is it wrong by 180°?), or move at_m "
            "to the wall and away from openings.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)


def _back_to_wall(site: Site, i: int, place: PostingPlace, back_m: float) -> Finding:
    fault = site.fault(
        "R213",
        ("posting_places", i, "facing_deg"),
        Text(
            zh=f"张贴处“{place.id}”的读图人背后 {back_m:.2f} 米就是墙，面前的墙却更远。",
            en=f'the reader at posting place "{place.id}" has a wall {back_m:.2f} m behind, nearer '
            "than the wall ahead.",
        ),
        Text(
            zh="请核对 facing_deg（朝挂图的墙里，是否差 180°）；若不差，把 at_m 移近挂图的墙。",
            en="See whether facing_deg points into the wall with the sheet (is it wrong by 180°?); "
            "if it does, move at_m closer to that wall.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)


def _serves_elsewhere(site: Site, i: int, place: PostingPlace) -> Finding:
    return site.fault(
        "R217",
        ("posting_places", i, "serves"),
        Text(
            zh=f"张贴处“{place.id}”在“{place.floor}”层，房间“{place.serves}”却在另一层。",
            en=f'posting place "{place.id}" is on "{place.floor}", '
            f'but room "{place.serves}" is on another floor.',
        ),
        Text(
            zh="请改正 serves 或 floor；一张图只为本层的房间而挂。",
            en="Correct serves or floor; a sheet hangs for a room of its own floor.",
        ),
    )


def _in_wall(site: Site, i: int, place: PostingPlace) -> Finding:
    return site.fault(
        "R233",
        ("posting_places", i, "at_m"),
        Text(
            zh=f"张贴处“{place.id}”的读图人站在墙里。",
            en=f'the reader at posting place "{place.id}" stands inside a wall.',
        ),
        Text(
            zh="请把 at_m 移到读图人那一侧，离墙 0.1–0.3 米。",
            en="Move at_m to the reader's side, 0.1 to 0.3 m off the wall.",
        ),
    )


def _twice(site: Site, i: int, place: PostingPlace, other: PostingPlace) -> Finding:
    return site.fault(
        "R225",
        ("posting_places", i, "at_m"),
        Text(
            zh=f"张贴处“{other.id}”和“{place.id}”在同一处，朝同一个方向。",
            en=f'posting places "{other.id}" and "{place.id}" are at the same spot, facing the '
            "same way.",
        ),
        Text(
            zh="请改正 at_m 或 facing_deg；同一张图只写一个张贴处。",
            en="Correct at_m or facing_deg; one sheet is one posting place.",
        ),
    )
