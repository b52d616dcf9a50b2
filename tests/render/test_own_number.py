# SPDX-License-Identifier: MIT
"""What counts itself gets no second number."""

import pytest

from generator.render.own_number import unlettered


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("A 马上下车", "B 坐好", "C 打开应急门"), ("马上下车", "坐好", "打开应急门")),
        (("A. Run", "B. Walk"), ("Run", "Walk")),
        (("A wet towel", "Both hands"), ("A wet towel", "Both hands")),
        (("A wet towel", "B"), ("A wet towel", "B")),
        (("跑", "走"), ("跑", "走")),
        (("A 跑",), ("A 跑",)),
        ((), ()),
    ],
)
def test_letters_are_taken_from_options_only_where_all_have_theirs(
    options: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    assert unlettered(options) == shown
