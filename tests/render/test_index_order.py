# SPDX-License-Identifier: MIT
"""An index is found by sound in Chinese, by letter in English."""

from generator.render.index_order import DIGITS, by_letter


def test_chinese_stands_under_the_first_letter_of_its_sound() -> None:
    terms = ["溺水", "校车", "安全出口", "灭火器", "安全"]
    assert by_letter(terms, "zh") == [
        ("A", ["安全", "安全出口"]),
        ("M", ["灭火器"]),
        ("N", ["溺水"]),
        ("X", ["校车"]),
    ]


def test_a_character_with_two_sounds_gets_that_of_its_word() -> None:
    letters = {
        term: letter
        for letter, own in by_letter(["重新点名", "银行", "重量"], "zh")
        for term in own
    }
    assert letters == {"重新点名": "C", "银行": "Y", "重量": "Z"}


def test_tones_order_what_sounds_alike() -> None:
    ((_, terms),) = by_letter(["妈", "骂", "马", "麻"], "zh")
    assert terms == ["妈", "麻", "马", "骂"]


def test_figures_come_first_and_marks_do_not_count() -> None:
    terms = ["“六不”", "119火警", "Ａ类火", "安全"]
    assert [(letter, own) for letter, own in by_letter(terms, "zh")] == [
        (DIGITS, ["119火警"]),
        ("A", ["Ａ类火", "安全"]),
        ("L", ["“六不”"]),
    ]


def test_english_stands_by_letter_whatever_its_case_and_each_term_once() -> None:
    terms = ["smoke", "Alarm", "assembly point", "Smoke", "smoke"]
    assert by_letter(terms, "en") == [
        ("A", ["Alarm", "assembly point"]),
        ("S", ["Smoke", "smoke"]),
    ]
