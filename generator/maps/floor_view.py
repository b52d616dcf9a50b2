# SPDX-License-Identifier: MIT
"""A floor for the screen: rooms, walls, signs and names, in layers between which ways are drawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from shapely import unary_union
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from generator.maps import ink
from generator.maps.closed_stair import is_closed
from generator.maps.fabric import (
    OPEN_USES,
    Sight,
    closed_symbol,
    crossed_box,
    draw_cross,
    draw_leaves,
    draw_rooms,
    draw_stairs,
    draw_walls,
    find_open_landings,
    open_stair_box,
    stair_symbol,
)
from generator.maps.held_width import hold_widths
from generator.maps.ink import Spot
from generator.maps.label import Label
from generator.maps.marks import EXIT_LEFT, EXIT_RIGHT, NO_LIFT, REFUGE, STRAIGHT
from generator.maps.placing import (
    DIRECTIONS,
    Box,
    Crowd,
    Ground,
    Taken,
    around,
    box_at,
    middle,
    nearest_edge,
)
from generator.maps.roomname import Naming, draw_room_names
from generator.maps.screen import Screen
from generator.maps.structure import Structure, exit_opening, outward_normal, polygon
from generator.maps.wording import as_label
from generator.model.building import Building, Exit, Floor, SpaceUse
from generator.model.floor_view import DrawnFloor, Room
from generator.render.sign import SIGN_OF_KIND

SIGN = 3.0
CROSS = 3.6
EXIT_SIGN = 5.6
NAME_SIZES = (3.4, 3.0, 2.6, 2.2, 1.9, 1.6)
EXIT_NAME_SIZES = (3.4, 2.8)
OUTER, PARTITION = 1.0, 0.4
NEAR = 5 * DIRECTIONS
"""So many places around its own are tried for a sign or the name of an exit."""

BAR_M = 10
"""Length of the scale that is drawn."""

BAR, BAR_WORDS = 5.0, 2.6
"""Height of the scale with its words, and their size."""

KNOWN_USES = tuple(use for use in OPEN_USES if use is not SpaceUse.STAIR)
"""Nobody needs the name of a corridor, and ways run there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A floor in its view box."""

    building: Building
    """With this floor alone."""
    floor: Floor
    closed: frozenset[str]
    """The stairwells out of use, of all floors."""
    structure: Structure
    screen: Screen
    ways: BaseGeometry
    """What all ways of the floor cover, in the view box."""

    @property
    def sight(self) -> Sight:
        """Return what is seen: all of it."""
        return Sight(frame=self.screen.frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What stands in the same place in every language: the signs of exits, and the scale."""

    exits: tuple[tuple[Exit, str, Box], ...]
    """Each exit with the code and the box of its sign."""
    scale: Box

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return what is taken."""
        return (*(area for _, _, area in self.exits), self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """Signs and names of a floor in one language."""

    names: str
    things: str
    """Equipment, refuges and lifts."""
    boxes: tuple[Box, ...]


def draw_floor(site: Site, letterings: Mapping[str, Lettering]) -> DrawnFloor:
    """Return the layers of a floor; `letterings` by language."""
    page, typeface = site.screen.frame.page, site.screen.typeface
    return DrawnFloor(
        floor=site.floor.id,
        view=site.screen.view,
        ground="".join(draw_rooms(site.floor, site.sight, site.closed)),
        fabric="".join(_fabric(site)),
        names={name: hold_widths(each.names, typeface) for name, each in letterings.items()},
        things={language: each.things for language, each in letterings.items()},
        rooms=tuple(
            Room(space=each.id, outline=ink.path(map(page, each.outline_m), closed=True))
            for each in site.floor.spaces
        ),
        codes=tuple(sorted(_codes(site))),
    )


def _codes(site: Site) -> set[str]:
    exits = {_exit_code(site, way_out) for way_out in site.floor.open_exits}
    return exits | {code for code, _ in _things(site)}


def place_fixed(site: Site) -> Fixed:
    """Return the signs of exits beside their openings, and the scale in a free corner."""
    crowd = _crowd(site)
    exits = []
    for way_out in site.floor.open_exits:
        spot, size = site.screen.frame.page(way_out.at_m), (EXIT_SIGN, EXIT_SIGN)
        places = (*_beside_exit(site, way_out), *islice(around(spot, size, -1.0), NEAR))
        area = crowd.first_free(places, Ground.OUTSIDE) or crowd.first_free(places)
        area = area or crowd.first_on_way(places) or crowd.take(places[0])
        exits.append((way_out, _exit_code(site, way_out), area))
    boxes = tuple(_scale_boxes(site.screen))
    scale = crowd.first_free(boxes, Ground.OUTSIDE) or crowd.take(boxes[0])
    return Fixed(exits=tuple(exits), scale=scale)


def letter_floor(site: Site, fixed: Fixed, language: str) -> Lettering:
    """Return signs and names in a language: exits first, then rooms, then equipment."""
    crowd = _crowd(site, fixed.boxes)
    signs = [draw_sign_at(code, area) for _, code, area in fixed.exits]
    exits = [_exit_name(site, (way, area), crowd, language) for way, _, area in fixed.exits]
    rooms = tuple(_room_names(site, crowd, language))
    things = [_thing(code, spot, crowd) for code, spot in _things(site)]
    scale = _scale(site.screen, fixed.scale, language)
    return Lettering(
        names="".join((*rooms, *signs, *exits, scale)),
        things="".join(things),
        boxes=tuple(crowd.taken),
    )


def _things(site: Site) -> Iterator[tuple[str, Spot]]:
    """Yield code and place of the signs of refuges, equipment and lifts."""
    page = site.screen.frame.page
    for refuge in site.floor.refuges:
        yield REFUGE, page(refuge.at_m)
    for thing in site.floor.equipment:
        yield SIGN_OF_KIND[thing.kind].code, page(thing.at_m)
    for space in site.floor.spaces:
        if space.use is SpaceUse.LIFT:
            centre = site.screen.frame.draw(polygon(space)).centroid
            yield NO_LIFT, (centre.x, centre.y)


def _thing(code: str, spot: Spot, crowd: Crowd) -> str:
    """Return a sign at its place, or led to from there."""
    size = (SIGN, SIGN)
    places = (box_at(spot, size), *islice(around(spot, size, -2.0), NEAR))
    area = crowd.first_free(places) or crowd.first_on_way(places) or crowd.take(places[0])
    leader = _leader(spot, area) if area != places[0] else ""
    return leader + draw_sign_at(code, area)


def _leader(spot: Spot, area: Box) -> str:
    """Return a hair line from the true place of a thing to its sign."""
    line = ink.path((spot, nearest_edge(area, spot)))
    return ink.stroke(line, ink.GREY, 0.25) + ink.circle(spot, 0.4, ink.GREY)


def _exit_code(site: Site, way_out: Exit) -> str:
    return EXIT_LEFT if _outward(site, way_out)[0] < -STRAIGHT else EXIT_RIGHT


def draw_sign_at(code: str, area: Box) -> str:
    """Return a sign in a box, by reference to its shapes, which stand once in the page."""
    left, top, right, bottom = area
    return ink.element(
        "use", href=f"#sign-{code}", x=left, y=top, width=right - left, height=bottom - top,
        data_sign=code,
    )  # fmt: skip


def _outward(site: Site, way_out: Exit) -> Spot:
    """Return the direction out of an exit, in the view box."""
    space = next(space for space in site.floor.spaces if space.id == way_out.space)
    along = exit_opening(way_out, site.floor).along
    outward = outward_normal(polygon(space), way_out.at_m, along)
    return site.screen.frame.turn(outward)


def _beside_exit(site: Site, way_out: Exit) -> Iterator[Box]:
    """Yield boxes outside beside an opening, so that the way through it stays free."""
    across, side = _outward(site, way_out), EXIT_SIGN
    x, y = site.screen.frame.page(way_out.at_m)
    for away in (0.75, 1.1, 1.6):
        for aside in (0.95, -0.95, 1.4, -1.4, 0.0, 2.0, -2.0):
            right = side * (away * across[0] - aside * across[1])
            down = side * (away * across[1] + aside * across[0])
            yield box_at((x + right, y + down), (side, side))


def _crowd(site: Site, taken: Iterable[Box] = ()) -> Crowd:
    frame, structure = site.screen.frame, site.structure
    parts = (structure.outer, structure.rails, structure.partitions, structure.bodies)
    walls = [frame.draw(shape) for shape in parts]
    crowd = Crowd(site.screen.area, [site.ways], walls, [frame.draw(structure.footprint)])
    crowd.taken = Taken(taken)
    for landing in find_open_landings(site.building, site.floor):
        crowd.take(open_stair_box(landing, frame))
    for way_out in site.floor.exits:
        if not way_out.is_open:
            crowd.take(crossed_box(frame.page(way_out.at_m), CROSS))
    return crowd


def _fabric(site: Site) -> Iterator[str]:
    yield from draw_stairs(site.floor, site.sight, site.closed)
    yield from draw_leaves(site.floor, site.sight)
    yield draw_walls(site.structure, site.sight, OUTER, PARTITION)
    for landing in find_open_landings(site.building, site.floor):
        draw_symbol = closed_symbol if is_closed(site.building, landing) else stair_symbol
        yield draw_symbol(open_stair_box(landing, site.screen.frame))
    for way_out in site.floor.exits:
        if not way_out.is_open:
            yield draw_cross(crossed_box(site.screen.frame.page(way_out.at_m), CROSS))


def _room_names(site: Site, crowd: Crowd, language: str) -> Iterator[str]:
    """Yield the names of rooms and stairs off the ways; where there is no room, over them."""
    naming = Naming(language=language, sizes_mm=NAME_SIZES, typeface=site.screen.typeface)
    open_ground = _crowd(replace(site, ways=Polygon()))
    open_ground.taken = crowd.taken
    for space in sorted(site.floor.spaces, key=lambda space: space.use is SpaceUse.STAIR):
        if space.use not in KNOWN_USES:
            floor = site.floor.model_copy(update={"spaces": (space,)})
            drawn = draw_room_names(floor, site.sight, crowd, naming)
            if not any(drawn.values()):
                drawn = draw_room_names(floor, site.sight, open_ground, naming)
            yield from drawn.values()


def _exit_name(site: Site, named: tuple[Exit, Box], crowd: Crowd, language: str) -> str:
    way_out, sign = named
    for size in EXIT_NAME_SIZES:
        text = as_label(way_out.name)[language]
        label = Label(lines=(text,), size_mm=size, bold=True, fill=ink.GREEN)
        reach = label.size(site.screen.typeface)
        places = islice(around(middle(sign), reach, (sign[2] - sign[0]) / 2), NEAR)
        area = crowd.first_free(places, Ground.OUTSIDE)
        if area:
            return label.draw(area, site.screen.typeface)
    return ""


def _scale_boxes(screen: Screen) -> Iterator[Box]:
    """Yield where the scale may stand: lower left, lower right, upper left."""
    (left, top, right, bottom), length = screen.area, BAR_M * screen.frame.mm_per_m
    for x, y in ((left, bottom), (right - length, bottom), (left, top + BAR)):
        yield x, y - BAR, x + length, y


def _scale(screen: Screen, area: Box, language: str) -> str:
    """Return a bar of ten metres with its length."""
    text = f"{BAR_M} 米" if language == "zh" else f"{BAR_M} m"
    left, right, low = area[0] + 0.4, area[2] - 0.4, area[3] - 0.6
    bar = ink.path(((left, low - 1.2), (left, low), (right, low), (right, low - 1.2)))
    width = screen.typeface.width_mm(text, BAR_WORDS)
    words = ink.words(text, ((left + right - width) / 2, low - 0.9), BAR_WORDS)
    return ink.group((ink.stroke(bar, ink.BLACK, 0.35), words), data_scale=BAR_M)


def ways_area(lines: Iterable[BaseGeometry], width: float) -> BaseGeometry:
    """Return what lines cover with their bands."""
    return unary_union([line.buffer(width / 2) for line in lines])
