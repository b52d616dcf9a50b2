# SPDX-License-Identifier: MIT
"""The search page opened as a file: any piece of a word is found, and what is found is there."""

from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Page

from generator.load.tree import load_content
from generator.settings import THEME
from generator.site.search_words import load_search_words
from generator.site.untaught import find_subjects
from tests.built.output import read_html, squeeze, wait_until
from tests.tiny_tree import ROOT

QUERIES = {
    "防溺水": "search.html",
    "灭火器": "search.html",
    "校车": "search.html",
    "疏散": "search.html",
    "溺水": "search.html",
    "火器": "search.html",
    "车": "search.html",
    "119": "search.html",
    "extinguisher": "en/search.html",
    "tinguish": "en/search.html",
    "Smoke": "en/search.html",
    "Drowning": "en/search.html",
}


@pytest.fixture
def page(telephone: Page) -> Page:
    """One tab for all tests here, none of which leaves anything behind in it."""
    return telephone


def search(page: Page, dist: Path, form: str, query: str) -> list[Path]:
    """Return the files that the results lead to, best first."""
    page.goto(f"{(dist / form).as_uri()}?q={quote(query)}")
    wait_until(
        page,
        "() => { const said = document.querySelector('[data-search-status]');"
        " return /^\\d/.test(said.textContent) || said.textContent === said.dataset.none }",
    )
    more = page.locator("[data-search-more]")
    rows = page.locator("ol[data-search-results] > li")
    while more.is_visible():
        count = rows.count()
        more.click()
        wait_until(
            page,
            "n => document.querySelectorAll('ol[data-search-results] > li').length > n",
            arg=count,
        )
    links = rows.locator("a[href]").evaluate_all("found => found.map(link => link.href)")
    return [Path(unquote(urlsplit(link).path)) for link in links]


def text_of(file: Path) -> str:
    return squeeze(read_html(file).article).lower()


@pytest.mark.parametrize(("query", "form"), QUERIES.items())
def test_a_query_leads_to_pages_that_contain_it(
    dist: Path, page: Page, query: str, form: str
) -> None:
    found = search(page, dist, form, query)
    assert found
    assert [file for file in found if query.lower() not in text_of(file)] == []


@pytest.mark.parametrize(("query", "form"), [("溺水", "search.html"), ("smoke", "en/search.html")])
def test_no_page_of_teaching_that_contains_the_query_is_missed(
    dist: Path, page: Page, query: str, form: str
) -> None:
    folder = (dist / form).parent
    pages = [p for shelf in ("lessons", "drills", "procedures") for p in (folder / shelf).glob("*")]
    wanted = {p.name for p in pages if p.name != "index.html" and query in text_of(p)}
    assert wanted
    assert wanted <= {file.name for file in search(page, dist, form, query)}


def test_a_synonym_of_a_topic_finds_pages_with_the_word_that_they_use(
    dist: Path, page: Page
) -> None:
    topics = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / "content" / "topics").glob("*.yml")
    ]
    synonyms = [each for topic in topics for each in topic["synonyms"]]
    on_pages = "".join(text_of(file) for file in dist.glob("[!e]*/*.html"))
    strange = [each for each in synonyms if each["word"] not in on_pages]
    usable = [each for each in strange if each["same_as"] in on_pages]
    assert usable
    for each in usable[:3]:
        found = search(page, dist, "search.html", each["word"])
        assert found, each
        assert [file for file in found if each["same_as"] not in text_of(file)] == []


def is_told_untaught(page: Page, dist: Path, form: str, query: str) -> bool:
    search(page, dist, form, query)
    return page.locator("[data-search-untaught]").is_visible()


@pytest.mark.parametrize(("language", "form"), [("zh", "search.html"), ("en", "en/search.html")])
def test_who_looks_for_a_danger_that_nothing_teaches_is_told_so(
    dist: Path, page: Page, language: str, form: str
) -> None:
    content, _ = load_content(ROOT / "content", (), THEME)
    subjects = find_subjects(content, load_search_words(THEME), language).data(language)
    untaught = dict(line.split("=") for line in subjects["untaught"].split(";"))
    for title, words in [*untaught.items()][:3]:
        assert is_told_untaught(page, dist, form, words.split("|")[0]), words
        assert title in page.locator("[data-search-untaught] b").inner_text()
    strange = next(iter(untaught.values())).split("|")[0]
    taught = dict(line.split("=") for line in subjects["taught"].split(";"))
    for word in (words.split("|")[0] for words in [*taught.values()][:3]):
        assert not is_told_untaught(page, dist, form, word), word
        assert not is_told_untaught(page, dist, form, f"{strange} {word}"), word


@pytest.mark.parametrize(
    ("form", "query", "names"),
    [
        ("search.html", "大班 消防 绘画活动", "fire-"),
        ("search.html", "消防安全 全年 课程安排", "fire-"),
        ("en/search.html", "fire drill record form", "fire-"),
        ("en/search.html", "classes about the lab in grade 5", "laboratory-"),
    ],
)
def test_who_names_a_subject_sees_its_pages_first(
    dist: Path, page: Page, form: str, query: str, names: str
) -> None:
    first = [file.name for file in search(page, dist, form, query)[:3]]
    assert first[0].startswith(names), first


def test_in_english_what_is_asked_for_stands_before_what_it_is_about(
    dist: Path, page: Page
) -> None:
    first = search(page, dist, "en/search.html", "a poster about the rules of the lab")[:3]
    assert {file.parent.name for file in first} == {"posters"}


@pytest.mark.parametrize("query", ["鬱鬱鬱", "<>&", "%", "zzzzqqqq", "__proto__ constructor"])
def test_an_odd_query_finds_nothing_and_breaks_nothing(dist: Path, page: Page, query: str) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{(dist / 'search.html').as_uri()}?q={quote(query)}")
    page.wait_for_timeout(300)
    found = page.locator("ol[data-search-results] > li").count()
    assert found == 0 or "constructor" in query  # which is near to “construction”
    assert page.locator("#muster-query").input_value() == query
    assert complaints == []


def test_the_box_on_every_page_is_a_search_box_and_leads_to_the_results(
    dist: Path, page: Page
) -> None:
    page.goto((dist / "en" / "drills" / "fire-evacuation.html").as_uri())
    box = page.locator("input[type=search]").first
    box.fill("school bus")
    box.press("Enter")
    page.wait_for_selector("ol[data-search-results] > li")
    assert page.url == f"{(dist / 'en' / 'search.html').as_uri()}?q=school+bus"


def test_results_follow_what_is_typed(dist: Path, page: Page) -> None:
    page.goto((dist / "search.html").as_uri())
    box = page.locator("#muster-query")
    assert box.get_attribute("type") == "search"
    box.type("校车")
    page.wait_for_selector("ol[data-search-results] > li")
    with_one = page.locator("ol[data-search-results] > li").count()
    before = page.locator("[data-search-status]").inner_text()
    box.type("撤离演练")
    wait_until(
        page,
        "said => document.querySelector('[data-search-status]').textContent !== said",
        arg=before,
    )
    assert with_one > 0
