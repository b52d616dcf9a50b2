# SPDX-License-Identifier: MIT
"""What a printed code leads to: one page for a telephone, whole in itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.addresses import landing_path, page_path
from generator.maps import wording
from generator.maps.advice import accident_lines, fire_lines
from generator.maps.marks import exit_name, stair_names
from generator.model.building import Building
from generator.model.content import Content
from generator.model.record import Teaching, Text
from generator.model.route import Route, RouteRole
from generator.model.school import AssemblyPoint, Campus, IssuedCode
from generator.model.sheet import Sheet
from generator.render.template import environment

UP = "../../"
"""From a landing page to the output folder."""

TOPIC = "fire"
"""The topic whose lessons and procedures are offered beside the route."""


SAMPLE_MARK = "data-sample"
"""Stands in the plan of a sheet that is overprinted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Somewhere to go from the page."""

    href: str
    """Relative to the landing page."""
    name: Text


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
    theme: Path
    """Folder with `landing.html`."""
    as_of: date
    links: tuple[Link, ...]


def landing_files(
    campus: Campus, sheets: Sequence[Sheet], content: Content, theme: Path, as_of: date
) -> Iterator[tuple[str, str]]:
    """Yield path and text of the page of every code ever issued for a school.

    A code whose place is gone gets a page that says so and leads to the places that are left.
    """
    links = (*_school_links(campus), *_topic_links(content))
    landing = Landing(campus=campus, theme=theme, as_of=as_of, links=links)
    for sheet in sheets:
        yield sheet.landing, render_landing(sheet, landing)
    drawn = {sheet.code for sheet in sheets}
    for issued in campus.registry.codes if campus.registry else ():
        if issued.code not in drawn:
            yield landing_path(issued.code), render_withdrawn(issued, sheets, landing)


def render_landing(sheet: Sheet, landing: Landing) -> str:
    """Return the page of a sheet: the route in words, the plan, what to do, whom to ring."""
    campus = landing.campus
    building = next(b for b in campus.buildings if b.id == sheet.building)
    floor = next(floor for floor in building.floors if floor.id == sheet.place.floor)
    primary = sheet.routes[0]
    second = next((r for r in sheet.routes if r.role is RouteRole.SECOND), None)
    point = _assembly_point(campus, primary)
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
            second_title=wording.SECOND_WAY,
            second=_in_one_line(building, second) if second else None,
            map=sheet.phone_svg,
            up=wording.UP_IS_AHEAD,
            fire=wording.FIRE,
            fire_lines=fire_lines(
                floor, point, has_second=second is not None and second.is_apart_from(primary)
            ),
            accident=wording.ACCIDENT,
            accident_lines=accident_lines(campus.school),
            calls=CALLS,
            more=wording.MORE,
            links=landing.links,
            imprint=wording.imprint(sheet.code, sheet.revision, landing.as_of.isoformat()),
        )
    )


def render_withdrawn(issued: IssuedCode, sheets: Sequence[Sheet], landing: Landing) -> str:
    """Return the page of a code whose sheet is no longer drawn: same building first."""
    ranked = sorted(sheets, key=lambda sheet: (sheet.building != issued.building, sheet.code))
    places = (Link(href=f"{UP}{sheet.landing}", name=sheet.place.name) for sheet in ranked)
    return (
        environment(landing.theme)
        .get_template("landing_withdrawn.html")
        .render(
            code=issued.code,
            withdrawn=wording.WITHDRAWN,
            alarm=wording.NOT_IN_ALARM_PAGE,
            links=(*landing.links[:1], *places),
        )
    )


def _assembly_point(campus: Campus, route: Route) -> AssemblyPoint:
    points = {point.id: point for point in campus.school.assembly_points}
    return points.get(route.assembly_point, campus.school.assembly_points[0])


def _in_one_line(building: Building, route: Route) -> Text:
    return wording.by_stairs_to(stair_names(building, route), exit_name(building, route))


def _school_links(campus: Campus) -> Iterator[Link]:
    href = UP + page_path("schools", campus.school.id, "zh")
    yield Link(href=href, name=wording.ALL_SHEETS)


def _topic_links(content: Content) -> Iterator[Link]:
    """Yield the procedures and lessons of the fire topic, by id."""
    shelves: tuple[tuple[str, Sequence[Teaching]], ...] = (
        ("procedures", tuple(content.procedures.values())),
        ("lessons", tuple(content.lessons.values())),
    )
    for shelf, items in shelves:
        for item in sorted(items, key=lambda item: item.id):
            if item.topic == TOPIC:
                yield Link(href=UP + page_path(shelf, item.id, "zh"), name=item.title)
