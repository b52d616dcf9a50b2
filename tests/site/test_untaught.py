# SPDX-License-Identifier: MIT
"""Which subjects a search says to be taught by nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.load.tree import load_content
from generator.model.content import Content
from generator.settings import THEME
from generator.site.search_words import load_search_words
from generator.site.untaught import Subjects, find_subjects
from tests.tiny_tree import write_tree

WORDS = replace(load_search_words(THEME), subjects={"quake": ("earthquake", "fire drill")})

QUAKE = """\
id: quake
title: {zh: 地震, en: Earthquakes}
summary: {zh: 地动时怎么躲。, en: How to shelter.}
pictogram: fire
order: 2
terms: [地震, 怎么走]
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    write_tree(tmp_path)
    (tmp_path / "content" / "topics" / "quake.yml").write_text(QUAKE, encoding="utf-8")
    return load_content(tmp_path / "content", (), THEME)[0]


def test_a_subject_without_any_item_is_untaught_and_one_with_a_lesson_taught(
    content: Content,
) -> None:
    found = find_subjects(content, WORDS, "en")
    assert found.untaught.keys() == {"Earthquakes"}
    assert found.taught == {"fire": ("火",)}


def test_a_word_of_a_title_or_keyword_is_of_no_untaught_subject(content: Content) -> None:
    (words,) = find_subjects(content, WORDS, "zh").untaught.values()
    titles = " ".join(item.title.zh for item in content.teaching)
    assert "怎么走" in titles, titles
    assert words == ("地震", "earthquake", "fire drill")


def test_each_language_has_its_words_alone() -> None:
    found = Subjects(
        taught={"fire": ("火", "fire")},
        untaught={"地震": ("地震", "quake"), "禁毒": ("毒品",)},
    )
    assert found.data("zh") == {"taught": "fire=火", "untaught": "地震=地震;禁毒=毒品"}
    assert found.data("en") == {"taught": "fire=fire", "untaught": "地震=quake"}
