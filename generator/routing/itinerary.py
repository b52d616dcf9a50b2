# SPDX-License-Identifier: MIT
"""The steps of a way as they are told: stretches on each floor, and the stairs between them.

Doors are told as walked: up to the door, straight through it, on. The drawn line may cut
slantwise through a doorway by a few decimetres; nobody would say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import dist

from shapely import Point as Spot

from generator.model.building import Floor, Point, Stair
from generator.routing.bearing import Stretch, between, merge_stretches
from generator.routing.network import Flight, Node
from generator.routing.passage import TOUCH_M, Passage
from generator.routing.walkable import Walkable
from generator.routing.words import Climb, Step

DOOR_WIDTH_M = 2.0
"""A wider opening is not told as a door."""

DOORSTEP_M = 0.40
"""How far before and behind a door's middle one walks straight at it."""


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
        if place == 0 or len(nodes) > 1:
            line = [node[1:] for node in nodes]
            yield merge_stretches(list(_stretches(surroundings.floors[nodes[0][0]], line)))
        if place + 1 < len(floors):
            stair = surroundings.flight(nodes[-1], floors[place + 1][0]).stair
            if not _goes_on(surroundings, floors[place + 1 : place + 3], stair):
                yield _climb(surroundings, stair, floors, place)


def doors_crossed(floor: Walkable, start: Point, end: Point) -> list[Passage]:
    """Return the doors through which a straight line leads, in order."""
    crossed = [door for door in floor.doors if door.is_crossed(start, end)]
    return sorted(crossed, key=lambda door: (round(dist(start, door.wall.at), 3), door.id))


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
    points = list(_felt_points(floor, line))
    for (a, before), (b, behind) in pairwise(points):
        run, length_m = between(a, b)
        space = floor.space_at(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))
        yield Stretch(
            run=run,
            length_m=length_m,
            use=floor.uses[space] if space else None,
            through_door=before is not None and before is behind,
        )


def _felt_points(floor: Walkable, line: Sequence[Point]) -> Iterator[tuple[Point, Passage | None]]:
    """Yield the bends of a line with its doors passed straight, and the door of each bend."""
    crossed = [
        [door for door in doors_crossed(floor, a, b) if door.clear_width_m <= DOOR_WIDTH_M]
        for a, b in pairwise(line)
    ]
    strips = [door.strip for doors in crossed for door in doors]
    yield line[0], None
    for (a, b), doors in zip(pairwise(line), crossed, strict=True):
        for door in doors:
            yield from ((point, door) for point in _through(door, a, b))
        if b == line[-1] or all(strip.distance(Spot(b)) > TOUCH_M for strip in strips):
            yield b, None


def _through(door: Passage, start: Point, end: Point) -> tuple[Point, Point]:
    nx, ny = door.wall.inward
    inward = (end[0] - start[0]) * nx + (end[1] - start[1]) * ny >= 0
    near_m = -DOORSTEP_M if inward else DOORSTEP_M
    return door.wall.shift(0, near_m), door.wall.shift(0, -near_m)
