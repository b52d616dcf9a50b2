# SPDX-License-Identifier: MIT
"""Everybody who signs has a line to sign on, and no line is without a name."""

import pytest

from generator.model.record import Text
from generator.render.signature import signers


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("厨师：____　食堂负责人：____", ("厨师：", "食堂负责人：")),
        ("巡查人：____　时间：____／____", ("巡查人：", "时间：", "／")),
        ("宣誓人＿＿＿＿", ("宣誓人",)),
        ("安全干部签名", ("安全干部签名",)),
        ("____", ()),
    ],
)
def test_blanks_of_a_text_become_lines_to_sign(said: str, names: tuple[str, ...]) -> None:
    assert signers((Text(zh=said, en="Cook"),), "zh") == names


def test_all_who_sign_stand_in_order() -> None:
    texts = (Text(zh="甲", en="Cook: ____　Head: ____"), Text(zh="乙", en="Date"))
    assert signers(texts, "en") == ("Cook:", "Head:", "Date")
