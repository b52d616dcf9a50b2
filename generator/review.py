# SPDX-License-Identifier: MIT
"""`muster review`: what is claimed today, and the record that somebody compared it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.check.claim import Claim, all_claims
from generator.check.fingerprint import requirement_fingerprint
from generator.check.freshness import find_stale
from generator.model.content import Content
from generator.model.review import Review, Reviewer

MOST_CHARACTERS = 200
"""Of the name of a paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Who compared what with which sources, and when."""

    compared: tuple[str, ...]
    by: Reviewer
    day: date
    document: str | None = None
    """The paper in which an office confirms it."""


def subjects(content: Content) -> tuple[str, ...]:
    """Return everything that can be reviewed: items, a school's sheets, a school's calendar."""
    return tuple(dict.fromkeys(claim.reviewed_as for claim in all_claims(content)))


def pending(content: Content, as_of: date) -> Mapping[str, int]:
    """Return how many claims of each subject still have to be compared, none included."""
    clauses = _clause_fingerprints(content)
    found = dict.fromkeys(subjects(content), 0)
    for claim in all_claims(content):
        clause = clauses.get(claim.requirement, "")
        found[claim.reviewed_as] += find_stale(claim, clause, content.reviews, as_of) is not None
    return found


def reviews_in_force(content: Content, as_of: date) -> frozenset[str]:
    """Return the subjects whose every claim was compared, unchanged and in time since."""
    return frozenset(name for name, left in pending(content, as_of).items() if not left)


def cited_sources(content: Content, subject: str) -> frozenset[str]:
    """Return the sources that an item cites; none for sheets and calendars, which cite none."""
    card = content.cards.get(subject)
    references = card.references if card else ()
    return frozenset(named.name for named in references if named.shelf == "source")


def is_printed(document: str) -> bool:
    """Say whether the name of a paper fits into one line of the lock file and of a page."""
    return bool(document.strip()) and document.isprintable() and len(document) <= MOST_CHARACTERS


def make_reviews(content: Content, subject: str, comparison: Comparison) -> tuple[Review, ...]:
    """Return the review of a subject; of a calendar, one for each entry that claims something."""
    clauses = _clause_fingerprints(content)
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in all_claims(content):
        if subject in (claim.subject, claim.reviewed_as) and claim.requirement in clauses:
            parts[claim.subject].append(claim)
    return tuple(_review(name, claims, clauses, comparison) for name, claims in parts.items())


def _clause_fingerprints(content: Content) -> Mapping[str, str]:
    return {
        requirement.id: requirement_fingerprint(unit, requirement)
        for plan in content.plans.values()
        for unit in plan.units
        for requirement in unit.requirements
    }


def _review(
    subject: str, claims: list[Claim], clauses: Mapping[str, str], comparison: Comparison
) -> Review:
    review = Review(
        subject=subject,
        sha256=claims[0].sha256,
        requirements={name: clauses[name] for name in sorted({c.requirement for c in claims})},
        compared=tuple(dict.fromkeys(comparison.compared)),
        by=comparison.by,
        date=comparison.day,
        document=comparison.document,
    )
    return review.model_copy(update={"seal": review.sealed()})
