# SPDX-License-Identifier: MIT
"""The lock file of reviews: one review a subject, the newest; nothing else writes it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.model.review import Review

HEAD = """\
# SPDX-License-Identifier: CC-BY-4.0
# Written by muster review alone, one subject at a time; a change by hand breaks its seal.
# 只由 muster review 逐项写入；手工改动会使封签失效。
id: reviews
reviews:
"""


def with_reviews(old: Mapping[str, Review], new: Iterable[Review]) -> Mapping[str, Review]:
    """Return the reviews in force once the new ones are taken in, by subject."""
    return {**old, **{review.subject: review for review in new}}


def write_reviews(reviews: Mapping[str, Review], path: Path) -> None:
    """Write the lock file, sorted by subject, so that a review changes its own lines only."""
    body = "".join(line for name in sorted(reviews) for line in _lines(reviews[name]))
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(HEAD + body, encoding="utf-8")
    fresh.replace(path)


def _lines(review: Review) -> Iterator[str]:
    """Yield a review as YAML; values are written as JSON, which every YAML reader reads."""
    first, *rest = review.model_dump(mode="json").items()
    yield f"- {first[0]}: {json.dumps(first[1])}\n"
    for key, value in rest:
        if isinstance(value, dict):
            yield f"  {key}:\n"
            yield from (f"    {name}: {json.dumps(part)}\n" for name, part in sorted(value.items()))
        else:
            yield f"  {key}: {json.dumps(value, ensure_ascii=False)}\n"
