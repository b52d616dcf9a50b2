# SPDX-License-Identifier: MIT
"""One page of every template, for judges that look at all kinds of page and not at every page."""

from collections.abc import Callable
from pathlib import Path

import pytest

PAGE_OF = {
    "activity": "activities/*.html",
    "building": "buildings/*/*.html",
    "calendar": "calendar/sample.html",
    "calendars": "calendar/index.html",
    "checklist": "checklists/*.html",
    "coverage": "coverage/index.html",
    "curriculum": "curricula/*.html",
    "drill": "drills/fire-evacuation.html",
    "dutycard": "duties/*.html",
    "find": "find/index.html",
    "find_group": "find/month-*.html",
    "find_groups": "find/place.html",
    "find_letters": "find/a-z.html",
    "find_months": "find/month.html",
    "form": "forms/*.html",
    "home": "index.html",
    "lesson": "lessons/fire-primary-two-ways.html",
    "micro": "micros/*.html",
    "now": "now.html",
    "plan": "coverage/tongzhou-2020.html",
    "poster": "posters/fire-get-out.html",
    "procedure": "procedures/fire-in-building.html",
    "questionbank": "questions/*.html",
    "regulation": "regulations/*.html",
    "reminderset": "reminders/*.html",
    "school": "schools/sample.html",
    "schools": "schools/index.html",
    "search": "search.html",
    "shelf": "lessons/index.html",
    "sources": "sources/index.html",
    "training": "trainings/*.html",
    "year": "coverage/year/sample.html",
}
"""A page, or a pattern of which the first page is taken that is no list, by template."""

UNTRANSLATED = {"404": "404.html", "landing": "Q/*/index.html"}
"""Pages that hold both languages, or whose English twin is the same."""

KINDS = (
    *(f"{folder}{name}" for name in PAGE_OF for folder in ("", "en/")),
    *UNTRANSLATED,
    "en/404",
)

BY_TURNS = tuple(kind for place, kind in enumerate(KINDS) if place % 4 in {0, 3})
"""Each template in one of its languages, the one and the other by turns."""

KINDS_BY_TURNS = [
    pytest.param(kind, marks=() if kind in {*BY_TURNS, "landing"} else pytest.mark.audit)
    for kind in KINDS
]
"""What `make test` looks at, as parameters; `make audit` looks at the other languages."""

Addresses = Callable[[str], str]
"""Gives the address of the page of a kind."""


def page_of_kind(dist: Path, kind: str) -> Path:
    """Return the page that stands for a kind, such as `lesson` or `en/lesson`."""
    name = kind.removeprefix("en/")
    pattern = PAGE_OF.get(name) or UNTRANSLATED[name]
    folder = dist / "en" if kind.startswith("en/") else dist
    found = sorted(folder.glob(pattern))
    return next(
        path for path in found if path.name != "index.html" or "*/" in pattern or len(found) == 1
    )
