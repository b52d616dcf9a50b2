# SPDX-License-Identifier: MIT
"""Words have room on their page; what is too long goes on, whole and in order."""

from generator.office.slide import BODY_PT, Line, Picture, PicturePanel, Slide
from generator.office.slide_page import BODY_BOX, PITCH, divide, title_of
from generator.office.text_width import width_em, wrap

PICTURE = Picture(png=b"", alt="")


def pages(slide: Slide) -> list[Slide]:
    return list(divide(slide, "（续）"))


def test_a_hanzi_is_as_wide_as_its_type_and_latin_as_in_arial() -> None:
    assert width_em("走吧") == 2.0
    assert width_em("Wi") == 0.944 + 0.222


def test_words_stay_whole_unless_they_are_longer_than_a_line() -> None:
    assert wrap("stop at once", 6.0) == ("stop at ", "once")
    assert "".join(wrap("x" * 100, 6.0)) == "x" * 100
    assert all(width_em(line) <= 5.0 for line in wrap("x" * 100, 6.0))


def test_few_words_are_set_large_and_many_no_smaller_than_the_last_size() -> None:
    few, many = Line(text="走"), Line(text="走，不跑，不推，不回头。" * 8)
    assert pages(Slide(title="题", lines=(few,)))[0].sizes_pt == (40,)
    long = pages(Slide(title="题", lines=(many,) * 6))
    assert {page.sizes_pt for page in long} == {(BODY_PT["zh"][-1],)}
    assert [page.title for page in long][:2] == ["题", "题（续）"]


def test_a_long_paragraph_goes_on_behind_a_sentence_and_loses_no_word() -> None:
    text = "".join(f"第{n}步，走到第{n}个门，停下，听老师说。" for n in range(60))
    divided = pages(Slide(title="题", lines=(Line(text=text, lead="做　"),)))
    assert len(divided) > 2
    lines = [line for page in divided for line in page.lines]
    assert "".join(line.text for line in lines) == text
    assert all(line.text.endswith("。") for line in lines)
    assert [line.lead for line in lines][:2] == ["做　", ""]


def test_no_page_holds_more_lines_than_there_is_room_for() -> None:
    slide = Slide(
        title="题", lines=(Line(text="长" * 1200), Line(text="w" * 1200)), picture=PICTURE
    )
    for page in pages(slide):
        room_em = 684 / page.sizes_pt[0]
        count = sum(len(wrap(line.text, room_em)) for line in page.lines)
        assert count * page.sizes_pt[0] * PITCH <= BODY_BOX[3]


def test_a_title_written_in_four_lines_stands_whole_in_its_room() -> None:
    title = title_of(Slide(title="一\n二\n三\n四", is_opening=True))
    assert (title.text, title.is_whole) == ("一 二 三 四", True)


def test_a_title_that_is_too_long_is_told_whole_below_its_beginning() -> None:
    title = "很长的题目" * 40
    first = pages(Slide(title=title, lines=(Line(text="走"),)))[0]
    assert title_of(first).text.endswith("…")
    assert title_of(first).size_pt == 28
    assert "".join(line.text for line in first.lines).startswith(title)


def test_panels_with_many_words_get_more_room_and_at_last_slides_of_their_own() -> None:
    def count(text: str) -> list[int]:
        panel = PicturePanel(picture=PICTURE, title="走", text=text)
        return [len(page.panels) for page in pages(Slide(title="图", panels=(panel,) * 6))]

    assert count("走") == [4, 2]
    assert count("走，不跑。" * 12) == [2, 2, 2]
    assert count("走，不跑。" * 100) == [0] * 24
