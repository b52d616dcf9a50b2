# SPDX-License-Identifier: MIT
"""Fingerprints of both sides of a claim: what a clause asks for, and what an item says."""

import hashlib
from functools import lru_cache

from generator.model.plan import Requirement, Unit
from generator.model.record import Record, Teaching
from generator.model.school import Campus, Entry

_NOT_SAID = {"asked", "covers", "needs", "places", "review_by"}
"""Fields of an item that say nothing to its readers."""


def item_fingerprint(item: Teaching) -> str:
    """Return the SHA-256 of all that an item says.

    Values that are left at their default do not count, so that a new optional field in a
    later version makes no review void.
    """
    return _hash(item.model_dump_json(exclude=_NOT_SAID, exclude_defaults=True))


@lru_cache(maxsize=65_536)
def _unit_fingerprint(unit_sha256: str, said: str) -> str:
    return _hash(f"{unit_sha256}\n{said}")


def requirement_fingerprint(unit: Unit, requirement: Requirement) -> str:
    """Return the SHA-256 of a clause's text with audience, cadence, terms and our reading."""
    said = requirement.model_dump_json(exclude={"suppression"}, exclude_defaults=True)
    return _unit_fingerprint(unit.sha256, said)


def entry_fingerprint(entry: Entry) -> str:
    """Return the SHA-256 of what a calendar entry is, its dates and claims left out.

    Which variant of a drill it is, and what is blocked in it, is asked by no clause.
    """
    unsaid = {"dates", "covers", "variant", "blocked"}
    return _hash(entry.model_dump_json(exclude=unsaid, exclude_defaults=True))


def sheets_fingerprint(campus: Campus) -> str:
    """Return the SHA-256 of what a school's evacuation sheets are drawn from."""
    parts: tuple[Record, ...] = (campus.school, *campus.buildings)
    said = [p.model_dump_json(exclude={"covers"}, exclude_defaults=True) for p in parts]
    return _hash("\n".join(said))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
