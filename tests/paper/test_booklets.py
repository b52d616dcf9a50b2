# SPDX-License-Identifier: MIT
"""A booklet binds what its reader needs: no post, stage or paper too many, none too few."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from generator.addresses import LANGUAGES
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.audience import Audience
from generator.paper.booklet import Booklet, Chapter, Leaf, frame_job
from generator.paper.booklets import list_booklets
from generator.paper.jobs import PaperInput
from generator.paper.school_need import is_for
from generator.settings import THEME


@pytest.fixture(scope="module")
def given() -> PaperInput:
    settings = load_settings(Path("site_config.yml")).item
    assert settings
    content, _ = load_content(settings.content_folder, (), THEME)
    return PaperInput(content=content, settings=settings, sheets=(), theme=THEME)


@pytest.fixture(scope="module")
def booklets(given: PaperInput) -> dict[str, Booklet]:
    pages: defaultdict[str, int] = defaultdict(lambda: 1)
    return {booklet.path: booklet for booklet in list_booklets(given, pages)}


def names(booklet: Booklet) -> set[str]:
    return {Path(leaf.path).stem.rsplit("-", 2)[0] for leaf in booklet.leaves}


def test_every_school_drill_and_stage_has_its_booklets(
    given: PaperInput, booklets: dict[str, Booklet]
) -> None:
    for language in LANGUAGES:
        for school in given.content.campuses:
            for name in ("handbook-A4", "walls-A3", "walls-A4"):
                assert f"pdf/schools/{school}/{name}-{language}.pdf" in booklets
        for drill in given.content.drills:
            assert f"pdf/booklets/drill-{drill}-A4-{language}.pdf" in booklets
        assert f"pdf/booklets/curriculum-kindergarten-A4-{language}.pdf" in booklets


def test_the_handbook_of_a_kindergarten_leaves_out_what_is_for_other_schools(
    given: PaperInput, booklets: dict[str, Booklet]
) -> None:
    school = given.content.campuses["sample-kindergarten"].school
    bound = names(booklets["pdf/schools/sample-kindergarten/handbook-A4-zh.pdf"])
    whole = names(booklets["pdf/schools/sample/handbook-A4-zh.pdf"])
    assert bound < whole
    cards = [x for x in given.content.teaching if x.id in bound and hasattr(x, "post")]
    posts = {card.post for card in cards}
    assert posts <= {*school.posts, *school.stages}
    assert not any("laboratory" in name for name in bound)


def test_a_band_of_primary_makes_a_card_fit_a_primary_school(given: PaperInput) -> None:
    school = given.content.campuses["sample-primary"].school
    lesson = next(
        x for x in given.content.lessons.values() if x.audiences == (Audience.PRIMARY_UPPER,)
    )
    assert is_for(lesson, school, given.content)
    assert not is_for(lesson, given.content.campuses["sample-junior"].school, given.content)


def test_a_stage_gets_all_its_lessons_and_no_others(
    given: PaperInput, booklets: dict[str, Booklet]
) -> None:
    for stage in ("junior", "college"):
        own = {x.id for x in given.content.lessons.values() if stage in x.audiences}
        assert own
        assert names(booklets[f"pdf/booklets/curriculum-{stage}-A4-en.pdf"]) == own


def test_the_index_lists_titles_and_keywords_in_the_language(
    given: PaperInput, booklets: dict[str, Booklet]
) -> None:
    booklet = booklets["pdf/booklets/curriculum-junior-A4-en.pdf"]
    html = frame_job(booklet, given.settings, THEME).html
    index = html[html.index('class="index"') :]
    lesson = next(x for x in given.content.lessons.values() if "junior" in x.audiences)
    for term in (lesson.title.en, *(word.en for word in lesson.keywords)):
        assert term.replace("'", "&#39;") in index
    assert lesson.keywords[0].zh not in index


def test_a_title_of_any_length_is_set_whole_and_markup_in_it_is_text(given: PaperInput) -> None:
    hostile = "<script>x</script>" + "长" * 4000
    leaf = Leaf(path="pdf/x.pdf", title=hostile, note="1.0", pages=2, terms=(hostile,))
    booklet = Booklet(
        path="pdf/booklets/x-A4-zh.pdf",
        title=hostile,
        kind="handbook",
        subject="=cmd",
        pictogram="school",
        language="zh",
        chapters=(Chapter(title=hostile, leaves=(leaf,)),),
        address="https://school.example/schools/x.html",
        origin=next(iter(given.content.teaching)).at(),
    )
    html = frame_job(booklet, given.settings, THEME).html
    assert "<script>" not in html
    assert html.count("长" * 4000) >= 4
    assert "font-size: 12pt" in html
    short = frame_job(replace(booklet, title="手册"), given.settings, THEME).html
    assert "font-size: 40pt" in short
