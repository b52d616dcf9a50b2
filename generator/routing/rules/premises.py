# SPDX-License-Identifier: MIT
"""A building as the rules look at it: exits of each floor, doors of rooms, people, fire grade.

An exit of a floor is a final exit from its circulation, the door of a stair that leads towards
one, or the landing of such a stair that stands open in a corridor; a room's own way outdoors is
one only where the floor has no circulation. A room's door leads from it into circulation or out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from generator.finding import Finding, Key, Severity
from generator.model.building import Building, Door, Exit, Floor, Point, Space, SpaceUse, Stair
from generator.model.record import Text
from generator.model.school import Campus
from generator.routing.circulation import CIRCULATION
from generator.routing.fault import Site
from generator.routing.passage import Passage
from generator.routing.rules.limit import Limit
from generator.routing.walkable import Walkable, read_walkable

PASSAGES = CIRCULATION - {SpaceUse.HALL, SpaceUse.CANTEEN}
"""Spaces in which people only walk; halls and canteens are rooms in which they stay."""

NO_ROOMS = PASSAGES | {SpaceUse.LIFT, SpaceUse.CLOSED}

TEACHING_ROOMS = frozenset({SpaceUse.CLASSROOM, SpaceUse.LABORATORY})
"""Rooms in which classes are taught; clauses on 教学用房 are judged of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorExit:
    """Where people are safe once they are through: out of doors or in a stair that leads out."""

    id: str
    """Of the final exit, of the stair's door or of the stair that stands open."""
    at: Point
    width_m: float
    stair: Stair | None = None

    @property
    def name(self) -> Text:
        """Return what a message calls it."""
        if self.stair is None:
            return Text(zh=f"安全出口“{self.id}”", en=f'exit "{self.id}"')
        return Text(zh=f"楼梯“{self.stair.id}”", en=f'stair "{self.stair.id}"')

    @property
    def is_open_stair(self) -> bool:
        """Say whether smoke can enter the stair unhindered."""
        return self.stair is not None and not self.stair.enclosed


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDoor:
    """A door by which people leave a room."""

    id: str
    key: Key
    at: Point
    width_m: float
    space: str
    """The circulation into which it leads; empty where it leads out of doors."""
    opens_in: bool
    """True where its leaf opens into the room, against those who leave."""
    inward: Point
    """Unit vector out of the wall into that circulation, or out of doors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room in which people stay, with its doors."""

    key: Key
    space: Space
    area_m2: float
    heads: int
    """Pupils of the classes whose room it is; 0 where none are known."""
    doors: tuple[RoomDoor, ...]

    @property
    def name(self) -> Text:
        """Return what a message calls it."""
        of = self.space
        return Text(zh=f"房间“{of.id}”（{of.name.zh}）", en=f'room "{of.id}" ({of.name.en})')


@dataclass(frozen=True, kw_only=True)
class Storey:
    """A floor as the rules look at it."""

    key: Key
    floor: Floor
    walkable: Walkable
    exits: tuple[FloorExit, ...]
    rooms: tuple[Room, ...]

    @property
    def heads(self) -> int:
        """Return the pupils of the classes whose rooms are on this floor."""
        return sum(room.heads for room in self.rooms)

    @cached_property
    def uses(self) -> Mapping[str, SpaceUse]:
        """What each space is for."""
        return {space.id: space.use for space in self.floor.spaces}


