# SPDX-License-Identifier: MIT
"""What a printed code leads to: one page for a telephone, whole in itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from generator.addresses import landing_path
from generator.maps import landing_words, wording
from generator.maps.advice import accident_lines, fire_lines
from generator.maps.fingerprint import sheet_fingerprints
from generator.maps.landing_links import find_links, school_link
from generator.maps.marks import exit_name, stair_names
from generator.maps.phone import PART, RIGHT
from generator.maps.withdrawn import refer_to
from generator.model.building import Building
from generator.model.content import Content
from generator.model.record import Text
from generator.model.route import BuildingRoutes, Route, RouteRole, Routes
from generator.model.school import AssemblyPoint, Campus, IssuedCode, School
from generator.model.sheet import Sheet
from generator.render.template import environment

SAMPLE_MARK = "data-sample"
"""Stands in the plan of a sheet that is overprinted."""

DIALLED = re.compile(r"\+?[0-9][0-9 -]{1,18}[0-9]")
"""A telephone number that can be rung as it is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A number to ring."""

    number: str
    name: Text


CALLS = (
    Call(number="119", name=Text(zh="火警", en="Fire")),
    Call(number="120", name=Text(zh="急救", en="Ambulance")),
    Call(number="110", name=Text(zh="报警", en="Police")),
)
"""National emergency numbers, in the order of the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """What all landing pages of a school have in common."""

    campus: Campus
    content: Content
    theme: Path
    """Folder with `landing.html`."""
    as_of: date
    lines: Mapping[str, IssuedCode]
    """The newest line of each code."""
    unrevised: frozenset[str] = frozenset()
    """Codes whose sheet no longer looks like the revision on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFree:
    """What to do for people who cannot use stairs."""

    words: tuple[Text, ...]
    """The way, line by line; or one line that says why there is none to show."""
    is_way: bool


def landing_files(
    campus: Campus, sheets: Sequence[Sheet], content: Content, theme: Path, as_of: date
) -> Iterator[tuple[str, str]]:
    """Yield path and text of the page of every code ever issued for a school.

    A code whose place is gone gets a page that says so and leads to the nearest place left.
    """
    lines = campus.registry.newest if campus.registry else ()
    landing = Landing(
        campus=campus,
        content=content,
        theme=theme,
        as_of=as_of,
        lines={line.code: line for line in lines},
        unrevised=_unrevised(campus, lines, sheets),
    )
    for sheet in sheets:
        yield sheet.landing, render_landing(sheet, landing)
    drawn = {sheet.code for sheet in sheets}
    for issued in lines:
        if issued.code not in drawn:
            yield landing_path(issued.code), render_withdrawn(issued, sheets, landing)


def render_landing(sheet: Sheet, landing: Landing) -> str:
    """Return the page of a sheet: the route in words, the plan, what to do, whom to ring."""
    campus = landing.campus
    building = next(b for b in campus.buildings if b.id == sheet.building)
    floor = next(floor for floor in building.floors if floor.id == sheet.place.floor)
    primary = sheet.routes[0]
    second = _of_role(sheet, RouteRole.SECOND)
    point = _assembly_point(campus, primary)
    issued = landing.lines[sheet.code].issued
    return (
        environment(landing.theme)
        .get_template("landing.html")
        .render(
            title=wording.TITLE,
            school=campus.school.name,
            building=building.name,
            floor=floor.name,
            place=sheet.place.name,
            is_sample=SAMPLE_MARK in sheet.phone_svg,
            alarm=wording.NOT_IN_ALARM_PAGE,
            way_out=wording.WAY_OUT,
            primary=primary.words,
            length=wording.about_metres(primary.length_m),
            gather=wording.gather_at(point.name),
            second_title=_second_title(sheet),
            second=_in_one_line(building, second) if second else wording.NO_SECOND_WAY,
            step_free=_step_free(sheet),
            map=sheet.phone_svg,
            lines=_lines(sheet.phone_svg),
            is_right=RIGHT in sheet.phone_svg,
            up=wording.UP_IS_AHEAD,
            fire=wording.FIRE,
            fire_lines=fire_lines(
                floor, point, has_second=second is not None and second.is_apart_from(primary)
            ),
            accident=wording.ACCIDENT,
            accident_lines=accident_lines(campus.school),
            calls=(*CALLS, *_own_call(campus.school)),
            more=wording.MORE,
            links=find_links(campus, sheet.place, landing.content, landing.as_of),
            words=landing_words,
            is_unrevised=sheet.code in landing.unrevised,
            newest=landing_words.newest_revision(sheet.revision, issued),
            imprint=wording.imprint(sheet.code, sheet.revision, issued.isoformat()),
        )
    )


def render_withdrawn(issued: IssuedCode, sheets: Sequence[Sheet], landing: Landing) -> str:
    """Return the page of a code whose sheet is no longer drawn: the nearest one left first."""
    return (
        environment(landing.theme)
        .get_template("landing_withdrawn.html")
        .render(
            code=issued.code,
            withdrawn=wording.WITHDRAWN,
            alarm=wording.NOT_IN_ALARM_PAGE,
            school=landing.campus.school.name,
            refers=refer_to(issued, sheets, landing.campus),
            all_sheets=school_link(landing.campus),
            words=landing_words,
        )
    )


def _unrevised(
    campus: Campus, lines: Sequence[IssuedCode], sheets: Sequence[Sheet]
) -> frozenset[str]:
    """Return the codes of the sheets that differ from what their newest line has on record."""
    ways: dict[tuple[str, str], dict[str, tuple[Route, ...]]] = {}
    for sheet in sheets:
        ways.setdefault((sheet.school, sheet.building), {})[sheet.place.id] = sheet.routes
    found = {
        key: BuildingRoutes(from_place=places, from_space=MappingProxyType({}))
        for key, places in ways.items()
    }
    now = sheet_fingerprints(campus, Routes(buildings=found))
    return frozenset(
        line.code
        for line in lines
        if line.drawn and now.get((line.building, line.place), line.drawn) != line.drawn
    )


def _of_role(sheet: Sheet, role: RouteRole) -> Route | None:
    return next((route for route in sheet.routes if route.role is role), None)


def _second_title(sheet: Sheet) -> Text:
    """Speak of a dashed line only where the plan has one."""
    is_drawn = f'data-route="{RouteRole.SECOND}"' in sheet.phone_svg
    return wording.SECOND_WAY if is_drawn else wording.SECOND_LINE


def _lines(svg: str) -> tuple[Text, ...]:
    """Return what the lines of a plan mean, of those that it has."""
    meant = {
        f'data-route="{RouteRole.PRIMARY}"': landing_words.SOLID,
        f'data-route="{RouteRole.SECOND}"': landing_words.DASHED,
        f'data-route="{RouteRole.STEP_FREE}"': landing_words.DOTTED,
        PART: landing_words.EDGE,
    }
    return tuple(text for mark, text in meant.items() if mark in svg)


def _step_free(sheet: Sheet) -> StepFree:
    route = _of_role(sheet, RouteRole.STEP_FREE)
    if route is None:
        return StepFree(words=(landing_words.NO_STAIRS_UNKNOWN,), is_way=False)
    if route.points == sheet.routes[0].points:
        return StepFree(words=(landing_words.NO_STAIRS_SAME,), is_way=False)
    return StepFree(words=route.words, is_way=True)


def _assembly_point(campus: Campus, route: Route) -> AssemblyPoint:
    points = {point.id: point for point in campus.school.assembly_points}
    return points.get(route.assembly_point, campus.school.assembly_points[0])


def _in_one_line(building: Building, route: Route) -> Text:
    return wording.by_stairs_to(stair_names(building, route), exit_name(building, route))


def _own_call(school: School) -> Iterator[Call]:
    if DIALLED.fullmatch(school.assembly_phone):
        yield Call(number=school.assembly_phone, name=landing_words.SCHOOL_PHONE)
