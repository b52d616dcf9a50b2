# SPDX-License-Identifier: MIT
"""The guide of a drill as a document, with its observer sheet."""

from collections.abc import Iterator

from generator.model.drill import Drill
from generator.office.block import Block, Heading, Paragraph, Table
from generator.office.voice import Voice


def drill_blocks(drill: Drill, voice: Voice) -> Iterator[Block]:
    """Yield the guide from its purpose to the open actions."""
    yield from _frame(drill, voice)
    yield voice.heading("drill.preparation")
    yield voice.list(drill.preparation)
    yield from _variants(drill, voice)
    yield from _roles(drill, voice)
    yield voice.heading("drill.timeline")
    yield _timeline(drill, voice)
    yield voice.heading("drill.roll_call")
    yield voice.list(drill.roll_call)
    yield from _care(drill, voice)
    yield from _debrief(drill, voice)
    for key in ("record", "after_action"):
        yield voice.heading(f"drill.{key}")
        yield voice.list(getattr(drill, key))
    yield Heading(text=voice.word("drill.observer_sheet"), begins_page=True)
    yield from observer_blocks(drill, voice)


def _frame(drill: Drill, voice: Voice) -> Iterator[Block]:
    announced = "drill.announced" if drill.announced else "drill.unannounced"
    minutes = f"{voice.word('drill.minutes')} {drill.minutes} {voice.word('lesson.minutes')}"
    yield voice.heading("drill.purpose")
    yield Paragraph(text=drill.purpose[voice.language])
    yield Paragraph(text=f"{minutes} · {voice.name(drill.audiences)} · {voice.word(announced)}")
    yield voice.led("drill.stop_word", drill.stop_word)
    yield voice.led("drill.safety_officer", drill.safety_officer)
    yield voice.led(announced, drill.announcement)
    yield voice.led("drill.signal", drill.signal)
    yield voice.led("drill.routes", drill.routes)
    yield voice.led("drill.target_time", drill.target_time)


def _variants(drill: Drill, voice: Voice) -> Iterator[Block]:
    yield voice.heading("drill.variants")
    for variant in drill.variants:
        yield Heading(text=variant.title[voice.language], level=2)
        yield Paragraph(text=variant.situation[voice.language])
        yield Paragraph(lead=voice.word("drill.expected"), text="")
        yield voice.list(variant.expected)


def _roles(drill: Drill, voice: Voice) -> Iterator[Block]:
    yield voice.heading("drill.roles")
    for role in drill.roles:
        yield Heading(text=role.post[voice.language], level=2)
        yield voice.list(role.job)


def _timeline(drill: Drill, voice: Voice) -> Table:
    return Table(
        head=tuple(voice.word(f"drill.{key}") for key in ("time", "who", "action")),
        rows=tuple(
            (f"T{moment.at_s:+d} s", *voice.say((moment.who, moment.action)))
            for moment in drill.timeline
        ),
        shares=(2, 3, 7),
    )


def _care(drill: Drill, voice: Voice) -> Iterator[Block]:
    yield voice.heading("drill.access_needs")
    yield voice.list(drill.access_needs)
    yield voice.led("drill.distress", drill.distress)


def _debrief(drill: Drill, voice: Voice) -> Iterator[Block]:
    yield voice.heading("drill.debrief")
    for debrief in drill.debrief:
        yield Heading(text=voice.name((debrief.audience,)), level=2)
        yield voice.list(debrief.questions)


def observer_blocks(drill: Drill, voice: Voice) -> Iterator[Block]:
    """Yield what an observer ticks."""
    for key in ("date_place", "observer", "seconds"):
        yield Paragraph(text=voice.word(f"drill.{key}") + voice.blank)
    keys = ("seen", "not_seen", "note")
    yield Table(
        head=("", *(voice.word(f"drill.{key}") for key in keys)),
        rows=tuple((line, "□", "□", "") for line in voice.say(drill.observer_sheet)),
        shares=(8, 2, 2, 4),
    )
