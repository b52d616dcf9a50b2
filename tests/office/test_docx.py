# SPDX-License-Identifier: MIT
"""A .docx looks as GB/T 9704-2012 asks, in every program, and is the same in every build."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from generator.office.block import (
    Block,
    Document,
    Fine,
    Heading,
    Numbered,
    Paragraph,
    Table,
)
from generator.office.docx import write_docx

HOSTILE = (
    "=cmd|'/C calc'!A0",
    "<script>alert(1)</script> & &amp; ]]>",
    "长" * 4000,
    "🔥👩🏽‍🚒 שלום",
)
"""A formula, tags, a text without end, signs beyond the first plane, letters from right to left."""

MM = 36000
"""English metric units in a millimetre."""


def make(
    *blocks: Block, title: str = "火灾疏散演练", language: str = "zh", wide: bool = False
) -> bytes:
    return write_docx(
        Document(
            title=title,
            author="样例学校",
            language=language,
            as_of=date(2026, 11, 22),
            blocks=blocks,
            is_landscape=wide,
        )
    )


def opened(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def entries(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


EVERY_KIND = (
    Heading(text="目的"),
    Heading(text="情景", level=2),
    Paragraph(text="让每个人练会。", lead="说　"),
    Paragraph(text="", lead="应看到"),
    Numbered(lines=("走", "停")),
    Table(head=("谁", "做什么"), rows=(("老师", "带队"),), shares=(1, 3)),
    Heading(text="观察表", begins_page=True),
    Fine(text="来源"),
)


def test_every_run_names_its_east_asian_and_its_latin_face() -> None:
    word = opened(make(*EVERY_KIND))
    runs = [r for r in word.element.body.iter(qn("w:r")) if r.find(qn("w:t")) is not None]
    assert len(runs) == 14
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in {
            "仿宋_GB2312",
            "黑体",
            "楷体_GB2312",
            "方正小标宋简体",
        }
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == "Times New Roman"


def test_what_goes_on_below_a_number_begins_where_the_number_does() -> None:
    word = opened(make(Numbered(lines=("问\n□ 答", "问"))))
    told = {p.text: p.style and p.style.name for p in word.paragraphs}
    assert [told[line] for line in ("1. 问", "□ 答", "2. 问")] == ["Body Text"] * 3


def test_the_heading_of_sources_stays_with_the_first_of_them() -> None:
    word = opened(make(Fine(text="来源", is_heading=True), Fine(text="1. 法")))
    kept = {p.text: p.paragraph_format.keep_with_next for p in word.paragraphs}
    assert kept["来源"]
    assert not kept["1. 法"]


def test_page_and_type_are_those_of_the_standard() -> None:
    word = opened(make(*EVERY_KIND))
    (section,) = word.sections
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(margin / MM) for margin in margins if margin] == [37, 35, 28, 26]
    assert (round((section.page_width or 0) / MM), round((section.page_height or 0) / MM)) == (
        210,
        297,
    )
    sizes = {
        "Title": ("方正小标宋简体", 22),
        "heading 1": ("黑体", 16),
        "heading 2": ("楷体_GB2312", 16),
    }
    by_name = {style.element.name_val: style for style in word.styles}
    for name, (face, size_pt) in sizes.items():
        fonts = by_name[name].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) == face
        assert _size_pt(by_name[name].element, word) == size_pt


def _size_pt(style, word) -> float:
    size = style.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    if size is None:
        (size,) = word.styles.element.iter(qn("w:rPrDefault")).__next__().iter(qn("w:sz"))
    return int(size.get(qn("w:val"))) / 2


def test_a_page_has_22_lines_and_a_line_28_characters() -> None:
    files = entries(make(*EVERY_KIND))
    assert "docGrid" not in files["word/document.xml"]
    style = re.search(r'w:styleId="BodyText".*?</w:style>', files["word/styles.xml"])
    assert style
    pitch = int(re.findall(r'w:line="(\d+)"', style.group())[0])
    assert 22 * pitch <= 225 * 1440 / 25.4 < 23 * pitch
    tightened = int(re.findall(r'w:spacing w:val="(-\d+)"', style.group())[0])
    character = 16 * 20 + tightened
    assert 28 * character <= 156 * 1440 / 25.4 < 29 * character


def test_nothing_leads_to_a_theme_and_no_font_is_shipped() -> None:
    files = entries(make(*EVERY_KIND))
    assert not [
        name
        for name in files
        if "theme" in name or ("font" in name.lower() and name != "word/fontTable.xml")
    ]
    assert not [name for name, text in files.items() if "Theme=" in text]
    assert 'w:name="仿宋_GB2312"' in files["word/fontTable.xml"]
    assert "embed" not in files["word/fontTable.xml"]


def test_headings_are_counted_as_official_documents_count() -> None:
    chapters = [Heading(text="章") for _ in range(11)]
    word = opened(make(Heading(text="甲"), Heading(text="子", level=2), *chapters))
    texts = [p.text for p in word.paragraphs]
    assert texts[1:3] == ["一、甲", "（一）子"]
    assert texts[-1] == "十二、章"
    english = opened(make(Heading(text="One"), Heading(text="Sub", level=2), language="en"))
    assert [p.text for p in english.paragraphs][1:] == ["1. One", "1.1 Sub"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_read_back(text: str) -> None:
    table = Table(head=("", text), rows=((text, ""),), shares=(1, 1))
    word = opened(make(Heading(text=text), Paragraph(text=text), table, title=text))
    assert [p.text for p in word.paragraphs][:3] == [text, f"一、{text}", text]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["", text],
        [text, ""],
    ]


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    word = opened(make(Paragraph(text="一\x07二\ud800三"), title="题\x00"))
    assert [p.text for p in word.paragraphs] == ["题", "一二三"]


def test_a_sheet_to_hand_out_begins_a_page() -> None:
    word = opened(make(*EVERY_KIND))
    broken = [p.text for p in word.paragraphs if p.paragraph_format.page_break_before]
    assert broken == ["二、观察表"]


def test_the_file_does_not_say_that_word_made_it() -> None:
    files = entries(make(*EVERY_KIND))
    assert not [
        name for name, text in files.items() if "Application" in text or "Macintosh" in text
    ]


def test_english_headings_stand_out_without_a_chinese_face() -> None:
    word = opened(make(Heading(text="One"), Heading(text="Two", level=2), language="en"))
    title, first, second = (p.runs[0] for p in word.paragraphs)
    assert (first.bold, second.italic, title.bold) == (True, True, None)
    chinese = opened(make(Heading(text="甲"))).paragraphs[1]
    assert chinese.runs[0].bold is None


def test_a_title_of_two_lines_is_one_in_the_properties() -> None:
    word = opened(make(title="给家长的信\n走，还是不走"))
    assert word.paragraphs[0].text == "给家长的信\n走，还是不走"
    assert word.core_properties.title == "给家长的信 走，还是不走"


def test_a_table_has_fixed_widths_that_fill_the_line() -> None:
    for wide, width_mm in ((False, 156), (True, 225)):
        word = opened(make(*EVERY_KIND, wide=wide))
        widths = [int(c.get(qn("w:w"))) for c in word.element.body.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(width_mm * 1440 / 25.4, abs=2)
        assert widths[1] == pytest.approx(3 * widths[0], abs=3)
        assert word.element.body.find(f".//{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"
        (section,) = word.sections
        assert ((section.page_width or 0) > (section.page_height or 0)) is wide


def test_page_numbers_stand_outside_on_odd_and_even_pages() -> None:
    word = opened(make())
    odd, even = word.sections[0].footer, word.sections[0].even_page_footer
    assert odd.paragraphs[0].text == even.paragraphs[0].text == "— 1 —"
    assert [f.paragraphs[0].alignment for f in (odd, even)] == [2, 0]
    assert word.settings.odd_and_even_pages_header_footer


def test_the_file_holds_no_time_but_that_of_the_content() -> None:
    content = make(*EVERY_KIND)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    said = opened(content).core_properties
    assert said.created == said.modified
    assert said.created is not None
    assert said.created.date() == date(2026, 11, 22)
    assert (said.title, said.language) == ("火灾疏散演练", "zh-CN")
    assert content == make(*EVERY_KIND)


def test_a_heading_that_counts_itself_gets_no_second_number() -> None:
    heads = ("先填好", "第一条　谁负责", "表二　点人数", "一、出车前", "记录")
    word = opened(make(*(Heading(text=text) for text in heads)))
    assert [p.text for p in word.paragraphs[1:]] == ["一、先填好", *heads[1:4], "二、记录"]
    heads = ("Fill in", "Article 1: Who answers", "Table 2 Count", "1. Before", "3 of 4 doors")
    word = opened(make(*(Heading(text=text) for text in heads), language="en"))
    assert [p.text for p in word.paragraphs[1:]] == ["1. Fill in", *heads[1:4], "2. 3 of 4 doors"]


@pytest.mark.parametrize(("language", "space"), [("zh", "\u3000"), ("en", "\u2003")])
def test_a_wide_space_is_one_that_the_fonts_of_the_language_have(language: str, space: str) -> None:
    made = make(Paragraph(text="Cook: __\u3000Head: __"), language=language)
    assert f"__{space}Head" in entries(made)["word/document.xml"]
