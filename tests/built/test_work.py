# SPDX-License-Identifier: MIT
"""Pages for work in class and in drills: taught on screen, timed, answered, decided; keys alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, ViewportSize
from pypdf import PdfReader

from tests.built.output import read_html, read_pdf, squeeze
from tests.tiny_tree import ROOT

LESSON = "lessons/fire-junior-way-out.html"
MICRO = "micros/fire-junior-micro-last-door.html"
DRILL = "drills/fire-evacuation.html"
LONG_DRILL = "drills/fire-kindergarten-evacuation.html"
BANK = "questions/fire-bank-pupils.html"
DECISION = "activities/fire-decision-smoke-in-the-corridor.html"

SOURCE = ROOT / "content" / "questions" / "fire" / "fire-bank-pupils.yml"

PROJECTOR = ViewportSize(width=1024, height=768)
BEGIN = {"": "投影上课", "en/": "Teach on screen"}
RIGHT = {"": "对", "en/": "Right"}

MEASURED = (
    "() => { const box = document.querySelector('dialog[open]').getBoundingClientRect();"
    " return [box.left, box.top, Math.round(box.width), Math.round(box.height)]; }"
)


@pytest.fixture
def projector(tab: Page) -> Page:
    tab.set_viewport_size(PROJECTOR)
    tab.goto("about:blank")
    return tab


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def open_page(page: Page, dist: Path, name: str) -> list[str]:
    """Open a page; return the list to which its complaints will be added."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((dist / name).as_uri())
    return complaints


def begin(page: Page, folder: str) -> None:
    page.get_by_role("button", name=BEGIN[folder], exact=True).press("Enter")


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_lesson_is_taught_by_keys_one_step_at_a_time(
    dist: Path, projector: Page, folder: str
) -> None:
    page = projector
    complaints = open_page(page, dist, folder + LESSON)
    steps = page.locator(".step").count()
    begin(page, folder)
    assert page.evaluate(MEASURED) == [0, 0, 1024, 768]
    count, title = page.locator(".teach-count"), page.locator(".teach-title")
    total = int(count.inner_text().split("/")[1])
    assert total > steps
    seen = [title.inner_text()]
    for key in ["ArrowRight", " ", "PageDown"] * total:
        if count.inner_text().startswith(f"{total} "):
            break
        page.keyboard.press(key)
        seen.append(title.inner_text())
        assert page.locator(".teach-seen").inner_text().strip()
        assert page.evaluate("document.querySelector('dialog[open]').scrollHeight") <= 768
    own = [re.sub(r"^\d+ · ", "", h) for h in read_html(dist / f"{folder}{LESSON}").headings["h3"]]
    assert [t for t in seen if t in own] == [t for t in own if t in seen]
    assert len([t for t in seen if t in own]) == steps
    page.keyboard.press("Home")
    assert count.inner_text().startswith("1 ")
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == BEGIN[folder]
    assert page.url == (dist / f"{folder}{LESSON}").as_uri()
    assert complaints == []


def test_a_step_longer_than_the_screen_is_read_on_by_keys(dist: Path, projector: Page) -> None:
    page = projector
    open_page(page, dist, LESSON)
    begin(page, "")
    is_long = "(b => b.scrollHeight > b.clientHeight + 100)(document.querySelector('.teach-body'))"
    while not page.evaluate(is_long):
        page.keyboard.press("ArrowRight")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(
        "(b => b.scrollTop + b.clientHeight + 2 > b.scrollHeight)"
        "(document.querySelector('.teach-body'))"
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.querySelector('.teach-body').scrollTop") == 0


@pytest.mark.parametrize("folder", ["", "en/"])
def test_clock_cards_and_ways_of_a_drill_are_one_touch_from_the_head_of_the_page(
    dist: Path, page: Page, folder: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(page, dist, folder + DRILL)
    page.click(".overview a")
    start = page.locator(".clock-tools .button-strong").bounding_box()
    assert start
    assert 0 < start["y"] < 740 - 60, "above the bar at the foot of the screen"
    for name in ("roles", "ways"):
        page.click(f".overview a[href='#{name}']")
        heading = page.locator(f"#{name}").bounding_box()
        assert heading
        assert 0 < heading["y"] < 740 - 60
    open_page(page, dist, folder + LONG_DRILL)
    moment = page.locator("table.timeline th", has_text="T+1500 s")
    assert moment.evaluate("cell => cell.scrollWidth <= cell.clientWidth"), "meets no other word"


def test_answers_and_what_the_teacher_does_are_shown_to_the_teacher_alone(
    dist: Path, projector: Page
) -> None:
    page = projector
    open_page(page, dist, LESSON)
    begin(page, "")
    page.keyboard.press("End")
    seen, notes = page.locator(".teach-seen"), page.locator(".teach-notes")
    answer = page.locator("li[data-turn='4'] .answer").last.inner_text()
    assert squeeze(answer) not in squeeze(seen.inner_text())
    assert notes.is_hidden()
    page.keyboard.press("n")
    assert squeeze(answer) in squeeze(notes.inner_text())
    assert page.url.endswith(LESSON)  # n leads to the next page where no lesson is taught
    page.keyboard.press("n")
    assert notes.is_hidden()


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("lessons/school-bus-primary-upper-hit-from-behind.html", "none"),  # "A Jump off at once"
        ("lessons/fire-kindergarten-smoke.html", "upper-alpha"),  # "Yes"
    ],
)
def test_an_option_has_its_letter_once(dist: Path, projector: Page, name: str, marker: str) -> None:
    open_page(projector, dist, f"en/{name}")
    projector.click(".downloads button.button-strong")
    options = projector.locator("dialog.teach .options")
    for _ in range(4):
        projector.keyboard.press("ArrowRight")
        if options.count():
            break
    assert options.evaluate("list => getComputedStyle(list.children[0]).listStyleType") == marker


