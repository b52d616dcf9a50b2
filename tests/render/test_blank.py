# SPDX-License-Identifier: MIT
"""A blank on a poster and the word that says what goes there are never parted."""

import pytest

from generator.render.blank import MOST_KEPT, with_blanks


def kept(text: str) -> str:
    return f'<span class="fill">{text}</span>'


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("地名：____　管水单位和电话：____", ["地名：____", "位和电话：____"]),
        ("报给____，____月____日改好。", ["报给____，", "____月", "____日"]),
        ("Reported to ____, mended on ____.", ["to ____,", "on ____."]),
        ("Name of this place: ____", ["place: ____"]),
        ("没有空格。", []),
    ],
)
def test_a_blank_stays_with_its_label_and_its_unit(text: str, parts: list[str]) -> None:
    made = with_blanks(text)
    assert [part for part in parts if kept(part) not in made] == []
    assert made.count("<span") == len(parts)
    assert made.replace('<span class="fill">', "").replace("</span>", "") == text


def test_a_long_blank_may_break_and_text_stays_text() -> None:
    assert "<span" not in with_blanks("_" * (MOST_KEPT + 1))
    assert with_blanks("<b>：____") == kept("&lt;b&gt;：____")
