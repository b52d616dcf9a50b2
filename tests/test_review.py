# SPDX-License-Identifier: MIT
"""`muster review` as its user meets it: one subject at a time, refused where it would be untrue."""

import re
import shutil
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.check.card import with_cards
from generator.cli import main
from generator.load.tree import load_content
from generator.model.content import Content
from generator.render.review_line import review_line
from generator.render.words import load_words
from generator.review import pending, reviews_in_force
from generator.settings import THEME

DAY = "2025-01-06"
"""When the made-up reviews were held: a day that is past wherever this runs."""

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


def muster(*arguments: str, day: str = "2026-11-22") -> Result:
    return CliRunner().invoke(main, [*arguments, "--as-of", day], catch_exceptions=False)


def review(subject: str, *more: str, day: str = DAY) -> Result:
    return muster("review", subject, *(more or ("--compared", "law", "--by", "program")), day=day)


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
    assert (entry["by"], entry["compared"], str(entry["date"])) == ("person", ["law"], DAY)
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
        ("fire-lesson", "--compared", "other", "--by", "program"),
        ("fire-lesson", "--compared", "law", "--by", "authority"),
        ("fire-lesson", "--compared", "law", "--by", "authority", "--document", " "),
        ("fire-lesson", "--compared", "law", "--by", "authority", "--document", "a\nb"),
        ("fire-lesson", "--compared", "law", "--by", "person", "--document", "a"),
    ],
    ids=" ".join,
)
def test_what_is_unknown_is_refused_and_nothing_is_written(
    tree: Path, arguments: tuple[str, ...]
) -> None:
    other = tree / "content" / "sources" / "law.yml"
    other.with_name("other.yml").write_text(
        other.read_text("utf-8").replace("id: law", "id: other")
    )
    assert review(*arguments).exit_code == 2
    assert [path.name for path in lock(tree).parent.glob("*reviews.lock*")] == []


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


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("id: reviews", "<<<<<<< ours\nid: reviews", "C101"),
        ('by: "program"', 'by: "oracle"', "C105"),
    ],
)
def test_a_lock_that_cannot_be_read_is_left_as_it_is(
    tree: Path, old: str, new: str, code: str
) -> None:
    review("fire-lesson")
    lock(tree).write_text(lock(tree).read_text("utf-8").replace(old, new), "utf-8")
    before = lock(tree).read_bytes()
    for result in (review("hut/calendar"), muster("review")):
        assert result.exit_code == 2
        assert f"error {code}" in result.output
        assert "content/reviews.lock" in result.output
    assert lock(tree).read_bytes() == before


def test_two_reviews_of_one_subject_are_an_error_that_names_both_lines(tree: Path) -> None:
    review("fire-lesson")
    before = lock(tree).read_text("utf-8")
    entry = before[before.index("- subject") :]
    both = before + entry.replace('"program"', '"person"')
    lock(tree).write_text(both, encoding="utf-8")
    first, second = (n for n, line in enumerate(both.split("\n"), 1) if "- subject" in line)
    checked = muster("check")
    assert checked.exit_code == 2
    assert f"content/reviews.lock:{second}: error C106" in checked.output
    assert f"已在 content/reviews.lock:{first} 记过（{DAY}）" in checked.output
    assert f"is reviewed at content/reviews.lock:{first} already ({DAY})" in checked.output
    assert review("hut/calendar").exit_code == 2
    assert lock(tree).read_text("utf-8") == both


def test_two_reviews_at_once_are_both_kept(tree: Path) -> None:
    rest = ["--compared", "law", "--by", "program", "--as-of", DAY]
    command = [sys.executable, "-m", "generator", "review"]
    both = [
        subprocess.Popen([*command, subject, *rest], cwd=tree, stdout=subprocess.DEVNULL)
        for subject in ("fire-lesson", "hut/calendar")
    ]
    assert [process.wait(60) for process in both] == [0, 0]
    text = lock(tree).read_text("utf-8")
    assert "fire-lesson" in text
    assert "hut/calendar/fire-day" in text
    assert [path.name for path in lock(tree).parent.glob("*reviews.lock*")] == ["reviews.lock"]


def test_no_review_is_recorded_ahead_of_its_day(tree: Path) -> None:
    ahead = str(datetime.now().astimezone().date() + timedelta(days=2))
    result = review("fire-lesson", day=ahead)
    assert result.exit_code == 2
    assert "还没到" in result.output
    assert not lock(tree).exists()


