# SPDX-License-Identifier: MIT
"""Every page leads to the office files of what it shows, and every office file is led to."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pptx
import pytest

OFFICE = re.compile(r'href="([^"]*\.(?:docx|xlsx|pptx|ics))"')


@pytest.fixture(scope="module")
def linked(dist: Path) -> set[str]:
    """Return the office files that pages lead to, relative to the output."""
    found = set()
    for page in dist.rglob("*.html"):
        here = page.relative_to(dist).as_posix()
        text = page.read_text(encoding="utf-8")
        found |= {urljoin(here, link) for link in OFFICE.findall(text)}
    return found


def test_pages_lead_to_all_public_office_files_and_to_no_other(
    dist: Path, linked: set[str]
) -> None:
    files = {f.relative_to(dist).as_posix() for f in (dist / "office").rglob("*") if f.is_file()}
    assert len(files) > 500
    assert linked == files


def test_every_kind_of_office_file_is_there_in_both_languages(dist: Path) -> None:
    for language in ("zh", "en"):
        for shelf in ("lessons", "drills", "forms", "checklists", "duties", "regulations"):
            items = {p.stem for p in (dist / shelf).glob("*.html")} - {"index"}
            files = {p.stem for p in (dist / "office" / shelf).glob(f"*-{language}.docx")}
            assert files == {f"{item}-{language}" for item in items}
        for shelf in ("lessons", "trainings"):
            items = {p.stem for p in (dist / shelf).glob("*.html")} - {"index"}
            files = {p.stem for p in (dist / "office" / shelf).glob(f"*-{language}.pptx")}
            assert files == {f"{item}-{language}" for item in items}
        lessons = list((dist / "office" / "lessons").glob(f"*-{language}.docx"))
        assert len(list((dist / "office" / "letters").glob(f"*-{language}.docx"))) == len(lessons)
        assert (dist / "office" / f"coverage-{language}.xlsx").is_file()
        assert (dist / "office" / "schools" / "sample" / f"year-{language}.xlsx").is_file()


def test_every_slide_of_every_deck_has_a_title_and_room_for_its_words(dist: Path) -> None:
    decks = sorted((dist / "office").rglob("*.pptx"))
    assert len(decks) > 100
    for deck in decks[::9]:
        show = pptx.Presentation(str(deck))
        pages = [page for page in show.slides if page.shapes.title]
        assert len(pages) == len(show.slides) > 10, deck.name
        for shape in (shape for page in pages for shape in page.shapes):
            assert 0 <= shape.left <= shape.left + shape.width <= (show.slide_width or 0)
            assert 0 <= shape.top <= shape.top + shape.height <= (show.slide_height or 0)


def test_the_manifest_names_the_slides_of_each_lesson(dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    slides = [file for file in manifest["files"] if file["path"].endswith(".pptx")]
    assert {file["kind"] for file in slides} == {"office"}
    assert {file["item"] for file in slides} == {
        page.stem
        for shelf in ("lessons", "trainings")
        for page in (dist / shelf).glob("*.html")
        if page.stem != "index"
    }
