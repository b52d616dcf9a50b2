# SPDX-License-Identifier: MIT
"""No two pieces of content read alike: each is written for its own readers."""

from itertools import combinations
from pathlib import Path

import pytest

from generator.check.words import NOT_PRINTED, chinese_of
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.poster import Poster
from generator.model.record import Teaching
from generator.settings import THEME

OF_ALL_SIGNS = frozenset({"emergency", "closing"})
"""Numbers to call, and blanks to fill in: the same on signs and sheets of numbers on purpose."""

PIECE = 10
"""Characters of the pieces that are compared."""

MOST_SHARED = 0.15
"""How much of the shorter text may stand in the longer one too.

Official words that must stand word for word make up 0.14 of a short poster; two lessons share
0.08 at most. A lesson copied with other names shares far more than half.
"""


def pieces(text: str) -> frozenset[str]:
    return frozenset(text[i : i + PIECE] for i in range(len(text) - PIECE + 1))


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def said_by(item: Teaching) -> str:
    is_sign = isinstance(item, Poster) and (item.sign or item.shape == "calls")
    return "".join(chinese_of(item, NOT_PRINTED | OF_ALL_SIGNS if is_sign else NOT_PRINTED))


@pytest.fixture(scope="module")
def items() -> list[Teaching]:
    settings = load_settings(Path("site_config.yml")).item
    assert settings
    content, _ = load_content(settings.content_folder, (), THEME)
    return list(content.teaching)


def test_no_two_pieces_read_alike(items: list[Teaching]) -> None:
    texts = {item.id: pieces(said_by(item)) for item in items}
    assert len(texts) > 50
    alike = {
        (one, other): round(shared(texts[one], texts[other]), 2)
        for one, other in combinations(sorted(texts), 2)
        if shared(texts[one], texts[other]) > MOST_SHARED
    }
    assert alike == {}


def test_a_piece_copied_with_other_names_is_noticed(items: list[Teaching]) -> None:
    text = said_by(max(items, key=lambda item: len(said_by(item))))
    copied = text.replace("老师", "教员").replace("学生", "同学们").replace("同学", "伙伴")
    assert copied != text
    assert shared(pieces(text), pieces(copied)) > 3 * MOST_SHARED
