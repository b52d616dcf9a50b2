# SPDX-License-Identifier: MIT
"""What is written and marked on a plan: the reader's place, stairs, exits, equipment."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from shapely import box, unary_union
from shapely.geometry import LineString, Point

from generator.maps import ink, wording
from generator.maps.canvas import Canvas, DrawnWay
from generator.maps.gathering import Gathering, Stand
from generator.maps.ink import Spot
from generator.maps.label import FOLD_MM, Label
from generator.maps.marks import REFUGE, STEP_FREE, Mark, exit_name, find_marks
from generator.maps.placing import (
    DIRECTIONS,
    Box,
    Crowd,
    Ground,
    around,
    box_at,
)
from generator.maps.pointer import draw_leader, draw_mark, draw_taken
from generator.maps.track import Track
from generator.maps.way import Run, line_pieces, stair_at
from generator.model.record import Text
from generator.model.route import RouteRole
from generator.render.sign import draw_sign

NEAR_CANDIDATES = 9 * DIRECTIONS
"""So many places near its spot a plate tries before it covers a wall."""

ON_LINE_MM = 14.0
"""A piece of a route without steps at least so long carries its mark on the line itself."""

GRAZE_MM = 0.4
"""So far that mark may reach over the edge of the way that everybody should take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch of a route on the floor, with the line that is drawn of it."""

    way: DrawnWay
    run: Run
    track: Track

    @property
    def is_primary(self) -> bool:
        """Say whether it belongs to the route that everybody should take."""
        return self.track.role is RouteRole.PRIMARY

    @property
    def arrowed(self) -> tuple[LineString, ...]:
        """Return the lines that bear arrow heads: the ground of a greater route bears its own."""
        return (self.track.line,) if self.is_primary else self.track.own


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateStyle:
    """The colours of a plate and of the line that leads to it."""

    plate: str = ink.GREEN
    fill: str = ink.WHITE
    frame: str | None = None

    @property
    def line(self) -> str:
        """Return the colour of the line."""
        return self.frame or self.plate


LESSER_PLATE = PlateStyle(plate=ink.WHITE, fill=ink.GREEN, frame=ink.GREEN)
"""For routes other than the primary."""


def draw_here(canvas: Canvas, _legs: tuple[Leg, ...], crowd: Crowd) -> Iterator[str]:
    """Yield the reader's place."""
    here = canvas.frame.page(canvas.posting.place.at_m)
    blue = PlateStyle(plate=ink.BLUE)
    yield _call(canvas, crowd, wording.YOU_ARE_HERE, (here, canvas.style.viewer_mm / 2), blue)


def draw_turns(canvas: Canvas, legs: tuple[Leg, ...], crowd: Crowd) -> Iterator[str]:
    """Yield the stairs that are taken, and how ways go on beyond the plan."""
    for name, spot, style in _stair_calls(canvas, legs):
        if canvas.shows(spot):
            yield _call(canvas, crowd, name, (spot, canvas.style.band_mm / 2), style)
    for leg in legs:
        yield from _onward_call(canvas, crowd, leg)


def _onward_call(canvas: Canvas, crowd: Crowd, leg: Leg) -> Iterator[str]:
    """Yield where a route leads that leaves the drawn part of the floor, and how far it is."""
    pieces = line_pieces(leg.track.line, canvas.window)
    if not pieces or _end(pieces[0]) == _end(leg.track.line):
        return
    inside = leg.way.inside[leg.way.runs.index(leg.run)]
    leaving = _end(pieces[0])
    left_m = (inside.length - inside.project(Point(leaving))) / canvas.frame.mm_per_m
    if left_m > 0:
        text = wording.onward(_target(canvas, leg), left_m)
        style = PlateStyle() if leg.is_primary else LESSER_PLATE
        near = (leaving, canvas.style.band_mm / 2)
        if canvas.style.is_simple and not leg.is_primary:
            plate = _call_if_free(canvas, crowd, text, near, style)
        else:
            plate = _call(canvas, crowd, text, near, style)
        yield ink.group((plate,), data_onward=leg.track.role.value) if plate else ""


def _target(canvas: Canvas, leg: Leg) -> Text:
    """Return the name of the stair, refuge or exit to which a stretch leads."""
    building, route = canvas.posting.building, leg.way.route
    stair = stair_at(building, leg.run)
    if stair is not None:
        return stair.name
    refuges = {refuge.id: refuge.name for floor in building.floors for refuge in floor.refuges}
    return refuges.get(route.refuge) or exit_name(building, route)


def _stair_calls(canvas: Canvas, legs: tuple[Leg, ...]) -> Iterator[tuple[Text, Spot, PlateStyle]]:
    """Yield where a route takes a stair, each stair once; on full plates for the primary."""
    floors = {floor.id: floor for floor in canvas.posting.building.floors}
    level = canvas.posting.floor.level
    told = set()
    for leg in legs:
        run = leg.run
        stair = stair_at(canvas.posting.building, run)
        if stair is None or run.leads_to is None or stair.id in told:
            continue
        told.add(stair.id)
        target = floors[run.leads_to]
        is_down = target.level < level
        end = canvas.frame.page(run.points_m[-1])
        style = PlateStyle() if leg.is_primary else LESSER_PLATE
        yield wording.stair_leads(stair.name, target.name, is_down=is_down), end, style


def _call(
    canvas: Canvas, crowd: Crowd, text: Text, anchor: tuple[Spot, float], style: PlateStyle
) -> str:
    """Return a plate with `text` near a spot, led to it by a line."""
    (spot, radius) = anchor
    labels, start = tuple(_plates(canvas, text, style)), radius + 0.6
    found = _free_plate(canvas, crowd, labels, (spot, start))
    if found is None:
        last = labels[-1]
        places = around(spot, last.size(canvas.typeface), start)
        found = last, crowd.squeeze(places, anchor=spot)
    return _plate(canvas, crowd, text, spot, (*found, style))


