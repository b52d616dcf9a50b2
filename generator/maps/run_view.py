# SPDX-License-Identifier: MIT
"""The stretches of ways as they are drawn on a screen: exactly as they were computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from shapely.geometry import LineString

from generator.maps import ink, wording
from generator.maps.canvas import SHORTEST_OUTDOOR_MM
from generator.maps.held_width import hold_widths
from generator.maps.label import Label
from generator.maps.placing import DIRECTIONS, Crowd, Ground, around
from generator.maps.screen import BAND, OUTDOOR, Screen
from generator.maps.way import (
    Run,
    draw_arrows,
    draw_bands,
    draw_lines,
    line_on_page,
    outdoor_line,
    stair_at,
)
from generator.model.building import Building
from generator.model.floor_view import Note
from generator.model.record import Text
from generator.model.route import Route, RouteRole

NOTE_SIZES = (3.4, 2.9)
"""Size of the words at the end of a stretch, on one line and where that finds no room."""

NEAR = 5 * DIRECTIONS
"""So many places around the end of a stretch are near enough for its words."""

EDGE = 2.0
"""The way outside ends so far from the edge of the view box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a way as a line in the view box."""

    floor: str
    """Empty for the ground outside."""
    role: RouteRole
    lines: tuple[LineString, ...]
    """Inside, then what is drawn of the way outside."""
    note: Text | None = None

    @property
    def whole(self) -> LineString:
        """Return the lines as one."""
        return LineString([spot for line in self.lines for spot in line.coords])

    @property
    def key(self) -> tuple[object, ...]:
        """Return what tells drawn stretches apart."""
        return self.floor, self.role, tuple(self.whole.coords), self.note


def floor_stretch(run: Run, route: Route, building: Building, screen: Screen) -> Stretch | None:
    """Return a run on its floor, with the beginning of the way outside; none without a length."""
    inside = line_on_page(run, screen.frame)
    outside = LineString()
    if run.leads_to is None and route.final_exit:
        left, top, right, bottom = screen.area
        box = (left + EDGE, top + EDGE, right - EDGE, bottom - EDGE)
        outside = outdoor_line(route, screen.frame, box, OUTDOOR)
    shown = (inside, outside if outside.length >= SHORTEST_OUTDOOR_MM else LineString())
    lines = tuple(line for line in shown if not line.is_empty)
    if not lines:
        return None
    note = _note(run, route, building)
    return Stretch(floor=run.floor, role=route.role, lines=lines, note=note)


def outdoor_stretch(route: Route, screen: Screen) -> Stretch | None:
    """Return the whole way from the final exit to the assembly point; none without a length."""
    last = route.points[-1]
    spots = [(last.x_m, last.y_m), *route.outdoor_points] if route.outdoor_points else []
    points = tuple(dict.fromkeys(spots))
    run = Run(floor="", points_m=points, leads_to=None)
    line = line_on_page(run, screen.frame)
    return None if line.is_empty else Stretch(floor="", role=route.role, lines=(line,))


def draw_stretch(stretch: Stretch) -> str:
    """Return band, line and arrows, all at the place where people walk."""
    lines = (stretch.whole,)
    return "".join(
        [
            *draw_bands(lines, stretch.role, BAND),
            *draw_lines(lines, stretch.role),
            *draw_arrows(lines, stretch.role, BAND),
        ]
    )


def draw_note(
    stretch: Stretch, label: Label, where: tuple[Crowd, Ground], screen: Screen
) -> Note | None:
    """Return what stands at the end of a stretch, near it; none without room."""
    (x, y, *_), (crowd, ground) = stretch.whole.coords[-1], where
    typeface = screen.typeface
    places = islice(around((x, y), label.size(typeface), 0.9), NEAR)
    area = crowd.first_free(places, ground)
    if area is None:
        return None
    return Note(drawn=hold_widths(label.draw(area, typeface), typeface), box=area)


def note_forms(text: str, screen: Screen) -> Iterator[tuple[Label, ...]]:
    """Yield the ways to write a note: on one line or two, and where these find no room, on more."""
    for counts in ((1, 2), (3, 4)):
        yield tuple(
            Label(
                lines=screen.typeface.balance(text, size, count, bold=True),
                size_mm=size,
                bold=True,
                fill=ink.GREEN,
                plate=ink.WHITE,
                frame=ink.GREEN,
            )
            for size in NOTE_SIZES
            for count in counts
        )


def _note(run: Run, route: Route, building: Building) -> Text | None:
    """Return where a run leads on: a stair, a refuge; the ground shows where one outside leads."""
    if run.leads_to is not None:
        stair = stair_at(building, run)
        floors = {floor.id: floor for floor in building.floors}
        here, there = floors[run.floor], floors[run.leads_to]
        is_down = there.level < here.level
        name = stair.name if stair else Text(zh="楼梯", en="stairs")
        return wording.stair_leads(name, there.name, is_down=is_down)
    if route.refuge:
        refuges = {refuge.id: refuge for floor in building.floors for refuge in floor.refuges}
        return wording.as_label(refuges[route.refuge].name)
    return None
