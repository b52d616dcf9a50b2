# SPDX-License-Identifier: MIT
"""A cadence is said as people say it."""

from typing import Any

import pytest

from generator.model.plan import Per, Requirement
from generator.render.cadence_words import say_cadence, say_day
from tests.data.made_up_coverage import DRILL, WORDS


def requirement(cadence: dict[str, Any], **changes: Any) -> Requirement:
    return Requirement.model_validate({**DRILL, "cadence": cadence, **changes})


@pytest.mark.parametrize(
    ("cadence", "zh", "en"),
    [
        ({"per": "month"}, "每月 1 次", "1 × a month"),
        ({"count": 2, "per": "term"}, "每学期 2 次", "2 × a term"),
        ({"per": "vague"}, "定期（未说次数）", "regularly (no number said)"),
        ({"per": "unsaid"}, "未说", "not said"),
        ({"per": "once"}, "一次", "once"),
        ({"count": 3, "per": "once"}, "3 次", "3 ×"),
        ({"per": "year", "on": "11-09"}, "每年 1 次，11 月 9 日", "1 × a year, on 9 November"),
        ({"per": "year", "on": "06"}, "每年 1 次，6 月", "1 × a year, in June"),
        (
            {"per": "year", "on": "03-26..04-16"},
            "每年 1 次，3 月 26 日至 4 月 16 日",
            "1 × a year, from 26 March to 16 April",
        ),
        ({"per": "term", "by": "09"}, "每学期 1 次，最迟 9 月", "1 × a term, by September"),
    ],
)  # fmt: skip
def test_a_cadence_is_said_in_both_languages(cadence: dict[str, Any], zh: str, en: str) -> None:
    said = say_cadence(requirement(cadence), WORDS)
    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("03-last-mon", "3 月最后一个星期一", "the last Monday of March"),
        ("09-3-sat", "9 月第三个星期六", "the third Saturday of September"),
        ("12-04", "12 月 4 日", "4 December"),
    ],
)
def test_a_day_rule_is_said_in_both_languages(rule: str, zh: str, en: str) -> None:
    said = say_day(rule)
    assert (said.zh, said.en) == (zh, en)


def test_a_number_that_the_clause_does_not_print_is_said_to_be_so() -> None:
    said = say_cadence(requirement({"per": "month"}, derived=True), WORDS)
    assert said.zh == "每月 1 次，次数或日期条款未写明"
    assert said.en == "1 × a month, number or date not printed in the clause"


def test_where_no_number_is_given_none_can_be_unprinted() -> None:
    assert say_cadence(requirement({"per": "unsaid"}, derived=True), WORDS).en == "not said"
    dated = say_cadence(requirement({"per": "unsaid", "by": "09-30"}, derived=True), WORDS)
    assert dated.en == "not said, by 30 September, number or date not printed in the clause"


@pytest.mark.parametrize("per", Per)
def test_every_window_has_words(per: Per) -> None:
    assert say_cadence(requirement({"per": per.value}), WORDS).en
