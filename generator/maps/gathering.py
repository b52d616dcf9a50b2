# SPDX-License-Identifier: MIT
"""Where the signs of equipment stand: in place, near it on a line, or several on one plate.

A sign that cannot stand in its place moves no further than its room, or out of the house beside
it. Where a room has no space for all of them, those that hang together are gathered on one plate.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil, hypot

from shapely import box, unary_union
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry

from generator.maps.canvas import Canvas
from generator.maps.ink import Spot
from generator.maps.marks import REFUGE, Mark
from generator.maps.placing import (
    START_MM,
    Box,
    Crowd,
    Ground,
    around,
    box_at,
    gap_mm,
    holds,
    nearest_edge,
)
from generator.maps.pointer import LEADER_MM
from generator.maps.structure import polygon

GATHERED_MM = 32.0
"""So far apart may the places on one plate lie."""

WALL_M = 0.4
"""A thing hung so near to a room belongs to it: a wall has two faces."""

OWN_EDGE_MM = 0.8
"""So far a sign may reach over the edge of a room that is not its own."""

DOT_AIR_MM = 1.4
"""Air around a place: no other's line comes nearer."""

GAP_MM = 0.8
"""Between the signs of a plate, and around them."""

RING_AIR_MM = (2.0, 2.6, 3.2, 4.0, 5.0, 6.0)
"""Air between the places of a plate's signs and a ring that ways would hide, as little as does."""

LEAST_SEEN = 0.6
"""So much of a ring is to be seen beside the ways that are drawn over it."""

Group = tuple[Mark, ...]
Places = Sequence[Box]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One sign, or several on a plate, in their place on the page."""

    marks: Group
    areas: tuple[Box, ...]
    """One box for each mark."""
    leader: tuple[Spot, Spot] | None = None
    """From the true place to the sign; none where it stands there."""
    outline: Box | None = None
    """Around the true places of a plate's signs."""
    plate: Box | None = None
    """On which several signs stand."""


