# SPDX-License-Identifier: MIT
"""Clauses and their addresses, from small texts in the manner of plans."""

import pytest

from generator.intake.fingerprint import normal_form
from generator.intake.plan_text import split_plan

NESTED = """
红星区教育局

一、目标

不发生事故。

二、任务

（一）宣传

1. 上好安全课。

2、 用好校刊。

(二) 演练

演练分三步。一是听信号；二是走路线；三是点人数。

三、要求

1.每月一次。
"""

MONTHS = """附件1：

月度安排

\t月份
\t内  容
\t月份
\t内  容

\t1月
\t①假期教育。
②检查寝室。③签责任书。
\t7-8月
\t①培训保安。

\t2月
\t①开学检查。
\t9月
\t①秋季演练。

以上请落实。
"""

ROWS = """一、安排

附件 2

阶段\t序号\t内容\t时间
第一阶段\t1\t开会\t六月
\t2\t培训\t
\t\t其他培训\t七月

阶段\t序号\t内容\t时间
3\t演练\t每月

红星区教育局
"""


def addresses(text: str) -> list[str]:
    return [clause.address for clause in split_plan(text)]


def test_addresses_follow_the_marks() -> None:
    assert addresses(NESTED) == [
        "前文",
        "一",
        "一 #2",
        "二",
        "二(一)",
        "二(一)1",
        "二(一)2",
        "二(二)",
        "二(二) #2",
        "二(二)一是",
        "二(二)二是",
        "二(二)三是",
        "三",
        "三1",
    ]


def test_a_month_table_is_read_month_by_month() -> None:
    assert addresses(MONTHS) == [
        "附件1",
        "附件1 #2",
        "附件1 表头",
        "附件1 1月",
        "附件1 1月①",
        "附件1 1月②",
        "附件1 1月③",
        "附件1 7-8月",
        "附件1 7-8月①",
        "附件1 2月",
        "附件1 2月①",
        "附件1 9月",
        "附件1 9月①",
        "附件1 #3",
    ]


def test_a_table_row_is_named_by_its_number() -> None:
    assert addresses(ROWS) == [
        "一",
        "附件2",
        "附件2 表头",
        "附件2 1",
        "附件2 2",
        "附件2 2 #2",
        "附件2 表头 #2",
        "附件2 3",
        "附件2 #2",
    ]


@pytest.mark.parametrize("text", [NESTED, MONTHS, ROWS])
def test_nothing_is_dropped(text: str) -> None:
    assert normal_form("".join(clause.text for clause in split_plan(text))) == normal_form(text)


def test_a_chapter_number_typed_in_digits_is_the_next_chapter() -> None:
    text = "一、思想\n二、目标\n3、 工作\n（一）演练\n1.每月一次。"
    assert addresses(text) == ["一", "二", "三", "三(一)", "三(一)1"]


def test_digits_are_chapters_where_the_document_has_no_others() -> None:
    text = "1、 认识\n要重视。\n4、 管理\n抓好两条。一是值班；二是巡查。"
    assert addresses(text) == ["1", "1 #2", "4", "4 #2", "4一是", "4二是"]


def test_items_of_a_list_inside_a_chapter_stay_items() -> None:
    assert addresses("一、任务\n1、宣传。\n2、演练。\n3、检查。") == ["一", "一1", "一2", "一3"]


def test_numbered_tasks_start_afresh_inside_an_annex() -> None:
    first = "主要任务4：消防\n一是排查。\n（一）办公室\n1.验收。"
    text = f"附件 1\n三、分工\n{first}\n主要任务 5：治安\n1.调研。"
    assert addresses(text) == [
        "附件1",
        "附件1 三",
        "附件1 主要任务4",
        "附件1 主要任务4一是",
        "附件1 主要任务4(一)",
        "附件1 主要任务4(一)1",
        "附件1 主要任务5",
        "附件1 主要任务5 1",
    ]


def test_a_number_printed_twice_is_told_apart() -> None:
    assert addresses("一、任务\n3.宣传。\n3.演练。") == ["一", "一3", "一3 #2"]


def test_a_list_of_annexes_is_no_part_of_the_last_chapter() -> None:
    assert addresses("四、要求\n附件：1.分工\n2.计划\n附件1\n分工") == [
        "四",
        "附件目录",
        "附件目录 2",
        "附件1",
        "附件1 #2",
    ]


def test_a_clause_keeps_its_mark_and_its_line() -> None:
    clause = split_plan("一、任务\n\n（一）抓两条。一是宣传；二是演练。")[2]
    assert (clause.address, clause.text, clause.line) == ("一(一)一是", "一是宣传；", 3)


def test_a_list_directly_after_a_mark_does_not_swallow_it() -> None:
    clauses = split_plan("（二）①听信号；②走路线。")
    assert [(clause.address, clause.text) for clause in clauses] == [
        ("(二)", "（二）"),
        ("(二)①", "①听信号；"),
        ("(二)②", "②走路线。"),
    ]


def test_the_text_of_a_clause_has_no_space_around_it() -> None:
    assert [clause.text for clause in split_plan("① 听信号。 ② 走路线。")] == [
        "① 听信号。",
        "② 走路线。",
    ]


def opened(text: str) -> list[str]:
    return [clause.address for clause in split_plan(text)]


@pytest.mark.parametrize(
    "heading", ["附件1 月度安排", "附件 1：月度安排", "附件一　月度安排", "附件1:月度安排"]
)
def test_an_annex_with_its_title_in_the_same_line_opens_a_part(heading: str) -> None:
    text = f"三、要求\n（一）演练。\n{heading}\n一、九月\n（一）查通道。\n附件2 检查表\n1.查门。"
    assert opened(text) == [
        "三", "三(一)", "附件1", "附件1 一", "附件1 一(一)", "附件2", "附件2 1",
    ]  # fmt: skip


def test_a_list_of_annexes_opens_none_of_them() -> None:
    text = (
        "一、要求\n附件1：月度安排\n附件2：检查表\n某局\n"
        "附件1\n月度安排\n1.查。\n附件2：检查表\n1.查门。"
    )
    assert opened(text) == [
        "一", "一 #2", "一 #3", "一 #4", "附件1", "附件1 #2", "附件1 1", "附件2", "附件2 1",
    ]  # fmt: skip
    assert opened("一、要求\n附件1：甲\n附件2：乙\n某局") == ["一", "一 #2", "一 #3", "一 #4"]


def test_one_annex_that_is_announced_opens_where_it_begins() -> None:
    text = "一、要求\n附件1：月度安排\n某局\n附件1\n1.查。"
    assert opened(text) == ["一", "一 #2", "一 #3", "附件1", "附件1 1"]


def test_the_heading_of_an_annex_on_every_page_opens_it_once() -> None:
    text = "一、要求\n附件1 安排\n一、九月\n1.查。\n附件1 安排\n2.练。"
    assert opened(text) == ["一", "附件1", "附件1 一", "附件1 一1", "附件1 一1 #2", "附件1 一2"]


def test_a_sentence_about_an_annex_opens_nothing() -> None:
    text = "一、要求\n附件1 中的各项，要逐条做到。\n（一）查。"
    assert opened(text) == ["一", "一 #2", "一(一)"]
