# SPDX-License-Identifier: MIT
"""What is laid out for printing, before it becomes a PDF."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from generator.model.content import Content
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
