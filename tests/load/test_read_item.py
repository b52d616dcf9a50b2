# SPDX-License-Identifier: MIT
"""One file, all its faults at once, each with its line and in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.finding import Finding, Severity
from generator.load.config import load_settings
from generator.load.read_item import Reading, read_item
from generator.load.wanted import WRITTEN_AS
from generator.model.building import Building
from generator.model.plan import Plan
from generator.model.poster import Poster
from generator.model.record import Item
from generator.model.school import CodeRegistry, HeldRecord, School
from generator.model.topic import Source, Topic
from generator.settings import Settings

TOPIC = """\
id: fire
title: {zh: 消防, en: Fire}
summary: {zh: 火, en: Fire}
pictogram: fire
order: 1
terms: [消防]
"""

HANZI = re.compile(r"[\u4e00-\u9fff]")


def read(tmp_path: Path, text: str, model: type[Item] = Topic) -> Reading[Item]:
    path = tmp_path / "file.yml"
    path.write_text(text, encoding="utf-8")
    return read_item(path, "content/file.yml", model)


def faults(reading: Reading[Item]) -> list[tuple[str, int, str]]:
    return [(f.code, f.origin.line, f.origin.key) for f in reading.findings]


def test_a_right_file_becomes_an_item_that_knows_its_lines(tmp_path: Path) -> None:
    reading = read(tmp_path, TOPIC)
    assert reading.findings == ()
    assert reading.item is not None
    assert reading.item.id == "fire"
    assert str(reading.item.at("order")) == "content/file.yml:5"
    assert reading.item.at("terms", 0).key == "terms.0"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("order:", "ordre:", [("C104", 1, "order"), ("C103", 5, "ordre")]),
        ("zh: 消防, ", "", [("C104", 2, "title.zh")]),
        ("order: 1", "order: first", [("C105", 5, "order")]),
        ("order: 1", "order: 1.5", [("C105", 5, "order")]),
        ("[消防]", "消防", [("C105", 6, "terms")]),
        ("[消防]", "[消防, 119]", [("C105", 6, "terms.1")]),
        ("[消防]", "[消防, '']", [("C105", 6, "terms.1")]),
        ("id: fire", "id: Fire Safety", [("C105", 1, "id")]),
        ("{zh: 火, en: Fire}", "火", [("C105", 3, "summary")]),
        ("{zh: 火, en: Fire}", "[火, Fire]", [("C105", 3, "summary")]),
        ("order: 1", "order: 1\norder: 2", [("C102", 6, "order")]),
        ("order: 1", "order: 1: 2", [("C101", 5, "")]),
    ],
)
def test_a_fault_is_found_where_it_stands(
    tmp_path: Path, old: str, new: str, expected: list[tuple[str, int, str]]
) -> None:
    reading = read(tmp_path, TOPIC.replace(old, new, 1))
    assert reading.item is None
    assert sorted(faults(reading)) == sorted(expected)


ALL_WRONG = """\
id: fire
title: {zh: 消防, en: Fire, fr: Feu}
title: {zh: 火, en: Fire}
sumary: {zh: 火, en: Fire}
pictogram: fire
order: many
terms: none
"""


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    assert sorted(faults(read(tmp_path, ALL_WRONG))) == [
        ("C102", 3, "title"),
        ("C103", 2, "title.fr"),
        ("C103", 4, "sumary"),
        ("C104", 1, "summary"),
        ("C105", 6, "order"),
        ("C105", 7, "terms"),
    ]


def is_bilingual(finding: Finding) -> bool:
    chinese = HANZI.search(finding.what_zh) and HANZI.search(finding.mend_zh)
    return bool(chinese and finding.what_en and not HANZI.search(finding.mend_en))


def test_every_fault_says_what_is_wrong_and_how_to_mend_it_in_both_languages(
    tmp_path: Path,
) -> None:
    for finding in read(tmp_path, ALL_WRONG).findings:
        assert finding.severity is Severity.ERROR
        assert is_bilingual(finding), finding


def test_an_unknown_key_offers_the_nearest_known_one(tmp_path: Path) -> None:
    by_key = {f.origin.key: f for f in read(tmp_path, ALL_WRONG).findings if f.code == "C103"}
    assert by_key["sumary"].mend_en == 'Did you mean "summary"?'
    assert by_key["sumary"].mend_zh == "是不是“summary”？"
    assert by_key["title.fr"].mend_en == "Keys known here: en, zh."


POSTER = """\
id: p
topic: fire
audiences: [primary]
title: {zh: 题, en: t}
citations: [{source: law, supports: {zh: 据, en: s}, mark: A, read: 2026-11-01}]
history: [{version: '1', date: 2026-11-01, change: {zh: 初, en: f}}]
review_by: 2027-11-01
headline: {zh: 题, en: t}
subline: {zh: 题, en: t}
closing: {zh: 题, en: t}
panels:
  - {pictogram: a, title: {zh: 题, en: t}, text: {zh: 题, en: t}}
  - {pictogram: a, title: {zh: 题, en: t}, text: {zh: 题, en: t}}
  - {pictogram: a, title: {zh: 题, en: t}, text: {zh: 题, en: t}}
  - {pictogram: a, title: {zh: 题, en: t}, text: {zh: 题, en: t}}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key", "says"),
    [
        ("[primary]", "[primari]", "C105", 3, "audiences.0", "primary"),
        ("[primary]", "[]", "C105", 3, "audiences", "at least 1"),
        ("mark: A", "mark: G", "C105", 5, "citations.0.mark", "'A'"),
        ("read: 2026-11-01", "read: November", "C105", 5, "citations.0.read", "date"),
        ("review_by: 2027-11-01", "review_by: 2027-13-01", "C101", 7, "", "2027-13-01"),
        ("review_by: 2027-11-01", "review_by: '2027-02-30'", "C105", 7, "review_by", "date"),
        ("  - {pictogram: a,", "  - {pictogramm: a,", "C103", 12, "panels.0.pictogramm", "pic"),
        ("closing:", "# closing:", "C104", 1, "closing", "closing"),
    ],
)
def test_faults_deep_inside_an_item_are_found(
    tmp_path: Path, old: str, new: str, code: str, line: int, key: str, says: str
) -> None:
    reading = read(tmp_path, POSTER.replace(old, new, 1), Poster)
    found = {(f.code, f.origin.line, f.origin.key): f for f in reading.findings}
    assert (code, line, key) in found
    finding = found[code, line, key]
    assert says in finding.what_en + finding.mend_en
    assert is_bilingual(finding), finding


