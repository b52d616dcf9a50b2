# SPDX-License-Identifier: MIT
"""Finding room for signs and labels so that nothing covers anything else."""

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import combinations
from math import ceil, cos, dist, floor, hypot, pi, sin

from shapely import LineString, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from generator.maps.ink import Spot

Box = tuple[float, float, float, float]
"""Left, top, right and bottom on the page in millimetres."""

AIR_MM = 0.5
"""Least distance between two things."""

RING_MM = (5.5, 7, 8.5, 10, 12, 14, 17, 20, 24, 28, 33, 39, 46, 54, 63, 73, 84)
"""How far a sign may move from its place, tried in this order."""

DIRECTIONS = 16

SEARCH_MM = 2.0
"""How finely the whole plan is searched for room where none is near."""

LINE_MM = 0.4
"""A line is taken as a chain of boxes of this size, no gap between them."""

START_MM = 3.0
"""A line that crosses a way so near to its own beginning began on it."""

TOUCH_MM = 0.2
"""A line nearer to a way than this runs on it."""

DOT_MM = 1.0
"""A line nearer to the place of another thing than this runs over the dot that marks it."""

SQUARE_MM = 8.0
"""Side of the squares by which it is found what lies near a place."""

SLACK_MM = 0.01
"""So much farther than asked is looked, lest rounding hide a box beyond the edge of a square."""

TINY = 1e-9


def box_at(centre: Spot, size: tuple[float, float]) -> Box:
    """Return the box of a width and height around `centre`."""
    x, y = centre
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2


def middle(area: Box) -> Spot:
    """Return the middle of a box."""
    return (area[0] + area[2]) / 2, (area[1] + area[3]) / 2


def overlaps(one: Box, other: Box, air_mm: float = 0.0) -> bool:
    """Say whether two boxes come nearer than `air_mm`."""
    return (
        one[0] < other[2] + air_mm
        and other[0] < one[2] + air_mm
        and one[1] < other[3] + air_mm
        and other[1] < one[3] + air_mm
    )


def around(centre: Spot, size: tuple[float, float], start_mm: float = 0.0) -> Iterator[Box]:
    """Yield boxes of `size` on growing rings, `start_mm` added to each ring."""
    angles = [2 * pi * step / DIRECTIONS for step in range(DIRECTIONS)]
    directions = [(cos(angle), sin(angle), _reach(angle, size)) for angle in angles]
    for ring in RING_MM:
        for rightward, downward, clear in directions:
            reach = clear + ring - RING_MM[0] + start_mm
            yield box_at((centre[0] + reach * rightward, centre[1] + reach * downward), size)


def nearest_edge(area: Box, spot: Spot) -> Spot:
    """Return the point of `area` nearest to `spot`."""
    x = min(max(spot[0], area[0]), area[2])
    y = min(max(spot[1], area[1]), area[3])
    return x, y


def gap_mm(area: Box, spot: Spot) -> float:
    """Return how long a line from `spot` to the nearest edge of a box is."""
    x, y = nearest_edge(area, spot)
    return hypot(x - spot[0], y - spot[1])


class Ground(Enum):
    """Where a thing may stand."""

    ANY = "any"
    OFF_WALLS = "off-walls"
    """Neither on walls nor on stairs."""
    OUTSIDE = "outside"
    """Not on the building."""


