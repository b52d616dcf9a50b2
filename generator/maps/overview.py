# SPDX-License-Identifier: MIT
"""The site in simple form, turned like the plan: where this building is, where people gather."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from shapely import get_parts, unary_union
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from generator.maps import ink, wording
from generator.maps.choice import Posting
from generator.maps.label import SMALLEST_MM, Label
from generator.maps.marks import ASSEMBLY_POINT
from generator.maps.placing import DIRECTIONS, Box, Crowd, Ground, around, box_at, holds
from generator.maps.pointer import draw_leader
from generator.maps.roomname import Naming, inner_spot
from generator.maps.scale import Frame, centre_frame, rotation_deg
from generator.maps.sound import make_sound
from generator.maps.structure import ground_shape
from generator.maps.way import (
    band_area,
    draw_arrows,
    draw_bands,
    draw_lines,
    find_runs,
    line_on_page,
)
from generator.model.building import Building
from generator.model.record import Text
from generator.model.route import RouteRole
from generator.render.sign import draw_sign

EDGE_MM = 5.0
"""Room around the site for signs and names."""

HIGHLIGHT = "#F9D98A"
"""Ground of what the plan shows."""

BAND_MM = 2.6
WAY_AIR_MM = 0.4
"""Between a way and words: the edges of arrow heads reach a little over the band."""
EDGE_AIR_MM = 0.6
"""Between a name and the edge of a yard, an area or a building, where there is room."""
SIGN_MM = 7.5
NEAR = 4 * DIRECTIONS
"""So many places around its own are near enough for the sign of an assembly point."""


def draw_overview(posting: Posting, theme: Path, area: Box, naming: Naming) -> str:
    """Return yards, buildings, the way outside and the assembly points in a box of the page."""
    frame = _frame(posting, area)
    shapes = {building.id: frame.draw(ground_shape(building)) for building in posting.buildings}
    ways = [way for way in (*_floor_ways(posting, frame), _way(posting, frame)) if way.length]
    bands = [band_area(ways, BAND_MM + 2 * WAY_AIR_MM)]
    edges = [edge.buffer(EDGE_AIR_MM) for edge in _edges(posting, frame)]
    crowd = Crowd(area, bands, [*edges, *shapes.values()], shapes.values())
    signs = [*_assembly_signs(posting, theme, frame, crowd)]
    names = [*_names(posting, shapes, crowd, naming)]
    return "".join(
        [
            *_yards(posting, frame),
            *(_block(building, shapes, posting, frame) for building in posting.buildings),
            *draw_bands(ways, RouteRole.PRIMARY, BAND_MM),
            *draw_lines(ways, RouteRole.PRIMARY),
            *draw_arrows(ways, RouteRole.PRIMARY, BAND_MM),
            *names,
            *signs,
        ]
    )


def _frame(posting: Posting, area: Box) -> Frame:
    """Return the finest frame that shows the whole site; an overview needs no round scale."""
    site = _site(posting)
    turn = rotation_deg(posting.place.facing_deg)
    left, top, right, bottom = Frame(rotation_deg=turn, denominator=1000).draw(site).bounds
    width, height = area[2] - area[0] - 2 * EDGE_MM, area[3] - area[1] - 2 * EDGE_MM
    denominator = 1000 * max((right - left) / width, (bottom - top) / height, 0.05)
    inner = (area[0] + EDGE_MM, area[1] + EDGE_MM, width, height)
    return centre_frame(site, turn, denominator, inner)


def _site(posting: Posting) -> BaseGeometry:
    yards = [make_sound(Polygon(yard.outline_m)) for yard in posting.school.yards]
    blocks = [ground_shape(building) for building in posting.buildings]
    points = MultiPoint([point.at_m for point in posting.school.assembly_points])
    return unary_union([*yards, *blocks, points])


def _way(posting: Posting, frame: Frame) -> LineString:
    last = posting.primary.points[-1]
    spots = [(last.x_m, last.y_m), *posting.primary.outdoor_points]
    line = LineString([frame.page(spot) for spot in spots]) if len(spots) > 1 else LineString()
    return line if line.length > BAND_MM else LineString()


def _floor_ways(posting: Posting, frame: Frame) -> Iterator[LineString]:
    """Yield the primary route on this floor, where the plan shows but a part of it."""
    if posting.section is None:
        return
    for run in find_runs(posting.primary):
        if run.floor == posting.floor.id:
            line = line_on_page(run, frame)
            yield line if line.length > BAND_MM else LineString()


def _yards(posting: Posting, frame: Frame) -> Iterator[str]:
    for yard in posting.school.yards:
        yield _area(frame.draw(Polygon(yard.outline_m)), fill="#EEF3EA", stroke="#B9C4B4")
    for point in posting.school.assembly_points:
        if point.outline_m is not None:
            shape = frame.draw(Polygon(point.outline_m))
            yield _area(shape, fill="none", stroke=ink.GREEN, stroke_dasharray="1.6 1.2")


def _edges(posting: Posting, frame: Frame) -> Iterator[BaseGeometry]:
    """Yield the edges of yards, assembly areas and buildings as they are drawn."""
    for yard in posting.school.yards:
        yield frame.draw(Polygon(yard.outline_m)).boundary
    for point in posting.school.assembly_points:
        if point.outline_m is not None:
            yield frame.draw(Polygon(point.outline_m)).boundary
    for building in posting.buildings:
        yield frame.draw(ground_shape(building)).boundary


def _area(shape: BaseGeometry, **attributes: object) -> str:
    rings = [
        ink.path(tuple(ring.coords)[:-1], closed=True)
        for part in get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    return ink.element(
        "path", d="".join(rings), fill_rule="evenodd", stroke_width=0.4, **attributes
    )


def _block(
    building: Building, shapes: dict[str, BaseGeometry], posting: Posting, frame: Frame
) -> str:
    """Return a building; this one, or the part of it that the plan shows, is highlighted."""
    shape = shapes[building.id]
    if building.id != posting.building.id:
        return _area(shape, fill=ink.PALE, stroke=ink.GREY)
    if posting.section is None:
        part, rest = _area(shape, fill=HIGHLIGHT, stroke=ink.BLACK), ""
    else:
        part = _area(frame.draw(posting.section.ground), fill=HIGHLIGHT, stroke=ink.BLACK)
        rest = _area(shape, fill=ink.PALE, stroke=ink.BLACK)
    return rest + ink.group((part,), data_highlight=building.id)


def _assembly_signs(posting: Posting, theme: Path, frame: Frame, crowd: Crowd) -> Iterator[str]:
    """Yield the signs of the points where people gather, on no building and near their places."""
    for point in posting.school.assembly_points:
        spot = frame.page(point.at_m)
        place = f"{ink.number(spot[0])} {ink.number(spot[1])}"
        size = (SIGN_MM, SIGN_MM)
        offered = (box_at(spot, size), *islice(around(spot, size, -1.0), NEAR))
        area = crowd.first_free(offered, Ground.OUTSIDE) or crowd.first_on_way(offered)
        if area is None:
            area = crowd.squeeze(offered, Ground.OUTSIDE)
        leader = draw_leader(crowd, spot, area, ink.GREEN) if not holds(area, spot) else ""
        sign = draw_sign(theme, ASSEMBLY_POINT, area)
        yield leader + ink.group((sign,), data_mark=point.id, data_at=place)


def _names(
    posting: Posting, shapes: dict[str, BaseGeometry], crowd: Crowd, naming: Naming
) -> Iterator[str]:
    """Yield the names of buildings, this one first, and of assembly points, where they fit."""
    own = posting.building.id
    for building in sorted(posting.buildings, key=lambda building: building.id != own):
        spot = Point(inner_spot(shapes[building.id]))
        yield _name(building.name, (spot, building.id == own), crowd, naming)


def _name(name: Text, anchor: tuple[Point, bool], crowd: Crowd, naming: Naming) -> str:
    spot, is_own = anchor
    for lines in (wording.in_languages(name, naming.language), (name.zh,), (name.en,)):
        label = Label(lines=lines, size_mm=SMALLEST_MM, bold=is_own)
        size = label.size(naming.typeface)
        centre = (spot.x, spot.y)
        places = tuple(around(centre, size, 0.5))
        for ground in (Ground.OFF_WALLS, Ground.OUTSIDE, Ground.ANY):
            area = crowd.first_free(places, ground)
            if area:
                return label.draw(area, naming.typeface)
    return ""
