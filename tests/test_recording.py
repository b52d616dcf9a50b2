# SPDX-License-Identifier: MIT
"""A school fills in its workbook of records, and what it held counts as held."""

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from generator.check.record import find_record_faults
from generator.cli import main
from generator.finding import Severity
from generator.intake.record_yaml import write_records
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.content import Content
from generator.model.held_sheet import ACTION_COLUMNS, RECORD_COLUMNS, label
from generator.model.school import Campus
from generator.office.record_book import record_workbook
from generator.office.voice import Voice
from generator.office.xlsx import write_xlsx
from generator.office.year import Year
from generator.recording import Filled, read_filled
from generator.render.words import load_words
from generator.settings import THEME, Settings
from tests.check.real_content import real_content
from tests.tiny_tree import ROOT

WORDS = load_words(THEME)

DRILL = label("119", "drill-119")
"""An entry of the sample school's calendar, under whatever title."""

DAY = date(2026, 11, 20)

Row = dict[str, object]


@pytest.fixture(scope="module")
def settings() -> Settings:
    found = load_settings(ROOT / "site_config.yml").item
    assert found
    return found


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def campus(content: Content) -> Campus:
    return content.campuses["sample"]


def export(language: str, content: Content, campus: Campus, settings: Settings) -> bytes:
    voice = Voice(language=language, words=WORDS)
    return write_xlsx(
        record_workbook(Year(campus=campus, content=content, settings=settings, voice=voice))
    )


@pytest.fixture(scope="module")
def exported(content: Content, campus: Campus, settings: Settings) -> bytes:
    return export("zh", content, campus, settings)


def fill(exported: bytes, path: Path, held: Row, *actions: Row) -> Path:
    """Write rows below those of the exported workbook, as a school does."""
    book = openpyxl.load_workbook(io.BytesIO(exported))
    records, mending = book.worksheets[:2]
    add(records, tuple(RECORD_COLUMNS), held)
    for row in actions:
        add(mending, tuple(ACTION_COLUMNS), row)
    book.save(path)
    return path


def add(page: Worksheet, keys: tuple[str, ...], row: Row) -> None:
    number = next(n for n in range(2, 999) if not any(c.value for c in page[n]))
    for key, value in row.items():
        page.cell(number, keys.index(key) + 1).value = value


BOTH = "门锁着 | The door was locked\nNobody pushed｜不推"
GOOD: Row = {"day": DAY, "what": DRILL, "minutes": 40, "seconds": 190, "observed": BOTH}
ACTION: Row = {
    "day": DAY,
    "what": DRILL,
    "found": "灯不亮 | The lamp was dark",
    "action": "换灯 | Replace the lamp",
    "owner": "保安",
    "due": date(2026, 12, 1),
}


@pytest.fixture
def read(exported: bytes, tmp_path: Path, campus: Campus, content: Content, settings: Settings):
    def read_rows(held: Row, *actions: Row) -> Filled:
        path = fill(exported, tmp_path / "filled.xlsx", held, *actions)
        return read_filled(path, campus, content, settings)

    return read_rows


def test_what_was_exported_is_on_record_already_and_a_new_row_is_a_record(read, campus) -> None:
    filled = read(GOOD, ACTION)
    assert [(f.code, f.what_en) for f in filled.findings] == []
    (record,) = filled.records
    assert (record.id, record.entry, record.date) == ("2026-11-20-drill-119", "drill-119", DAY)
    assert (record.minutes, record.seconds_to_clear) == (40, 190)
    assert [seen.what.zh for seen in record.observed] == ["门锁着", "不推", "灯不亮"]
    action = record.observed[2].action
    assert action
    assert (action.what.zh, action.owner.value, action.due) == ("换灯", "guard", date(2026, 12, 1))
    assert filled.known >= len(campus.records)


def test_both_languages_of_a_cell_are_told_apart_in_either_order(read) -> None:
    (record,) = read(GOOD, ACTION).records
    assert [seen.what.en for seen in record.observed] == [
        "The door was locked",
        "Nobody pushed",
        "The lamp was dark",
    ]
    action = record.observed[2].action
    assert action
    assert action.what.en == "Replace the lamp"


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ("门锁着", "门锁着", "[not translated] 门锁着"),
        ("The door was locked", "（未译）The door was locked", "The door was locked"),
        ("门 | 锁", "门 | 锁", "[not translated] 门 | 锁"),
        ("|", "（未译）|", "|"),
    ],
)
def test_one_language_alone_is_taken_told_and_marked_where_the_other_belongs(
    read, said: str, zh: str, en: str
) -> None:
    filled = read({**GOOD, "observed": said})
    assert [finding.code for finding in filled.findings] == ["C145"]
    assert filled.findings[0].origin.key.split("!")[1].startswith("H")
    assert not filled.is_refused
    (seen,) = filled.records[0].observed
    assert (seen.what.zh, seen.what.en) == (zh, en)


