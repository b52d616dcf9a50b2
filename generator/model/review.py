# SPDX-License-Identifier: MIT
"""Who compared an item with its clauses and sources, and what both said at that time."""

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.plan import RequirementId
from generator.model.record import Id, Item, Line, Record

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Reviewer(StrEnum):
    """Who did the comparing; a page never claims more than this says."""

    PROGRAM = "program"
    """Compared by software; nobody has confirmed it."""
    PERSON = "person"
    """Compared by a person who answers for it within the school or the project."""
    AUTHORITY = "authority"
    """Compared by the office that issued the plan, or one above it."""


class Review(Record):
    """One comparison of one subject; a change on either side makes it void."""

    subject: str
    """An item's id, `SCHOOL/sheets`, or `SCHOOL/calendar/ENTRY`."""
    sha256: Sha256
    """Fingerprint of the subject as it was compared, its claims left out."""
    requirements: dict[RequirementId, Sha256]
    """The claims that were compared, each with the fingerprint of its clause at that time."""
    compared: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Sources that the subject was compared with, entries of `content/sources/`."""
    by: Reviewer
    date: date
    document: Line | None = None
    """The paper in which an office confirms its comparison; for `authority` alone."""
    seal: str = ""
    """Hash over the rest, set by `muster review`: a review changed by hand gives itself away."""

    def sealed(self) -> str:
        """Return the hash that `seal` must be."""
        said = self.model_dump(mode="json", exclude={"seal"})
        if self.document is None:
            del said["document"]  # seals from before there was one stay good
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


class ReviewLock(Item):
    """All reviews in force, in `content/reviews.lock`; written by `muster review` alone."""

    reviews: tuple[Review, ...] = ()
