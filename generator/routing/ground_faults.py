# SPDX-License-Identifier: MIT
"""Faults of a school's grounds: yards, assembly points and the ways between them and the exits.

R202 impossible outline · R214 assembly point in a building · R215 no yard joins an exit with its
assembly point (advice) · R228 an area outside its assembly point · R229 two areas that overlap ·
R231 an assembly point outside its own outline (advice) · R232 two buildings that overlap ·
R235 no assembly point · R236 a corner given twice in a row (advice).
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from shapely import LineString, unary_union
from shapely import Point as Spot
from shapely.geometry.base import BaseGeometry

from generator.finding import Finding, Key, Severity
from generator.model.building import Building, Exit, Floor, Outline
from generator.model.record import Text
from generator.model.school import AssemblyPoint, Campus
from generator.routing.exit_faults import closed_courts, leads_into
from generator.routing.fault import Site, school_fault
from generator.routing.outdoors import Outdoors, OutdoorWay, footprint, ground_rooms, read_outdoors
from generator.routing.outline_faults import (
    OVERLAP_M2,
    REPEATED_MEND,
    outline_fault,
    repeated_corner,
)
from generator.routing.walkable import outline_polygon, read_outline

EDGE_M = 0.05
"""How far an assembly point may lie outside its outline, for rounding."""

INDOORS_M = 0.80
"""How far a way outdoors may lead over rooms, for an exit drawn on the inner side of its wall."""


def find_ground_faults(campus: Campus) -> Iterator[Finding]:
    """Yield the faults of a school's grounds; R215 only where none stands in its way."""
    errors = [*_impossible_outlines(campus), *_points_in_buildings(campus)]
    yield from errors or _exits_off_the_ground(campus)
    yield from _repeated_corners(campus)
    for i, point in enumerate(campus.school.assembly_points):
        yield from _area_faults(campus, i, point)
    yield from find_overlaps(campus)


def _fault(campus: Campus, code: str, key: Key, what: Text, mend: Text) -> Finding:
    return school_fault(campus, code, key, (what, mend))


def _outlines(campus: Campus) -> Iterator[tuple[Key, Text, Outline]]:
    for i, yard in enumerate(campus.school.yards):
        name = Text(zh=f"场地“{yard.id}”", en=f'yard "{yard.id}"')
        yield ("yards", i, "outline_m"), name, yard.outline_m
    for i, point in enumerate(campus.school.assembly_points):
        if point.outline_m is not None:
            name = Text(zh=f"集合点“{point.id}”", en=f'assembly point "{point.id}"')
            yield ("assembly_points", i, "outline_m"), name, point.outline_m
        for j, area in enumerate(point.areas):
            name = Text(zh=f"集合区“{area.id}”", en=f'assembly area "{area.id}"')
            yield ("assembly_points", i, "areas", j, "outline_m"), name, area.outline_m


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


def _repeated_corners(campus: Campus) -> Iterator[Finding]:
    for key, name, outline_m in _outlines(campus):
        if (fault := repeated_corner(outline_m)) is not None:
            zh, en = f"{name.zh}的轮廓里，{fault.zh}。", f"the outline of {name.en} {fault.en}."
            finding = _fault(campus, "R236", key, Text(zh=zh, en=en), REPEATED_MEND)
            yield replace(finding, severity=Severity.ADVICE)


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
    """Yield R215; not for exits into a closed court, to which no yard can lead (R241)."""
    if not campus.school.yards:
        if campus.buildings:
            yield _no_yards(campus)
        return
    outdoors = read_outdoors(campus)
    rooms = unary_union([ground_rooms(building) for building in campus.buildings])
    courts = list(closed_courts(campus))
    for building in campus.buildings:
        site = Site(school=campus.school.id, building=building)
        for i, floor in site.floors():
            for j, final_exit in enumerate(floor.exits):
                if not final_exit.is_open or leads_into(final_exit, floor, courts):
                    continue
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


