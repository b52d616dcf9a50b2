# SPDX-License-Identifier: MIT
"""Paper says everything that an item says: what only a page shows is lost where people work."""

import re
from collections.abc import Mapping
from html import unescape

import pytest

from generator.addresses import SHELF_OF, papers_of, pdf_path
from generator.load.config import load_settings
from generator.model.content import Content
from generator.paper.jobs import PaperInput, list_jobs
from generator.render.signature import signers
from generator.settings import THEME, Settings
from tests.check.real_content import real_content
from tests.said import texts_of
from tests.tiny_tree import ROOT

ONE_PAGE = {"DutyCard", "Poster", "Procedure"}
"""Sheets that name their sources without repeating what each supports."""

BLANK = re.compile(r'<span class="fill">(.*?)</span>')
"""What is not parted at the end of a line."""

ONESELF = "我"
"""Who carries a card need not be told that it is he or she."""


@pytest.fixture(scope="module")
def settings() -> Settings:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    return settings


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def pages(content: Content, settings: Settings) -> Mapping[str, str]:
    given = PaperInput(content=content, settings=settings, sheets=(), theme=THEME)
    return {job.path: unescape(BLANK.sub(r"\1", job.html)) for job in list_jobs(given)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_an_item_says_is_missing_from_paper(
    language: str, content: Content, settings: Settings, pages: Mapping[str, str]
) -> None:
    missing = set()
    for item in content.teaching:
        shelf, kind = SHELF_OF[type(item).__name__], type(item).__name__
        papers = papers_of(shelf, settings)
        whole = "".join(pages[pdf_path(shelf, item.id, paper, language)] for paper in papers)
        for key, text in texts_of(item):
            is_left_out = (
                (key == ".citations.supports" and kind in ONE_PAGE)
                or key == ".domain"
                or (key == ".in_emergency.who" and text.zh == ONESELF)
            )
            said = signers((text,), language) if key == ".sign" else (text[language],)
            if not is_left_out and not all(part in whole for part in said):
                missing.add((item.id, key, text[language]))
    assert missing == set()


def test_what_only_trained_people_do_is_said_of_them_alone(pages: Mapping[str, str]) -> None:
    card = pages["pdf/duties/fire-duty-kitchen-A4-zh.pdf"]
    assert "<b>受过训练的厨师</b> · " in card
    assert "<b>我</b>" not in pages["pdf/duties/school-bus-duty-guard-A4-zh.pdf"]
