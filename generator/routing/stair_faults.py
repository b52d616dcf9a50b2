# SPDX-License-Identifier: MIT
"""Impossible stairs.

R212 a stair that does not join two floors · R221 steps higher than deep · R222 a stair shorter
than the distance of its ends, in height too · R223 a stair that passes a floor by (advice).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import dist, hypot

from generator.finding import Finding, Severity
from generator.model.building import STOREY_M, Floor, Landing, Stair
from generator.model.record import Text
from generator.routing.fault import Site

ROUNDING_M = 0.05


def find_stair_faults(site: Site) -> Iterator[Finding]:
    """Yield R212 and R221 to R223 for the stairs of a building."""
    floors = sorted(site.building.floors, key=lambda floor: floor.level)
    for i, stair in enumerate(site.building.stairs):
        if (what := _stair_fault(stair)) is not None:
            yield _useless(site, i, what)
        if stair.tread_m is not None and (stair.riser_m or 0) > stair.tread_m:
            yield _too_steep(site, i, stair)
        for low, high in _stretches(stair, floors):
            yield from _stretch_faults(site, i, floors, (low, high))


def _stretches(stair: Stair, floors: Sequence[Floor]) -> Iterator[tuple[Landing, Landing]]:
    """Yield the neighbouring landings of a stair, lowest first; unknown floors are left out."""
    by_floor = {landing.floor: landing for landing in stair.landings}
    yield from pairwise(by_floor[floor.id] for floor in floors if floor.id in by_floor)


def _stretch_faults(
    site: Site, i: int, floors: Sequence[Floor], ends: tuple[Landing, Landing]
) -> Iterator[Finding]:
    low, high = ends
    rise_m = _rise_m(floors, ends)
    level_m = dist(low.at_m, high.at_m)
    apart_m = max(level_m, STOREY_M) if rise_m is None else hypot(level_m, rise_m)
    if apart_m > site.building.stairs[i].slope_length_m + ROUNDING_M:
        yield _too_short(site, i, ends, apart_m, is_known=rise_m is not None)
    order = [floor.id for floor in floors]
    between = order[order.index(low.floor) + 1 : order.index(high.floor)]
    if between:
        yield _passes_by(site, i, between)


def _rise_m(floors: Sequence[Floor], ends: tuple[Landing, Landing]) -> float | None:
    """Return how much higher the upper end is; None where that is not told.

    Each floor then counts as a storey, and is no less than STOREY_M above the one below.
    """
    known = {floor.id: floor.elevation_m for floor in floors}
    low_m, high_m = (known[end.floor] for end in ends)
    return None if low_m is None or high_m is None else high_m - low_m


def _useless(site: Site, i: int, what: Text) -> Finding:
    return site.fault(
        "R212",
        ("stairs", i, "landings"),
        what,
        Text(
            zh="请为楼梯经过的每一层各写一个平台。",
            en="Give one landing for each floor that the stair meets.",
        ),
    )


def _stair_fault(stair: Stair) -> Text | None:
    floors = Counter(landing.floor for landing in stair.landings)
    if len(floors) == 1:
        return Text(
            zh=f"楼梯“{stair.id}”只到一层。",
            en=f'stair "{stair.id}" meets one floor only.',
        )
    repeated = [floor for floor, count in sorted(floors.items()) if count > 1]
    if not repeated:
        return None
    return Text(
        zh=f"楼梯“{stair.id}”在“{repeated[0]}”层有两个平台。",
        en=f'stair "{stair.id}" has two landings on "{repeated[0]}".',
    )


def _too_steep(site: Site, i: int, stair: Stair) -> Finding:
    return site.fault(
        "R221",
        ("stairs", i, "riser_m"),
        Text(
            zh=f"楼梯“{stair.id}”的踏步高 {stair.riser_m} 米，宽只有 {stair.tread_m} 米，"
            "陡过 45°。",
            en=f'the steps of stair "{stair.id}" are {stair.riser_m} m high but only '
            f"{stair.tread_m} m deep: steeper than 45°.",
        ),
        Text(
            zh="请核对 tread_m（踏步宽）和 riser_m（踏步高）是否写反。",
            en="See whether tread_m (depth) and riser_m (height) are exchanged.",
        ),
    )


def _too_short(
    site: Site, i: int, ends: tuple[Landing, Landing], apart_m: float, *, is_known: bool
) -> Finding:
    stair, (low, high) = site.building.stairs[i], ends
    zh, en = (
        ("", "")
        if is_known
        else (
            f"（没写 elevation_m，两层至少差 {STOREY_M} 米）",
            f" (without elevation_m two floors are at least {STOREY_M} m apart in height)",
        )
    )
    return site.fault(
        "R222",
        ("stairs", i, "slope_length_m"),
        Text(
            zh=f"楼梯“{stair.id}”长 {stair.slope_length_m:.1f} 米，它在“{low.floor}”和"
            f"“{high.floor}”的两个平台却相距 {apart_m:.1f} 米{zh}。",
            en=f'stair "{stair.id}" is {stair.slope_length_m:.1f} m long, but its landings on '
            f'"{low.floor}" and "{high.floor}" are {apart_m:.1f} m apart{en}.',
        ),
        Text(
            zh="请改正 slope_length_m、平台的 at_m 或楼层的 elevation_m；它不会比两端的距离短。"
            "半层请给每一层写 elevation_m。",
            en="Correct slope_length_m, at_m of the landings or elevation_m of the floors; a stair "
            "is never shorter than the distance of its ends. Half levels: give every floor its "
            "elevation_m.",
        ),
    )


def _passes_by(site: Site, i: int, between: Sequence[str]) -> Finding:
    stair = site.building.stairs[i]
    zh, en = "、".join(f"“{n}”" for n in between), ", ".join(f'"{n}"' for n in between)
    fault = site.fault(
        "R223",
        ("stairs", i, "landings"),
        Text(
            zh=f"楼梯“{stair.id}”没有写 {zh} 层的平台，从那里用不了它；"
            "跨过的几层只按一段长度计算。",
            en=f'stair "{stair.id}" has no landing on {en}: it cannot be used from there, and the '
            "storeys that it passes count with one length only.",
        ),
        Text(
            zh="请补上平台；若它确实不通这一层，请另写一个楼梯条目，slope_length_m 写跨层的总长。",
            en="Add the landing; if the stair really passes by, give this stretch as a stair of "
            "its own with its whole slope_length_m.",
        ),
    )
    return replace(fault, severity=Severity.ADVICE)
