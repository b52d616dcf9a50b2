# SPDX-License-Identifier: MIT
"""Every finding code that the program can emit is explained, and nothing else is."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from generator import explanation
from generator.explanation import Explanation, explained_codes, load_explanations

GENERATOR = Path(explanation.__file__).parent

CODE = re.compile(r'"([A-Z][1-9]\d{2})"')
"""A finding code as it stands in the source; ISO 7010's signs (E001, F016, P020) begin with 0."""

EMITTED = sorted(
    {code for path in GENERATOR.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
)


def test_the_source_is_scanned_for_codes() -> None:
    assert {"C105", "R203", "V501", "A301"} <= set(EMITTED)


@pytest.mark.parametrize("code", EMITTED)
def test_a_code_that_can_be_emitted_is_explained(code: str) -> None:
    assert code in load_explanations()


def test_the_codes_alone_are_those_that_are_explained_in_the_same_order() -> None:
    assert explained_codes() == [*load_explanations()]


def test_no_explanation_is_left_of_a_code_that_is_gone() -> None:
    assert sorted(set(load_explanations()) - set(EMITTED)) == []


@pytest.mark.parametrize("found", load_explanations().values(), ids=lambda found: found.code)
def test_an_explanation_says_something_in_every_part(found: Explanation) -> None:
    empty = [f.name for f in fields(found) if len(getattr(found, f.name).strip()) < 4]
    assert empty == []


@pytest.mark.parametrize("found", load_explanations().values(), ids=lambda found: found.code)
def test_chinese_stands_in_the_chinese_parts_and_english_in_the_others(found: Explanation) -> None:
    hanzi = re.compile(r"[\u4e00-\u9fff]")
    assert hanzi.search(found.meaning_zh)
    assert hanzi.search(found.cure_zh)
    assert not hanzi.search(found.meaning_en)
    assert not hanzi.search(found.cure_en)


def test_the_command_explains_a_code_written_small() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator.cli", "explain", "r203"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert load_explanations()["R203"].cure_en.split(";")[0] in done.stdout
