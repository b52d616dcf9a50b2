# SPDX-License-Identifier: MIT
"""The escape plan of one floor as one reader sees it: drawn in a box of the page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shapely import box, get_parts
from shapely.geometry import LineString, Point

from generator.maps import ink, wording
from generator.maps.choice import Posting
from generator.maps.fabric import (
    draw_leaves,
    draw_rooms,
    draw_stairs,
    draw_walls,
    find_open_landings,
    open_stair_box,
    stair_symbol,
)
from generator.maps.ink import Spot
from generator.maps.label import SMALLEST_MM, Label
from generator.maps.letter import Typeface
from generator.maps.marks import ASSEMBLY_POINT, Mark, find_marks
from generator.maps.placing import (
    DIRECTIONS,
    Box,
    Crowd,
    Ground,
    around,
    box_at,
    middle,
    nearest_edge,
)
from generator.maps.roomname import Naming, draw_room_names
from generator.maps.scale import Frame
from generator.maps.structure import Structure, polygon
from generator.maps.way import (
    Run,
    band_area,
    draw_arrows,
    draw_bands,
    find_runs,
    line_on_page,
    outdoor_line,
    stair_at,
    without,
)
from generator.maps.wording import as_label
from generator.model.building import Landing, SpaceUse
from generator.model.record import Text
from generator.model.route import Route, RouteRole
from generator.render.sign import draw_sign

SHORTEST_OUTDOOR_MM = 6.0
"""A shorter stump of the way outside would only look like a fault."""

NEAR_CANDIDATES = 9 * DIRECTIONS
"""So many places near its spot a plate tries before it covers a wall."""

SAME_WAY_SHARE = 0.9
"""A second route nearer to the first than this share of the band is drawn as the first."""


DrawLines = Callable[[Iterable[LineString], RouteRole, float], Iterator[str]]
"""Draws lines of a role with a width of the band in millimetres."""


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


def draw_plan(canvas: Canvas) -> str:
    """Return the plan with ways, signs, labels and the viewer's mark."""
    ways = _find_ways(canvas)
    drawn = _visible_lines(ways, canvas.style.band_mm)
    crowd = _start_crowd(canvas, drawn)
    viewer = _viewer_box(canvas)
    crowd.take(viewer)
    notes = [*_draw_calls(canvas, ways, crowd), *_draw_marks(canvas, crowd)]
    naming = Naming(
        language=canvas.language, sizes_mm=canvas.style.label_mm, typeface=canvas.typeface
    )
    names = draw_room_names(canvas.posting.floor, canvas.frame, crowd, naming)
    return "".join(
        [
            *draw_rooms(canvas.posting.floor, canvas.frame),
            *(_overprint(canvas) if canvas.is_sample else ()),
            *_draw_ways(canvas, drawn, draw_bands),
            *_draw_fabric(canvas),
            *_draw_ways(canvas, drawn, draw_arrows),
            *names,
            *notes,
            draw_sign(canvas.theme, "viewer", viewer),
        ]
    )


def _start_crowd(canvas: Canvas, drawn: dict[RouteRole, tuple[LineString, ...]]) -> Crowd:
    bands = [band_area(lines, canvas.style.band_mm) for lines in drawn.values()]
    outer = canvas.frame.draw(canvas.structure.outer).buffer(canvas.style.outer_mm / 2)
    inner = [
        part
        for shape in (canvas.structure.bodies, canvas.structure.partitions)
        for part in get_parts(canvas.frame.draw(shape))
    ]
    stairs = [
        canvas.frame.draw(polygon(space))
        for space in canvas.posting.floor.spaces
        if space.use is SpaceUse.STAIR
    ]
    stairs += [box(*open_stair_box(landing, canvas.frame)) for landing in _open_landings(canvas)]
    ground = get_parts(canvas.frame.draw(canvas.structure.footprint))
    return Crowd(canvas.area, bands, [outer, *inner, *stairs], [outer, *ground])


def _find_ways(canvas: Canvas) -> tuple[DrawnWay, ...]:
    return tuple(_find_way(canvas, route) for route in canvas.posting.routes)


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


def _visible_lines(
    ways: tuple[DrawnWay, ...], band_mm: float
) -> dict[RouteRole, tuple[LineString, ...]]:
    """Return what is drawn of each route: lesser ones only where they leave the greater."""
    visible: dict[RouteRole, tuple[LineString, ...]] = {}
    for way in ways:
        covered = band_area(
            [line for lines in visible.values() for line in lines], 2 * SAME_WAY_SHARE * band_mm
        )
        pieces = way.lines
        if not covered.is_empty:
            pieces = tuple(piece for line in way.lines for piece in without(line, covered))
        visible[way.route.role] = (*visible.get(way.route.role, ()), *pieces)
    return visible


