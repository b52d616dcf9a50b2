# SPDX-License-Identifier: MIT
"""The zip for a USB stick, unpacked: one file opens all of it, without a network."""

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.built.firefox import ENTER, Firefox, find_firefox, running
from tests.built.output import follow, read_html
from tests.built.page_judge import page_faults
from tests.tiny_tree import run_muster

SCHOOL = "sample"

MOST_MB = 150

JOINED = re.compile(r"(en/)?search/(zh|en)/[a-z]-[0-9]+[.]js")
"""Pieces of the search index lie together; a stick takes long over thousands of small files."""

FORBIDDEN = set('<>:"\\|?*') | {chr(n) for n in range(32)}
"""What Windows refuses in names of files."""

LONGEST_PATH = 180
"""Windows opens 259 characters; the rest is for the folders that a school unpacks into."""


@pytest.fixture(scope="module")
def packed(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("carried") / "muster.zip"
    told = run_muster("carry", SCHOOL, "--out", dist, "--to", target, "--most-mb", f"{MOST_MB}")
    assert told.returncode == 0, told.stdout + told.stderr
    return target


@pytest.fixture(scope="module")
def stick(packed: Path) -> Path:
    folder = packed.parent / "U 盘"
    with zipfile.ZipFile(packed) as file:
        file.extractall(folder)
    return folder


def test_the_zip_is_small_enough_and_its_names_are_fit_for_windows(packed: Path) -> None:
    assert packed.stat().st_size <= MOST_MB * 1_000_000
    with zipfile.ZipFile(packed) as file:
        names = file.namelist()
        assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    assert [name for name in names if "/" not in name] == ["打开-START.html"]
    assert max(map(len, names)) < LONGEST_PATH
    assert [name for name in names if FORBIDDEN & set(name)] == []
    parts = {part for name in names for part in name.split("/")}
    assert [part for part in parts if part.endswith((".", " "))] == []


def test_only_what_is_public_and_of_the_school_is_carried(dist: Path, stick: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    of = {file["path"]: file for file in manifest["files"]}
    inside = stick / "muster"
    carried = [p.relative_to(inside).as_posix() for p in inside.rglob("*") if p.is_file()]
    carried = [name for name in carried if not JOINED.fullmatch(name)]
    files = [of[name] for name in carried]
    assert len(files) > 1000
    assert [f["path"] for f in files if not f["public"]] == []
    assert {f["school"] for f in files if f["kind"] != "page"} == {None, SCHOOL}
    own = {f["path"] for f in of.values() if f["kind"] == "sheet" and f["school"] == SCHOOL}
    assert own
    assert own <= set(carried)


def test_the_index_lies_in_few_files_and_none_of_its_pieces_is_lost(
    dist: Path, stick: Path
) -> None:
    for folder in ("search/zh", "en/search/en"):
        built, carried = (list((root / folder).iterdir()) for root in (dist, stick / "muster"))
        assert len(carried) < len(built) / 20
        pieces, joined = (
            sorted(line for file in files for line in file.read_bytes().splitlines())
            for files in (built, carried)
        )
        differing = set(joined) ^ set(pieces)
        assert len(joined) == len(pieces)
        assert len(differing) == 2, "the summary says how many lie together"
        assert all(b'"index",' in line for line in differing)


def test_links_on_the_stick_lead_to_files_and_pages_keep_their_policy(
    stick: Path,
) -> None:
    broken = []
    for page in sorted(stick.rglob("*.html"))[::8]:
        for link in {*read_html(page).links, *read_html(page).loaded}:
            target = follow(page, link, stick / "muster")
            if target and not (target[0].is_file() and target[0].is_relative_to(stick.resolve())):
                broken.append(f"{page.relative_to(stick)}: {link}")
        broken += page_faults(page.read_text(encoding="utf-8"))
    assert broken == []


def test_one_file_opens_the_way_to_everything(stick: Path, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((stick / "打开-START.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_text("现在怎么办？").click()
    page.locator("a[href^='tel:']").nth(3).wait_for(state="attached")  # a fourth is there
    page.go_back()
    page.locator("ul.ways a", has_text="This school").click()
    page.locator("article a[href$='.pdf']").first.wait_for()
    assert page.locator("h1").inner_text()
    links = page.locator("article a[href$='.pdf']").evaluate_all("found => found.map(a => a.href)")
    assert links
    page.locator(".muster-search input").fill("evacuation")
    page.locator(".muster-search").evaluate("form => form.submit()")
    page.wait_for_selector("ol[data-search-results] > li a")
    page.locator("ol[data-search-results] > li a").first.click()
    assert page.locator("article h1").inner_text()
    assert [url for url in asked if not url.startswith((stick.as_uri(), "data:"))] == []
    assert said == []


DRILL = "drills/fire-evacuation.html"
LESSON = "lessons/fire-junior-way-out.html"
BANK = "questions/fire-bank-pupils.html"
BUILDING = "buildings/sample/teaching.html"


@pytest.fixture(scope="module")
def firefox_tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One tab for the tests of this file; skipped where there is no Firefox."""
    program = find_firefox()
    if program is None:
        pytest.skip("no Firefox: make setup-test installs it on Debian, elsewhere you do")
    with running(program, tmp_path_factory.mktemp("firefox")) as tab:
        tab.size(360, 740)
        yield tab


@pytest.fixture
def firefox(firefox_tab: Firefox) -> Iterator[Firefox]:
    """The tab, which after each test has asked for nothing outside and complained of nothing."""
    firefox_tab.asked.clear()
    firefox_tab.said.clear()
    yield firefox_tab
    firefox_tab.ask("1")  # what was told until now comes before the answer
    assert [each for each in firefox_tab.asked if not each.startswith(("data:", "file:"))] == []
    assert firefox_tab.said == []


def reach(firefox: Firefox, page: str) -> None:
    """Wait until a page of the stick is there; in Firefox too it is no wider than the screen."""
    firefox.arrive(rf"{re.escape(page)}$")
    assert firefox.ask("document.documentElement.scrollWidth") <= 360


def test_firefox_opens_the_one_file_and_from_it_what_to_do_now_and_the_home_page(
    stick: Path, firefox: Firefox
) -> None:
    firefox.open((stick / "打开-START.html").as_uri())
    firefox.click("a[href='muster/now.html']")
    reach(firefox, "/now.html")
    assert firefox.ask("document.querySelectorAll(\"a[href^='tel:']\").length") > 3
    firefox.open((stick / "打开-START.html").as_uri())
    firefox.click("a[href='muster/en/index.html']")
    reach(firefox, "/en/index.html")
    firefox.click(".muster-language")
    reach(firefox, "/muster/index.html")


@pytest.mark.parametrize(
    ("folder", "query", "wanted"),
    [
        ("", "灭火筒", "trainings/fire-training-extinguisher-practice"),
        ("", "fns", "/drowning-"),
        ("en/", "bus evacuation", "school-bus-evacuation"),
    ],
)
def test_firefox_searches_the_stick_by_keys(
    stick: Path, firefox: Firefox, folder: str, query: str, wanted: str
) -> None:
    firefox.open((stick / "muster" / folder / LESSON).as_uri())
    firefox.click(".muster-search input")
    firefox.type(query)
    firefox.wait_until("Boolean(document.querySelector('[role=option][data-address]'))")
    addresses = "[...document.querySelectorAll('[role=option]')].map(o => o.dataset.address).join()"
    assert wanted in firefox.ask(addresses)
    firefox.type(ENTER)
    reach(firefox, "/search.html")
    firefox.wait_until("Boolean(document.querySelector('ol[data-search-results] > li a'))")
    firefox.click("ol[data-search-results] > li a")
    firefox.arrive(wanted)
    assert firefox.ask("document.querySelector('article h1').textContent")


def test_firefox_teaches_a_lesson_times_a_drill_and_judges_an_answer(
    stick: Path, firefox: Firefox
) -> None:
    firefox.open((stick / "muster" / LESSON).as_uri())
    firefox.click(".downloads button.button-strong")
    firefox.wait_until("Boolean(document.querySelector('dialog[open]'))")
    firefox.open((stick / "muster" / DRILL).as_uri())
    firefox.click(".clock-tools .button-strong")
    clock = "document.querySelector('.clock-time').textContent"
    firefox.wait_until(f"/T\\+[1-9]/.test({clock})")
    firefox.open((stick / "muster" / BANK).as_uri())
    firefox.click("ol.bank .quiz-option")
    assert firefox.ask("document.querySelector('.quiz-verdict').textContent")


def test_firefox_shows_the_way_from_a_room_and_the_page_behind_its_code(
    stick: Path, firefox: Firefox
) -> None:
    firefox.open((stick / "muster" / BUILDING).as_uri())
    firefox.click(".plan-rooms a[href='#room-P203']")
    seen = "[...document.querySelectorAll('.plan-view')].filter(v => v.offsetHeight).map(v => v.id)"
    firefox.wait_until(f"{seen}.join() === 'room-P203'")
    firefox.click("#room-P203 a[href='#room-P203_no-B']")
    firefox.wait_until(f"{seen}.join() === 'room-P203_no-B'")
    firefox.click("#room-P203_no-B [data-open]")
    firefox.click("#room-P203 .downloads a[href*='/Q/']")
    firefox.arrive(r"/Q/[^/]+/index\.html$")
    assert firefox.ask("document.querySelectorAll('ol li').length") > 2
