# SPDX-License-Identifier: MIT
"""Every sign that stands on a plan, with its true place; the legend lists just these."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from shapely import LineString, unary_union

from generator.maps.choice import Posting
from generator.maps.closed_stair import is_closed
from generator.maps.fabric import find_open_landings
from generator.maps.ink import Spot
from generator.maps.scale import Frame, rotation_deg
from generator.maps.structure import exit_opening, find_structure, outward_normal, polygon
from generator.maps.way import find_runs
from generator.model.building import Building, Exit, Floor, SpaceUse
from generator.model.record import Text
from generator.model.route import Route, RouteRole
from generator.render.sign import SIGN_OF_KIND

EXIT_LEFT, EXIT_RIGHT = "E001", "E002"
ASSEMBLY_POINT = "E007"
REFUGE = "E024"
STEP_FREE = "step-free"
"""The wheelchair user on the line of a route without steps."""
SAME_WAY_M = 0.3
"""A second route that stays nearer to the first than this is drawn as the first."""
STRAIGHT = 0.01
"""An exit that leads up or down the page counts as one to the right."""

ASIDE_MM = 0.0013
"""Added before places are compared: what lies level in the building lies so at any turn."""

NO_LIFT = "P020"
VIEWER = "viewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A sign in its place."""

    id: str
    code: str
    at_m: Spot
    name: Text | None = None
    """What is written beside it."""
    toward: Spot | None = None
    """Unit vector out of the building, for an exit."""


def find_marks(posting: Posting) -> tuple[Mark, ...]:
    """Return exits, refuges, equipment and lifts that are drawn, the most important first.

    Of one kind in the order in which they lie on the page: no name for programs moves a sign.
    """
    return tuple(mark for mark in _all_marks(posting) if posting.shows(mark.at_m))


def _all_marks(posting: Posting) -> tuple[Mark, ...]:
    floor = posting.floor
    turn = Frame(rotation_deg=rotation_deg(posting.place.facing_deg), denominator=1000)
    used = {route.final_exit for route in posting.routes}
    exits = [_exit_mark(way, floor, turn) for way in floor.open_exits]
    refuges = [Mark(id=r.id, code=REFUGE, at_m=r.at_m, name=r.name) for r in floor.refuges]
    things = [
        Mark(id=thing.id, code=SIGN_OF_KIND[thing.kind].code, at_m=thing.at_m)
        for thing in floor.equipment
    ]
    lifts = [
        Mark(id=space.id, code=NO_LIFT, at_m=_middle(space.outline_m))
        for space in floor.spaces
        if space.use is SpaceUse.LIFT
    ]
    ranked = sorted(_in_page_order(exits, turn), key=lambda mark: mark.id not in used)
    rest = (_in_page_order(marks, turn) for marks in (refuges, things, lifts))
    return (*ranked, *chain.from_iterable(rest))


def _in_page_order(marks: list[Mark], turn: Frame) -> list[Mark]:
    """Return marks from the top of the page down, from the left to the right."""
    places = {mark: [round(mm + ASIDE_MM, 2) for mm in turn.page(mark.at_m)] for mark in marks}
    return sorted(marks, key=lambda mark: (*reversed(places[mark]), mark.code, mark.id))


def find_roles(posting: Posting) -> tuple[RouteRole, ...]:
    """Return the kinds of route that are drawn on the floor, the primary first.

    A second route that runs along the primary on all of this floor is not seen here. A route
    without steps is drawn unless it is the primary itself.
    """
    ranked = sorted(posting.routes, key=lambda route: list(RouteRole).index(route.role))
    seen = (route.role for route in ranked if _is_drawn(posting, route))
    return tuple(dict.fromkeys(seen))


def _is_drawn(posting: Posting, route: Route) -> bool:
    lines = _lines_on(route, posting.floor.id)
    if route.role is RouteRole.STEP_FREE:
        return bool(lines) and not posting.is_step_free_primary
    if route is posting.primary:
        return True
    main = unary_union(_lines_on(posting.primary, posting.floor.id)).buffer(SAME_WAY_M)
    return any(not main.covers(line) for line in lines)


def _lines_on(route: Route, floor: str) -> list[LineString]:
    runs = [run.points_m for run in find_runs(route) if run.floor == floor]
    return [LineString(points) for points in runs if len(points) > 1]


def find_codes(posting: Posting) -> tuple[str, ...]:
    """Return the codes of all signs on the sheet, in the order of the legend."""
    codes = {mark.code for mark in find_marks(posting)}
    return (VIEWER, *sorted(codes), ASSEMBLY_POINT)


def has_stairs(posting: Posting) -> bool:
    """Say whether a stair is drawn that is in use."""
    return False in _drawn_stairs(posting)


def has_closed_stairs(posting: Posting) -> bool:
    """Say whether a stair is drawn that is out of use."""
    return True in _drawn_stairs(posting)


def closed_exits(posting: Posting) -> tuple[Exit, ...]:
    """Return the exits out of use that are drawn."""
    exits = (way for way in posting.floor.exits if not way.is_open)
    return tuple(way for way in exits if posting.shows(way.at_m))


def has_rails(posting: Posting) -> bool:
    """Say whether the open side of a gallery is drawn."""
    if all(space.use is not SpaceUse.GALLERY for space in posting.floor.spaces):
        return False
    rails = find_structure(posting.floor).rails
    shown = rails if posting.section is None else rails.intersection(posting.section.window)
    return bool(shown.length)


def _drawn_stairs(posting: Posting) -> Iterator[bool]:
    """Yield for each stair that is drawn whether it is out of use."""
    section, closed = posting.section, posting.building.closed_wells
    wells = [space for space in posting.floor.spaces if space.use is SpaceUse.STAIR]
    for well in wells:
        if section is None or polygon(well).intersects(section.window):
            yield well.id in closed
    for landing in find_open_landings(posting.building, posting.floor):
        if posting.shows(landing.at_m):
            yield is_closed(posting.building, landing)


def exit_name(building: Building, route: Route) -> Text:
    """Return the name of the final exit of a route."""
    exits = {way.id: way.name for floor in building.floors for way in floor.exits}
    return exits[route.final_exit]


def stair_names(building: Building, route: Route) -> tuple[Text, ...]:
    """Return the names of the stairs of a route, in walking order; equal neighbours once."""
    stairs = {stair.id: stair.name for stair in building.stairs}
    names = (stairs[stair] for stair in dict.fromkeys(route.stairs) if stair in stairs)
    return tuple(name for name, _ in groupby(names))


def _exit_mark(way: Exit, floor: Floor, turn: Frame) -> Mark:
    opening = exit_opening(way, floor)
    space = polygon(next(space for space in floor.spaces if space.id == way.space))
    outward = outward_normal(space, way.at_m, opening.along)
    code = EXIT_LEFT if turn.turn(outward)[0] < -STRAIGHT else EXIT_RIGHT
    return Mark(id=way.id, code=code, at_m=way.at_m, name=way.name, toward=outward)


def _middle(outline: tuple[Spot, ...]) -> Spot:
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
