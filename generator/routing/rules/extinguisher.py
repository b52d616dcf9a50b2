# SPDX-License-Identifier: MIT
"""R315: places from which the next fire extinguisher is too far to walk.

A building of which no equipment at all is described is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

from shapely import Polygon

from generator.finding import Finding
from generator.model.building import EquipmentKind, Point, SpaceUse
from generator.model.record import Text
from generator.routing.rules.limit import limit
from generator.routing.rules.premises import Premises, Storey
from generator.routing.rules.stroll import Strolls, free_area
from generator.routing.rules.travel import ROUNDING_M

SPACING_M = 2.0
"""Distance between the points of a space's edge from which it is measured."""

NOT_JUDGED = frozenset({SpaceUse.STAIR, SpaceUse.COURT, SpaceUse.CLOSED, SpaceUse.LIFT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far it is from the farthest point of a space to the next extinguisher."""

    j: int
    """Place of the space in its floor."""
    length_m: float


def find_far_extinguishers(premises: Premises) -> Iterator[Finding]:
    """Yield R315, one for each floor that has a space from which it is too far."""
    if not any(floor.equipment for _, floor in premises.site.floors()):
        return
    most_m = limit("extinguisher-reach").value + ROUNDING_M
    for storey in premises.storeys:
        if not _extinguishers(storey):
            yield _none_here(premises, storey)
        elif far := [reach for reach in reaches(storey) if reach.length_m > most_m]:
            yield _too_far(premises, storey, far)


def reaches(storey: Storey) -> Iterator[Reach]:
    """Yield how far it is from each space of a floor."""
    walkable = storey.walkable
    strolls = Strolls(free_area(walkable, frozenset(walkable.rooms)), _extinguishers(storey))
    for j, space in enumerate(storey.floor.spaces):
        if space.use not in NOT_JUDGED and space.id in walkable.rooms:
            length_m = _reach_m(strolls, walkable.rooms[space.id])
            if length_m is not None:
                yield Reach(j=j, length_m=length_m)


def _reach_m(strolls: Strolls, outline: Polygon) -> float | None:
    """Return the length from the corners, or from the whole edge where that may be too much.

    From a point between two corners it is at most half their distance farther.
    """
    corners = [(float(x), float(y)) for x, y in outline.exterior.coords]
    found_m = max(strolls.lengths_m(corners).values(), default=None)
    if found_m is None:
        return None
    slack_m = max(dist(a, b) for a, b in pairwise(corners)) / 2
    if found_m + slack_m <= limit("extinguisher-reach").value:
        return found_m
    return max(strolls.lengths_m([*corners, *_edge(outline)]).values())


def _extinguishers(storey: Storey) -> list[Point]:
    return [q.at_m for q in storey.floor.equipment if q.kind is EquipmentKind.EXTINGUISHER]


def _edge(outline: Polygon) -> Sequence[Point]:
    steps = int(outline.exterior.length / SPACING_M) + 1
    between = (outline.exterior.interpolate(i / steps, normalized=True) for i in range(steps))
    return [(spot.x, spot.y) for spot in between]


def _too_far(premises: Premises, storey: Storey, far: Sequence[Reach]) -> Finding:
    worst = max(far, key=lambda reach: (reach.length_m, -reach.j))
    names = [storey.floor.spaces[reach.j].id for reach in far]
    zh, en = "、".join(f"“{n}”" for n in names), ", ".join(f'"{n}"' for n in names)
    most = limit("extinguisher-reach")
    what = Text(
        zh=f"{storey.floor.name.zh}：从 {zh} 到最近的灭火器，最远要走 {worst.length_m:.1f} 米，"
        f"限值 {most.value:.0f} 米（按A类火灾、中危险级）",
        en=f"{storey.floor.name.en}: from {en} it is up to {worst.length_m:.1f} m on foot to the "
        f"next extinguisher; at most {most.value:.0f} m (fires of class A, medium hazard)",
    )
    return premises.judge("R315", (*storey.key, "spaces", worst.j), most, (what, _mend()))


def _none_here(premises: Premises, storey: Storey) -> Finding:
    name = storey.floor.name
    what = Text(zh=f"{name.zh}没有写灭火器", en=f"no extinguisher is given on {name.en}")
    return premises.judge("R315", storey.key, limit("extinguisher-reach"), (what, _mend()))


def _mend() -> Text:
    return Text(
        zh="请到现场核对并补写 equipment；若属实，请增配灭火器。",
        en="Go and see, and complete `equipment`; if it is so, have extinguishers added.",
    )
