# SPDX-License-Identifier: MIT
"""R316: rooms whose two ways out lead over the same stair."""

from collections.abc import Iterator

from generator.finding import Finding
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route
from generator.routing.rules.limit import limit
from generator.routing.rules.premises import NO_ROOMS, Premises, advise


def find_shared_stairs(premises: Premises, routes: BuildingRoutes) -> Iterator[Finding]:
    """Yield R316, one for each floor on which rooms have no two ways over different stairs."""
    for i, floor in premises.site.floors():
        shared: dict[str, list[str]] = {}
        for space in floor.spaces:
            stair = _shared(routes.from_space.get(space.id, ()))
            if stair and space.use not in NO_ROOMS:
                shared.setdefault(stair, []).append(space.id)
        for stair, rooms in shared.items():
            yield _one_stair(premises, ("floors", i), stair, rooms)


def _shared(routes: tuple[Route, ...]) -> str:
    """Return the stair that all ways of a room have in common, if there is one."""
    if not routes:
        return ""
    common = [name for name in routes[0].stairs if all(name in r.stairs for r in routes[1:])]
    return common[0] if common else ""


def _one_stair(premises: Premises, key: tuple[str, int], stair: str, rooms: list[str]) -> Finding:
    zh, en = "、".join(f"“{n}”" for n in rooms), ", ".join(f'"{n}"' for n in rooms)
    what = Text(
        zh=f"{zh} 的人只能走楼梯“{stair}”：它一有烟就没有别的路",
        en=f'people of {en} must take stair "{stair}": with smoke in it they have no other way',
    )
    mend = Text(
        zh="请核对另一部楼梯和门是否写全；若属实，请在预案里写明楼梯不能用时在哪里等待救援。",
        en="See whether another stair and its doors are missing; if not, say in the plan where "
        "people wait for rescue when that stair cannot be used.",
    )
    return advise(premises.judge("R316", key, limit("exits-least"), (what, mend)))
