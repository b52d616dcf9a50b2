# SPDX-License-Identifier: MIT
"""How texts and queries are cut: any piece of a word is found, in shards that browsers agree on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.search import (
    grams_of,
    query_parts,
    read_numbers,
    shard_of,
    words_of,
    write_numbers,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", set()),
        ("，。! ?", set()),
        ("火", {"火"}),
        ("灭火器", {"灭", "火", "器", "灭火", "火器", "灭火器"}),
        ("灭火 器", {"灭", "火", "器", "灭火"}),
        ("Fire drill", {"fire", "drill"}),
        ("AED", {"aed"}),
        ("119火警", {"119", "火", "警", "火警"}),
    ],
)
def test_a_text_is_cut_into_stretches_of_hanzi_and_whole_words(
    text: str, expected: set[str]
) -> None:
    assert grams_of(text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("火", [{"火"}]),
        ("灭火", [{"灭火"}]),
        ("防溺水", [{"防溺水"}]),
        ("防溺水教案", [{"防溺水教"}, {"溺水教案"}]),
        ("校车 安全", [{"校车"}, {"安全"}]),
        ("tinguish", [{"extinguisher", "extinguish"}]),
        ("Fire drill", [{"drill"}, {"fire", "fireman"}]),
        ("AED 火", [set(), {"火"}]),
        ("", []),
    ],
)
def test_a_query_asks_for_four_hanzi_at_a_time_and_for_words_that_contain_it(
    query: str, expected: list[set[str]]
) -> None:
    vocabulary = ("extinguisher", "extinguish", "fire", "fireman", "drill")
    assert list(query_parts(query, vocabulary)) == expected


def is_found(query: str, text: str) -> bool:
    parts = query_parts(query, words_of(text))
    return all(part & grams_of(text) for part in parts)


HANZI = st.text(alphabet="消防溺水灭火器校车疏散安全", min_size=1, max_size=12)


@given(before=HANZI, query=HANZI, after=HANZI)
def test_any_stretch_of_hanzi_is_found_in_the_middle_of_words(
    before: str, query: str, after: str
) -> None:
    assert is_found(query, before + query + after)


@given(st.text(alphabet="abcde", max_size=6), st.text(alphabet="abcde", min_size=1, max_size=6))
def test_any_stretch_of_a_word_is_enough(before: str, query: str) -> None:
    assert is_found(query.upper(), f"{before}{query}s more")


@given(st.text(max_size=30))
def test_a_text_is_found_by_itself(text: str) -> None:
    assert is_found(text, text)


def test_letters_scattered_over_words_are_no_word() -> None:
    assert not is_found("drowning", "drow rown owni wnin ning")


@pytest.mark.parametrize(
    ("gram", "hash_value"),
    [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)],
)
def test_the_shard_comes_from_the_published_values_of_fnv_1a(gram: str, hash_value: int) -> None:
    assert shard_of(gram, 64) == hash_value % 64


def test_the_shard_of_hanzi_is_counted_over_utf_16() -> None:
    # 火 is U+706B: (0x811C9DC5 ^ 0x706B) * 0x01000193 mod 2**32 mod 64, worked out by hand
    assert shard_of("火", 64) == (0x811C9DC5 ^ 0x706B) * 0x01000193 % 2**32 % 64
    # outside the basic plane a character is two units: D840 DC00 for U+20000
    first = (0x811C9DC5 ^ 0xD840) * 0x01000193 % 2**32
    assert shard_of("\U00020000", 64) == (first ^ 0xDC00) * 0x01000193 % 2**32 % 64


def test_shards_are_evenly_filled() -> None:
    grams = {
        a + b
        for a in "消防溺水灭火器校车疏散安全演练学生老师"
        for b in "家长应急处置流程海报课堂实验室"
    }
    used = {shard_of(gram, 64) for gram in grams}
    assert used <= set(range(64))
    assert len(used) > 64 * 3 // 4


@given(st.lists(st.integers(min_value=0, max_value=10**7)))
def test_numbers_are_read_back_as_they_were_written(numbers: list[int]) -> None:
    written = write_numbers(numbers)
    assert list(read_numbers(written)) == numbers
    assert written.isascii()
    assert written.isprintable()
    assert not set(written) & {'"', "\\", " "}
