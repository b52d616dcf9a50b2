# SPDX-License-Identifier: MIT
"""Names that find no room in or beside their rooms: numbers there, the names in a key outside."""

from collections.abc import Iterator, Mapping, Sequence

from shapely import box
from shapely.prepared import prep

from generator.maps import ink, wording
from generator.maps.fabric import Sight
from generator.maps.label import Label
from generator.maps.placing import Box, Crowd, Ground, box_at
from generator.maps.roomname import KNOWN_USES, WALL_AIR_MM, Naming, fine_spots, largest
from generator.maps.structure import polygon
from generator.model.building import Floor, Space


def draw_key(
    floor: Floor, sight: Sight, crowd: Crowd, naming: Naming, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return numbers in the rooms that have no name among `names`, and the key to them.

    Nothing where the key finds no place beside the building; a room in which not even a number
    finds one is left out.
    """
    start = len(crowd.taken)
    spaces = [s for s in floor.spaces if names.get(s.id) == "" and s.use not in KNOWN_USES]
    placed = list(_place_numbers(spaces, sight, crowd, naming))
    if not placed:
        return ()
    rows = _label([f"{n} {_said(space, naming)}" for n, (space, _) in _numbered(placed)], naming)
    nearest = box_at((placed[0][1][0], placed[0][1][1]), rows.size(naming.typeface))
    area = crowd.first_free(crowd.everywhere(nearest), Ground.OUTSIDE)
    if area is None:
        crowd.taken.forget(start)
        return ()
    return (
        *_draw_numbers(placed, naming),
        ink.group((rows.draw(area, naming.typeface),), data_key=1),
    )


def _place_numbers(
    spaces: Sequence[Space], sight: Sight, crowd: Crowd, naming: Naming
) -> Iterator[tuple[Space, Box]]:
    widest = _label([str(len(spaces))], naming).size(naming.typeface)
    for space in spaces:
        shape = largest(sight.draw(polygon(space)).buffer(-WALL_AIR_MM))
        inside = prep(shape)
        boxes = (box_at(spot, widest) for spot in fine_spots(shape))
        area = crowd.first_free(area for area in boxes if inside.contains(box(*area)))
        if area:
            yield space, area


def _draw_numbers(placed: Sequence[tuple[Space, Box]], naming: Naming) -> Iterator[str]:
    for number, (space, area) in _numbered(placed):
        drawn = _label([str(number)], naming).draw(area, naming.typeface)
        yield ink.group((drawn,), data_number=space.id)


def _numbered(placed: Sequence[tuple[Space, Box]]) -> Iterator[tuple[int, tuple[Space, Box]]]:
    return enumerate(placed, start=1)


def _label(lines: Sequence[str], naming: Naming) -> Label:
    size_mm = naming.sizes_mm[-1]
    return Label(lines=tuple(lines), size_mm=size_mm, bold=True, plate=ink.WHITE, frame=ink.BLACK)


def _said(space: Space, naming: Naming) -> str:
    return " ".join(wording.in_languages(space.name, naming.language))