def _area_faults(campus: Campus, i: int, point: AssemblyPoint) -> Iterator[Finding]:
    outline = read_outline(point.outline_m) if point.outline_m is not None else None
    if outline is not None and outline.distance(Spot(point.at_m)) > EDGE_M:
        yield _point_outside(campus, i, point)
    areas = [read_outline(area.outline_m) for area in point.areas]
    for j, area in enumerate(areas):
        if area is not None and outline is not None and area.difference(outline).area > OVERLAP_M2:
            yield _area_outside(campus, (i, j), point)
        for k, other in enumerate(areas[:j]):
            if (
                area is not None
                and other is not None
                and area.intersection(other).area > OVERLAP_M2
            ):
                yield _areas_overlap(campus, (i, j), (point.areas[k].id, point.areas[j].id))


def find_missing_points(campus: Campus) -> Iterator[Finding]:
    """Yield R235 where a school has a building but nowhere to gather: then no way has an end."""
    if campus.buildings and not campus.school.assembly_points:
        yield _fault(
            campus,
            "R235",
            ("assembly_points",),
            Text(
                zh="学校有楼，却没有集合点。", en="the school has a building but no assembly point."
            ),
            Text(
                zh="请在 assembly_points 里至少写一个集合点；路线、疏散图要有地方可去。",
                en="Write at least one under assembly_points: ways and sheets must lead somewhere.",
            ),
        )


def _point_outside(campus: Campus, i: int, point: AssemblyPoint) -> Finding:
    fault = _fault(
        campus,
        "R231",
        ("assembly_points", i, "at_m"),
        Text(
            zh=f"集合点“{point.id}”的 at_m 不在它自己的轮廓里。",
            en=f'at_m of assembly point "{point.id}" is not inside its own outline.',
        ),
        Text(
            zh="请改正 at_m 或 outline_m；路线走到 at_m 为止。",
            en="Correct at_m or outline_m; ways end at at_m.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)


def _area_outside(campus: Campus, place: tuple[int, int], point: AssemblyPoint) -> Finding:
    area = point.areas[place[1]].id
    return _fault(
        campus,
        "R228",
        ("assembly_points", place[0], "areas", place[1], "outline_m"),
        Text(
            zh=f"集合区“{area}”伸到集合点“{point.id}”的轮廓外面。",
            en=f'assembly area "{area}" reaches beyond the outline of "{point.id}".',
        ),
        Text(
            zh="请改正其中一个轮廓；集合区是集合点的一部分。",
            en="Correct one of the outlines; an area is part of its assembly point.",
        ),
    )


def _areas_overlap(campus: Campus, place: tuple[int, int], areas: tuple[str, str]) -> Finding:
    return _fault(
        campus,
        "R229",
        ("assembly_points", place[0], "areas", place[1], "outline_m"),
        Text(
            zh=f"集合区“{areas[0]}”与“{areas[1]}”重叠。",
            en=f'assembly areas "{areas[0]}" and "{areas[1]}" overlap.',
        ),
        Text(
            zh="请改正其中一个轮廓；一块地只站一组班级。",
            en="Correct one of the outlines; classes of one area stand on it alone.",
        ),
    )


def find_overlaps(campus: Campus) -> Iterator[Finding]:
    """Yield R232 for the buildings of a school that stand in one another."""
    for first, second in combinations(campus.buildings, 2):
        area_m2 = max(
            (
                _area_shared_m2(f, s)
                for f in first.floors
                for s in second.floors
                if f.level == s.level
            ),
            default=0.0,
        )
        if area_m2 > OVERLAP_M2:
            yield _buildings_overlap(campus, (first, second), area_m2)


def _area_shared_m2(first: Floor, second: Floor) -> float:
    outlines = [
        unary_union([room for space in floor.spaces if (room := outline_polygon(space))])
        for floor in (first, second)
    ]
    return float(outlines[0].intersection(outlines[1]).area)


def _buildings_overlap(campus: Campus, pair: tuple[Building, Building], area_m2: float) -> Finding:
    first, second = pair
    return Site(school=campus.school.id, building=second).fault(
        "R232",
        ("floors",),
        Text(
            zh=f"楼“{first.id}”与“{second.id}”在同一层重叠 {area_m2:.2f} 平方米。",
            en=f'buildings "{first.id}" and "{second.id}" overlap by {area_m2:.2f} m² '
            "on one level.",
        ),
        Text(
            zh="请核对坐标：全校的楼和场地用同一套轴，一栋楼不能照抄另一栋的坐标。",
            en="See to the coordinates: all buildings and yards share one pair of axes, and no "
            "building has another's.",
        ),
    )
