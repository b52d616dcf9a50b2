# SPDX-License-Identifier: MIT
"""The site as files: links lead somewhere, pages are reached, nothing comes from outside."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.built.output import SHELVES, follow, read_html


def html_files(dist: Path) -> list[Path]:
    found = sorted(dist.rglob("*.html"))
    assert len(found) > 100
    return found


def test_every_link_leads_to_a_file_and_to_a_place_in_it(dist: Path) -> None:
    broken = []
    for page in html_files(dist):
        for link in {*read_html(page).links, *read_html(page).loaded}:
            target = follow(page, link, dist)
            if target is None:
                continue
            path, fragment = target
            path = path / "index.html" if link == "/" else path
            if not (path.is_file() and path.is_relative_to(dist.resolve())):
                broken.append(f"{page.relative_to(dist)}: {link}")
            elif fragment and path.suffix == ".html" and fragment not in read_html(path).ids:
                broken.append(f"{page.relative_to(dist)}: {link} has no such place")
    assert broken == []


def test_the_only_addresses_outside_are_telephone_numbers(dist: Path) -> None:
    schemes = {
        urlsplit(link).scheme
        for page in html_files(dist)
        for link in (*read_html(page).links, *read_html(page).loaded)
    }
    assert schemes == {"", "tel", "data"}, "data: the icon of pages behind codes, which is none"


def test_every_page_is_reached_from_the_home_pages(dist: Path) -> None:
    waiting = [dist.resolve() / "index.html", dist.resolve() / "en" / "index.html"]
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        for link in read_html(page).links:
            target = follow(page, link, dist)
            if target and target[0].suffix == ".html" and target[0] not in seen:
                seen.add(target[0])
                waiting.append(target[0])
    pages = {page.resolve() for page in html_files(dist) if page.name != "404.html"}
    assert pages - seen == set()


@pytest.mark.parametrize(("name", "root"), [("404.html", "/"), ("en/404.html", "/en/")])
def test_a_wrong_address_leads_on_within_the_language(dist: Path, name: str, root: str) -> None:
    page = read_html(dist / name)
    inside = [link for link in page.links if not link.startswith(("#", "https:"))]
    assert f"{root}now.html" in inside
    assert f"{root}search.html" in page.loaded
    for link in (*inside, *page.loaded):
        assert link.startswith(root), link
        assert not link.startswith("//"), link
        path = dist / link.removeprefix("/")
        assert (path / "index.html" if link.endswith("/") else path).is_file(), link


def test_every_page_says_its_language(dist: Path) -> None:
    wrong = []
    for page in html_files(dist):
        is_english = page.relative_to(dist).parts[0] == "en"
        allowed = ("en",) if is_english else ("zh", "zh-CN", "zh-Hans")
        if read_html(page).language not in allowed:
            wrong.append((page.relative_to(dist), read_html(page).language))
    assert wrong == []


def test_every_id_stands_once_on_its_page(dist: Path) -> None:
    double = {
        (page.relative_to(dist), name)
        for page in html_files(dist)
        for name, count in Counter(read_html(page).ids).items()
        if count > 1
    }
    assert double == set()


def test_every_page_has_one_main_heading(dist: Path) -> None:
    headings = {page.relative_to(dist): read_html(page).headings["h1"] for page in html_files(dist)}
    assert {page: found for page, found in headings.items() if len(found) != 1} == {}


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_item_has_its_page_in_both_languages(dist: Path, shelf: str) -> None:
    chinese = {page.name for page in (dist / shelf).glob("*.html")}
    assert chinese == {page.name for page in (dist / "en" / shelf).glob("*.html")}
    assert len(chinese) > 4


def test_others_may_read_the_output(dist: Path) -> None:
    closed = [path for path in (dist, *dist.rglob("*")) if not path.stat().st_mode & 0o044]
    assert closed == []
