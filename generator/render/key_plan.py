# SPDX-License-Identifier: MIT
"""A floor in outline with its posting places as numbered dots: where to hang which sheet."""

from collections.abc import Iterator, Mapping
from math import cos, dist, radians, sin

from generator.model.building import Building, Floor, PostingPlace, Space, SpaceUse
from generator.render import picture
from generator.render.picture import Spot, View

EDGE_MM = 9.0
DOT_MM, NUMBER_MM, NAME_MM = 2.3, 2.5, 2.0

BACK_MM = (4.0, 9.0, 14.0, 19.0)
"""How far a dot stands behind the reader's spot; farther where another is in the way."""

FILLS = {SpaceUse.STAIR: "#D6EDD9", SpaceUse.LIFT: "#D2D4D4", SpaceUse.CLOSED: "#D2D4D4"}


def draw_key_plan(
    building: Building,
    floor: Floor,
    numbers: Mapping[str, int],
    language: str,
    box_mm: tuple[float, float],
) -> str:
    """Return a floor as SVG, y of the building up; `numbers` are those of its posting places.

    A line runs from each dot to the wall on which the sheet hangs; exits are green triangles.
    """
    corners = [corner for space in floor.spaces for corner in space.outline_m]
    view = picture.fit_view(corners, box_mm, EDGE_MM)
    places = [place for place in building.posting_places if place.floor == floor.id]
    title = f"{building.name[language]} {floor.name[language]}"
    return view.draw(
        (
            *(_space(space, view) for space in floor.spaces),
            *_names(floor, view, language),
            *(_exit(view.spot(way_out.at_m)) for way_out in floor.open_exits),
            *_marks([place for place in places if place.id in numbers], numbers, view),
        ),
        title,
    )


def _space(space: Space, view: View) -> str:
    spots = [view.spot(corner) for corner in space.outline_m]
    return picture.area(spots, FILLS.get(space.use, "#F6F6F3"), picture.GREY)


def _names(floor: Floor, view: View, language: str) -> Iterator[str]:
    for space in floor.spaces:
        xs, ys = zip(*(view.spot(corner) for corner in space.outline_m), strict=True)
        name, width = space.name[language], max(xs) - min(xs)
        if picture.text_width_mm(name, NAME_MM) < width - 1:
            middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
            yield picture.words(name, middle, NAME_MM, picture.GREY)


def _exit(spot: Spot) -> str:
    x, y = spot
    corners = [(x, y - 2.2), (x + 2, y + 1.3), (x - 2, y + 1.3)]
    return picture.area(corners, picture.GREEN, "#fff")


def _marks(places: list[PostingPlace], numbers: Mapping[str, int], view: View) -> Iterator[str]:
    taken: list[Spot] = []
    for place in places:
        foot, ahead = view.spot(place.at_m), _ahead(place)
        centre = _free_spot(foot, ahead, taken)
        taken.append(centre)
        wall = (foot[0] + 0.8 * ahead[0], foot[1] + 0.8 * ahead[1])
        yield picture.line(centre, wall, picture.BLUE, 0.7)
        yield picture.dot(centre, DOT_MM, picture.BLUE)
        yield picture.words(str(numbers[place.id]), centre, NUMBER_MM, "#fff")


def _ahead(place: PostingPlace) -> Spot:
    """Return the direction in which the reader looks, y down."""
    angle = radians(place.facing_deg)
    return cos(angle), -sin(angle)


def _free_spot(foot: Spot, ahead: Spot, taken: list[Spot]) -> Spot:
    spots = [(foot[0] - back * ahead[0], foot[1] - back * ahead[1]) for back in BACK_MM]
    free = (s for s in spots if all(dist(s, other) > 2 * DOT_MM + 0.3 for other in taken))
    return next(free, spots[0])
