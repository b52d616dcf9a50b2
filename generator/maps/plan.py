# SPDX-License-Identifier: MIT
"""The escape plan of one floor as one reader sees it: drawn in a box of the page."""

from collections.abc import Iterable, Iterator
from itertools import chain, product

from shapely import box, get_parts, unary_union
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from generator.maps import ink, wording
from generator.maps.canvas import Canvas, DrawnWay, PlanStyle, find_ways
from generator.maps.closed_stair import is_closed
from generator.maps.fabric import (
    closed_symbol,
    crossed_box,
    draw_cross,
    draw_edges,
    draw_leaves,
    draw_rooms,
    draw_stairs,
    draw_walls,
    find_open_landings,
    open_stair_box,
    stair_symbol,
)
from generator.maps.goal import draw_exits, draw_goals, is_named, place_exits
from generator.maps.marks import closed_exits
from generator.maps.note import Leg, draw_here, draw_marks, draw_turns, drawn_marks
from generator.maps.placing import Box, Crowd, box_at, middle
from generator.maps.roomkey import draw_key
from generator.maps.roomname import Naming, draw_room_names
from generator.maps.structure import Structure, polygon
from generator.maps.track import lay_tracks, track_area
from generator.maps.way import draw_arrows, draw_bands, draw_lines, line_pieces
from generator.model.building import Landing, SpaceUse
from generator.render.sign import draw_sign

WAY_AIR_MM = 0.4
"""Between a way and words: the edges of arrow heads reach a little over the band."""
GRAZE_MM = 0.3
"""How far a line beside another stops before the end of a wall."""
CRUMB_MM = 0.8
"""A piece of it shorter than this is left out."""

ORDERS = (
    (draw_here, draw_turns, draw_marks),
    (draw_marks, draw_here, draw_turns),
    (draw_turns, draw_marks, draw_here),
)
"""In these orders notes are placed; a later one is taken only where it is better."""

__all__ = ["Canvas", "PlanStyle", "draw_plan"]


def draw_plan(canvas: Canvas) -> str:
    """Return the plan with ways, signs, labels and the viewer's mark."""
    legs = _find_legs(canvas, find_ways(canvas))
    crowd, notes = _place_notes(canvas, legs)
    naming = Naming(
        language=canvas.language,
        sizes_mm=canvas.style.label_mm,
        typeface=canvas.typeface,
        may_lead=not canvas.style.is_simple,
    )
    floor, sight = canvas.posting.floor, canvas.sight
    names = draw_room_names(floor, sight, crowd, naming)
    key = () if canvas.style.is_simple else draw_key(floor, sight, crowd, naming, names)
    return "".join(
        [
            *draw_rooms(canvas.posting.floor, canvas.sight, _closed(canvas)),
            *(_overprint(canvas) if canvas.is_sample else ()),
            *_draw_rings(crowd),
            *crowd.hidden,
            *_draw_beds(canvas, legs),
            *_draw_fabric(canvas),
            *_draw_tracks(canvas, legs),
            *names.values(),
            *key,
            *notes,
            draw_sign(canvas.theme, "viewer", _viewer_box(canvas)),
        ]
    )


def count_bare(canvas: Canvas) -> tuple[int, int, int]:
    """Return how many goals have no words, how much is squeezed, how many exits have no name.

    Goals and signs of exits are placed as on the plan; names of exits before all else that is
    written there.
    """
    legs = _find_legs(canvas, find_ways(canvas))
    crowd = _start_crowd(canvas, legs)
    exits = place_exits(canvas, crowd)
    goals = tuple(draw_goals(canvas, dict.fromkeys(leg.way for leg in legs), crowd))
    named = tuple(draw_exits(canvas, exits, crowd))
    bare = [sum(not is_named(part) for part in parts) for parts in (goals, named)]
    return bare[0], crowd.squeezed, bare[1]


def _place_notes(canvas: Canvas, legs: tuple[Leg, ...]) -> tuple[Crowd, tuple[str, ...]]:
    """Return what is written and marked, and what then stands on the plan.

    Exits and what they lead to come first, for they are bound to their openings; then what is
    read first, unless then a line crosses the way out, or another, that need not.
    """
    tried = []
    for shuns_dots, makers in product((False, True), ORDERS):
        crowd = _start_crowd(canvas, legs)
        crowd.shuns_dots = shuns_dots
        exits = place_exits(canvas, crowd)
        goals = tuple(draw_goals(canvas, dict.fromkeys(leg.way for leg in legs), crowd))
        rest = tuple(chain.from_iterable(maker(canvas, legs, crowd) for maker in makers))
        notes = (*goals, *rest, *draw_exits(canvas, exits, crowd))
        cost = crowd.squeezed, crowd.crossings()
        tried.append((cost, crowd, notes))
        if cost == (0, 0):
            break
    _, crowd, notes = min(tried, key=lambda found: found[0])
    return crowd, notes


