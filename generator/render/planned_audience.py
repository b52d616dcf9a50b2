# SPDX-License-Identifier: MIT
"""For which stages and posts a school plans anything: each of them has a calendar."""

from collections.abc import Iterable

from generator.model.audience import Audience
from generator.model.school import Campus


def concerns(named: Iterable[Audience], audience: Audience) -> bool:
    """Say whether what is planned for some concerns an audience: a whole takes in its parts."""
    return any(each.comprises(audience) or audience.comprises(each) for each in named)


def planned_audiences(campus: Campus) -> tuple[Audience, ...]:
    """Return the stages and posts of the school that its calendar concerns."""
    entries = campus.calendar.entries if campus.calendar else ()
    named = {audience for entry in entries for audience in entry.audiences}
    return tuple(a for a in Audience if campus.school.has(a) and concerns(named, a))
