# SPDX-License-Identifier: MIT
"""The bound set: where each sheet goes, each sheet on a page of its own, and the records."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from generator.finding import Origin
from generator.maps.sheet import draw_sheets
from generator.paper.bound_set import set_jobs
from generator.paper.drawn_file import DrawnPage, write_drawn_file
from generator.paper.embedded import picture_address
from generator.paper.pdf import PrintJob, PrintResult, print_all
from generator.render.words import load_words
from generator.settings import THEME
from tests.built.output import read_pdf, squeeze
from tests.maps.made_up_school import make_choice
from tests.sample_school import PLACES, sample_school

SHADE, SHARE_ROUNDED = 64, 0.002
"""Of 255, and of all pixels: a line of text counted in other units may round to another row."""

SET = "sheets/sample/teaching/set-A3-both.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sets")


@pytest.fixture(scope="module")
def printed(folder: Path) -> Iterator[PrintResult]:
    made = sample_school()
    jobs = tuple(set_jobs(made.sheets, made.content, made.settings, THEME))
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all(jobs, THEME, folder, executor)
        yield result


@pytest.fixture(scope="module")
def pages(printed: PrintResult, folder: Path) -> list[str]:
    document = pypdfium2.PdfDocument(folder / printed.path)
    try:
        return [squeeze(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def test_a_building_has_one_set_and_the_set_prints_without_findings(printed: PrintResult) -> None:
    assert (printed.path, printed.findings) == (SET, ())


def test_each_sheet_fills_one_page_of_its_own_size(printed: PrintResult, folder: Path) -> None:
    made = sample_school()
    sizes = read_pdf(folder / printed.path).sizes_mm
    large = [size for size in sizes if min(size) > 290]
    expected = [(v.width_mm, v.height_mm) for sheet in made.sheets for v in sheet.variants]
    assert large == [pytest.approx(size, abs=0.2) for size in expected]
    assert all(size == pytest.approx((210, 297), abs=0.2) for size in set(sizes) - set(large))


def test_the_list_names_for_each_sheet_the_page_on_which_it_stands(pages: list[str]) -> None:
    for sheet in sample_school().sheets:
        (page,) = (n for n, text in enumerate(pages, start=1) if f"/Q/{sheet.code}/" in text)
        assert f"{page}{sheet.code}" in pages[1]


def test_the_list_tells_wall_height_and_hand_of_the_door(pages: list[str]) -> None:
    """P101 stands at x 2.2 and faces north; its door's middle stands at x 1.0."""
    assert "一年级1班教室，靠走廊一侧的墙；面对墙，门（正中）在左手1.2米" in pages[1]
    wall = "Classroom 1(1), the wall towards Corridor; facing it, the middle of the door is 1.2 m"
    assert squeeze(f"{wall} to the left") in pages[1]
    assert "1.20m" in pages[1]


def test_a_place_that_serves_no_room_is_for_everybody(pages: list[str]) -> None:
    assert pages[1].count(squeeze("经过的所有人")) == 1


def test_the_cover_counts_the_sheets_and_says_how_to_print(pages: list[str]) -> None:
    assert squeeze(f"疏散图张数： / Number of sheets: {len(PLACES)}") in pages[0]
    assert "按100%打印" in pages[0]
    assert "SAMPLE:" in pages[0]


def test_what_no_stored_source_confirms_is_marked(pages: list[str]) -> None:
    light = pages[0].index("50lx")
    assert "出处待核" in pages[0][light : light + 60]
    assert "sourcenotchecked" in pages[0]


def test_the_records_have_a_row_for_each_sheet(pages: list[str]) -> None:
    hanging = next(text for text in pages if "张贴记录" in text)
    for sheet in sample_school().sheets:
        assert sheet.code in hanging
    assert "左右已在现场核对" in hanging
    assert "检查记录" in pages[-1]
    assert "最新版次" in pages[-1]


def test_each_sheet_has_three_boxes_to_tick_and_each_inspection_too() -> None:
    made = sample_school()
    (job,) = set_jobs(made.sheets, made.content, made.settings, THEME)
    assert ".square { display: inline-block; width: 4mm;" in job.html
    _, hanging, inspection = re.split(r"<h2>[^<]*(?:张贴记录|检查记录)", job.html)
    assert hanging.count('class="square"') == 3 * len(PLACES)
    assert inspection.count('class="square"') == 3 * inspection.count('class="write"')


def test_title_and_fonts_are_those_of_all_papers(printed: PrintResult, folder: Path) -> None:
    found = read_pdf(folder / printed.path)
    title = load_words(THEME)["set.title"]
    assert found.title.startswith(f"{title.zh} / {title.en}")
    assert found.has_embedded_fonts_only


def test_a_school_with_two_papers_and_languages_has_a_set_of_each() -> None:
    made = sample_school()
    routes = made.evacuation.routes.buildings["sample", "teaching"]
    choice = make_choice(papers=("A3", "A4"), languages=("zh", "en"))
    sheets = draw_sheets(made.campus, made.building, routes, choice)[:1]
    jobs = tuple(set_jobs(sheets, made.content, made.settings, THEME))
    assert [job.path.rpartition("/")[2] for job in jobs] == [
        "set-A3-zh.pdf", "set-A3-en.pdf", "set-A4-zh.pdf", "set-A4-en.pdf",
    ]  # fmt: skip
    assert 'lang="en"' in jobs[1].html
    assert "靠走廊" not in jobs[1].html.split("<svg", maxsplit=1)[0]


def test_each_sheet_stands_in_the_set_as_it_hangs_alone(printed: PrintResult, folder: Path) -> None:
    made, document = sample_school().sheets[0], pypdfium2.PdfDocument(folder / printed.path)
    page = DrawnPage(svg=made.variants[0].svg, title="图", language="zh-CN")
    alone = pypdfium2.PdfDocument(write_drawn_file(page, THEME))
    try:
        (bound,) = (
            each for each in document if f"/Q/{made.code}/" in each.get_textpage().get_text_range()
        )
        one, other = (
            np.asarray(each.render(scale=1).to_pil().convert("L")).astype(int)
            for each in (alone[0], bound)
        )
        assert (np.abs(one - other) > SHADE).mean() < SHARE_ROUNDED
    finally:
        document.close()
        alone.close()


def test_a_sheet_with_something_unknown_stands_in_the_set_too(tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="60mm" viewBox="0 0 90 60">'
        '<ellipse cx="45" cy="30" rx="40" ry="25" fill="#9B2423"/></svg>'
    )
    html = (
        '<html lang="zh-CN"><title>一</title><style>@page{size:90mm 60mm;margin:0}body{margin:0}'
        "img{display:block;width:90mm;height:60mm}</style>"
        f'<img alt="圆" src="{picture_address(svg)}">'
    )
    job = PrintJob(path="a.pdf", html=html, origin=Origin(file="content/a.yml", line=1))
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all((job,), THEME, tmp_path, executor)
    assert (result.pages, result.findings) == (1, ())
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    try:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
        middle = picture.getpixel((picture.width // 2, picture.height // 2))
        assert middle == (0x9B, 0x24, 0x23)
    finally:
        document.close()
