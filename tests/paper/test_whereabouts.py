# SPDX-License-Identifier: MIT
"""On which wall a sheet hangs, said from the building's data alone."""

from math import cos, radians, sin

import pytest

from generator.model.building import Building
from generator.paper.whereabouts import describe_wall

BUILDING = {
    "id": "hut",
    "name": {"zh": "屋", "en": "Hut"},
    "floors": [
        {
            "id": "F1",
            "level": 1,
            "name": {"zh": "1楼", "en": "floor 1"},
            "spaces": [
                {"id": "a", "name": {"zh": "甲室", "en": "Room A"}, "use": "classroom",
                 "outline_m": [[0, 0], [8, 0], [8, 6], [0, 6]]},
                {"id": "b", "name": {"zh": "走廊", "en": "Corridor"}, "use": "corridor",
                 "outline_m": [[0, 6.2], [8, 6.2], [8, 9], [0, 9]]},
            ],
            "doors": [{"id": "d", "joins": ["a", "b"], "at_m": [6, 6.1], "clear_width_m": 1}],
        }
    ],
}  # fmt: skip


def hut(at_m: tuple[float, float], facing_deg: float, turn_deg: float = 0.0) -> Building:
    place = {"id": "P", "name": {"zh": "门旁", "en": "by the door"}, "floor": "F1"}
    data = {**BUILDING, "posting_places": [{**place, "at_m": at_m, "facing_deg": facing_deg}]}
    if turn_deg:
        data = turned(data, turn_deg)
    return Building.model_validate(data)


def turned(data, angle):
    """Turn all points about the origin."""
    a = radians(angle)
    if isinstance(data, dict):
        found = {key: turned(value, angle) for key, value in data.items()}
        return found | (
            {"facing_deg": (data["facing_deg"] + angle) % 360} if "facing_deg" in data else {}
        )
    if isinstance(data, (list, tuple)):
        if len(data) == 2 and all(isinstance(each, (int, float)) for each in data):
            x, y = data
            return [x * cos(a) - y * sin(a), x * sin(a) + y * cos(a)]
        return [turned(each, angle) for each in data]
    return data


def wall(building: Building) -> str:
    return describe_wall(building, building.posting_places[0]).en


@pytest.mark.parametrize("turn", [0.0, 33.0, 180.0, 271.0])
def test_the_door_is_on_the_hand_of_a_person_who_faces_the_wall(turn: float) -> None:
    """At x 4 facing north, a door at x 6 is on the right; from the corridor it is on the left."""
    inside = wall(hut((4, 5.9), 90, turn))
    assert inside.startswith("Room A, the wall towards Corridor")
    assert inside.endswith("the middle of the door is 2.0 m to the right")
    outside = wall(hut((4, 6.4), 270, turn))
    assert outside.startswith("Corridor, the wall towards Room A")
    assert outside.endswith("the middle of the door is 2.0 m to the left")


def test_a_wall_with_nothing_behind_it_is_called_just_that() -> None:
    assert wall(hut((4, 0.1), 270)) == (
        "Room A, the wall with no room behind it (most often an outer wall)"
    )


def test_a_door_in_another_wall_is_not_spoken_of() -> None:
    assert "door" not in wall(hut((0.1, 3), 180))


def test_a_place_in_no_room_gets_no_invented_wall() -> None:
    assert wall(hut((20, 20), 90)) == "on the wall at the posting place"
