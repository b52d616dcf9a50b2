# SPDX-License-Identifier: MIT
"""`muster review` as its user meets it: one subject at a time, refused where it would be untrue."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main

CASE = Path(__file__).parent / "cases" / "clean-whole-thread"

UNIT = """\
  - clause: {clause}
    sha256: "{sha256}"
    disposition: requirement
    requirements:
      - id: plan-a/{number}
        kind: awareness-day
        topic: fire
        audiences: [primary]
        cadence: {{per: year, on: {day}}}
        terms: [消防]
        text: {{zh: 宣传, en: Tell}}
"""

SCHOOL = """\
id: hut
name: {zh: 小屋学校, en: Hut School}
sample: true
address: {zh: 虚构, en: Made up}
stages: [primary]
"""

CALENDAR = """\
id: calendar
entries:
  - id: fire-day
    kind: awareness-day
    title: {zh: 消防日, en: Fire day}
    dates: [2026-11-09]
    audiences: [primary]
    covers: [plan-a/2]
  - id: safety-day
    kind: awareness-day
    title: {zh: 安全日, en: Safety day}
    dates: [2026-12-02]
    audiences: [primary]
    covers: [plan-a/3]
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lesson with one claim, two days of a calendar with one each; nothing compared yet."""
    shutil.copytree(CASE / "content", tmp_path / "content")
    shutil.copyfile(CASE / "site_config.yml", tmp_path / "site_config.yml")
    (tmp_path / "content" / "reviews.lock").unlink()
    plan = tmp_path / "content" / "plans" / "plan-a.yml"
    days = ((2, "二", "11-09"), (3, "三", "12-02"))
    units = [UNIT.format(number=n, clause=c, day=d, sha256="0" * 64) for n, c, d in days]
    plan.write_text(plan.read_text("utf-8") + "".join(units), "utf-8")
    hut = tmp_path / "content" / "schools" / "hut"
    hut.mkdir(parents=True)
    (hut / "school.yml").write_text(SCHOOL, "utf-8")
    (hut / "calendar.yml").write_text(CALENDAR, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def muster(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--as-of", "2026-11-22"], catch_exceptions=False)


def review(subject: str, *more: str) -> Result:
    return muster("review", subject, *(more or ("--compared", "law", "--by", "program")))


def lock(tree: Path) -> Path:
    return tree / "content" / "reviews.lock"


def codes() -> list[str]:
    return re.findall(r"(?:gap|error) ([A-Z]\d{3})", muster("check", "--no-cache").output)


@pytest.mark.usefixtures("tree")
def test_without_a_subject_everything_that_claims_is_listed_with_what_is_left() -> None:
    shown = muster("review").output.split("\n")
    assert [line.split() for line in shown if line] == [["1", "fire-lesson"], ["2", "hut/calendar"]]
    review("fire-lesson")
    shown = muster("review").output.split("\n")
    assert [line.split() for line in shown if line] == [["0", "fire-lesson"], ["2", "hut/calendar"]]


@pytest.mark.usefixtures("tree")
def test_what_was_reviewed_is_fresh_and_the_rest_is_not() -> None:
    assert codes() == ["V507"] * 3
    assert review("fire-lesson").exit_code == 0
    assert codes() == ["V507"] * 2
    assert review("hut/calendar").exit_code == 0
    assert codes() == []


def test_a_calendar_is_reviewed_entry_by_entry(tree: Path) -> None:
    result = review("hut/calendar")
    assert "2 项 subjects · 2 条声明 claims" in result.output
    subjects = [r["subject"] for r in yaml.safe_load(lock(tree).read_text("utf-8"))["reviews"]]
    assert subjects == ["hut/calendar/fire-day", "hut/calendar/safety-day"]
    review("fire-lesson")
    calendar = tree / "content" / "schools" / "hut" / "calendar.yml"
    calendar.write_text(CALENDAR.replace("zh: 安全日", "zh: 平安日"), "utf-8")
    output = muster("check", "--no-cache").output
    assert codes() == ["V505"]
    assert "hut/calendar/safety-day" in output


def test_a_review_changes_its_own_lines_only(tree: Path) -> None:
    review("fire-lesson")
    review("hut/calendar")
    before = lock(tree).read_text("utf-8")
    lesson = tree / "content" / "lessons" / "fire-lesson.yml"
    lesson.write_text(lesson.read_text("utf-8").replace("en: Fire}", "en: Fire safety}"), "utf-8")
    review("fire-lesson", "--compared", "law", "--by", "person")
    after = lock(tree).read_text("utf-8")
    assert len(before.split("\n")) == len(after.split("\n"))
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    changed = [new.split(":")[0].strip() for old, new in pairs if old != new]
    assert changed == ["sha256", "by", "seal"]


def test_the_same_review_again_changes_nothing(tree: Path) -> None:
    review("fire-lesson")
    before = lock(tree).read_bytes()
    review("fire-lesson")
    assert lock(tree).read_bytes() == before


def test_a_review_tells_who_compared_what_with_which_sources(tree: Path) -> None:
    review("fire-lesson", "--compared", "law", "--by", "person")
    (entry,) = yaml.safe_load(lock(tree).read_text("utf-8"))["reviews"]
    assert (entry["by"], entry["compared"], str(entry["date"])) == ("person", ["law"], "2026-11-22")
    assert list(entry["requirements"]) == ["plan-a/1"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("fire-lesson", "--compared", "lore", "--by", "program"),
        ("fire-lesson", "--compared", "law", "--compared", "lore", "--by", "program"),
        ("fire-lesson", "--compared", "law"),
        ("fire-lesson", "--by", "program"),
        ("fire-lesson", "--compared", "law", "--by", "somebody"),
        ("fire-lessons", "--compared", "law", "--by", "program"),
        ("hut/sheets", "--compared", "law", "--by", "program"),
        ("hut", "--compared", "law", "--by", "program"),
        ("", "--compared", "law", "--by", "program"),
    ],
    ids=" ".join,
)
def test_what_is_unknown_is_refused_and_nothing_is_written(
    tree: Path, arguments: tuple[str, ...]
) -> None:
    assert muster("review", *arguments).exit_code == 2
    assert not lock(tree).exists()


@pytest.mark.usefixtures("tree")
def test_a_refusal_names_the_unknown_source_in_both_languages() -> None:
    output = review("fire-lesson", "--compared", "lore", "--by", "program").output
    assert "没有：lore" in output
    assert "sources that were compared" in output


def test_a_lock_changed_by_hand_stops_check_and_build_until_it_is_compared_again(
    tree: Path,
) -> None:
    review("fire-lesson")
    text = lock(tree).read_text("utf-8")
    lock(tree).write_text(text.replace('by: "program"', 'by: "authority"'), "utf-8")
    result = muster("check", "--no-cache")
    assert result.exit_code == 2
    line = 1 + text.split("\n").index('- subject: "fire-lesson"')
    assert f"content/reviews.lock:{line}: error V511" in result.output
    review("fire-lesson")
    assert "V511" not in codes()
