# SPDX-License-Identifier: MIT
"""Lists that run on inside a paragraph."""

import pytest

from generator.intake.run_in import split_run_in


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("抓好三件事。一是宣传；二是演练；三是检查。", ["", "一是", "二是", "三是"]),
        ("要求如下：一要到岗。二要清点。", ["", "一要", "二要"]),
        ("二是演练。", ["二是"]),
        ("①宣传。②演练。③检查。", ["①", "②", "③"]),
        ("步骤：1.听信号；2.走路线；3.点人数。", ["", "1", "2", "3"]),
        ("步骤：（1）听信号；（2）走路线。", ["", "(1)", "(2)"]),
        ("总的要求。一是宣传：①画报；②广播。二是演练。", ["", "一是", "一是①", "一是②", "二是"]),
    ],
)
def test_every_item_is_a_piece(text: str, labels: list[str]) -> None:
    assert [piece.label for piece in split_run_in(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        "唯一是非题。",
        "第一是安全，这是原则。",
        "时间是2020.9到2020.12。",
        "口径统一是关键，二是演练。",
        "其中，一是宣传。",
        "第②项见上文。",
        "宽度为1.4米，高度为2.1米。",
    ],
)
def test_what_is_not_a_list_stays_whole(text: str) -> None:
    assert [piece.label for piece in split_run_in(text)] == [""]


def test_no_character_is_lost() -> None:
    text = "总的要求。一是宣传：①画报；②广播。二是演练（1）分班；（2）全校。"
    assert "".join(piece.text for piece in split_run_in(text)) == text
