# SPDX-License-Identifier: MIT
"""Style sheets are parsed once for all papers that share them, and pages come out the same."""

import pytest
from weasyprint import CSS, css

from generator.paper.layout import PageDescription, lay_out
from generator.paper.page_size import PAPER_MM, page_rule, paper_style
from generator.paper.style_memory import MOST, StyleMemory
from generator.settings import THEME

SIZES_PT = (40.0, 30.0, 20.0, 10.0)


def page(
    style: str, sizes_pt: tuple[float, ...] = SIZES_PT, first_pt: float = 0.0
) -> PageDescription:
    words = "<p>先喊人，再报警；不乘电梯，走楼梯。Leave by the stairs.</p>" * 20
    html = (
        f'<!doctype html><html lang="zh-CN" style="font-size: __SIZE__pt"><head><title>页</title>'
        f"<style>{style}</style></head><body><p class=imprint>甲</p>{words}</body></html>"
    )
    return PageDescription(html=html, sizes_pt=sizes_pt, first_pt=first_pt)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Yield the sheets that WeasyPrint parses from here on, beginning with none remembered."""
    texts: list[str] = []

    def parse(**given: object) -> CSS:
        texts.append(str(given.get("string")))
        return CSS(**given)

    monkeypatch.setattr(css, "CSS", StyleMemory(parse).parse)
    return texts


def test_each_sheet_is_parsed_once_and_the_bytes_are_those_without_a_memory(
    parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    style = paper_style(THEME, page_rule(*PAPER_MM["A4"]), "p { margin: 0 }")
    with_memory = [lay_out(page(style), THEME), lay_out(page(style), THEME)]
    assert len(parsed) == len(set(parsed)) == 2, "print.css, and what a paper adds to it"
    monkeypatch.setattr(css, "CSS", CSS)
    without = lay_out(page(style), THEME)
    assert [each.pdf == without.pdf for each in with_memory] == [True, True]


@pytest.mark.usefixtures("parsed")
def test_a_sheet_that_is_warned_of_is_warned_of_in_each_document() -> None:
    style = "p { no-such-thing: 1 }"
    told = [lay_out(page(style), THEME).messages for _ in range(2)]
    assert told[0] == told[1] != ()
    assert "no-such-thing" in told[0][0]


def test_a_sheet_that_speaks_to_its_document_is_parsed_for_each(parsed: list[str]) -> None:
    style = "@counter-style dots { system: cyclic; symbols: '•'; suffix: ' ' }"
    for _ in range(2):
        lay_out(page(style, sizes_pt=(20.0,)), THEME)
    assert parsed.count(style) == 2


def test_only_so_many_sheets_are_remembered() -> None:
    memory = StyleMemory(dict)
    for number in range(2 * MOST + 1):
        memory.parse(string=f"p{{margin:{number}px}}", base_url=None, media_type="print")
    assert len(memory._sheets) <= MOST
