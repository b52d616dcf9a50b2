# SPDX-License-Identifier: MIT
"""Where the page of a withdrawn code leads: the sheets that are left, the nearest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import dist, inf

from generator.maps.landing_links import UP
from generator.model.building import Building, Floor
from generator.model.record import Text
from generator.model.school import Campus, IssuedCode
from generator.model.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer:
    """A sheet that is still valid, with where it hangs."""

    href: str
    place: Text
    building: Text
    floor: Text


def refer_to(issued: IssuedCode, sheets: Iterable[Sheet], campus: Campus) -> tuple[Refer, ...]:
    """Return the sheets of a school, nearest first as seen from where a withdrawn one hung.

    The same floor of the same building comes first, then its other floors by their distance,
    then other buildings; within each by the straight distance. A line that does not know where
    its sheet hung knows its building only.
    """
    ranked = sorted(sheets, key=lambda sheet: _remoteness(issued, sheet, campus))
    return tuple(_refer(sheet, campus) for sheet in ranked)


def _remoteness(issued: IssuedCode, sheet: Sheet, campus: Campus) -> tuple[bool, float, float, str]:
    far_m = dist(issued.at_m, sheet.place.at_m) if issued.at_m else 0.0
    is_elsewhere = sheet.building != issued.building
    storeys = inf if is_elsewhere else _storeys(issued, sheet, campus)
    return is_elsewhere, storeys, far_m, sheet.code


def _storeys(issued: IssuedCode, sheet: Sheet, campus: Campus) -> float:
    """Return how many storeys lie between; those of a floor that is gone are told by its id."""
    levels = {floor.id: floor.level for floor in _building(sheet, campus).floors}
    if issued.floor is None or issued.floor == sheet.place.floor:
        return 0
    here = levels.get(issued.floor)
    return inf if here is None else abs(levels[sheet.place.floor] - here)


def _refer(sheet: Sheet, campus: Campus) -> Refer:
    building = _building(sheet, campus)
    floor: Floor = next(floor for floor in building.floors if floor.id == sheet.place.floor)
    return Refer(
        href=f"{UP}{sheet.landing}",
        place=sheet.place.name,
        building=building.name,
        floor=floor.name,
    )


def _building(sheet: Sheet, campus: Campus) -> Building:
    return next(building for building in campus.buildings if building.id == sheet.building)