def _call_if_free(
    canvas: Canvas, crowd: Crowd, text: Text, anchor: tuple[Spot, float], style: PlateStyle
) -> str:
    """Return a plate likewise; nothing where it would cover something or leave the plan."""
    (spot, radius) = anchor
    found = _free_plate(canvas, crowd, tuple(_plates(canvas, text, style)), (spot, radius + 0.6))
    return _plate(canvas, crowd, text, spot, (*found, style)) if found else ""


def _plate(
    canvas: Canvas, crowd: Crowd, text: Text, spot: Spot, form: tuple[Label, Box, PlateStyle]
) -> str:
    label, area, style = form
    leader = draw_leader(crowd, spot, area, style.line)
    return leader + ink.group((label.draw(area, canvas.typeface),), data_call=text.en)


def _free_plate(
    canvas: Canvas, crowd: Crowd, labels: tuple[Label, ...], anchor: tuple[Spot, float]
) -> tuple[Label, Box] | None:
    """Return a plate and its place: off the walls, on walls, folded; None without room."""
    spot, start = anchor
    for label in labels:
        for ground in (Ground.OFF_WALLS, Ground.ANY):
            places = islice(around(spot, label.size(canvas.typeface), start), NEAR_CANDIDATES)
            area = crowd.first_free(places, ground, spot, is_led_to=True)
            if area is not None:
                return label, area
    return None


def _plates(canvas: Canvas, text: Text, style: PlateStyle) -> Iterator[Label]:
    """Yield the ways to write a plate: each language in a line, then folded."""
    size_mm, wrap = canvas.style.call_mm, canvas.typeface.wrap
    whole = wording.in_languages(text, canvas.language)
    folded = tuple(line for part in whole for line in wrap(part, size_mm, FOLD_MM, bold=True))
    for lines in dict.fromkeys((whole, folded)):
        yield Label(
            lines=lines,
            size_mm=size_mm,
            bold=True,
            fill=style.fill,
            plate=style.plate,
            frame=style.frame,
        )


def draw_marks(canvas: Canvas, legs: tuple[Leg, ...], crowd: Crowd) -> Iterator[str]:
    """Yield the signs of refuges, equipment and lifts, and of the way without steps."""
    gathering = Gathering(
        canvas=canvas,
        crowd=crowd,
        marks=drawn_marks(canvas),
        primary=unary_union([leg.track.line for leg in legs if leg.is_primary]),
        ways=unary_union([leg.track.line for leg in legs]),
    )
    for stand in gathering.place():
        crowd.rings += [stand.outline] if stand.outline else []
        yield _draw_stand(canvas, crowd, stand)
    for leg in legs:
        if leg.track.role is RouteRole.STEP_FREE:
            yield _step_free_sign(canvas, crowd, leg)


def drawn_marks(canvas: Canvas) -> tuple[Mark, ...]:
    """Return all marks but exits; of a simple plan the refuges alone."""
    return tuple(
        mark
        for mark in find_marks(canvas.posting)
        if mark.toward is None and (mark.code == REFUGE or not canvas.style.is_simple)
    )


def _step_free_sign(canvas: Canvas, crowd: Crowd, leg: Leg) -> str:
    """Return the wheelchair user on the line of a route without steps, or beside it.

    It stands off the way that everybody should take.
    """
    side = canvas.style.sign_mm
    seen = [p for line in leg.track.own for p in line_pieces(line, canvas.window)]
    long = [line for line in seen if line.length >= ON_LINE_MM]
    shares = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
    spots = [line.interpolate(share, normalized=True) for line in long for share in shares]
    places = (box_at((spot.x, spot.y), (side, side)) for spot in spots)
    least_mm = canvas.style.band_mm / 2 - GRAZE_MM
    area = crowd.first_on_way(a for a in places if crowd.main.distance(box(*a)) > least_mm)
    leader = ""
    if area is None:
        line = line_pieces(leg.track.line, canvas.window)[0]
        spot = line.interpolate(0.6, normalized=True)
        at = (spot.x, spot.y)
        area = crowd.squeeze(around(at, (side, side), canvas.style.band_mm / 2), anchor=at)
        leader = draw_leader(crowd, at, area, ink.GREEN)
    edge = ink.rect(area, fill=ink.WHITE, stroke=ink.WHITE, stroke_width=0.8)
    return leader + edge + draw_sign(canvas.theme, STEP_FREE, area)


def _draw_stand(canvas: Canvas, crowd: Crowd, stand: Stand) -> str:
    """Return a sign in its place or at the end of a line; several on one plate as a group."""
    pairs = zip(stand.marks, stand.areas, strict=True)
    signs = "".join(draw_mark(canvas, mark, area) for mark, area in pairs)
    if stand.leader is None:
        return signs
    if stand.plate is None:
        return (
            draw_taken(crowd, stand.leader, ink.BLACK, stand.marks)
            + ink.circle(stand.leader[0], 0.8, ink.BLACK)
            + signs
        )
    dots = (ink.circle(canvas.frame.page(mark.at_m), 0.8, ink.BLACK) for mark in stand.marks)
    plate = ink.rect(stand.plate, fill=ink.WHITE, stroke=ink.BLACK, stroke_width=0.45)
    line = draw_taken(crowd, stand.leader, ink.BLACK, stand.marks)
    return ink.group((line, *dots, plate, signs), data_gathered="1")


def _end(line: LineString) -> Spot:
    x, y, *_ = line.coords[-1]
    return x, y
