# SPDX-License-Identifier: MIT
"""Marks at the start of a paragraph."""

import pytest

from generator.intake.mark import chinese_number, find_annex, find_mark, number_value


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("三、工作要求", "三"),
        ("十二、其他", "十二"),
        ("（七）应急处置", "(七)"),
        ("(十一) 支撑", "(十一)"),
        ("(四）混用括号", "(四)"),
        ("3.常态演练", "3"),
        ("3、 演练", "3"),
        ("12． 演练", "12"),
        ("（2）集合", "(2)"),
        ("主要任务 4：消防", "主要任务4"),
    ],
)
def test_a_mark_is_shown_with_half_width_brackets(text: str, label: str) -> None:
    mark = find_mark(text)
    assert mark is not None
    assert mark.label == label


@pytest.mark.parametrize(
    "text", ["2020年工作", "1.5米宽", "（责任处室：办公室）", "一是加强", "①演练"]
)
def test_what_only_looks_like_a_mark_is_none(text: str) -> None:
    assert find_mark(text) is None


@pytest.mark.parametrize("value", [1, 9, 10, 11, 20, 21, 99])
def test_a_chinese_number_reads_back(value: int) -> None:
    assert number_value(chinese_number(value)) == value


def test_numbers_are_written_as_documents_write_them() -> None:
    assert [chinese_number(n) for n in (1, 10, 12, 20, 35)] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("附件", "附件"),
        ("附件 1", "附件1"),
        ("附件1：", "附件1"),
        ("附件二", "附件2"),
        ("附件：月度安排", "附件目录"),
        ("附件由学校填写", None),
    ],
)
def test_an_annex_opens_a_part(text: str, part: str | None) -> None:
    assert find_annex(text) == part
