# SPDX-License-Identifier: MIT
"""How sheets are to be drawn, and what a single sheet is about."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from generator.maps.section import Section
from generator.model.building import Building, Floor, Point, PostingPlace
from generator.model.route import Route, RouteRole
from generator.model.school import AssemblyPoint, IssuedCode, School


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoice:
    """What all sheets of a site have in common."""

    base_url: str
    """Where the site will be reachable: `https://host`."""
    theme: Path
    """Folder with `fonts/` and `signs/`."""
    review_days: int
    """How long after the day of its revision a sheet must be looked at again; the day is printed.
    Not counted from the day of the build: a sheet that stays the same keeps its day."""
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
    section: Section | None = None
    """The part of the floor that is drawn; none where the whole floor is."""

    def shows(self, point: Point) -> bool:
        """Say whether a point of the floor, in metres, is drawn."""
        return self.section is None or self.section.holds(point)

    def next_review(self, choice: SheetChoice) -> str:
        """Return the day by which the sheet must be looked at again, as `2027-09-01`."""
        return (self.issued.issued + timedelta(days=choice.review_days)).isoformat()

    @property
    def primary(self) -> Route:
        """Return the route that everybody should take."""
        return self.routes[0]

    @property
    def second(self) -> Route | None:
        """Return the route for when the first is cut off."""
        return self._of_role(RouteRole.SECOND)

    @property
    def step_free(self) -> Route | None:
        """Return the route for people who cannot use stairs."""
        return self._of_role(RouteRole.STEP_FREE)

    @property
    def is_step_free_primary(self) -> bool:
        """Say whether the primary route itself is without steps."""
        return self.step_free is not None and self.step_free.points == self.primary.points

    @property
    def assembly_point(self) -> AssemblyPoint:
        """Return where the primary route ends; the school's first point if it names none."""
        return self.assembly_point_of(self.primary)

    def assembly_point_of(self, route: Route) -> AssemblyPoint:
        """Return where a route ends; the school's first point if it names none."""
        points = {point.id: point for point in self.school.assembly_points}
        return points.get(route.assembly_point, self.school.assembly_points[0])

    def _of_role(self, role: RouteRole) -> Route | None:
        return next((route for route in self.routes if route.role is role), None)
