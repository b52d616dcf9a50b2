# SPDX-License-Identifier: MIT
"""schema.org descriptions of all items, for search engines."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.addresses import LANGUAGES, SHELF_OF, case_path, page_path
from generator.data.case import item_uri
from generator.data.coverage_json import Json
from generator.model.activity import Activity
from generator.model.audience import STAGES, Audience
from generator.model.card import ItemKind
from generator.model.drill import Drill
from generator.model.lesson import Lesson
from generator.model.micro import Micro
from generator.model.plan import Plan, Requirement, RequirementKind, Unit
from generator.model.record import Teaching, Text
from generator.model.shelf import KIND_OF
from generator.model.training import Training

LICENSE = "https://creativecommons.org/licenses/by/4.0/"

LOCALE: Mapping[str, str] = MappingProxyType({"zh": "zh-CN", "en": "en"})

TYPE_OF: Mapping[ItemKind, str] = MappingProxyType(
    {
        ItemKind.LESSON: "lesson plan",
        ItemKind.MICRO: "micro-lesson",
        ItemKind.ACTIVITY: "activity",
        ItemKind.QUESTION: "question bank",
        ItemKind.CURRICULUM: "curriculum",
        ItemKind.TRAINING: "training session",
        ItemKind.DRILL: "drill",
        ItemKind.PROCEDURE: "emergency procedure",
        ItemKind.POSTER: "poster",
        ItemKind.REGULATION: "regulation",
        ItemKind.DUTY: "duty card",
        ItemKind.CHECKLIST: "checklist",
        ItemKind.FORM: "form",
        ItemKind.REMINDER: "messages to parents",
    }
)
"""`learningResourceType` of each kind of item."""

ROLE_OF: Mapping[Audience, str] = MappingProxyType(
    {
        **dict.fromkeys(STAGES, "student"),
        Audience.PARENTS: "parent",
        Audience.TEACHERS: "teacher",
        Audience.CLASS_TEACHER: "teacher",
        Audience.PRINCIPAL: "administrator",
        Audience.VISITORS: "general public",
    }
)
"""`educationalRole` (LRMI) of an audience; everybody else is staff."""

STAFF_ROLE = "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an item's description refers to."""

    plans: tuple[Plan, ...]
    """Plans whose requirements are named; others that an item covers are left out."""
    address: str
    """Where the site is reachable."""
    words: Mapping[str, Text]
    """Of the interface; `audience.*` is used."""


def learning_resources(
    items: Iterable[Teaching], given: Surroundings
) -> Iterator[tuple[str, Json]]:
    """Yield path of the page and description of every item in every language."""
    for item in items:
        for language in LANGUAGES:
            yield _path(item, language), learning_resource(item, language, given)


def learning_resource(item: Teaching, language: str, given: Surroundings) -> Json:
    """Return the item as a schema.org LearningResource in `language`, "zh" or "en"."""
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": _address(_path(item, language), given),
        "url": _address(_path(item, language), given),
        "name": item.title[language],
        "inLanguage": LOCALE[language],
        "learningResourceType": TYPE_OF[KIND_OF[type(item)]],
        **_terms(item, language, given),
        **_levels(item, language, given),
        "audience": [_audience(audience, language, given) for audience in item.audiences],
        **_time(item),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "version": item.history[0].version,
        "dateModified": max(revision.date for revision in item.history).isoformat(),
    }


def script_text(resource: Json) -> str:
    """Return the description as JSON that can stand inside an HTML `script` element."""
    text = json.dumps(resource, ensure_ascii=False)
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _path(item: Teaching, language: str) -> str:
    return page_path(SHELF_OF[type(item).__name__], item.id, language)


def _address(path: str, given: Surroundings) -> str:
    return f"{given.address.rstrip('/')}/{path}"


def _terms(item: Teaching, language: str, given: Surroundings) -> Json:
    """Return the requirements that the item claims to meet, as terms that it teaches or tests."""
    terms: dict[str, list[Json]] = {"teaches": [], "assesses": []}
    for plan in given.plans:
        for unit in plan.units:
            for requirement in unit.requirements:
                if requirement.id in item.covers:
                    key = "assesses" if _is_test(requirement) else "teaches"
                    terms[key].append(_term(plan, unit, requirement, language, given))
    return {key: found for key, found in terms.items() if found}


def _is_test(requirement: Requirement) -> bool:
    return requirement.kind is RequirementKind.ASSESSMENT


def _term(
    plan: Plan, unit: Unit, requirement: Requirement, language: str, given: Surroundings
) -> Json:
    return {
        "@type": "DefinedTerm",
        "@id": item_uri(given.address, plan.id, requirement.id),
        "name": requirement.text[language],
        "termCode": unit.clause,
        "inDefinedTermSet": {
            "@type": "DefinedTermSet",
            "@id": _address(case_path(plan.id), given),
            "name": plan.title[language],
            "alternateName": plan.short_name,
        },
    }


def _levels(item: Teaching, language: str, given: Surroundings) -> Json:
    stages = [audience for audience in item.audiences if audience.is_stage]
    levels = [given.words[f"audience.{stage.value}"][language] for stage in stages]
    return {"educationalLevel": levels} if levels else {}


def _audience(audience: Audience, language: str, given: Surroundings) -> Json:
    return {
        "@type": "EducationalAudience",
        "educationalRole": ROLE_OF.get(audience, STAFF_ROLE),
        "audienceType": given.words[f"audience.{audience.value}"][language],
    }


def _time(item: Teaching) -> Json:
    """Return how long it takes (ISO 8601), where the item says so."""
    if isinstance(item, Lesson | Drill | Micro | Activity | Training):
        return {"timeRequired": f"PT{item.minutes}M"}
    return {}
