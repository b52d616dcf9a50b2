# SPDX-License-Identifier: MIT
"""What search engines are told of an item, in schema.org's words."""

import json
from typing import Any

import pytest

from generator.data.case import item_identifier
from generator.data.learning_resource import (
    Surroundings,
    learning_resource,
    learning_resources,
    script_text,
)
from tests.check.made_up import drill, lesson, poster, procedure
from tests.data.made_up_coverage import DRILL, WORDS, Json, make_plan, text, unit

TEST = {**DRILL, "id": "plan-a/1.1-b", "kind": "assessment", "text": text("考核", "Test it")}

GIVEN = Surroundings(
    plans=(make_plan("plan-a", unit("一(一)", DRILL, TEST), number="甲〔2026〕1号"),),
    address="https://school.example/",
    words=WORDS,
)


def describe(language: str = "zh", **changes: Any) -> Json:
    item = lesson(**{"covers": ["plan-a/1.1-a"], **changes})
    return json.loads(json.dumps(learning_resource(item, language, GIVEN)))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("language", "name", "locale", "url"),
    [
        ("zh", "消防", "zh-CN", "https://school.example/lessons/fire-lesson.html"),
        ("en", "Fire", "en", "https://school.example/en/lessons/fire-lesson.html"),
    ],
)
def test_each_language_is_a_resource_of_its_own(
    language: str, name: str, locale: str, url: str
) -> None:
    found = describe(language)
    assert (found["@context"], found["@type"]) == ("https://schema.org", "LearningResource")
    assert (found["name"], found["inLanguage"], found["url"]) == (name, locale, url)


def test_a_covered_requirement_is_a_term_of_its_plan() -> None:
    (term,) = describe("en")["teaches"]
    assert (term["@type"], term["name"]) == ("DefinedTerm", "Two drills a term")
    assert term["termCode"] == "一(一)"
    assert term["@id"].endswith(f"case/plan-a.json#{item_identifier('plan-a/1.1-a')}")
    terms = term["inDefinedTermSet"]
    assert (terms["@type"], terms["name"]) == ("DefinedTermSet", "Plan a")
    assert terms["alternateName"] == "甲〔2026〕1号"


def test_an_assessment_is_assessed_and_not_taught() -> None:
    found = describe(covers=["plan-a/1.1-b"])
    assert "teaches" not in found
    assert [term["name"] for term in found["assesses"]] == ["考核"]


def test_what_no_given_plan_asks_is_left_out() -> None:
    found = describe(covers=["plan-x/1"])
    assert not {"teaches", "assesses"} & set(found)


def test_there_is_no_alignment_object() -> None:
    assert "Alignment" not in json.dumps(describe())


def test_stages_and_audiences_are_named() -> None:
    found = describe("en", audiences=["primary-lower", "parents", "guard"])
    assert found["educationalLevel"] == ["Primary 1–3"]
    assert [(a["educationalRole"], a["audienceType"]) for a in found["audience"]] == [
        ("student", "Primary 1–3"),
        ("parent", "Parents"),
        ("professional", "Guards"),
    ]


def test_an_item_for_adults_alone_has_no_level() -> None:
    assert "educationalLevel" not in describe(audiences=["guard"])


def test_lessons_and_drills_say_how_long_they_take() -> None:
    assert describe()["timeRequired"] == "PT40M"
    assert learning_resource(drill(), "zh", GIVEN)["timeRequired"] == "PT20M"
    assert "timeRequired" not in learning_resource(poster(), "zh", GIVEN)


def test_licence_price_and_last_change_are_told() -> None:
    newest_last = [
        {"version": "1", "date": "2026-11-01", "change": text("初版", "First")},
        {"version": "2", "date": "2026-11-20", "change": text("改", "Changed")},
    ]
    found = describe(history=newest_last)
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["isAccessibleForFree"] is True
    assert found["dateModified"] == "2026-11-20"


def test_every_item_is_described_in_both_languages_at_its_page() -> None:
    items = (lesson(), drill(), procedure(), poster())
    found = dict(learning_resources(items, GIVEN))
    assert list(found) == [
        "lessons/fire-lesson.html", "en/lessons/fire-lesson.html",
        "drills/fire-drill.html", "en/drills/fire-drill.html",
        "procedures/fire-procedure.html", "en/procedures/fire-procedure.html",
        "posters/fire-poster.html", "en/posters/fire-poster.html",
    ]  # fmt: skip
    assert [r["learningResourceType"] for r in found.values()][::2] == [
        "lesson plan", "drill", "emergency procedure", "poster",
    ]  # fmt: skip


def test_a_text_cannot_end_the_script_that_holds_it() -> None:
    evil = "</script><!-- & 消防"
    found = describe(title=text(evil, evil))
    written = script_text(found)
    assert not set("<>&") & set(written)
    assert json.loads(written) == found
