# SPDX-License-Identifier: MIT
"""Where each class stands on the assembly ground.

The ground is cut into strips, open towards those who arrive: each class walks straight into its
own, and nobody passes through people who stand already. Classes that come by the same exit stand
together; of these the one that comes first goes farthest from where they arrive. Each pupil has
the same share of the ground, whatever the class.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import dist

from generator.assignment.frame import Frame, step, unit
from generator.assignment.party import area_points
from generator.model.assignment import Assigned, Stand
from generator.model.building import Outline, Point
from generator.model.school import AssemblyPoint, Campus

AREA_M2 = 0.5
"""Ground that a standing pupil needs at least. Muster's own choice: no Chinese text that gives
a figure for the ground of a drill was found."""
STRIP_M = 0.6
"""Least width of a strip: one file of pupils, the width of one stream (GB 50099-2011, 8.2.1)."""
ROUNDS = 60
"""Halvings by which the border of a strip is found: far below a millimetre."""
NEAR_M2 = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A class as it comes to the ground."""

    school_class: str
    head_count: int
    exit: tuple[str, str]
    """Building and final exit of the class, or of its first half."""
    turn: tuple[int, float]
    """Its slot, and how far it has to walk; less comes first."""
    start: Point
    """Middle of its room."""
    way: tuple[Point, ...]
    """From the exit to the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A class's part of the ground."""

    school_class: str
    row: int
    outline_m: tuple[Point, ...]


@dataclass(frozen=True)
class Ground:
    """A piece of ground with those who stand on it."""

    outline_m: Outline | None
    at_m: Point
    arrivals: Sequence[Arrival]
    frame: Frame

    @cached_property
    def entries(self) -> Mapping[tuple[str, str], Point]:
        """Where those of each exit step onto the ground."""
        return {arrival.exit: _entry(self.outline_m, arrival.way) for arrival in self.arrivals}

    @cached_property
    def across(self) -> Point:
        """The direction in which the rows are counted, at right angles to the strips."""
        total = sum(a.head_count for a in self.arrivals)
        entries = [(self.entries[a.exit], a.head_count / total) for a in self.arrivals]
        middle = (sum(p[0] * w for p, w in entries), sum(p[1] * w for p, w in entries))
        centre = _centre(self.outline_m) if self.outline_m else self.at_m
        inward = (centre[0] - middle[0], centre[1] - middle[1])
        axis = _longest_side(self.outline_m) if self.outline_m else unit(inward)
        other = (-axis[1], axis[0])
        strips = max((axis, other), key=lambda a: (step(abs(_dot(a, inward))), a == axis))
        rows = (-strips[1], strips[0])
        return _turned(rows, self._away_from_exits(rows))

    def _away_from_exits(self, rows: Point) -> float:
        """Return how far the ground's middle lies beyond the exits; else settle it by place."""
        total = sum(a.head_count for a in self.arrivals)
        exits = sum(_dot(rows, a.way[0]) * a.head_count / total for a in self.arrivals)
        centre = _centre(self.outline_m) if self.outline_m else self.at_m
        beyond = _dot(rows, centre) - exits
        if step(abs(beyond)) > 0:
            return beyond
        origin, end = self.frame.place((0.0, 0.0)), self.frame.place(rows)
        return end[1] - origin[1] or end[0] - origin[0]

    def ordered(self) -> list[Arrival]:
        """Return those who stand here by row."""
        groups: dict[tuple[str, str], list[Arrival]] = {}
        for arrival in sorted(self.arrivals, key=self._arrival_key):
            groups.setdefault(arrival.exit, []).append(arrival)
        nominal = self._nominal_middles()
        ordered: list[Arrival] = []
        for key in sorted(groups, key=lambda key: self._exit_key(groups[key][0])):
            slots = range(len(ordered), len(ordered) + len(groups[key]))
            entry = _dot(self.across, self.entries[key])
            farthest = sorted(slots, key=lambda i: (-step(abs(nominal[i] - entry)), -i))
            placed = dict(zip(farthest, groups[key], strict=True))
            ordered += [placed[i] for i in slots]
        return ordered

    def _exit_key(self, arrival: Arrival) -> tuple[int, int, tuple[int, int]]:
        entry = _dot(self.across, self.entries[arrival.exit])
        start = arrival.way[0]
        return step(entry), step(_dot(self.across, start)), self.frame.key(start)

    def _arrival_key(self, arrival: Arrival) -> tuple[int, int, int, tuple[int, int]]:
        slot, length = arrival.turn
        return slot, step(length), arrival.head_count, self.frame.key(arrival.start)

    def _nominal_middles(self) -> list[float]:
        """Return where the strips would lie, across, were they all of one width."""
        count = len(self.arrivals)
        corners = self.outline_m or [self.at_m]
        sides = [_dot(self.across, corner) for corner in corners]
        low, high = min(sides), max(sides)
        return [low + (high - low) * (i + 0.5) / count for i in range(count)]

    def strips(self) -> Iterator[Strip]:
        """Yield the part of each class, with outlines where the ground has one."""
        ordered = self.ordered()
        total, before = sum(a.head_count for a in ordered), 0
        for row, arrival in enumerate(ordered, start=1):
            share = (before / total, (before + arrival.head_count) / total)
            before += arrival.head_count
            outline = self._between(share) if self.outline_m else ()
            yield Strip(school_class=arrival.school_class, row=row, outline_m=outline)

    def _between(self, share: tuple[float, float]) -> tuple[Point, ...]:
        low, high = (self._border(part) for part in share)
        back = (-self.across[0], -self.across[1])
        return tuple(_cut(_cut(self.outline_m or (), self.across, high), back, -low))

    def _border(self, share: float) -> float:
        """Return how far across the ground has this share of it behind."""
        outline = self.outline_m or ()
        sides = [_dot(self.across, corner) for corner in outline]
        low, high = min(sides), max(sides)
        if share in {0.0, 1.0}:
            return low if share == 0.0 else high
        wanted = share * area_m2(outline)
        for _ in range(ROUNDS):
            middle = (low + high) / 2
            is_less = area_m2(_cut(outline, self.across, middle)) < wanted
            low, high = (middle, high) if is_less else (low, middle)
        return (low + high) / 2

    def narrowest_m(self) -> float:
        """Return the width of the narrowest strip."""
        widths = [
            max(sides) - min(sides)
            for strip in self.strips()
            for sides in [[_dot(self.across, corner) for corner in strip.outline_m]]
            if sides
        ]
        return min(widths, default=0.0)


