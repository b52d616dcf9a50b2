# SPDX-License-Identifier: MIT
"""The school's ground, and on it where each class stands; never how many stand there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.assignment import Assigned
from generator.model.building import Building, Point
from generator.model.school import AssemblyPoint, School
from generator.render import picture
from generator.render.picture import View

EDGE_MM = 4.0
NAME_MM, SMALLEST_MM = 3.0, 1.9
STRIPS = ("#F6F6F3", "#D6EDD9")
"""Neighbouring rows differ in lightness."""


def draw_site(
    school: School, buildings: Iterable[Building], language: str, box_mm: tuple[float, float]
) -> str:
    """Return yards, buildings with their exits, and assembly points as SVG, y up."""
    blocks = tuple(buildings)
    points = [point for shape in _shapes(school, blocks) for point in shape]
    view = picture.fit_view(points, box_mm, EDGE_MM)
    return view.draw(
        (
            *(_area(yard.outline_m, view, "#EEF3EA", "#B9C4B4") for yard in school.yards),
            *_grounds(school, view),
            *(part for block in blocks for part in _block(block, view, language)),
            *_names(school, view, language),
        ),
        school.name[language],
    )


def _shapes(school: School, buildings: Sequence[Building]) -> Iterator[Sequence[Point]]:
    yield from (yard.outline_m for yard in school.yards)
    yield from (point.outline_m or (point.at_m,) for point in school.assembly_points)
    for building in buildings:
        yield from (space.outline_m for floor in building.floors for space in floor.spaces)


def _area(outline: Sequence[Point], view: View, fill: str, stroke: str) -> str:
    return picture.area([view.spot(corner) for corner in outline], fill, stroke)


def _grounds(school: School, view: View) -> Iterator[str]:
    for point in school.assembly_points:
        if point.outline_m:
            spots = [view.spot(corner) for corner in point.outline_m]
            yield picture.area(spots, "none", picture.GREEN, dashed=True)


def _block(building: Building, view: View, language: str) -> Iterator[str]:
    lowest = min(building.floors, key=lambda floor: abs(floor.level - 1))
    for space in lowest.spaces:
        yield _area(space.outline_m, view, picture.PALE, picture.PALE)
    for way_out in (each for floor in building.floors for each in floor.open_exits):
        yield picture.dot(view.spot(way_out.at_m), 1.5, picture.GREEN)
    xs, ys = zip(*(view.spot(p) for s in lowest.spaces for p in s.outline_m), strict=True)
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    yield picture.words(building.name[language], middle, NAME_MM)


def _names(school: School, view: View, language: str) -> Iterator[str]:
    for point in school.assembly_points:
        x, y = view.spot(point.at_m)
        low = max(view.spot(corner)[1] for corner in point.outline_m or (point.at_m,))
        name = point.name[language]
        half = picture.text_width_mm(name, NAME_MM) / 2 + 1
        middle = min(max(x, half), view.width_mm - half)
        yield picture.dot((x, y), 1.5, picture.BLUE)
        yield picture.words(name, (middle, low + NAME_MM), NAME_MM)


def draw_stands(
    point: AssemblyPoint,
    assigned: Sequence[tuple[Assigned, str]],
    language: str,
    box_mm: tuple[float, float],
) -> str:
    """Return one assembly point with the strip of each class as SVG, y up.

    `assigned` gives each class with the words on its strip. Empty where nothing has an outline.
    """
    drawn = [(a.stand.outline_m, said) for a, said in assigned if a.stand.outline_m]
    if not drawn:
        return ""
    own = point.outline_m or ()
    corners = [*own, *(corner for outline, _ in drawn for corner in outline)]
    view = picture.fit_view(corners, box_mm, 1.0)
    frame = [picture.area([view.spot(p) for p in own], "none", picture.GREEN, dashed=True)]
    strips = (
        part
        for number, (outline, said) in enumerate(drawn)
        for part in _strip([view.spot(p) for p in outline], said, STRIPS[number % 2])
    )
    return view.draw((*strips, *(frame if own else ())), point.name[language])


def _strip(spots: Sequence[picture.Spot], said: str, fill: str) -> Iterator[str]:
    yield picture.area(spots, fill, picture.GREY)
    xs, ys = zip(*spots, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    upright = height > width
    length, breadth = (height, width) if upright else (width, height)
    size = min(NAME_MM, breadth * 0.8, NAME_MM * length / picture.text_width_mm(said, NAME_MM))
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    yield picture.words(said, middle, max(size, SMALLEST_MM), upright=upright)


def by_point(assigned: Iterable[Assigned]) -> Mapping[str, list[Assigned]]:
    """Return who stands at which assembly point, in the order of rows."""
    found: dict[str, list[Assigned]] = {}
    for a in sorted(assigned, key=lambda a: (a.stand.assembly_point, a.stand.row, a.half.value)):
        found.setdefault(a.stand.assembly_point, []).append(a)
    return found
