# SPDX-License-Identifier: MIT
"""The baseline of red clauses: what makes a clause red, and that no line can be slipped in."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.clauses.baseline import faults, grown, is_changed


def verdict(status: str) -> dict[str, Any]:
    return {"audience": "primary", "status": status, "findings": [{"en": "too few"}]}


def coverage(folder: Path, unit: dict[str, Any], *statuses: str) -> Path:
    """Write a verdict on one clause with one demand."""
    asked = {"id": "a/1", "verdicts": [verdict(s) for s in statuses]}
    own = {"clause": "一", "disposition": "requirement", "reason": None, "requirements": ["a/1"]}
    plan = {"id": "a", "units": [{**own, **unit}], "requirements": [asked]}
    path = folder / "coverage.json"
    path.write_text(json.dumps({"plans": [plan]}), encoding="utf-8")
    return path


ASKS_NOTHING: dict[str, Any] = {"disposition": "not-content", "requirements": []}


@pytest.mark.parametrize(
    ("unit", "statuses", "is_red"),
    [
        ({}, ["covered", "covered"], False),
        ({}, ["covered", "suppressed"], False),
        ({}, ["covered", "fresh"], True),
        ({}, ["linked"], True),
        ({}, [], True),
        ({"requirements": []}, [], True),
        ({"disposition": "unread", "requirements": []}, [], True),
        ({**ASKS_NOTHING, "reason": "hardware"}, [], False),
        (ASKS_NOTHING, [], True),
    ],
)
def test_a_clause_is_red_unless_all_of_it_is_covered_or_excused(
    tmp_path: Path,
    unit: dict[str, Any],
    statuses: list[str],
    is_red: bool,  # noqa: FBT001
) -> None:
    assert bool(faults(coverage(tmp_path, unit, *statuses))["a 一"]) is is_red


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    """A repository whose last two commits had the lines `a 一`, `a 二` and then `a 一`."""
    if not shutil.which("git"):
        pytest.skip("no Git here")
    path = tmp_path / "baseline.txt"

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=tester", "-c", "user.email=tester@muster.example"]
        subprocess.run(["git", "-C", tmp_path, *who, *arguments], check=True, capture_output=True)

    git("init")
    for text in ("a 一\na 二\n", "a 一\n"):
        path.write_text(text, encoding="utf-8")
        git("add", ".")
        git("commit", "-m", "change")
    return path


def test_a_baseline_that_shrank_has_no_line_of_its_own(baseline: Path) -> None:
    assert not is_changed(baseline)
    assert grown(baseline, "HEAD^") == []


def test_a_line_that_the_commit_before_lacks_is_found(baseline: Path) -> None:
    baseline.write_text("a 一\na 二\na 三\n", encoding="utf-8")
    assert is_changed(baseline)
    assert grown(baseline, "HEAD") == ["a 二", "a 三"]
    assert grown(baseline, "HEAD^") == ["a 三"]


def test_without_an_earlier_baseline_nothing_can_be_compared(baseline: Path) -> None:
    assert grown(baseline, "HEAD~2") is None
    other = baseline.with_name("other.txt")
    other.write_text("a 一\n", encoding="utf-8")
    assert grown(other, "HEAD") is None


def test_outside_a_repository_nothing_can_be_compared(tmp_path: Path) -> None:
    path = tmp_path / "baseline.txt"
    path.write_text("a 一\n", encoding="utf-8")
    assert grown(path, "HEAD") is None
