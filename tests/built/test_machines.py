# SPDX-License-Identifier: MIT
"""Search engines, feed readers and chat programs find every public page, and no closed one."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.built.output import SHELVES

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"

MOST_BYTES = 40_000

ADDRESS = re.compile(r'<link rel="canonical" href="([^"]+)"')
META = re.compile(r'<meta property="og:([^"]+)" content="([^"]*)"')
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

TIME = re.compile(r"PT\d+M")


@pytest.fixture(scope="module")
def manifest(dist: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture(scope="module")
def pages(dist: Path, manifest: dict[str, Any]) -> dict[str, str]:
    """What stands in every page that may be listed, by its path."""
    paths = [file["path"] for file in manifest["files"] if file["kind"] == "page"]
    shown = [path for path in paths if Path(path).name not in ("404.html", "search.html")]
    texts = {path: (dist / path).read_text(encoding="utf-8") for path in shown}
    return {path: text for path, text in texts.items() if 'http-equiv="refresh"' not in text}


@pytest.fixture(scope="module")
def root(dist: Path) -> str:
    """Where the site stands, as `robots.txt` tells it."""
    (line,) = re.findall(r"^Sitemap: (.+)/sitemap\.xml$", read(dist, "robots.txt"), re.MULTILINE)
    return f"{line}/"


def read(dist: Path, name: str) -> str:
    return (dist / name).read_text(encoding="utf-8")


def item_pages(pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in pages.items():
        shelf, _, name = path.removeprefix("en/").rpartition("/")
        if shelf in SHELVES and name != "index.html":
            yield path, text


def test_the_sitemap_lists_every_page_once_and_no_page_behind_a_code(
    dist: Path, manifest: dict[str, Any], pages: dict[str, str], root: str
) -> None:
    urls = ET.parse(dist / "sitemap.xml").findall(f"{SITEMAP}url")  # noqa: S314 - our own
    listed = [url.findtext(f"{SITEMAP}loc") or "" for url in urls]
    assert sorted(listed) == sorted(root + path for path in pages)
    for url in urls:
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert links.keys() == {"zh-CN", "en"}
        assert url.findtext(f"{SITEMAP}loc") in links.values()
        assert set(links.values()) <= set(listed)
        if day := url.findtext(f"{SITEMAP}lastmod"):
            assert date.fromisoformat(day) <= date.fromisoformat(manifest["as_of"])
    dated = [url for url in urls if url.findtext(f"{SITEMAP}lastmod")]
    assert len(dated) > len(list(item_pages(pages)))


def test_every_page_names_its_address(pages: dict[str, str], root: str) -> None:
    for path, text in pages.items():
        assert ADDRESS.findall(text) == [root + path]


@pytest.mark.parametrize("name", ["feed.xml", "en/feed.xml"])
def test_the_feed_keeps_to_rfc_4287(dist: Path, name: str, root: str) -> None:
    feed = ET.parse(dist / name).getroot()  # noqa: S314 - our own
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for element in (feed, *entries):
        for once in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{once}")
            assert (found.text or "").strip()
        moment = element.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(moment).tzinfo
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
        assert (element.findtext(f"{ATOM}id") or "").startswith(root)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == root + name
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        assert (dist / (link.get("href") or "").removeprefix(root)).is_file()
        assert entry.findtext(f"{ATOM}summary")


def test_every_page_leads_to_the_feed_of_its_language(dist: Path, pages: dict[str, str]) -> None:
    for path, text in pages.items():
        (href,) = re.findall(r'type="application/atom\+xml" [^>]*href="([^"]+)"', text)
        found = (dist / path).parent.joinpath(href).resolve()
        assert found == (dist / ("en" if path.startswith("en/") else "") / "feed.xml").resolve()


def test_no_title_and_no_description_says_the_name_of_the_site_twice(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        told = dict(META.findall(text))
        title = re.search("<title>(.*?)</title>", text)
        name = told["site_name"]
        assert title
        assert title[1].count(name) == 1, path
        assert told["description"].count(name) <= 1, path


def test_a_link_in_a_chat_shows_title_and_picture(
    dist: Path, pages: dict[str, str], root: str
) -> None:
    pictures = set()
    for path, text in pages.items():
        told = dict(META.findall(text))
        assert told["url"] == root + path
        assert told["title"]
        assert told["description"]
        assert told["image"].startswith(root)
        pictures.add(told["image"].removeprefix(root))
    for path, _ in item_pages(pages):
        assert f"share/{path.removeprefix('en/').removesuffix('.html')}.png" in pictures
    for name in pictures:
        file = dist / name
        assert file.stat().st_size <= MOST_BYTES, name
        with Image.open(file) as picture:
            assert (picture.size, picture.mode) == ((1200, 630), "P")
            assert len(picture.convert("RGB").getcolors(256) or []) > 2, name


def test_the_description_of_every_item_has_what_schema_org_asks_for(
    pages: dict[str, str], root: str
) -> None:
    asked = {"@context", "@type", "@id", "url", "name", "inLanguage", "learningResourceType"}
    for path, text in item_pages(pages):
        (said,) = LINKED.findall(text)
        told = json.loads(said)
        assert asked <= told.keys()
        assert (told["@context"], told["@type"]) == ("https://schema.org", "LearningResource")
        assert told["url"] == told["@id"] == root + path
        assert told["inLanguage"] == ("en" if path.startswith("en/") else "zh-CN")
        assert date.fromisoformat(told["dateModified"])
        assert all(each["@type"] == "EducationalAudience" for each in told["audience"])
        terms = [*told.get("teaches", ()), *told.get("assesses", ())]
        assert all(each["@type"] == "DefinedTerm" and each["name"] for each in terms)
        assert TIME.fullmatch(told.get("timeRequired", "PT1M"))
        assert told["name"]
        assert told["license"].startswith("https://")
