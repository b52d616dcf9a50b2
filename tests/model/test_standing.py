# SPDX-License-Identifier: MIT
from math import cos, radians, sin

import pytest

from generator.model.building import Floor
from generator.model.standing import space_at

ROOM = [(0.0, 0.0), (6.0, 0.0), (6.0, 4.0), (0.0, 4.0)]
ELL = [(6.2, 0.0), (12.0, 0.0), (12.0, 10.0), (10.0, 10.0), (10.0, 4.0), (6.2, 4.0)]


def floor(angle_deg: float = 0, way: int = 1) -> Floor:
    def turned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [turn(point, angle_deg, way) for point in points]

    spaces = [
        {"id": name, "name": {"zh": name, "en": name}, "use": "classroom", "outline_m": turned(o)}
        for name, o in (("room", ROOM), ("ell", ELL))
    ]
    return Floor.model_validate(
        {"id": "F1", "level": 1, "name": {"zh": "一", "en": "one"}, "spaces": spaces}
    )


def turn(point: tuple[float, float], angle_deg: float, way: int) -> tuple[float, float]:
    a, (x, y) = radians(angle_deg), point
    x *= way
    return x * cos(a) - y * sin(a), x * sin(a) + y * cos(a)


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize("angle_deg", [0, 33, 90, 215.5])
@pytest.mark.parametrize(
    ("at_m", "expected"),
    [
        ((3, 2), "room"),
        ((0.01, 3.99), "room"),
        ((9, 2), "ell"),
        ((11, 9), "ell"),
        ((8, 9), None),
        ((6.1, 2), None),
        ((-0.02, 2), "room"),
        ((6.17, 2), "ell"),
        ((-0.2, 2), None),
    ],
)
def test_a_reader_stands_in_the_space_around_the_spot(
    at_m: tuple[float, float], expected: str | None, angle_deg: float, way: int
) -> None:
    spot = turn(at_m, angle_deg, way)
    assert space_at(floor(angle_deg, way), spot) == expected
