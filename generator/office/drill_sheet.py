# SPDX-License-Identifier: MIT
"""The sheets of a drill that are handed out and filed one by one, each a document of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from generator.model.drill import Drill
from generator.office.block import Block, Document, Fine, Heading, Paragraph, Table
from generator.office.drill_document import observer_blocks
from generator.office.item_document import Desk, imprint
from generator.office.text_width import wrap
from generator.office.voice import Voice

PAGE_LINES, POST_EM = 20, 13.0
"""Lines of a sign-in sheet on one page, and the room of its first column in widths of a hanzi."""

FEW_CLASSES, MANY_CLASSES = 10, 24
"""Where one page has no room for so few classes, a second one gets rows for many."""

ACTION_ROWS = 5


def record_blocks(drill: Drill, voice: Voice) -> Iterator[Block]:
    """Yield what is written down about the drill, with room beside each line."""
    yield Paragraph(text=voice.word("drill.date_place") + voice.blank)
    yield Paragraph(text=voice.word("drill.seconds") + voice.blank)
    yield voice.led("drill.target_time", drill.target_time)
    yield voice.heading("drill.variants")
    for title in voice.say(variant.title for variant in drill.variants):
        yield Paragraph(text=f"□ {title}")
    yield voice.heading("drill.record")
    yield _to_fill(voice.say(drill.record), "drill.what_happened", voice)
    yield voice.heading("drill.roll_call")
    yield _to_fill(voice.say(drill.roll_call), "drill.what_happened", voice)
    yield _signature(voice)


def _to_fill(lines: tuple[str, ...], key: str, voice: Voice) -> Table:
    head = ("", voice.word(key))
    return Table(head=head, rows=tuple((line, "") for line in lines), shares=(1, 1))


def _signature(voice: Voice) -> Paragraph:
    return Paragraph(text=voice.lead(voice.word("checklist.sign")) + voice.blank)


def sign_in_blocks(drill: Drill, voice: Voice) -> Iterator[Block]:
    """Yield a list in which adults sign: classes by their numbers, never pupils by name."""
    yield Paragraph(text=voice.word("drill.date_place") + voice.blank)
    yield Paragraph(text=voice.word("drill.sign_in_note"))
    keys = ("class_or_post", "expected_count", "present_count", "signature", "time")
    posts = voice.say(role.post for role in drill.roles)
    rows = ((post, "", "", "", "") for post in posts)
    yield Table(
        head=tuple(voice.word(f"drill.{key}") for key in keys),
        rows=(*rows, *(("",) * len(keys),) * _class_rows(posts)),
        shares=(5, 2, 2, 4, 2),
    )


def _class_rows(posts: Iterable[str]) -> int:
    """Return how many rows for classes stand below the posts."""
    left = PAGE_LINES - sum(len(wrap(post, POST_EM)) for post in posts)
    return left if left >= FEW_CLASSES else MANY_CLASSES


def review_blocks(drill: Drill, voice: Voice) -> Iterator[Block]:
    """Yield the talk afterwards and the table in which every action gets owner and day."""
    yield Paragraph(text=voice.word("drill.date_place") + voice.blank)
    yield voice.heading("drill.debrief")
    for debrief in drill.debrief:
        yield Heading(text=voice.name((debrief.audience,)), level=2)
        yield _to_fill(voice.say(debrief.questions), "drill.what_was_said", voice)
    yield voice.heading("drill.after_action")
    yield voice.list(drill.after_action)
    yield voice.heading("office.actions")
    keys = ("checklist.found", "office.action", "checklist.owner", "checklist.due")
    head = (*(voice.word(key) for key in keys), voice.word("checklist.done"))
    yield Table(head=head, rows=(("",) * len(head),) * ACTION_ROWS, shares=(4, 4, 2, 2, 3))
    yield _signature(voice)


SHEETS: Mapping[str, Callable[[Drill, Voice], Iterator[Block]]] = MappingProxyType(
    {
        "sign-ins": sign_in_blocks,
        "observers": observer_blocks,
        "records": record_blocks,
        "reviews": review_blocks,
    }
)
"""What stands on each of `addresses.DRILL_SHEETS`."""


def sheet_document(drill: Drill, sheet: str, desk: Desk) -> Document:
    """Return one of the `SHEETS` of a drill."""
    voice = desk.voice
    name = voice.word(f"office.drill_{sheet.replace('-', '_')}")
    return Document(
        title=f"{name}\n{drill.title[voice.language]}",
        author=desk.settings.name[voice.language],
        language=voice.language,
        as_of=desk.settings.as_of,
        blocks=(*SHEETS[sheet](drill, voice), Fine(text=imprint(drill, desk))),
    )
