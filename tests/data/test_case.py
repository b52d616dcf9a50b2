# SPDX-License-Identifier: MIT
"""A plan as a CASE 1.1 framework: the keys of the standard, identifiers that stay."""

import json
from datetime import date
from uuid import UUID, uuid5

import pytest

from generator.data.case import case_packages, item_identifier
from generator.model.plan import Plan
from tests.data.made_up_coverage import CHANGED, DRILL, PLAN_A, PLAN_B, Json, make_plan, unit

ADDRESS = "https://school.example/safety/"

CLAUSE_A = "plan-a 一(一)"

HEAD = {"identifier", "uri", "lastChangeDateTime"}

# Required and permitted keys inside a CFPackage: CASE 1.1, information model and JSON binding.
DOCUMENT = (
    HEAD | {"creator", "title"},
    {
        "frameworkType", "caseVersion", "officialSourceURL", "publisher", "description", "subject",
        "subjectURI", "language", "version", "adoptionStatus", "statusStartDate", "statusEndDate",
        "licenseURI", "notes", "extensions",
    },
)  # fmt: skip
ITEM = (
    HEAD | {"fullStatement"},
    {
        "alternativeLabel", "CFItemType", "humanCodingScheme", "listEnumeration",
        "abbreviatedStatement", "conceptKeywords", "conceptKeywordsURI", "notes", "subject",
        "subjectURI", "language", "educationLevel", "CFItemTypeURI", "licenseURI",
        "statusStartDate", "statusEndDate", "extensions",
    },
)  # fmt: skip
ASSOCIATION = (
    HEAD | {"associationType", "originNodeURI", "destinationNodeURI"},
    {"sequenceNumber", "CFAssociationGroupingURI", "notes", "extensions"},
)


def packages(*plans: Plan, changed: date = CHANGED) -> dict[str, Json]:
    return json.loads(json.dumps(dict(case_packages(plans, ADDRESS, changed))))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def package() -> Json:
    return packages(PLAN_A, PLAN_B)["case/plan-a.json"]


def everything(package: Json) -> list[Json]:
    return [package["CFDocument"], *package["CFItems"], *package["CFAssociations"]]


def fits(thing: Json, shape: tuple[set[str], set[str]]) -> bool:
    required, permitted = shape
    return required <= set(thing) <= required | permitted and None not in thing.values()


def test_each_plan_has_a_package() -> None:
    assert list(packages(PLAN_A, PLAN_B)) == ["case/plan-a.json", "case/plan-b.json"]


def test_everything_has_the_keys_of_the_standard_and_no_others(package: Json) -> None:
    assert set(package) == {"CFDocument", "CFItems", "CFAssociations"}
    assert fits(package["CFDocument"], DOCUMENT)
    assert all(fits(item, ITEM) for item in package["CFItems"])
    assert all(fits(association, ASSOCIATION) for association in package["CFAssociations"])
    for association in package["CFAssociations"]:
        for end in ("originNodeURI", "destinationNodeURI"):
            assert set(association[end]) == {"title", "identifier", "uri", "targetType"}
            assert association[end]["targetType"] == "CASE"


def test_the_document_is_the_plan(package: Json) -> None:
    document = package["CFDocument"]
    assert (document["title"], document["creator"]) == ("方案a", "教育局")
    assert (document["caseVersion"], document["language"]) == ("1.1", "zh-CN")
    assert document["statusStartDate"] == "2026-01-02"


@pytest.mark.parametrize("issued", [None, "2020", "2020-06"])
def test_a_day_of_issue_that_is_not_whole_is_left_out(issued: str | None) -> None:
    plan = make_plan("plan-a", issued=issued)
    assert "statusStartDate" not in packages(plan)["case/plan-a.json"]["CFDocument"]


def test_clauses_that_ask_and_what_they_ask_are_items(package: Json) -> None:
    assert [item["fullStatement"] for item in package["CFItems"]] == [
        "甲〔2026〕1号 一(一)",
        "每学期演练两次",
        "定期培训教职工",
    ]
    clause, drill, _ = package["CFItems"]
    assert (clause["humanCodingScheme"], drill["humanCodingScheme"]) == ("一(一)", "1.1-a")
    assert (drill["alternativeLabel"], drill["notes"]) == ("Two drills a term",) * 2
    assert drill["extensions"]["muster"]["cadence"] == {
        "count": 2, "per": "term", "by": "11-09", "derived": False,
    }  # fmt: skip


def test_stages_become_grades_and_adults_have_none(package: Json) -> None:
    _, drill, staff = package["CFItems"]
    assert drill["educationLevel"] == [f"{grade:02}" for grade in range(1, 10)]
    assert "educationLevel" not in staff


def test_items_are_children_of_their_clause_and_clauses_of_the_plan(package: Json) -> None:
    children = {
        a["originNodeURI"]["identifier"]: a["destinationNodeURI"]["identifier"]
        for a in package["CFAssociations"]
        if a["associationType"] == "isChildOf"
    }
    document, clause = item_identifier("plan-a"), item_identifier(CLAUSE_A)
    assert children == {
        clause: document,
        item_identifier("plan-a/1.1-a"): clause,
        item_identifier("plan-a/1.1-b"): clause,
    }


def test_requirements_that_count_the_same_are_related_across_plans(package: Json) -> None:
    (related,) = [a for a in package["CFAssociations"] if a["associationType"] == "isRelatedTo"]
    assert related["originNodeURI"]["identifier"] == item_identifier("plan-a/1.1-a")
    assert related["destinationNodeURI"]["identifier"] == item_identifier("plan-b/2-a")
    assert related["destinationNodeURI"]["uri"].startswith(f"{ADDRESS}case/plan-b.json#")


def test_requirements_of_one_plan_or_of_no_measure_are_not_related() -> None:
    again = {**DRILL, "id": "plan-a/2-a"}
    unmeasured = {**DRILL, "id": "plan-b/1-a", "measure": None}
    nothing = {**DRILL, "id": "plan-c/1-a", "measure": None}
    made = packages(
        make_plan("plan-a", unit("1", DRILL), unit("2", again)),
        make_plan("plan-b", unit("1", unmeasured)),
        make_plan("plan-c", unit("1", nothing)),
    )
    kinds = {a["associationType"] for p in made.values() for a in p["CFAssociations"]}
    assert kinds == {"isChildOf"}


def test_identifiers_never_change() -> None:
    # Written out: other systems keep them.
    assert item_identifier("plan-a") == "ec6ae778-c476-531f-ae1d-856a58068d9d"
    assert item_identifier(CLAUSE_A) == "d52308a2-5f1f-57fb-a4eb-2be4275a0b5d"
    assert item_identifier("plan-a/1.1-a") == "ca90579b-47b3-5c61-a36f-199e03e305eb"
    namespace = UUID("bd140e70-be0d-4995-9fd1-c45dd8a5fe61")
    assert item_identifier("x") == str(uuid5(namespace, "x"))


def test_no_identifier_is_used_twice(package: Json) -> None:
    used = [thing["identifier"] for thing in everything(package)]
    assert len(used) == len(set(used))
    assert all(UUID(each).version == 5 for each in used)


def test_addresses_lead_to_the_published_file(package: Json) -> None:
    for thing in everything(package):
        assert thing["uri"] == f"{ADDRESS}case/plan-a.json#{thing['identifier']}"


def test_the_day_of_change_is_the_one_handed_in() -> None:
    package = packages(PLAN_A, changed=date(2025, 2, 3))["case/plan-a.json"]
    days = {thing["lastChangeDateTime"] for thing in everything(package)}
    assert days == {"2025-02-03T00:00:00Z"}
