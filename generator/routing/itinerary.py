# SPDX-License-Identifier: MIT
"""The steps of a way as they are told: stretches on each floor, and the stairs between them.

The line is told straightened: small bends that only keep it clear of a wall are none to its
walker. A door on a straight stretch is walked through on that stretch; a door at a bend is told
as walked: up to the door, straight through it, on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import dist

from shapely import Point as Spot

from generator.model.building import Floor, Point, Stair
from generator.routing.bearing import (
    SHORT_M,
    STRAIGHT_DEG,
    Stretch,
    between,
    merge_stretches,
    turn_deg,
)
from generator.routing.network import Flight, Node
from generator.routing.passage import TOUCH_M, Passage, distance_to_line_m
from generator.routing.walkable import Walkable
from generator.routing.words import Climb, Step

DOOR_WIDTH_M = 2.0
"""A wider opening is not told as a door."""

DOORSTEP_M = 0.40
"""How far before and behind a door's middle one walks straight at it."""

ARTEFACT_M = 0.30
"""A line that strays no farther is straight to its walker (Douglas and Peucker, 1973)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a way is told by."""

    floors: Mapping[str, Walkable]
    storeys: Mapping[str, Floor]
    stairs: Mapping[str, Stair]
    flights: Mapping[frozenset[Node], Flight]

    def flight(self, start: Node, end: Node) -> Flight:
        """Return the flight between two landings."""
        return self.flights[frozenset((start, end))]


def list_steps(surroundings: Surroundings, way: Sequence[Node]) -> Iterator[Step]:
    """Yield the stretches of each floor, and one climb for each stair used."""
    floors = [tuple(nodes) for _, nodes in groupby(way, key=lambda node: node[0])]
    for place, nodes in enumerate(floors):
        if len(nodes) > 1:
            line = [node[1:] for node in nodes]
            yield merge_stretches(list(_stretches(surroundings.floors[nodes[0][0]], line)))
        if place + 1 < len(floors):
            stair = surroundings.flight(nodes[-1], floors[place + 1][0]).stair
            if not _goes_on(surroundings, floors[place + 1 : place + 3], stair):
                yield _climb(surroundings, stair, floors, place)


def _goes_on(surroundings: Surroundings, floors: Sequence[tuple[Node, ...]], stair: str) -> bool:
    """Say whether the same stair is walked on from a floor without a step aside."""
    if len(floors) < 2 or len(floors[0]) > 1:  # noqa: PLR2004 - this floor and the next
        return False
    return surroundings.flight(floors[0][-1], floors[1][0]).stair == stair


def _climb(
    surroundings: Surroundings, stair: str, floors: Sequence[tuple[Node, ...]], place: int
) -> Climb:
    end = surroundings.storeys[floors[place + 1][0][0]]
    start = surroundings.storeys[floors[place][-1][0]]
    return Climb(stair=surroundings.stairs[stair], down=end.level < start.level, floor=end)


def _stretches(floor: Walkable, line: Sequence[Point]) -> Iterator[Stretch]:
    """Yield the stretches as they are felt, together as long as the drawn line."""
    points = list(_felt_points(floor, line))
    felt_m = sum(dist(a, b) for (a, _), (b, _) in pairwise(points))
    share = sum(dist(a, b) for a, b in pairwise(line)) / felt_m if felt_m else 1.0
    for (a, before), (b, behind) in pairwise(points):
        run, length_m = between(a, b)
        space = floor.space_at(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
        is_door = before is not None and before is behind
        yield Stretch(
            run=run,
            length_m=length_m * share,
            uses=((floor.uses[space] if space else None, length_m * share),),
            doors_m=(length_m * share / 2,) if is_door else (),
        )


def _felt_points(floor: Walkable, line: Sequence[Point]) -> Iterator[tuple[Point, Passage | None]]:
    """Yield the bends of a line, and two points for each door with that door."""
    pieces, doors = _cut_at_doors(floor, line)
    turning = [not _goes_straight(*sides) for sides in pairwise(pieces)]
    strips = [door.strip for door, turns in zip(doors, turning, strict=True) if turns]
    yield line[0], None
    for place, piece in enumerate(pieces):
        for bend in piece[1:-1]:
            if all(strip.distance(Spot(bend)) > TOUCH_M for strip in strips):
                yield bend, None
        if place < len(doors):
            after = pieces[place + 1]
            near = _through(doors[place], piece[-2], after[1])
            if not turning[place]:
                near = (_toward(piece[-1], piece[-2]), _toward(after[0], after[1]))
            yield from ((point, doors[place]) for point in near)
    yield line[-1], None


def _cut_at_doors(
    floor: Walkable, line: Sequence[Point]
) -> tuple[list[list[Point]], list[Passage]]:
    """Return the straightened pieces of a line between the doors, and the doors."""
    pieces: list[list[Point]] = [[line[0]]]
    doors: list[Passage] = []
    for a, b in pairwise(line):
        for door in floor.doors_crossed(a, b):
            if door.clear_width_m <= DOOR_WIDTH_M:
                doors.append(door)
                sill = door.wall.crossing(a, b)
                pieces[-1].append(sill)
                pieces.append([sill])
        pieces[-1].append(b)
    return [_straighten(piece) for piece in pieces], doors


def _straighten(piece: Sequence[Point]) -> list[Point]:
    """Return a piece without the small bends that keep it clear of walls.

    Of bends that stray alike, as along a wall, the first one walked counts, whatever the last
    digits say: so the words stay when the building is turned or mirrored.
    """
    stray_m = [round(distance_to_line_m(bend, piece[0], piece[-1]), 3) for bend in piece[1:-1]]
    farthest_m = max(stray_m, default=0.0)
    if farthest_m <= ARTEFACT_M:
        return [piece[0], piece[-1]]
    at = stray_m.index(farthest_m) + 1
    return [*_straighten(piece[: at + 1])[:-1], *_straighten(piece[at:])]


def _goes_straight(before: Sequence[Point], after: Sequence[Point]) -> bool:
    """Say whether a door lies on a straight stretch and not at a bend."""
    arrive, arrive_m = between(before[-2], before[-1])
    leave, leave_m = between(after[0], after[1])
    is_long = round(min(arrive_m, leave_m), 3) >= SHORT_M
    return is_long and abs(turn_deg(arrive, leave)) < STRAIGHT_DEG


def _toward(start: Point, end: Point) -> Point:
    (dx, dy), length_m = between(start, end)
    return (start[0] + dx / length_m * DOORSTEP_M, start[1] + dy / length_m * DOORSTEP_M)


def _through(door: Passage, start: Point, end: Point) -> tuple[Point, Point]:
    nx, ny = door.wall.inward
    inward = (end[0] - start[0]) * nx + (end[1] - start[1]) * ny >= 0
    near_m = -DOORSTEP_M if inward else DOORSTEP_M
    return door.wall.shift(0, near_m), door.wall.shift(0, -near_m)