class Taken:
    """Boxes in the order in which they were taken, found by where they lie.

    Millions of places are tried on a sheet, and a line is a chain of hundreds of boxes: only those
    of the same squares of the plan are looked at.
    """

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        """Begin with `boxes`."""
        self._boxes: list[Box] = []
        self._squares: dict[tuple[int, int], list[Box]] = {}
        for area in boxes:
            self.append(area)

    def __iter__(self) -> Iterator[Box]:
        """Yield the boxes as they were taken."""
        return iter(self._boxes)

    def __len__(self) -> int:
        """Return how many boxes are taken."""
        return len(self._boxes)

    def append(self, area: Box) -> None:
        """Take one more."""
        self._boxes.append(area)
        for square in _squares(area, 0.0):
            self._squares.setdefault(square, []).append(area)

    def forget(self, first: int) -> None:
        """Forget the box with this number, counted from 0, and all that were taken after it."""
        while len(self._boxes) > first:
            for square in _squares(self._boxes.pop(), 0.0):
                self._squares[square].pop()

    def near(self, area: Box) -> Iterator[Box]:
        """Yield all boxes that meet `area`, some more than once, and others beside them."""
        for square in _squares(area, SLACK_MM):
            yield from self._squares.get(square, ())

    def meets(self, area: Box, air_mm: float) -> bool:
        """Say whether a box comes nearer than `air_mm` to one of these.

        This is `overlaps`, written out: it is asked of millions of boxes.
        """
        left, top, right, bottom = area[0], area[1], area[2] + air_mm, area[3] + air_mm
        for square in _squares(area, air_mm + SLACK_MM):
            for other in self._squares.get(square, ()):
                if (
                    other[0] < right
                    and left < other[2] + air_mm
                    and other[1] < bottom
                    and top < other[3] + air_mm
                ):
                    return True
        return False


def _squares(area: Box, air_mm: float) -> list[tuple[int, int]]:
    """Return the squares of SQUARE_MM on which a box lies with so much air around it."""
    left, right = floor((area[0] - air_mm) / SQUARE_MM), floor((area[2] + air_mm) / SQUARE_MM)
    top, bottom = floor((area[1] - air_mm) / SQUARE_MM), floor((area[3] + air_mm) / SQUARE_MM)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]