def _draw_ways(
    canvas: Canvas, drawn: dict[RouteRole, tuple[LineString, ...]], draw: DrawLines
) -> Iterator[str]:
    for role in reversed(drawn):
        yield from draw(drawn[role], role, canvas.style.band_mm)


def _draw_fabric(canvas: Canvas) -> Iterator[str]:
    style = canvas.style
    yield from draw_stairs(canvas.posting.floor, canvas.frame)
    if not style.is_simple:
        yield from draw_leaves(canvas.posting.floor, canvas.frame)
    yield draw_walls(canvas.structure, canvas.frame, style.outer_mm, style.partition_mm)
    for landing in _open_landings(canvas):
        symbol = stair_symbol(open_stair_box(landing, canvas.frame))
        yield ink.group((symbol,), data_stair=landing.space)


def _open_landings(canvas: Canvas) -> tuple[Landing, ...]:
    return find_open_landings(canvas.posting.building, canvas.posting.floor)


def _viewer_box(canvas: Canvas) -> Box:
    size = canvas.style.viewer_mm
    return box_at(canvas.frame.page(canvas.posting.place.at_m), (size, size))


def _draw_calls(canvas: Canvas, ways: tuple[DrawnWay, ...], crowd: Crowd) -> Iterator[str]:
    """Yield what must be read first: the reader's place, stairs taken, the way outside."""
    here = canvas.frame.page(canvas.posting.place.at_m)
    yield _call(canvas, crowd, wording.YOU_ARE_HERE, (here, canvas.style.viewer_mm / 2), ink.BLUE)
    for name, spot in _stair_calls(canvas, ways):
        yield _call(canvas, crowd, name, (spot, canvas.style.band_mm / 2), ink.GREEN)
    for way in ways:
        if way.route.role is RouteRole.PRIMARY and not way.outside.is_empty:
            yield _assembly_call(canvas, crowd, way)


def _stair_calls(canvas: Canvas, ways: tuple[DrawnWay, ...]) -> Iterator[tuple[Text, Spot]]:
    """Yield where a route takes a stair, each stair once."""
    floors = {floor.id: floor for floor in canvas.posting.building.floors}
    level = canvas.posting.floor.level
    told = set()
    for run in (run for way in ways for run in way.runs if run.leads_to):
        stair = stair_at(canvas.posting.building, run)
        if stair is None or run.leads_to is None or stair.id in told:
            continue
        told.add(stair.id)
        target = floors[run.leads_to]
        is_down = target.level < level
        end = canvas.frame.page(run.points_m[-1])
        yield wording.stair_leads(stair.name, target.name, is_down=is_down), end


def _call(canvas: Canvas, crowd: Crowd, text: Text, anchor: tuple[Spot, float], colour: str) -> str:
    """Return a plate with `text` near a spot, led to it by a line."""
    (spot, radius) = anchor
    label = Label(
        lines=wording.in_languages(text, canvas.language),
        size_mm=canvas.style.call_mm,
        bold=True,
        fill=ink.WHITE,
        plate=colour,
    )
    candidates = around(spot, label.size(canvas.typeface), radius + 0.6)
    area = crowd.squeeze(candidates, Ground.OFF_WALLS, NEAR_CANDIDATES)
    leader = _leader(crowd, spot, area, colour)
    return leader + ink.group((label.draw(area, canvas.typeface),), data_call=text.en)


def _assembly_call(canvas: Canvas, crowd: Crowd, way: DrawnWay) -> str:
    """Return where the drawn way outside leads, in words; with the sign where both find room.

    Everything stands outside the building: a sign indoors would send people to a room.
    """
    end = (way.outside.coords[-1][0], way.outside.coords[-1][1])
    point = canvas.posting.assembly_point_of(way.route)
    label = _assembly_label(canvas, as_label(point.name))
    size = label.size(canvas.typeface)
    found = crowd.first_free(around(end, size, 1.0), Ground.OUTSIDE)
    if found is None:
        return ""
    name = ink.group((label.draw(found, canvas.typeface),), data_name=point.name.en)
    mark = Mark(id=point.id, code=ASSEMBLY_POINT, at_m=point.at_m)
    side = canvas.style.sign_mm
    places = islice(_beside(found, (side, side)), 4)
    area = crowd.first_free(places, Ground.OUTSIDE)
    return name + (_sign(canvas, mark, area) if area else "")


def _assembly_label(canvas: Canvas, name: Text) -> Label:
    lines = wording.in_languages(wording.to_assembly(name), canvas.language)
    return Label(lines=lines, size_mm=canvas.style.label_mm[-1], bold=True, fill=ink.GREEN)


def _draw_marks(canvas: Canvas, crowd: Crowd) -> Iterator[str]:
    """Yield the signs of exits, equipment and lifts."""
    for mark in find_marks(canvas.posting):
        is_exit = mark.toward is not None
        if is_exit or not canvas.style.is_simple:
            yield (
                _exit_sign(canvas, crowd, mark) if is_exit else _equipment_sign(canvas, crowd, mark)
            )


