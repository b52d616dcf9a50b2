# SPDX-License-Identifier: MIT
"""What an item says of its own review: never more than the record says."""

from collections.abc import Mapping

from generator.model.content import Content
from generator.model.record import Teaching, Text


def review_line(
    item: Teaching,
    content: Content,
    in_force: frozenset[str],
    words: Mapping[str, Text],
    language: str,
) -> str:
    """Return who compared the item and when, or that nobody has.

    `in_force` holds the ids of the items whose review still covers every claim: nothing has
    changed on either side and no date has passed.
    """
    if (review := content.reviews.get(item.id)) is None:
        return words["item.no_review"][language]
    if item.id not in in_force:
        return f"{words['item.review_changed'][language]} ({review.date})"
    said = f"{review.date} {words[f'item.review_{review.by.value}'][language]}"
    return f"{said} ({review.document})" if review.document else said
