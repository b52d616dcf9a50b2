# SPDX-License-Identifier: MIT
"""Whatever people write stands on the page as they wrote it, and nothing of it becomes a tag."""

from datetime import date
from pathlib import Path

import pytest

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.settings import THEME
from generator.site.build_site import SiteFolders, build_site
from generator.site.pages import SiteInput
from generator.site.staging import escape_markdown, split_sentences
from tests.built.output import HtmlFile, read_html
from tests.tiny_tree import write_tree

WRITTEN = (
    "1. *x* _y_ `z` <script>alert(1)</script> & &amp; [a](b) ![i](j) # {{ 7 }} \\n | ~ {: #evil }"
)
"""Signs of Markdown, HTML, Jinja and attribute lists."""

SAID = "- <b>so</b> & *so* </li></ul> {% raw %}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signs")
    config = write_tree(
        folder,
        {
            "{zh: 找到出口, en: Find the exit}": f"{{zh: '{WRITTEN}', en: '{WRITTEN}'}}",
            "{zh: 示范, en: Show}": f"{{zh: '{WRITTEN}', en: '{WRITTEN}'}}",
            "{zh: 看, en: Look}": f"{{zh: '{SAID}', en: '{SAID}'}}",
            "{zh: 小册子, en: Booklet}": f"{{zh: '{WRITTEN}', en: '{WRITTEN}'}}",
        },
    )
    settings = load_settings(config).item
    assert settings
    content, findings = load_content(folder / "content", (), THEME)
    assert findings == ()
    coverage = judge_coverage(
        Judgement(content=content, settings=settings, as_of=date(2026, 11, 22))
    )
    given = SiteInput(content=content, settings=settings, sheets=(), coverage=coverage)
    folders = SiteFolders(theme=THEME, staging=folder / "staging", out=folder / "site")
    assert build_site(given, folders) == ()
    return folder / "site"


@pytest.fixture(scope="module", params=["", "en/"])
def lesson(request: pytest.FixtureRequest, site: Path) -> HtmlFile:
    return read_html(site / f"{request.param}lessons/way-out.html")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "六条线索。引入，是第一次做；巩固，是再做。",
            ["六条线索。", "引入，是第一次做；巩固，是再做。"],
        ),
        ("“都出来！”全班出来。完了", ["“都出来！”全班出来。", "完了"]),
        (
            "Six strands. At 9 a.m. in May: 1.5 m. No end",
            ["Six strands.", "At 9 a.m. in May: 1.5 m.", "No end"],
        ),
        ("", [""]),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_a_title_with_signs_is_shown_as_it_was_written(lesson: HtmlFile) -> None:
    assert lesson.headings["h1"] == [WRITTEN]


def test_a_step_with_signs_is_shown_as_it_was_written(lesson: HtmlFile) -> None:
    assert f"2 · {WRITTEN}" in lesson.headings["h3"]


def test_a_line_with_signs_is_shown_as_it_was_written(lesson: HtmlFile) -> None:
    assert SAID in lesson.items


@pytest.mark.parametrize("page", ["index.html", "lessons/index.html", "lessons/way-out.html"])
def test_no_sign_becomes_a_tag_anywhere_on_a_page(site: Path, page: str) -> None:
    """The frame counts too: titles also stand in the menu and in the head."""
    text = (site / page).read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert not {"evil", "b"} & {*read_html(site / page).ids, *read_html(site / page).links}
    assert "<em>x</em>" not in text
    assert "<b>so" not in text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a*b", "a\\*b"),
        ("a<b>", "a&lt;b&gt;"),
        ("[a](b)", "\\[a\\]\\(b\\)"),
        ("a_b", "a\\_b"),
        ("R&D", "R&amp;D"),
        ("1 + 1", "1 \\+ 1"),
        ("走", "走"),
    ],
)
def test_signs_are_set_aside_for_markdown(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown
