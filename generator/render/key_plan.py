# SPDX-License-Identifier: MIT
"""A floor in outline with its posting places as numbered dots: where to hang which sheet."""

from collections.abc import Iterator, Mapping
from math import cos, dist, hypot, radians, sin

from generator.model.building import Building, Floor, PostingPlace, Space, SpaceUse
from generator.render import picture
from generator.render.picture import Spot, View

EDGE_MM = 9.0
DOT_MM, NUMBER_MM = 2.3, 2.5

NAME_MM = 2.3
"""6.5 pt, the least of notes on paper."""

AIR_MM = 0.4
"""Between a name and a dot."""

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
    on_floor = [place for place in building.posting_places if place.floor == floor.id]
    places = [place for place in on_floor if place.id in numbers]
    centres = _centres(places, view)
    title = f"{building.name[language]} {floor.name[language]}"
    return view.draw(
        (
            *(_space(space, view) for space in floor.spaces),
            *_names(floor, view, language, centres),
            *(_exit(view.spot(way_out.at_m)) for way_out in floor.open_exits),
            *_marks(places, centres, numbers, view),
        ),
        title,
    )


def _space(space: Space, view: View) -> str:
    spots = [view.spot(corner) for corner in space.outline_m]
    return picture.area(spots, FILLS.get(space.use, "#F6F6F3"), picture.GREY)


def _names(floor: Floor, view: View, language: str, dots: list[Spot]) -> Iterator[str]:
    """Yield the names that find room inside their spaces and beside all dots."""
    for space in floor.spaces:
        outline = [view.spot(corner) for corner in space.outline_m]
        name = space.name[language]
        half = picture.text_width_mm(name, NAME_MM) / 2, NAME_MM / 2
        for spot in _name_spots(outline, half):
            if _is_inside(outline, spot, half) and all(_is_clear(dot, spot, half) for dot in dots):
                yield picture.words(name, spot, NAME_MM, picture.GREY)
                break


def _name_spots(outline: list[Spot], half: Spot) -> Iterator[Spot]:
    """Yield the middle of a space, then what is a dot below, above and beside it."""
    xs, ys = zip(*outline, strict=True)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    aside, above = (DOT_MM + share + AIR_MM for share in half)
    yield from ((x, y), (x, y + above), (x, y - above), (x + aside, y), (x - aside, y))


def _is_inside(outline: list[Spot], spot: Spot, half: Spot) -> bool:
    """Say whether the corners of a name about a spot lie inside an outline."""
    (x, y), (wide, high) = spot, half
    corners = ((x + i * wide, y + j * high) for i in (-1, 1) for j in (-1, 1))
    return all(_holds(outline, corner) for corner in corners)


def _holds(outline: list[Spot], spot: Spot) -> bool:
    """Say whether a line from a spot to the right crosses the outline an odd number of times."""
    x, y = spot
    crossed = 0
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y):
            crossed += x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x
    return crossed % 2 == 1


def _is_clear(dot: Spot, spot: Spot, half: Spot) -> bool:
    """Say whether a dot covers nothing of the name about a spot."""
    gaps = (max(abs(d - s) - share, 0) for d, s, share in zip(dot, spot, half, strict=True))
    return hypot(*gaps) > DOT_MM


def _exit(spot: Spot) -> str:
    x, y = spot
    corners = [(x, y - 2.2), (x + 2, y + 1.3), (x - 2, y + 1.3)]
    return picture.area(corners, picture.GREEN, "#fff")


def _centres(places: list[PostingPlace], view: View) -> list[Spot]:
    """Return the middle of each place's dot."""
    taken: list[Spot] = []
    for place in places:
        taken.append(_free_spot(view.spot(place.at_m), _ahead(place), taken))
    return taken


def _marks(
    places: list[PostingPlace], centres: list[Spot], numbers: Mapping[str, int], view: View
) -> Iterator[str]:
    for place, centre in zip(places, centres, strict=True):
        foot, ahead = view.spot(place.at_m), _ahead(place)
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
