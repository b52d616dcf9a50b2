# SPDX-License-Identifier: MIT
"""`muster review`: what is claimed today, and the record that somebody compared it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.check.claim import Claim, all_claims
from generator.check.fingerprint import requirement_fingerprint
from generator.check.freshness import find_stale
from generator.model.card import Card
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
    claimed = (claim.reviewed_as for claim in all_claims(content))
    return tuple(dict.fromkeys([*claimed, *(card.id for card in _unclaiming(content))]))


def _unclaiming(content: Content) -> Iterator[Card]:
    """Yield the items that claim no clause: their facts are compared with sources all the same."""
    return (card for card in content.cards.values() if not card.covers)


def pending(content: Content, as_of: date) -> Mapping[str, int]:
    """Return how many claims of each subject still have to be compared, none included.

    An item without claims counts as one until its sources were compared.
    """
    clauses = _clause_fingerprints(content)
    found = dict.fromkeys(subjects(content), 0)
    for claim in all_claims(content):
        clause = clauses.get(claim.requirement, "")
        found[claim.reviewed_as] += find_stale(claim, clause, content.reviews, as_of) is not None
    for card in _unclaiming(content):
        review = content.reviews.get(card.id)
        is_same = review is not None and review.sha256 == card.sha256
        found[card.id] += not is_same or card.review_by < as_of
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
    if not parts and (card := content.cards.get(subject)) and not card.covers:
        return (_review(subject, card.sha256, {}, comparison),)
    return tuple(
        _review(
            name,
            claims[0].sha256,
            {asked: clauses[asked] for asked in sorted({c.requirement for c in claims})},
            comparison,
        )
        for name, claims in parts.items()
    )


def _clause_fingerprints(content: Content) -> Mapping[str, str]:
    return {
        requirement.id: requirement_fingerprint(unit, requirement)
        for plan in content.plans.values()
        for unit in plan.units
        for requirement in unit.requirements
    }


def _review(
    subject: str, sha256: str, requirements: Mapping[str, str], comparison: Comparison
) -> Review:
    review = Review(
        subject=subject,
        sha256=sha256,
        requirements=dict(requirements),
        compared=tuple(dict.fromkeys(comparison.compared)),
        by=comparison.by,
        date=comparison.day,
        document=comparison.document,
    )
    return review.model_copy(update={"seal": review.sealed()})
