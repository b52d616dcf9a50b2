# SPDX-License-Identifier: MIT
"""Whoever comes to teach, to drill, to print or in an emergency is two choices from the page."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.procedure import Procedure
from generator.settings import THEME
from generator.site.coming import coming_drills, drills_of, next_drills, planned_drills
from generator.site.lesson_place import lesson_values, list_course
from generator.site.order import MATRIX_STAGES, is_for, ordered
from generator.site.page import Page
from generator.site.pages import MOST_DAYS_LISTED, SiteInput, list_pages
from generator.site.staging import Stager, stage_pages
from tests.built.output import HtmlFile, read_html

ROOT = Path(__file__).parents[2]

LESSON = "fire-primary-two-ways"

NUMBER = re.compile(r"\d{3}")

WANTED = ("index.md", "now.md", "find/", f"lessons/{LESSON}.md")


@cache
def given() -> SiteInput:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    content, _ = load_content(settings.content_folder, (), THEME)
    return SiteInput(content=content, settings=settings, sheets=(), coverage=Coverage(plans=()))


@cache
def content() -> Content:
    return given().content


@cache
def pages(language: str) -> dict[str, Page]:
    return {page.path: page for page in list_pages(given(), language)}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], HtmlFile]:
    """Return what the templates make of the pages, by language and path."""
    folder = tmp_path_factory.mktemp("ways")
    found: dict[tuple[str, str], HtmlFile] = {}
    for language in ("zh", "en"):
        wanted = [p for p in pages(language).values() if p.path.startswith(WANTED)]
        stager = Stager(given(), language, THEME)
        stage_pages(tuple(wanted), stager, folder / language)
        found |= {(language, p.path): read_html(folder / language / p.path) for p in wanted}
    return found


def names(lists: object) -> list[str]:
    return [item.id for _, items in lists for item in items]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_procedure_is_a_card_with_its_actions_and_numbers(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    page = drawn[language, "now.md"]
    procedures = content().procedures.values()
    assert procedures
    for procedure in procedures:
        for action in procedure.first_minute:
            assert any(item.startswith(action.action[language]) for item in page.items)
        assert f"procedures/{procedure.id}.html" in page.links
        assert any(link.endswith(f"{procedure.id}-A3-{language}.pdf") for link in page.links)
    dialled = {link for link in page.links if link.startswith("tel:")}
    assert dialled == {f"tel:{c.number}" for p in procedures for c in p.calls if c.number.isdigit()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_numbers_stand_before_the_first_action_but_for_gas_and_in_the_action_that_names_one(
    language: str,
) -> None:
    cards = Stager(given(), language, THEME).text(pages(language)["now.md"]).split("now-card")[1:]
    for procedure, text in zip(ordered(content(), ItemKind.PROCEDURE), cards, strict=True):
        assert isinstance(procedure, Procedure)
        numbers = {call.number for call in procedure.calls if call.number.isdigit()}
        first, _, actions = text.partition('<ol class="actions">')
        is_safe_to_call = procedure.topic != "gas"
        assert set(re.findall(r'href="tel:(\d+)"', first)) == (
            numbers if is_safe_to_call else set()
        )
        named = [n for a in procedure.first_minute for n in NUMBER.findall(a.action[language])]
        inside = re.findall(r'<a href="tel:(\d+)">\1</a>', actions.partition("</ol>")[0])
        assert inside == [number for number in named if number in numbers]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_to_do_now_leads_to_the_ways_from_ones_room_where_a_school_has_a_building(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    assert "schools/index.html" in drawn[language, "now.md"].links
    bare = replace(given(), content=replace(content(), campuses=MappingProxyType({})))
    text = Stager(bare, language, THEME).text(pages(language)["now.md"])
    assert "schools/index.html" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_lesson_is_two_choices_from_home(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    first = {link.split("#")[0] for link in drawn[language, "index.md"].links}
    reached = {
        link.removeprefix("../lessons/").removesuffix(".html")
        for page in first
        if (language, page.replace(".html", ".md")) in drawn
        for link in drawn[language, page.replace(".html", ".md")].links
        if link.startswith("../lessons/")
    }
    assert set(content().lessons) - reached == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_stage_and_a_month_lead_to_each_of_their_subjects_at_their_head(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    for path in ("find/primary-upper.md", "find/month-3.md"):
        cells = pages(language)[path].values["cells"]
        subjects = [f"#{cell.topic}" for cell in cells if cell.count]  # type: ignore[attr-defined]
        assert len(subjects) > 1
        assert [link for link in drawn[language, path].links if link in subjects] == subjects


def test_the_cells_of_a_stage_hold_what_is_for_the_stage_and_nothing_else() -> None:
    for stage in MATRIX_STAGES:
        cells = pages("zh")[f"find/{stage}.md"].values["cells"]
        lessons = {x.id for x in content().lessons.values() if is_for(x, stage)}
        found = {name for cell in cells for name in names(cell.lists)}  # type: ignore[attr-defined]
        assert found & set(content().lessons) == lessons
        drills = {x.id for x in content().drills.values() if is_for(x, stage)}
        assert found & set(content().drills) == drills


def test_what_is_for_all_of_primary_is_for_both_of_its_bands() -> None:
    lesson = next(iter(content().lessons.values()))
    whole = lesson.model_copy(update={"audiences": (Audience.PRIMARY,)})
    assert [stage for stage in MATRIX_STAGES if is_for(whole, stage)] == [
        Audience.PRIMARY_LOWER,
        Audience.PRIMARY_UPPER,
    ]


def test_everything_with_minutes_stands_once_under_its_length() -> None:
    groups = pages("zh")["find/length.md"].values["groups"]
    found = [name for _, _, lists in groups for name in names(lists)]  # type: ignore[attr-defined]
    kinds = (ItemKind.MICRO, ItemKind.ACTIVITY, ItemKind.LESSON)
    assert sorted(found) == sorted(name for kind in kinds for name in content().shelf(kind))
    by_name = {anchor: names(lists) for anchor, _, lists in groups}  # type: ignore[attr-defined]
    micros = content().shelf(ItemKind.MICRO).values()
    assert set(by_name["minutes-1"]) == {x.id for x in micros if x.minutes == 1}  # type: ignore[attr-defined]


def test_every_activity_stands_under_its_form() -> None:
    groups = pages("zh")["find/form.md"].values["groups"]
    found = {(name, form) for form, _, lists in groups for name in names(lists)}  # type: ignore[attr-defined]
    activities = content().shelf(ItemKind.ACTIVITY).values()
    assert found == {(x.id, x.form.value) for x in activities}  # type: ignore[attr-defined]


def test_whatever_names_a_post_stands_under_it_and_under_no_other() -> None:
    groups = pages("zh")["find/post.md"].values["groups"]
    found = {post: set(names(lists)) for post, _, lists in groups}  # type: ignore[attr-defined]
    named = [item for item in content().teaching if getattr(item, "post", None)]
    assert {type(item).__name__ for item in named} == {"DutyCard", "Checklist", "Form"}
    for item in named:
        assert [post for post, own in found.items() if item.id in own] == [item.post]  # type: ignore[attr-defined]


def test_all_else_for_a_post_follows_what_it_fills_in_itself() -> None:
    groups = pages("zh")["find/post.md"].values["groups"]
    found = {post: lists for post, _, lists in groups}  # type: ignore[attr-defined]
    driver = Audience.BUS_DRIVER
    assert [shelf for shelf, _ in found[driver]][:3] == ["duties", "checklists", "forms"]
    wanted = {x.id for x in content().teaching if driver in x.audiences and not hasattr(x, "post")}
    assert len(wanted) > 10
    assert wanted <= set(names(found[driver]))


def test_every_item_stands_under_each_of_its_places_and_under_no_other() -> None:
    groups = pages("zh")["find/place.md"].values["groups"]
    found = {(name, place) for place, _, lists in groups for name in names(lists)}  # type: ignore[attr-defined]
    assert found == {(x.id, place.value) for x in content().teaching for place in x.places}


def test_every_item_says_where_it_is_needed() -> None:
    assert [item.id for item in content().teaching if not item.places] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_way_in_by_place_leads_from_home_to_what_a_place_needs(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    assert "find/place.html" in drawn[language, "index.md"].links
    for page in ("index", "place", "a-z"):
        assert "place.html" in drawn[language, f"find/{page}.md"].links
    assert "../checklists/fire-daily-exit-patrol.html" in drawn[language, "find/place.md"].links


def test_a_month_is_called_by_its_whole_name() -> None:
    assert pages("en")["find/month-6.md"].title == "June"
    assert pages("zh")["find/month-6.md"].title == "6月"


def test_a_month_shows_what_the_curricula_place_in_it() -> None:
    curricula = content().shelf(ItemKind.CURRICULUM).values()
    steps = [s for c in curricula for strand in c.strands for s in strand.steps]  # type: ignore[attr-defined]
    for month in range(1, 13):
        cells = pages("zh")[f"find/month-{month}.md"].values["cells"]
        found = {name for cell in cells for name in names(cell.lists)}  # type: ignore[attr-defined]
        placed = {name for step in steps if month in step.months for name in step.items}
        assert found & set(content().lessons) == placed & set(content().lessons)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_keyword_is_in_the_index_and_leads_to_its_pages(language: str) -> None:
    letters = pages(language)["find/a-z.md"].values["letters"]
    assert [letter for letter, _ in letters] == sorted(letter for letter, _ in letters)  # type: ignore[attr-defined]
    entries = {word.casefold(): places for _, own in letters for word, _, places in own}  # type: ignore[attr-defined]
    for lesson in content().lessons.values():
        for word in lesson.keywords:
            places = [address for address, _ in entries[word[language].casefold()]]
            assert f"lessons/{lesson.id}.html" in places


def test_a_chinese_word_stands_under_the_letter_of_its_sound() -> None:
    letters = pages("zh")["find/a-z.md"].values["letters"]
    words = {word: letter for letter, own in letters for word, _, _ in own}  # type: ignore[attr-defined]
    assert words["溺水"] == "N"


def test_the_next_drills_are_the_soonest_from_the_day_on_and_each_guide_comes_once() -> None:
    today = date(2026, 11, 22)
    coming = next_drills(content(), today, 3)
    later = [p for p in planned_drills(content()) if p.drill and p.day >= today]
    assert coming[0] == later[0]
    assert len({planned.drill for planned in coming}) == len(coming) == 3
    assert [planned.day for planned in coming] == sorted(planned.day for planned in coming)


def test_a_school_names_its_next_drill_of_each_guide_and_what_comes_soon_without_a_guide() -> None:
    today = date(2026, 11, 22)
    coming = coming_drills(content(), "sample", today)
    guides = [planned.drill for planned in coming if planned.drill]
    assert sorted(guides) == sorted(set(guides))
    evacuation = next(planned for planned in coming if planned.drill == "fire-evacuation")
    assert evacuation.day == date(2026, 12, 16)
    assert [planned.day for planned in coming if not planned.drill] == [date(2026, 11, 27)]


def test_a_drill_that_schools_hold_alike_on_a_day_is_one_line() -> None:
    september = drills_of(content(), (2026, 9))
    assert {planned.day.month for planned in september} == {9}
    assert len(september) == len({(p.day, p.drill, p.title.zh) for p in september})
    assert max(len(planned.schools) for planned in september) > 3


def test_lessons_of_a_course_lead_to_each_other_from_the_youngest_on() -> None:
    course = list_course(content(), "fire")
    assert len(course) == len(set(course)) > 8
    assert Audience.KINDERGARTEN in course[0].audiences
    for one, two in pairwise(course):
        assert lesson_values(content(), one)["after"] is two
        assert lesson_values(content(), two)["before"] is one
    assert lesson_values(content(), course[0])["before"] is None
    assert lesson_values(content(), course[-1])["after"] is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_lesson_shows_its_neighbours_its_questions_and_its_clauses(
    drawn: dict[tuple[str, str], HtmlFile], language: str
) -> None:
    lesson = content().lessons[LESSON]
    page = drawn[language, f"lessons/{LESSON}.md"]
    beside = lesson_values(content(), lesson)
    for name in ("before", "after"):
        if beside[name]:
            assert f"{beside[name].id}.html" in page.links  # type: ignore[attr-defined]
    assert any(link.startswith("../questions/") for link in page.links)
    claimed = [f"../coverage/{c.split('/')[0]}.html#{c.split('/')[1]}" for c in lesson.covers]
    assert claimed
    assert [link for link in page.links if link.startswith("../coverage/")][
        : len(claimed)
    ] == claimed


@pytest.mark.parametrize("way", ["index", "month", "length", "form", "post", "place", "a-z"])
def test_among_the_ways_in_the_present_one_is_marked(way: str) -> None:
    text = staged("zh", f"find/{way}.md")
    assert re.findall(r'href="([^"]+)" class="tap-strong" aria-current="page"', text) == [
        f"{way}.html"
    ]


def test_every_lesson_leads_to_a_drill_a_poster_and_questions_for_its_stage() -> None:
    for lesson in content().lessons.values():
        beside = lesson_values(content(), lesson)
        for name in ("drills", "posters", "banks"):
            found = beside[name]
            assert found, (lesson.id, name)
            assert {item.topic for item in found} <= {lesson.topic, "general"}, (lesson.id, name)  # type: ignore[attr-defined]
        text = staged("en", f"lessons/{lesson.id}.md")
        for shelf in ("drills", "posters", "questions"):
            assert f'<a href="../{shelf}/' in text or f'<a href="../../{shelf}/' in text
        if lesson.poster:
            assert [poster.id for poster in beside["posters"]] == [lesson.poster]  # type: ignore[attr-defined]


def staged(language: str, path: str) -> str:
    return Stager(given(), language, THEME).text(pages(language)[path])


def jumps(text: str) -> set[str]:
    """Return the places of a page to which it leads itself."""
    return set(re.findall(r'href="#([^"]+)"', text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_calendar_of_a_school_leads_to_each_month_and_marks_the_present_one(
    language: str,
) -> None:
    text = staged(language, "calendar/sample-primary.md")
    calendar = content().campuses["sample-primary"].calendar
    assert calendar
    inside = dict(
        re.findall(r"^## [^{]+\{ #(month-\S+) \}(.*?)</details>", text, re.DOTALL | re.MULTILINE)
    )
    assert jumps(text) == inside.keys()
    assert [name for name, part in inside.items() if "open>" in part] == ["month-2026-11"]
    now = re.findall(r'href="#([^"]+)" class="tap-strong" aria-current="date"', text)
    assert now == ["month-2026-11"]
    days = [(d, e) for e in calendar.entries if len(e.dates) <= MOST_DAYS_LISTED for d in e.dates]
    for day, entry in days:
        month = inside[f"month-{day.year}-{day.month}"]
        assert f">{day}</th>" in month
        assert entry.title[language] in unescape(month)


def test_a_drill_of_a_month_leads_to_that_month_of_each_school_that_holds_it() -> None:
    text = staged("zh", "find/month-11.md")
    schools = {school for drill in drills_of(content(), (2026, 11)) for school in drill.schools}
    led = re.findall(r'href="\.\./calendar/([^"#]+)\.html([^"]*)"', text)
    assert {school for school, _ in led} == schools
    assert {month for _, month in led} == {"#month-2026-11"}
    for school in schools:
        assert "{ #month-2026-11 }" in staged("zh", f"calendar/{school}.md")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_bank_leads_to_the_questions_of_each_stage(language: str) -> None:
    for bank in ordered(content(), ItemKind.QUESTION):
        text = staged(language, f"questions/{bank.id}.md")
        wanted = {f"for-{audience}" for audience in bank.audiences}
        assert jumps(text) == (wanted if len(wanted) > 1 else set())
        assert wanted <= set(re.findall(r"\{ #(for-[a-z-]+) \}", text))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_talk_leads_to_lessons_of_its_stage_with_their_letters(language: str) -> None:
    talk = content().shelf(ItemKind.MICRO)["drowning-primary-upper-micro-stepping-stones"]
    text = staged(language, f"micros/{talk.id}.md")
    links = re.findall(r'href="\.\./lessons/([a-z-]+)\.html#letter"', text)
    assert "drowning-six-nos-lesson" in links
    for name in links:
        lesson = content().lessons[name]
        assert lesson.topic == talk.topic
        assert set(lesson.audiences) & set(talk.audiences)


def test_the_list_of_schools_leads_to_the_rooms_of_every_building() -> None:
    text = staged("zh", "schools/index.md")
    for campus in content().campuses.values():
        for building in campus.buildings:
            assert f'href="../buildings/{campus.school.id}/{building.id}.html"' in text


def test_home_leads_to_duty_cards_and_to_the_clauses(
    drawn: dict[tuple[str, str], HtmlFile],
) -> None:
    for language in ("zh", "en"):
        assert {"duties/index.html", "coverage/index.html", "coverage/index.html#years"} <= set(
            drawn[language, "index.md"].links
        )


def test_a_procedure_that_names_another_leads_to_it() -> None:
    accident = staged("zh", "procedures/laboratory-accident.md")
    assert '<a href="gas-smell.html">“闻到燃气味”</a>' in accident
    assert '<a href="#gas-smell">“Smell of gas”</a>' in staged("en", "now.md")
