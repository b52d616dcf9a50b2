# SPDX-License-Identifier: MIT
"""Which pages the site has, and what each of them shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from types import MappingProxyType

from generator.addresses import drill_pack_path
from generator.model.audience import STAGES
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.evacuation import Evacuation
from generator.model.floor_view import BuildingView
from generator.model.lesson import Lesson
from generator.model.record import Teaching
from generator.model.school import Campus, Entry
from generator.model.sheet import Sheet
from generator.model.shelf import KIND_OF
from generator.model.topic import Source, Topic
from generator.render.planned_audience import planned_audiences
from generator.render.words import load_words
from generator.settings import THEME, Settings
from generator.site.building_pages import building_pages, set_variants
from generator.site.coming import Month, PlannedDrill, coming_drills, next_drills
from generator.site.coverage_pages import coverage_pages
from generator.site.coverage_view import CoverageView
from generator.site.lesson_place import lesson_values
from generator.site.order import ordered, topics_in_use
from generator.site.page import Page
from generator.site.ways_in import stage_matrix, ways_in
from generator.site.year_pages import year_pages

MOST_DAYS_LISTED = 24
"""An entry with more days than this is told in one line; more than two a month is routine."""

DRILLS_SHOWN = 3
"""How many of the next drills the home page names."""

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "find": ("find",),
        "teach": ("lessons", "micros", "activities", "questions", "curricula"),
        "practise": ("drills", "trainings"),
        "now": ("procedures",),
        "walls": ("posters",),
        "manage": ("regulations", "duties", "checklists", "forms", "reminders"),
        "maps": ("schools",),
        "year": ("calendar",),
        "proof": ("coverage", "sources"),
    }
)
"""Navigation: what people come for, and the sections in which they find it, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInput:
    """Everything that pages are made from."""

    content: Content
    settings: Settings
    sheets: tuple[Sheet, ...]
    coverage: Coverage
    reviewed: frozenset[str] = frozenset()
    """Ids of the items whose review is wholly in force."""
    linked_data: Mapping[str, str] = field(default_factory=dict)
    """JSON-LD of item pages, by their path in the output."""
    evacuation: Evacuation = Evacuation()  # noqa: RUF009 - frozen
    drawn: Mapping[tuple[str, str], BuildingView] = field(default_factory=dict)
    """Buildings drawn for the screen, by school and building."""
    previews: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Width and height in pixels of the pictures of PDFs, by their path in the output."""
    packs: Mapping[str, int] = field(default_factory=dict)
    """Size in bytes of each zip of papers, by its path in the output."""


def list_pages(given: SiteInput, language: str) -> tuple[Page, ...]:
    """Return every page of one language; `language` is "zh" or "en"."""
    return tuple(_pages(given, language))


def _pages(given: SiteInput, language: str) -> Iterator[Page]:
    content = given.content
    yield _home(given, language)
    yield _now(content, language)
    yield from ways_in(content, given.settings, language)
    for shelf, items in _shelves(content).items():
        yield _page(
            f"{shelf}/index.md",
            "",
            "shelf.md",
            shelf,
            shelf=shelf,
            topics=_by_topic(content, items),
            stages=STAGES,
        )
        for item in items:
            yield item_page(content, item, language)
    yield from _school_pages(given, language)
    yield from _coverage_pages(given, language)
    yield _page("sources/index.md", "", "sources.md", "sources", groups=_used_sources(content))
    yield _page("search.md", "", "search.md", "")


def item_page(content: Content, item: Teaching, language: str) -> Page:
    """Return the page of one item."""
    shelf = KIND_OF[type(item)].value
    template = f"{type(item).__name__.lower()}.md"
    more = lesson_values(content, item) if isinstance(item, Lesson) else {}
    title = item.title[language]
    return _page(f"{shelf}/{item.id}.md", title, template, shelf, item=item, **more)


def _page(path: str, title: str, template: str, section: str, **values: object) -> Page:
    return Page(path=path, title=title, template=template, section=section, values=values)


def _home(given: SiteInput, language: str) -> Page:
    content, today = given.content, given.settings.as_of
    values = {
        "matrix": stage_matrix(content),
        "shelves": _shelves(content),
        "next_drills": next_drills(content, today, DRILLS_SHOWN),
    }
    return _page("index.md", given.settings.name[language], "home.md", "", **values)


def _now(content: Content, language: str) -> Page:
    """Return the page of the first minute: every procedure as a card of actions."""
    title = load_words(THEME)["site.emergency"][language]
    cards = ordered(content, ItemKind.PROCEDURE)
    return _page("now.md", title, "now.md", "procedures", cards=cards)


def _shelves(content: Content) -> dict[str, tuple[Teaching, ...]]:
    """Return the items of each kind that has some, ordered."""
    return {kind.value: ordered(content, kind) for kind in ItemKind if content.shelf(kind)}


def _by_topic(content: Content, items: tuple[Teaching, ...]) -> list[tuple[object, list[Teaching]]]:
    rows = [
        (topic, [item for item in items if item.topic == topic.id])
        for topic in topics_in_use(content)
    ]
    return [(topic, found) for topic, found in rows if found]


def _school_pages(given: SiteInput, language: str) -> Iterator[Page]:
    campuses = tuple(given.content.campuses.values())
    yield _page("schools/index.md", "", "schools.md", "schools", campuses=campuses)
    for campus in campuses:
        yield from campus_pages(given, campus, language)
    months_of = {campus.school.id: _calendar_months(campus) for campus in campuses}
    every = {"campuses": campuses, "months_of": months_of}
    yield _page("calendar/index.md", "", "calendars.md", "calendar", **every)
    for campus in campuses:
        if campus.calendar:
            path = f"calendar/{campus.school.id}.md"
            months, routine = months_of[campus.school.id], _routine(campus)
            title = campus.school.name[language]
            values = {
                "campus": campus,
                "months": months,
                "routine": routine,
                "audiences": planned_audiences(campus),
            }
            yield _page(path, title, "calendar.md", "calendar", **values)


def campus_pages(given: SiteInput, campus: Campus, language: str) -> Iterator[Page]:
    """Yield the page of a school and those of its buildings."""
    sheets = tuple(s for s in given.sheets if s.school == campus.school.id)
    name = campus.school.name[language]
    path = f"schools/{campus.school.id}.md"
    sets = {each.id: set_variants(each, sheets) for each in campus.buildings}
    packs = list(_drill_packs(given, campus, language))
    values = {"campus": campus, "sheets": sheets, "sets": sets, "drill_packs": packs}
    yield _page(path, name, "school.md", "schools", **values)
    yield from building_pages(campus, given.evacuation, sheets, language, given.drawn)


def _drill_packs(
    given: SiteInput, campus: Campus, language: str
) -> Iterator[tuple[PlannedDrill, str]]:
    """Yield the drills of a school to come, each with the path of its pack, or with none."""
    school = campus.school.id
    for planned in coming_drills(given.content, school, given.settings.as_of):
        path = drill_pack_path(school, planned.drill, language) if planned.drill else ""
        if path in given.packs or not path:
            yield planned, path


def _calendar_months(campus: Campus) -> list[tuple[Month, list[tuple[date, Entry]]]]:
    """Return what is planned, day by day, under its year and month."""
    dated = groupby(_calendar_rows(campus), key=lambda row: (row[0].year, row[0].month))
    return [(month, list(rows)) for month, rows in dated]


def _calendar_rows(campus: Campus) -> list[tuple[date, Entry]]:
    entries = campus.calendar.entries if campus.calendar else ()
    rows = ((d, e) for e in entries for d in e.dates if len(e.dates) <= MOST_DAYS_LISTED)
    return sorted(rows, key=lambda row: (row[0], row[1].id))


def _routine(campus: Campus) -> list[Entry]:
    """Return what happens so often that its days would bury the others."""
    entries = campus.calendar.entries if campus.calendar else ()
    return [entry for entry in entries if len(entry.dates) > MOST_DAYS_LISTED]


def _coverage_pages(given: SiteInput, language: str) -> Iterator[Page]:
    view = CoverageView(
        content=given.content,
        coverage=given.coverage,
        year=given.settings.school_year,
        language=language,
        words=load_words(THEME),
    )
    yield from coverage_pages(view)
    yield from year_pages(view)


def _used_sources(
    content: Content,
) -> list[tuple[Topic | None, list[tuple[Source, list[Teaching]]]]]:
    """Return the sources of each subject with what rests on them; first those of every subject."""
    users: dict[str, list[Teaching]] = {name: [] for name in sorted(content.sources)}
    for item in content.teaching:
        for name in {citation.source for citation in item.citations} & users.keys():
            users[name].append(item)
    topics: list[Topic | None] = [None, *topics_in_use(content)]
    groups = [
        (topic, [(content.sources[n], users[n]) for n in users if _subject(n, topics) is topic])
        for topic in topics
    ]
    return [(topic, rows) for topic, rows in groups if rows]


def _subject(source: str, topics: Sequence[Topic | None]) -> Topic | None:
    """Return the topic by whose id that of a source begins; None for a source of every subject."""
    return next((t for t in topics if t and source.startswith(f"{t.id}-")), None)
