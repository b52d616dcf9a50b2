# SPDX-License-Identifier: MIT
"""What is built is drawn the same however the building lies on its axes and in its file."""

import re
from typing import Any

import pytest

from generator.maps.fabric import Sight, draw_leaves
from generator.maps.scale import Frame
from generator.model.building import Floor
from tests.maps.long_school import moved
from tests.maps.made_up_school import make_building

TURN_DEG = 37.0


def leaves_of(data: Any, rotation_deg: float) -> list[list[float]]:
    """Return the figures of each leaf on a page that turns the floor by so much."""
    sight = Sight(frame=Frame(rotation_deg=rotation_deg, denominator=200))
    drawn = draw_leaves(Floor.model_validate(data), sight)
    return [[float(n) for n in re.findall(r"-?[\d.]+", path.split('"')[1])] for path in drawn]


def apart_by_walls(data: Any) -> Any:
    """Return a floor whose rooms stand a wall apart, the doors in the middle of the walls."""
    for space in data["spaces"]:
        xs, ys = zip(*space["outline_m"], strict=True)
        left, right, low, high = min(xs) + 0.1, max(xs) - 0.1, min(ys) + 0.1, max(ys) - 0.1
        space["outline_m"] = [(left, low), (right, low), (right, high), (left, high)]
    return data


def the_other_way_round(data: Any) -> Any:
    for space in data["spaces"]:
        space["outline_m"] = space["outline_m"][::-1]
    return data


@pytest.mark.parametrize("change", [lambda data: data, the_other_way_round])
def test_doors_are_hinged_alike_however_the_building_lies(change: Any) -> None:
    # Seen to fail where the hinge followed the nearer of two walls that are equally near.
    plain = apart_by_walls(make_building().floors[0].model_dump(mode="json"))
    turned = moved(
        change(apart_by_walls(make_building().floors[0].model_dump(mode="json"))), TURN_DEG
    )
    there = leaves_of(turned, -TURN_DEG)
    assert len(there) > 4
    for leaf, other in zip(leaves_of(plain, 0.0), there, strict=True):
        assert other == pytest.approx(leaf, abs=0.02)
