# SPDX-License-Identifier: MIT
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import (
    CODE_LETTERS,
    is_valid_code,
    landing_path,
    landing_url,
    make_code,
    propose_code,
)

NUMBER = st.integers(0, 29**4 - 1)
NAME = st.text(alphabet="abcdefghij-0123", min_size=1, max_size=12)


@given(NUMBER)
def test_every_code_that_is_made_is_valid(number: int) -> None:
    code = make_code(number)
    assert len(code) == 5
    assert is_valid_code(code)


@given(NUMBER, st.integers(0, 4), st.sampled_from(CODE_LETTERS))
def test_any_one_wrong_character_is_caught(number: int, place: int, letter: str) -> None:
    code = make_code(number)
    wrong = code[:place] + letter + code[place + 1 :]
    assert is_valid_code(wrong) == (wrong == code)


@given(NUMBER, st.integers(0, 3))
def test_any_swap_of_two_neighbours_is_caught(number: int, place: int) -> None:
    code = make_code(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_valid_code(swapped) == (swapped == code)


@given(NUMBER, NUMBER)
def test_two_numbers_never_share_a_code(one: int, other: int) -> None:
    assert (make_code(one) == make_code(other)) == (one == other)


@pytest.mark.parametrize("number", [-1, 29**4])
def test_numbers_beyond_the_last_code_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        make_code(number)


@pytest.mark.parametrize("code", ["", "2222", "222222", "K7M2O", "k7m2q", "K7M2 "])
def test_other_lengths_and_letters_are_no_codes(code: str) -> None:
    assert not is_valid_code(code)


@given(NAME, NAME, NAME)
def test_a_place_keeps_its_proposal_unless_it_is_taken(
    school: str, building: str, place: str
) -> None:
    first = propose_code(school, building, place, frozenset())
    assert first == propose_code(school, building, place, frozenset())
    second = propose_code(school, building, place, frozenset({first}))
    assert second != first
    assert is_valid_code(second)


def test_the_printed_address_is_in_capitals_and_leads_to_the_page() -> None:
    url = landing_url("https://muster.example", "K7M2Q")
    assert url == "HTTPS://MUSTER.EXAMPLE/Q/K7M2Q/"
    assert landing_path("K7M2Q") == "Q/K7M2Q/index.html"
    assert url.endswith(landing_path("K7M2Q").removesuffix("index.html"))