def test_the_minutes_of_a_step_run_down_by_the_time_of_day_and_can_wait(
    dist: Path, page: Page
) -> None:
    page.set_viewport_size(PROJECTOR)
    page.clock.install()
    open_page(page, dist, MICRO)
    begin(page, "")
    clock = page.locator(".teach-clock")
    assert clock.inner_text() == "1:00"
    page.keyboard.press("t")
    page.clock.fast_forward(20_000)
    assert clock.inner_text() == "0:40"
    page.keyboard.press("t")
    page.clock.fast_forward(20_000)
    assert clock.inner_text() == "0:40"
    page.keyboard.press("t")
    page.clock.fast_forward(45_000)
    assert clock.inner_text() == "−0:05 时间到"
    assert page.locator("dialog [role=status]").inner_text() == "时间到"


def test_focus_stays_in_what_is_taught_and_the_list_of_keys_closes_first(
    dist: Path, projector: Page
) -> None:
    page = projector
    open_page(page, dist, MICRO)
    begin(page, "")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || Boolean(document.activeElement.closest('dialog'))"
        )
    page.locator(".teach-title").focus()
    page.keyboard.press("?")
    assert page.locator(".teach-help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".teach-help").is_hidden()
    assert page.locator("dialog[open]").count() == 1


@pytest.mark.parametrize("name", [LESSON, DRILL, BANK, DECISION])
def test_without_scripts_nothing_is_missing_and_nothing_dead_is_shown(
    dist: Path, scriptless: Page, name: str
) -> None:
    page = scriptless
    page.goto((dist / name).as_uri())
    assert page.locator("article button").count() == 0
    shown = page.locator(".step, table.timeline td[data-at], ol.bank > li, section.scene")
    assert shown.count() > 4
    assert all(part.is_visible() for part in shown.all())


@pytest.mark.parametrize("name", [LESSON, MICRO, DRILL, BANK, DECISION])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_page_for_work_fits_a_telephone_and_stores_nothing(
    dist: Path, telephone: Page, folder: str, name: str
) -> None:
    page = telephone
    complaints = open_page(page, dist, folder + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.locator("article button:visible").evaluate_all(
        "found => found.filter(b => b.getBoundingClientRect().height < 32).map(b => b.textContent)"
    )
    assert small == []
    kept = "[Object.keys(localStorage).filter(k => !k.includes('palette')), document.cookie]"
    assert page.evaluate(kept) == [[], ""]
    assert complaints == []


def test_a_drill_is_timed_beside_its_plan_even_while_the_telephone_sleeps(
    dist: Path, page: Page
) -> None:
    page.add_init_script("window.slept = 0; Date.now = () => 1e12 + window.slept;")
    complaints = open_page(page, dist, DRILL)
    assert page.locator("td[data-at] button:enabled").count() == 0
    page.get_by_role("button", name="信号响，开始").first.click()
    later = page.locator("td[data-at]:not([data-at^='-']):not([data-at='0'])").first
    planned = int(later.get_attribute("data-at") or 0)
    page.evaluate(f"window.slept = {(planned + 7) * 1000}")  # without a single tick
    later.locator("button").click()
    assert later.inner_text().startswith(f"T+{planned + 7} s (+7 s)")
    record = page.locator(".clock-record").input_value()
    assert f"T+{planned} s 计划, 实测 T+{planned + 7} s, 相差 +7 s" in record
    later.locator("button").click()
    assert "T+" not in later.inner_text()
    assert complaints == []


def test_the_large_clock_marks_with_one_key_and_counts_no_pause(dist: Path, page: Page) -> None:
    page.clock.install()
    open_page(page, dist, f"en/{DRILL}")
    page.get_by_role("button", name="Large clock").click()
    page.keyboard.press(" ")
    page.clock.fast_forward(5_000)
    page.keyboard.press("p")
    page.clock.fast_forward(60_000)
    page.keyboard.press("p")
    page.clock.fast_forward(5_000)
    assert page.locator(".clock-time-large").inner_text() == "0:10"
    page.keyboard.press(" ")
    page.keyboard.press("o")
    assert page.url.endswith(DRILL)  # p and o are keys of the clock alone
    page.keyboard.press("Escape")
    record = page.locator(".clock-record").input_value()
    assert "T+0 s planned, measured T+10 s, difference +10 s" in record
    assert record.endswith("other T+10 s")


@pytest.mark.parametrize("folder", ["", "en/"])
def test_an_answer_is_judged_at_once_with_its_reason(
    dist: Path, telephone: Page, folder: str
) -> None:
    page = telephone
    complaints = open_page(page, dist, folder + BANK)
    bank = page.locator("ol.bank").first
    boxes = bank.locator("fieldset")
    asked = boxes.count()
    for number in range(asked):
        box = boxes.nth(number)
        right = int(bank.locator("> li").nth(number).get_attribute("data-right") or 0)
        chosen = right % box.locator("button").count() if number == 0 else right - 1
        verdict = box.locator("[role=status]")
        assert verdict.inner_text() == ""
        box.locator("button").nth(chosen).press("Enter")
        told = verdict.inner_text()
        assert told.startswith(RIGHT[folder]) == (number > 0)
        assert len(told.splitlines()) > 1
        box.locator("button").first.press("Enter")
        assert verdict.inner_text() == told
    score = page.locator(".quiz-score").first
    assert score.inner_text().endswith(f" {asked - 1}")
    page.get_by_role("button", name="再做一次" if not folder else "Once more").first.click()
    assert score.inner_text() == ""
    assert boxes.first.locator("[role=status]").inner_text() == ""
    assert complaints == []


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_wrong_choice_leads_back_and_the_right_ones_to_safety(
    dist: Path, telephone: Page, folder: str
) -> None:
    page = telephone
    complaints = open_page(page, dist, folder + DECISION)
    shown = page.locator("section.scene:visible")
    assert shown.get_attribute("id") == "scene-alarm"
    shown.locator(".quiz-option").nth(1).press("Enter")
    shown.locator(".scene-because button").press("Enter")
    assert shown.get_attribute("id") == "scene-packing"
    assert page.evaluate("document.activeElement.tagName") == "H3"
    for _ in range(12):
        if not shown.locator(".quiz-option").count():
            break
        shown.locator(".quiz-option").first.press("Enter")
        assert shown.locator(".scene-because p").inner_text()
        shown.locator(".scene-because button").press("Enter")
    assert shown.get_attribute("id") == "scene-safe"
    assert page.locator(".scene-path li").count() > 6
    assert complaints == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_stage_is_led_to_its_own_test_paper(dist: Path, language: str) -> None:
    page = read_html(dist / ("" if language == "zh" else "en") / BANK)
    document = PdfReader(dist / f"pdf/tests/fire-bank-pupils-A4-{language}.pdf")
    stages = [link.partition("#nameddest=")[2] for link in page.links if "#nameddest=" in link]
    assert [f"for-{stage}" for stage in stages] == [name for name in page.ids if "for-" in name]
    for stage, heading in zip(stages, page.headings["h2"], strict=False):
        number = document.get_destination_page_number(document.named_destinations[stage])
        assert number is not None
        begun = squeeze(document.pages[number].extract_text()).partition("1.")[0]
        assert squeeze(heading) in begun


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_test_paper_asks_everything_and_betrays_nothing(dist: Path, language: str) -> None:
    folder = "" if language == "zh" else "en/"
    page = read_html(dist / f"{folder}{BANK}")
    for kind in ("tests", "keys"):
        path = f"pdf/{kind}/fire-bank-pupils-A4-{language}.pdf"
        assert any(link.endswith(path) for link in page.links)
    paper = squeeze(read_pdf(dist / f"pdf/tests/fire-bank-pupils-A4-{language}.pdf").text)
    key = squeeze(read_pdf(dist / f"pdf/keys/fire-bank-pupils-A4-{language}.pdf").text)
    for question in yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["questions"]:
        assert squeeze(question["question"][language]) in paper
        assert squeeze(question["reason"][language]) in key
        assert squeeze(question["reason"][language]) not in paper
    cards = read_pdf(dist / f"pdf/role-cards/fire-evacuation-A4-{language}.pdf")
    assert len(cards.sizes_mm) == 5  # nine posts, two on a page
