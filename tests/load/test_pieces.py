# SPDX-License-Identifier: MIT
"""Entries of long lists that are not parsed again say what the whole file says."""

import pytest

from generator.finding import Key
from generator.load.pieces import LEAST_CHARACTERS, PieceLines, pack_pieces, read_again
from generator.load.yaml_lines import parse_yaml

HEAD = "# 注\nid: calendar\nentries:\n"
MANY = LEAST_CHARACTERS // 20


def entry(number: int) -> str:
    return f"  - {{id: e{number}, title: 题{number}}}\n"


def listed(*changed: str) -> str:
    return HEAD + "".join(changed) + "".join(map(entry, range(MANY)))


def again(before: str, after: str) -> tuple[object, dict[Key, int]] | None:
    """Return what the second text says, read by way of the pieces of the first, with its lines."""
    tree = parse_yaml(before)
    assert isinstance(tree.data, dict)
    packed = pack_pieces(before, tree.data, tree.lines)
    read = read_again(after, tree.data, packed[1], lambda value: value) if packed else None
    return (read[0], dict(PieceLines(packed[0], read[1]))) if packed and read else None


FIT = (
    "  - id: new\n    title: >-\n      first\n\n      - second\n\n    # note\n",
    '  - id: "two\n      lines"\n\n',
    "  -   id: far\n      title: |+\n        kept\n\n\n",
    "  # a note before\n  - [a, {b: c},\n     d]\n",
    "  - 2026-09-01\n",
    "",
)


@pytest.mark.parametrize("changed", FIT)
def test_a_changed_entry_is_read_as_in_the_whole(changed: str) -> None:
    after = listed(entry(7), changed, entry(7)) + "\n# end\n"
    tree = parse_yaml(after)
    assert tree.faults == []
    found = again(listed(), after)
    assert found is None or found == (tree.data, tree.lines)
    assert found is not None or "# a note before" in changed


UNFIT = (
    "  - &a {id: new}\n",
    "  - *a\n",
    "  - !!str 1\n",
    "  - {id: a, id: b}\n",
    "  - {id: open\n",
    '  - "open\n',
    "  - id: a\n  more: b\n",
    "  - id: a\nmore: b\n",
    "  -\n    id: a\n",
    "  - id: a\n---\n",
    "  - id: a\n    - b\n",
    "  - a\u2028  - b\n",
)


@pytest.mark.parametrize("changed", UNFIT)
def test_what_is_not_plain_is_read_as_a_whole(changed: str) -> None:
    assert again(listed(), listed(changed)) is None


def test_a_changed_head_is_read_as_a_whole() -> None:
    assert again(listed(), "# moved\n" + listed()) is None
    assert again(listed(), listed().replace("calendar", "other")) is None


def test_a_list_at_the_margin_is_cut_as_well() -> None:
    before = "id: lock\nreviews:\n" + "".join(
        f"- subject: s{number}\n  by: program\n" for number in range(MANY)
    )
    after = before.replace("- subject: s5\n  by: program\n", "").replace("s9\n", "s9\n  # note\n")
    tree = parse_yaml(after)
    assert again(before, after) == (tree.data, tree.lines)


def test_a_short_list_or_a_text_in_a_block_has_no_pieces() -> None:
    assert again(HEAD + entry(1), HEAD + entry(2)) is None
    text = "id: a\ntext: |\n" + "".join(map(entry, range(MANY)))
    tree = parse_yaml(text)
    assert isinstance(tree.data, dict)
    assert pack_pieces(text, tree.data, tree.lines) is None
