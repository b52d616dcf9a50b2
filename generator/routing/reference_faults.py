# SPDX-License-Identifier: MIT
"""R201: names in a building that stand for nothing, told with the part that has them."""

from collections.abc import Iterator

from generator.finding import Finding, Key
from generator.model.building import Building, Floor
from generator.model.record import Text
from generator.routing.fault import Site, suggest
from generator.routing.outline_faults import landings

NO_SPACE = frozenset({"both", "none"})
"""Words that `swing` of a door may say instead of a space."""

KINDS = {
    "doors": Text(zh="门", en="door"),
    "exits": Text(zh="安全出口", en="exit"),
    "refuges": Text(zh="等候处", en="refuge"),
    "stairs": Text(zh="楼梯", en="stair"),
    "lifts": Text(zh="电梯", en="lift"),
    "posting_places": Text(zh="张贴处", en="posting place"),
}
"""What a message calls the parts of each list of a building's file."""


def find_unknown_references(site: Site) -> Iterator[Finding]:
    """Yield R201 for the names in a building that stand for nothing."""
    floors = {floor.id: {space.id for space in floor.spaces} for _, floor in site.floors()}
    for key, name, known in _references(site, floors):
        if name not in known:
            owner = _owner(site, key)
            field = next(str(part) for part in reversed(key) if isinstance(part, str))
            what = Text(
                zh=f"{owner.zh}的 {field}：没有“{name}”。",
                en=f'{field} of {owner.en}: there is no "{name}".',
            )
            yield site.fault("R201", key, what, suggest(name, known))


def _owner(site: Site, key: Key) -> Text:
    """Return the part of the building that holds the value under a key."""
    value: object = site.building
    owner = Text(zh="楼", en="the building")
    for before, part in zip(("", *key), key, strict=False):
        value = value[part] if isinstance(value, tuple) else getattr(value, str(part), value)  # type: ignore[index]
        if before in KINDS:
            kind, name = KINDS[str(before)], getattr(value, "id", "")
            owner = Text(zh=f"{kind.zh}“{name}”", en=f'{kind.en} "{name}"')
    return owner


def value_at(building: Building, key: Key) -> object:
    """Return what stands under a key of a building."""
    value: object = building
    for part in key:
        value = value[part] if isinstance(value, tuple) else getattr(value, str(part), value)  # type: ignore[index]
    return value


def _references(
    site: Site, floors: dict[str, set[str]]
) -> Iterator[tuple[Key, str, frozenset[str]]]:
    """Yield each name that stands for something else, with the names that would do."""
    for i, floor in site.floors():
        yield from _references_on_floor(i, floor, frozenset(floors[floor.id]))
    for key, _, landing in landings(site):
        yield (*key, "floor"), landing.floor, frozenset(floors)
        if landing.floor in floors:
            yield (*key, "space"), landing.space, frozenset(floors[landing.floor])
    for i, place in enumerate(site.building.posting_places):
        yield ("posting_places", i, "floor"), place.floor, frozenset(floors)
        if place.serves is not None:
            everywhere = frozenset().union(*floors.values())
            yield ("posting_places", i, "serves"), place.serves, everywhere


def _references_on_floor(
    i: int, floor: Floor, spaces: frozenset[str]
) -> Iterator[tuple[Key, str, frozenset[str]]]:
    for j, door in enumerate(floor.doors):
        key = ("floors", i, "doors", j)
        for side, space in enumerate(door.joins):
            yield (*key, "joins", side), space, spaces
        yield (*key, "swing"), door.swing, NO_SPACE | set(door.joins)
    for j, final_exit in enumerate(floor.exits):
        yield ("floors", i, "exits", j, "space"), final_exit.space, spaces
    for j, refuge in enumerate(floor.refuges):
        yield ("floors", i, "refuges", j, "space"), refuge.space, spaces
