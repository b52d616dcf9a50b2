# SPDX-License-Identifier: MIT
"""The routes as they run over one floor, and how their lines are drawn on the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot

from shapely import get_parts, unary_union
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from generator.maps import ink
from generator.maps.ink import Spot
from generator.maps.placing import Box
from generator.maps.scale import Frame
from generator.model.building import Building, Stair
from generator.model.route import Route, RoutePoint, RouteRole

PASSING_M = 1.0
"""A stay on a floor shorter than this is only the turn of the stair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a route on one floor."""

    floor: str
    points_m: tuple[Spot, ...]
    leads_to: str | None
    """The floor on which the walker leaves the stair again; none where the run ends outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayStyle:
    """How one kind of route is drawn; told apart without colour by dashes and arrow heads."""

    band: str
    band_share: float
    """Width of the band as a share of the primary route's."""
    dash: str | None
    arrow_fill: str
    line_mm: float = 0.8
    """Width of the line in the middle of the band."""
    cap: str | None = None
    """How each dash ends; `round` makes dots of very short ones."""


WAY_STYLES = {
    RouteRole.PRIMARY: WayStyle(band=ink.BAND, band_share=1.0, dash=None, arrow_fill=ink.GREEN),
    RouteRole.SECOND: WayStyle(
        band=ink.BAND_SECOND, band_share=0.8, dash="3.2 2.2", arrow_fill=ink.WHITE
    ),
    RouteRole.STEP_FREE: WayStyle(
        band=ink.BAND_SECOND,
        band_share=0.8,
        dash="0.05 2.1",
        arrow_fill=ink.WHITE,
        line_mm=1.3,
        cap="round",
    ),
}

SAME_SPOT_MM = 0.1
"""Points nearer to each other than this are one on paper."""

SHORTEST_END_MM = 1.0
"""A last step shorter than this, left where a way is cut off at a bend, shows no direction."""

ARROW_EVERY_MM = 17
SHORTEST_ARROW_MM = 6
"""A straight piece shorter than this carries no arrow of its own."""


def find_runs(route: Route) -> tuple[Run, ...]:
    """Return the stretches of a route, floor by floor, in walking order."""
    stays = [
        (floor, tuple((point.x_m, point.y_m) for point in points))
        for floor, points in groupby(route.points, key=_floor_of)
    ]
    walked = [
        (floor, points)
        for position, (floor, points) in enumerate(stays)
        if position in {0, len(stays) - 1} or _length(points) > PASSING_M
    ]
    following = [floor for floor, _ in walked[1:]] + [None]
    return tuple(
        Run(floor=floor, points_m=points, leads_to=next_floor)
        for (floor, points), next_floor in zip(walked, following, strict=True)
    )


def stair_at(building: Building, run: Run) -> Stair | None:
    """Return the stair in which a run ends: the one whose landing lies nearest to its end."""
    end = run.points_m[-1]
    landings = [
        (_distance(landing.at_m, end), stair.id, stair)
        for stair in building.stairs
        for landing in stair.landings
        if landing.floor == run.floor
    ]
    return min(landings, key=lambda found: found[:2])[2] if landings and run.leads_to else None


def line_on_page(run: Run, frame: Frame) -> LineString:
    """Return a run as a line on the page, points in the same place merged."""
    spots = [frame.page(point) for point in run.points_m]
    kept = spots[:1] + [
        spot for last, spot in pairwise(spots) if _distance(last, spot) > SAME_SPOT_MM
    ]
    return LineString(kept) if len(kept) > 1 else LineString()


def outdoor_line(route: Route, frame: Frame, area: Box, longest_mm: float) -> LineString:
    """Return the first piece of the way outside that lies in `area`, from the final exit on."""
    spots = [frame.page((route.points[-1].x_m, route.points[-1].y_m))]
    spots += [frame.page(point) for point in route.outdoor_points]
    whole = LineString(spots) if len(spots) > 1 else LineString()
    inside = _pieces(whole.intersection(box(*area)))
    if not inside or _distance(inside[0].coords[0], spots[0]) > SAME_SPOT_MM:
        return LineString()
    return _shorten(inside[0], longest_mm)


def draw_bands(lines: Iterable[LineString], role: RouteRole, band_mm: float) -> Iterator[str]:
    """Yield the light band of a route."""
    style = WAY_STYLES[role]
    for line in lines:
        yield ink.stroke(
            ink.path(tuple(line.coords)),
            style.band,
            band_mm * style.band_share,
            stroke_linejoin="round",
            stroke_linecap="round",
        )


