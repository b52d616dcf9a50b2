# SPDX-License-Identifier: MIT
"""What is left when a door, stair or exit is cut, gathered by the way that is left."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.model.building import Building, PostingPlace
from generator.model.record import Text
from generator.model.route import Barrier, Detour, Route
from generator.render.element_name import name_element, name_way


@dataclass(frozen=True, slots=True, kw_only=True)
class WayLeft:
    """A way that some places have left."""

    way: Text
    places: tuple[tuple[PostingPlace, float], ...]
    """Each place with the length of its way in metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One blockage and what it leaves."""

    barrier: Barrier
    element: str
    name: Text
    ways: tuple[WayLeft, ...]
    stranded: tuple[PostingPlace, ...]
    """Places from which no way is left."""


ORDER = (Barrier.EXIT, Barrier.STAIR, Barrier.DOOR)
"""Those that cut the most come first."""


def list_cuts(
    building: Building, detours: Iterable[Detour], barriers: Collection[Barrier] = ORDER
) -> tuple[Cut, ...]:
    """Return the blockages that cut the way of some place: exits, then stairs, then doors."""
    wanted = [each for each in detours if each.blockage.barrier in barriers and each.from_place]
    ordered = sorted(wanted, key=lambda d: (ORDER.index(d.blockage.barrier), d.blockage.id))
    return tuple(_cut(building, detour) for detour in ordered)


def _cut(building: Building, detour: Detour) -> Cut:
    places = [place for place in building.posting_places if place.id in detour.from_place]
    left = [(place, detour.from_place[place.id]) for place in places]
    return Cut(
        barrier=detour.blockage.barrier,
        element=detour.blockage.id,
        name=name_element(building, detour.blockage.id),
        ways=tuple(_gather(building, [(place, route) for place, route in left if route])),
        stranded=tuple(place for place, route in left if route is None),
    )


def _gather(building: Building, left: list[tuple[PostingPlace, Route]]) -> Iterator[WayLeft]:
    courses = dict.fromkeys((route.stairs, route.final_exit) for _, route in left)
    for course in courses:
        same = [(p, route) for p, route in left if (route.stairs, route.final_exit) == course]
        yield WayLeft(
            way=name_way(building, same[0][1]),
            places=tuple((place, route.length_m) for place, route in same),
        )