@dataclass(frozen=True, kw_only=True)
class Premises:
    """A building of a school, ready to be judged."""

    campus: Campus
    building: Building

    @cached_property
    def site(self) -> Site:
        """The building as findings name it."""
        return Site(school=self.campus.school.id, building=self.building)

    @cached_property
    def heads(self) -> Mapping[str, int]:
        """Pupils by room, as far as classes have one in this building."""
        found: Counter[str] = Counter()
        for school_class in self.campus.school.classes:
            if school_class.building == self.building.id:
                found[school_class.room] += school_class.head_count
        return found

    @cached_property
    def storeys(self) -> Sequence[Storey]:
        """The floors, in the order of the file."""
        return [self._storey(i, floor) for i, floor in self.site.floors()]

    @cached_property
    def climbs(self) -> Mapping[str, int]:
        """For each floor from which stairs lead out: how many stretches of stairs away that is."""
        known = {floor.id for floor in self.building.floors}
        found = {floor.id: 0 for floor in self.building.floors if floor.open_exits}
        ring, climbs = set(found), 0
        while ring:
            usable = [_floors(stair) for stair in self.building.stairs if stair.is_open]
            joined = [floors for floors in usable if ring & floors]
            ring, climbs = (known & frozenset().union(*joined)) - set(found), climbs + 1
            found |= dict.fromkeys(ring, climbs)
        return found

    def _storey(self, i: int, floor: Floor) -> Storey:
        walkable = read_walkable(self.building, floor)
        return Storey(
            key=("floors", i),
            floor=floor,
            walkable=walkable,
            exits=tuple(self._exits(floor, walkable)),
            rooms=tuple(self._rooms(i, floor, walkable)),
        )

    def _exits(self, floor: Floor, walkable: Walkable) -> Iterator[FloorExit]:
        common = {name for name, use in walkable.uses.items() if use in CIRCULATION}
        for passage in walkable.exits:
            if passage.spaces[0] in common or not common:
                yield FloorExit(id=passage.id, at=passage.wall.at, width_m=passage.clear_width_m)
        stairs = {s.id: s for s in self.building.stairs if self._leads_out(s, floor)}
        told: set[str] = set()
        for end in walkable.stair_ends:
            if end.stair in stairs and end.space in common:
                stair = stairs[end.stair]
                for found in _stair_exits(stair, end.space, end.at, walkable):
                    if found.id not in told:
                        told.add(found.id)
                        yield found

    def _leads_out(self, stair: Stair, floor: Floor) -> bool:
        """Say whether a stair leads from the floor to one that is nearer to the outdoors."""
        levels = {f.id: f.level for f in self.building.floors}
        here = self.climbs.get(floor.id)
        if here is None or floor.id not in _floors(stair):
            return False
        others = [f for f in _floors(stair) if f in self.climbs and f != floor.id]
        if here > 0:
            return any(self.climbs[other] < here for other in others)
        return any(self.climbs[o] == 0 and levels[o] < floor.level for o in others)

    def _rooms(self, i: int, floor: Floor, walkable: Walkable) -> Iterator[Room]:
        for j, space in enumerate(floor.spaces):
            if space.use not in NO_ROOMS and space.id in walkable.rooms:
                yield Room(
                    key=("floors", i, "spaces", j),
                    space=space,
                    area_m2=walkable.rooms[space.id].area,
                    heads=self.heads.get(space.id, 0),
                    doors=tuple(_room_doors(i, floor, walkable, space.id)),
                )

    def judge(
        self, code: str, key: Key, limits: Limit | Sequence[Limit], telling: tuple[Text, Text]
    ) -> Finding:
        """Return a finding under limits, cited; advice where the words of one were not read.

        `telling` is what is wrong, without its full stop, and how to mend it.
        """
        cited = [limits] if isinstance(limits, Limit) else list(limits)
        what, mend = telling
        cites = {limit.cite: limit for limit in cited}
        zh = "；".join(cite.zh for cite in cites)
        en = "; ".join(cite.en for cite in cites)
        told = Text(zh=f"{what.zh}（{zh}）。", en=f"{what.en} ({en}).")
        severity = max((limit.severity for limit in cited), key=_is_mild)
        return replace(self.site.fault(code, key, told, mend), severity=severity)


def advise(found: Finding) -> Finding:
    """Return the finding as advice."""
    return replace(found, severity=Severity.ADVICE)


def _is_mild(severity: Severity) -> bool:
    return severity is Severity.ADVICE


def _floors(stair: Stair) -> frozenset[str]:
    return frozenset(landing.floor for landing in stair.landings)


def _stair_exits(stair: Stair, space: str, at: Point, walkable: Walkable) -> Iterator[FloorExit]:
    """Yield the doors of a stair, or its landing where it stands open in a corridor."""
    if walkable.uses[space] is not SpaceUse.STAIR:
        yield FloorExit(id=stair.id, at=at, width_m=stair.flight_width_m, stair=stair)
        return
    for passage in walkable.doors:
        if space in passage.spaces:
            others = [walkable.uses[name] for name in passage.spaces if name != space]
            if any(use in CIRCULATION and use is not SpaceUse.STAIR for use in others):
                yield FloorExit(
                    id=passage.id,
                    at=passage.wall.at,
                    width_m=min(passage.clear_width_m, stair.flight_width_m),
                    stair=stair,
                )


def _room_doors(i: int, floor: Floor, walkable: Walkable, room: str) -> Iterator[RoomDoor]:
    places = {door.id: (j, door) for j, door in enumerate(floor.doors)}
    for passage in walkable.doors:
        if room in passage.spaces:
            other = next(name for name in passage.spaces if name != room)
            if walkable.uses[other] in CIRCULATION:
                j, door = places[passage.id]
                yield _inner_door(("floors", i, "doors", j), door, passage, other)
    exits = {final_exit.id: (j, final_exit) for j, final_exit in enumerate(floor.exits)}
    for passage in walkable.exits:
        if room in passage.spaces:
            j, final_exit = exits[passage.id]
            yield _outer_door(("floors", i, "exits", j), final_exit, passage)


def _inner_door(key: Key, door: Door, passage: Passage, other: str) -> RoomDoor:
    nx, ny = passage.wall.inward
    side = 1 if passage.spaces[0] == other else -1
    return RoomDoor(
        id=door.id,
        key=key,
        at=passage.wall.at,
        width_m=door.clear_width_m,
        space=other,
        opens_in=door.swing in set(door.joins) - {other},
        inward=(side * nx, side * ny),
    )


def _outer_door(key: Key, final_exit: Exit, passage: Passage) -> RoomDoor:
    nx, ny = passage.wall.inward
    return RoomDoor(
        id=final_exit.id,
        key=key,
        at=passage.wall.at,
        width_m=final_exit.clear_width_m,
        space="",
        opens_in=final_exit.swing == "in",
        inward=(-nx, -ny),
    )
