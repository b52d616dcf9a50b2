# SPDX-License-Identifier: MIT
"""Faults of what stands or hangs in a building: refuges (R234) and equipment (R224)."""

from collections.abc import Iterator

from shapely import Point as Spot

from generator.finding import Finding
from generator.model.building import Floor, Refuge
from generator.model.record import Text
from generator.routing.fault import Site
from generator.routing.outline_faults import LANDING_M, Outlines, read_outlines
from generator.routing.walkable import NOT_ENTERED

RECESS_M = 1.0
"""Farther from every space nothing hangs in a wall, even in a recess."""


def find_standing_faults(site: Site) -> Iterator[Finding]:
    """Yield R234 and R224 for all floors of a building; unknown spaces are passed over."""
    for i, floor in site.floors():
        outlines = read_outlines(floor)
        for j, refuge in enumerate(floor.refuges):
            if not is_refuge_inside(refuge, floor, outlines):
                yield _refuge_outside(site, i, j, refuge)
        yield from _equipment_outside(site, i, floor, outlines)


def is_refuge_inside(refuge: Refuge, floor: Floor, outlines: Outlines) -> bool:
    """Say whether a refuge lies in its space, one that people enter; true where it is unknown."""
    closed = {space.id for space in floor.spaces if space.use in NOT_ENTERED}
    if refuge.space in closed:
        return False
    outline = outlines.get(refuge.space)
    return outline is None or outline.distance(Spot(refuge.at_m)) <= LANDING_M


def _refuge_outside(site: Site, i: int, j: int, refuge: Refuge) -> Finding:
    return site.fault(
        "R234",
        ("floors", i, "refuges", j, "at_m"),
        Text(
            zh=f"等候处“{refuge.id}”不在空间“{refuge.space}”内，或那里不让人进。",
            en=f'refuge "{refuge.id}" is not inside "{refuge.space}", or nobody enters there.',
        ),
        Text(zh="请改正 at_m 或 space。", en="Correct at_m or space."),
    )


def _equipment_outside(site: Site, i: int, floor: Floor, outlines: Outlines) -> Iterator[Finding]:
    for j, item in enumerate(floor.equipment):
        spot = Spot(item.at_m)
        if all(outline.distance(spot) > RECESS_M for outline in outlines.values()):
            yield site.fault(
                "R224",
                ("floors", i, "equipment", j, "at_m"),
                Text(
                    zh=f"设备“{item.id}”离“{floor.id}”层的每个空间都超过 {RECESS_M:.1f} 米。",
                    en=f'equipment "{item.id}" is over {RECESS_M:.1f} m from every space of '
                    f'"{floor.id}".',
                ),
                Text(
                    zh="请改正 at_m，或把它移到它所在的楼层。",
                    en="Correct at_m, or move it to the floor where it is.",
                ),
            )