def test_three_panels_are_too_few_and_the_message_counts_them(tmp_path: Path) -> None:
    text = POSTER.rsplit("  - ", 1)[0]
    (finding,) = read(tmp_path, text, Poster).findings
    assert (finding.code, finding.origin.line) == ("C105", 11)
    assert finding.mend_zh == "这里至少要有 4 项，现在是 3 项。"


SCHOOL = """\
id: s
name: {zh: 校, en: s}
address: {zh: 址, en: a}
stages: [primary]
assembly_points:
  - {id: yard, name: {zh: 场, en: y}, at_m: [1]}
"""


def test_a_point_with_one_number_is_too_short(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, SCHOOL, School).findings
    assert (finding.code, str(finding.origin)) == ("C105", "content/file.yml:6")
    assert finding.mend_zh == "这里少写了一项。"


def test_a_faulty_entry_does_not_make_its_list_too_short_as_well(tmp_path: Path) -> None:
    text = SCHOOL.replace("at_m: [1]", "at_m: [1, a]")
    assert faults(read(tmp_path, text, School)) == [("C105", 6, "assembly_points.0.at_m.1")]


def test_a_date_out_of_range_is_told_apart_from_a_word(tmp_path: Path) -> None:
    text = POSTER.replace("read: 2026-11-01", "read: 20261101")
    (finding,) = read(tmp_path, text, Poster).findings
    assert (finding.code, finding.origin.line) == ("C105", 5)
    assert is_bilingual(finding)


@pytest.mark.parametrize("data", ["- a\n- b\n", "words\n", "42\n", "true\n"])
def test_a_file_that_is_no_mapping_is_one_fault(tmp_path: Path, data: str) -> None:
    reading = read(tmp_path, data)
    assert [f.code for f in reading.findings] == ["C105"]
    assert is_bilingual(reading.findings[0])


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_is_one_finding(tmp_path: Path, text: str) -> None:
    (finding,) = read(tmp_path, text, Source).findings
    assert (finding.code, finding.origin.line) == ("C101", 1)
    assert "empty" in finding.what_en


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    reading = read_item(tmp_path / "none.yml", "content/none.yml", Topic)
    assert [f.code for f in reading.findings] == ["C101"]
    assert reading.named == "none"