def _find_legs(canvas: Canvas, ways: Iterable[DrawnWay]) -> tuple[Leg, ...]:
    """Return every stretch of every route on this floor, with the line that is drawn of it."""
    pairs = [
        (way, run, line) for way in ways for run, line in zip(way.runs, way.lines, strict=True)
    ]
    lines = [(way.route.role, line) for way, _, line in pairs]
    tracks = lay_tracks(lines, canvas.style.band_mm, _standing(canvas))
    return tuple(
        Leg(way=way, run=run, track=track)
        for (way, run, _), track in zip(pairs, tracks, strict=True)
    )


def _start_crowd(canvas: Canvas, legs: tuple[Leg, ...]) -> Crowd:
    ways = track_area((leg.track for leg in legs), canvas.style.band_mm + 2 * WAY_AIR_MM)
    walls = unary_union([canvas.structure.outer, canvas.structure.rails])
    outer = canvas.frame.draw(walls).buffer(canvas.style.outer_mm / 2)
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
    crowd = Crowd(
        canvas.area, [ways], [outer, *inner, *stairs], [outer, *ground], window=canvas.window
    )
    crowd.main = unary_union([leg.track.line for leg in legs if leg.is_primary])
    crowd.tracks = unary_union([leg.track.line for leg in legs])
    crowd.take(_viewer_box(canvas))
    for landing in _open_landings(canvas):
        crowd.take(open_stair_box(landing, canvas.frame))
    for way_out in closed_exits(canvas.posting):
        crowd.take(crossed_box(canvas.frame.page(way_out.at_m)))
    crowd.reserved = [canvas.frame.page(mark.at_m) for mark in drawn_marks(canvas)]
    return crowd


def _draw_rings(crowd: Crowd) -> Iterator[str]:
    """Yield the rings around places; where a way passes one, the way is drawn over its rim."""
    for ring in crowd.rings:
        yield ink.rect(
            ring, fill="none", rx=1.4, stroke=ink.BLACK, stroke_width=0.45, data_ring="1"
        )


def _draw_beds(canvas: Canvas, legs: tuple[Leg, ...]) -> Iterator[str]:
    for leg in reversed(legs):
        role = leg.track.role
        own = (leg.track.line,) if leg.is_primary else leg.track.own
        yield from draw_bands(_seen(canvas, own), role, canvas.style.band_mm)


def _draw_tracks(canvas: Canvas, legs: tuple[Leg, ...]) -> Iterator[str]:
    for leg in reversed(legs):
        yield from draw_lines(_seen(canvas, _off_walls(canvas, leg)), leg.track.role)
    for leg in reversed(legs):
        yield from draw_arrows(_seen(canvas, leg.arrowed), leg.track.role, canvas.style.band_mm)


def _seen(canvas: Canvas, lines: Iterable[LineString]) -> Iterator[LineString]:
    for line in lines:
        yield from line_pieces(line, canvas.window)


def _off_walls(canvas: Canvas, leg: Leg) -> tuple[LineString, ...]:
    """Return the line of a stretch; one beside another stops at the end of a wall it grazes."""
    line = leg.track.line
    if leg.is_primary:
        return (line,)
    pieces = line.difference(_standing(canvas).buffer(GRAZE_MM))
    kept = [piece for piece in get_parts(pieces) if piece.length > CRUMB_MM]
    return tuple(sorted(kept, key=lambda piece: line.project(Point(piece.coords[0])))) or (line,)


def _standing(canvas: Canvas) -> BaseGeometry:
    """Return the walls as they are drawn, their thickness apart."""
    structure = canvas.structure
    return canvas.frame.draw(unary_union(_walls(structure)))


def _walls(structure: Structure) -> tuple[BaseGeometry, ...]:
    return structure.outer, structure.rails, structure.partitions, structure.bodies


def _draw_fabric(canvas: Canvas) -> Iterator[str]:
    style, sight = canvas.style, canvas.sight
    yield from draw_stairs(canvas.posting.floor, sight, _closed(canvas))
    if not style.is_simple:
        yield from draw_leaves(canvas.posting.floor, sight)
    yield draw_walls(canvas.structure, sight, style.outer_mm, style.partition_mm)
    for landing in _open_landings(canvas):
        area = open_stair_box(landing, canvas.frame)
        if is_closed(canvas.posting.building, landing):
            yield ink.group((closed_symbol(area),), data_closed=landing.space)
        else:
            yield ink.group((stair_symbol(area),), data_stair=landing.space)
    for way_out in closed_exits(canvas.posting):
        cross = draw_cross(crossed_box(canvas.frame.page(way_out.at_m)))
        yield ink.group((cross,), data_closed_exit=way_out.id)
    if canvas.posting.section is not None:
        yield from draw_edges(canvas.posting.section.cuts, canvas.frame)


def _closed(canvas: Canvas) -> frozenset[str]:
    return canvas.posting.building.closed_wells


def _open_landings(canvas: Canvas) -> tuple[Landing, ...]:
    landings = find_open_landings(canvas.posting.building, canvas.posting.floor)
    return tuple(landing for landing in landings if canvas.posting.shows(landing.at_m))


def _viewer_box(canvas: Canvas) -> Box:
    size = canvas.style.viewer_mm
    return box_at(canvas.frame.page(canvas.posting.place.at_m), (size, size))


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