def lay_out(campus: Campus, assigned: Sequence[Assigned], frame: Frame) -> tuple[Assigned, ...]:
    """Return the assigned with their places on the ground."""
    stands: dict[str, Stand] = {}
    for point, ground in find_grounds(campus, assigned, frame):
        for strip in ground.strips():
            stands[strip.school_class] = Stand(
                assembly_point=point.id, row=strip.row, outline_m=strip.outline_m
            )
    return tuple(replace(a, stand=stands.get(a.school_class, a.stand)) for a in assigned)


def find_grounds(
    campus: Campus, assigned: Sequence[Assigned], frame: Frame
) -> Iterator[tuple[AssemblyPoint, Ground]]:
    """Yield each assembly point, or marked area of one, with the classes that stand on it."""
    with_area = area_points(campus)
    arrivals = {a.school_class: a for a in _arrivals(assigned)}
    reached = {a.school_class: a.route.assembly_point for a in reversed(assigned)}
    for point in campus.school.assembly_points:
        own = {name for name, end in reached.items() if end == point.id and name not in with_area}
        pieces = [(point.outline_m, own), *((a.outline_m, set(a.classes)) for a in point.areas)]
        for outline, names in pieces:
            here = [a for name, a in arrivals.items() if name in names]
            here = [a for a in here if with_area.get(a.school_class, point) is point]
            if here:
                yield point, Ground(outline, point.at_m, here, frame)


def _arrivals(assigned: Sequence[Assigned]) -> Iterator[Arrival]:
    """Yield the classes; a class of two halves stands together and comes by its first's exit."""
    classes: dict[str, list[Assigned]] = {}
    for a in assigned:
        classes.setdefault(a.school_class, []).append(a)
    for name, parts in classes.items():
        first = parts[0].route
        yield Arrival(
            school_class=name,
            head_count=sum(part.head_count for part in parts),
            exit=(parts[0].building, first.final_exit),
            turn=(parts[0].slot, first.length_m),
            start=(first.points[0].x_m, first.points[0].y_m),
            way=first.outdoor_points or ((first.points[-1].x_m, first.points[-1].y_m),),
        )


def area_m2(outline: Sequence[Point]) -> float:
    """Return the area inside an outline."""
    return abs(_signed_area(outline))


def _signed_area(outline: Sequence[Point]) -> float:
    ring = [*outline, *outline[:1]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _centre(outline: Sequence[Point]) -> Point:
    """Return the middle of an outline's area, or of its corners where it has none."""
    size = _signed_area(outline)
    ox, oy = outline[0]
    near = [(x - ox, y - oy) for x, y in outline]
    if abs(size) < NEAR_M2:
        return ox + sum(x for x, _ in near) / len(near), oy + sum(y for _, y in near) / len(near)
    ring = list(pairwise([*near, near[0]]))
    turns = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in ring]
    x, y = (sum((a[i] + b[i]) * turn for a, b, turn in turns) / (6 * size) for i in (0, 1))
    return ox + x, oy + y


def _longest_side(outline: Sequence[Point]) -> Point:
    sides = pairwise([*outline, outline[0]])
    a, b = max(sides, key=lambda side: step(dist(*side)))
    return unit((b[0] - a[0], b[1] - a[1]))


def _turned(direction: Point, sign: float) -> Point:
    return direction if sign >= 0 else (-direction[0], -direction[1])


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1]


def _cut(outline: Sequence[Point], across: Point, border: float) -> list[Point]:
    """Return the part of an outline that lies before a border, measured along a direction."""
    kept: list[Point] = []
    for a, b in pairwise([*outline, *outline[:1]]):
        before, after = border - _dot(across, a), border - _dot(across, b)
        if before >= 0:
            kept.append(a)
        if before * after < 0:
            part = before / (before - after)
            kept.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
    return kept


def _entry(outline: Sequence[Point] | None, way: Sequence[Point]) -> Point:
    """Return where a way first meets an outline; its last point but one where it does not."""
    for a, b in pairwise(way):
        crossings = [p for p in (_meet(a, b, *side) for side in _sides(outline)) if p is not None]
        if crossings:
            part = min(crossings)
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
    return way[-2] if len(way) > 1 else way[-1]


def _sides(outline: Sequence[Point] | None) -> Iterator[tuple[Point, Point]]:
    yield from pairwise([*outline, outline[0]]) if outline else ()


def _meet(a: Point, b: Point, c: Point, d: Point) -> float | None:
    """Return at which part of the way from a to b it meets the side from c to d."""
    way, side = (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1])
    turn = way[0] * side[1] - way[1] * side[0]
    if abs(turn) < NEAR_M2:
        return None
    off = (c[0] - a[0], c[1] - a[1])
    part = (off[0] * side[1] - off[1] * side[0]) / turn
    on_side = (off[0] * way[1] - off[1] * way[0]) / turn
    return part if 0 <= part <= 1 and 0 <= on_side <= 1 else None
