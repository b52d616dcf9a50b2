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
    stairs: tuple[str, ...]
    """Stairs used, in order."""
    assembly_point: str
    outdoor_points: tuple[tuple[float, float], ...]
    """From the final exit to the assembly point."""
    outdoor_length_m: float
    words: tuple[Text, ...]
    """The way in words, as the walker sees it; the first line starts from the reader's stance."""

    def is_apart_from(self, other: "Route") -> bool:
        """Say whether the two share no stair, so that smoke in one leaves the other free."""
        return not set(self.stairs) & set(other.stairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRoutes:
    """All routes of one building."""

    from_place: Mapping[str, tuple[Route, ...]]
    """By posting place: the primary route first; empty where there is no way out."""
    from_space: Mapping[str, tuple[Route, ...]]
    """By space, from its middle: the primary route, and the second where one exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """All routes, by school and building."""

    buildings: Mapping[tuple[str, str], BuildingRoutes] = field(
        default_factory=lambda: MappingProxyType({})
    )
