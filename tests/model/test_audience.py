# SPDX-License-Identifier: MIT
"""Who is meant: names for people, groups and bands."""

import pytest

from generator.model.audience import NAMES, Audience
from generator.render.words import load_words
from generator.settings import THEME


@pytest.mark.parametrize("audience", Audience)
def test_messages_and_pages_call_an_audience_the_same(audience: Audience) -> None:
    page = load_words(THEME)[f"audience.{audience.value}"]
    zh, en = NAMES[audience]
    assert (page.zh, page.en.lower()) == (zh, en)


def test_a_name_comes_with_the_word_that_files_use_where_that_is_another() -> None:
    assert Audience.TEACHERS.shown_zh == "教职工 [teachers]"
    assert Audience.TEACHERS.shown_en == "staff [teachers]"
    assert Audience.SCHOOL_DOCTOR.shown_en == "school doctor"
    assert Audience.PRIMARY.shown_en == "primary"


def test_the_whole_primary_stage_comprises_its_bands_and_nothing_else_does() -> None:
    primary, lower, upper = Audience.PRIMARY, Audience.PRIMARY_LOWER, Audience.PRIMARY_UPPER
    assert primary.comprises(lower)
    assert primary.comprises(upper)
    assert not lower.comprises(primary)
    assert not lower.comprises(upper)
    assert not primary.comprises(Audience.JUNIOR)
    assert all(audience.comprises(audience) for audience in Audience)
