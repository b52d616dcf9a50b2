# SPDX-License-Identifier: MIT
"""Whatever an item says stands on its paper, whole, in the language of the paper."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pydantic
import pypdfium2
import pytest

from generator.addresses import LANGUAGES, SHELF_OF, papers_of, pdf_path
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.content import Content
from generator.model.record import Text
from generator.paper.jobs import imprint_of, web_address
from generator.render.words import load_words
from generator.settings import THEME, Settings
from tests.built.output import squeeze

UNPRINTED = {
    "history", "keywords", "asked", "citations",
    "domain",  # of a lesson: stands on its page alone
    "sign",  # is printed as names with a line behind each
}  # fmt: skip

I_MYSELF = "我"
"""On a duty card it is printed as the post that holds the card."""

SOFT = str.maketrans("", "", "-‐\xad·•")
"""Where lines are broken, and the marks before lines of a list, which stand after their page."""


@pytest.fixture(scope="module")
def settings() -> Settings:
    found = load_settings(Path("site_config.yml")).item
    assert found
    return found


@pytest.fixture(scope="module")
def content(settings: Settings) -> Content:
    return load_content(settings.content_folder, (), THEME)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_an_item_is_printed_whole(
    dist: Path, content: Content, settings: Settings, language: str
) -> None:
    missing, sought, words = [], 0, load_words(THEME)
    for item in content.teaching:
        shelf = SHELF_OF[type(item).__name__]
        where = f"{words['item.web'][language]} {web_address(item, settings, language)}"
        beside = (plain(imprint_of(item, settings, language)), plain(where))
        said = {plain(text[language]) for text in texts_of(item)} - {"", I_MYSELF}
        for paper in papers_of(shelf, settings):
            path = dist / pdf_path(shelf, item.id, paper, language)
            printed = read(path, beside)
            missing += [(path.name, text) for text in sorted(said) if text not in printed]
            sought += len(said)
    assert sought > 10_000
    assert missing == []


def texts_of(value: object) -> Iterator[Text]:
    """Yield all that a record says, as deep as it lies."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, pydantic.BaseModel):
        for name in type(value).model_fields:
            if name not in UNPRINTED:
                yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


def read(path: Path, beside: tuple[str, ...]) -> str:
    """Return the text of a PDF as it is read on, without what stands `beside` it on each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        whole = ""
        for number, page in enumerate(document, start=1):
            text = plain(page.get_textpage().get_text_range())
            for line in beside:
                text = text.replace(line, "")
            whole += text.removesuffix(f"{number}/{len(document)}")
        return whole
    finally:
        document.close()


def plain(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text)).translate(SOFT)
