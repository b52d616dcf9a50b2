# SPDX-License-Identifier: MIT
"""What the page of a building shows of each room: its ways, and what is left of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.blocking import list_blockages
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
    """What a blockage leaves of the first way from a place, and of the step-free one."""

    anchor: str
    blockage: Blockage
    name: Text
    cuts_first: bool
    """False where the first way stays as it is."""
    cuts_step_free: bool
    """True where the step-free way leads through what is blocked or ends in its room."""
    way: WayShown | None
    """The way to take; None: no way is left."""
    figures: tuple[Figure, ...]
    step_free: WayShown | None
    """What is left where it cuts the step-free way; None: neither a way nor a refuge."""

    @property
    def is_step_free(self) -> bool:
        """Say whether the way to take is itself without steps."""
        if not self.way or not self.step_free:
            return False
        return self.way.route.points == self.step_free.route.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What lies on the second way alone: the first and the step-free one stay as they are."""

    anchor: str
    name: Text


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
    """What cuts the first way, then what cuts the step-free one alone."""
    beside: tuple[Beside, ...]

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
            left_step_free={
                each.blockage: each.step_free[place.id]
                for each in self.evacuation.detours.get(self.at, ())
                if place.id in each.step_free
            },
        )

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
    left_step_free: Mapping[Blockage, Route | None]
    """What each blockage leaves of the step-free way."""

    def way(self, role: RouteRole) -> Route | None:
        """Return the way of a role, if there is one."""
        return next((route for route in self.ways if route.role is role), None)

    def blocked(self) -> Iterator[Blockage]:
        """Yield what cuts the first way, then what cuts the step-free one alone."""
        yield from in_order(self.left)
        yield from in_order(self.left_step_free.keys() - self.left.keys())

    def beside(self, building: Building) -> Iterator[Blockage]:
        """Yield what cuts the second way alone."""
        second = self.way(RouteRole.SECOND)
        found = list_blockages(building, second) if second else ()
        yield from in_order(set(found) - self.left.keys() - self.left_step_free.keys())


def in_order(blockages: Iterable[Blockage]) -> list[Blockage]:
    """Return exits, then stairs, then doors."""
    return sorted(blockages, key=lambda each: (ORDER.index(each.barrier), each.id))


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
                left_step_free=room.left_step_free,
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
        blocked=tuple(_blocked(house, leaving, cut) for cut in leaving.blocked()),
        beside=tuple(
            Beside(anchor=cut_anchor(leaving, cut), name=name_element(house.building, cut.id))
            for cut in leaving.beside(house.building)
        ),
    )


def cut_anchor(leaving: Leaving, cut: Blockage) -> str:
    """Return the anchor of what a blockage leaves."""
    return f"{leaving.anchor}_no-{cut.id}"


def _blocked(house: House, leaving: Leaving, cut: Blockage) -> Blocked:
    way = leaving.left[cut] if cut in leaving.left else leaving.way(RouteRole.PRIMARY)
    free, anchor = leaving.left_step_free.get(cut), cut_anchor(leaving, cut)
    is_own = free is not None and (way is None or way.points != free.points)
    drawn = [(free, RouteRole.STEP_FREE)] if free and is_own else []
    alone = house.draw(drawn, leaving.origin, cut) if drawn else ()
    return Blocked(
        anchor=anchor,
        blockage=cut,
        name=name_element(house.building, cut.id),
        cuts_first=cut in leaving.left,
        cuts_step_free=cut in leaving.left_step_free,
        way=house.tell(way) if way else None,
        figures=house.draw([(way, RouteRole.PRIMARY)] if way else [], leaving.origin, cut),
        step_free=house.tell(free, alone) if free else None,
    )


def _name(building: Building, floor: Floor, place: PostingPlace) -> Text:
    """Return the name of the room that a place serves, if no other place serves it."""
    serving = [each for each in building.posting_places if each.serves == place.serves]
    rooms = [space.name for space in floor.spaces if space.id == place.serves]
    return rooms[0] if rooms and len(serving) == 1 else place.name


def _is_of(sheet: Sheet, building: Building, place: PostingPlace) -> bool:
    return sheet.building == building.id and sheet.place.id == place.id
