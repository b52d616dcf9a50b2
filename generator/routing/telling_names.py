# SPDX-License-Identifier: MIT
"""Names of spaces that tell the world where dangerous substances are kept (R240)."""

from collections.abc import Iterator
from dataclasses import replace

from generator.finding import Finding, Severity
from generator.model.building import Space, SpaceUse
from generator.model.record import Text
from generator.routing.fault import Site

TELLING_ZH = ("危化", "化学品", "化学药品", "易制毒", "易制爆", "剧毒", "毒品", "爆炸物", "试剂")
TELLING_EN = ("chemical", "poison", "toxic", "explosive", "precursor", "reagent")
"""What a name says where the substances themselves are kept."""

TAUGHT = frozenset({SpaceUse.CLASSROOM, SpaceUse.LABORATORY})
"""Rooms in which a subject is taught are called after it: a chemical laboratory is no store."""


def find_telling_names(site: Site) -> Iterator[Finding]:
    """Yield R240 for every space whose name or id gives away that it is such a store."""
    for i, floor in site.floors():
        for j, space in enumerate(floor.spaces):
            if space.use not in TAUGHT and _tells(space):
                yield _telling(site, ("floors", i, "spaces", j, "name"), space)


def _tells(space: Space) -> bool:
    said = f"{space.name.en} {space.id}".casefold()
    return any(word in space.name.zh for word in TELLING_ZH) or any(w in said for w in TELLING_EN)


def _telling(site: Site, key: tuple[str | int, ...], space: Space) -> Finding:
    finding = site.fault(
        "R240",
        key,
        Text(
            zh=f"空间“{space.id}”的名字“{space.name.zh}”说出了这里存放什么；图和网页是公开的。",
            en=f'the name of space "{space.id}", "{space.name.en}", tells what is kept there; '
            "sheets and pages are public.",
        ),
        Text(
            zh="名字改成“储藏室”之类，编号也不要提；存放什么写进 holds，只印在不公开的撤离安排上。",
            en="Call it a store, in its id too, and write what it keeps under `holds`: that is "
            "printed on the plan of leaving alone, which is never public.",
        ),
    )
    return replace(finding, severity=Severity.GAP)
