# SPDX-License-Identifier: MIT
"""Small schools drawn by chance, moved and renamed as plain data; and what is said of each.

A made building (`tests/routing/made_building.py`) with a class in every class room.
"""

from collections import Counter
from copy import deepcopy

from hypothesis import strategies as st

from generator.evacuation import plan_evacuation
from generator.model.route import RouteRole
from tests.routing.made_building import made_buildings
from tests.routing.small_building import campus, school

POINTS = ((-31.3, -17.9), (52.7, -23.1))
OTHER_HAND = {ord("左"): "右", ord("右"): "左"}
KEPT_TEXT = {"zh", "en"}


@st.composite
def made_schools(draw):
    """Draw a school and its building; some places hang in a class room and serve it."""
    house = draw(made_buildings())
    rooms = [s["id"] for f in house["floors"] for s in f["spaces"] if s["use"] == "classroom"]
    grounds = school(points=POINTS[: draw(st.integers(1, 2))])
    grounds["classes"] = [
        {
            "id": f"k{n}",
            "name": {"zh": f"{n}班", "en": f"class {n}"},
            "audience": "primary",
            "head_count": draw(st.integers(18, 52)),
            "building": house["id"],
            "room": room,
        }
        for n, room in enumerate(rooms)
    ]
    grounds["evacuation"] = {"splits_classes": draw(st.booleans())}
    for spot in house["posting_places"]:
        at_home = [r for r in rooms if r in _spaces_at(house, spot)]
        spot.update({"serves": at_home[0]} if at_home else {})
    return grounds, house


def _spaces_at(house, spot):
    floor = next(f for f in house["floors"] if f["id"] == spot["floor"])
    for item in floor["spaces"]:
        xs, ys = zip(*item["outline_m"], strict=True)
        if min(xs) <= spot["at_m"][0] <= max(xs) and min(ys) <= spot["at_m"][1] <= max(ys):
            yield item["id"]


def leave(grounds, house):
    """Return how a school leaves: routes, classes, times and detours, all by plain ids."""
    whole = campus(house, grounds)
    found, _ = plan_evacuation({whole.school.id: whole})
    (routes,) = found.routes.buildings.values()
    (plan,) = found.assignments.values()
    (detours,) = found.detours.values()
    return {
        "routes": {
            (place, str(item.role)): told(item)
            for place, ways in routes.from_place.items()
            for item in ways
        },
        "classes": {
            (a.school_class, str(a.half)): {
                **told(a.route),
                "turn": a.slot,
                "row": a.stand.row,
                "is_shortest": a.is_shortest,
            }
            for a in plan.assigned
        },
        "times": {
            e.building: {"bound_s": round(e.capacity_bound_s, 3), "estimate_s": e.estimate_s}
            for e in plan.estimates
        },
        "detours": {
            (str(d.blockage.barrier), d.blockage.id, place): way and told(way)
            for d in detours
            for place, way in d.from_place.items()
        },
    }


def told(route):
    """Return what a sheet or a page says of a route, its line left out."""
    return {
        "role": str(route.role),
        "doors": route.doors,
        "stairs": route.stairs,
        "exit": route.final_exit,
        "refuge": route.refuge,
        "point": route.assembly_point,
        "length_m": round(route.length_m, 2),
        "narrowest_m": route.narrowest_m,
        "zh": [line.zh for line in route.words],
        "en": [line.en for line in route.words],
    }


def unlike(before, after, near_m=0.011):
    """Return what differs between two schools, lengths compared to the centimetre."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = {*before, *after}
        return {
            key: found
            for key in keys
            if (found := unlike(before.get(key, "—"), after.get(key, "—"), near_m))
        }
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) > near_m and (before, after)
    return before != after and (before, after)


def in_other_hand(said):
    """Return the same words with left and right exchanged, all else kept."""
    if isinstance(said, dict):
        return {key: in_other_hand(value) for key, value in said.items()}
    if isinstance(said, list):
        return [in_other_hand(value) for value in said]
    if not isinstance(said, str):
        return said
    words = said.translate(OTHER_HAND).replace("left", "\0").replace("right", "left")
    return words.replace("\0", "right")


def ids_of(*data):
    """Return every id that a school and its building give."""
    found: Counter[str] = Counter()
    for item in data:
        if isinstance(item, dict):
            found.update([item["id"]] if isinstance(item.get("id"), str) else [])
            found.update(ids_of(*item.values()))
        elif isinstance(item, list):
            found.update(ids_of(*item))
    return found


def renamed(value, new, key=None):
    """Return the data with other ids wherever one is written; names stay as they are."""
    if isinstance(value, dict):
        return {k: renamed(part, new, k) for k, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, new, key) for part in value]
    if isinstance(value, str) and key not in KEPT_TEXT:
        return new.get(value, value)
    return value


def called(said, new):
    """Return what was said with other ids, its words as they are."""
    if isinstance(said, dict):
        return {
            called(key, new): value if key in KEPT_TEXT else called(value, new)
            for key, value in said.items()
        }
    if isinstance(said, tuple):
        return tuple(called(part, new) for part in said)
    return new.get(said, said) if isinstance(said, str) else said


def without(said, *what):
    """Return what was said of routes or classes without some of it."""
    return {key: {k: v for k, v in item.items() if k not in what} for key, item in said.items()}


def primary_of(said):
    """Return the primary routes by place."""
    return {p: way for (p, role), way in said["routes"].items() if role == RouteRole.PRIMARY}


def scaled(data, factor):
    """Return the data with every length so many times as great."""
    data = deepcopy(data)
    if isinstance(data, dict):
        return {
            k: _times(v, factor) if k.endswith("_m") else scaled(v, factor) for k, v in data.items()
        }
    return [scaled(v, factor) for v in data] if isinstance(data, list) else data


def _times(value, factor):
    is_list = isinstance(value, list | tuple)
    return [_times(v, factor) for v in value] if is_list else value * factor
