# SPDX-License-Identifier: MIT
"""How good the search is: the table of queries, pieces of text, and what a query costs."""

import gzip
import random
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache, partial
from html import unescape
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.built.output import wait_until
from tests.built.school_server import PatientServer
from tests.check.real_content import real_content

TABLE = Path(__file__).with_name("search_queries.txt")
WANTED_AMONG_FIRST = 3
SITES = {"zh": "", "en": "en/"}
USERS = {"teacher", "pupil", "parent", "principal", "officer"}


@pytest.fixture
def page(telephone: Page) -> Page:
    """One tab for all tests here, none of which leaves anything behind in it."""
    return telephone


@cache
def rows() -> list[tuple[str, str, list[str]]]:
    """Language, query and wanted pages."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(language, query, wanted.split()) for language, _, query, wanted in found]


@pytest.fixture(scope="module", params=["zh", "en"])
def site(
    request: pytest.FixtureRequest, browser: Browser, dist: Path
) -> Iterator[tuple[str, Page]]:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((dist / f"{SITES[request.param]}search.html").as_uri())
        yield request.param, page


def ask(page: Page, queries: list[str]) -> list[dict[str, list[str]]]:
    found: list[dict[str, list[str]]] = page.evaluate(
        "async queries => { const found = [];"
        " for (const query of queries) { found.push(await musterSearch.find(query)); }"
        " return found; }",
        queries,
    )
    return found


def test_the_table_has_every_kind_of_query() -> None:
    lines = [x for x in TABLE.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    assert len(lines) >= 200
    assert len({line.split(" | ")[2] for line in lines}) > 200
    people = {line.split(" | ")[1] for line in lines}
    assert people == {*USERS, "pinyin", "typo", "mixed"}


def test_every_page_that_the_table_wants_exists(dist: Path) -> None:
    wanted = {pattern for _, _, patterns in rows() for pattern in patterns if "*" not in pattern}
    assert [name for name in sorted(wanted) if not (dist / f"{name}.html").is_file()] == []


def test_the_wanted_page_is_among_the_first_three(site: tuple[str, Page]) -> None:
    language, page = site
    table = [(query, wanted) for own, query, wanted in rows() if own == language]
    answers = ask(page, [query for query, _ in table])
    missed = []
    for (query, wanted), answer in zip(table, answers, strict=True):
        first = (answer["found"] + answer["related"])[:WANTED_AMONG_FIRST]
        names = [url.removesuffix(".html") for url in first]
        if not any(fnmatch(name, pattern) for name in names for pattern in wanted):
            missed.append((query, names))
    assert len(missed) <= 0.05 * len(table), missed


def test_what_an_item_says_is_asked_for_it_leads_there(site: tuple[str, Page]) -> None:
    language, page = site
    chance = random.Random(20261123)  # noqa: S311 - queries, no secrets
    asked = [
        (words, item.id)
        for items in real_content().shelves.values()
        for item in items.values()
        for words in getattr(item, "asked", ())
        if (language == "en") == words.isascii()
    ]
    asked = chance.sample(asked, 400)
    missed = []
    for (words, name), answer in zip(asked, ask(page, [words for words, _ in asked]), strict=True):
        first = (answer["found"] + answer["related"])[:WANTED_AMONG_FIRST]
        if not any(url.endswith(f"/{name}.html") for url in first):
            missed.append((words, name, first))
    assert len(missed) <= 0.05 * len(asked), missed


def texts_of(dist: Path, language: str) -> dict[str, str]:
    root = dist / SITES[language]
    pieces = [path.read_text(encoding="utf-8") for path in root.glob(f"search/{language}/t*.js")]
    urls = {found[1] for piece in pieces if (found := re.match(r'[^[]*\["([^"]+)"', piece))}
    return {url: shown_text((root / url).read_text(encoding="utf-8")) for url in urls}


def shown_text(html: str) -> str:
    """Return what stands in the article; words run on through inline tags alone."""
    article = html[html.index("<article") : html.rindex("</article>")]
    article = re.sub(r"<(script|style)\b.*?</\1>", " ", article, flags=re.DOTALL)
    article = re.sub(r"</?(?:a|abbr|b|code|em|i|small|span|strong|sub|sup)\b[^>]*>", "", article)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", article)).lower().split())


def substrings(texts: dict[str, str], language: str) -> list[str]:
    """Cut pieces out of the pages: of hanzi anywhere, of words anywhere in one word."""
    chance = random.Random(20261122)  # noqa: S311 - pieces of text, no secrets
    runs = r"[\u3400-\u9fff]+" if language == "zh" else r"[a-z]{3,}"
    found = []
    for text in chance.choices([texts[url] for url in sorted(texts)], k=60):
        run = chance.choice(re.findall(runs, text) or ["校车"])
        length = min(len(run), chance.choice((1, 2, 2, 3, 4, 6) if language == "zh" else (3, 4, 9)))
        start = chance.randrange(len(run) - length + 1)
        found.append(run[start : start + length])
    return found


def test_every_page_with_a_piece_of_text_is_found_and_hardly_any_other(
    site: tuple[str, Page], dist: Path
) -> None:
    language, page = site
    texts = texts_of(dist, language)
    queries = substrings(texts, language)
    precision = []
    for query, answer in zip(queries, ask(page, queries), strict=True):
        truth = {url for url, text in texts.items() if query in text}
        assert truth - set(answer["found"]) == set(), query
        precision.append(len(truth) / len(answer["found"]))
    assert sum(precision) / len(precision) >= 0.97


def test_nothing_of_the_index_is_fetched_before_the_box_is_touched(dist: Path, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto((dist / "lessons" / "fire-primary-two-ways.html").as_uri())
    page.wait_for_timeout(200)
    assert [url for url in fetched if "/search/" in url or url.endswith("/search.js")] == []
    page.locator("[data-search-box] input").click()
    wait_until(page, "() => window.musterSearch")
    assert [url for url in fetched if url.endswith("/search.js")]


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ("search.html", "灭火器"),
        ("search.html", "fns"),
        ("search.html", "xiaocheyanlian"),
        ("en/search.html", "bus evacuation"),
    ],
)
def test_a_query_costs_few_bytes(dist: Path, page: Page, form: str, query: str) -> None:
    fetched: list[Path] = []
    page.on("request", lambda request: fetched.append(Path(request.url.removeprefix("file://"))))
    page.goto(f"{(dist / form).as_uri()}?q={query}")
    page.wait_for_selector("ol[data-search-results] > li")
    index = [path for path in fetched if "search" in path.parts]
    assert index
    assert sum(len(gzip.compress(path.read_bytes())) for path in index) < 60_000


def test_the_box_on_every_page_offers_pages_to_keys_and_screen_readers(
    dist: Path, page: Page
) -> None:
    page.goto((dist / "drills" / "fire-evacuation.html").as_uri())
    box = page.locator("[data-search-box] input")
    box.click()
    box.press_sequentially("fangnishui")
    options = page.locator("[data-search-box] [role=option]")
    options.first.wait_for()
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert re.match(r"\d+ ", page.locator("[data-search-box] [role=status]").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box.press("ArrowDown")
    first = options.first
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    assert first.locator("mark").count() > 0
    assert page.evaluate(
        "() => Array.from(document.querySelectorAll('[role=option]')).slice(0, 4).every(option => {"
        " const box = option.getBoundingClientRect();"
        " const seen = document.elementFromPoint(box.left + 40, box.top + box.height / 2);"
        " return option.contains(seen); })"
    )
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    box.press_sequentially(" ")
    options.first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/*drowning*.html")


def test_results_are_narrowed_by_stage_kind_and_subject(dist: Path, page: Page) -> None:
    page.goto(f"{(dist / 'search.html').as_uri()}?q=疏散")
    rows_found = page.locator("ol[data-search-results] > li")
    rows_found.first.wait_for()
    before = int(page.locator("[data-search-status]").inner_text().split()[0])
    page.locator("select[name=kind]").select_option("drills")
    page.locator("select[name=stage]").select_option("kindergarten")
    wait_until(
        page,
        "n => parseInt(document.querySelector('[data-search-status]').textContent) < n",
        arg=before,
    )
    links = rows_found.locator("a").evaluate_all("found => found.map(a => a.getAttribute('href'))")
    assert links
    assert all("drills/" in link for link in links)
    assert rows_found.locator(".search-facts").first.inner_text().startswith("演练")
    assert rows_found.first.locator("mark").count() > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


FILTERED = """async chosen => {
  const form = document.querySelector("[data-search-page]");
  const status = document.querySelector("[data-search-status]");
  for (const name of ["stage", "kind", "topic"]) { form.elements[name].value = chosen[name] || ""; }
  form.elements.q.value = "";
  status.textContent = "";
  form.elements.kind.dispatchEvent(new Event("change", { bubbles: true }));
  while (!status.textContent) { await new Promise(done => setTimeout(done, 5)); }
  return parseInt(status.textContent) || 0;
}"""


def test_filters_show_all_that_the_content_says_is_of_that_stage_and_subject(
    dist: Path, page: Page
) -> None:
    content = real_content()
    items = [item for shelf in content.shelves.values() for item in shelf.values()]
    page.goto(f"{(dist / 'en/search.html').as_uri()}?q=fire")
    page.locator("ol[data-search-results] > li").first.wait_for()
    stages = page.locator("select[name=stage] option").evaluate_all("all => all.map(o => o.value)")
    for topic in content.topics.values():
        of_topic = [item for item in items if item.topic == topic.id]
        for stage in stages if of_topic else ():
            said = [{str(a) for a in getattr(item, "audiences", ())} for item in of_topic]
            wanted = sum(not stage or _is_for(stage, audiences) for audiences in said)
            shown = page.evaluate(FILTERED, {"stage": stage, "topic": topic.title.en})
            assert shown == wanted, (topic.id, stage)


def _is_for(stage: str, audiences: set[str]) -> bool:
    """Say whether a stage is meant: the two halves of primary school belong to the whole."""
    if stage == "primary":
        return any(name.startswith("primary") for name in audiences)
    return stage in audiences or (stage.startswith("primary-") and "primary" in audiences)


def test_a_served_site_is_searched_from_a_page_in_a_folder(dist: Path, page: Page) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(dist))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with PatientServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/en/lessons/fire-primary-two-ways.html")
        box = page.locator("[data-search-box] input")
        box.click()
        box.press_sequentially("bus drill")
        page.locator("[role=option]").first.wait_for()
        box.press("ArrowDown")
        box.press("Enter")
        page.wait_for_url("**/en/drills/school-bus-evacuation.html")
        server.shutdown()


def test_english_readers_get_english_pages_and_may_type_chinese(dist: Path, page: Page) -> None:
    page.goto(f"{(dist / 'en' / 'search.html').as_uri()}?q=灭火器")
    link = page.locator("ol[data-search-results] > li a").first
    link.wait_for()
    assert re.search("[a-z]{3}", link.inner_text())
    address = link.get_attribute("href")
    assert address
    assert (dist / "en" / address).is_file()
