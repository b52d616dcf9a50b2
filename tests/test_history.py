# SPDX-License-Identifier: MIT
"""What changed since a revision is counted once, as what it turned into."""

import pytest

from generator.history import Change
from generator.report import change_lines


def change(before: str, after: str) -> Change:
    return Change(requirement="a/1-a", audience="junior", clause="甲 1", before=before, after=after)


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ("fresh", "covered", "newly covered 1"),
        ("covered", "fresh", "newly red 1"),
        ("suppressed", "linked", "newly red 1"),
        ("", "linked", "newly red 1"),
        ("fresh", "linked", "red at another rung 1"),
        ("covered", "suppressed", "newly suppressed 1"),
        ("linked", "", "no longer asked 1"),
    ],
)
def test_a_changed_verdict_is_counted_as_what_it_turned_into(
    before: str, after: str, turn: str
) -> None:
    first, last = change_lines([change(before, after)], "HEAD")
    assert first.startswith("甲 1 (a/1-a@junior): ")
    assert turn in last
    assert last.count(" 1") == 1
