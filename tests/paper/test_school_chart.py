# SPDX-License-Identifier: MIT
"""A school's charts: its own posts and procedures, nothing of other schools, no name or number."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.model.audience import Audience
from generator.model.duty import DutyCard
from generator.model.record import Text
from generator.model.school import School
from generator.paper.layout import lay_out
from generator.paper.pdf import print_all
from generator.paper.school_chart import (
    call_columns,
    chart_jobs,
    charts_of,
    posts_of,
    procedures_of,
)
from generator.paper.school_need import is_for
from generator.settings import THEME
from tests.check.real_content import real_content
from tests.sample_school import sample_school


def school(name: str) -> School:
    return real_content().campuses[name].school


def pages(own: School) -> dict[str, str]:
    """Return the charts of one school by their names."""
    campus = real_content().campuses["sample"].model_copy(update={"school": own})
    content = replace(real_content(), campuses={own.id: campus})
    jobs = chart_jobs(content, sample_school().settings, THEME)
    return {job.path.rsplit("/", 1)[1]: unescape(job.html) for job in jobs}


@pytest.mark.parametrize("name", ["sample", "sample-kindergarten", "sample-college"])
def test_a_chart_has_every_post_of_the_school_and_no_other(name: str) -> None:
    own = school(name)
    shown = [post.audience for post in posts_of(own, real_content())]
    staff = {a for a in own.posts if a not in (Audience.PARENTS, Audience.VISITORS)}
    assert shown[:2] == [Audience.PRINCIPAL, Audience.SAFETY_OFFICER]
    assert set(shown) == {a for a in staff if not a.is_stage}


def test_each_post_is_told_the_first_duty_of_each_of_its_cards() -> None:
    page = pages(school("sample-kindergarten"))["organisation-A3-zh.pdf"]
    posts = posts_of(school("sample-kindergarten"), real_content())
    cards = [card for post in posts for card in post.cards]
    assert {card.topic for card in cards} == {"fire", "drowning", "school-bus"}
    for card in cards:
        assert card.in_emergency[0].action.zh in page
        assert card.in_emergency[0].how.zh in page


@pytest.mark.parametrize(("name", "given_to"), [("sample", False), ("sample-college", True)])
def test_a_duty_card_for_colleges_is_for_no_other_school(name: str, given_to: object) -> None:
    own, content = school(name), real_content()
    card = next(x for x in content.teaching if x.id == "laboratory-college-room-duties")
    assert is_for(card, own, content) is given_to
    assert is_for(card.model_copy(update={"stages": ()}), own, content)


def test_the_types_of_school_of_a_duty_card_are_no_posts() -> None:
    card = next(x for x in real_content().teaching if isinstance(x, DutyCard))
    told = card.model_dump() | {"stages": ["guard"]}
    with pytest.raises(ValidationError, match="told by its pupils"):
        DutyCard.model_validate(told)


def test_a_post_without_a_card_is_left_to_the_school() -> None:
    doctor = next(
        post
        for post in posts_of(school("sample"), real_content())
        if post.audience is Audience.SCHOOL_DOCTOR
    )
    assert doctor.cards == ()
    assert "这个岗位没有职责卡" in pages(school("sample"))["organisation-A3-zh.pdf"]


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_calls_stand_in_the_order_of_the_procedures_with_the_official_numbers(paper: str) -> None:
    own = school("sample-kindergarten")
    page = pages(own)[f"calls-{paper}-zh.pdf"]
    for words in ("110报警", "119火警", "120急救", "122交通事故报警", own.address.zh):
        assert words in page
    procedures = procedures_of(own, real_content())
    assert {item.topic for item in procedures} == {"fire", "drowning", "school-bus", "gas"}
    places = [page.index(f"→ {call.to.zh} ") for item in procedures[:1] for call in item.calls]
    assert places == sorted(places)
    assert (procedures[0].calls[0].say.zh in page) == (paper == "A3")


def test_calls_of_a_school_with_every_procedure_fit_on_one_sheet(tmp_path: Path) -> None:
    jobs = chart_jobs(real_content(), sample_school().settings, THEME)
    longest = [job for job in jobs if job.path.endswith("schools/sample/calls-A3-en.pdf")]
    with ThreadPoolExecutor(1) as executor:
        (result,) = print_all(longest, THEME, tmp_path, executor)
    assert (result.pages, result.findings) == (1, ())


TIGHTEST = ("organisation-A3-en.pdf", "calls-A4-en.pdf")
"""Charts that say most for their paper."""


@pytest.mark.parametrize("name", TIGHTEST)
def test_charts_of_a_school_with_every_post_are_larger_than_the_least(name: str) -> None:
    jobs = chart_jobs(real_content(), sample_school().settings, THEME)
    (job,) = (job for job in jobs if job.path.endswith(f"schools/sample/{name}"))
    larger = replace(job.page(), sizes_pt=job.sizes_pt[:-1], first_pt=job.sizes_pt[-2])
    assert lay_out(larger, THEME).pages == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_address_and_long_names_fit_on_the_charts(language: str, tmp_path: Path) -> None:
    name = Text(
        zh="滨河新区第一实验中学附属九年一贯制学校（民办寄宿制）东校区内",
        en="Riverside First Junior College",
    )
    address = Text(
        zh=("滨河省江北市滨河新区人民东路街道和平里社区" * 4)[:80],
        en="No. 1208, East Renmin Road, Heping Community, Binhe New Area, Jiangbei, Anywhere",
    )
    assert (len(name.zh), len(name.en), len(address.zh), len(address.en)) == (30, 30, 80, 80)
    own = school("sample").model_copy(update={"name": name, "address": address})
    campus = real_content().campuses["sample"].model_copy(update={"school": own})
    content = replace(real_content(), campuses={own.id: campus})
    jobs = [
        job
        for job in chart_jobs(content, sample_school().settings, THEME)
        if job.path.endswith(f"-{language}.pdf") and "calls-A3" not in job.path
    ]
    with ThreadPoolExecutor(1) as executor:
        results = list(print_all(jobs, THEME, tmp_path, executor))
    assert [(r.path, r.pages, r.findings) for r in results if r.pages > 1 or r.findings] == []


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_calls_stand_in_two_columns_of_about_one_height(paper: str) -> None:
    own = school("sample")
    procedures = procedures_of(own, real_content())
    (chart,) = (c for c in charts_of(own, "en") if (c.kind, c.paper) == ("calls", paper))
    (left, wide), (right, narrow) = call_columns(procedures, chart)
    assert (wide >= narrow, wide + narrow) == (len(left) >= len(right), 1.0)
    assert sorted(item.id for item in (*left, *right)) == sorted(item.id for item in procedures)
    assert abs(len(left) - len(right)) == 1
    assert (left[0], right[0]) == procedures[:2]


def test_charts_of_a_sample_say_so_and_those_of_a_real_school_do_not() -> None:
    settings = sample_school().settings.model_copy(update={"address": "https://safe.edu.cn"})
    real = school("sample").model_copy(update={"sample": False})
    campus = real_content().campuses["sample"].model_copy(update={"school": real})
    content = replace(real_content(), campuses={"sample": campus})
    for name, page in pages(school("sample")).items():
        assert ("Sample: a made-up" if "-en" in name else "样例：虚构") in page
    for job in chart_jobs(content, settings, THEME):
        assert 'class="sample"' not in job.html


def test_the_only_number_printed_of_a_school_is_the_one_it_publishes_itself() -> None:
    own = school("sample").model_copy(update={"assembly_phone": "0000-1234567"})
    made = pages(own)
    assert "0000-1234567" in made["calls-A4-en.pdf"]
    assert "0000-1234567" not in made["organisation-A3-en.pdf"]
