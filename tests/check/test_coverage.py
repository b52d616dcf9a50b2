# SPDX-License-Identifier: MIT
"""The ladder on made-up plans: each rung fails for its own reason and names its clause."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from generator.check.coverage import gaps_of, judge_coverage
from generator.finding import Severity
from generator.model.audience import Audience
from generator.model.content import Content
from generator.model.coverage import Outcome, Step, Verdict
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.output import Output
from generator.model.poster import Poster
from generator.model.procedure import Procedure
from tests.check.made_up import (
    AS_OF,
    FIRE,
    campus,
    content,
    drill,
    entry,
    judgement,
    lesson,
    outcomes,
    plan,
    poster,
    procedure,
    registry,
    requirement,
    shelves,
    statuses,
    step,
    text,
)

Made = Lesson | Drill | Procedure | Poster


def judge_one(given: Content, **changes: Any) -> Verdict:
    (verdict,) = judge_coverage(judgement(given, **changes)).verdicts
    return verdict


def codes(verdict: Verdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


def test_a_requirement_that_nothing_claims_is_not_linked() -> None:
    verdict = judge_one(content(plan(requirement()), lesson(covers=[])))
    assert outcomes(verdict) == {
        Step.LINKED: Outcome.FAIL,
        Step.FITTING: Outcome.NOT_JUDGED,
        Step.OFTEN_ENOUGH: Outcome.NOT_JUDGED,
        Step.DEEP: Outcome.NOT_JUDGED,
        Step.FRESH: Outcome.NOT_JUDGED,
        Step.BUILT: Outcome.NOT_JUDGED,
    }
    assert verdict.status == "linked"
    assert verdict.evidence == ()


def test_a_gap_names_clause_audience_and_place_in_both_languages() -> None:
    (finding,) = judge_one(content(plan(requirement()))).findings
    assert (finding.code, finding.severity) == ("V501", Severity.GAP)
    assert finding.subject == "plan-a/1@primary"
    assert finding.origin.file == "plans/plan-a.yml"
    assert finding.origin.key == "units.0.requirements.0"
    assert "甲〔2026〕1号 一（小学 [primary]）" in finding.what_zh
    assert "甲〔2026〕1号 一 (primary)" in finding.what_en
    assert "plan-a/1" in finding.mend_zh
    assert "plan-a/1" in finding.mend_en


def test_a_whole_lesson_covers_what_it_claims() -> None:
    verdict = judge_one(content(plan(requirement()), lesson()))
    assert outcomes(verdict) == {
        Step.LINKED: Outcome.PASS,
        Step.FITTING: Outcome.PASS,
        Step.OFTEN_ENOUGH: Outcome.PASS,
        Step.DEEP: Outcome.PASS,
        Step.FRESH: Outcome.PASS,
        Step.BUILT: Outcome.NOT_JUDGED,
    }
    assert verdict.status == "covered"
    assert verdict.findings == ()


RIGHT_KIND: dict[str, Any] = {
    "topic": lesson,
    "drill": drill,
    "procedure": procedure,
    "training": lesson,
    "display": poster,
    "form": drill,
    "parent": lesson,
    "assessment": lesson,
    "method": lesson,
}

ALSO_RIGHT = {("method", drill), ("display", procedure)}

DATED = {"drill", "training", "parent", "awareness-day", "calendar"}


@pytest.mark.parametrize(
    "kind",
    [*RIGHT_KIND, "awareness-day", "checklist", "duty", "calendar"],
)
@pytest.mark.parametrize("make", [lesson, drill, procedure, poster])
def test_only_the_right_kind_of_item_fits(kind: str, make: Any) -> None:
    verdict = judge_one(content(plan(requirement(kind=kind)), make()))
    is_right = RIGHT_KIND.get(kind) is make or (kind, make) in ALSO_RIGHT
    assert (outcomes(verdict)[Step.FITTING] is Outcome.PASS) is is_right
    if not is_right:
        assert (verdict.status, codes(verdict)) == ("fitting", ["V502"])


def test_a_gap_in_fitting_names_the_item_that_claims_and_what_it_takes() -> None:
    (finding,) = judge_one(content(plan(requirement(kind="drill")), lesson())).findings
    assert "lessons/fire-lesson.yml" in finding.what_zh
    assert "lessons/fire-lesson.yml" in finding.what_en
    assert finding.mend_en == 'Needed: a drill, for primary, on "word" [fire].'
    assert "演练，面向小学 [primary]，主题“消防” [fire]" in finding.mend_zh
    assert "演练" in finding.mend_zh


SILENT = [{"source": "law", "supports": text("学校要教这一课"), "mark": "A", "read": "2026-11-01"}]
"""An origin that does not name the subject."""


@pytest.mark.parametrize(
    ("changes", "is_fitting"),
    [
        ({}, True),
        ({"topic": "drowning"}, False),
        ({"audiences": ["junior"]}, False),
        ({"audiences": ["primary-lower"]}, True),
        ({"audiences": ["primary-upper", "junior"]}, True),
        ({"title": text("课"), "citations": SILENT}, False),
        ({"title": text("课"), "summary": text("遇到火灾怎么办"), "citations": SILENT}, True),
    ],
)
def test_topic_audience_and_words_must_be_right(
    changes: dict[str, Any],
    is_fitting: bool,  # noqa: FBT001
) -> None:
    verdict = judge_one(content(plan(requirement()), lesson(**changes)))
    assert (outcomes(verdict)[Step.FITTING] is Outcome.PASS) is is_fitting


def test_a_demand_without_a_hazard_is_met_on_any_hazard() -> None:
    verdict = judge_one(content(plan(requirement(topic="general")), lesson()))
    assert verdict.status == "covered"


def test_the_procedure_for_one_hazard_is_no_plan_for_all() -> None:
    asked = requirement(kind="procedure", topic="general")
    assert judge_one(content(plan(asked), procedure())).status == "fitting"
    assert judge_one(content(plan(asked), procedure(topic="general"))).status == "covered"


def on_evacuation(summary: str) -> Verdict:
    topic = FIRE.model_copy(update={"id": "evacuation", "terms": ("疏散",)})
    given = content(plan(requirement(topic="evacuation")), lesson(summary=text(summary)))
    topics = MappingProxyType({"fire": FIRE, "evacuation": topic})
    return judge_one(replace(given, topics=topics))


def test_evacuation_is_met_on_any_hazard_by_what_speaks_of_it() -> None:
    assert on_evacuation("听到警报，马上跟着老师疏散").status == "covered"
    assert on_evacuation("听到警报，马上跟着老师走路").status == "fitting"


def test_a_drill_guide_is_also_the_scheme_of_an_evacuation() -> None:
    asked = requirement(kind="procedure", topic="evacuation")
    topic = FIRE.model_copy(update={"id": "evacuation"})
    given = replace(content(plan(asked), drill()), topics=MappingProxyType({"evacuation": topic}))
    assert judge_one(given).status == "covered"


@pytest.mark.parametrize(
    ("kind", "entry_kind", "counts"),
    [
        ("drill", "drill", True),
        ("drill", "lesson", False),
        ("training", "training", True),
        ("training", "lesson", True),
        ("training", "drill", False),
        ("topic", "lesson", True),
        ("topic", "awareness-day", True),
        ("topic", "drill", False),
        ("parent", "parent", True),
        ("parent", "lesson", True),
    ],
)
def test_only_an_entry_of_the_right_kind_counts_as_holding(
    kind: str,
    entry_kind: str,
    counts: bool,  # noqa: FBT001
) -> None:
    item = RIGHT_KIND[kind]()
    asked = requirement(kind=kind, cadence={"per": "school-year"})
    school = campus(entry(kind=entry_kind, item=item.id))
    verdict = judge_one(content(plan(asked), item, campuses=(school,)))
    assert (verdict.planned, verdict.status) == ((1, "covered") if counts else (0, "often-enough"))


def test_evidence_for_the_lower_band_counts_for_primary_and_only_for_primary() -> None:
    given = content(
        plan(requirement(audiences=["primary", "junior"])), lesson(audiences=["primary-lower"])
    )
    coverage = judge_coverage(judgement(given))
    assert statuses(coverage) == {
        "plan-a/1@primary": "covered",
        "plan-a/1@junior": "fitting",
    }


def test_a_lesson_for_primary_counts_for_its_bands() -> None:
    given = content(plan(requirement(audiences=["primary-lower", "primary-upper"])), lesson())
    assert set(statuses(judge_coverage(judgement(given))).values()) == {"covered"}


def test_the_letter_of_a_lesson_speaks_to_parents_and_a_drill_does_not() -> None:
    asked = requirement(kind="method", audiences=["parents"])
    assert judge_one(content(plan(asked), lesson())).status == "covered"
    assert judge_one(content(plan(asked), drill())).status == "fitting"


def test_a_letter_to_parents_must_be_in_the_calendar() -> None:
    asked = requirement(kind="parent", audiences=["parents"])
    sent = entry(kind="parent", item="fire-lesson", audiences=["parents"])
    given = content(plan(asked), lesson(), campuses=(campus(sent),))
    assert judge_one(given).status == "covered"
    given = content(plan(asked), lesson(), campuses=(campus(),))
    assert judge_one(given).status == "often-enough"


MONTHS = [f"2026-{m:02}-10" for m in (9, 10, 11, 12)] + [f"2027-{m:02}-10" for m in (1, 3, 4, 5, 6)]


def monthly(dates: list[str], **changes: Any) -> Content:
    asked = requirement(kind="drill", cadence={"per": "month"}, **changes)
    return content(plan(asked), drill(), campuses=(campus(entry(dates=dates)),))


def test_a_drill_every_month_is_often_enough() -> None:
    verdict = judge_one(monthly(MONTHS))
    assert verdict.status == "covered"
    assert verdict.planned == 9


@pytest.mark.parametrize("gone", range(9))
def test_removing_one_date_turns_exactly_its_month_red(gone: int) -> None:
    verdict = judge_one(monthly(MONTHS[:gone] + MONTHS[gone + 1 :]))
    assert (verdict.status, codes(verdict), verdict.planned) == ("often-enough", ["V503"], 8)
    month = MONTHS[gone][:7]
    (finding,) = verdict.findings
    assert finding.what_en.count("～") == 1
    assert f"{month}-01～{month}-" in finding.what_en
    assert f"{month}-01～{month}-" in finding.what_zh
    assert "schools/school-a/calendar.yml" in finding.mend_en


def test_dates_for_another_audience_or_another_item_do_not_count() -> None:
    asked = requirement(kind="drill", cadence={"per": "school-year"})
    for changes in ({"audiences": ["junior"]}, {"item": "another"}, {"item": None}):
        given = content(plan(asked), drill(), campuses=(campus(entry(**changes)),))
        assert judge_one(given).status == "often-enough", changes
    given = content(plan(asked), drill(), campuses=(campus(entry(audiences=["primary-upper"])),))
    assert judge_one(given).status == "covered"


def test_a_school_without_dates_is_named_beside_one_that_has_them() -> None:
    asked = requirement(kind="drill", cadence={"per": "school-year"})
    schools = (campus(entry()), campus(name="school-b"))
    verdict = judge_one(content(plan(asked), drill(), campuses=schools))
    (finding,) = verdict.findings
    assert "schools/school-b/calendar.yml" in finding.mend_en
    assert verdict.planned == 0, "the school with fewest counts"


def test_a_school_that_does_not_teach_the_stage_is_not_asked() -> None:
    asked = requirement(kind="drill", cadence={"per": "school-year"})
    schools = (campus(entry()), campus(name="school-b", stages=["junior"]))
    assert judge_one(content(plan(asked), drill(), campuses=schools)).status == "covered"


def test_without_any_school_of_the_stage_no_calendar_can_be_judged() -> None:
    asked = requirement(kind="drill", audiences=["kindergarten"], cadence={"per": "month"})
    given = content(plan(asked), drill(audiences=["kindergarten"]), campuses=(campus(),))
    verdict = judge_one(given)
    assert (verdict.status, codes(verdict)) == ("often-enough", ["V503"])
    assert "no school here has kindergarten" in verdict.findings[0].what_en


@pytest.mark.parametrize("per", ["vague", "unsaid", "event"])
@pytest.mark.parametrize("kind", ["topic", "drill", "training", "parent"])
def test_without_a_number_only_what_is_held_needs_a_day(per: str, kind: str) -> None:
    asked = requirement(kind=kind, cadence={"per": per})
    verdict = judge_one(content(plan(asked), RIGHT_KIND[kind](), campuses=(campus(),)))
    expected = "often-enough" if kind in DATED else "covered"
    assert verdict.status == expected


LATE = ["2026-12-03", "2026-12-10"]


def deadline(*entries: dict[str, Any]) -> Verdict:
    asked = requirement(kind="drill", cadence={"per": "school-year", "by": "11"})
    return judge_one(content(plan(asked), drill(), campuses=(campus(*entries),)))


def test_what_is_planned_too_late_is_told_at_its_own_day() -> None:
    other = entry(id="lesson", kind="lesson", item="another", dates=["2026-09-01"])
    verdict = deadline(other, entry(dates=LATE))
    (finding,) = verdict.findings
    assert (verdict.status, finding.code) == ("often-enough", "V508")
    assert finding.origin.file == "schools/school-a/calendar.yml"
    assert finding.origin.key == "entries.1.dates.0"
    assert "2026-12-03, 2026-12-10; it must be within 2026-09-01～2026-11-30" in finding.what_en
    assert "2026-12-03、2026-12-10；应在 2026-09-01～2026-11-30" in finding.what_zh


def test_a_day_too_late_does_no_harm_beside_one_in_time() -> None:
    assert deadline(entry(dates=["2026-11-30", *LATE])).status == "covered"


def test_what_is_planned_too_seldom_is_told_at_the_days_of_its_entry() -> None:
    other = entry(id="lesson", kind="lesson", item="another", dates=["2026-09-01"])
    asked = requirement(kind="drill", cadence={"per": "month"})
    given = content(plan(asked), drill(), campuses=(campus(other, entry()),))
    (finding,) = judge_one(given).findings
    assert (finding.code, finding.origin.key) == ("V503", "entries.1.dates")
    (nowhere,) = deadline(other).findings
    assert (nowhere.code, nowhere.origin.key) == ("V503", "entries")


def test_days_from_one_to_another_are_one_window() -> None:
    asked = requirement(cadence={"per": "year", "on": "03-26..04-16"})
    for day, code in (("2027-03-25", "V508"), ("2027-03-26", ""), ("2027-04-16", "")):
        school = campus(entry(kind="lesson", item="fire-lesson", dates=[day]))
        verdict = judge_one(content(plan(asked), lesson(), campuses=(school,)))
        assert codes(verdict) == ([code] if code else []), day


GUARDS: dict[str, Any] = {
    "kind": "training",
    "audiences": ["guard"],
    "cadence": {"per": "school-year"},
}


@pytest.mark.parametrize(
    ("posts", "status"),
    [(["guard"], "often-enough"), (["principal"], "covered"), ([], "often-enough")],
)
def test_a_post_that_a_school_does_not_have_is_not_judged_there(
    posts: list[str], status: str
) -> None:
    held = entry(kind="training", item="fire-lesson", audiences=["guard"])
    schools = (campus(held), campus(name="school-b", posts=posts))
    made = lesson(audiences=["guard"])
    verdict = judge_one(content(plan(requirement(**GUARDS)), made, campuses=schools))
    assert verdict.status == status
    assert {s.school for s in verdict.schedules} == {"school-a", "school-b"} - (
        {"school-b"} if posts == ["principal"] else set()
    )


def test_a_post_that_no_school_has_leaves_nothing_to_judge() -> None:
    made = lesson(audiences=["guard"])
    schools = (campus(posts=["principal"]),)
    verdict = judge_one(content(plan(requirement(**GUARDS)), made, campuses=schools))
    assert (verdict.status, codes(verdict)) == ("often-enough", ["V503"])
    assert "no school here has guard" in verdict.findings[0].what_en


def test_sheets_do_not_speak_to_posts_that_the_school_does_not_have() -> None:
    asked = requirement(kind="display", audiences=["primary", "guard", "principal"])
    school = campus(covers=["plan-a/1"], posts=["principal"])
    given = content(plan(asked), campuses=(school,))
    assert statuses(judge_coverage(judgement(given))) == {
        "plan-a/1@primary": "covered",
        "plan-a/1@guard": "fitting",
        "plan-a/1@principal": "covered",
    }


def test_a_fixed_day_needs_a_date_even_where_no_number_is_given() -> None:
    asked = requirement(cadence={"per": "unsaid", "on": "11-09"})
    for day, status in (("2026-11-20", "often-enough"), ("2026-11-10", "covered")):
        school = campus(entry(kind="lesson", item="fire-lesson", dates=[day]))
        assert judge_one(content(plan(asked), lesson(), campuses=(school,))).status == status


def test_an_awareness_day_is_met_by_a_calendar_entry_alone() -> None:
    asked = requirement(kind="awareness-day", cadence={"per": "year", "on": "11-09"})
    day = entry(kind="awareness-day", item=None, dates=["2026-11-09"], covers=["plan-a/1"])
    given = content(plan(asked), campuses=(campus(day),))
    verdict = judge_one(given, is_built_assumed=True)
    assert verdict.status == "covered"
    assert {(e.item, e.path, e.language) for e in verdict.evidence} == {
        ("entry", "calendar/school-a.html", "zh"),
        ("entry", "en/calendar/school-a.html", "en"),
    }
    given = content(plan(asked), campuses=(campus({**day, "kind": "drill"}),))
    assert judge_one(given).status == "fitting"


def test_records_held_up_to_the_judged_day_are_counted() -> None:
    def record(day: str) -> dict[str, Any]:
        return {
            "id": "held",
            "kind": "drill",
            "item": "fire-drill",
            "date": day,
            "audiences": ["primary"],
            "minutes": 12,
        }

    days = ["2026-05-06", "2026-09-10", "2026-11-22", "2026-11-23"]
    school = campus(entry(), records=[record(day) for day in days])
    verdict = judge_one(content(plan(requirement(kind="drill")), drill(), campuses=(school,)))
    assert verdict.held == 2, "one before the school year, one after the judged day"


def test_shallow_evidence_fails_only_the_rung_deep() -> None:
    shallow = lesson(steps=[step("tell", 20), step("show", 10), step("rehearse", 10)])
    verdict = judge_one(content(plan(requirement()), shallow))
    assert outcomes(verdict)[Step.DEEP] is Outcome.FAIL
    assert (verdict.status, codes(verdict)) == ("deep", ["V504"])
    (finding,) = verdict.findings
    assert "lessons/fire-lesson.yml" in finding.what_en
    assert "feedback" in finding.what_en


def test_one_deep_item_is_enough_beside_a_shallow_one() -> None:
    shallow = lesson("thin-lesson", low_tech=text("短"))
    assert judge_one(content(plan(requirement()), shallow)).status == "deep"
    assert judge_one(content(plan(requirement()), shallow, lesson())).status == "covered"


def test_posted_sheets_meet_a_demand_for_display_and_no_other() -> None:
    school = campus(covers=["plan-a/1"])
    verdict = judge_one(content(plan(requirement(kind="display")), campuses=(school,)))
    assert verdict.status == "covered"
    assert [e.path for e in verdict.evidence] == [
        "schools/school-a.html",
        "en/schools/school-a.html",
    ]
    assert judge_one(content(plan(requirement()), campuses=(school,))).status == "fitting"


def test_posted_sheets_do_not_speak_to_stages_that_the_school_lacks() -> None:
    asked = requirement(kind="display", audiences=["primary", "junior", "visitors"])
    given = content(plan(asked), campuses=(campus(covers=["plan-a/1"]),))
    assert statuses(judge_coverage(judgement(given))) == {
        "plan-a/1@primary": "covered",
        "plan-a/1@junior": "fitting",
        "plan-a/1@visitors": "covered",
    }


def suppressed(until: str) -> dict[str, Any]:
    return requirement(suppression={"reason": text("暂缓", "later"), "until": until})


@pytest.mark.parametrize("until", ["2026-11-22", "2027-01-01"])
def test_a_suppressed_requirement_is_no_gap(until: str) -> None:
    verdict = judge_one(content(plan(suppressed(until))))
    assert (verdict.status, verdict.findings) == ("suppressed", ())


def test_a_suppression_ends_after_its_last_day() -> None:
    verdict = judge_one(content(plan(suppressed("2026-11-21"))))
    assert (verdict.status, codes(verdict)) == ("linked", ["V501"])


def test_steps_that_are_not_asked_for_are_not_judged() -> None:
    given = content(plan(requirement(kind="drill")), lesson())
    verdict = judge_one(given, steps=frozenset({Step.LINKED}))
    assert verdict.status == "covered"
    assert verdict.findings == ()
    assert outcomes(verdict)[Step.FITTING] is Outcome.NOT_JUDGED


def test_a_plan_that_is_not_followed_is_not_judged() -> None:
    given = content(plan(requirement()))
    other = Content(plans=MappingProxyType({"plan-b": given.plans["plan-a"]}))
    assert judge_coverage(judgement(other)).plans == ()


def three_clauses() -> Content:
    asked = plan(
        requirement("1", audiences=["primary", "junior"]),
        requirement("2", kind="procedure"),
        requirement("3", kind="display"),
    )
    return content(
        asked,
        lesson(covers=["plan-a/1"], audiences=["primary"]),
        lesson("junior-lesson", covers=["plan-a/1"], audiences=["junior"]),
        procedure(covers=["plan-a/2"]),
        poster(covers=["plan-a/3"]),
    )


def without(given: Content, name: str) -> Content:
    return replace(given, shelves=shelves(*(x for x in given.teaching if x.id != name)))


@pytest.mark.parametrize(
    ("name", "subject", "clause", "code"),
    [
        ("fire-lesson", "plan-a/1@primary", "一 (primary)", "V502"),
        ("junior-lesson", "plan-a/1@junior", "一 (junior secondary [junior])", "V502"),
        ("fire-procedure", "plan-a/2@primary", "二 (primary)", "V501"),
        ("fire-poster", "plan-a/3@primary", "三 (primary)", "V501"),
    ],
)
def test_deleting_the_only_evidence_names_exactly_its_clause_and_audience(
    name: str, subject: str, clause: str, code: str
) -> None:
    whole = judge_coverage(judgement(three_clauses()))
    assert set(statuses(whole).values()) == {"covered"}
    (finding,) = gaps_of(judge_coverage(judgement(without(three_clauses(), name))))
    assert (finding.subject, finding.code) == (subject, code)
    assert finding.what_en.startswith(f"甲〔2026〕1号 {clause}: ")


LESSON_FILES = {
    "lessons/fire-lesson.html": "zh",
    "pdf/lessons/fire-lesson-A4-zh.pdf": "zh",
    "en/lessons/fire-lesson.html": "en",
    "pdf/lessons/fire-lesson-A4-en.pdf": "en",
}


def output_of_lesson(*, gone: str = "", unfound: str = "", titleless: str = "") -> Output:
    """Return the output that holds all files of the lesson, but for what is named."""
    title = {"zh": "消防", "en": "Fire"}
    words = {p: "" if p == titleless else title[x] for p, x in LESSON_FILES.items() if p != gone}
    pages = {p: w for p, w in words.items() if p.endswith(".html")}
    found = {
        title[language]: frozenset(p for p in pages if LESSON_FILES[p] == language and p != unfound)
        for language in ("zh", "en")
    }
    return Output(
        reachable=frozenset(pages),
        page_text=pages,
        pdf_text={p: w for p, w in words.items() if p.endswith(".pdf")},
        found_by_search=found,
        landings=frozenset(),
    )


def test_evidence_that_stands_in_the_output_is_built() -> None:
    verdict = judge_one(content(plan(requirement()), lesson()), output=output_of_lesson())
    assert outcomes(verdict)[Step.BUILT] is Outcome.PASS
    assert {e.path for e in verdict.evidence} == set(LESSON_FILES)


@pytest.mark.parametrize("path", LESSON_FILES)
def test_a_file_that_is_missing_from_the_output_is_named(path: str) -> None:
    output = output_of_lesson(gone=path)
    verdict = judge_one(content(plan(requirement()), lesson()), output=output)
    assert (verdict.status, codes(verdict)) == ("built", ["V506"])
    assert verdict.findings[0].what_en.endswith(f"lacks: {path}")


@pytest.mark.parametrize("path", LESSON_FILES)
def test_a_file_without_the_title_of_its_item_does_not_count(path: str) -> None:
    output = output_of_lesson(titleless=path)
    verdict = judge_one(content(plan(requirement()), lesson()), output=output)
    assert verdict.findings[0].what_en.endswith(f"lacks: {path}")


def test_a_page_that_the_search_does_not_find_is_named() -> None:
    output = output_of_lesson(unfound="lessons/fire-lesson.html")
    verdict = judge_one(content(plan(requirement()), lesson()), output=output)
    assert verdict.findings[0].what_en.endswith("lacks: lessons/fire-lesson.html (search)")


def test_a_page_to_which_no_link_leads_is_named() -> None:
    whole = output_of_lesson()
    hidden = replace(whole, reachable=whole.reachable - {"en/lessons/fire-lesson.html"})
    verdict = judge_one(content(plan(requirement()), lesson()), output=hidden)
    assert verdict.findings[0].what_en.endswith("lacks: en/lessons/fire-lesson.html")


def test_a_code_without_its_landing_page_is_named() -> None:
    school = campus(covers=["plan-a/1"]).model_copy(
        update={"registry": registry(("NEDC2", "P1"), ("DDACY", "P2"))}
    )
    given = content(plan(requirement(kind="display")), campuses=(school,))
    pages = {"schools/school-a.html": "甲校", "en/schools/school-a.html": "SchoolA"}
    output = Output(
        reachable=frozenset(pages),
        page_text=pages,
        pdf_text={},
        found_by_search={},
        landings=frozenset({"NEDC2"}),
    )
    verdict = judge_one(given, output=output)
    assert verdict.findings[0].what_en.endswith("lacks: Q/DDACY/")


def test_a_page_or_pdf_that_lacks_a_word_of_the_clause_is_named_with_it() -> None:
    asked = plan(requirement(terms=["消防", "灭火器"]))
    whole = output_of_lesson()
    words = {p: f"{w}灭火器" for p, w in whole.page_text.items()}
    found = {**whole.found_by_search, "灭火器": frozenset(words)}
    paper = {p: f"{w}灭火器" for p, w in whole.pdf_text.items()}
    shown = replace(whole, page_text=words, pdf_text=paper, found_by_search=found)
    assert judge_one(content(asked, lesson()), output=shown).status == "covered"
    for broken, lack in (
        (replace(shown, page_text=whole.page_text), "lessons/fire-lesson.html：灭火器"),
        (replace(shown, pdf_text=whole.pdf_text), "pdf/lessons/fire-lesson-A4-zh.pdf：灭火器"),
        (
            replace(shown, found_by_search=whole.found_by_search),
            "lessons/fire-lesson.html (search)：灭火器",
        ),
    ):
        (finding,) = judge_one(content(asked, lesson()), output=broken).findings
        assert finding.what_en.endswith(f"lacks: {lack}")


def test_the_earlier_rung_is_the_one_that_is_reported() -> None:
    shallow = drill(purpose=text("短"))
    asked = requirement(kind="drill", cadence={"per": "month"})
    given = content(plan(asked), shallow, campuses=(campus(),))
    verdict = judge_one(given)
    assert outcomes(verdict)[Step.OFTEN_ENOUGH] is Outcome.FAIL
    assert outcomes(verdict)[Step.DEEP] is Outcome.FAIL
    assert codes(verdict) == ["V503"]


def test_the_judged_day_of_these_tests_lies_in_the_school_year() -> None:
    assert date(2026, 9, 1) < AS_OF < date(2027, 7, 2)
    assert Audience.PRIMARY_LOWER.group is Audience.PRIMARY
