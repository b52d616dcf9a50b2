# SPDX-License-Identifier: MIT
"""How words of two hanzi are read without asking the library for each of them."""

import pypinyin
from hypothesis import given
from hypothesis import strategies as st

from generator.render.pinyin import reading

HANZI = st.sampled_from("重长行率还便好会音乐银校车灭器绿女䷀䷁㐀𠮷鿿〇嗯")


@given(HANZI, HANZI)
def test_a_pair_is_read_as_the_library_reads_it(first: str, last: str) -> None:
    read = [syllable.replace("ü", "v") for syllable in pypinyin.lazy_pinyin(first + last)]
    assert list(reading(first + last)) == read
