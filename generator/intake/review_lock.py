# SPDX-License-Identifier: MIT
"""The lock file of reviews: one review a subject, the newest; nothing else writes it."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from generator.model.review import Review

if sys.platform != "win32":
    import fcntl

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


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let no other `muster review` read or write the lock file meanwhile; they wait.

    A guard file beside it is locked and removed again. Windows has no such locks: nobody waits.
    Raises OSError where the folder cannot be written.
    """
    if sys.platform == "win32":
        yield
        return
    guard = path.with_name(f".{path.name}.held")
    while True:
        with guard.open("wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not _is_at(guard, file):
                continue  # whoever held it before has removed it: what we hold guards nothing
            try:
                yield
            finally:
                guard.unlink(missing_ok=True)
            return


def _is_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def write_reviews(reviews: Mapping[str, Review], path: Path) -> None:
    """Write the lock file, sorted by subject, so that a review changes its own lines only."""
    body = "".join(line for name in sorted(reviews) for line in _lines(reviews[name]))
    fresh = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        fresh.write_text(HEAD + body, encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _lines(review: Review) -> Iterator[str]:
    """Yield a review as YAML; values are written as JSON, which every YAML reader reads."""
    first, *rest = review.model_dump(mode="json").items()
    yield f"- {first[0]}: {json.dumps(first[1])}\n"
    for key, value in rest:
        if value is None:
            continue
        if isinstance(value, dict) and value:
            yield f"  {key}:\n"
            yield from (f"    {name}: {json.dumps(part)}\n" for name, part in sorted(value.items()))
        else:
            yield f"  {key}: {json.dumps(value, ensure_ascii=False)}\n"
