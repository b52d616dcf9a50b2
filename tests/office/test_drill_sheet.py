# SPDX-License-Identifier: MIT
"""Each sheet of a drill says what its reader needs, and asks for no pupil's name."""

from generator.addresses import DRILL_SHEETS
from generator.model.drill import Drill
from generator.office.block import Table
from generator.office.drill_sheet import SHEETS, sheet_document, sign_in_blocks
from generator.office.item_document import Desk
from tests.office.test_item_document import content, desk, said

__all__ = ["content", "desk"]


def whole(drill: Drill, sheet: str, desk: Desk) -> str:
    return said(sheet_document(drill, sheet, desk))


def test_every_sheet_has_its_address() -> None:
    assert tuple(SHEETS) == DRILL_SHEETS


def test_each_sheet_holds_its_part_of_the_guide(desk: Desk) -> None:
    language = desk.voice.language
    for drill in desk.content.drills.values():
        parts = {
            "observers": drill.observer_sheet,
            "records": (*drill.record, *drill.roll_call, *(v.title for v in drill.variants)),
            "reviews": (*drill.after_action, *(q for d in drill.debrief for q in d.questions)),
            "sign-ins": tuple(role.post for role in drill.roles),
        }
        for sheet, texts in parts.items():
            found = whole(drill, sheet, desk)
            assert [text for text in texts if text[language] not in found] == [], drill.id


def test_a_sheet_has_rows_to_write_in_and_no_more_of_the_guide(desk: Desk) -> None:
    for drill in desk.content.drills.values():
        for sheet in DRILL_SHEETS:
            document = sheet_document(drill, sheet, desk)
            tables = [block for block in document.blocks if isinstance(block, Table)]
            assert any("" in row or "□" in row for table in tables for row in table.rows)
            assert drill.purpose[desk.voice.language] not in said(document)
            assert drill.title[desk.voice.language] in document.title
            assert ("＿" in said(document)) is (desk.voice.language == "zh")


def test_who_signs_is_asked_for_numbers_and_never_for_pupils(desk: Desk) -> None:
    drill = next(iter(desk.content.drills.values()))
    words = "不写学生姓名" if desk.voice.language == "zh" else "never names of pupils"
    assert words in whole(drill, "sign-ins", desk)


def test_a_sign_in_sheet_is_one_page_or_has_rows_for_many_classes(desk: Desk) -> None:
    blank = {}
    for drill in desk.content.drills.values():
        (table,) = (b for b in sign_in_blocks(drill, desk.voice) if isinstance(b, Table))
        blank[drill.id] = sum(not any(row) for row in table.rows)
        assert blank[drill.id] >= 10, drill.id
    assert blank["fire-evacuation"] == 24
    assert blank["school-bus-evacuation"] < 15
