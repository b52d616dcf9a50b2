# SPDX-License-Identifier: MIT
"""A pair of axes that belongs to the school's ground and not to whoever drew it.

Where two plans are equally good, the choice falls by place, never by id, so that it stays when
things are renamed or listed in another order. Places are read in these axes, so that it stays as
well when the drawing is shifted, turned or mirrored. Only where the ground is its own mirror
image can nothing but the drawing's handedness tell left from right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, hypot

from generator.model.building import Point
from generator.model.route import RouteOption
from generator.model.school import Campus

LENGTH_STEP_M = 0.01
"""Lengths are compared to the centimetre, so that turning the plan changes nothing."""
SHIFT = 0.137
"""Moves the borders between two steps away from the round lengths of real plans."""
NEAR_M = 1e-6
EVEN = 1e-6
"""A skew below this share is none."""

Weighted = tuple[Point, float]


def step(length_m: float) -> int:
    """Return a length in whole centimetres, for comparing."""
    return round(length_m / LENGTH_STEP_M + SHIFT)


@dataclass(frozen=True, slots=True)
class Frame:
    """An origin and the direction of the first axis; the second stands left of it, or right."""

    origin: Point = (0.0, 0.0)
    along: Point = (1.0, 0.0)
    hand: int = 1
    """1 where the second axis lies left of the first, -1 where it lies right of it."""

    def place(self, point: Point) -> Point:
        """Return where a point lies, in metres along the two axes."""
        x, y = point[0] - self.origin[0], point[1] - self.origin[1]
        (a, b), hand = self.along, self.hand
        return a * x + b * y, hand * (a * y - b * x)

    def key(self, point: Point) -> tuple[int, int]:
        """Return where a point lies, in whole centimetres, for comparing."""
        x, y = self.place(point)
        return step(x), step(y)


def find_frame(campus: Campus, options: Sequence[RouteOption]) -> Frame:
    """Return the axes of a school.

    The first leads from the middle of the pupils to the middle of the assembly points, or of the
    exits where these coincide. The second points to the side with the longer tail.
    """
    heads = {school_class.id: school_class.head_count for school_class in campus.school.classes}
    starts = {o.school_class: o.route.points[0] for o in options}
    pupils = [((p.x_m, p.y_m), float(heads.get(name, 0))) for name, p in starts.items()]
    exits = {(end.x_m, end.y_m): 1.0 for o in options for end in o.route.points[-1:]}
    points = [(point.at_m, 1.0) for point in campus.school.assembly_points]
    origin = _middle(pupils)
    for goal in (_middle(points), _middle(list(exits.items()))):
        if (length := dist(origin, goal)) > NEAR_M:
            along = ((goal[0] - origin[0]) / length, (goal[1] - origin[1]) / length)
            return _turned_to_tail(Frame(origin, along), [*pupils, *exits.items(), *points])
    return Frame(origin)


def _middle(points: Sequence[Weighted]) -> Point:
    total = sum(weight for _, weight in points)
    if not total:
        return (0.0, 0.0)
    x, y = (sum(p[axis] * weight for p, weight in points) / total for axis in (0, 1))
    return x, y


def _turned_to_tail(frame: Frame, points: Sequence[Weighted]) -> Frame:
    sides = [(frame.place(point)[1], weight) for point, weight in points]
    skew = sum(weight * side**3 for side, weight in sides)
    size = sum(weight * abs(side) ** 3 for side, weight in sides)
    return Frame(frame.origin, frame.along, -1) if skew < -EVEN * size else frame


def unit(vector: Point) -> Point:
    """Return a vector of length 1 in the same direction; along x where it has none."""
    length = hypot(*vector)
    return (vector[0] / length, vector[1] / length) if length > NEAR_M else (1.0, 0.0)
