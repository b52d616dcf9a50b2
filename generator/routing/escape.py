# SPDX-License-Identifier: MIT
"""Escape routes: for every posting place and every space, the ways to the final exits.

A way is the shortest line that keeps 0.30 m off the walls where the width allows. It leads
through circulation only (corridors, galleries, lobbies, stairs, halls, canteens) and the room
it starts from; through other rooms only where there is no way without, and then through as few
as possible. It goes up and down stairs, never by lift, and ends at the middle of a final exit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from math import cos, dist, radians, sin
from types import MappingProxyType

import shapely
from shapely import LineString
from shapely import Point as Spot

from generator.model.building import Building, Exit, Point, PostingPlace, Stair
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route, RoutePoint, RouteRole, Routes
from generator.model.school import Campus
from generator.routing.circulation import Circulation, read_circulation
from generator.routing.itinerary import Surroundings, doors_crossed, list_steps
from generator.routing.network import (
    Flight,
    Network,
    Node,
    build_network,
    extend_network,
    leave,
    read_flights,
)
from generator.routing.outdoors import Outdoors, OutdoorWay, read_outdoors
from generator.routing.walkable import Walkable, read_walkable
from generator.routing.words import Walk, describe_walk

SAME_M = 1e-6
BEND_M = 1e-4
STEP_BACK_M = 0.20
"""How far behind the reader's toes the reader is looked for, to tell the two sides of a wall."""
MIDDLE_TOLERANCE_M = 0.05


def find_routes(campuses: Mapping[str, Campus]) -> Routes:
    """Return the routes of all buildings, by school and building.

    Faulty parts of a building are passed over; `find_building_faults` names them.
    """
    return Routes(
        buildings=MappingProxyType(
            {
                (school, building.id): route_building(campus, building)
                for school, campus in sorted(campuses.items())
                for building in sorted(campus.buildings, key=lambda building: building.id)
            }
        )
    )


def route_building(campus: Campus, building: Building) -> BuildingRoutes:
    """Return the routes of one building of a school."""
    ordered = sorted(building.floors, key=lambda floor: (floor.level, floor.id))
    floors = {floor.id: read_walkable(building, floor) for floor in ordered}
    plan = Plan(building, read_outdoors(campus), MappingProxyType(floors))
    places = sorted(building.posting_places, key=lambda place: place.id)
    return BuildingRoutes(
        from_place=MappingProxyType({p.id: tuple(plan.routes_from_place(p)) for p in places}),
        from_space=MappingProxyType(
            {
                space: tuple(plan.routes(Start(floor.floor, space, _middle(floor, space))))
                for floor in plan.floors.values()
                for space in floor.rooms
            }
        ),
    )


@dataclass(frozen=True, slots=True)
class Start:
    """Where a way begins."""

    floor: str
    space: str
    at: Point
    facing_deg: float | None = None


