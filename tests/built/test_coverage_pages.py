# SPDX-License-Identifier: MIT
"""The pages of the verdict in a real browser, against coverage.json: what is asked is shown."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.built.output import follow, read_html

Json = dict[str, Any]

MATRIX = "coverage/index.html"

SETTLED_MS = 250
"""Longer than the script waits for another key."""

LARGEST_BYTES = 650_000


@pytest.fixture
def page(telephone: Page) -> Page:
    """One tab for all tests here, none of which leaves anything behind in it."""
    return telephone


@pytest.fixture(scope="session")
def coverage(dist: Path) -> Json:
    found: Json = json.loads((dist / "coverage.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def demands(coverage: Json) -> list[Json]:
    found = [r for plan in coverage["plans"] for r in plan["requirements"]]
    assert len(found) > 300
    return found


@pytest.mark.parametrize("name", [MATRIX, f"en/{MATRIX}"])
def test_the_verdict_can_be_taken_away_as_data(dist: Path, coverage: Json, name: str) -> None:
    page = dist / name
    led_to = {found[0] for link in read_html(page).links if (found := follow(page, link, dist))}
    cases = [f"case/{plan['id']}.json" for plan in coverage["plans"]]
    for data in ("coverage.csv", "coverage.json", *cases):
        assert (dist / data).resolve() in led_to
        assert (dist / data).is_file()


def shown_ids(page: Page) -> set[str]:
    """Return the requirements whose rows can be seen; without a filter, once lists are opened."""
    chosen = ".matrix-filters :is(select, input)"
    is_narrowed = page.locator(chosen).evaluate_all("all => all.some(one => one.value)")
    rows = "tr[data-x]:visible th a" if is_narrowed else "tr[data-x]:not([hidden]) th a"
    links: list[str] = page.locator(rows).evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return {link.replace(".html#", "/") for link in links}


def choose(page: Page, **wanted: str) -> None:
    for name, value in wanted.items():
        page.select_option(f".matrix-filters select[name={name}]", value)
    page.wait_for_timeout(SETTLED_MS)


def judged(demands: list[Json], audience: str, status: str) -> set[str]:
    return {
        r["id"]
        for r in demands
        for v in r["verdicts"]
        if v["audience"] == audience and v["status"] == status
    }


def every_pair(demands: list[Json]) -> list[tuple[str, str]]:
    """Return the four commonest audiences with each status that they have."""
    counts: dict[str, int] = defaultdict(int)
    for r in demands:
        for v in r["verdicts"]:
            counts[v["audience"]] += 1
    common = sorted(counts, key=lambda name: -counts[name])[:4]
    found = {(v["audience"], v["status"]) for r in demands for v in r["verdicts"]}
    return sorted(pair for pair in found if pair[0] in common)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_stage_and_status_show_exactly_what_the_data_names(
    dist: Path, page: Page, demands: list[Json], folder: str
) -> None:
    page.goto((dist / folder / MATRIX).as_uri())
    assert shown_ids(page) == {r["id"] for r in demands}
    for audience, status in every_pair(demands):
        choose(page, audience=audience, status=status)
        wanted = judged(demands, audience, status)
        assert shown_ids(page) == wanted, (audience, status)
        assert page.locator(".matrix-count b").inner_text() == str(len(wanted))


def test_plan_kind_and_subject_narrow_each_other_and_their_counts_hold(
    dist: Path, page: Page, coverage: Json
) -> None:
    plan = coverage["plans"][2]
    drills = {r["id"] for r in plan["requirements"] if r["kind"] == "drill"}
    page.goto((dist / MATRIX).as_uri())
    choose(page, plan=plan["id"], kind="drill")
    assert shown_ids(page) == drills
    label = page.locator("select[name=topic] option[value=evacuation]").inner_text()
    evacuation = {
        r["id"] for r in plan["requirements"] if r["kind"] == "drill" and r["topic"] == "evacuation"
    }
    assert label.endswith(f"({len(evacuation)})")
    choose(page, topic="evacuation")
    assert shown_ids(page) == evacuation


def test_text_finds_rows_and_clearing_brings_all_back(
    dist: Path, page: Page, demands: list[Json]
) -> None:
    page.goto((dist / MATRIX).as_uri())
    page.fill(".matrix-filters input[name=q]", "疏散 演练")
    page.wait_for_timeout(SETTLED_MS)
    found = shown_ids(page)
    said = {r["id"] for r in demands if "疏散" in r["text_zh"] and "演练" in r["text_zh"]}
    assert said
    assert said <= found < {r["id"] for r in demands}
    page.fill(".matrix-filters input[name=q]", "jiangxi-2020/2.2.3-a")
    page.wait_for_timeout(SETTLED_MS)
    assert shown_ids(page) == {"jiangxi-2020/2.2.3-a"}
    page.click(".matrix-filters button[type=reset]")
    page.wait_for_timeout(SETTLED_MS)
    assert shown_ids(page) == {r["id"] for r in demands}


def test_lists_lie_folded_until_something_is_sought(dist: Path, page: Page) -> None:
    page.goto((dist / MATRIX).as_uri())
    assert page.locator("tr[data-x]:visible").count() == 0
    choose(page, kind="drill")
    assert page.locator("tr[data-x]:visible").count() > 0
    page.click(".matrix-filters button[type=reset]")
    page.wait_for_timeout(SETTLED_MS)
    assert page.locator("tr[data-x]:visible").count() == 0


TALLEST_PX = 30_000
"""Of a page on a telephone, before anything on it is opened."""


@pytest.mark.parametrize("folder", ["", "en/"])
def test_no_list_is_so_long_that_nobody_comes_to_its_end(
    dist: Path, page: Page, folder: str
) -> None:
    tall = {}
    for pattern in ("coverage/**/*.html", "find/*.html", "calendar/*.html", "*/index.html"):
        for file in sorted((dist / folder).glob(pattern)):
            page.goto(file.as_uri())
            height = page.evaluate("document.documentElement.scrollHeight")
            if height > TALLEST_PX:
                tall[file.relative_to(dist)] = height
    assert tall == {}


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("name", ["find/a-z.html#letter-f", "find/place.html#corridor"])
def test_a_letter_or_a_place_opens_what_it_leads_to(
    dist: Path, page: Page, folder: str, name: str
) -> None:
    path, _, anchor = name.partition("#")
    page.goto("about:blank")
    page.goto((dist / folder / path).as_uri())
    fold = page.locator(f"[id='{anchor}'] + details")
    assert fold.count() == 1
    assert not fold.locator("li >> nth=0").is_visible()
    page.click(f"article a[href='#{anchor}']")
    fold.locator("li >> nth=0").wait_for(state="visible")
    fold.locator("> summary").click()
    page.click(f"article a[href='#{anchor}']")
    fold.locator("li >> nth=0").wait_for(state="visible")


def test_nothing_found_is_said(dist: Path, page: Page) -> None:
    page.goto((dist / MATRIX).as_uri())
    before = page.locator(".matrix-count").inner_text()
    page.fill(".matrix-filters input[name=q]", "qqqqqq")
    page.wait_for_timeout(SETTLED_MS)
    assert shown_ids(page) == set()
    assert "没有" in page.locator(".matrix-count").inner_text()
    page.fill(".matrix-filters input[name=q]", "")
    page.wait_for_timeout(SETTLED_MS)
    assert page.locator(".matrix-count").inner_text() == before


def test_the_address_keeps_the_filters_also_in_the_other_language(
    dist: Path, page: Page, demands: list[Json]
) -> None:
    audience, status = every_pair(demands)[0]
    page.goto((dist / MATRIX).as_uri())
    choose(page, audience=audience, status=status)
    kept, shown = page.url, shown_ids(page)
    assert f"audience={audience}" in kept.partition("#")[2]
    page.goto("about:blank")
    page.goto(kept)
    assert page.locator("select[name=audience]").input_value() == audience
    assert shown_ids(page) == shown
    with page.expect_navigation(wait_until="load"):
        page.click(".muster-language")
    assert page.url.endswith(f"/en/{MATRIX}#{kept.partition('#')[2]}")
    assert shown_ids(page) == shown


def test_a_number_of_the_totals_leads_to_as_many_verdicts(
    dist: Path, page: Page, demands: list[Json]
) -> None:
    page.goto((dist / MATRIX).as_uri())
    links = page.locator("table.numbers a[href*='status=']")
    assert links.count() > 3
    for i in range(0, links.count(), 4):
        page.goto((dist / MATRIX).as_uri())
        number, href = int(links.nth(i).inner_text()), links.nth(i).get_attribute("href") or ""
        wanted = dict(re.findall(r"(plan|status)=([\w-]+)", href))
        counted = [
            (r["id"], v["audience"])
            for r in demands
            for v in r["verdicts"]
            if v["status"] == wanted["status"] and r["plan"] == wanted.get("plan", r["plan"])
        ]
        assert len(counted) == number
        with page.expect_navigation(wait_until="load"):
            links.nth(i).click()
        assert shown_ids(page) == {name for name, _ in counted}


def test_the_denominator_is_printed(dist: Path, page: Page, coverage: Json) -> None:
    page.goto((dist / MATRIX).as_uri())
    rows = page.locator("table.numbers >> nth=0").locator("tbody tr")
    for i, plan in enumerate(coverage["plans"]):
        assert plan["number"] in page.locator(f".card[href='{plan['id']}.html']").inner_text()
        shown = [int(t.split()[0]) for t in rows.nth(i).locator("td").all_inner_texts()]
        kinds = [unit["disposition"] for unit in plan["units"]]
        counts = [kinds.count(name) for name in ("requirement", "not-content", "unread")]
        judgements = sum(len(r["verdicts"]) for r in plan["requirements"])
        assert shown == [len(kinds), *counts, len(plan["requirements"]), judgements]


def test_the_whole_table_is_there_without_scripts(
    dist: Path, browser: Browser, demands: list[Json]
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto((dist / MATRIX).as_uri())
        assert tab.locator("tr[data-x]").count() == len(demands)
        assert not tab.locator(".matrix-filters").is_visible()
        tab.locator(".plan-clauses summary >> nth=0").click()
        assert tab.locator("tr[data-x] >> nth=0").is_visible()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_matrix_stays_small(dist: Path, folder: str) -> None:
    assert (dist / folder / MATRIX).stat().st_size < LARGEST_BYTES


def coverage_files(dist: Path) -> Iterator[Path]:
    for folder in ("", "en/"):
        yield from sorted((dist / folder / "coverage").rglob("*.html"))


def test_no_coverage_page_is_wider_than_a_telephone(dist: Path, page: Page) -> None:
    wide = []
    for file in coverage_files(dist):
        page.goto(file.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            wide.append(file)
    assert wide == []


def is_there(target: tuple[Path, str]) -> bool:
    path, fragment = target
    if not path.is_file():
        return False
    return path.suffix != ".html" or not fragment or fragment in read_html(path).ids


def test_every_link_of_the_coverage_pages_leads_to_its_place(dist: Path) -> None:
    broken = []
    for file in coverage_files(dist):
        targets = {follow(file, link, dist) for link in read_html(file).links}
        broken += [(file, target) for target in targets if target and not is_there(target)]
    assert broken == []


def test_a_clause_leads_to_its_evidence_as_page_and_as_pdf(dist: Path, coverage: Json) -> None:
    for folder, language in (("", "zh"), ("en/", "en")):
        for plan in coverage["plans"]:
            file = dist / folder / "coverage" / f"{plan['id']}.html"
            linked = {follow(file, link, dist) for link in read_html(file).links}
            found = {str(t[0].relative_to(dist.resolve())) for t in linked if t and t[0].is_file()}
            named = {
                e["path"]
                for r in plan["requirements"]
                for e in r["evidence"]
                if e["language"] == language
            }
            assert named <= found


def test_every_requirement_has_its_anchor_and_every_clause_its_line(
    dist: Path, coverage: Json
) -> None:
    for plan in coverage["plans"]:
        html = read_html(dist / "coverage" / f"{plan['id']}.html")
        assert {r["id"].split("/")[1] for r in plan["requirements"]} <= set(html.ids)
        assert all(unit["clause"] in html.article for unit in plan["units"])


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_plan_leads_to_every_clause_that_asks_for_something(
    dist: Path, coverage: Json, prefix: str
) -> None:
    for plan in coverage["plans"]:
        text = (dist / f"{prefix}coverage/{plan['id']}.html").read_text(encoding="utf-8")
        jump = text.partition('class="clause-jump"')[2].partition("</details>")[0]
        led_to = re.findall(r'href="#([^"]+)"', jump)
        first = re.findall(r'<section class="clause"><h3.*?id="([^"]+)"', text, re.DOTALL)
        assert led_to == first
        assert len(led_to) == len(re.findall(r'<section class="clause">', text)) > 0


def test_a_plan_folds_its_passed_deadlines_by_year_and_annex(dist: Path, coverage: Json) -> None:
    """Every requirement whose deadline has passed is behind one line of its year, and told once."""
    for plan in coverage["plans"]:
        text = (dist / f"coverage/{plan['id']}.html").read_text(encoding="utf-8")
        ended = {
            (r["clause"], v["required"]["deadline"])
            for r in plan["requirements"]
            for v in r["verdicts"]
            if v["required"]["is_past_deadline"]
        }
        folded = re.findall(
            r'<details class="passed"><summary>(\d{4}).*?</details>', text, re.DOTALL
        )
        rows = re.findall(r'<details class="passed">.*?</details>', text, re.DOTALL)
        assert sum(row.count("<li>") for row in rows) == len(ended)
        assert folded == sorted(folded)
        assert text.count("期限已过：这里判的是") == bool(ended)


def test_an_anchor_is_seen_when_the_page_opens(dist: Path, page: Page, demands: list[Json]) -> None:
    for demand in demands[5::200]:
        plan, name = demand["id"].split("/")
        page.goto("about:blank")
        page.goto(f"{(dist / 'coverage' / f'{plan}.html').as_uri()}#{name}")
        page.wait_for_timeout(SETTLED_MS)
        top = page.locator(f"[id='{name}']").evaluate("e => e.getBoundingClientRect().top")
        assert 0 < top < 740, demand["id"]


def year_rows(dist: Path, page: Page) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield requirement, audience, and what the year of a school says: planned and held."""
    for file in sorted((dist / "coverage" / "year").glob("*.html")):
        page.goto(file.as_uri())
        rows = page.locator("tr[data-requirement]").evaluate_all(
            "rows => rows.map(r => [r.dataset.requirement, r.dataset.audiences,"
            " ...Array.from(r.querySelectorAll('td')).slice(0, 4).map(c => Number(c.textContent))])"
        )
        for requirement, audiences, _required, planned, held, _overdue in rows:
            for audience in audiences.split():
                yield requirement, audience, (planned, held)


def test_the_years_of_the_schools_hold_the_numbers_of_the_verdicts(
    dist: Path, page: Page, demands: list[Json]
) -> None:
    """A verdict tells of the school that plans fewest."""
    years: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for requirement, audience, numbers in year_rows(dist, page):
        years[requirement, audience].append(numbers)
    verdicts = {
        (r["id"], v["audience"]): (v["planned"], v["held"]) for r in demands for v in r["verdicts"]
    }
    assert len(years) > 50
    assert {key: min(found) for key, found in years.items()} == {k: verdicts[k] for k in years}
    assert {key for key, numbers in verdicts.items() if numbers != (0, 0)} <= set(years)


def test_every_school_has_its_year_in_both_languages(dist: Path) -> None:
    schools = {p.name for p in (dist / "schools").glob("*.html")} - {"index.html"}
    for folder in ("", "en/"):
        assert {p.name for p in (dist / folder / "coverage" / "year").glob("*.html")} == schools
