# SPDX-License-Identifier: MIT
"""Characters that the print fonts lack are told by the check, not first by a PDF."""

from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.check.printable import print_fonts, printed_characters
from generator.finding import Severity
from generator.inspection import Question, inspect, inspect_cards
from generator.load.config import load_settings
from generator.render.web_font import WEIGHTS
from generator.settings import THEME
from tests.tiny_tree import write_tree

TODAY = date(2026, 11, 22)

CALENDAR = """\
id: hut-year
entries:
  - id: talk
    kind: parent
    title: {zh: 与𠮷老师谈话, en: A talk}
    dates: [2026-11-23]
    audiences: [parents]
"""


def told(config: Path) -> list[tuple[str, str]]:
    """Return file and key of what is told, the same by cards, by kept cards and by whole items."""
    settings = load_settings(config).item
    assert settings is not None
    question = Question(settings=settings, as_of=TODAY)
    ways = (inspect_cards(question), inspect_cards(question), inspect(settings, TODAY))
    found = [
        [(Path(f.origin.file).name, f.origin.key) for f in way.findings if f.code == "C225"]
        for way in ways
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize(
    ("character", "cure"), [("\u200b", "type it afresh"), ("𠮷", "extra_font")]
)
def test_what_nobody_sees_is_deleted_and_no_font_is_sought(
    tmp_path: Path, character: str, cure: str
) -> None:
    settings = load_settings(write_tree(tmp_path, {"小屋学校": f"小屋{character}学校"})).item
    assert settings is not None
    (found,) = (f for f in inspect(settings, TODAY).findings if f.code == "C225")
    assert cure in found.mend_en


def test_the_characters_are_those_that_the_fonts_tell() -> None:
    fonts = [TTFont(THEME / "fonts" / name).getBestCmap() for name in WEIGHTS.values()]
    both = frozenset.intersection(*(frozenset(map(chr, font)) for font in fonts))
    assert printed_characters() - set("\n\t\r") == both
    assert [path.name for path in print_fonts()] == sorted(WEIGHTS.values())


def test_a_tree_in_characters_of_the_font_is_told_nothing(tmp_path: Path) -> None:
    assert told(write_tree(tmp_path)) == []


OWN = "{zh: 自定, en: Own choice}"


@pytest.mark.parametrize(
    ("old", "new", "file", "key"),
    [
        ("火灾时怎么走", "火灾时𠮷怎么走", "walk.yml", "title.zh"),
        (OWN, "{zh: 自定, en: Own ✕}", "walk.yml", "citations.0.supports.en"),
        ("小册子", "小册子😀", "site_config.yml", "name.zh"),
        ("火灾时怎么走", "火灾时שלום走", "walk.yml", "title.zh"),
        ("火灾时怎么走", '"火灾时\\u202e怎么走"', "walk.yml", "title.zh"),
        ("火灾时怎么走", '"火灾时\\x07怎么走"', "walk.yml", "title.zh"),
        ("小屋学校", "𠮷屋学校", "school.yml", "name.zh"),
        ("大树下", "𠮷树下", "school.yml", "assembly_points.0.name.zh"),
        ("1楼", "㎡楼", "hut.yml", "floors.0.name.zh"),
    ],
)
def test_what_stands_on_paper_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, file: str, key: str
) -> None:
    assert (file, key) in told(write_tree(tmp_path, {old: new}))


def test_what_shows_nothing_is_told_by_its_number_alone(tmp_path: Path) -> None:
    settings = load_settings(write_tree(tmp_path, {"火灾时怎么走": '"火灾\\x07\\u202e走"'})).item
    assert settings is not None
    (found,) = (f for f in inspect(settings, TODAY).findings if f.code == "C225")
    assert "U+0007、U+202E" in found.what_zh
    assert found.what_zh.isprintable()
    assert found.what_en.isprintable()


def test_a_title_of_four_thousand_characters_is_refused_with_its_line(tmp_path: Path) -> None:
    settings = load_settings(write_tree(tmp_path, {"火灾时怎么走": "长" * 4000})).item
    assert settings is not None
    found = [f for f in inspect(settings, TODAY).findings if f.origin.key == "title.zh"]
    assert [(Path(f.origin.file).name, f.origin.line) for f in found] == [("walk.yml", 2)]
    assert found[0].severity is Severity.ERROR


def test_what_a_year_plans_is_told(tmp_path: Path) -> None:
    config = write_tree(tmp_path)
    (tmp_path / "content" / "schools" / "hut" / "calendar.yml").write_text(CALENDAR, "utf-8")
    assert told(config) == [("calendar.yml", "entries.0.title.zh")]


def test_history_and_words_for_the_search_are_not_on_paper(tmp_path: Path) -> None:
    changes = {"{zh: 首版, en: First edition}": "{zh: 首版𠮷, en: First edition}"}
    assert told(write_tree(tmp_path, changes)) == []
