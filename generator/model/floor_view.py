# SPDX-License-Identifier: MIT
"""A building drawn for the screen: its floors once, every stretch of a way once, and the ground.

All drawings are SVG shapes in view-box units, y down; they have no size of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.model.route import Route, RouteRole

Spot: TypeAlias = tuple[float, float]
"""x and y in units of the view box, y down."""

WayKey: TypeAlias = tuple[object, ...]
"""What tells drawn ways apart: points inside and outside, and how the way is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How metres, y up, lie in a view box, y down; nothing is turned."""

    width: float
    height: float
    per_metre: float
    """Units of the view box in a metre."""
    origin: Spot
    """Where the origin of the school's axes falls."""

    def spot(self, at_m: tuple[float, float]) -> Spot:
        """Return where a point lies."""
        (x, y), (left, top) = at_m, self.origin
        return left + self.per_metre * x, top - self.per_metre * y


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A space as it can be pointed at."""

    space: str
    outline: str
    """Path data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFloor:
    """A floor without ways, in layers between which ways are drawn."""

    floor: str
    view: View
    ground: str
    """Rooms and corridors, under everything."""
    fabric: str
    """Walls, door leaves and stairs, under the ways."""
    names: Mapping[str, str]
    """By language: names of rooms, signs and names of exits, the scale; over the ways."""
    things: Mapping[str, str]
    """By language: signs of equipment, refuges and lifts; only where no way is shown."""
    rooms: tuple[Room, ...]
    codes: tuple[str, ...]
    """Codes of the signs that are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands at the end of a stretch: down which stair, to which refuge."""

    drawn: str
    box: tuple[float, float, float, float]
    """Left, top, right and bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRun:
    """A stretch of a way on one floor, or from an exit over the ground."""

    id: str
    floor: str
    """Empty for the ground outside."""
    line: str
    """Band, line and arrows."""
    notes: Mapping[str, Note]
    """By language; none where the run leads outside, which the ground shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnGround:
    """The school's ground: yards, buildings, assembly points."""

    view: View
    base: str
    """Under the ways."""
    names: Mapping[str, str]
    """By language: signs and names, over the ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingView:
    """A building with all its ways, each stretch drawn once."""

    floors: tuple[DrawnFloor, ...]
    ground: DrawnGround
    signs: Mapping[str, str]
    """Shapes of each sign that is drawn, in a square of 100, by code."""
    runs: tuple[DrawnRun, ...]
    ways: Mapping[WayKey, tuple[str, ...]]
    """Runs of each way in walking order, by its key."""

    def runs_of(self, route: Route, role: RouteRole) -> tuple[str, ...]:
        """Return the runs of a route drawn as one of a role; raises KeyError if it is not."""
        return self.ways[way_key(route, role)]


def way_key(route: Route, role: RouteRole) -> WayKey:
    """Return what tells the drawing of a route from others."""
    return route.points, route.outdoor_points, route.final_exit, role
