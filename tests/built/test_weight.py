# SPDX-License-Identifier: MIT
"""What a telephone fetches: bytes over the wire, from a server that zips."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.built.output import CHROMIUM_ARGUMENTS, find_chromium, wait_until
from tests.built.school_server import serving, with_hanzi, without_hanzi
from tests.built.templates import page_of_kind

LESSON_KB = 100
LANDING_KB = 14
SEARCH_KB = 60


@dataclass
class Wire:
    """What came over it since it was made or last read off."""

    bytes_of: dict[str, int] = field(default_factory=dict)
    _addresses: dict[str, str] = field(default_factory=dict)

    def asked(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def came(self, event: dict[str, Any]) -> None:
        address = self._addresses[event["requestId"]]
        if not address.startswith("data:"):
            self.bytes_of[address] = int(event["encodedDataLength"])

    def read_off(self) -> dict[str, int]:
        found, self.bytes_of = self.bytes_of, {}
        return found


@pytest.fixture(scope="module")
def server(dist: Path) -> Iterator[str]:
    with serving(dist) as address:
        yield address


@pytest.fixture(scope="module")
def telephone(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser that has hanzi of its own, and so fetches no font."""
    started = _launch(playwright, with_hanzi(tmp_path_factory.mktemp("fonts")))
    yield started
    started.close()


def _launch(playwright: Playwright, environment: dict[str, str]) -> Browser:
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS, env={**environment}
    )


@pytest.fixture
def tab(telephone: Browser) -> Iterator[Page]:
    with telephone.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, service_workers="block"
    ) as context:
        yield context.new_page()


def listen(tab: Page) -> Wire:
    wire = Wire()
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", wire.asked)
    session.on("Network.loadingFinished", wire.came)
    return wire


def visit(tab: Page, address: str) -> None:
    tab.goto(address, wait_until="networkidle")


@pytest.mark.parametrize("kind", ["lesson", "en/lesson"])
def test_the_first_view_of_a_lesson_is_light_and_fetches_no_index(
    dist: Path, server: str, tab: Page, kind: str
) -> None:
    wire = listen(tab)
    visit(tab, server + page_of_kind(dist, kind).relative_to(dist).as_posix())
    found = wire.read_off()
    assert sum(found.values()) <= LESSON_KB * 1000, found
    assert len(found) > 4
    assert [address for address in found if "/search/" in address or "search.js" in address] == []


def test_the_page_behind_a_code_is_one_light_answer(dist: Path, server: str, tab: Page) -> None:
    for file in sorted(dist.glob("Q/*/index.html"))[:3]:
        wire = listen(tab)
        visit(tab, server + file.relative_to(dist).as_posix())
        found = wire.read_off()
        assert len(found) == 1
        assert sum(found.values()) <= LANDING_KB * 1000, found


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("lesson", "溺水"),
        ("lesson", "fns"),
        ("lesson", "shipinanquanjiancha"),
        ("lesson", "mihuoqirenshi"),  # misspelt: compared with words that begin or end so
        ("lesson", "防逆水检查制度"),  # sounds like what is meant
        ("lesson", "灭火qi"),
        ("lesson", "lab"),
        ("en/lesson", "school bus drill"),
        ("en/lesson", "the"),  # stands inside of hundreds of words
    ],
)
def test_the_first_result_comes_with_little_more(
    dist: Path, server: str, tab: Page, kind: str, query: str
) -> None:
    wire = listen(tab)
    visit(tab, server + page_of_kind(dist, kind).relative_to(dist).as_posix())
    wire.read_off()
    box = tab.locator(".muster-search input")
    box.focus()
    wait_until(tab, "() => Boolean(window.musterSearch)")
    box.fill(query)
    tab.wait_for_selector("[role=option]")
    tab.wait_for_load_state("networkidle")
    found = wire.read_off()
    assert sum(found.values()) <= SEARCH_KB * 1000, found


MOVED = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""

FONT_AND_PAINT_MS = """() => [
  ...performance.getEntriesByType("resource").filter(each => each.name.endsWith(".woff2"))
    .map(each => each.startTime),
  performance.getEntriesByName("first-contentful-paint")[0].startTime]"""


@pytest.mark.parametrize("kind", ["lesson", "drill", "procedure"])
def test_a_machine_without_hanzi_gets_them_once_the_page_is_drawn_and_no_line_moves(
    dist: Path, server: str, playwright: Playwright, tmp_path: Path, kind: str
) -> None:
    browser = _launch(playwright, without_hanzi(tmp_path))
    tab = browser.new_page(viewport={"width": 360, "height": 740})
    visit(tab, server + page_of_kind(dist, kind).relative_to(dist).as_posix())
    assert tab.evaluate("document.fonts.check('1em \"Muster Sans\"', '安')")
    font_ms, paint_ms = tab.evaluate(FONT_AND_PAINT_MS)
    assert font_ms >= paint_ms > 0
    assert tab.evaluate(MOVED) < 0.1  # a fifth to a third of the screen before
    browser.close()