def test_a_file_in_another_encoding_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "file.yml"
    path.write_bytes(TOPIC.encode("gb18030"))
    (finding,) = read_item(path, "content/file.yml", Topic).findings
    assert finding.code == "C101"
    assert "UTF-8" in finding.mend_zh
    assert "UTF-8" in finding.mend_en


CONFIG = """\
id: site
name: {zh: 站, en: site}
address: https://school.example
as_of: 2026-11-22
plans: [plan-a]
school_year:
  terms:
    - {id: autumn, name: {zh: 秋, en: a}, first: 2026-09-01, last: 2027-01-29}
"""


def config(tmp_path: Path, text: str) -> Reading[Settings]:
    path = tmp_path / "site_config.yml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_a_configuration_is_read(tmp_path: Path) -> None:
    reading = config(tmp_path, CONFIG)
    assert reading.findings == ()
    assert reading.item is not None
    assert reading.item.host == "school.example"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("as_of:", "asof:", "C103", 4),
        ("as_of: 2026-11-22", "as_of: soon", "C105", 4),
        ("https://school.example", "school.example", "C105", 3),
        ("https://school.example", "https://School.example", "C105", 3),
        ("plans: [plan-a]", "plans: plan-a", "C105", 5),
        ("last: 2027-01-29", "last: 2026-01-29", "C105", 8),
        ("first: 2026-09-01, ", "", "C104", 8),
        ("id: site", "id: site\nsheets: {papers: [A2]}", "C105", 2),
        ("id: site", "id: site\nsheets: {languages: []}", "C105", 2),
    ],
)
def test_a_fault_in_the_configuration_is_found(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    findings = config(tmp_path, CONFIG.replace(old, new, 1)).findings
    assert (code, line) in [(f.code, f.origin.line) for f in findings]
    assert all(is_bilingual(f) for f in findings), findings


CADENCE_RULES = ["'2026-11-09'", "2026-11-09", "11/09", "6", "November", "02-30"]


@pytest.mark.parametrize("rule", CADENCE_RULES)
def test_a_bad_day_rule_says_in_words_how_to_write_one(tmp_path: Path, rule: str) -> None:
    lines = f"{{cadence: {{per: year, on: {rule}}}}}"
    text = f"id: plan-a\nunits:\n  - requirements:\n      - {lines}\n"
    reading = read(tmp_path, text, Plan)
    (finding,) = [f for f in reading.findings if f.origin.key.endswith("cadence.on")]
    for example in ("11-09", "03-last-mon", "06", "03-26..04-16"):
        assert example in finding.mend_zh
        assert example in finding.mend_en
    assert "^" not in finding.mend_zh + finding.mend_en
    assert is_bilingual(finding)


PLAN = """\
id: plan-a
title: {zh: 案, en: p}
issuer: {zh: 局, en: i}
issued: ISSUED
units:
  - clause: 一
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"
    disposition: requirement
    requirements:
      - id: plan-a/1
        kind: drill
        topic: fire
        audiences: [primary]
        cadence: {CADENCE}
        terms: [演练]
        text: {zh: 演练, en: Drill}
"""


def plan_file(issued: str = "'2026-02-28'", cadence: str = "per: year") -> str:
    return PLAN.replace("ISSUED", issued).replace("CADENCE", cadence)


@pytest.mark.parametrize(
    "issued", ["'2026-02-28'", "2026-02-28", "'2026-02'", "2026", "2028-02-29"]
)
def test_a_day_of_issue_is_kept_as_far_as_it_is_printed(tmp_path: Path, issued: str) -> None:
    assert read(tmp_path, plan_file(issued), Plan).findings == ()


@pytest.mark.parametrize("issued", ["'2026-02-31'", "'2027-02-29'", "'2026-13'", "'2026-00-01'"])
def test_a_day_of_issue_that_no_calendar_has_is_refused(tmp_path: Path, issued: str) -> None:
    (finding,) = read(tmp_path, plan_file(issued), Plan).findings
    assert (finding.code, str(finding.origin)) == ("C105", "content/file.yml:4")
    assert "2026-01-15" in finding.mend_zh
    assert "2026-01-15" in finding.mend_en
    assert is_bilingual(finding)


@pytest.mark.parametrize("per", ["day", "week", "month", "two-months", "quarter", "holiday"])
def test_one_deadline_cannot_end_windows_that_come_again_and_again(
    tmp_path: Path, per: str
) -> None:
    (finding,) = read(tmp_path, plan_file(cadence=f"per: {per}, by: 11-15"), Plan).findings
    assert (finding.code, str(finding.origin)) == ("C105", "content/file.yml:14")
    assert finding.origin.key.endswith("cadence.by")
    for words in (finding.mend_zh, finding.mend_en):
        assert "`on: 11-01..11-15`" in words
        assert f"`per: {per}`" in words
    assert is_bilingual(finding)


@pytest.mark.parametrize("per", ["term", "school-year", "year", "once", "event", "vague", "unsaid"])
def test_a_deadline_ends_what_is_asked_for_in_a_term_or_year(tmp_path: Path, per: str) -> None:
    assert read(tmp_path, plan_file(cadence=f"per: {per}, by: 11-15"), Plan).findings == ()


def test_the_deadline_of_something_asked_once_may_name_its_year(tmp_path: Path) -> None:
    written = plan_file(cadence="per: once, by: 12-31, by_year: 2022")
    assert read(tmp_path, written, Plan).findings == ()


@pytest.mark.parametrize("cadence", ["per: month", "per: unsaid", "per: once, on: '06'"])
def test_what_is_asked_for_in_one_year_may_name_it(tmp_path: Path, cadence: str) -> None:
    written = plan_file(cadence=f"{cadence}, by_year: 2021")
    assert read(tmp_path, written, Plan).findings == ()


@pytest.mark.parametrize("cadence", ["per: year, by: 12-31", "per: term, by: 11-15"])
def test_a_deadline_that_comes_again_has_no_year(tmp_path: Path, cadence: str) -> None:
    (finding,) = read(tmp_path, plan_file(cadence=f"{cadence}, by_year: 2022"), Plan).findings
    assert (finding.code, finding.origin.key.endswith("cadence.by_year")) == ("C105", True)
    for words in (finding.mend_zh, finding.mend_en):
        assert "`by_year`" in words
    assert is_bilingual(finding)


def _patterns(kind: type[BaseModel]) -> Iterator[str]:
    for schema in json.dumps(kind.model_json_schema()).split('"pattern": ')[1:]:
        yield json.JSONDecoder().raw_decode(schema)[0]


@pytest.mark.parametrize(
    "kind", [Plan, Poster, School, HeldRecord, CodeRegistry, Building, Settings]
)
def test_no_text_is_ever_asked_for_by_its_pattern(kind: type[BaseModel]) -> None:
    assert {*_patterns(kind)} <= {*WRITTEN_AS}


def test_an_id_with_capitals_says_in_words_how_to_write_one(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, TOPIC.replace("id: fire", "id: Fire Safety")).findings
    assert "小写字母" in finding.mend_zh
    assert "small letters" in finding.mend_en
    assert "^" not in finding.mend_zh + finding.mend_en


def test_terms_that_overlap_are_named(tmp_path: Path) -> None:
    spring = "    - {id: spring, name: {zh: 春, en: s}, first: 2027-01-29, last: 2027-07-02}\n"
    (finding,) = config(tmp_path, CONFIG + spring).findings
    assert (finding.code, finding.origin.line, finding.origin.key) == (
        "C105", 7, "school_year.terms",
    )  # fmt: skip
    assert "autumn" in finding.mend_zh
    assert "spring" in finding.mend_en
    assert "{" not in finding.what_zh + finding.what_en
    assert is_bilingual(finding)
    apart = spring.replace("2027-01-29", "2027-01-30")
    assert config(tmp_path, CONFIG + apart).findings == ()


def test_a_record_of_nothing_says_what_to_add(tmp_path: Path) -> None:
    text = "id: held\nkind: drill\ndate: 2026-11-09\naudiences: [primary]\nminutes: 20\n"
    (finding,) = read(tmp_path, text, HeldRecord).findings
    assert finding.code == "C104"
    assert "entry" in finding.what_zh
    assert "item" in finding.what_en
    assert is_bilingual(finding)
    assert "{" not in finding.what_zh + finding.what_en


def test_an_empty_list_is_called_a_list(tmp_path: Path) -> None:
    text = "id: held\nkind: drill\nitem: walk\ndate: 2026-11-09\naudiences: []\nminutes: 20\n"
    (finding,) = read(tmp_path, text, HeldRecord).findings
    assert "Tuple" not in finding.mend_en
    assert "至少要有 1 项" in finding.mend_zh
