# SPDX-License-Identifier: MIT
"""What the drawing of one plan is given, and the routes of its floor as lines on the page."""

from dataclasses import dataclass
from pathlib import Path

from shapely.geometry import LineString, Point, Polygon

from generator.maps.choice import Posting
from generator.maps.fabric import Sight
from generator.maps.ink import Spot
from generator.maps.label import SMALLEST_MM
from generator.maps.letter import Typeface
from generator.maps.marks import find_roles
from generator.maps.placing import Box
from generator.maps.scale import Frame
from generator.maps.structure import Structure
from generator.maps.way import Run, find_runs, line_on_page, outdoor_line
from generator.model.route import Route

SHORTEST_OUTDOOR_MM = 6.0
"""A shorter stump of the way outside would only look like a fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStyle:
    """Sizes on paper, in millimetres."""

    sign_mm: float = 8.0
    """Source: ISO 23601:2020 §6 c, at least 7 mm."""
    viewer_mm: float = 9.5
    band_mm: float = 4.6
    outer_mm: float = 1.8
    """Source: §6 d, at least 1.6 mm."""
    partition_mm: float = 0.7
    """Source: §6 d, at least 0.6 mm."""
    call_mm: float = 4.2
    """Size of the words at the viewer's mark and at stairs."""
    label_mm: tuple[float, ...] = (3.6, 3.1, SMALLEST_MM)
    outdoor_mm: float = 24.0
    """How much of the way outside is drawn, if the assembly point lies off the plan."""
    is_simple: bool = False
    """True for a plan without equipment and door leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """All that the drawing of one plan needs."""

    posting: Posting
    structure: Structure
    frame: Frame
    area: Box
    style: PlanStyle
    language: str
    typeface: Typeface
    theme: Path
    is_sample: bool = False

    @property
    def window(self) -> Polygon | None:
        """Return the part of the page beyond which nothing of the floor is drawn; none: all is."""
        section = self.posting.section
        return None if section is None else self.frame.draw(section.window)

    @property
    def sight(self) -> Sight:
        """Return what is seen, and where."""
        return Sight(frame=self.frame, window=self.window)

    def shows(self, spot: Spot) -> bool:
        """Say whether a spot of the page is one at which the floor is drawn."""
        window = self.window
        return window is None or window.covers(Point(spot))


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWay:
    """A route on this floor, as lines on the page."""

    route: Route
    runs: tuple[Run, ...]
    inside: tuple[LineString, ...]
    outside: LineString

    @property
    def lines(self) -> tuple[LineString, ...]:
        """Return all lines, the way outside joined to the run that it continues."""
        if self.outside.is_empty:
            return self.inside
        last = LineString([*self.inside[-1].coords, *self.outside.coords[1:]])
        return (*self.inside[:-1], last)


def find_ways(canvas: Canvas) -> tuple[DrawnWay, ...]:
    """Return the routes that are drawn, the primary first."""
    roles = find_roles(canvas.posting)
    drawn = [_find_way(canvas, route) for route in canvas.posting.routes if route.role in roles]
    return tuple(sorted(drawn, key=lambda way: roles.index(way.route.role)))


def _find_way(canvas: Canvas, route: Route) -> DrawnWay:
    here = [run for run in find_runs(route) if run.floor == canvas.posting.floor.id]
    lines = [(run, line_on_page(run, canvas.frame)) for run in here]
    kept = [(run, line) for run, line in lines if not line.is_empty]
    outside = LineString()
    if kept and kept[-1][0].leads_to is None:
        outside = _outside(canvas, route)
    return DrawnWay(
        route=route,
        runs=tuple(run for run, _ in kept),
        inside=tuple(line for _, line in kept),
        outside=outside,
    )


def _outside(canvas: Canvas, route: Route) -> LineString:
    """Return the way outside: whole if the assembly point is on the plan, else its beginning."""
    goal = Point(canvas.frame.page(canvas.posting.assembly_point_of(route).at_m))
    left, top, right, bottom = canvas.area
    is_near = left < goal.x < right and top < goal.y < bottom
    longest = 1e6 if is_near else canvas.style.outdoor_mm
    inner = (left + 2, top + 2, right - 2, bottom - 2)
    line = outdoor_line(route, canvas.frame, inner, longest)
    return line if line.length >= SHORTEST_OUTDOOR_MM else LineString()
