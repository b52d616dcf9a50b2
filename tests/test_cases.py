# SPDX-License-Identifier: MIT
"""One folder for each rule: its content is checked, and the command's own words are compared.

`expected.txt` holds the exit code and the findings exactly as `muster check` prints them. After
a wording has changed, `UPDATE_EXPECTED=1 pytest tests/test_cases.py` writes them anew; what it
wrote is read in review like code.
"""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main

FOLDER = Path(__file__).parent / "cases"
CASES = sorted(p for p in FOLDER.iterdir() if p.is_dir() and not p.name.startswith("."))
SUMMARY = ("条目 clauses", "判定 verdicts", "有日程的", "未判的级")


def run(command: str, case: Path, *more: str) -> Result:
    own = case / "site_config.yml"
    config = "site_config.yml" if own.is_file() else "../site_config.yml"
    options = ["--content", "content", "--config", config, *more]
    return CliRunner().invoke(main, [command, *options], catch_exceptions=False)


def shown(result: Result) -> str:
    lines = [line for line in result.stdout.splitlines() if not line.startswith(SUMMARY)]
    return "\n".join([f"exit {result.exit_code}", *lines]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_judged_as_expected(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    found = shown(run("check", case, "--as-of", "2026-11-22", "--no-cache"))
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_named_after_the_code_that_it_shows(case: Path) -> None:
    code, text = case.name.split("-")[0], (case / "expected.txt").read_text(encoding="utf-8")
    if code == "clean":
        assert text == "exit 0\n"
    elif code != "all":
        assert f" {code} " in text


STOPPING = [
    case
    for case in CASES
    if (case / "expected.txt").is_file()
    and (case / "expected.txt").read_text(encoding="utf-8").startswith("exit 2")
]


def test_most_cases_stop_a_build() -> None:
    assert len(STOPPING) > 15


@pytest.mark.parametrize("case", STOPPING, ids=lambda case: case.name)
def test_a_case_with_an_error_builds_nothing_and_shows_every_error(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    result = run("build", case, "--out", str(tmp_path / "dist"))
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before
    expected = (case / "expected.txt").read_text(encoding="utf-8").splitlines()
    errors = [line for line in expected if ": error " in line]
    assert errors
    assert [line for line in result.stdout.splitlines() if ": error " in line] == errors
