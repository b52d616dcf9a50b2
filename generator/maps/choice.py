# SPDX-License-Identifier: MIT
"""How sheets are to be drawn, and what a single sheet is about."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.building import Building, Floor, PostingPlace
from generator.model.route import Route, RouteRole
from generator.model.school import AssemblyPoint, IssuedCode, School


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoice:
    """What all sheets of a site have in common."""

    base_url: str
    """Where the site will be reachable: `https://host`."""
    theme: Path
    """Folder with `fonts/` and `signs/`."""
    as_of: date
    """Day of the drawing; printed."""
    next_review: date
    """Day by which the sheet must be looked at again; printed."""
    version: str
    """Version of Muster; printed."""
    papers: tuple[str, ...] = ("A3",)
    """Of `A3` and `A4`."""
    languages: tuple[str, ...] = ("both",)
    """Of `zh`, `en` and `both`."""
    is_sample: bool = False
    """True for a made-up school or host: the sheet is overprinted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A posting place with all that its sheet speaks of."""

    school: School
    buildings: tuple[Building, ...]
    """All buildings of the school, for the overview."""
    building: Building
    floor: Floor
    place: PostingPlace
    routes: tuple[Route, ...]
    """The primary route first; never empty."""
    issued: IssuedCode

    @property
    def primary(self) -> Route:
        """Return the route that everybody should take."""
        return self.routes[0]

    @property
    def second(self) -> Route | None:
        """Return the route for when the first is cut off."""
        seconds = (route for route in self.routes if route.role is RouteRole.SECOND)
        return next(seconds, None)

    @property
    def assembly_point(self) -> AssemblyPoint:
        """Return where the primary route ends; the school's first point if it names none."""
        return self.assembly_point_of(self.primary)

    def assembly_point_of(self, route: Route) -> AssemblyPoint:
        """Return where a route ends; the school's first point if it names none."""
        points = {point.id: point for point in self.school.assembly_points}
        return points.get(route.assembly_point, self.school.assembly_points[0])
