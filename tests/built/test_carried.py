# SPDX-License-Identifier: MIT
"""The zip for a USB stick, unpacked: one file opens all of it, without a network."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.built.output import follow, read_html
from tests.built.page_judge import page_faults
from tests.tiny_tree import run_muster

SCHOOL = "sample"

MOST_MB = 150

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
    files = [of[name] for name in carried]
    assert len(files) > 1000
    assert [f["path"] for f in files if not f["public"]] == []
    assert {f["school"] for f in files if f["kind"] != "page"} == {None, SCHOOL}
    own = {f["path"] for f in of.values() if f["kind"] == "sheet" and f["school"] == SCHOOL}
    assert own
    assert own <= set(carried)


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
    assert page.locator("a[href^='tel:']").count() > 3
    page.go_back()
    page.locator("ul.ways a", has_text="This school").click()
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
