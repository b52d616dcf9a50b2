# SPDX-License-Identifier: MIT
"""What the search sees of a page: every piece of its text, and hardly any of it twice."""

from pathlib import Path

from generator.site.search_pages import read_pages


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