def test_the_english_workbook_is_read_as_well(
    tmp_path: Path, campus: Campus, content: Content, settings: Settings
) -> None:
    exported = export("en", content, campus, settings)
    path = fill(exported, tmp_path / "filled.xlsx", GOOD, {**ACTION, "owner": "Guards"})
    filled = read_filled(path, campus, content, settings)
    assert not filled.findings
    assert [len(record.observed) for record in filled.records] == [3]


def test_who_took_part_is_who_it_was_planned_for_unless_the_row_says_so(read, campus) -> None:
    entry = next(e for e in campus.calendar.entries if e.id == "drill-119")
    assert read(GOOD).records[0].audiences == entry.audiences
    (some,) = read({**GOOD, "audiences": "教职工、保安"}).records
    assert [audience.value for audience in some.audiences] == ["teachers", "guard"]


def test_classes_are_taken_by_their_names(read, campus) -> None:
    first, second = campus.school.classes[:2]
    (record,) = read({**GOOD, "classes": f"{first.name.zh}、{second.id}"}).records
    assert record.classes == (first.id, second.id)


def test_a_drill_that_nobody_planned_is_a_record_of_its_item(read) -> None:
    (record,) = read({**GOOD, "what": label("演练", "fire-evacuation")}).records
    assert (record.entry, record.item, record.kind.value) == (None, "fire-evacuation", "drill")


@pytest.mark.parametrize("day", ["2026-11-20", "2026/11/20", "2026年11月20日", 46346])
def test_a_day_is_read_however_it_is_written(read, day: object) -> None:
    assert read({**GOOD, "day": day}).records[0].date == DAY


@pytest.mark.parametrize(
    ("changed", "code", "cell"),
    [
        ({"day": "上周五"}, "C141", "A"),
        ({"day": date(2026, 11, 30)}, "A313", "A"),
        ({"day": None}, "C142", "A"),
        ({"what": "消防演练"}, "C141", "C"),
        ({"minutes": "四十"}, "C141", "F"),
        ({"minutes": None}, "C142", "F"),
        ({"minutes": 4000}, "C141", "F"),
        ({"minutes": "=20+20"}, "C141", "F"),
        ({"classes": "九（99）班"}, "C141", "E"),
        ({"audiences": "王小明"}, "C141", "D"),
        ({"observed": "李小红同学摔倒 | One fell"}, "A311", "H"),
        ({"observed": "家长电话 13812345678 | A telephone"}, "A311", "H"),
        ({"day": date(2026, 11, 9)}, "C143", "C"),
    ],
)
def test_a_cell_that_is_at_fault_is_named_and_nothing_is_taken(
    read, changed: Row, code: str, cell: str
) -> None:
    filled = read({**GOOD, **changed})
    assert filled.is_refused
    (finding,) = filled.findings
    assert finding.code == code
    sheet, place = finding.origin.key.split("!")
    assert place == f"{cell}{finding.origin.line}"
    assert sheet in {WORDS["office.records"].zh, WORDS["office.records"].en}
    assert finding.what_zh.startswith(f"{sheet}!{place}：")
    assert "13812345678" not in finding.what_zh
    assert "小" not in finding.what_zh


@pytest.mark.parametrize(
    ("changed", "code", "cell"),
    [
        ({"owner": "张师傅"}, "C141", "E"),
        ({"due": None}, "C142", "F"),
        ({"due": "尽快"}, "C141", "F"),
        ({"found": None}, "C142", "C"),
        ({"day": date(2026, 11, 19)}, "C144", "B"),
    ],
)
def test_an_action_at_fault_is_named_too(read, changed: Row, code: str, cell: str) -> None:
    (finding,) = read(GOOD, {**ACTION, **changed}).findings
    assert finding.code == code
    assert finding.origin.key.split("!")[1] == f"{cell}{finding.origin.line}"


def test_every_cell_at_fault_is_told_of_a_row_and_of_all_rows(read) -> None:
    wrong: Row = {
        "day": "13月1日",
        "kind": "演习",
        "what": "没有的事",
        "classes": "九（99）班",
        "minutes": "二十五分钟",
    }
    held = {**GOOD, **wrong}
    action = {**ACTION, "day": "上周", "owner": "张师傅", "due": "尽快"}
    told = [f.origin.key.split("!")[1][0] for f in read(held, action).findings]
    assert sorted(told) == [*"AA", "B", "C", *"EEFF"]


