# SPDX-License-Identifier: MIT
"""The school's ground for the screen: yards, buildings, assembly points; without ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from shapely import get_parts, unary_union
from shapely.geometry import MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from generator.addresses import LANGUAGES
from generator.maps import ink
from generator.maps.fabric import area_data
from generator.maps.floor_view import draw_sign_at
from generator.maps.held_width import hold_widths
from generator.maps.ink import Spot
from generator.maps.label import Label
from generator.maps.marks import ASSEMBLY_POINT
from generator.maps.overview import HIGHLIGHT
from generator.maps.placing import (
    DIRECTIONS,
    Box,
    Crowd,
    Ground,
    Taken,
    around,
    box_at,
    middle,
)
from generator.maps.pointer import draw_leader
from generator.maps.screen import Screen, fit_screen
from generator.maps.sound import make_sound
from generator.maps.structure import ground_shape
from generator.maps.wording import as_label
from generator.model.building import Building
from generator.model.floor_view import DrawnGround
from generator.model.record import Text
from generator.model.school import Campus

SIGN = 6.0
NAME_SIZES = (3.4, 2.8)
NEAR = 6 * DIRECTIONS
"""So many places around its own are tried for a sign or a name."""

YARD, YARD_EDGE = "#EEF3EA", "#B9C4B4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The ground in its view box."""

    campus: Campus
    building: Building
    screen: Screen
    ways: BaseGeometry
    """What all ways outside cover, in the view box."""

    @property
    def blocks(self) -> dict[str, BaseGeometry]:
        """Return each building as drawn."""
        draw = self.screen.frame.draw
        return {each.id: draw(ground_shape(each)) for each in self.campus.buildings}


def fit_ground(campus: Campus, theme: Path) -> Screen:
    """Return the view box that shows the whole site."""
    school = campus.school
    yards = [make_sound(Polygon(yard.outline_m)) for yard in school.yards]
    marked = [Polygon(p.outline_m) for p in school.assembly_points if p.outline_m]
    points = MultiPoint([point.at_m for point in school.assembly_points])
    blocks = [ground_shape(building) for building in campus.buildings]
    return fit_screen(unary_union([*yards, *marked, *blocks, points]), theme)


def draw_ground(grounds: Grounds) -> DrawnGround:
    """Return the ground with its names in each language."""
    blocks = grounds.blocks.values()
    signs = tuple(_signs(grounds, Crowd(grounds.screen.area, (), blocks, blocks)))
    drawn = "".join(part for part, _ in signs)
    boxes = tuple(area for _, area in signs)
    typeface = grounds.screen.typeface
    return DrawnGround(
        view=grounds.screen.view,
        base="".join(_base(grounds)),
        names={
            language: drawn + hold_widths("".join(_names(grounds, boxes, language)), typeface)
            for language in LANGUAGES
        },
    )


def _crowd(grounds: Grounds) -> Crowd:
    blocks = grounds.blocks.values()
    return Crowd(grounds.screen.area, [grounds.ways], blocks, blocks)


def _base(grounds: Grounds) -> Iterator[str]:
    frame, school = grounds.screen.frame, grounds.campus.school
    for yard in school.yards:
        yield _shape(frame.draw(Polygon(yard.outline_m)), YARD, YARD_EDGE)
    for point in school.assembly_points:
        if point.outline_m:
            shape = frame.draw(Polygon(point.outline_m))
            yield _shape(shape, "none", ink.GREEN, stroke_dasharray="1.6 1.2")
    for name, block in grounds.blocks.items():
        is_own = name == grounds.building.id
        yield _shape(block, HIGHLIGHT if is_own else ink.PALE, ink.BLACK if is_own else ink.GREY)


def _shape(shape: BaseGeometry, fill: str, edge: str, **attributes: object) -> str:
    data = "".join(area_data(part) for part in get_parts(shape))
    return ink.element(
        "path", d=data, fill=fill, stroke=edge, stroke_width=0.4, fill_rule="evenodd", **attributes
    )


def _signs(grounds: Grounds, crowd: Crowd) -> Iterator[tuple[str, Box]]:
    """Yield the signs of the assembly points, at their places or led to."""
    for point in grounds.campus.school.assembly_points:
        spot = grounds.screen.frame.page(point.at_m)
        size = (SIGN, SIGN)
        places = (box_at(spot, size), *islice(around(spot, size, -1.0), NEAR))
        area = crowd.first_free(places, Ground.OUTSIDE) or crowd.first_on_way(places)
        area = area or crowd.take(places[0])
        leader = draw_leader(crowd, spot, area, ink.GREEN) if area != places[0] else ""
        yield leader + draw_sign_at(ASSEMBLY_POINT, area), area


def _names(grounds: Grounds, signs: tuple[Box, ...], language: str) -> Iterator[str]:
    """Yield the names of assembly points and buildings, where they fit."""
    crowd = _crowd(grounds)
    crowd.taken = Taken(signs)
    points = grounds.campus.school.assembly_points
    for point, sign in zip(points, signs, strict=True):
        text, reach = as_label(point.name)[language], (sign[2] - sign[0]) / 2
        yield _name((text, ink.GREEN), (middle(sign), reach), crowd, grounds.screen)
    for building in grounds.campus.buildings:
        centre = grounds.blocks[building.id].representative_point()
        text = _plain(building.name, language)
        yield _name((text, ink.BLACK), ((centre.x, centre.y), 0.0), crowd, grounds.screen)


def _plain(name: Text, language: str) -> str:
    return as_label(name)[language]


def _name(said: tuple[str, str], anchor: tuple[Spot, float], crowd: Crowd, screen: Screen) -> str:
    """Return words of a colour near a spot, at least so far from it; nothing without room."""
    (text, colour), (spot, reach) = said, anchor
    for size in NAME_SIZES:
        label = Label(lines=(text,), size_mm=size, bold=True, fill=colour)
        around_it = islice(around(spot, label.size(screen.typeface), reach), NEAR)
        own = box_at(spot, label.size(screen.typeface))
        places = tuple(around_it) if reach else (own, *around_it)
        area = crowd.first_free(places)
        if area:
            return label.draw(area, screen.typeface)
    return ""
