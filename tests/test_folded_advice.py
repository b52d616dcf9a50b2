# SPDX-License-Identifier: MIT
"""Advice that repeats is one line in the text for people, and whole for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.text_report import MOST_ADVICE
from tests.test_kept_answer import Tree, said
from tests.tiny_tree import wait_for_rest


def fresh(*arguments: str) -> tuple[bytes, int]:
    result = CliRunner().invoke(main, [*arguments, "--no-cache"], catch_exceptions=False)
    return result.stdout_bytes, result.exit_code


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """Return a tree of which so many items serve no clause that one more is folded."""
    tree = Tree(tmp_path, 7)
    for i, path in enumerate(tree.items):
        names = "" if i < MOST_ADVICE else tree.requirements[i % len(tree.requirements)]
        tree.change(path, r"^covers: .*", f"covers: [{names}]")
    monkeypatch.chdir(tree.root)
    return tree


def test_advice_is_folded_and_unfolded_whatever_was_kept(tree: Tree) -> None:
    arguments = ("check", "--as-of", tree.day)
    ways: list[str] = []
    folded: list[bool] = []
    wait_for_rest()
    for path, names in (
        (None, ""),
        (tree.items[MOST_ADVICE], ""),
        (tree.items[MOST_ADVICE + 1], ""),
        (tree.items[0], tree.requirements[0]),
        (tree.items[1], tree.requirements[1]),
        (tree.items[2], tree.requirements[2]),
    ):
        if path:
            tree.change(path, r"^covers: .*", f"covers: [{names}]")
        way, out, code = said(arguments)
        assert (out, code) == fresh(*arguments)
        ways.append(way)
        folded.append("advice V512 × ".encode() in out)
    assert ways == ["judged", "judged", "amended", "amended", "judged", "amended"]
    assert folded == [False, True, True, True, False, False]


def test_folded_advice_is_counted_and_told_on_request_and_to_programs(tree: Tree) -> None:
    for path in tree.items:
        tree.change(path, r"^covers: .*", "covers: []")
    count = len(tree.items)
    text = fresh("check", "--as-of", tree.day)[0].decode()
    assert text.count("V512") == 3  # the line in two languages, and how to ask what it means
    assert f"advice V512 × {count}: " in text
    assert fresh("check", "--as-of", tree.day, "--advice")[0].count(b" advice V512 ") == count
    told = json.loads(fresh("check", "--as-of", tree.day, "--format", "json")[0])["findings"]
    assert sum(finding["code"] == "V512" for finding in told) == count