class Crowd:
    """What already stands on the plan."""

    def __init__(
        self,
        area: Box,
        ways: Iterable[BaseGeometry],
        walls: Iterable[BaseGeometry] = (),
        building: Iterable[BaseGeometry] = (),
        window: BaseGeometry | None = None,
    ) -> None:
        """Start with the plan's box, the ways (covered only in need) and what is built.

        Beyond `window`, if there is one, nothing stands.
        """
        self.area = area
        self._window = prep(window) if window is not None else None
        self.taken = Taken()
        self.lines: list[LineString] = []
        """Lines that lead to what could not stand in its place."""
        self.rings: list[Box] = []
        """Around the places of what stands together on a plate: drawn beneath the ways."""
        self.hidden: list[str] = []
        """Lines drawn beneath the ways that they cross."""
        self.squeezed = 0
        """How many things found room only on a way, far off, or none."""
        self.reserved: list[Spot] = []
        """True places of what is still to be marked: nothing else should cover them."""
        self.shuns_dots = False
        """Whether lines keep off these places too, from which other lines may begin."""
        self.main: BaseGeometry = LineString()
        """The line of the way that everybody should take: no line to a thing crosses it."""
        self.tracks: BaseGeometry = LineString()
        """The lines of all ways."""
        self._ways = _prepare(ways)
        self._grounds = {
            Ground.ANY: _prepare(()),
            Ground.OFF_WALLS: _prepare(walls),
            Ground.OUTSIDE: _prepare(building),
        }

    def take(self, area: Box) -> Box:
        """Mark `area` as taken and return it."""
        self.taken.append(area)
        return area

    def take_line(self, start: Spot, end: Spot) -> None:
        """Mark a thin line as taken."""
        self.lines.append(LineString([start, end]))
        steps = ceil(hypot(end[0] - start[0], end[1] - start[1]) / LINE_MM) or 1
        for step in range(steps + 1):
            x = start[0] + (end[0] - start[0]) * step / steps
            y = start[1] + (end[1] - start[1]) * step / steps
            self.taken.append(box_at((x, y), (LINE_MM, LINE_MM)))

    def crossings(self) -> int:
        """Return how many lines cross the main way, but for those that begin on it, or another."""
        pairs = combinations(self.lines, 2)
        return sum(_cuts(line, self.main) for line in self.lines) + sum(
            one.crosses(other) for one, other in pairs
        )

    def first_free(
        self,
        candidates: Iterable[Box],
        ground: Ground = Ground.ANY,
        anchor: Spot | None = None,
        *,
        is_led_to: bool = False,
        may_cross: bool = False,
    ) -> Box | None:
        """Return the first candidate that covers nothing, taken from now on; else None.

        `anchor` is the reserved spot that the thing itself may cover. With `is_led_to` a line
        from there to the candidate must cross nothing either, but ways if it `may_cross` them.
        """
        free = (
            area
            for area in candidates
            if self.is_free(area, anchor)
            and self.is_on(area, ground)
            and (not is_led_to or self._is_open(anchor, area, may_cross=may_cross))
        )
        found = next(free, None)
        return self.take(found) if found else None

    def is_free(self, area: Box, anchor: Spot | None = None) -> bool:
        """Say whether `area` lies on the plan and covers no thing, no way and no other's place."""
        return (
            self._is_on_plan(area)
            and not self.taken.meets(area, AIR_MM)
            and not self._covers_reserved(area, anchor)
            and self._is_in_window(area)
            and not _meets(self._ways, area)
        )

    def is_on(self, area: Box, ground: Ground) -> bool:
        """Say whether `area` lies on such ground, whatever stands there."""
        return not _meets(self._grounds[ground], area)

    def _covers_reserved(self, area: Box, anchor: Spot | None) -> bool:
        """Say whether `area` covers a reserved spot other than its own; asked of a million."""
        left, top, right, bottom = area
        for spot in self.reserved:
            if left <= spot[0] <= right and top <= spot[1] <= bottom and spot != anchor:
                return True
        return False

    def is_off_ways(self, line: LineString) -> bool:
        """Say whether a line keeps off all ways and their bands."""
        return not any(way.intersects(line) for way in self._ways)

    def seen_mm(self, line: LineString) -> float:
        """Return how much of a line is seen beside the ways and their bands."""
        rest: BaseGeometry = line
        for way in self._ways:
            rest = rest.difference(way.context)
        return float(rest.length)

    def squeeze(
        self,
        candidates: Iterable[Box],
        ground: Ground = Ground.ANY,
        anchor: Spot | None = None,
    ) -> Box:
        """Return the first free candidate, or else the first that covers a way but no thing.

        Those on the wanted ground come before all others. With an `anchor` those come first to
        which a line from it crosses no thing. Where all are taken, the whole plan is searched;
        only a plan without any room left lets things overlap.
        """
        offered = tuple(candidates)
        tries: tuple[tuple[Iterable[Box], Ground, bool, bool], ...] = (
            (offered, ground, True, False),
            (offered, Ground.ANY, True, False),
            (self.everywhere(offered[0]), Ground.ANY, True, False),
            (offered, Ground.ANY, True, True),
            (offered, Ground.ANY, False, True),
        )
        for areas, where, is_led, may in tries:
            found = self.first_free(areas, where, anchor, is_led_to=is_led, may_cross=may)
            if found:
                self.squeezed += not is_led
                return found
        self.squeezed += 1
        places = (*offered, *self.everywhere(offered[0]))
        clear = [area for area in places if self._is_clear(area)]
        open_one = (area for area in clear if self._is_open(anchor, area))
        return self.take(next(open_one, clear[0] if clear else offered[0]))

    def _is_open(self, anchor: Spot | None, area: Box, *, may_cross: bool = False) -> bool:
        """Say whether a line from `anchor` to a box crosses no thing and not the main way."""
        if anchor is None:
            return True
        end = nearest_edge(area, anchor)
        (left, right), (top, bottom) = sorted((anchor[0], end[0])), sorted((anchor[1], end[1]))
        near = self.taken.near((left, top, right, bottom))
        if any(crosses(anchor, end, other) and not holds(other, anchor) for other in near):
            return False
        if self.shuns_dots and self._passes_reserved(anchor, end):
            return False
        return may_cross or not _cuts(LineString([anchor, end]), self.main)

    def crosses_way(self, start: Spot, end: Spot) -> bool:
        """Say whether a line crosses any way but where it begins on it."""
        return _cuts(LineString([start, end]), self.tracks)

    def _passes_reserved(self, anchor: Spot, end: Spot) -> bool:
        """Say whether a line runs over the dot of another thing, from which its own line begins."""
        line = LineString([anchor, end])
        spots = (spot for spot in self.reserved if dist(spot, anchor) > DOT_MM)
        return any(line.distance(Point(spot)) <= DOT_MM for spot in spots)

    def everywhere(self, area: Box) -> Iterator[Box]:
        """Yield boxes like `area` all over the plan, the nearest first."""
        left, top, right, bottom = self.area
        size, here = (area[2] - area[0], area[3] - area[1]), middle(area)
        spots = [
            (x, y)
            for x in _steps(left + size[0] / 2, right - size[0] / 2)
            for y in _steps(top + size[1] / 2, bottom - size[1] / 2)
        ]
        for spot in sorted(spots, key=lambda s: (hypot(s[0] - here[0], s[1] - here[1]), s)):
            yield box_at(spot, size)

    def first_on_way(self, candidates: Iterable[Box]) -> Box | None:
        """Return the first candidate that covers no thing, though it may cover a way."""
        found = next((area for area in candidates if self._is_clear(area)), None)
        return self.take(found) if found else None

    def _is_clear(self, area: Box) -> bool:
        is_inside = self._is_on_plan(area) and self._is_in_window(area)
        return is_inside and not self.taken.meets(area, 0.0)

    def _is_on_plan(self, area: Box) -> bool:
        left, top, right, bottom = self.area
        return left <= area[0] and top <= area[1] and area[2] <= right and area[3] <= bottom

    def _is_in_window(self, area: Box) -> bool:
        return self._window is None or self._window.contains(box(*area))


