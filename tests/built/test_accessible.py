# SPDX-License-Identifier: MIT
"""No page, and nothing that opens on one, breaks a rule of WCAG 2.2 A or AA that axe-core knows."""

import hashlib
from collections.abc import Callable
from itertools import pairwise, product
from typing import Any, Literal, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.built.axe_judge import AXE, make_ready, violations
from tests.built.templates import BY_TURNS, KINDS, PAGE_OF, Addresses
from tests.tiny_tree import ROOT

AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
"""Of `axe.min.js` in the npm package axe-core 4.14.1, MPL-2.0, unchanged."""

Scheme = Literal["light", "dark"]


def show(tab: Page, address: str, width: int, scheme: Scheme) -> None:
    """Open a page, so wide and in this scheme from its beginning."""
    tab.set_viewport_size({"width": width, "height": 740})
    tab.emulate_media(color_scheme=scheme)
    tab.goto("about:blank")  # else an address that is open already would not be opened again
    tab.goto(address)


def test_the_judge_is_the_one_that_was_published() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256
    assert "Mozilla Public License" in (AXE.parent / "LICENSE").read_text(encoding="utf-8")


def test_every_template_has_a_page_that_is_judged() -> None:
    templates = {path.stem for path in (ROOT / "theme" / "site").glob("[!_]*.md")}
    assert templates == set(PAGE_OF)


def test_the_judge_finds_what_is_wrong(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<html lang=zh><title>t</title><img src=x><p style='color:#ccc'>pale</p>")
        make_ready(page)
        assert {found.split(":")[0] for found in violations(page)} == {
            "image-alt",
            "color-contrast",
        }
        assert violations(page, of_colour_alone=True)


IN_THE_DARK = frozenset(BY_TURNS)
"""A page behind a code has no scheme: it is read in sunlight, in a hurry."""


def test_every_template_is_judged_in_the_dark() -> None:
    assert {kind.removeprefix("en/") for kind in IN_THE_DARK} == {*PAGE_OF, "404"}


OUTLINE = """() => ({
  levels: Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"), h => +h.tagName[1]),
  unnamed: Array.from(document.querySelectorAll("nav, [role=region], [role=search], [role=group]"))
    .filter(each => !each.getAttribute("aria-label") && !each.getAttribute("aria-labelledby"))
    .map(each => each.outerHTML.slice(0, 100)),
  foreign: (() => {
    const wrong = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode());) {
      const holder = text.parentElement.closest("[lang]");
      const isPlain = !text.parentElement.closest("script, style, svg, option, noscript");
      if (isPlain && holder.lang.startsWith("en") && /[\\u3400-\\u9fff]/.test(text.data)) {
        wrong.push(text.data.trim().slice(0, 60));
      }
    }
    return wrong.slice(0, 5);
  })(),
})"""


def faults_when_read_out(page: Page) -> list[str]:
    """Return what confuses who hears a page: titles, headings, landmarks, languages."""
    found = cast("dict[str, Any]", page.evaluate(OUTLINE))
    levels = found["levels"]
    gaps = [f"h{one} before h{two}" for one, two in pairwise(levels) if two > one + 1]
    titles = [] if levels.count(1) == 1 else [f"{levels.count(1)} titles"]
    return [*titles, *gaps, *found["unnamed"], *found["foreign"]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_template_breaks_no_rule_and_makes_sense_read_out(
    address_of: Addresses, tab: Page, kind: str
) -> None:
    """Narrow and light in one language, wide and light in the other; the dark crosswise.

    In the dark a template is shown in one language, by turns; `make audit` shows it in both.
    """
    address = address_of(kind)
    light_px, dark_px = (1280, 360) if kind.startswith("en/") else (360, 1280)
    show(tab, address, light_px, "light")
    assert faults_when_read_out(tab) == []
    make_ready(tab, most=3)
    assert violations(tab) == []
    if kind not in IN_THE_DARK:
        return
    show(tab, address, dark_px, "dark")
    assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
    make_ready(tab, most=3)
    assert violations(tab, of_colour_alone=True) == []


@pytest.mark.audit
@pytest.mark.parametrize(
    ("kind", "width", "scheme"), [*product(KINDS, (360, 1280), ("light", "dark"))]
)
def test_at_both_sizes_in_both_schemes_a_page_breaks_no_rule(
    address_of: Addresses, tab: Page, kind: str, width: int, scheme: Scheme
) -> None:
    show(tab, address_of(kind), width, scheme)
    make_ready(tab, most=30)
    assert violations(tab) == []


def _press(*selectors: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return press


def _suggest(page: Page) -> None:
    page.locator(".muster-search input").focus()
    page.keyboard.type("119")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")


def _search(page: Page) -> None:
    page.locator("#muster-query").focus()
    page.keyboard.type("119")
    page.wait_for_selector("ol[data-search-results] > li")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "teaching on screen": ("lesson", _press(".downloads button.button-strong", ".teach-noted")),
    "the clock of a drill": (
        "drill",
        _press(".clock-tools .button-strong", ".clock-tools button:nth-of-type(2)"),
    ),
    "a question that was answered": ("questionbank", _press(".quiz-option")),
    "what the box suggests": ("home", _suggest),
    "the page of results": ("search", _search),
    "the menu of a telephone": ("lesson", _press(".muster-menu")),
}
"""What opens on a page: its template, and what is done there."""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_on_a_page_breaks_no_rule(
    address_of: Addresses, tab: Page, state: str, scheme: Scheme
) -> None:
    kind, act = STATES[state]
    show(tab, address_of(kind), 360, scheme)
    act(tab)
    make_ready(tab, most=8)
    assert violations(tab) == []
