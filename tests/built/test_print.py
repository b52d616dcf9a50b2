# SPDX-License-Identifier: MIT
"""A page printed from a browser says all that it says on the screen, black on white."""

import unicodedata
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.built.axe_judge import THIN
from tests.built.output import squeeze
from tests.built.templates import KINDS_BY_TURNS, Addresses

SAID = """dropped => {
  const root = document.querySelector("article") || document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let text; (text = walker.nextNode());) {
    const holder = text.parentElement;
    if (text.data.trim() && !holder.closest(dropped)) { found.push(text.data); }
  }
  return found;
}"""

DROPPED = (
    "script, style, noscript, option, svg, [hidden], .unseen, .downloads, .previews, .film, .ways,"
    " .letters, .course, .search-form, .matrix-filters, .clock, .headerlink, .call a, .zoom,"
    " button, .plan-form, .plan-large + label, .plan-back, .plan-asks, .plan-ask, .plan-found,"
    " .plan-blocked, .plan-beside, .plan-small, .plan-view .plan-figures"
)
"""What is of no use on paper: what one presses, and what is not seen on the screen either.

Of a building's page, the drawings of a room and what to do when something is blocked are seen and
printed once the room or the blockage is chosen; else every room is printed in words.
"""

FIRST = 10
"""Of each text so many characters are looked for: tables break the rest across cells."""

MOST_BLACK = 0.35


@pytest.mark.parametrize("kind", KINDS_BY_TURNS)
def test_paper_says_what_the_screen_says(
    address_of: Addresses, tab: Page, kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.emulate_media(color_scheme="dark")
    tab.goto(address_of(kind))
    tab.evaluate(THIN, 5)
    said = cast("list[str]", tab.evaluate(SAID, DROPPED))
    tab.pdf(path=file, format="A4", margin={"left": "15mm", "right": "15mm"})
    paper = _read(file)
    starts = {_plain(text)[:FIRST] for text in said}
    assert starts
    assert sorted(start for start in starts if start not in paper) == []


def _plain(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text))


def _read(file: Path) -> str:
    """Return the text of a PDF; its pages are white, and no text runs over their edges."""
    document = pypdfium2.PdfDocument(file)
    try:
        text = ""
        for page in document:
            width = page.get_width()
            words = page.get_textpage()
            boxes = [words.get_rect(number) for number in range(words.count_rects())]
            assert [box for box in boxes if box[0] < 0 or box[2] > width] == []
            said = words.get_text_range()
            assert said.strip(), "an empty page"
            text += said
        picture = document[0].render(scale=0.4, grayscale=True).to_pil()
        assert picture.getpixel((1, 1)) == 255
        dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
        assert dark < MOST_BLACK
        return _plain(text)
    finally:
        document.close()
