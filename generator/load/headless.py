# SPDX-License-Identifier: MIT
"""What stands in for `school.yml` where it cannot be read, so that the rest of it is judged."""

from pathlib import PurePath

from pydantic import ValidationError

from generator.load.read_item import Reading
from generator.model.audience import Audience
from generator.model.record import Text
from generator.model.school import AssemblyPoint, EvacuationRule, School

NO_SPOT_M = (-10_000.0, -10_000.0)
"""Where a school gathers of which nobody knows where: far off, where the axes end."""


def stand_in(reading: Reading[School]) -> School:
    """Return a school of which nothing is known, with the id and the name that the file tells.

    It has every audience, so that nothing of its calendar and records contradicts it, and one
    assembly point, so that ways out of its buildings have an end.
    """
    data = reading.data if isinstance(reading.data, dict) else {}
    folder = PurePath(reading.source.path).parent.name
    name = str(data.get("id") or folder)
    title = _text(data.get("name")) or Text(zh=name, en=name)
    school = School.model_construct(
        id=name,
        name=title,
        sample=bool(data.get("sample")),
        address=title,
        stages=tuple(audience for audience in Audience if audience.is_stage),
        posts=(),
        covers=(),
        yards=(),
        assembly_points=(AssemblyPoint(id="unknown", name=title, at_m=NO_SPOT_M),),
        classes=(),
        evacuation=EvacuationRule(),
        assembly_phone="",
    )
    school.model_post_init(reading.source)
    return school


def _text(value: object) -> Text | None:
    try:
        return Text.model_validate(value)
    except ValidationError:
        return None
