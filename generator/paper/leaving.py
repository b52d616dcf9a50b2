# SPDX-License-Identifier: MIT
"""How a building is left, for those who lead it: classes, ground, times, what is left when cut.

For the school alone: it names classes and counts them, so nothing public links to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import LANGUAGES, leaving_path
from generator.model.assignment import Assigned, Assignment, Estimate, Half
from generator.model.building import Building, Floor, PostingPlace, Space
from generator.model.content import Content
from generator.model.evacuation import Evacuation
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route, RouteRole
from generator.model.school import AssemblyPoint, Campus
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.pdf import PrintJob
from generator.render.element_name import name_element, name_way
from generator.render.ground_plan import by_point, draw_site, draw_stands
from generator.render.template import environment
from generator.render.way_left import list_cuts
from generator.render.words import load_words
from generator.settings import Settings

SITE_MM = (180.0, 80.0)
STANDS_MM = (84.0, 90.0)
"""Largest drawings: of the ground, and of one assembly point; two of these stand in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the plan of one building tells, in one language."""

    campus: Campus
    building: Building
    evacuation: Evacuation
    language: str
    words: Mapping[str, Text]

    @property
    def routes(self) -> BuildingRoutes:
        """Return the ways of the building."""
        return self.evacuation.routes.buildings[self.campus.school.id, self.building.id]

    @property
    def _assignment(self) -> Assignment:
        return self.evacuation.assignments.get(self.campus.school.id, Assignment())

    @property
    def assigned(self) -> tuple[Assigned, ...]:
        """Return what the classes of this building do."""
        return tuple(a for a in self._assignment.assigned if a.building == self.building.id)

    @property
    def estimate(self) -> Estimate | None:
        """Return the times; none where no class has its room here."""
        found = [e for e in self._assignment.estimates if e.building == self.building.id]
        return found[0] if found and self.assigned else None

    def by_floor(self) -> Iterator[tuple[Floor, list[Assigned]]]:
        """Yield each floor from which classes leave, with the classes by stair, exit and turn."""
        for floor in self.building.floors:
            here = [a for a in self.assigned if a.route.points[0].floor == floor.id]
            if here:
                yield floor, sorted(here, key=_order)

    def stores(self) -> Iterator[tuple[Floor, Space, Text]]:
        """Yield each space that holds what only the school and the fire service may know."""
        for floor in self.building.floors:
            for space in floor.spaces:
                if space.holds:
                    yield floor, space, space.holds

    def grounds(self) -> Iterator[tuple[AssemblyPoint, list[Assigned], str]]:
        """Yield each assembly point with the classes of the whole school there, and its drawing.

        Classes of other buildings stand there too; the rows count them all.
        """
        stands = by_point(self._assignment.assigned)
        own = {a.stand.assembly_point for a in self.assigned}
        for point in self.campus.school.assembly_points:
            if point.id in own:
                named = [(a, f"{a.stand.row} · {self.name_class(a)}") for a in stands[point.id]]
                yield point, stands[point.id], draw_stands(point, named, self.language, STANDS_MM)

    def site(self) -> str:
        """Return the drawing of the whole ground."""
        return draw_site(self.campus.school, self.campus.buildings, self.language, SITE_MM)

    def name_class(self, assigned: Assigned) -> str:
        """Return the name of a class, with the half where only half of it is meant."""
        names = {each.id: each.name for each in self.campus.school.classes}
        name = names[assigned.school_class][self.language]
        if assigned.half is Half.WHOLE:
            return name
        half = self.word(f"leaving.half_{assigned.half.value}")
        return f"{name}（{half}）" if self.language == "zh" else f"{name} ({half})"

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        return self.words[key][self.language]

    def element(self, name: str) -> str:
        """Return the name of a door, stair or exit."""
        return name_element(self.building, name)[self.language]

    def way(self, route: Route) -> str:
        """Return by which stairs a route leads where."""
        return name_way(self.building, route)[self.language]

    def differing(self) -> Iterator[tuple[PostingPlace, Route, Route]]:
        """Yield each place whose sheet shows the way of a class where a shorter one exists.

        With it that way and the shortest, both from the middle of the room.
        """
        for place in self.building.posting_places:
            primary = next(iter(self.routes.from_place.get(place.id, ())), None)
            shortest = next(iter(self.routes.from_space.get(place.serves or "", ())), None)
            shown = [
                a.route
                for a in self.assigned
                if a.room == place.serves
                and not a.is_shortest
                and primary
                and _course(a.route) == _course(primary)
            ]
            if shown and shortest:
                yield place, shown[0], shortest

    def step_free(self) -> Iterator[tuple[Floor, list[tuple[PostingPlace, Route | None]]]]:
        """Yield each floor with its places and their step-free ways."""
        for floor in self.building.floors:
            places = [p for p in self.building.posting_places if p.floor == floor.id]
            if places:
                yield floor, [(p, self._step_free(p)) for p in places]

    def _step_free(self, place: PostingPlace) -> Route | None:
        routes = self.routes.from_place.get(place.id, ())
        return next((r for r in routes if r.role is RouteRole.STEP_FREE), None)


def _course(route: Route) -> tuple[tuple[str, ...], str]:
    return route.stairs, route.final_exit


def _order(a: Assigned) -> tuple[Sequence[str], str, int, str, str]:
    return a.route.stairs, a.route.final_exit, a.slot, a.school_class, a.half.value


def leaving_jobs(
    content: Content, evacuation: Evacuation, settings: Settings, theme: Path
) -> Iterator[PrintJob]:
    """Yield the plan of leaving of every building whose ways are known, in both languages."""
    for campus in content.campuses.values():
        for building in campus.buildings:
            if (campus.school.id, building.id) in evacuation.routes.buildings:
                for language in LANGUAGES:
                    plan = Leaving(
                        campus=campus,
                        building=building,
                        evacuation=evacuation,
                        language=language,
                        words=load_words(theme),
                    )
                    yield PrintJob(
                        path=leaving_path(campus.school.id, building.id, language),
                        html=_html(plan, settings, theme),
                        origin=building.at("floors"),
                    )


def _html(plan: Leaving, settings: Settings, theme: Path) -> str:
    words, language = plan.words, plan.language
    detours = plan.evacuation.detours.get((plan.campus.school.id, plan.building.id), ())
    return (
        environment(theme / "print")
        .get_template("leaving.html")
        .render(
            plan=plan,
            language=language,
            cuts=list_cuts(plan.building, detours),
            is_sample=plan.campus.school.sample or settings.is_placeholder,
            as_of=settings.as_of,
            css=paper_style(theme, page_rule(*PAPER_MM["A4"])),
            imprint=_imprint(plan, settings),
            w=lambda key: words[key][language],
            has_word=words.__contains__,
        )
    )


def _imprint(plan: Leaving, settings: Settings) -> str:
    names = (plan.campus.school.name, plan.building.name, plan.words["leaving.internal"])
    said = " · ".join(name[plan.language] for name in names)
    return f"{said} · {settings.as_of}"