def test_a_source_given_twice_is_stored_once(tree: Path) -> None:
    review("fire-lesson", "--compared", "law", "--compared", "law", "--by", "program")
    (entry,) = yaml.safe_load(lock(tree).read_text("utf-8"))["reviews"]
    assert entry["compared"] == ["law"]


def test_without_a_day_the_list_is_of_today(tree: Path) -> None:
    review("fire-lesson")
    config, lesson = tree / "site_config.yml", tree / "content" / "lessons" / "fire-lesson.yml"
    config.write_text(config.read_text("utf-8").replace("as_of: 2026-11-22", "as_of: 2020-01-01"))
    text = lesson.read_text("utf-8").replace("review_by: 2027-11-01", "review_by: 2021-01-01")
    lesson.write_text(text, "utf-8")
    review("fire-lesson")
    shown = CliRunner().invoke(main, ["review"], catch_exceptions=False).output
    assert shown.split()[:2] == ["1", "fire-lesson"]


def said(tree: Path, day: date = date(2026, 11, 22)) -> str:
    """Return what a page of the lesson says of its review on a day."""
    content = read(tree)
    words, force = load_words(THEME), reviews_in_force(content, day)
    return review_line(content.lessons["fire-lesson"], content, force, words, "en")


def read(tree: Path) -> Content:
    return with_cards(load_content(tree / "content", (), THEME)[0])


def test_a_page_says_who_compared_it(tree: Path) -> None:
    assert "not yet compared" in said(tree)
    review("fire-lesson")
    assert said(tree).startswith(f"{DAY} compared with clauses and sources by software")


def test_a_page_names_the_paper_in_which_an_office_confirms_it(tree: Path) -> None:
    review("fire-lesson", "--compared", "law", "--by", "authority", "--document", "甲〔2026〕9号")
    assert said(tree) == f"{DAY} compared by the office that issued the plan (甲〔2026〕9号)"
    assert codes() == ["V507"] * 2
    text = lock(tree).read_text("utf-8")
    lock(tree).write_text(text.replace("9号", "8号"), "utf-8")
    assert "V511" in codes()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lessons/fire-lesson.yml", "en: Fire}", "en: Flames}"),
        ("lessons/fire-lesson.yml", "covers: [plan-a/1]", "covers: [plan-a/1, plan-a/2]"),
        ("plans/plan-a.yml", "text: {zh: 教消防, en", "text: {zh: 教消防逃生, en"),
        ("plans/plan-a.yml", "id: plan-a/1\n", "id: plan-a/9\n"),
    ],
)
def test_a_page_claims_no_review_once_either_side_has_changed(
    tree: Path, file: str, old: str, new: str
) -> None:
    review("fire-lesson")
    path = tree / "content" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    assert said(tree).startswith("changed since it was compared")
    assert pending(read(tree), date(2026, 11, 22))["fire-lesson"] > 0


def test_a_page_claims_no_review_once_its_day_has_passed(tree: Path) -> None:
    review("fire-lesson")
    assert said(tree, date(2027, 11, 1)).startswith(DAY)
    assert "past its review date" in said(tree, date(2027, 11, 2))


def test_an_item_that_claims_nothing_is_compared_with_its_sources_all_the_same(tree: Path) -> None:
    lesson = tree / "content" / "lessons" / "fire-lesson.yml"
    text = lesson.read_text("utf-8").replace("covers: [plan-a/1]", "covers: []")
    lesson.write_text(text, "utf-8")
    assert "not yet compared" in said(tree)
    assert "fire-lesson · 1 项 subjects · 0 条声明 claims" in review("fire-lesson").output
    assert said(tree).startswith(f"{DAY} compared with clauses and sources by software")
    assert pending(read(tree), date(2026, 11, 22))["fire-lesson"] == 0
    lesson.write_text(text.replace("en: Fire}", "en: Flames}"), "utf-8")
    assert said(tree).startswith("changed since it was compared")
    assert pending(read(tree), date(2026, 11, 22))["fire-lesson"] == 1
    lesson.write_text(text.replace("covers: []", "covers: [plan-a/1]"), "utf-8")
    assert pending(read(tree), date(2026, 11, 22))["fire-lesson"] == 1
