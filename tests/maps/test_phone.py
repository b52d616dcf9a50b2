# SPDX-License-Identifier: MIT
"""The plan for a telephone shows no plate that runs out of it."""

from xml.etree import ElementTree as ET

from generator.maps.sheet import draw_sheets
from generator.model.building import Building
from generator.routing.escape import route_building
from tests.maps.drawing import NAMESPACE
from tests.maps.long_school import make_long
from tests.maps.made_up_school import make_choice, text


def test_the_name_of_a_far_exit_too_long_for_the_plan_is_left_to_the_words() -> None:
    campus, building, _ = make_long(18, places=2)
    data = building.model_dump()
    for way in data["floors"][0]["exits"]:
        way["name"] = text(
            "西侧通往行政办公区与图书馆之间连接通道的大门",
            "the west gate to the link between administration and library",
        )
    renamed = Building.model_validate(data)
    campus = campus.model_copy(update={"buildings": (renamed,)})
    routes = route_building(campus, renamed)
    for sheet in draw_sheets(campus, renamed, routes, make_choice(papers=())):
        root = ET.fromstring(sheet.phone_svg)  # noqa: S314
        _, _, width, height = (float(number) for number in root.get("viewBox", "").split())
        calls = [group for group in root.iter(f"{NAMESPACE}g") if group.get("data-call")]
        plates = [plate for call in calls for plate in call.iter(f"{NAMESPACE}rect")]
        assert plates, "the reader's own at least"
        for plate in plates:
            x, y, wide, high = (float(plate.get(n, "0")) for n in ("x", "y", "width", "height"))
            assert min(x, y) >= 0
            assert x + wide <= width
            assert y + high <= height
