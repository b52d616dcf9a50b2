# SPDX-License-Identifier: MIT
"""A .pptx is 16:9, names its faces, has room for every word and is the same in every build."""

import io
import re
import zipfile
from datetime import date

import pptx
import pytest
from pptx.oxml.ns import qn

from generator.office.pptx import deck_key, write_pptx
from generator.office.slide import BODY_PT, FINE_PT, Deck, Line, Picture, PicturePanel, Slide
from generator.render.pictogram_png import draw_pictogram
from generator.settings import THEME
from tests.office.test_docx import HOSTILE

PICTURE = Picture(png=draw_pictogram(THEME, "fire", (0, 0, 0)), alt='火 "<&>"')


def panel(text: str = "走", *, is_forbidden: bool = False) -> PicturePanel:
    return PicturePanel(picture=PICTURE, title=text, text=text, is_forbidden=is_forbidden)


EVERY_KIND = (
    Slide(title="火灾", lines=(Line(text="40 分钟"),), picture=PICTURE, is_opening=True),
    Slide(title="讲", tag="讲 · 5 分钟", lines=(Line(text="走", lead="做　"),), notes="说\n做"),
    Slide(title="问", lines=(Line(text="走吗？", is_strong=True),), picture=PICTURE),
    Slide(title="图", panels=(panel(), panel(is_forbidden=True), panel())),
)


def deck(*slides: Slide, title: str = "火灾", language: str = "zh") -> Deck:
    return Deck(
        title=title, author="样例", language=language, as_of=date(2026, 11, 22), slides=slides
    )


def make(*slides: Slide, title: str = "火灾") -> bytes:
    return write_pptx(deck(*slides, title=title), "（续）")


def opened(content: bytes):
    return pptx.Presentation(io.BytesIO(content))


def words(content: bytes) -> str:
    shown = opened(content)
    return "".join(s.text_frame.text for p in shown.slides for s in p.shapes if s.has_text_frame)


def test_every_run_names_its_east_asian_and_its_latin_face_on_slides_and_in_notes() -> None:
    show = opened(make(*EVERY_KIND))
    pages = [page.element for page in show.slides]
    pages += [page.notes_slide.element for page in show.slides if page.has_notes_slide]
    runs = [run for page in pages for run in page.iter(qn("a:r"))]
    assert len(runs) == 18
    for run in runs:
        faces = [run.find(f"{qn('a:rPr')}/{qn(f'a:{key}')}") for key in ("latin", "ea", "cs")]
        assert [face.get("typeface") for face in faces] == ["Arial", "微软雅黑", "Arial"]


def test_english_words_name_the_face_of_hanzi_only_where_they_hold_any() -> None:
    slide = Slide(title="Say “Fire”", lines=(Line(text="“Fire” and 灭火"),))
    page = opened(write_pptx(deck(slide, language="en"), " (2)")).slides[0].element
    faces = {
        run.findtext(qn("a:t")): run.find(f"{qn('a:rPr')}/{qn('a:ea')}").get("typeface")
        for run in page.iter(qn("a:r"))
    }
    assert faces["Say “Fire”"] == "Arial"
    assert faces["“Fire” and 灭火"] == "微软雅黑"


def test_themes_name_our_faces_and_nothing_shows_the_template_makers_computer() -> None:
    with zipfile.ZipFile(io.BytesIO(make(*EVERY_KIND))) as archive:
        names = archive.namelist()
        themes = [archive.read(name).decode() for name in names if "/theme/" in name]
    assert len(themes) == 2
    assert {face for t in themes for face in re.findall(r'<a:ea typeface="([^"]*)"', t)} == {
        "微软雅黑"
    }
    assert not [name for name in names if "thumbnail" in name or "printer" in name or "app" in name]


def test_a_page_is_16_to_9_with_a_title_a_reader_of_the_outline_finds() -> None:
    show = opened(make(*EVERY_KIND))
    assert (show.slide_width or 0) * 9 == (show.slide_height or 0) * 16
    assert [page.shapes.title.text for page in show.slides] == ["火灾", "讲", "问", "图"]
    master = show.part._element.find(qn("p:notesMasterIdLst"))
    assert master is not None


def test_what_the_teacher_says_stands_in_the_notes_alone() -> None:
    show = opened(make(*EVERY_KIND))
    frame = show.slides[1].notes_slide.notes_text_frame
    assert frame is not None
    assert frame.text == "说\n做"
    assert [page.has_notes_slide for page in show.slides] == [False, True, False, False]


def test_every_picture_says_what_it_shows_and_frames_are_passed_by() -> None:
    show = opened(make(*EVERY_KIND))
    named = [each for page in show.slides for each in page.element.iter(qn("p:cNvPr"))]
    pictures = [p for page in show.slides for p in page.element.iter(qn("p:pic"))]
    assert len(pictures) == 5
    assert {p.find(f"{qn('p:nvPicPr')}/{qn('p:cNvPr')}").get("descr") for p in pictures} == {
        PICTURE.alt
    }
    frames = [each for each in named if each.get("name") == "Frame"]
    assert frames
    assert all("decorative" in "".join(e.tag for e in f.iter()) for f in frames)


def test_something_not_to_do_is_framed_and_crossed() -> None:
    page = opened(make(EVERY_KIND[3])).slides[0]
    assert [s.text_frame.text for s in page.shapes if s.name == "Cross"] == ["×"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_written_is_read_back_whole(text: str) -> None:
    hostile = Slide(title=text, lines=(Line(text=text, lead="做　"),), notes=text, picture=PICTURE)
    content = make(hostile, Slide(title="图", panels=(panel(text),)), title=text)
    shown = words(content)
    flat = shown.replace("\n", "").replace(" ", "")
    assert flat.count(text[:20].replace(" ", "")) >= 3
    assert shown.count("长") >= text.count("长") * 2
    frame = opened(content).slides[0].notes_slide.notes_text_frame
    assert frame is not None
    assert frame.text == text


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    assert "一二三" in words(make(Slide(title="题\x00", lines=(Line(text="一\x07二\ud800三"),))))


def test_no_type_is_smaller_than_can_be_read_from_the_last_row() -> None:
    text = "长" * 4000
    show = opened(make(Slide(title=text, lines=(Line(text=text),) * 2, picture=PICTURE)))
    assert len(show.slides) > 10
    sizes = {
        int(run.find(qn("a:rPr")).get("sz"))
        for page in show.slides
        for run in page.element.iter(qn("a:r"))
    }
    assert min(sizes) >= min(BODY_PT["zh"]) * 100
    assert FINE_PT[-1] >= 16


def test_the_file_holds_no_time_but_that_of_the_content() -> None:
    content = make(*EVERY_KIND)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    said = opened(content).core_properties
    assert said.created == said.modified
    assert (said.title, said.language) == ("火灾", "zh-CN")
    assert content == make(*EVERY_KIND)


def test_a_deck_is_taken_for_the_same_only_where_all_of_it_is() -> None:
    other = Slide(title="讲", notes="别的")
    keys = {deck_key(deck(*slides), "（续）") for slides in ((), (other,), EVERY_KIND)}
    assert len(keys) == 3
    assert deck_key(deck(*EVERY_KIND), "（续）") in keys
    assert deck_key(deck(*EVERY_KIND), "…") not in keys