@dataclass(slots=True, kw_only=True)
class Gathering:
    """All signs that are to be placed, and what limits them."""

    canvas: Canvas
    crowd: Crowd
    marks: Group
    primary: BaseGeometry
    """The line of the route that everybody should take, on the page: no line crosses it while
    there is any other place."""
    ways: BaseGeometry
    """The lines of all routes: better not crossed either."""
    _foreign: dict[Group, BaseGeometry] = field(default_factory=dict)
    _others: dict[Group, BaseGeometry] = field(default_factory=dict)
    _rings: dict[Group, Box] = field(default_factory=dict)

    def place(self) -> tuple[Stand, ...]:
        """Return every sign in its place, as few as can be on plates.

        A ring around the places of a plate's signs keeps off all ways. What then finds no room
        is hung across the way on which it lies, or next door; only for what finds none there may
        the band of a way pass over the ring, and at last its line. A ring that would be hidden
        so grows, around its neighbours if need be.
        """
        start, first_line = len(self.crowd.taken), len(self.crowd.lines)
        groups: list[Group] | None = [(mark,) for mark in self.marks]
        found: list[Stand] = []
        failed: list[Group] = []
        while groups is not None:
            self.crowd.taken.forget(start)
            del self.crowd.lines[first_line:]
            found, failed = self._try(groups)
            merged = self._merge_one(groups, failed, self._rings_no_way)
            if merged is None:
                lent, failed = self._lend(failed)
                found += lent
                merged = self._merge_one(groups, failed, self._rings_no_line)
            if merged is None:
                hidden = [group for group in groups if self._is_hidden(group)]
                merged = self._merge_one(groups, [*failed, *hidden], bool)
            groups = merged
        return (*found, *chain.from_iterable(self._stand_in_need(group) for group in failed))

    def _merge_one(
        self, groups: list[Group], failed: list[Group], may: Callable[[Group], bool]
    ) -> list[Group] | None:
        """Return the groups with the first failed one that can be joined to another."""
        return next((m for one in failed if (m := self._merge(groups, one, may))), None)

    def _lend(self, failed: list[Group]) -> tuple[list[Stand], list[Group]]:
        """Return what finds room across a way or next door, and what finds none there either."""
        lent, still = [], []
        for group in failed:
            taken, lines = len(self.crowd.taken), len(self.crowd.lines)
            stands = [stand for mark in group if (stand := self._place_lent(mark))]
            if len(stands) == len(group):
                lent += stands
            else:
                self.crowd.taken.forget(taken)
                del self.crowd.lines[lines:]
                still.append(group)
        return lent, still

    def _try(self, groups: Sequence[Group]) -> tuple[list[Stand], list[Group]]:
        """Return what finds room within the limits, and what does not.

        Refuges come first, then plates.
        """
        found, failed = [], []
        for group in sorted(groups, key=lambda group: (not _is_refuge(group), -len(group))):
            stand = self._place_group(group)
            if stand is None:
                failed.append(group)
            else:
                found.append(stand)
        return found, failed

    def _merge(
        self, groups: list[Group], failed: Group, may: Callable[[Group], bool]
    ) -> list[Group] | None:
        """Return the groups, one joined to its nearest neighbour that `may` be; none without one.

        A refuge stands alone: on a plate in another room it would send people there.
        """
        joined = [
            held
            for other in groups
            if other != failed
            if not any(map(_is_refuge, held := self._join(groups, failed, other)))
            if may(_marks(held))
        ]
        nearest = min(joined, key=lambda held: self._extent(_marks(held)), default=[])
        if not nearest or self._extent(_marks(nearest)) >= GATHERED_MM:
            return None
        wanted = _marks(nearest)
        plate = tuple(mark for mark in self.marks if mark in wanted)
        return [plate, *(group for group in groups if group not in nearest)]

    def _join(self, groups: list[Group], one: Group, other: Group) -> list[Group]:
        """Return two groups and all others with a place in the ring around all of them."""
        held = [one, other]
        while more := [g for g in groups if g not in held and self._reaches(held, g)]:
            held += more
        return [group for group in groups if group in held]

    def _reaches(self, held: list[Group], other: Group) -> bool:
        outline = self._outline(_marks(held))
        return any(holds(outline, self._spot(mark)) for mark in other)

    def _rings_no_way(self, group: Group) -> bool:
        return self.crowd.is_off_ways(LineString(box(*self._outline(group)).exterior))

    def _is_hidden(self, group: Group) -> bool:
        """Say whether ways pass over so much of a plate's ring that it is not seen as one."""
        return len(group) > 1 and self._seen_share(self._outline(group)) < LEAST_SEEN

    def _rings_no_line(self, group: Group) -> bool:
        return not self.ways.intersects(box(*self._outline(group)).exterior)

    def _place_group(self, group: Group) -> Stand | None:
        if len(group) > 1:
            return self._place_plate(group, self._allows)
        return self._place_true(group[0]) or self._place_led(group[0], self._apart)

    def _place_led(self, mark: Mark, apart: Callable[[Places, Spot], list[Places]]) -> Stand | None:
        spot = self._spot(mark)
        areas = [a for a in around(spot, self._size) if self._allows((mark,), spot, a)]
        area = self._first(apart(areas, spot), spot)
        return self._led(mark, area) if area else None

    def _place_lent(self, mark: Mark) -> Stand | None:
        return self._place_led(mark, self._begun) or self._place_next_door(mark)

    def _place_next_door(self, mark: Mark) -> Stand | None:
        """Return a sign in a neighbouring room, near its place, its line off all routes."""
        spot = self._spot(mark)
        areas = [a for a in around(spot, self._size) if self._is_near((mark,), spot, a)]
        area = None if _is_refuge((mark,)) else self._first(self._apart(areas, spot)[:1], spot)
        return self._led(mark, area) if area else None

    def _place_plate(self, group: Group, may: Callable[[Group, Spot, Box], bool]) -> Stand | None:
        """Return a plate in a place that it `may` take; none without one."""
        outline = self._outline(group)
        middle = (outline[0] + outline[2]) / 2, (outline[1] + outline[3]) / 2
        count = len(self.crowd.taken)
        self.crowd.take(outline)
        for columns in _columns(len(group)):
            size = self._plate_size(len(group), columns)
            places = chain(around(middle, size), around(middle, size, 3.0))
            areas = [a for a in places if may(group, middle, a)]
            area = self._first(self._apart(areas, middle), middle)
            if area:
                end = nearest_edge(area, middle)
                start = _leaving(outline, middle, end)
                cells = tuple(self._cells(area, len(group), columns))
                self.crowd.take_line(start, end)
                return Stand(
                    marks=group, areas=cells, leader=(start, end), outline=outline, plate=area
                )
        self.crowd.taken.forget(count)
        return None

    def _apart(self, areas: Places, anchor: Spot) -> list[Places]:
        """Return the places with a line off all routes, then those with one off the primary."""
        lines = [(area, _line(anchor, area)) for area in areas]
        off = [(area, line) for area, line in lines if not line.intersects(self.primary)]
        return [[a for a, line in off if not line.intersects(self.ways)], [a for a, _ in off]]

    def _begun(self, areas: Places, anchor: Spot) -> list[Places]:
        """Return the places with a line that meets a route only where it begins on it."""
        start = Point(anchor).buffer(START_MM)
        rests = [(area, _line(anchor, area).difference(start)) for area in areas]
        return [[area for area, rest in rests if not rest.intersects(self.ways)]]

    def _first(self, choices: Iterable[Places], anchor: Spot) -> Box | None:
        """Return the first free place of the best choice, off the walls before on them."""
        for areas in choices:
            for ground in (Ground.OFF_WALLS, Ground.ANY):
                area = self.crowd.first_free(areas, ground, anchor, is_led_to=True)
                if area:
                    return area
        return None

    def _place_true(self, mark: Mark) -> Stand | None:
        spot = self._spot(mark)
        area = self.crowd.first_free([box_at(spot, self._size)], anchor=spot)
        return Stand(marks=(mark,), areas=(area,)) if area else None

    def _stand_in_need(self, group: Group) -> list[Stand]:
        """Return what has room nowhere in its room: a plate next door, smaller ones, each sign."""
        if len(group) == 1:
            return [self._place_in_need(group[0])]
        plate = self._place_plate(group, self._is_near)
        if plate is not None:
            return [plate]
        return list(chain.from_iterable(map(self._stand_in_need, self._halve(group))))

    def _halve(self, group: Group) -> tuple[Group, Group]:
        """Return a group cut across its longer side."""
        left, top, right, low = self._outline(group)
        side = 0 if right - left >= low - top else 1
        ordered = sorted(group, key=lambda mark: self._spot(mark)[side])
        first = {mark.id for mark in ordered[: len(group) // 2]}
        return (
            tuple(mark for mark in group if mark.id in first),
            tuple(mark for mark in group if mark.id not in first),
        )

    def _place_in_need(self, mark: Mark) -> Stand:
        """Return a sign near its place with a line beneath a route, or else anywhere."""
        stand = self._place_true(mark) or self._place_led(mark, lambda areas, _: [areas])
        return stand or self._place_over_way(mark) or self._place_anywhere(mark)

    def _place_over_way(self, mark: Mark) -> Stand | None:
        """Return a sign in its room on a line beneath the way out, or else next door.

        That of a refuge never leaves its room.
        """
        spot, group = self._spot(mark), (mark,)
        for may in (self._allows, *(() if _is_refuge(group) else (self._is_near,))):
            areas = [a for a in around(spot, self._size) if may(group, spot, a)]
            area = self.crowd.first_free(areas, anchor=spot, is_led_to=True, may_cross=True)
            if area:
                return self._led(mark, area)
        return None

    def _place_anywhere(self, mark: Mark) -> Stand:
        spot = self._spot(mark)
        area = self.crowd.squeeze(around(spot, self._size), anchor=spot)
        self.crowd.squeezed += 1
        return self._led(mark, area)

    def _led(self, mark: Mark, area: Box) -> Stand:
        spot = self._spot(mark)
        end = nearest_edge(area, spot)
        self.crowd.take_line(spot, end)
        return Stand(marks=(mark,), areas=(area,), leader=(spot, end))

    def _allows(self, group: Group, anchor: Spot, area: Box) -> bool:
        """Say whether a place is free, in the room or outside, near, its line meeting nothing."""
        foreign = self._foreign_ground(group)
        return (
            self._is_near(group, anchor, area)
            and not foreign.intersects(_line(anchor, area))
            and not foreign.intersects(box(*area))
        )

    def _is_near(self, group: Group, anchor: Spot, area: Box) -> bool:
        """Say whether a place is free and near, its line meeting no other's place."""
        if gap_mm(area, anchor) > LEADER_MM or not self.crowd.is_free(area, anchor):
            return False
        others = self._places_of_others(group)
        return others.is_empty or others.distance(_line(anchor, area)) > DOT_AIR_MM

    def _places_of_others(self, group: Group) -> BaseGeometry:
        """Return where on the page the things hang that are not of a group."""
        if group not in self._others:
            spots = [self._spot(mark) for mark in self.marks if mark not in group]
            self._others[group] = MultiPoint(spots)
        return self._others[group]

    def _foreign_ground(self, group: Group) -> BaseGeometry:
        """Return all rooms but those in which the things of a group hang."""
        if group not in self._foreign:
            spots = MultiPoint([mark.at_m for mark in group])
            rooms = [polygon(space) for space in self.canvas.posting.floor.spaces]
            others = unary_union([room for room in rooms if room.distance(spots) > WALL_M])
            self._foreign[group] = self.canvas.frame.draw(others).buffer(-OWN_EDGE_MM)
        return self._foreign[group]

    def _outline(self, group: Group) -> Box:
        """Return the ring around the places of a group, wide enough to be seen beside ways."""
        if group not in self._rings:
            least = self._ring(group, DOT_AIR_MM)
            is_wide = hypot(least[2] - least[0], least[3] - least[1]) >= GATHERED_MM
            may_grow = len(group) > 1 and not is_wide
            wider = [self._ring(group, air_mm) for air_mm in (RING_AIR_MM if may_grow else ())]
            rings = [least, *(ring for ring in wider if not self._holds_more(ring, least))]
            seen = next((ring for ring in rings if self._seen_share(ring) >= LEAST_SEEN), None)
            self._rings[group] = seen or max(rings, key=self._seen_share)
        return self._rings[group]

    def _ring(self, group: Group, air_mm: float) -> Box:
        spots = [self._spot(mark) for mark in group]
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return min(xs) - air_mm, min(ys) - air_mm, max(xs) + air_mm, max(ys) + air_mm

    def _seen_share(self, ring: Box) -> float:
        """Return how much of a ring ways leave to be seen, as a share of it."""
        rim = LineString(box(*ring).exterior)
        return self.crowd.seen_mm(rim) / rim.length

    def _holds_more(self, ring: Box, least: Box) -> bool:
        """Say whether a ring holds a place that a narrower one does not."""
        spots = map(self._spot, self.marks)
        return any(holds(ring, spot) and not holds(least, spot) for spot in spots)

    def _extent(self, group: Group) -> float:
        left, top, right, low = self._outline(group)
        return hypot(right - left, low - top)

    def _plate_size(self, count: int, columns: int) -> tuple[float, float]:
        pitch = self._size[0] + GAP_MM
        return columns * pitch + GAP_MM, ceil(count / columns) * pitch + GAP_MM

    def _cells(self, area: Box, count: int, columns: int) -> Iterator[Box]:
        """Yield the boxes of a plate's signs, row by row."""
        side, pitch = self._size[0], self._size[0] + GAP_MM
        for n in range(count):
            x = area[0] + GAP_MM + n % columns * pitch
            y = area[1] + GAP_MM + n // columns * pitch
            yield x, y, x + side, y + side

    @property
    def _size(self) -> tuple[float, float]:
        return self.canvas.style.sign_mm, self.canvas.style.sign_mm

    def _spot(self, mark: Mark) -> Spot:
        return self.canvas.frame.page(mark.at_m)


def _line(anchor: Spot, area: Box) -> LineString:
    return LineString([anchor, nearest_edge(area, anchor)])


def _leaving(outline: Box, middle: Spot, end: Spot) -> Spot:
    """Return where a line from the middle of a ring to `end` leaves the ring."""
    outer = LineString([middle, end]).difference(box(*outline))
    return (outer.coords[0][0], outer.coords[0][1]) if outer.length else end


def _marks(groups: Sequence[Group]) -> Group:
    return tuple(chain.from_iterable(groups))


def _is_refuge(group: Group) -> bool:
    return any(mark.code == REFUGE for mark in group)


def _columns(count: int) -> tuple[int, ...]:
    """Return how many signs a plate may have in a row, the squarest plate first."""
    ways = range(1, count + 1)
    full = [columns for columns in ways if ceil(count / columns) * columns - count < columns]
    return tuple(sorted(full, key=lambda columns: abs(columns - ceil(count / columns))))
