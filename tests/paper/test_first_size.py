# SPDX-License-Identifier: MIT
"""The size tried first: told for every kind of paper of one page, smaller for more words."""

from generator.addresses import LANGUAGES
from generator.model.poster import Shape
from generator.paper.first_size import FITTED, first_size_pt
from generator.paper.school_chart import CHARTS

KINDS = {*Shape, "many", "sign", "duty", "wall", *("-".join(chart) for chart in CHARTS)}


def page(words: str, small: str = "") -> str:
    return f'<html><body>{words}<svg><title>{words}</title></svg><p class="src">{small}</p></body>'


def test_every_kind_of_paper_has_one_in_both_languages() -> None:
    assert set(FITTED) == {f"{kind}-{language}" for kind in KINDS for language in LANGUAGES}


def test_more_words_are_tried_in_a_smaller_type_and_larger_paper_in_a_larger() -> None:
    for kind in FITTED:
        few, many = page("先喊人，再报警。" * 40), page("先喊人，再报警。" * 80)
        assert first_size_pt(kind, many) < first_size_pt(kind, few)
        assert first_size_pt(kind, few, 2.0) == 2 * first_size_pt(kind, few)
        assert first_size_pt(kind, page("a" * 640)) > first_size_pt(kind, page("汉" * 640))


def test_small_print_counts_apart_and_a_page_without_words_has_a_size() -> None:
    words, sources = "先喊人。" * 60, "来源。" * 200
    with_sources = first_size_pt("sign-zh", page(words, sources))
    assert first_size_pt("sign-zh", page(words + sources)) < with_sources
    assert with_sources < first_size_pt("sign-zh", page(words))
    assert first_size_pt("sign-zh", page("")) > 0
