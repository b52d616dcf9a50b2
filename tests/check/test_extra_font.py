# SPDX-License-Identifier: MIT
"""A font that a site brings along takes back what is told of its characters, if it can be used."""

from datetime import date
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable

from generator.inspection import Question, inspect, inspect_cards
from generator.load.config import load_settings
from tests.made_font import write_squares
from tests.tiny_tree import CONFIG, write_tree

TODAY = date(2026, 11, 22)

RARE_NAMES = {"小屋学校": "𠮷屋学校", "火灾时怎么走": "火灾时㛃怎么走"}

LICENCE = "extra_font_licence: © Squares, OFL 1.1\n"


def told(config: Path) -> list[tuple[str, str]]:
    """Return code and key of what is told of letters, the same by cards and by whole items."""
    settings = load_settings(config).item
    assert settings is not None
    ways = (
        inspect_cards(Question(settings=settings, as_of=TODAY)),
        inspect_cards(Question(settings=settings, as_of=TODAY)),
        inspect(settings, TODAY),
    )
    found = [
        [(f.code, f.origin.key) for f in way.findings if f.code in {"C225", "C226"}] for way in ways
    ]
    assert found[0] == found[1] == found[2]
    return found[0]


def tree(folder: Path, more: str) -> Path:
    return write_tree(folder, {**RARE_NAMES, CONFIG: CONFIG + more})


def test_characters_of_the_extra_font_are_told_no_more(tmp_path: Path) -> None:
    config = tree(tmp_path, f"extra_font: fonts/x.ttf\n{LICENCE}")
    write_squares(tmp_path / "fonts" / "x.ttf", "𠮷㛃")
    assert told(config) == []


def test_what_it_lacks_as_well_is_told_and_once_it_has_it_no_more(tmp_path: Path) -> None:
    config = tree(tmp_path, f"extra_font: fonts/x.ttf\n{LICENCE}")
    write_squares(tmp_path / "fonts" / "x.ttf", "㛃")
    assert told(config) == [("C225", "name.zh")]
    write_squares(tmp_path / "fonts" / "x.ttf", "𠮷㛃")
    assert told(config) == []


def empty(path: Path) -> None:
    """Take the outline of one character away."""
    font = TTFont(path)
    font["glyf"][font.getBestCmap()[ord("𠮷")]] = type(font["glyf"][".notdef"])()
    font.save(path)


def vary(path: Path) -> None:
    font = TTFont(path)
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [], []
    font.save(path)


def test_a_character_without_an_outline_is_as_good_as_none(tmp_path: Path) -> None:
    config = tree(tmp_path, f"extra_font: fonts/x.ttf\n{LICENCE}")
    empty(write_squares(tmp_path / "fonts" / "x.ttf", "𠮷㛃"))
    assert told(config) == [("C225", "name.zh")]


@pytest.mark.parametrize(
    ("more", "harm", "reason"),
    [
        (LICENCE, Path.unlink, "there is no such file"),
        (LICENCE, lambda path: path.write_bytes(b"OTTO" + bytes(40)), "no TrueType font"),
        (LICENCE, lambda path: path.write_bytes(b""), "no TrueType font"),
        (LICENCE, lambda path: path.write_bytes(path.read_bytes()[:400]), "no TrueType font"),
        (LICENCE, vary, "variable"),
        ("", Path.exists, "licence"),
    ],
)
def test_a_font_that_cannot_be_used_is_told_with_its_reason(
    tmp_path: Path, more: str, harm: object, reason: str
) -> None:
    config = tree(tmp_path, f"extra_font: fonts/x.ttf\n{more}")
    path = write_squares(tmp_path / "fonts" / "x.ttf", "𠮷㛃")
    harm(path)  # type: ignore[operator]
    assert ("C226", "extra_font") in told(config)
    settings = load_settings(config).item
    assert settings is not None
    (fault,) = (f for f in inspect(settings, TODAY).findings if f.code == "C226")
    assert reason in fault.what_en
