# SPDX-License-Identifier: MIT
"""R304: stairs whose foot on the way out is too far from the outdoors."""

from collections.abc import Iterator

from generator.finding import Finding
from generator.model.building import Point, SpaceUse
from generator.model.record import Text
from generator.routing.circulation import CIRCULATION
from generator.routing.outdoors import ground_level
from generator.routing.rules.limit import limit
from generator.routing.rules.premises import Premises, Storey
from generator.routing.rules.stroll import Strolls, free_area
from generator.routing.rules.travel import ROUNDING_M
from generator.routing.walkable import StairEnd


def find_far_discharges(premises: Premises) -> Iterator[Finding]:
    """Yield R304 for stairs whose foot on the way out is too far from a final exit.

    Nobody comes down into a basement to leave by its exit: there no stair has its foot.
    """
    allowed, ground = limit("discharge"), ground_level(premises.building)
    for storey in premises.storeys:
        if storey.floor.open_exits and storey.floor.level >= ground:
            for stair, length_m in discharges_m(storey):
                if length_m > allowed.value + ROUNDING_M:
                    yield _far_discharge(premises, storey, stair, length_m)


def discharges_m(storey: Storey) -> Iterator[tuple[str, float]]:
    """Yield each stair that meets the floor, with the way from it to the nearest final exit."""
    walkable = storey.walkable
    spaces = {name for name, use in walkable.uses.items() if use in CIRCULATION}
    exits = [passage.wall.at for passage in walkable.exits if passage.spaces[0] in spaces]
    starts = {end: _stair_doors(storey, end) for end in walkable.stair_ends if end.space in spaces}
    points = [spot for spots in starts.values() for spot in spots]
    lengths = Strolls(free_area(walkable, spaces), exits).lengths_m(points)
    for end, spots in starts.items():
        found = [lengths[spot] for spot in spots if spot in lengths]
        if found:
            yield end.stair, min(found)


def _stair_doors(storey: Storey, end: StairEnd) -> list[Point]:
    """Return the doors of a stair, or its foot where it stands open or leads outdoors itself."""
    walkable = storey.walkable
    doors = [door.wall.at for door in walkable.doors if end.space in door.spaces]
    outdoors = any(end.space in passage.spaces for passage in walkable.exits)
    if storey.uses[end.space] is not SpaceUse.STAIR or outdoors or not doors:
        return [end.at]
    return doors


def _where(premises: Premises, storey: Storey) -> Text:
    if storey.floor.level == ground_level(premises.building):
        return Text(zh="在首层", en="at the bottom")
    return Text(zh=f"在{storey.floor.name.zh}", en=f"on {storey.floor.name.en}")


def _far_discharge(premises: Premises, storey: Storey, stair: str, length_m: float) -> Finding:
    allowed, where = limit("discharge"), _where(premises, storey)
    what = Text(
        zh=f"楼梯“{stair}”{where.zh}离最近的安全出口 {length_m:.1f} 米，"
        f"限值 {allowed.value:.0f} 米",
        en=f'{where.en}, stair "{stair}" is {length_m:.1f} m from the nearest final exit; '
        f"at most {allowed.value:.0f} m",
    )
    mend = Text(
        zh="请核对出口是否写全；若属实，请专业人员判断楼梯间能否直通室外。",
        en="See whether all exits are given; if so, ask those whose trade it is whether the stair "
        "can open to the outdoors.",
    )
    keys = [i for i, item in enumerate(premises.building.stairs) if item.id == stair]
    return premises.judge("R304", ("stairs", *keys[:1]), allowed, (what, mend))
