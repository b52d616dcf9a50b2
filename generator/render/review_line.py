# SPDX-License-Identifier: MIT
"""What an item says of its own review: never more than the record says."""

from collections.abc import Mapping

from generator.model.content import Content
from generator.model.record import Teaching, Text


def review_line(item: Teaching, content: Content, words: Mapping[str, Text], language: str) -> str:
    """Return who compared the item and when, or that nobody has."""
    review, card = content.reviews.get(item.id), content.cards.get(item.id)
    if review is None or card is None:
        return words["item.no_review"][language]
    if review.sha256 != card.sha256:
        return f"{words['item.review_changed'][language]} ({review.date})"
    return f"{review.date} {words[f'item.review_{review.by.value}'][language]}"
