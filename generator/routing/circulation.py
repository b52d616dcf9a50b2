# SPDX-License-Identifier: MIT
"""Through which spaces a way may lead: circulation first, other rooms only where it must."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from generator.model.building import SpaceUse
from generator.routing.closure import NOTHING_CLOSED, Closure
from generator.routing.walkable import Walkable

CIRCULATION = frozenset(
    {
        SpaceUse.CORRIDOR,
        SpaceUse.GALLERY,
        SpaceUse.LOBBY,
        SpaceUse.COURT,
        SpaceUse.STAIR,
        SpaceUse.HALL,
        SpaceUse.CANTEEN,
    }
)
"""Uses through which people from elsewhere are led; a room in use by others is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circulation:
    """Which spaces hang together, and which of them lead to where ways end."""

    links: "nx.Graph[str]"
    """Spaces joined by a usable door or by a stair."""
    floor_of: Mapping[str, str]
    leading_out: frozenset[str]
    """Circulation spaces from which an end of ways is reached by circulation alone."""
    depth: Mapping[str, int]
    """For the other spaces: number of rooms to walk through on the floor, their own included."""

    joined: frozenset[str]
    """All spaces from which an end of ways is reached, through whatever spaces."""

    def rooms_from(self, start: str) -> frozenset[str] | None:
        """Return the rooms needed besides circulation on the way from `start`.

        Empty where the start is circulation itself; None where the floor offers no way.
        """
        if start in self.leading_out:
            return frozenset()
        if start not in self.depth:
            return None
        rooms, ring = {start}, {start}
        while ring:
            ring = {n for space in ring for n in self._next_rooms(space)} - rooms
            rooms |= ring
        return frozenset(rooms)

    def _next_rooms(self, space: str) -> Iterable[str]:
        if self.depth[space] == 1:
            return
        for neighbour in self.links[space]:
            is_nearer = self.depth.get(neighbour) == self.depth[space] - 1
            if is_nearer and self.floor_of[neighbour] == self.floor_of[space]:
                yield neighbour


def read_circulation(
    floors: Collection[Walkable],
    ends: Collection[str],
    closure: Closure = NOTHING_CLOSED,
    *,
    ends_are_open: bool = False,
) -> Circulation:
    """Return how the spaces of a building hang together.

    `ends` are the spaces in which ways end. Where they are open, everybody may enter them
    whatever they are used for, as the room of a refuge.
    """
    links = _link_spaces(floors, closure)
    floor_of = {space: floor.floor for floor in floors for space in floor.rooms}
    ways = {s for floor in floors for s in floor.rooms if floor.uses[s] in CIRCULATION}
    if ends_are_open:
        ways |= set(ends)
    leading_out = _reach(links, ways.intersection(ends), ways)
    near = {s for s in links if s in ends or any(n in leading_out for n in links[s])}
    return Circulation(
        links=links,
        floor_of=floor_of,
        leading_out=leading_out,
        depth=_measure_depth(links, near - leading_out, leading_out, floor_of),
        joined=_reach(links, set(ends).intersection(links), set(links)),
    )


def _link_spaces(floors: Iterable[Walkable], closure: Closure) -> "nx.Graph[str]":
    links: nx.Graph[str] = nx.Graph()
    stairs: dict[str, list[str]] = {}
    for floor in floors:
        links.add_nodes_from(floor.rooms)
        open_doors = (door for door in floor.doors if door.id not in closure.doors)
        links.add_edges_from((door.spaces[0], door.spaces[1]) for door in open_doors)
        for end in floor.stair_ends:
            stairs.setdefault(end.stair, []).append(end.space)
    for stair, spaces in stairs.items():
        if stair not in closure.stairs:
            nx.add_path(links, spaces)
    return links


def _reach(
    links: "nx.Graph[str]", starts: Collection[str], ways: Collection[str]
) -> frozenset[str]:
    """Return what is reached from `starts` without leaving `ways`."""
    reached, ring = set(starts), set(starts)
    while ring:
        ring = {n for space in ring for n in links[space] if n in ways} - reached
        reached |= ring
    return frozenset(reached)


def _measure_depth(
    links: "nx.Graph[str]",
    nearest: Collection[str],
    leading_out: Collection[str],
    floor_of: Mapping[str, str],
) -> dict[str, int]:
    depth = dict.fromkeys(nearest, 1)
    ring = set(nearest)
    while ring:
        further = {
            neighbour
            for space in ring
            for neighbour in links[space]
            if neighbour not in depth
            and neighbour not in leading_out
            and floor_of[neighbour] == floor_of[space]
        }
        depth |= {space: depth[next(iter(ring))] + 1 for space in further}
        ring = further
    return depth
