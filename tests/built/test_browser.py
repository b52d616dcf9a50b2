# SPDX-License-Identifier: MIT
"""The site in a real browser, opened as files: quiet, inside its own folder, not too wide."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "lessons/index.html",
    "lessons/fire-primary-two-ways.html",
    "drills/fire-evacuation.html",
    "procedures/fire-in-building.html",
    "posters/fire-get-out.html",
    "schools/sample.html",
    "buildings/sample/teaching.html",
    "coverage/index.html",
    "coverage/year/sample.html",
    "coverage/tongzhou-2020.html",
    "calendar/index.html",
    "sources/index.html",
    "search.html",
    "now.html",
    "find/index.html",
)
"""One of each kind."""

EVERY_PAGE = [f"{folder}{page}" for folder in ("", "en/") for page in PAGES]


def address(dist: Path, page: str) -> str:
    if page == "landing":
        page = f"{min(folder.name for folder in (dist / 'Q').iterdir())}/index.html"
        return (dist / "Q" / page).as_uri()
    return (dist / page).as_uri()


@contextmanager
def overhearing(tab: Page, asked: list[str], complaints: list[str]) -> Iterator[None]:
    """Note what a tab asks for and what it complains of."""
    listeners = {
        "request": lambda request: asked.append(request.url),
        "requestfailed": lambda request: complaints.append(f"failed: {request.url}"),
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda message: (
            complaints.append(message.text) if message.type != "log" else None
        ),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)  # type: ignore[call-overload]
    yield
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)


@pytest.mark.parametrize("name", [*EVERY_PAGE, "landing"])
def test_a_page_is_quiet_stays_at_home_and_fits_a_telephone(
    dist: Path, telephone: Page, name: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    with overhearing(telephone, asked, complaints):
        telephone.goto(address(dist, name))
        telephone.wait_for_timeout(100)  # for scripts that ask later
    root = dist.as_uri() + "/"
    assert [url for url in asked if not url.startswith((root, "data:"))] == []
    assert asked
    assert complaints == []
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 360
    if name != "landing":
        telephone.evaluate(LARGE)
        assert telephone.evaluate("document.documentElement.scrollWidth") <= 360


LARGE = """() => {
  const style = document.documentElement.style;
  style.fontSize = 2 * parseFloat(getComputedStyle(document.documentElement).fontSize) + "px";
}"""
"""Letters of twice the size on the same narrow screen (WCAG 2.2, 1.4.4)."""

TOO_WIDE = """() => Array.from(document.querySelectorAll(".table-scroll"))
  .filter(area => area.scrollWidth > area.clientWidth)
  .map(area => getComputedStyle(area, "::before").content)"""


def test_on_a_telephone_checklists_wrap_and_forms_say_that_they_go_on(
    dist: Path, telephone: Page
) -> None:
    telephone.goto((dist / "en" / "checklists" / "drowning-water-survey.html").as_uri())
    assert telephone.locator("[data-checks]").count() > 1
    assert telephone.evaluate(TOO_WIDE) == []
    telephone.goto((dist / "en" / "forms" / "drowning-contact-card.html").as_uri())
    hints = telephone.evaluate(TOO_WIDE)
    assert hints
    assert all("Swipe" in hint for hint in hints)


@pytest.mark.parametrize("name", PAGES)
def test_the_language_switch_leads_to_the_same_page_and_back(
    dist: Path, telephone: Page, name: str
) -> None:
    telephone.goto(address(dist, name))
    telephone.click(".muster-language")
    assert telephone.url == address(dist, f"en/{name}")
    assert telephone.evaluate("document.documentElement.lang") == "en"
    telephone.click(".muster-language")
    assert telephone.url == address(dist, name)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [("buildings/sample/teaching.html", "#room-P203_no-B"), ("search.html", "?q=fns")],
)
def test_the_language_switch_keeps_the_room_and_the_words_that_were_sought(
    dist: Path, telephone: Page, name: str, chosen: str
) -> None:
    telephone.goto(address(dist, name) + chosen)
    telephone.click(".muster-language")
    assert telephone.url == address(dist, f"en/{name}") + chosen


PART_AT_TOP = """() => [...document.querySelectorAll(".md-content h3")].findIndex(
  part => Math.abs(part.getBoundingClientRect().top - 64) < 80)"""


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_the_switch_is_in_reach_everywhere_and_keeps_the_part_that_is_read(
    dist: Path, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    name = "lessons/fire-primary-two-ways.html"
    page.goto(address(dist, f"en/{name}"))
    page.evaluate("document.querySelectorAll('.md-content h3')[6].scrollIntoView()")
    assert page.evaluate(PART_AT_TOP) == 6
    for language in ("zh", "en"):
        box = page.locator(".muster-language").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function(
            "language => document.documentElement.lang.startsWith(language)", arg=language
        )
        page.wait_for_function(f"({PART_AT_TOP})() === 6")


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_what_to_do_now_is_one_tap_away_on_every_page_however_far_one_has_read(
    dist: Path, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(dist, "en/lessons/fire-primary-two-ways.html"))
    page.evaluate("scrollTo(0, 3000)")
    page.wait_for_function("scrollY > 2000")
    box = page.locator(".muster-now").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(address(dist, "en/now.html"))


WIDTH_OF_MARK = """() => {
  const text = document.querySelector("main h1").firstChild, range = document.createRange();
  text.data = "“m”";
  range.setStart(text, 0);
  range.setEnd(text, 1);
  const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
  return range.getBoundingClientRect().width / size;
}"""


def test_quotation_marks_of_english_are_not_as_wide_as_hanzi(dist: Path, page: Page) -> None:
    page.goto(address(dist, "en/lessons/fire-primary-two-ways.html"))
    page.evaluate("document.fonts.ready")
    assert page.evaluate(WIDTH_OF_MARK) < 0.7


BROKEN = """selector => [...document.querySelectorAll(selector)].flatMap(each => {
  const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT), found = [];
  for (let text; (text = walker.nextNode());) {
    for (const word of text.data.matchAll(/[A-Za-z]{3,}/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) { found.push(word[0]); }
    }
  }
  return found;
})"""


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("index.html", ".counts th, .counts td"),
        ("find/month.html", ".counts th, .counts td"),
        ("now.html", ".dials"),
        ("procedures/school-bus-emergency.html", ".dials"),
    ],
)
def test_no_word_of_a_table_or_below_a_number_to_call_is_broken_on_a_telephone(
    dist: Path, telephone: Page, name: str, selector: str
) -> None:
    telephone.goto(address(dist, f"en/{name}"))
    assert telephone.locator(selector).count()
    assert telephone.evaluate(BROKEN, selector) == []


@pytest.mark.parametrize("name", ["index.html", "procedures/fire-in-building.html"])
def test_without_scripts_the_link_to_what_to_do_now_stays_in_reach_on_a_telephone(
    dist: Path, browser: Browser, name: str
) -> None:
    size = {"width": 360, "height": 640}
    with browser.new_context(java_script_enabled=False, viewport=size) as context:  # type: ignore[arg-type]
        tab = context.new_page()
        tab.goto(address(dist, name))
        tab.locator("footer a, footer p, footer div").last.scroll_into_view_if_needed()
        box = tab.locator(".muster-now").bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size["height"]
        tab.click(".muster-now")
        tab.click(".now-taps a >> nth=0")
        assert tab.locator(".dials a[href^='tel:']").count() > 3
        tab.goto(address(dist, "procedures/person-in-water.html"))
        numbers = [link.bounding_box() for link in tab.locator("a[href^='tel:']").all()]
        assert len(numbers) > 6
        assert min(box["height"] for box in numbers if box) >= 44


def test_the_pages_work_without_scripts(dist: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(address(dist, "index.html"))
        tab.click("table.matrix td a >> nth=0")
        assert tab.locator("article h1").inner_text()
        tab.goto(address(dist, "drills/fire-evacuation.html"))
        assert "手表" in tab.locator("noscript p").inner_text()
        tab.goto(address(dist, "search.html"))
        box = tab.locator("article input[type=search]").bounding_box()
        instead = tab.locator("article .ways a").last.bounding_box()
        assert box
        assert instead
        assert instead["y"] < box["y"]
        tab.click("article .ways a >> nth=0")
        tab.wait_for_url("**/find/index.html")
