# SPDX-License-Identifier: MIT
"""What the search sees of a page: every piece of its text, and hardly any of it twice."""

from pathlib import Path

import pytest

from generator.settings import THEME
from generator.site.page import Page
from generator.site.search_pages import described, read_pages, unread_page
from generator.site.search_words import load_search_words


def seen(folder: Path, article: str) -> str:
    (folder / "page.html").write_text(f"<article>{article}</article>", encoding="utf-8")
    return read_pages(folder, ["page.html"])[0].text


REPEATED = '<section data-unsearched="1">{}</section>'


def test_a_section_that_says_things_again_adds_only_what_is_new(tmp_path: Path) -> None:
    first = REPEATED.format("<p>走正门</p><p>到<b>窗</b>边</p><p>窗边</p>")
    second = REPEATED.format("<p>到窗边</p>")
    assert seen(tmp_path, f"<p>走正门</p>{first}{second}") == "走正门 到窗边"


def test_words_beside_each_other_do_not_grow_together(tmp_path: Path) -> None:
    text = seen(tmp_path, REPEATED.format("<p><b>stay</b>\n<i>inside</i></p>"))
    assert text.split() == ["stay", "inside"]


@pytest.mark.parametrize(
    ("path", "language", "asked"),
    [
        ("coverage/index.md", "zh", "检查组来了要看什么"),
        ("coverage/year/any-school.md", "zh", "演练办了没有"),
        ("schools/any-school.md", "en", "what must hang in the corridor"),
    ],
)
def test_a_page_that_is_no_item_is_found_by_what_people_ask(
    path: str, language: str, asked: str
) -> None:
    page = Page(path=path, title="", template="", section="coverage")
    words = load_search_words(THEME)
    found = described(unread_page(path), page, {}, words, language).asked
    assert asked in found
    assert all(word.isascii() == (language == "en") for word in found)
    other = Page(path="index.md", title="", template="", section="")
    assert described(unread_page("index.md"), other, {}, words, language).asked == ()
