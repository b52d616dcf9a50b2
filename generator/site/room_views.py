# SPDX-License-Identifier: MIT
"""What the page of a building shows of each posting place: its ways, and what is left of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.building import Building, Floor, PostingPlace
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView
from generator.model.record import Text
from generator.model.route import Blockage, Route, RouteRole
from generator.model.sheet import Sheet
from generator.render.element_name import name_element, name_way
from generator.render.way_left import ORDER
from generator.site.plan_figure import Figure, Picture, Way, draw_figures


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
    """True where the step-free way does not lead through what is blocked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """A posting place with all that is shown of it."""

    anchor: str
    place: PostingPlace
    name: Text
    """Of the room that it serves, if no other place does; else its own."""
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

    def routes(self, place: PostingPlace) -> Mapping[RouteRole, Route]:
        """Return the ways from a place by their role."""
        known = self.evacuation.routes.buildings.get((self.school, self.building.id))
        return {r.role: r for r in (known.from_place.get(place.id, ()) if known else ())}

    def detours(self, place: PostingPlace) -> Iterator[tuple[Blockage, Route | None]]:
        """Yield what is left of a place's way: exits, then stairs, then doors."""
        found = self.evacuation.detours.get((self.school, self.building.id), ())
        for each in sorted(found, key=lambda d: (ORDER.index(d.blockage.barrier), d.blockage.id)):
            if place.id in each.from_place:
                yield each.blockage, each.from_place[place.id]

    def draw(
        self, ways: Sequence[Way], place: PostingPlace, cut: Blockage | None = None
    ) -> tuple[Figure, ...]:
        """Return a picture a floor with ways from a place."""
        if self.drawn is None:
            return ()
        picture = Picture(
            building=self.building,
            drawn=self.drawn,
            language=self.language,
            place=place,
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


def room_anchor(place: str, element: str = "") -> str:
    """Return the anchor of a place on the page, or of what a blocked element leaves of its way.

    No id of an element holds an underscore, so that no two anchors meet.
    """
    return f"room-{place}_no-{element}" if element else f"room-{place}"


def list_rooms(house: House) -> tuple[RoomView, ...]:
    """Return all places of a building, floor by floor, in the order of its file."""
    places = house.building.posting_places
    return tuple(
        _room(house, floor, place)
        for floor in house.building.floors
        for place in places
        if place.floor == floor.id
    )


def _room(house: House, floor: Floor, place: PostingPlace) -> RoomView:
    routes = house.routes(place)
    primary, second = routes.get(RouteRole.PRIMARY), routes.get(RouteRole.SECOND)
    step_free = routes.get(RouteRole.STEP_FREE)
    is_own = primary is None or step_free is None or step_free.points != primary.points
    alone = house.draw([(step_free, step_free.role)], place) if step_free and is_own else ()
    both = [(route, route.role) for route in (primary, second) if route]
    return RoomView(
        anchor=room_anchor(place.id),
        place=place,
        name=_name(house.building, floor, place),
        floor=floor,
        sheet=next((s for s in house.sheets if _is_of(s, house.building, place)), None),
        primary=house.tell(primary) if primary else None,
        second=house.tell(second) if second else None,
        step_free=house.tell(step_free, alone) if step_free else None,
        figures=house.draw(both, place) if primary else (),
        blocked=tuple(_blocked(house, place, cut, left) for cut, left in house.detours(place)),
    )


def _blocked(house: House, place: PostingPlace, cut: Blockage, left: Route | None) -> Blocked:
    step_free = house.routes(place).get(RouteRole.STEP_FREE)
    ways = [(left, RouteRole.PRIMARY)] if left else []
    return Blocked(
        anchor=room_anchor(place.id, cut.id),
        blockage=cut,
        name=name_element(house.building, cut.id),
        way=house.tell(left) if left else None,
        figures=house.draw(ways, place, cut),
        step_free_stays=step_free is not None and cut.id not in elements_of(step_free),
    )


def elements_of(route: Route) -> frozenset[str]:
    """Return the ids of all doors, stairs and exits that a way leads through."""
    return frozenset({*route.doors, *route.stairs, route.final_exit} - {""})


def _name(building: Building, floor: Floor, place: PostingPlace) -> Text:
    """Return the name of the room that a place serves, if no other place serves it."""
    serving = [each for each in building.posting_places if each.serves == place.serves]
    rooms = [space.name for space in floor.spaces if space.id == place.serves]
    return rooms[0] if rooms and len(serving) == 1 else place.name


def _is_of(sheet: Sheet, building: Building, place: PostingPlace) -> bool:
    return sheet.building == building.id and sheet.place.id == place.id
