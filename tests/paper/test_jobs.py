# SPDX-License-Identifier: MIT
"""What is laid out for printing, before it becomes a PDF."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from generator.model.content import Content
from generator.model.record import Text
from generator.model.review import Reviewer
from generator.paper.jobs import PaperInput, list_jobs
from generator.review import Comparison, make_reviews
from tests.check.made_up import (
    AS_OF,
    content,
    drill,
    lesson,
    plan,
    poster,
    procedure,
    requirement,
    reviewed,
    settings,
)
from tests.tiny_tree import ROOT

ITEMS = (lesson(), drill(), procedure(), poster())
SHELVES = ("lessons", "drills", "procedures", "posters")


def laid_out(given: Content, in_force: frozenset[str]) -> dict[str, str]:
    """Return the pages that are printed by their path."""
    printed = PaperInput(
        content=given, settings=settings(), sheets=(), theme=ROOT / "theme", reviewed=in_force
    )
    return {job.path: job.html for job in list_jobs(printed)}


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_item_on_paper_says_that_nobody_has_compared_it(shelf: str) -> None:
    pages = laid_out(content(plan(requirement()), *ITEMS), frozenset())
    own = {path: html for path, html in pages.items() if f"/{shelf}/" in path}
    assert own
    for path, html in own.items():
        words = "not yet compared" if path.endswith("-en.pdf") else "尚未与条款和来源逐条比对"
        assert words in html, path


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_item_on_paper_says_who_has_compared_it_and_when(shelf: str) -> None:
    given = reviewed(content(plan(requirement()), *ITEMS))
    comparison = Comparison(compared=("law",), by=Reviewer.PERSON, day=AS_OF)
    reviews = {r.subject: r for i in ITEMS for r in make_reviews(given, i.id, comparison)}
    compared = replace(given, reviews=MappingProxyType(reviews))
    pages = laid_out(compared, frozenset(item.id for item in ITEMS))
    own = {path: html for path, html in pages.items() if f"/{shelf}/" in path}
    assert own
    for path, html in own.items():
        words = "by a responsible person" if path.endswith("-en.pdf") else "已由负责人逐条比对"
        assert f"{AS_OF} " in html, path
        assert words in html, path


def test_a_procedure_on_a4_is_one_sheet_and_on_a3_one_side() -> None:
    printed = PaperInput(
        content=content(plan(requirement()), procedure()),
        settings=settings(),
        sheets=(),
        theme=ROOT / "theme",
        reviewed=frozenset(),
    )
    jobs = {job.path.rpartition("-A")[2]: job for job in list_jobs(printed)}
    assert jobs["4-zh.pdf"].most_pages == 2
    assert jobs["3-zh.pdf"].most_pages == 0
    assert jobs["3-zh.pdf"].sizes_pt


def poster_page(language: str, **changes: object) -> str:
    given = content(plan(requirement()), poster("water-poster", **changes))
    return laid_out(given, frozenset())[f"pdf/posters/water-poster-A4-{language}.pdf"]


def test_a_warning_sign_says_its_headline_in_both_languages() -> None:
    sign = {"rule": "warning", "pictogram": "waves"}
    headline = {"zh": "当心水深", "en": "Danger: deep water"}
    for language in ("zh", "en"):
        page = poster_page(language, sign=sign, headline=headline).split('<div class="head">')[1]
        assert all(words in page for words in headline.values()), language
        assert "Danger" not in poster_page("zh").split('<div class="head">')[1]


def test_numbers_to_call_stand_above_the_panels_of_such_a_poster_and_only_once() -> None:
    calls = [{"number": "119", "meaning": {"zh": "火警", "en": "fire"}}]
    page = poster_page("zh", shape="calls", emergency=calls)
    assert page.count("<b>119</b>") == 1
    assert page.index("<b>119</b>") < page.index('<div class="panels">')
    plain = poster_page("zh", emergency=calls)
    assert plain.index("<b>119</b>") > plain.index('<div class="panels">')


def test_lines_of_a_promise_stand_one_below_the_other_and_are_numbered() -> None:
    page = poster_page("zh", shape="lines")
    assert page.count('<div class="row">') == len(poster().panels)
    assert [f'<div class="number">{n}</div>' in page for n in (1, 4, 5)] == [True, True, False]


@pytest.mark.parametrize("shelf", ["lessons", "drills"])
def test_what_else_is_printed_for_an_item_is_named_on_its_paper(shelf: str) -> None:
    used = poster().model_copy(update={"title": Text(zh="别处的图", en="Elsewhere")})
    needing = [item.model_copy(update={"needs": (used.id,)}) for item in (lesson(), drill())]
    given = content(plan(requirement()), *needing, procedure(), used)
    pages = laid_out(given, frozenset())
    own = {path: html for path, html in pages.items() if f"/{shelf}/" in path}
    assert own
    for path, html in own.items():
        assert used.title["en" if path.endswith("-en.pdf") else "zh"] in html, path


def test_many_panels_stand_beside_their_pictures_and_few_below() -> None:
    first = poster().panels[0]
    assert '"sheet beside many"' in poster_page("zh", panels=(first,) * 7)
    assert "beside many" not in poster_page("zh", panels=(first,) * 6)
