# SPDX-License-Identifier: MIT
"""Escape routes as computed from a building."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from generator.model.record import Text


class RouteRole(StrEnum):
    """What a route is for; published in `sheets.json`."""

    PRIMARY = "primary"
    SECOND = "second"
    STEP_FREE = "step-free"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePoint:
    """A corner of the drawn line."""

    floor: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A way from a place to a final exit, and on to the assembly point."""

    role: RouteRole
    points: tuple[RoutePoint, ...]
    """From the start to the middle of the final exit; a stair joins points of two floors."""
    length_m: float
    """Length of the drawn line to the final exit, stairs along the slope."""
    narrowest_m: float
    """Smallest clear width of the doors, exits and stairs on the way."""
    final_exit: str
    """Empty where the way ends in a refuge."""
    stairs: tuple[str, ...]
    """Stairs used, in order."""
    assembly_point: str
    outdoor_points: tuple[tuple[float, float], ...]
    """From the final exit to the assembly point."""
    outdoor_length_m: float
    words: tuple[Text, ...]
    """The way in words, as the walker sees it; the first line starts from the reader's stance."""
    refuge: str = ""
    """The refuge in which a step-free way ends where no step-free way leads out; else empty.
    Then nothing leads on to an assembly point."""
    doors: tuple[str, ...] = ()
    """Doors walked through, in order; the final exit is none of them."""

    def is_apart_from(self, other: "Route") -> bool:
        """Say whether the two share no stair, so that smoke in one leaves the other free."""
        return not set(self.stairs) & set(other.stairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRoutes:
    """All routes of one building."""

    from_place: Mapping[str, tuple[Route, ...]]
    """By posting place: the primary route first; empty where there is no way out.
    For a place that serves a class room the primary route is the one assigned to the class."""
    from_space: Mapping[str, tuple[Route, ...]]
    """By space, from its middle: the shortest route, and the second where one exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """All routes, by school and building."""

    buildings: Mapping[tuple[str, str], BuildingRoutes] = field(
        default_factory=lambda: MappingProxyType({})
    )


class Barrier(StrEnum):
    """What may be blocked."""

    DOOR = "door"
    STAIR = "stair"
    EXIT = "exit"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Blockage:
    """One thing that cannot be used: a locked door, smoke in a stair, a blocked exit."""

    barrier: Barrier
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """What a blockage does to the places of a building."""

    blockage: Blockage
    from_place: Mapping[str, Route | None]
    """Shortest way left, by posting place, for those whose primary route it cuts off.
    None: no way is left."""
    step_free: Mapping[str, Route | None] = field(default_factory=lambda: MappingProxyType({}))
    """Step-free way left, to an exit or to a refuge, for those whose step-free way it cuts off.
    None: neither is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWays:
    """How a room is left at which no sheet hangs, from its middle."""

    floor: str
    space: str
    at_m: tuple[float, float]
    """Where the ways begin."""
    ways: tuple[Route, ...]
    """The shortest first, then the second and the step-free one where there are such; empty where
    there is no way out. The words name a store by its use alone."""
    left: Mapping[Blockage, Route | None]
    """Shortest way left, for everything that cuts off the first when it is blocked."""
    left_step_free: Mapping[Blockage, Route | None]
    """Step-free way left, for everything that cuts off the step-free one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOption:
    """One way in which a class, or half of it, may leave."""

    school_class: str
    door: str
    """The door by which it leaves its room; empty where the room opens without one."""
    route: Route
    """From the middle of the room; no two options of a class share door, stairs and exit."""