def test_the_action_of_a_row_at_fault_is_not_blamed_as_well(read) -> None:
    (finding,) = read({**GOOD, "minutes": "四十"}, ACTION).findings
    assert finding.origin.key.split("!")[1].startswith("F")
    codes = [f.code for f in read({**GOOD, "day": "上周五"}, {**ACTION, "what": "别的"}).findings]
    assert sorted(codes) == ["C141", "C144"]


def test_what_both_sheets_say_is_one_observation_with_its_action(read) -> None:
    held = {**GOOD, "observed": "灯不亮 | The lamp was dark\n门锁着 | The door was locked"}
    for found in ("灯不亮 | The lamp was dark", "灯不亮"):
        (record,) = read(held, {**ACTION, "found": found}).records
        assert [seen.what.en for seen in record.observed] == [
            "The lamp was dark",
            "The door was locked",
        ]
        assert [bool(seen.action) for seen in record.observed] == [True, False]


def test_what_is_no_workbook_is_refused(
    tmp_path: Path, campus: Campus, content: Content, settings: Settings
) -> None:
    text, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    text.write_text("day,what\n", encoding="utf-8")
    openpyxl.Workbook().save(other)
    for path in (text, other):
        (finding,) = read_filled(path, campus, content, settings).findings
        assert finding.code == "C140"


@pytest.mark.parametrize("sheet", [0, 1])
@pytest.mark.parametrize("change", ["a title above", "a column taken out", "a head renamed"])
def test_a_table_whose_first_row_was_changed_is_named_and_never_passed_over(
    read, tmp_path: Path, campus, content, settings, sheet: int, change: str
) -> None:
    assert not read(GOOD, ACTION).is_refused
    path = tmp_path / "filled.xlsx"
    book = openpyxl.load_workbook(path)
    page = book.worksheets[sheet]
    if change == "a title above":
        page.insert_rows(1)
        page["A1"].value = "样例学校"
    elif change == "a column taken out":
        page.delete_cols(1)
    else:
        page["A1"].value = "Tag"
    if change != "a title above":
        page.title = "Sheet1"
    book.save(path)
    filled = read_filled(path, campus, content, settings)
    told = [finding for finding in filled.findings if finding.code == "C140"]
    assert [finding.origin.key for finding in told] == [f"{page.title}!A1"]
    assert filled.is_refused


def tree(folder: Path) -> Path:
    """Copy a school and the settings, so that records can be written; return the settings."""
    school = Path("content", "schools", "sample")
    shutil.copytree(ROOT / school, folder / school)
    shutil.copy(ROOT / "site_config.yml", folder)
    return folder / "site_config.yml"


def run(config: Path, file: Path, *more: str):
    content = str(config.with_name("content"))
    command = ["record", "import", str(file), "--config", str(config), "--content", content, *more]
    return CliRunner().invoke(main, command)


def test_the_command_writes_records_that_count_as_held_and_writes_nothing_twice(
    exported: bytes, tmp_path: Path, settings: Settings
) -> None:
    config = tree(tmp_path)
    file = fill(exported, tmp_path / "filled.xlsx", GOOD, ACTION)
    folder = tmp_path / "content" / "schools" / "sample" / "records"
    before = {path.name for path in folder.iterdir()}
    assert run(config, file, "--school", "other").exit_code == 2
    assert run(config, file, "--school", "sample", "--dry-run").exit_code == 0
    assert {path.name for path in folder.iterdir()} == before
    done = run(config, file, "--school", "sample")
    assert (done.exit_code, "新记录 1" in done.output) == (0, True)
    assert {path.name for path in folder.iterdir()} - before == {"2026-11-20-drill-119.yml"}

    content, findings = load_content(config.with_name("content"), (), THEME)
    assert not [f for f in findings if f.origin.file.endswith("2026-11-20-drill-119.yml")]
    campus = content.campuses["sample"]
    faults = find_record_faults(campus, settings.as_of, settings.school_year)
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]
    voice = Voice(language="zh", words=WORDS)
    year = Year(campus=campus, content=content, settings=settings, voice=voice)
    assert ("drill-119", DAY) in year.held()

    again = run(config, file, "--school", "sample")
    assert (again.exit_code, "C143" in again.output) == (2, True)
    bad = fill(exported, tmp_path / "bad.xlsx", {**GOOD, "day": date(2026, 11, 18)}, {"day": DAY})
    assert run(config, bad, "--school", "sample").exit_code == 2
    assert {path.name for path in folder.iterdir()} - before == {"2026-11-20-drill-119.yml"}


def test_of_several_records_none_is_left_where_one_cannot_be_written(
    tmp_path: Path, campus: Campus
) -> None:
    first, second = campus.records[:2]
    (tmp_path / f"{second.id}.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_records((first, second), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{second.id}.yml"]
    assert (tmp_path / f"{second.id}.yml").read_text(encoding="utf-8") == "mine"