def draw_lines(lines: Iterable[LineString], role: RouteRole) -> Iterator[str]:
    """Yield the dark line of a route."""
    style = WAY_STYLES[role]
    for line in lines:
        yield ink.stroke(
            ink.path(tuple(line.coords)),
            ink.GREEN,
            style.line_mm,
            stroke_linejoin="round",
            stroke_linecap=style.cap,
            stroke_dasharray=style.dash,
            data_route=role.value,
        )


def draw_arrows(lines: Iterable[LineString], role: RouteRole, band_mm: float) -> Iterator[str]:
    """Yield the arrow heads of a route, walking direction as in `lines`."""
    style = WAY_STYLES[role]
    for line in lines:
        for tip, direction in arrow_tips(line, band_mm):
            yield _arrow(tip, direction, (band_mm, style.arrow_fill), role)


def arrow_tips(line: LineString, band_mm: float) -> Iterator[tuple[Spot, Spot]]:
    """Yield the tip and the direction of each arrow head on a line."""
    steps = _steps(line)
    for position, (start, end) in enumerate(steps):
        length = _distance(start, end)
        is_last = position == len(steps) - 1
        if length < SHORTEST_ARROW_MM and not is_last:
            continue
        direction = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        for share in _arrow_shares(length, is_last=is_last, head_mm=band_mm):
            yield (
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])),
                direction,
            )


def _steps(line: LineString) -> list[tuple[Spot, Spot]]:
    """Return the straight pieces of a line; one too short at its end belongs to that before."""
    steps = list(pairwise((x, y) for x, y in line.coords))
    while len(steps) > 1 and _distance(*steps[-1]) < SHORTEST_END_MM:
        steps[-2:] = [(steps[-2][0], steps[-1][1])]
    return steps


def _arrow_shares(length: float, *, is_last: bool, head_mm: float) -> list[float]:
    """Return where on a straight piece the tips of arrows lie, as shares of its length."""
    count = max(1, round(length / ARROW_EVERY_MM))
    middles = [(step + 0.5) / count + head_mm / 2 / length for step in range(count)]
    inner = [share for share in middles if share < 1 and length >= SHORTEST_ARROW_MM]
    if not is_last:
        return inner
    return [*(share for share in inner if (1 - share) * length > 1.7 * head_mm), 1.0]


def _arrow(tip: Spot, direction: Spot, look: tuple[float, str], role: RouteRole) -> str:
    """Return an arrow head of a length and a filling, a notch in its back; its tip comes first."""
    (x, y), (ahead_x, ahead_y) = tip, direction
    size_mm, fill = look
    corners = [(0.0, 0.0), (-1.0, 0.5), (-0.72, 0.0), (-1.0, -0.5)]
    spots = [
        (
            x + size_mm * (along * ahead_x - aside * ahead_y),
            y + size_mm * (along * ahead_y + aside * ahead_x),
        )
        for along, aside in corners
    ]
    return ink.element(
        "path",
        d=ink.path(spots, closed=True),
        fill=fill,
        stroke=ink.GREEN,
        stroke_width=0.5,
        stroke_linejoin="round",
        data_arrow=role.value,
    )


def line_pieces(line: LineString, window: BaseGeometry | None) -> tuple[LineString, ...]:
    """Return what lies in a window of a line, in walking order and direction; None: all."""
    if window is None:
        return (line,)
    pieces = _pieces(line.intersection(window))
    ahead = [
        piece
        if line.project(Point(piece.coords[0])) <= line.project(Point(piece.coords[-1]))
        else piece.reverse()
        for piece in pieces
    ]
    return tuple(sorted(ahead, key=lambda piece: line.project(Point(piece.coords[0]))))


def band_area(lines: Iterable[LineString], band_mm: float) -> BaseGeometry:
    """Return the ground on the page that the lines with their bands cover."""
    return unary_union([line.buffer(band_mm / 2) for line in lines if not line.is_empty])


def _floor_of(point: RoutePoint) -> str:
    return point.floor


def _distance(one: Iterable[float], other: Iterable[float]) -> float:
    (x, y, *_), (a, b, *_) = one, other
    return hypot(x - a, y - b)


def _length(points: tuple[Spot, ...]) -> float:
    return sum(_distance(one, other) for one, other in pairwise(points))


def _pieces(shape: BaseGeometry) -> list[LineString]:
    return [part for part in get_parts(shape) if isinstance(part, LineString) and part.length > 0]


def _shorten(line: LineString, longest_mm: float) -> LineString:
    if line.length <= longest_mm:
        return line
    end = line.interpolate(longest_mm)
    kept = [spot for spot in line.coords if line.project(Point(spot)) < longest_mm]
    return LineString([*kept, (end.x, end.y)])
