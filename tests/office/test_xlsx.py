# SPDX-License-Identifier: MIT
"""A workbook can be filled in, prints whole, runs nothing and is the same in every build."""

import io
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from generator.office.workbook import Cell, Column, Sheet, Workbook
from generator.office.xlsx import sheet_name, write_xlsx


def make(
    *rows: tuple[Cell, ...],
    name: str = "年历",
    title: str = "样例学校 & 年历",
    width: int = 12,
) -> bytes:
    columns = (
        Column(name="日期", width=width),
        Column(name="状态", width=10, choices=("计划", "已办")),
    )
    sheet = Sheet(name=name, columns=columns, rows=rows, spare_rows=3)
    return write_xlsx(
        Workbook(
            title=title,
            author="样例",
            choices_name="选项",
            as_of=date(2026, 11, 22),
            sheets=(sheet,),
        )
    )


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "#N/A", "🔥 שלום", "长" * 4000],
)
def test_a_text_stays_a_text(text: str) -> None:
    cell = opened(make((None, text)))["年历"]["B2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited() -> None:
    page = opened(make(("=1+1", "计划")))["年历"]
    assert page["A2"].quotePrefix
    assert not page["B2"].quotePrefix


def test_a_day_is_a_day() -> None:
    cell = opened(make((date(2026, 9, 1), "计划")))["年历"]["A2"]
    assert (cell.value, cell.number_format) == (datetime(2026, 9, 1), "yyyy-mm-dd")  # noqa: DTZ001


def test_a_column_offers_its_choices_and_takes_no_others() -> None:
    book = opened(make((date(2026, 9, 1), "计划")))
    (validation,) = book["年历"].data_validations.dataValidation
    assert (validation.type, str(validation.sqref)) == ("list", "B2:B5")
    assert validation.showErrorMessage
    assert validation.formula1 == "'选项'!$A$2:$A$3"
    choices = book["选项"]
    assert [row[0].value for row in choices.iter_rows()] == ["状态", "计划", "已办"]
    assert (choices.freeze_panes, choices.print_area) == ("A2", "'选项'!$A$1:$A$3")
    assert choices.print_title_rows == "$1:$1"


def test_a_list_that_several_sheets_offer_is_written_once() -> None:
    sheet = Sheet(name="年历", columns=(Column(name="状态", width=10, choices=("计划",)),), rows=())
    book = opened(
        write_xlsx(
            Workbook(
                title="年历",
                author="样例",
                choices_name="选项",
                as_of=date(2026, 11, 22),
                sheets=(sheet, replace(sheet, name="培训")),
            )
        )
    )
    assert book["选项"].max_column == 1
    for name in ("年历", "培训"):
        (validation,) = book[name].data_validations.dataValidation
        assert validation.formula1 == "'选项'!$A$2:$A$2"


def test_the_head_stays_in_sight_and_on_every_page() -> None:
    page = opened(make((date(2026, 9, 1), "计划")))["年历"]
    assert page.freeze_panes == "B2"
    assert page.print_title_rows == "$1:$1"
    assert page.print_area == "'年历'!$A$1:$B$5"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.oddHeader.center.text == "样例学校 && 年历"


def test_a_wide_table_is_printed_on_a3() -> None:
    assert opened(make())["年历"].page_setup.paperSize == 9
    assert opened(make(width=250))["年历"].page_setup.paperSize == 8


def test_a_row_is_as_high_as_its_longest_text() -> None:
    page = opened(make((None, "短"), (None, "长" * 50)))["年历"]
    assert page.row_dimensions[3].height == page.row_dimensions[2].height + 11 * 14


def test_a_name_is_cut_to_what_a_sheet_can_have() -> None:
    assert sheet_name("一/二:三?[四]") == "一 二 三 四"
    assert sheet_name("[]") == "1"
    assert opened(make(name="课" * 40)).sheetnames[0] == "课" * 31
    assert sheet_name("😀" * 40) == "😀" * 15
    assert sheet_name("上\n下") == "上 下"


def test_the_file_holds_no_time_but_that_of_the_content() -> None:
    content = make((date(2026, 9, 1), "计划"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    time.sleep(1.1)  # openpyxl stamps seconds
    assert make((date(2026, 9, 1), "计划")) == content
    assert opened(content).properties.modified == datetime(2026, 11, 22)  # noqa: DTZ001
