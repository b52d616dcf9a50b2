# SPDX-License-Identifier: MIT
"""What is wrong with a school's buildings, so that no sheet shows a way that is not there.

R201 unknown reference · R202 impossible outline · R203 room without a way out · R204 spaces
overlap · R205 door not between its spaces · R206 exit not on an outer wall · R207 landing
outside its space · R208 posting place in no space · R209 id used twice · R210 no final exit ·
R211 no second way (advice) · R212 stair that does not join two floors · R213 no wall before the
reader (advice) · R214 assembly point in a building · R215 no yard on the way outdoors (advice) ·
R216 opening wider than its wall · R217 sheet for a room of another floor · R218 level used twice ·
R221 steps steeper than 45° · R222 stair shorter than its ends are apart · R223 stair that passes
a floor by (advice) · R224 equipment off every space · R225 two sheets at one spot · R226 two
classes in one room (advice) · R227 class in a space for nobody · R228 assembly area outside its
point · R229 assembly areas overlap · R230 class named twice · R231 assembly point outside its
outline (advice) · R232 buildings overlap · R233 reader in a wall · R234 refuge outside its space ·
R236 corner given twice in a row (advice) · R240 name that tells what is stored (gap) · R241 exit
into a closed court · R242 exit off the ground floor (advice) · R243 elevations that cannot be ·
R244 opening or stair too narrow to be walked.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.finding import Finding, Key, Severity
from generator.model.building import Building
from generator.model.record import Text
from generator.model.route import BuildingRoutes, RouteRole, Routes
from generator.model.school import Campus
from generator.routing.class_faults import find_class_faults
from generator.routing.escape import route_building
from generator.routing.exit_faults import find_exit_faults
from generator.routing.fault import Site
from generator.routing.ground_faults import find_ground_faults
from generator.routing.level_faults import find_level_faults
from generator.routing.opening_faults import find_narrow_faults, find_opening_faults
from generator.routing.outline_faults import find_outline_faults
from generator.routing.place_faults import find_place_faults
from generator.routing.reference_faults import find_unknown_references
from generator.routing.stair_faults import find_stair_faults
from generator.routing.standing_faults import find_standing_faults
from generator.routing.telling_names import find_telling_names


def find_building_faults(campus: Campus, routes: Routes | None = None) -> Iterator[Finding]:
    """Yield the faults of all buildings of a school.

    `routes` are the routes found already; without them they are sought here.
    """
    yield from find_class_faults(campus)
    yield from find_ground_faults(campus)
    yield from find_exit_faults(campus)
    yield from find_faults_inside(campus, routes)


def find_faults_inside(campus: Campus, routes: Routes | None = None) -> Iterator[Finding]:
    """Yield the faults that each building of a school has, whatever its grounds and classes."""
    for building in campus.buildings:
        site = Site(school=campus.school.id, building=building)
        yield from find_unknown_references(site)
        yield from _repeated_ids(site)
        yield from find_outline_faults(site)
        yield from find_opening_faults(site)
        yield from find_narrow_faults(site)
        yield from find_place_faults(site)
        yield from find_standing_faults(site)
        yield from find_telling_names(site)
        yield from find_stair_faults(site)
        yield from find_level_faults(site)
        found = routes and routes.buildings.get((campus.school.id, building.id))
        yield from _missing_ways(site, found or route_building(campus, building))


def _repeated_ids(site: Site) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for key, name in _ids(site.building):
        seen[name] += 1
        if seen[name] == 2:  # noqa: PLR2004 - the second of its name, told once
            yield site.fault(
                "R209",
                (*key, "id"),
                Text(zh=f"编号“{name}”用了不止一次。", en=f'the id "{name}" is used twice.'),
                Text(
                    zh="同一栋楼内每个编号只能用一次，请改其中一个。",
                    en="An id names one thing in a building; change one of them.",
                ),
            )


def _ids(building: Building) -> Iterator[tuple[Key, str]]:
    for i, floor in enumerate(building.floors):
        yield ("floors", i), floor.id
        for part in ("spaces", "doors", "exits", "equipment", "refuges"):
            for j, item in enumerate(getattr(floor, part)):
                yield ("floors", i, part, j), item.id
    for part in ("stairs", "lifts", "posting_places"):
        for i, item in enumerate(getattr(building, part)):
            yield (part, i), item.id


def _missing_ways(site: Site, routes: BuildingRoutes) -> Iterator[Finding]:
    exits = sum(len(floor.open_exits) for _, floor in site.floors())
    if not exits:
        yield _no_exit(site)
        return
    for key, _, space in site.spaces():
        found = routes.from_space.get(space.id)
        if found is None:
            continue
        if not found:
            yield _no_way_out(site, key, space.id, space.name)
        elif exits > 1 and all(route.role is not RouteRole.SECOND for route in found):
            yield _no_second_way(site, key, f"“{space.id}”", f'"{space.id}"')
    if exits == 1:
        yield _no_second_way(site, ("floors",), "整栋楼", "the building")


def _no_exit(site: Site) -> Finding:
    closed = ", ".join(way_out.id for _, floor in site.floors() for way_out in floor.exits)
    zh, en = (
        (f"能用的安全出口（有：{closed}）", f" open (there is: {closed})")
        if closed
        else ("安全出口", "")
    )
    return site.fault(
        "R210",
        ("floors",),
        Text(zh=f"这栋楼没有{zh}。", en=f"the building has no final exit{en}."),
        Text(
            zh="请在通向室外的楼层写 exits；关着的出口有人时要能打开，再删去 usable: false。",
            en="Add `exits` to the floor from which people step outdoors; see that a closed one "
            "can be opened while people are inside, and take `usable: false` out.",
        ),
    )


def _no_way_out(site: Site, key: Key, space: str, name: Text) -> Finding:
    doors = [d.id for _, f in site.floors() for d in f.doors if d.is_open and space in d.joins]
    zh = f"可用的门：{'、'.join(doors)}" if doors else "没有可用的门"
    en = f"its usable doors: {', '.join(doors)}" if doors else "it has no usable door"
    if _has_a_lift_alone(site, key):
        zh, en = (
            f"{zh}；这一层只通电梯，电梯不是出路",
            f"{en}; a lift alone, and a lift is no way out",
        )
    return site.fault(
        "R203",
        key,
        Text(
            zh=f"空间“{space}”（{name.zh}）没有出路（{zh}）。",
            en=f'space "{space}" ({name.en}) has no way out ({en}).',
        ),
        Text(
            zh="请补上缺少的门、楼梯或出口；无人进入的空间请写 use: closed。",
            en="Add the missing door, stair or exit, or mark a space nobody enters `use: closed`.",
        ),
    )


def _has_a_lift_alone(site: Site, key: Key) -> bool:
    """Say whether the floor of a space is joined to others by lifts and by no stair."""
    floor = site.building.floors[int(key[1])].id
    stairs, lifts = (
        any(landing.floor == floor for item in items for landing in item.landings)
        for items in ([s for s in site.building.stairs if s.is_open], site.building.lifts)
    )
    return lifts and not stairs


def _no_second_way(site: Site, key: Key, zh: str, en: str) -> Finding:
    fault = site.fault(
        "R211",
        key,
        Text(zh=f"{zh}只通向一个安全出口。", en=f"{en} leads to one final exit only."),
        Text(
            zh="请核对是否漏写出口或门；若属实，图上只画一条路线。",
            en="See whether an exit or a door is missing; if not, the sheet shows one route.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)
