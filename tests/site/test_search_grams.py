# SPDX-License-Identifier: MIT
"""How texts and queries are cut: any piece of a word is found, in shards that browsers agree on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.search import SHARD_COUNT, grams_of, query_grams, shard_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("，。! ?", set()),
        ("火", {"火"}),
        ("灭火器", {"灭", "火", "器", "灭火", "火器"}),
        ("灭火 器", {"灭", "火", "器", "灭火"}),
        ("Fire", {"fir", "ire"}),
        ("AED", {"aed"}),
        ("go", {"go"}),
        ("119火警", {"119", "火", "警", "火警"}),
    ],
)
def test_a_text_is_cut_into_pairs_of_hanzi_and_threes_of_letters(
    text: str, expected: set[str]
) -> None:
    assert grams_of(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("火", {"火"}),
        ("灭火", {"灭火"}),
        ("防溺水", {"防溺", "溺水"}),
        ("校车 安全", {"校车", "安全"}),
        ("fire drill", {"fir", "ire", "dri", "ril", "ill"}),
        ("Go", {"go"}),
        ("", set()),
    ],
)
def test_a_query_asks_for_pairs_and_for_single_hanzi_only_if_alone(
    query: str, expected: set[str]
) -> None:
    assert query_grams(query) == expected


HANZI = st.text(alphabet="消防溺水灭火器校车疏散安全", min_size=1, max_size=12)


@given(before=HANZI, query=HANZI, after=HANZI)
def test_any_stretch_of_hanzi_is_found_in_the_middle_of_words(
    before: str, query: str, after: str
) -> None:
    assert query_grams(query) <= grams_of(before + query + after)


@given(st.text(alphabet="abcde", max_size=6), st.text(alphabet="abcde", min_size=3, max_size=6))
def test_three_letters_of_a_word_are_enough(before: str, query: str) -> None:
    assert query_grams(query.upper()) <= grams_of(f"{before}{query} more")


@given(st.text(max_size=30))
def test_a_text_is_found_by_itself(text: str) -> None:
    assert query_grams(text) <= grams_of(text)


@pytest.mark.parametrize(
    ("gram", "hash_value"),
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)],
)
def test_the_shard_comes_from_the_published_values_of_fnv_1a(gram: str, hash_value: int) -> None:
    assert shard_of(gram) == hash_value % SHARD_COUNT


def test_the_shard_of_hanzi_is_counted_over_utf_16() -> None:
    # 火 is U+706B: (0x811C9DC5 ^ 0x706B) * 0x01000193 mod 2**32 mod 64, worked out by hand
    assert shard_of("火") == (0x811C9DC5 ^ 0x706B) * 0x01000193 % 2**32 % 64
    # outside the basic plane a character is two units: D840 DC00 for U+20000
    first = (0x811C9DC5 ^ 0xD840) * 0x01000193 % 2**32
    assert shard_of("\U00020000") == (first ^ 0xDC00) * 0x01000193 % 2**32 % 64


def test_shards_are_evenly_filled() -> None:
    grams = {
        a + b
        for a in "消防溺水灭火器校车疏散安全演练学生老师"
        for b in "家长应急处置流程海报课堂实验室"
    }
    used = {shard_of(gram) for gram in grams}
    assert used <= set(range(SHARD_COUNT))
    assert len(used) > SHARD_COUNT * 3 // 4
