# SPDX-License-Identifier: MIT
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.maps.letter import read_typeface
from tests.maps.made_up_school import THEME

FACE = read_typeface(THEME)

TEXT = st.text(alphabet="疏散平面图，。ABCd ef 19（）", min_size=1, max_size=60)


def test_an_ideograph_is_as_wide_as_its_size() -> None:
    assert FACE.width_mm("疏散", 4) == pytest.approx(8)


def test_bold_latin_is_wider_than_regular() -> None:
    assert FACE.width_mm("Exit", 4, bold=True) > FACE.width_mm("Exit", 4)


@given(TEXT, st.floats(12, 80))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = FACE.wrap(text, 4, width)
    assert all(FACE.width_mm(line, 4) <= width + 4.02 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_latin_words_stay_whole_where_they_fit() -> None:
    assert FACE.wrap("Fire alarm button", 4, 20) == ("Fire alarm", "button")
    assert FACE.wrap("Fire alarm button", 4, 14) == ("Fire", "alarm", "button")


def test_a_full_stop_does_not_start_a_line() -> None:
    lines = FACE.wrap("跟随标志和老师。", 4, 28)
    assert lines == ("跟随标志和老", "师。")


def test_shrinking_stops_at_the_smallest_size() -> None:
    assert FACE.shrink("疏散平面图", (10, 3), 25) == pytest.approx(5)
    assert FACE.shrink("疏散平面图", (10, 3), 5) == 3


def test_a_folded_name_is_balanced_and_no_latin_word_is_cut() -> None:
    assert FACE.balance("女卫生间", 3.6, 2) == ("女卫", "生间")
    assert FACE.balance("Science laboratory", 3.6, 3) == ("Science", "laboratory")