def crosses(start: Spot, end: Spot, area: Box) -> bool:
    """Say whether a straight line meets a box (Liang and Barsky)."""
    first, last = 0.0, 1.0
    for low, high, at, step in (
        (area[0], area[2], start[0], end[0] - start[0]),
        (area[1], area[3], start[1], end[1] - start[1]),
    ):
        if abs(step) < TINY:
            if not low <= at <= high:
                return False
            continue
        near, far = (low - at) / step, (high - at) / step
        if near > far:
            near, far = far, near
        first, last = max(first, near), min(last, far)
    return first <= last


def _cuts(line: LineString, way: BaseGeometry) -> bool:
    """Say whether a line crosses a way but where it begins on it."""
    if way.is_empty or line.distance(way) > TOUCH_MM:
        return False
    rest = line.difference(Point(line.coords[0]).buffer(START_MM))
    return not rest.is_empty and rest.distance(way) <= TOUCH_MM


def holds(area: Box, spot: Spot) -> bool:
    """Say whether a spot lies in a box or on its edge."""
    return area[0] <= spot[0] <= area[2] and area[1] <= spot[1] <= area[3]


def _steps(first: float, last: float) -> list[float]:
    """Return values from `first` to `last`, SEARCH_MM apart."""
    return [first + SEARCH_MM * step for step in range(int((last - first) / SEARCH_MM) + 1)]


def _prepare(shapes: Iterable[BaseGeometry]) -> list["PreparedGeometry[BaseGeometry]"]:
    return [prep(shape) for shape in shapes if not shape.is_empty]


def _meets(shapes: list["PreparedGeometry[BaseGeometry]"], area: Box) -> bool:
    if not shapes:
        return False
    ground = box(*area)
    return any(shape.intersects(ground) for shape in shapes)


def _reach(angle: float, size: tuple[float, float]) -> float:
    """Return how far out the middle of a box must lie to clear its anchor in a direction."""
    wide, high = abs(cos(angle)), abs(sin(angle))
    to_side = size[0] / 2 / wide if wide > TINY else float("inf")
    to_top = size[1] / 2 / high if high > TINY else float("inf")
    return min(to_side, to_top) + 1.5
