# SPDX-License-Identifier: MIT
"""Names of rooms that are long for their rooms."""

from generator.finding import Severity
from generator.maps.sheet import draw_sheets, find_sheet_faults
from generator.model.building import Building
from generator.model.sheet import Sheet
from tests.maps.drawing import Shape, having
from tests.maps.long_school import finish
from tests.maps.made_up_school import make_choice, space, text

LONG = text("七年级第一教研组与心理健康辅导值班办公室", "Office")


def among_rooms(wide: float, high: float, middle: float | None = None) -> tuple[Sheet, Building]:
    """Return the sheet of a hall beside nine rooms of a size, of which one has no outer wall.

    Those of the `middle` row may be of another width.
    """
    widths = (wide, wide if middle is None else middle, wide)
    lefts = [80 + sum(widths[:across]) + 0.1 * across for across in range(3)]
    names = iter("甲乙丙丁戊己庚辛壬")
    rooms = [
        space(f"r{across}{up}", "office",
              LONG if middle is None else text(f"{(name := next(names))}室", f"Room {name}"),
              (lefts[across], (high + 0.1) * up,
               lefts[across] + widths[across], (high + 0.1) * up + high))
        for across in range(3)
        for up in range(3)
    ]  # fmt: skip
    hall = space("hall", "hall", text("大厅", "Hall"), (0, 0, 79.9, 18))
    ways = [
        {"id": name, "name": text("门", "the door"), "space": "hall", "at_m": at,
         "clear_width_m": 1.4}
        for name, at in (("x", (0, 9)), ("y", (40, 0)))
    ]  # fmt: skip
    floor = {"id": "f1", "level": 1, "name": text("1楼", "Floor 1"), "spaces": [hall, *rooms],
             "exits": ways}  # fmt: skip
    here = {"id": "p", "name": LONG, "floor": "f1", "at_m": (40.0, 17.8), "facing_deg": 90}
    plain = {"id": "teaching", "name": LONG, "floors": [floor], "posting_places": [here]}
    campus, building, routes = finish(Building.model_validate(plain))
    (sheet,) = draw_sheets(campus, building, routes, make_choice())
    return sheet, building


def test_a_long_name_in_a_room_among_rooms_is_written_on_many_lines() -> None:
    """From there no line leads outdoors, and on three lines it is wider than the room."""
    sheet, building = among_rooms(3.9, 5.9)
    group = next(g for g in having(sheet.variants[0].svg, "data-room")
                 if g.element.get("data-room") == "r11")  # fmt: skip
    said = "".join(text.text or "" for text in group.element.iter())
    assert LONG["zh"] in said.replace(" ", "")
    assert not having(sheet.variants[0].svg, "data-key")
    assert not list(find_sheet_faults((sheet,), (building,)))


def test_a_name_that_finds_no_room_stands_in_a_key_by_the_number_in_its_room() -> None:
    sheet, building = among_rooms(1.9, 1.9)
    svg = sheet.variants[0].svg
    numbers = {g.get("data-number"): said_in(g) for g in having(svg, "data-number")}
    (key,) = having(svg, "data-key")
    assert "r11" in numbers
    for number in numbers.values():
        assert f"{number} {LONG['zh']} {LONG['en']}" in said_in(key)
    assert not list(find_sheet_faults((sheet,), (building,)))


def test_a_room_too_small_for_a_number_is_told_by_the_rooms_beside_it() -> None:
    sheet, building = among_rooms(6.0, 5.9, 0.4)
    svg = sheet.variants[0].svg
    (key,) = having(svg, "data-key")
    assert {g.get("data-beside") for g in having(svg, "data-beside")} == {"r10", "r11", "r12"}
    assert "戊室：在乙室和辛室之间 Room 戊: between Room 乙 and Room 辛" in said_in(key)
    assert not list(find_sheet_faults((sheet,), (building,)))


def test_no_room_of_the_sample_school_is_without_a_name_on_any_paper(
    sample_sheets: tuple[Sheet, ...],
) -> None:
    variants = [variant for sheet in sample_sheets for variant in sheet.variants]
    assert not [name for variant in variants for name in variant.unnamed]
    led = [v for v in variants for n in having(v.svg, "data-number")
           if any(n.element in i.within for i in having(v.svg, "data-leader"))]  # fmt: skip
    assert led, "the number of a room that is too full for it stands outside, at a line"


def said_in(group: Shape) -> str:
    return "".join(text.text or "" for text in group.element.iter())


def test_a_name_without_any_place_is_told_with_its_sheet() -> None:
    sheet, building = among_rooms(0.5, 1.9)
    (told,) = find_sheet_faults((sheet,), (building,))
    assert (told.code, told.severity) == ("M302", Severity.ADVICE)
    assert "r11" in sheet.variants[0].unnamed
    assert f'"{LONG["en"]}" (r11)' in told.what_en
    assert f"“{LONG['zh']}”（r11）" in told.what_zh
    assert '"p" has no room' in told.what_en
