# SPDX-License-Identifier: MIT
"""A page for each building: its ways in words, and what is left when a stair or exit is cut."""

from collections.abc import Iterator, Sequence

from generator.addresses import building_page
from generator.model.building import Building, Floor, PostingPlace
from generator.model.evacuation import Evacuation
from generator.model.route import Barrier, Route, RouteRole
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.render.element_name import name_way
from generator.render.way_left import list_cuts
from generator.site.page import Page

CUTS = (Barrier.EXIT, Barrier.STAIR)
"""What a public page tells of; doors of single rooms stand in the school's own plan."""


def building_pages(
    campus: Campus, evacuation: Evacuation, sheets: Sequence[Sheet], language: str
) -> Iterator[Page]:
    """Yield the page of each building of a school.

    Classes, their turns, head counts and times are for the school alone: none of it is handed
    to the template.
    """
    for building in campus.buildings:
        name = f"{campus.school.name[language]} · {building.name[language]}"
        yield Page(
            path=building_page(campus.school.id, building.id).replace(".html", ".md"),
            title=name,
            template="building.md",
            section="schools",
            values={
                "campus": campus,
                "building": building,
                "floors": _floors(campus, building, evacuation, sheets),
                "cuts": list_cuts(
                    building, evacuation.detours.get((campus.school.id, building.id), ()), CUTS
                ),
                "sets": set_variants(building, sheets),
                "name_way": lambda route, building=building: name_way(building, route),
            },
        )


def set_variants(building: Building, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return paper and language of each bound set of a building."""
    own = [sheet for sheet in sheets if sheet.building == building.id]
    return [(v.paper, v.language) for v in own[0].variants] if own else []


def _floors(
    campus: Campus, building: Building, evacuation: Evacuation, sheets: Sequence[Sheet]
) -> list[tuple[Floor, list[dict[str, object]]]]:
    known = evacuation.routes.buildings.get((campus.school.id, building.id))
    routes = known.from_place if known else {}
    posted = {sheet.place.id: sheet for sheet in sheets if sheet.building == building.id}
    found = []
    for floor in building.floors:
        places = [place for place in building.posting_places if place.floor == floor.id]
        rows = [_row(p, routes.get(p.id, ()), posted.get(p.id)) for p in places]
        if rows:
            found.append((floor, rows))
    return found


def _row(place: PostingPlace, routes: tuple[Route, ...], sheet: Sheet | None) -> dict[str, object]:
    by_role = {route.role: route for route in routes}
    return {
        "place": place,
        "sheet": sheet,
        "primary": by_role.get(RouteRole.PRIMARY),
        "second": by_role.get(RouteRole.SECOND),
        "step_free": by_role.get(RouteRole.STEP_FREE),
    }
