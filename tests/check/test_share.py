# SPDX-License-Identifier: MIT
"""Nothing is left out between `make test` and `make audit`, and nothing is tried twice."""

import pytest

from tests.check.share import PARTS, Share, shares


def given(sample: int) -> list[Share]:
    return [parameter.values[0] for parameter in shares(sample)]


@pytest.mark.parametrize("count", [5, 6, 30, 1000])
def test_every_thing_is_in_exactly_one_share(count: int) -> None:
    tried = [thing for share in given(5) for thing in share.of(range(count))]
    assert sorted(tried) == list(range(count))
    assert len(given(5)) == 5 + PARTS


def test_a_sample_is_the_same_whenever_it_is_drawn() -> None:
    first, *_ = given(3)
    assert first.of("abcdefgh") == first.of(list("abcdefgh"))


def test_too_few_things_for_the_sample_are_no_silent_pass() -> None:
    with pytest.raises(IndexError):
        given(3)[2].of("ab")
