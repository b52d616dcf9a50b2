# SPDX-License-Identifier: MIT
"""Names of rooms that are long for their rooms."""

from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from tests.maps.drawing import having
from tests.maps.long_school import finish
from tests.maps.made_up_school import make_choice, space, text

LONG = text("七年级第一教研组与心理健康辅导值班办公室", "Office")


def test_a_long_name_in_a_room_among_rooms_is_written_on_many_lines() -> None:
    """From there no line leads outdoors, and on three lines it is wider than the room."""
    rooms = [
        space(f"r{across}{up}", "office", LONG,
              (80 + 4 * across, 6 * up, 83.9 + 4 * across, 6 * up + 5.9))
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
    group = next(g for g in having(sheet.variants[0].svg, "data-room")
                 if g.element.get("data-room") == "r11")  # fmt: skip
    said = "".join(text.text or "" for text in group.element.iter())
    assert LONG["zh"] in said.replace(" ", "")
