# SPDX-License-Identifier: MIT
"""Floors whose heights cannot be.

R218 a level used twice · R243 elevations given for some floors only, or not rising with the levels.
"""

from collections.abc import Iterator
from itertools import pairwise

from generator.finding import Finding, Key
from generator.model.building import Floor
from generator.model.record import Text
from generator.routing.fault import Site


def find_level_faults(site: Site) -> Iterator[Finding]:
    """Yield R218 and R243 for the floors of a building."""
    yield from _repeated_levels(site)
    yield from _odd_elevations(site)


def _repeated_levels(site: Site) -> Iterator[Finding]:
    first: dict[int, str] = {}
    for i, floor in site.floors():
        other = first.setdefault(floor.level, floor.id)
        if other != floor.id:
            yield site.fault(
                "R218",
                ("floors", i, "level"),
                Text(
                    zh=f"楼层“{other}”和“{floor.id}”的 level 都是 {floor.level}。",
                    en=f'floors "{other}" and "{floor.id}" have the same level {floor.level}.',
                ),
                Text(
                    zh="每一层的 level 各不相同；同一层的两部分请写进一个楼层。",
                    en="Give each floor a level of its own; two parts of one storey are one floor.",
                ),
            )


def _odd_elevations(site: Site) -> Iterator[Finding]:
    floors = sorted(site.floors(), key=lambda found: found[1].level)
    missing = [(i, floor) for i, floor in floors if floor.elevation_m is None]
    if missing and len(missing) < len(floors):
        i, floor = missing[0]
        yield _odd(
            site,
            ("floors", i),
            Text(
                zh=f"楼层“{floor.id}”没有写 elevation_m，别的楼层写了。",
                en=f'floor "{floor.id}" has no elevation_m, though others have.',
            ),
        )
    for (_, low), (i, high) in pairwise(floors):
        if _falls(low, high):
            what = Text(
                zh=f"楼层“{high.id}”的 level 比“{low.id}”高，elevation_m 却不比它高。",
                en=f'floor "{high.id}" has a higher level than "{low.id}", but no higher '
                "elevation_m.",
            )
            yield _odd(site, ("floors", i, "elevation_m"), what)


def _falls(low: Floor, high: Floor) -> bool:
    if low.elevation_m is None or high.elevation_m is None or low.level == high.level:
        return False
    return high.elevation_m <= low.elevation_m


def _odd(site: Site, key: Key, what: Text) -> Finding:
    return site.fault(
        "R243",
        key,
        what,
        Text(
            zh="elevation_m 是这一层地面比首层高多少米：每层都写，从下往上越来越大；或者都不写。",
            en="elevation_m is how many metres a floor lies above the ground floor: give it for "
            "every floor, rising from below, or for none.",
        ),
    )
