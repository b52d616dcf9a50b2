# SPDX-License-Identifier: MIT
"""What a building with form errors tells all the same, and what is not judged until they are gone.

C113 (advice) says for each such building what was left out, and so what nobody has judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.finding import Finding, Origin, Severity
from generator.model.building import Building, LostPart, PartBuilding
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Routes
from generator.model.school import Campus
from generator.routing.building_faults import find_faults_inside
from generator.routing.escape import find_routes
from generator.routing.reference_faults import KINDS, value_at
from generator.routing.step_free import find_step_free_gaps

OF_WAYS = frozenset({"spaces", "doors", "exits", "stairs"})
"""Lists that decide on every way out."""

OF_SPACES = frozenset({"spaces"})

HIDDEN_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "R203": OF_WAYS,
        "R208": OF_SPACES,
        "R210": frozenset({"exits"}),
        "R211": OF_WAYS,
        "R213": OF_SPACES,
        "R219": OF_WAYS | {"refuges"},
        "R224": OF_SPACES,
        "R233": OF_SPACES,
    }
)
"""Findings that may only follow from an entry's absence, with the lists that would do it. All
others are of entries that were read, and stay whatever else there may be."""

SPACE = Text(zh="空间", en="space")
EQUIPMENT = Text(zh="设备", en="equipment")

LATER = Text(
    zh="规范（R3xx）、场外的路、班级分配、疏散图和编码",
    en="building codes (R3xx), ways outdoors, the assignment of classes, sheets and codes",
)
"""What is never judged of a building that is not whole."""


def find_part_faults(campus: Campus) -> Iterator[Finding]:
    """Yield R2xx that buildings with form errors tell for certain, and C113 for each of them."""
    for part in campus.parts:
        yield _told(part)
        if part.building is not None:
            yield from _certain(campus, part.building, part.lost)


def _certain(campus: Campus, building: Building, lost: tuple[LostPart, ...]) -> Iterator[Finding]:
    kinds = frozenset(part.kind for part in lost)
    alone = Campus.model_construct(school=campus.school, buildings=(building,))
    at = (campus.school.id, building.id)
    has_ways = bool(campus.school.assembly_points) and kinds.isdisjoint(OF_WAYS)
    routes = find_routes({campus.school.id: alone}) if has_ways else _none(at)
    names = frozenset(part.name for part in lost if part.kind == "spaces")
    for finding in find_faults_inside(alone, routes):
        is_lost = finding.code == "R201" and _may_be(building, finding.origin, names)
        is_certain = has_ways or HIDDEN_BY.get(finding.code) is not OF_WAYS
        if not is_lost and is_certain and kinds.isdisjoint(HIDDEN_BY.get(finding.code, ())):
            yield _without_key(finding)
    if has_ways and "refuges" not in kinds:
        yield from map(_without_key, find_step_free_gaps(alone, routes))


def _without_key(finding: Finding) -> Finding:
    """Return the finding with its line alone: entries behind one left out have other numbers."""
    return replace(finding, origin=replace(finding.origin, key=""))


def _none(at: tuple[str, str]) -> Routes:
    none = BuildingRoutes(from_place=MappingProxyType({}), from_space=MappingProxyType({}))
    return Routes(buildings=MappingProxyType({at: none}))


def _may_be(building: Building, origin: Origin, names: frozenset[str]) -> bool:
    """Say whether an unknown name may be that of a space that was left out."""
    key = tuple(int(part) if part.isdecimal() else part for part in origin.key.split("."))
    return "" in names or value_at(building, key) in names


def _told(part: PartBuilding) -> Finding:
    kinds = {lost.kind for lost in part.lost}
    hidden = sorted(code for code, by in HIDDEN_BY.items() if not by.isdisjoint(kinds))
    if part.building is None:
        zh, en = "这栋楼整个没有判", "this building was not judged at all"
        hidden = ["R2xx"]
    elif not part.lost:
        zh, en = "这栋楼没有全判", "this building was judged in part"
    else:
        said = [_named(lost) for lost in part.lost]
        zh = f"这栋楼只判了读得出来的部分，没有算上：{'、'.join(text.zh for text in said)}"
        en = "this building was judged without what cannot be read: "
        en += ", ".join(text.en for text in said)
    codes = "".join(f"{code}, " for code in hidden)
    return Finding(
        code="C113",
        severity=Severity.ADVICE,
        origin=Origin(file=part.file),
        what_zh=f"{zh}。没有判的：{codes.replace(', ', '、')}{LATER.zh}",
        what_en=f"{en}. Not judged: {codes}{LATER.en}",
        mend_zh="先改好这个文件里的错误，再运行一次。",
        mend_en="Mend the errors of this file and run it again.",
    )


def _named(lost: LostPart) -> Text:
    others = {"spaces": SPACE, "equipment": EQUIPMENT}
    kind = KINDS.get(lost.kind) or others[lost.kind]
    zh, en = (f"“{lost.name}”", f' "{lost.name}"') if lost.name else ("", "")
    return Text(zh=f"{kind.zh}{zh}（第 {lost.line} 行）", en=f"{kind.en}{en} (line {lost.line})")
