# SPDX-License-Identifier: MIT
"""With keys alone: every page is walked through, the focus is seen, and everything can be done."""

from itertools import groupby
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, Page

from tests.built.output import wait_until
from tests.built.templates import KINDS_BY_TURNS, Addresses

MOST_STOPS = 40
"""Of one page; a thousand links of a table are walked like the first of them."""

MOST_PARTS = 10
"""Stops inside of one element: a film has keys of its own."""

WHERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) { return null; }
  const walked = window.walked = window.walked || [];
  const place = walked.indexOf(at);
  const option = at.matches(".md-option") ? at.nextElementSibling : at;
  const box = option.getClientRects()[0] || option.getBoundingClientRect();
  const style = getComputedStyle(option);
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const hits = [0.2, 0.5, 0.8].map(part => document.elementFromPoint(
    (left + right) / 2, top + (bottom - top) * part
  ));
  return {
    place: place < 0 ? walked.push(at) - 1 : place,
    html: at.outerHTML.slice(0, 120),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth && style.visibility === "visible",
    outlined: at.matches("video") || style.outlineStyle === "auto"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    free: hits.some(hit => hit && (option.contains(hit) || hit.contains(option))),
  };
}"""
"""What has the focus: whether it is seen, outlined, and under nothing else (WCAG 2.4.7, 2.4.11)."""


def walk(page: Page, most: int = MOST_STOPS) -> list[dict[str, Any]]:
    """Press Tab until the focus has left the page, or `most` times."""
    stops: list[dict[str, Any]] = []
    while len(stops) < most:
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None:
            break
        stops.append(stop)
    return stops


def open_page(tab: Page, address: str, width: int) -> Page:
    tab.set_viewport_size({"width": width, "height": 740})
    tab.goto("about:blank")
    tab.goto(address)
    return tab


@pytest.mark.parametrize("kind", KINDS_BY_TURNS)
def test_tab_leads_through_a_page_and_what_has_the_focus_is_always_seen(
    address_of: Addresses, tab: Page, kind: str
) -> None:
    is_narrow = kind.startswith("en/") or kind == "landing"
    tab.set_viewport_size({"width": 360 if is_narrow else 1280, "height": 740})
    tab.goto(address_of(kind))
    stops = walk(tab)
    tab.set_viewport_size({"width": 320, "height": 740})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, "at 400 % nothing is read by scrolling sideways"
    assert len(stops) > 3
    assert kind == "landing" or "md-skip" in stops[0]["html"], "the way past the menus comes first"
    assert [s["html"] for s in stops if not s["seen"]] == []
    assert [s["html"] for s in stops if not s["outlined"]] == []
    assert [s["html"] for s in stops if not s["free"]] == []
    longest = max(len(list(same)) for _, same in groupby(stop["place"] for stop in stops))
    assert longest <= MOST_PARTS, "no key leads on"


@pytest.mark.parametrize("kind", ["lesson", "en/404"])
def test_the_first_key_leads_past_the_menus(address_of: Addresses, tab: Page, kind: str) -> None:
    page = open_page(tab, address_of(kind), 1280)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_past = "document.activeElement.closest('article') !== null"
    assert page.evaluate(is_past)


@pytest.mark.parametrize("kind", ["lesson", "en/404"])
def test_without_scripts_too_the_first_key_is_the_way_past_the_menus(
    address_of: Addresses, browser: Browser, kind: str
) -> None:
    with browser.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(address_of(kind))
        page.keyboard.press("Tab")
        assert page.locator(".md-skip:focus").count() == 1
        assert page.locator(".md-skip").evaluate("link => getComputedStyle(link).opacity") != "0"


def test_the_menu_of_a_telephone_opens_is_walked_and_closes_with_keys(
    address_of: Addresses, tab: Page
) -> None:
    page = open_page(tab, address_of("lesson"), 360)
    button = page.get_by_role("button", name="菜单")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    stops = [page.evaluate(WHERE), *walk(page, 6)]
    assert all(stop["seen"] and stop["outlined"] for stop in stops), stops
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('.muster-menu')")


def test_the_menu_of_a_telephone_shows_its_way_up_and_its_last_line(
    address_of: Addresses, tab: Page
) -> None:
    page = open_page(tab, address_of("lesson"), 360)
    page.get_by_role("button", name="菜单").click()
    wait_until(
        page, "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left === 0"
    )
    is_shown = """icon => {
      const box = icon.getBoundingClientRect();
      const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return box.height > 0 && icon.parentElement.contains(at);
    }"""
    title = ".md-nav--primary .md-nav__item--active > .md-nav > .md-nav__title"
    ways_up = page.locator(f"{title}:not([for=__toc]) > .md-nav__icon")
    assert ways_up.last.evaluate(is_shown)
    last = (
        page.locator(f"{title}:not([for=__toc]) ~ .md-nav__list").last.locator(":scope > li").last
    )
    last.evaluate("line => line.parentElement.scrollTo(0, line.parentElement.scrollHeight)")
    line, bar = last.bounding_box(), page.locator(".muster-now").bounding_box()
    assert line is not None
    assert bar is not None
    assert line["y"] + line["height"] <= bar["y"] + 1


def test_a_wide_screen_shows_no_button_of_a_menu_that_it_does_not_have(
    address_of: Addresses, tab: Page
) -> None:
    page = open_page(tab, address_of("lesson"), 1280)
    page.wait_for_selector(".muster-menu", state="attached")
    assert not page.locator(".muster-menu").is_visible()


def test_the_language_is_switched_with_a_key(address_of: Addresses, tab: Page) -> None:
    page = open_page(tab, address_of("drill"), 360)
    page.locator(".muster-language").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/drills/**")


def test_the_search_box_is_used_with_keys_alone(address_of: Addresses, tab: Page) -> None:
    page = open_page(tab, address_of("en/lesson"), 360)
    box = page.get_by_role("search").get_by_role("combobox").or_(page.get_by_role("searchbox"))
    box.first.focus()
    page.keyboard.type("smoke")
    page.wait_for_selector("[role=option]")
    expanded = "document.querySelector('.muster-search input').getAttribute('aria-expanded')"
    assert page.evaluate(expanded) == "true"
    page.keyboard.press("Escape")
    assert page.evaluate(expanded) == "false"
    page.keyboard.type(" ")
    page.keyboard.press("Backspace")
    wait_until(page, f"() => {expanded} === 'true'")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    target = chosen.get_attribute("data-address")
    assert target
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{Path(target).name}")


MOVING = """() => Array.from(document.querySelectorAll("body *")).slice(0, 3000).filter(each => {
  const style = getComputedStyle(each);
  return style.transitionDuration.split(", ").some(s => parseFloat(s) > 0)
    || style.animationName !== "none" || style.scrollBehavior === "smooth";
}).map(each => each.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("kind", ["home", "en/lesson", "coverage", "questionbank"])
def test_nothing_moves_for_those_who_asked_for_stillness(
    address_of: Addresses, tab: Page, kind: str
) -> None:
    page = open_page(tab, address_of(kind), 1280)
    found = cast("list[str]", page.evaluate(MOVING))
    assert found == []
