# SPDX-License-Identifier: MIT
"""What the page of a building shows of each room: its ways, and what is left of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.building import Building, Floor, PostingPlace
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView
from generator.model.record import Text
from generator.model.route import Blockage, RoomWays, Route, RouteRole
from generator.model.sheet import Sheet
from generator.render.element_name import name_element, name_way
from generator.render.way_left import ORDER
from generator.site.plan_figure import Figure, Origin, Picture, Way, draw_figures


@dataclass(frozen=True, slots=True, kw_only=True)
class WayShown:
    """A way in one line, in words and as it is drawn."""

    name: Text
    route: Route
    goal: Text | None
    """The assembly point; none where the way ends in a refuge."""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What a blockage leaves of the way from a place."""

    anchor: str
    blockage: Blockage
    name: Text
    way: WayShown | None
    """None: no way is left."""
    figures: tuple[Figure, ...]
    step_free_stays: bool
    """True where the step-free way neither leads through what is blocked nor ends in its room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """A posting place, or a room without one, with all that is shown of it."""

    anchor: str
    origin: Origin
    place: PostingPlace | None
    """None for a room at which no sheet hangs."""
    name: Text
    """Of the room that the place serves, if no other place does; else its own; of the room."""
    floor: Floor
    sheet: Sheet | None
    primary: WayShown | None
    second: WayShown | None
    step_free: WayShown | None
    figures: tuple[Figure, ...]
    """The first and the second way in one picture a floor."""
    blocked: tuple[Blocked, ...]

    @property
    def is_step_free(self) -> bool:
        """Say whether the first way is itself without steps."""
        if not self.primary or not self.step_free:
            return False
        return self.primary.route.points == self.step_free.route.points


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A building with all that is known of its ways."""

    school: str
    building: Building
    """As anybody may hear of it."""
    evacuation: Evacuation
    sheets: Sequence[Sheet]
    goals: Mapping[str, Text]
    """Names of assembly points."""
    drawn: BuildingView | None
    """None where nothing is drawn: then there are words alone."""
    language: str

    @property
    def at(self) -> tuple[str, str]:
        """Return by what the ways of the building are looked up."""
        return self.school, self.building.id

    def ways_from(self, place: PostingPlace) -> "Leaving":
        """Return how a posting place is left."""
        known = self.evacuation.routes.buildings.get(self.at)
        return Leaving(
            origin=Origin(floor=place.floor, space=place.serves, at_m=place.at_m),
            anchor=room_anchor(place.id),
            ways=known.from_place.get(place.id, ()) if known else (),
            left={
                each.blockage: each.from_place[place.id]
                for each in self.evacuation.detours.get(self.at, ())
                if place.id in each.from_place
            },
        )

    def elements_of(self, route: Route) -> frozenset[str]:
        """Return the ids of all doors, stairs and exits without which a way is of no use.

        Those that it leads through; where it ends in a refuge, the stairs in whose room that lies
        too: smoke in such a stair is smoke in the refuge.
        """
        refuge = next(
            (
                (f.id, r.space)
                for f in self.building.floors
                for r in f.refuges
                if r.id == route.refuge
            ),
            None,
        )
        beside = {
            stair.id
            for stair in self.building.stairs
            if refuge in {(landing.floor, landing.space) for landing in stair.landings}
        }
        return frozenset({*route.doors, *route.stairs, route.final_exit, *beside} - {""})

    def rooms_without_sheet(self) -> tuple[RoomWays, ...]:
        """Return the ways of the rooms at which no sheet hangs."""
        return self.evacuation.rooms.get(self.at, ())

    def draw(
        self, ways: Sequence[Way], origin: Origin, cut: Blockage | None = None
    ) -> tuple[Figure, ...]:
        """Return a picture a floor with ways from a place."""
        if self.drawn is None:
            return ()
        picture = Picture(
            building=self.building,
            drawn=self.drawn,
            language=self.language,
            origin=origin,
            cut=cut,
        )
        return draw_figures(picture, ways)

    def tell(self, route: Route, figures: tuple[Figure, ...] = ()) -> WayShown:
        """Return a way in one line, with its pictures."""
        return WayShown(
            name=name_way(self.building, route),
            route=route,
            goal=self.goals.get(route.assembly_point),
            figures=figures,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How a place or room is left."""

    origin: Origin
    anchor: str
    ways: Sequence[Route]
    left: Mapping[Blockage, Route | None]
    """What each blockage leaves of the first way."""

    def way(self, role: RouteRole) -> Route | None:
        """Return the way of a role, if there is one."""
        return next((route for route in self.ways if route.role is role), None)

    def blocked(self) -> Iterator[tuple[Blockage, Route | None]]:
        """Yield what is left of the first way: exits, then stairs, then doors."""
        yield from sorted(
            self.left.items(), key=lambda each: (ORDER.index(each[0].barrier), each[0].id)
        )


def room_anchor(place: str, element: str = "") -> str:
    """Return the anchor of a place on the page, or of what a blocked element leaves of its way.

    No id of an element holds an underscore, so that no two anchors meet.
    """
    return f"room-{place}_no-{element}" if element else f"room-{place}"


def space_anchor(space: str) -> str:
    """Return the anchor of a room at which no sheet hangs; no place has the same."""
    return room_anchor(f"{space}_space")


def list_rooms(house: House) -> tuple[RoomView, ...]:
    """Return all places of a building, then the rooms without one, floor by floor.

    Either in the order of the building's file.
    """
    return tuple(
        room
        for floor in house.building.floors
        for room in (*_places(house, floor), *_rooms(house, floor))
    )


def _places(house: House, floor: Floor) -> Iterator[RoomView]:
    for place in house.building.posting_places:
        if place.floor == floor.id:
            sheet = next((s for s in house.sheets if _is_of(s, house.building, place)), None)
            known = _Known(place=place, name=_name(house.building, floor, place), sheet=sheet)
            yield _view(house, floor, known, house.ways_from(place))


def _rooms(house: House, floor: Floor) -> Iterator[RoomView]:
    names = {space.id: space.name for space in floor.spaces}
    for room in house.rooms_without_sheet():
        if room.floor == floor.id:
            leaving = Leaving(
                origin=Origin(floor=room.floor, space=room.space, at_m=room.at_m),
                anchor=space_anchor(room.space),
                ways=room.ways,
                left=room.left,
            )
            yield _view(house, floor, _Known(name=names[room.space]), leaving)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a place or room is called, and what hangs there."""

    name: Text
    place: PostingPlace | None = None
    sheet: Sheet | None = None


def _view(house: House, floor: Floor, known: _Known, leaving: Leaving) -> RoomView:
    primary, second = leaving.way(RouteRole.PRIMARY), leaving.way(RouteRole.SECOND)
    step_free = leaving.way(RouteRole.STEP_FREE)
    is_own = primary is None or step_free is None or step_free.points != primary.points
    drawn = [(step_free, step_free.role)] if step_free and is_own else []
    alone = house.draw(drawn, leaving.origin) if drawn else ()
    both = [(route, route.role) for route in (primary, second) if route]
    return RoomView(
        anchor=leaving.anchor,
        origin=leaving.origin,
        place=known.place,
        name=known.name,
        floor=floor,
        sheet=known.sheet,
        primary=house.tell(primary) if primary else None,
        second=house.tell(second) if second else None,
        step_free=house.tell(step_free, alone) if step_free else None,
        figures=house.draw(both, leaving.origin) if primary else (),
        blocked=tuple(_blocked(house, leaving, cut, left) for cut, left in leaving.blocked()),
    )


def _blocked(house: House, leaving: Leaving, cut: Blockage, left: Route | None) -> Blocked:
    step_free = leaving.way(RouteRole.STEP_FREE)
    ways = [(left, RouteRole.PRIMARY)] if left else []
    return Blocked(
        anchor=f"{leaving.anchor}_no-{cut.id}",
        blockage=cut,
        name=name_element(house.building, cut.id),
        way=house.tell(left) if left else None,
        figures=house.draw(ways, leaving.origin, cut),
        step_free_stays=step_free is not None and cut.id not in house.elements_of(step_free),
    )


def _name(building: Building, floor: Floor, place: PostingPlace) -> Text:
    """Return the name of the room that a place serves, if no other place serves it."""
    serving = [each for each in building.posting_places if each.serves == place.serves]
    rooms = [space.name for space in floor.spaces if space.id == place.serves]
    return rooms[0] if rooms and len(serving) == 1 else place.name


def _is_of(sheet: Sheet, building: Building, place: PostingPlace) -> bool:
    return sheet.building == building.id and sheet.place.id == place.id
