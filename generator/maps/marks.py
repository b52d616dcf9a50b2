# SPDX-License-Identifier: MIT
"""Every sign that stands on a plan, with its true place; the legend lists just these."""

from dataclasses import dataclass
from itertools import groupby

from shapely import LineString, unary_union

from generator.maps.choice import Posting
from generator.maps.fabric import find_open_landings
from generator.maps.ink import Spot
from generator.maps.scale import Frame, rotation_deg
from generator.maps.structure import exit_opening, outward_normal, polygon
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
    """Return exits, refuges, equipment and lifts that are drawn, the most important first."""
    return tuple(mark for mark in _all_marks(posting) if posting.shows(mark.at_m))


def _all_marks(posting: Posting) -> tuple[Mark, ...]:
    floor = posting.floor
    turn = Frame(rotation_deg=rotation_deg(posting.place.facing_deg), denominator=1000)
    used = {route.final_exit for route in posting.routes}
    exits = sorted(floor.exits, key=lambda way: way.id not in used)
    return (
        *(_exit_mark(way, floor, turn) for way in exits),
        *(Mark(id=r.id, code=REFUGE, at_m=r.at_m, name=r.name) for r in floor.refuges),
        *(
            Mark(id=thing.id, code=SIGN_OF_KIND[thing.kind].code, at_m=thing.at_m)
            for thing in floor.equipment
        ),
        *(
            Mark(id=space.id, code=NO_LIFT, at_m=_middle(space.outline_m))
            for space in floor.spaces
            if space.use is SpaceUse.LIFT
        ),
    )


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
    """Say whether a stair is drawn."""
    wells = [space for space in posting.floor.spaces if space.use is SpaceUse.STAIR]
    landings = find_open_landings(posting.building, posting.floor)
    section = posting.section
    if section is None:
        return bool(wells or landings)
    return any(polygon(well).intersects(section.window) for well in wells) or any(
        section.holds(landing.at_m) for landing in landings
    )


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
