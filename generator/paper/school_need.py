# SPDX-License-Identifier: MIT
"""Which items a school of its type needs."""

from generator.model.audience import Audience
from generator.model.checklist import Checklist
from generator.model.content import Content
from generator.model.duty import DutyCard
from generator.model.form import Form
from generator.model.record import Teaching
from generator.model.school import School


def is_for(item: Teaching, school: School, content: Content) -> bool:
    """Say whether a school of its type needs an item.

    Where lessons teach the subject, one of them is for a stage of the school: a kindergarten has
    no laboratory. It has the post that an item names, and is of a type that a duty card names, if
    any; of the stages, where there are any, it teaches one; else it has one of the groups.
    """
    taught = [x for x in content.lessons.values() if x.topic == item.topic]
    stages_taught = {audience for x in taught for audience in x.audiences if audience.is_stage}
    if stages_taught and not any(_has(school, audience) for audience in stages_taught):
        return False
    if isinstance(item, DutyCard | Checklist | Form) and not school.has(item.post):
        return False
    if isinstance(item, DutyCard) and item.stages:
        return any(_has(school, stage) for stage in item.stages)
    stages = [audience for audience in item.audiences if audience.is_stage]
    return any(_has(school, audience) for audience in stages or item.audiences)


def _has(school: School, audience: Audience) -> bool:
    """Say whether a school has an audience; where it names a band of primary, that band."""
    if audience.is_stage:
        return any(audience.comprises(own) or own.comprises(audience) for own in school.stages)
    return school.has(audience)
