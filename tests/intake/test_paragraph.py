# SPDX-License-Identifier: MIT
"""Paragraphs put together again."""

import pytest

from generator.intake.paragraph import Kind, read_paragraphs


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_paragraphs(text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.各班每月走一次疏散路线，楼层负责", "人清点人数。"),
        ("认真学习关于校园消防管理工作的各项规定和对", "本校的检查意见，逐条落实。"),
        ("根据《校园消防管", "理规定》，各班落实。"),
        ("一是查通道，二是查灭", "火器。"),
    ],
)
def test_a_sentence_cut_by_a_page_turn_is_whole_again(before: str, after: str) -> None:
    assert texts(f"{before}\n\n{after}") == [before + after]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("各班要走一次疏散路线。", "演练后要小结。"),
        ("（一）提高认识，加强领导", "各校要成立小组。"),
        ("二、主要任务", "坚持预防为主。"),
        ("红星区校园消防安全专项整治工作方案", "为做好工作，制定本方案。"),
        ("红星区教育局", "红教〔2030〕1号"),
        ("1.检查通道", "2.检查灭火器"),
        ("各校每月上报", "附件1"),
        ("办公室工作职责", "每月检查一次。"),
        ("附件：月度工作安排", "红星区教育局"),
    ],
)
def test_whole_paragraphs_stay_apart(before: str, after: str) -> None:
    assert texts(f"{before}\n\n{after}") == [before, after]


def test_lines_without_a_blank_between_stay_apart() -> None:
    assert texts("各班要走一次路线\n各楼层要清点人数") == ["各班要走一次路线", "各楼层要清点人数"]


def test_a_page_number_does_not_cut_a_sentence() -> None:
    assert texts("各班要清点人数，再报\n\n- 3 -\n\n告校长。") == ["各班要清点人数，再报告校长。"]


def test_traces_of_the_converter_are_removed() -> None:
    assert texts("[bookmark: _GoBack]1. **压实责任。**人人有责。") == ["1. 压实责任。人人有责。"]


def test_a_row_that_goes_on_in_the_next_line_is_one_row() -> None:
    rows = read_paragraphs("序号\t内容\t时间\n1\t查通道\t每月\n底前\n2\t查电线\t每周")
    assert [(row.kind, row.text) for row in rows] == [
        (Kind.HEAD, "序号\t内容\t时间"),
        (Kind.ROW, "1\t查通道\t每月 底前"),
        (Kind.ROW, "2\t查电线\t每周"),
    ]


def test_each_paragraph_knows_its_line() -> None:
    assert [p.line for p in read_paragraphs("\n甲校。\n\n\n乙校。")] == [2, 5]


MONTHS = "月份\n内容\n11月\n消防月。\n12月\n（一）查宿舍。\n（二）查食堂。\n"


@pytest.mark.parametrize(
    "heading", ["五、工作要求", "（一）加强领导。各校要成立小组。", "附件1 月度安排表", "附件1"]
)
def test_a_heading_right_below_the_months_is_no_cell_of_theirs(heading: str) -> None:
    found = read_paragraphs(f"{MONTHS}{heading}\n各校要成立小组。")
    assert [(p.kind, p.text) for p in found[2:]] == [
        (Kind.CELL, "消防月。"),
        (Kind.MONTH, "12月"),
        (Kind.CELL, "（一）查宿舍。"),
        (Kind.CELL, "（二）查食堂。"),
        (Kind.PROSE, heading),
        (Kind.PROSE, "各校要成立小组。"),
    ]


def test_an_annex_right_below_a_row_is_no_part_of_it() -> None:
    assert texts("序号\t内容\n1\t查通道\n附件2 检查表") == [
        "序号\t内容",
        "1\t查通道",
        "附件2 检查表",
    ]
