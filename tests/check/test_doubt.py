# SPDX-License-Identifier: MIT
"""A file that cannot be read makes no gap elsewhere; the verdicts that rest on it wait."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.load.unread_text import read_unread
from generator.model.topic import Topic

CASES = Path(__file__).parents[1] / "cases"
THREAD, DRILLS = "clean-whole-thread", "clean-drills-on-record"


def check_with_a_fault(case: str, file: str, tmp_path: Path, more: str = "\nslip: 1\n") -> str:
    tree = tmp_path / "case"
    shutil.copytree(CASES / case, tree)
    path = tree / "content" / file
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    config = tree / "site_config.yml"
    options = ["--content", str(tree / "content"), "--config", str(config)]
    result = CliRunner().invoke(
        main,
        ["check", *options, "--as-of", "2026-11-22", "--no-cache"],
        catch_exceptions=False,
    )
    assert result.exit_code == 2
    return result.stdout


@pytest.mark.parametrize("more", ["\nslip: 1\n", "\nslip: 1: 2\n", "\nslip: \0\n"])
@pytest.mark.parametrize("file", ["topics/fire.yml", "lessons/fire-lesson.yml", "reviews.lock"])
def test_a_verdict_waits_for_the_file_that_it_rests_on(
    file: str, more: str, tmp_path: Path
) -> None:
    said = check_with_a_fault(THREAD, file, tmp_path, more)
    assert said.count(": error ") == 1
    assert ": gap " not in said
    assert "缺口 gaps 0" in said
    assert "没有判 not judged 1：" in said


def test_a_source_that_cannot_be_read_leaves_every_verdict(tmp_path: Path) -> None:
    said = check_with_a_fault(THREAD, "sources/law.yml", tmp_path)
    assert said.count(": error ") == 1
    assert "已覆盖 covered 1" in said
    assert "没有判" not in said


@pytest.mark.parametrize("file", ["calendar.yml", "school.yml"])
def test_what_has_a_date_waits_for_calendar_and_school(file: str, tmp_path: Path) -> None:
    said = check_with_a_fault(DRILLS, f"schools/hut/{file}", tmp_path)
    assert said.count(": error ") == 1
    assert ": gap " not in said
    assert "没有判 not judged" in said


def test_nothing_is_overdue_while_a_record_cannot_be_read(tmp_path: Path) -> None:
    record = min((CASES / DRILLS / "content/schools/hut/records").iterdir())
    said = check_with_a_fault(DRILLS, f"schools/hut/records/{record.name}", tmp_path)
    assert said.count(": error ") == 1
    assert ": gap " not in said
    assert "逾期 overdue 0" in said


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_an_id_is_told_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "other.yml"
    file.write_bytes("id: fire\ntitle: {zh: 消防: 火\n".encode(encoding))
    unread = read_unread(str(file), Topic)
    assert unread.may_define("fire")
    assert not unread.may_define("water")


@pytest.mark.parametrize(
    ("said", "other"),
    [("title: x\n", "none"), ("id: Fire Safety\n", "none"), ("PK\0\0", "any")],
)
def test_a_file_that_does_not_tell_its_id_is_called_like_its_file(
    said: str, other: str, tmp_path: Path
) -> None:
    file = tmp_path / "fire.yml"
    file.write_text(said, encoding="utf-8")
    unread = read_unread(str(file), Topic)
    assert unread.may_define("fire")
    assert unread.may_define("water") is (other == "any")


DATED = {"V508", "V512"}


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("last: 2027-01-29", "lst: 2027-01-29", "C103", {"V512"}),
        ("last: 2027-01-29", "last: 2027-01-45", "C101", set()),
        ("plans: [plan-a]", "plans: [plan-a, Plan B]", "C105", {"V508"}),
        ("plans: [plan-a]", "plans: plan-a", "C105", set()),
        ("id: site", "id: site\nposter_papers: [A9]", "C105", DATED),
        ("name: {zh: 案例, en: Case}", "name: 案例", "C105", DATED),
        ("address: https://school.example", "adress: https://school.example", "C103", {"V512"}),
        ("as_of: 2026-11-22", "as_of: [", "C101", set()),
    ],
)
def test_of_a_faulty_configuration_the_rest_is_judged(
    old: str, new: str, code: str, told: set[str], tmp_path: Path
) -> None:
    tree = tmp_path / "case"
    shutil.copytree(CASES / "V508-planned-after-the-deadline", tree)
    config = tree / "site_config.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count(old) == 1
    config.write_text(text.replace(old, new), encoding="utf-8")
    options = ["--content", str(tree / "content"), "--config", str(config), "--no-cache"]
    arguments = ["check", *options, "--as-of", "2026-11-22"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 2
    found = set(re.findall(r": (?:error|gap|advice) ([A-Z]\d{3}) ", result.stdout))
    assert found - {"C104"} == {code, "C114", *told}
