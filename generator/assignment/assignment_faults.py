# SPDX-License-Identifier: MIT
"""What a school has settled or marked and cannot be kept."""

from collections.abc import Iterator, Sequence

from generator.assignment.frame import Frame
from generator.assignment.ground import AREA_M2, STRIP_M, Ground, area_m2, find_grounds
from generator.assignment.party import Roll, area_points
from generator.finding import Finding, Key, Severity
from generator.model.assignment import Assigned, Search
from generator.model.record import Text
from generator.model.route import RouteOption
from generator.model.school import AssemblyPoint, Campus

_SEVERITIES = {"A334": Severity.ADVICE, "A336": Severity.GAP}


def find_assignment_faults(
    campus: Campus, options: Sequence[RouteOption], assigned: Sequence[Assigned]
) -> Iterator[Finding]:
    """Yield settled ways and marked areas that cannot be kept, and ground that is too small.

    Names that lead nowhere or stand twice are told with the faults of buildings (R201, R230).
    `assigned` is what `assign` made of the school and the options.
    """
    roll = Roll(campus, options)
    yield from _impossible_fixed(roll)
    yield from _areas_out_of_reach(campus, assigned)
    yield from _small_grounds(campus, assigned, roll.frame)


def find_stopped_search(campus: Campus, search: Search) -> Iterator[Finding]:
    """Yield A336 where the search for the best assignment was stopped."""
    if search is Search.COMPLETE:
        return
    what = Text(
        zh="班级的分配没有算到底就停下了：各条规则都守住了，但也许还有更快的安排",
        en="the search for the best assignment of classes was stopped before its end: it keeps "
        "all rules, but there may be a faster one",
    )
    if search is Search.FAILED:
        what = Text(
            zh="在限定的步数内没有找到合规则的班级分配：各班都画最短的路，楼梯可能过载，路线可能交叉",
            en="no assignment of classes that keeps the rules was found within the steps allowed: "
            "each class has its shortest way, stairs may be overloaded and ways may cross",
        )
    mend = Text(
        zh="在 evacuation.fixed 里先给几个班定下楼梯，其余的就容易算完。",
        en="Settle the stairs of some classes in `evacuation.fixed`; the rest is sooner found.",
    )
    yield _fault(campus, "A336", ("classes",), what, mend)


def _fault(campus: Campus, code: str, key: Key, what: Text, mend: Text) -> Finding:
    return Finding(
        code=code,
        severity=_SEVERITIES.get(code, Severity.ERROR),
        origin=campus.school.at(*key),
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
        subject=campus.school.id,
    )


def _impossible_fixed(roll: Roll) -> Iterator[Finding]:
    having_ways = {option.school_class for option in roll.options}
    stairs = {None, *(stair.id for b in roll.campus.buildings for stair in b.stairs)}
    exits = {
        None,
        *(e.id for b in roll.campus.buildings for floor in b.floors for e in floor.exits),
    }
    for i, fixed in enumerate(roll.campus.school.evacuation.fixed):
        name, is_known = fixed.school_class, fixed.stair in stairs and fixed.final_exit in exits
        if is_known and name in having_ways and not roll.settled(name):
            zh = f"楼梯 {fixed.stair or '任意'}、出口 {fixed.final_exit or '任意'}"
            en = f"stair {fixed.stair or 'any'} and exit {fixed.final_exit or 'any'}"
            yield _fault(
                roll.campus,
                "A332",
                ("evacuation", "fixed", i),
                Text(
                    zh=f"班级“{name}”没有经过{zh}的路线，这一行没有照办",
                    en=f'class "{name}" has no way by {en}; the line is not kept',
                ),
                Text(
                    zh="改正楼梯或出口的编号（stair 是最先走的楼梯），或删去这一行，由程序安排。",
                    en="Correct the ids (`stair` is the first one on the way), or remove the line "
                    "and let the class be assigned.",
                ),
            )


def _areas_out_of_reach(campus: Campus, assigned: Sequence[Assigned]) -> Iterator[Finding]:
    points = area_points(campus)
    wrong = {
        a.school_class
        for a in assigned
        if a.school_class in points and a.route.assembly_point != points[a.school_class].id
    }
    for name in sorted(wrong):
        index = campus.school.assembly_points.index(points[name])
        yield _fault(
            campus,
            "A335",
            ("assembly_points", index, "areas"),
            Text(
                zh=f"班级“{name}”的区域在“{points[name].name.zh}”，它的路线却通到另一个集合点",
                en=f'class "{name}" has its area on {points[name].name.en}, '
                "but its way leads to another assembly point",
            ),
            Text(
                zh="每个出口通到步行最近的集合点：把区域划在那里，或移动集合点，或改 fixed。",
                en="Each exit leads to the assembly point nearest on foot: mark the area there, "
                "move the point, or change `fixed`.",
            ),
        )


def _small_grounds(campus: Campus, assigned: Sequence[Assigned], frame: Frame) -> Iterator[Finding]:
    for point, ground in find_grounds(campus, assigned, frame):
        heads = sum(arrival.head_count for arrival in ground.arrivals)
        if ground.outline_m and area_m2(ground.outline_m) < heads * AREA_M2:
            yield _small(campus, point, _too_little(ground, heads))
        elif ground.outline_m and ground.narrowest_m() < STRIP_M:
            yield _small(campus, point, _too_narrow(ground))


def _small(campus: Campus, point: AssemblyPoint, why: Text) -> Finding:
    index = campus.school.assembly_points.index(point)
    return _fault(
        campus,
        "A334",
        ("assembly_points", index),
        Text(zh=f"“{point.name.zh}”的场地太小：{why.zh}", en=f"{point.name.en} is small: {why.en}"),
        Text(
            zh="扩大 outline_m，或另设集合点。每人 0.5 平方米是 Muster 自定的，不是规范要求。",
            en="Enlarge outline_m or add an assembly point. 0.5 m² a pupil is Muster's own figure, "
            "no rule of law.",
        ),
    )


def _too_little(ground: Ground, heads: int) -> Text:
    area = area_m2(ground.outline_m or ())
    return Text(
        zh=f"{heads} 人共 {area:.0f} 平方米，每人不到 {AREA_M2} 平方米",
        en=f"{area:.0f} m² for {heads} pupils, less than {AREA_M2} m² each",
    )


def _too_narrow(ground: Ground) -> Text:
    return Text(
        zh=f"{len(ground.arrivals)} 个班并排，每班站不下一路纵队（{STRIP_M} 米）",
        en=f"{len(ground.arrivals)} classes side by side have not {STRIP_M} m each, "
        "the width of one file",
    )
