# SPDX-License-Identifier: MIT
from pathlib import Path

import pytest

from generator.load import yaml_lines

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in ("content", "tests/cases", "docs")
    for path in sorted((ROOT / folder).rglob("*.yml"))
]

TEXTS = [
    "", "# x", "---\n", "a: 1\n---\nb: 2", "a: &x 1\nb: *x", "a: &x 1", "a: !!str 1",
    "a: !x {b: 1}",
    "? [1]\n: 2", "a: 1\na: 2", "a: [1,", "a: 2026-02-31", "a: <<", "<<: {a: 1}", "a: =", "a: ~",
    "a:", "- 1\n- 0x1F\n- 1_000\n- .inf\n- 0o7\n- 07\n- yes\n- 'yes'\n- |\n  ab\n  c\n- >\n  d\n",
    "a: 2026-01-01T00:00:00Z", "x", "\t", "a: \x07", "a: {b: {c: [1, {d: e}]}}", "a: 1:30",
    "on: off", "1: 2", "null: 1", "%YAML 1.2\n---\na: 1", "...", "a: 1\n...\n",
    "a: " + "[" * 50 + "]" * 50, "é: ñ", "\ufeffa: 1", "'a': \"b\\u4e00\"", "!!map {a: 1}",
    "- !!seq [1]", "a: !!bool maybe", "[a, b]: c", "- - - a\n", "a: b: c", "- a\nb: c",
]  # fmt: skip


def same(text: str) -> bool:
    """Say whether events alone were enough; where they were, both ways must agree."""
    quick = yaml_lines._parse_quickly(text)
    if quick is None:
        return False
    whole = yaml_lines._parse_thoroughly(text)
    assert repr(quick.data) == repr(whole.data)
    assert quick.lines == whole.lines
    assert not whole.faults
    return True


@pytest.mark.parametrize("text", TEXTS)
def test_events_alone_say_the_same_as_nodes_or_nothing(text: str) -> None:
    same(text)


def test_events_alone_are_enough_for_nearly_every_content_file() -> None:
    enough = sum(same(path.read_text(encoding="utf-8", errors="ignore")) for path in FILES)
    assert enough > 0.95 * len(FILES)
