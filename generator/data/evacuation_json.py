# SPDX-License-Identifier: MIT
"""`internal/<school>/evacuation.json`: how a school leaves, for the school's own programs."""

from math import isfinite

from generator.data.coverage_json import Json
from generator.model.assignment import Assigned, Assignment, Estimate
from generator.model.evacuation import Evacuation
from generator.model.route import BuildingRoutes, Detour, Route, RouteRole

SCHEMA_VERSION = 1


def evacuation_json(school: str, evacuation: Evacuation) -> Json:
    """Return assignment, times, blocked variants and step-free ways of a school as plain data.

    It holds head counts of single classes and is for the school alone.
    """
    assignment = evacuation.assignments.get(school, Assignment())
    routes = {at[1]: each for at, each in evacuation.routes.buildings.items() if at[0] == school}
    detours = {at[1]: each for at, each in evacuation.detours.items() if at[0] == school}
    return {
        "schema_version": SCHEMA_VERSION,
        "school": school,
        "assigned": [_assigned(each) for each in assignment.assigned],
        "estimates": [_estimate(each) for each in assignment.estimates],
        "blocked": [
            {"building": name, **_detour(detour)}
            for name, found in sorted(detours.items())
            for detour in found
            if detour.from_place
        ],
        "step_free": [
            {"building": name, "place": place, "way": way}
            for name, found in sorted(routes.items())
            for place, way in _step_free(found)
        ],
    }


def finite(value: float) -> float | None:
    """Return a measure to a hundredth; None where it is boundless, which JSON cannot say."""
    return round(value, 2) if isfinite(value) else None


def _assigned(assigned: Assigned) -> Json:
    stand = assigned.stand
    return {
        "class": assigned.school_class,
        "half": assigned.half.value,
        "building": assigned.building,
        "room": assigned.room,
        "head_count": assigned.head_count,
        "way": _way(assigned.route),
        "slot": assigned.slot,
        "row": stand.row,
        "stand_at": stand.assembly_point,
        "outline_m": [[round(x, 3), round(y, 3)] for x, y in stand.outline_m],
        "is_shortest": assigned.is_shortest,
    }


def _way(route: Route) -> Json:
    return {
        "doors": list(route.doors),
        "stairs": list(route.stairs),
        "final_exit": route.final_exit,
        "refuge": route.refuge,
        "assembly_point": route.assembly_point,
        "length_m": finite(route.length_m),
        "narrowest_m": finite(route.narrowest_m),
    }


def _estimate(estimate: Estimate) -> Json:
    return {
        "building": estimate.building,
        "capacity_bound_s": finite(estimate.capacity_bound_s),
        "estimate_s": finite(estimate.estimate_s),
        "parts": [
            {
                "element": part.element,
                "head_count": part.head_count,
                "effective_width_m": finite(part.effective_width_m),
                "specific_flow": finite(part.specific_flow),
                "seconds": finite(part.seconds),
            }
            for part in estimate.parts
        ],
        "constants": dict(estimate.constants),
        "aim_s": estimate.aim_s,
        "guideline_aim_s": estimate.guideline_aim_s,
        "measured_s": list(estimate.measured_s),
    }


def _detour(detour: Detour) -> Json:
    return {
        "barrier": detour.blockage.barrier.value,
        "element": detour.blockage.id,
        "places": [
            {"place": place, "way": _way(route) if route else None}
            for place, route in sorted(detour.from_place.items())
        ],
    }


def _step_free(routes: BuildingRoutes) -> list[tuple[str, Json | None]]:
    """Return each place with its step-free way; None where there is neither way nor refuge."""
    found = []
    for place, ways in sorted(routes.from_place.items()):
        way = next((route for route in ways if route.role is RouteRole.STEP_FREE), None)
        found.append((place, _way(way) if way else None))
    return found
