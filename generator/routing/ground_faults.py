# SPDX-License-Identifier: MIT
"""Faults of a school's grounds: yards, assembly points and the ways between them and the exits.

R202 impossible outline · R214 assembly point in a building · R215 no yard joins an exit with its
assembly point (advice).
"""

from collections.abc import Iterator
from dataclasses import replace

from shapely import LineString, unary_union
from shapely import Point as Spot
from shapely.geometry.base import BaseGeometry

from generator.finding import Finding, Key, Severity
from generator.model.building import Exit, Outline
from generator.model.record import Text
from generator.model.school import Campus
from generator.routing.fault import Site
from generator.routing.outdoors import Outdoors, OutdoorWay, footprint, ground_rooms, read_outdoors
from generator.routing.outline_faults import outline_fault

INDOORS_M = 0.80
"""How far a way outdoors may lead over rooms, for an exit drawn on the inner side of its wall."""


def find_ground_faults(campus: Campus) -> Iterator[Finding]:
    """Yield R202 of yards and assembly points and R214 of a school; where it has none, R215."""
    errors = [*_impossible_outlines(campus), *_points_in_buildings(campus)]
    yield from errors or _exits_off_the_ground(campus)


def _fault(campus: Campus, code: str, key: Key, what: Text, mend: Text) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        origin=campus.school.at(*key),
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
        subject=campus.school.id,
    )


def _outlines(campus: Campus) -> Iterator[tuple[Key, Text, Outline]]:
    for i, yard in enumerate(campus.school.yards):
        name = Text(zh=f"场地“{yard.id}”", en=f'yard "{yard.id}"')
        yield ("yards", i, "outline_m"), name, yard.outline_m
    for i, point in enumerate(campus.school.assembly_points):
        if point.outline_m is not None:
            name = Text(zh=f"集合点“{point.id}”", en=f'assembly point "{point.id}"')
            yield ("assembly_points", i, "outline_m"), name, point.outline_m


def _impossible_outlines(campus: Campus) -> Iterator[Finding]:
    for key, name, outline_m in _outlines(campus):
        if (fault := outline_fault(outline_m)) is not None:
            yield _fault(
                campus,
                "R202",
                key,
                Text(zh=f"{name.zh}的轮廓{fault.zh}。", en=f"the outline of {name.en} {fault.en}."),
                Text(
                    zh="请沿边界依次写出各角点，不要跳跃。",
                    en="Give the corners in order along the edge, without jumps.",
                ),
            )


def _points_in_buildings(campus: Campus) -> Iterator[Finding]:
    built = [(building.id, footprint(building)) for building in campus.buildings]
    for i, point in enumerate(campus.school.assembly_points):
        for building, area in built:
            if area.contains(Spot(point.at_m)):
                yield _fault(
                    campus,
                    "R214",
                    ("assembly_points", i, "at_m"),
                    Text(
                        zh=f"集合点“{point.id}”在楼“{building}”里面。",
                        en=f'assembly point "{point.id}" lies inside building "{building}".',
                    ),
                    Text(
                        zh="请把 at_m 改到室外的空地上；楼和场地用同一套坐标。",
                        en="Move at_m to open ground; buildings and yards share one pair of axes.",
                    ),
                )


def _exits_off_the_ground(campus: Campus) -> Iterator[Finding]:
    if not campus.school.yards:
        if campus.buildings:
            yield _no_yards(campus)
        return
    outdoors = read_outdoors(campus)
    rooms = unary_union([ground_rooms(building) for building in campus.buildings])
    for building in campus.buildings:
        site = Site(school=campus.school.id, building=building)
        for i, floor in site.floors():
            for j, final_exit in enumerate(floor.exits):
                if (fault := _way_fault(outdoors, rooms, final_exit)) is not None:
                    yield _off_ground(site, ("floors", i, "exits", j, "at_m"), fault)


def _way_fault(outdoors: Outdoors, rooms: BaseGeometry, final_exit: Exit) -> Text | None:
    way: OutdoorWay = outdoors.lead(final_exit.at_m)
    name, point = final_exit.id, way.assembly_point.id
    if not way.is_on_ground:
        return Text(
            zh=f"没有场地连接出口“{name}”和集合点“{point}”，室外路线只画成一条直线。",
            en=f'no yard joins exit "{name}" with assembly point "{point}"; '
            "the way outdoors is a straight line only.",
        )
    if len(way.points) > 1 and LineString(way.points).intersection(rooms).length > INDOORS_M:
        return Text(
            zh=f"从出口“{name}”到集合点“{point}”的室外路线穿过楼房。",
            en=f'the way outdoors from exit "{name}" to assembly point "{point}" '
            "crosses a building.",
        )
    return None


def _off_ground(site: Site, key: Key, what: Text) -> Finding:
    mend = Text(
        zh="请在 school.yml 的 yards 里补上出口外直到集合点能走的地面，并让各块场地相连。",
        en="Add to `yards` in school.yml the ground on which people walk from this exit to the "
        "assembly point, and let the yards touch.",
    )
    return replace(site.fault("R215", key, what, mend), severity=Severity.ADVICE)


def _no_yards(campus: Campus) -> Finding:
    fault = _fault(
        campus,
        "R215",
        ("yards",),
        Text(
            zh="学校没有写场地，从出口到集合点的路线都只画成直线。",
            en="the school has no yards; the ways from its exits to the assembly points are "
            "straight lines only.",
        ),
        Text(
            zh="请在 yards 里写出能走的室外场地。",
            en="Describe in `yards` the open ground on which people walk.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)