def _exit_sign(canvas: Canvas, crowd: Crowd, mark: Mark) -> str:
    """Return the sign of an exit beside its opening, outside before inside, with its name."""
    size = canvas.style.sign_mm
    spot = canvas.frame.page(mark.at_m)
    area = crowd.squeeze(_exit_candidates(canvas, mark, spot, size))
    name = _name_beside(canvas, crowd, area, as_label(mark.name)) if mark.name else ""
    return _sign(canvas, mark, area) + name


def _exit_candidates(canvas: Canvas, mark: Mark, spot: Spot, size: float) -> Iterator[Box]:
    across = canvas.frame.turn(mark.toward or (0.0, 1.0))
    along = (-across[1], across[0])
    for out in (1.0, -1.0):
        for away in (0.75, 1.1, 1.6):
            for aside in (0.0, 0.9, -0.9, 1.4, -1.4, 2.0, -2.0):
                x = spot[0] + size * (out * away * across[0] + aside * along[0])
                y = spot[1] + size * (out * away * across[1] + aside * along[1])
                yield box_at((x, y), (size, size))
    yield from around(spot, (size, size))


def _equipment_sign(canvas: Canvas, crowd: Crowd, mark: Mark) -> str:
    """Return a sign in its true place or, if that is taken, near it at the end of a line."""
    size = (canvas.style.sign_mm, canvas.style.sign_mm)
    spot = canvas.frame.page(mark.at_m)
    true_place = crowd.first_free([box_at(spot, size)])
    if true_place:
        return _sign(canvas, mark, true_place)
    area = crowd.squeeze(around(spot, size))
    return _leader(crowd, spot, area, ink.BLACK) + _sign(canvas, mark, area)


def _sign(canvas: Canvas, mark: Mark, area: Box) -> str:
    x, y = canvas.frame.page(mark.at_m)
    place = f"{ink.number(x)} {ink.number(y)}"
    edge = ink.rect(area, fill=ink.WHITE, stroke=ink.WHITE, stroke_width=0.8)
    sign = draw_sign(canvas.theme, mark.code, area)
    return ink.group((edge, sign), data_mark=mark.id, data_at=place)


def _name_beside(canvas: Canvas, crowd: Crowd, area: Box, text: Text) -> str:
    """Return a name near a sign, outside the building first; nothing if there is no room."""
    lines = wording.in_languages(text, canvas.language)
    for size_mm in (canvas.style.label_mm[0], canvas.style.label_mm[-1]):
        label = Label(lines=lines, size_mm=size_mm, bold=True, fill=ink.GREEN)
        places = tuple(_beside(area, label.size(canvas.typeface)))
        found = crowd.first_free(places, Ground.OUTSIDE)
        found = found or crowd.first_free(places[:4], Ground.OFF_WALLS)
        if found:
            return ink.group((label.draw(found, canvas.typeface),), data_name=text.en)
    return ""


def _beside(area: Box, size: tuple[float, float]) -> Iterator[Box]:
    (x, y), (width, height) = middle(area), size
    side, rise = (area[2] - area[0]) / 2 + 0.8, (area[3] - area[1]) / 2 + 0.8
    yield box_at((x + side + width / 2, y), size)
    yield box_at((x - side - width / 2, y), size)
    yield box_at((x, y + rise + height / 2), size)
    yield box_at((x, y - rise - height / 2), size)
    yield from islice(around((x, y), size, side), 3 * DIRECTIONS)


def _leader(crowd: Crowd, spot: Spot, area: Box, colour: str) -> str:
    """Return a thin line from the true place to the edge of a displaced box."""
    end = nearest_edge(area, spot)
    crowd.take_line(spot, end)
    halo = ink.stroke(ink.path((spot, end)), ink.WHITE, 1.1)
    line = ink.stroke(ink.path((spot, end)), colour, 0.45, data_leader="1")
    return halo + line + ink.circle(spot, 0.8, colour)


def _overprint(canvas: Canvas) -> Iterator[str]:
    """Yield the words that keep a sample off the wall, large and slanting under the ways."""
    text = f"{wording.SAMPLE.zh} {wording.SAMPLE.en}"
    left, top, right, bottom = canvas.area
    size = min((right - left) / 8, (bottom - top) / 2.2)
    x, y = middle(canvas.area)
    width = canvas.typeface.width_mm(text, size, bold=True)
    line = ink.words(text, (-width / 2, size * 0.36), size, bold=True, fill=ink.SAMPLE)
    angle = ink.number(-15.0 if right - left > bottom - top else -50.0)
    place = f"translate({ink.number(x)} {ink.number(y)}) rotate({angle})"
    yield ink.group((line,), transform=place, data_sample="1")