@dataclass(frozen=True)
class Plan:
    """A building with all that is worked out once for all its routes."""

    building: Building
    outdoors: Outdoors
    floors: Mapping[str, Walkable]
    """The floors as people walk on them, by id, lowest first."""

    @cached_property
    def flights(self) -> Mapping[frozenset[Node], Flight]:
        """The flights of all stairs, by their ends."""
        return {frozenset(f.ends): f for f in reversed(list(read_flights(self.building)))}

    @cached_property
    def circulation(self) -> Circulation:
        """How the spaces hang together."""
        return read_circulation(self.floors.values())

    @cached_property
    def network(self) -> Network:
        """The network of the circulation spaces that lead out."""
        return self._network_on(self.circulation.leading_out)

    @cached_property
    def open_network(self) -> Network:
        """The network of all spaces, for whom there is no other way."""
        return self._network_on(frozenset(s for f in self.floors.values() for s in f.rooms))

    @cached_property
    def networks(self) -> dict[tuple[str, str], Network]:
        """The networks sought so far, by floor and space."""
        return {}

    @cached_property
    def cut_off(self) -> dict[frozenset[str], "Plan"]:
        """The building without some of its stairs, by those stairs."""
        return {}

    @cached_property
    def stairs(self) -> Mapping[str, Stair]:
        """The stairs by id."""
        return {stair.id: stair for stair in self.building.stairs}

    @cached_property
    def final_exits(self) -> Mapping[str, Exit]:
        """The final exits by id."""
        return {e.id: e for floor in self.building.floors for e in floor.exits}

    @cached_property
    def surroundings(self) -> Surroundings:
        """What the ways are told by."""
        return Surroundings(
            floors=self.floors,
            storeys={floor.id: floor for floor in self.building.floors},
            stairs=self.stairs,
            flights=self.flights,
        )

    @cached_property
    def names(self) -> Mapping[tuple[str, str], Text]:
        """The names of the spaces, by floor and space."""
        return {(f.id, space.id): space.name for f in self.building.floors for space in f.spaces}

    @cached_property
    def outdoor_ways(self) -> Mapping[str, OutdoorWay]:
        """The way to the assembly point, by final exit."""
        return {name: self.outdoors.lead(e.at_m) for name, e in sorted(self.final_exits.items())}

    def _network_on(self, spaces: frozenset[str]) -> Network:
        flights = sorted(self.flights.values(), key=lambda flight: (flight.stair, flight.ends))
        return build_network(self.floors.values(), flights, spaces)

    def network_from(self, floor: str, space: str) -> Network:
        """Return the network open to those who start in a space."""
        key = (floor, space)
        if key not in self.networks:
            rooms = self.circulation.rooms_from(space)
            if rooms is None:
                self.networks[key] = self.open_network
            else:
                self.networks[key] = (
                    extend_network(self.network, floor, rooms) if rooms else self.network
                )
        return self.networks[key]

    def routes_from_place(self, place: PostingPlace) -> Iterator[Route]:
        """Yield the primary route from a posting place, and the second where there is one."""
        floor = self.floors.get(place.floor)
        space = floor and _space_of_reader(floor, place)
        if space:
            yield from self.routes(Start(place.floor, space, place.at_m, place.facing_deg))

    def routes(self, start: Start) -> Iterator[Route]:
        """Yield the shortest route, then one to another final exit; ties by exit id.

        The second is the shortest that shares no stair with the first: smoke in a stair
        must not cut off both. Only where there is none may it share one.
        """
        ranked = self.ranked_ways(start)
        if not ranked:
            return
        name, way = ranked[0]
        yield self._route(RouteRole.PRIMARY, start, name, way)
        used = frozenset(self._stairs_on(way))
        apart = self.without(used).ranked_ways(start) if used else ranked
        others = [found for found in (*apart, *ranked) if found[0] != name]
        if others:
            yield self._route(RouteRole.SECOND, start, *others[0])

    def without(self, stairs: frozenset[str]) -> "Plan":
        """Return the building as it is when the stairs are cut off."""
        if stairs not in self.cut_off:
            left = tuple(stair for stair in self.building.stairs if stair.id not in stairs)
            building = self.building.model_copy(update={"stairs": left})
            self.cut_off[stairs] = Plan(building, self.outdoors, self.floors)
        return self.cut_off[stairs]

    def ranked_ways(self, start: Start) -> list[tuple[str, tuple[Node, ...]]]:
        """Return the shortest way to each final exit that can be reached, shortest first."""
        kerbs = self.floors[start.floor].kerbs(start.space, start.at)
        network = self.network_from(start.floor, start.space)
        found = list(leave(network, start.floor, start.at, kerbs))
        if not found:
            found = list(leave(self.open_network, start.floor, start.at, kerbs))
        ways = [(name, _straighten(way)) for name, way in found]
        return sorted(ways, key=lambda w: (round(self._length_m(w[1]), 3), w[0]))

    def _route(self, role: RouteRole, start: Start, name: str, way: tuple[Node, ...]) -> Route:
        outdoors = self.outdoor_ways[name]
        return Route(
            role=role,
            points=tuple(RoutePoint(floor=f, x_m=x, y_m=y) for f, x, y in way),
            length_m=self._length_m(way),
            narrowest_m=min(self._widths_m(name, way)),
            final_exit=name,
            stairs=tuple(stair for stair, _ in groupby(self._stairs_on(way))),
            assembly_point=outdoors.assembly_point.id,
            outdoor_points=outdoors.points,
            outdoor_length_m=outdoors.length_m,
            words=describe_walk(
                Walk(
                    facing_deg=start.facing_deg,
                    start=self.names[start.floor, start.space],
                    steps=tuple(list_steps(self.surroundings, way)),
                    final_exit=self.final_exits[name],
                    outdoors=outdoors,
                )
            ),
        )

    def _length_m(self, way: Iterable[Node]) -> float:
        return sum(
            dist(a[1:], b[1:]) if a[0] == b[0] else self.flights[frozenset((a, b))].length_m
            for a, b in pairwise(way)
        )

    def _stairs_on(self, way: Iterable[Node]) -> Iterator[str]:
        for a, b in pairwise(way):
            if a[0] != b[0]:
                yield self.flights[frozenset((a, b))].stair

    def _widths_m(self, name: str, way: tuple[Node, ...]) -> Iterator[float]:
        yield self.final_exits[name].clear_width_m
        yield from (self.stairs[stair].flight_width_m for stair in self._stairs_on(way))
        for a, b in pairwise(way):
            if a[0] == b[0]:
                doors = doors_crossed(self.floors[a[0]], a[1:], b[1:])
                yield from (door.clear_width_m for door in doors)


def _space_of_reader(floor: Walkable, place: PostingPlace) -> str | None:
    """Return the space in which the reader of a sheet stands, up to 0.60 m off; else None."""
    if floor.space_at(place.at_m) is None:
        return None
    angle = radians(place.facing_deg)
    x, y = place.at_m
    behind = (x - STEP_BACK_M * cos(angle), y - STEP_BACK_M * sin(angle))
    return floor.space_at(behind) or floor.space_at(place.at_m)


def _middle(floor: Walkable, space: str) -> Point:
    """Return the middle of a space: its centroid, or its widest place where that lies outside."""
    piece = floor.pieces[space]
    centroid = floor.rooms[space].centroid
    if piece.covers(centroid):
        return (centroid.x, centroid.y)
    circle = shapely.maximum_inscribed_circle(piece, tolerance=MIDDLE_TOLERANCE_M)
    return (circle.coords[0][0], circle.coords[0][1])


def _straighten(way: Iterable[Node]) -> tuple[Node, ...]:
    """Return the way without repeated points and without points on a straight line."""
    kept: list[Node] = []
    for node in way:
        if kept and node[0] == kept[-1][0] and dist(node[1:], kept[-1][1:]) < SAME_M:
            continue
        if len(kept) > 1 and kept[-2][0] == kept[-1][0] == node[0]:
            chord = LineString([kept[-2][1:], node[1:]])
            if chord.distance(Spot(kept[-1][1:])) < BEND_M:
                kept.pop()
        kept.append(node)
    return tuple(kept)
