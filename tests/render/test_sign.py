# SPDX-License-Identifier: MIT
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.model.building import EquipmentKind
from generator.render.sign import SIGN_OF_KIND, SIGNS, draw_sign, read_sign, sign_folder

THEME = Path(__file__).parents[2] / "theme"

MEANINGS = {
    "E001": ("安全出口（向左）", None),
    "E002": ("安全出口（向右）", None),
    "E003": ("急救", "first-aid"),
    "E004": ("紧急电话", "emergency-telephone"),
    "E007": ("集合点", None),
    "E010": ("自动体外除颤器", "aed"),
    "E011": ("洗眼器", "eyewash"),
    "E012": ("应急喷淋", "safety-shower"),
    "E013": ("担架", "stretcher"),
    "E024": ("临时避难处", None),
    "E060": ("疏散椅", "evacuation-chair"),
    "F001": ("灭火器", "extinguisher"),
    "F002": ("消火栓（软管）", "hose-reel"),
    "F004": ("消防器材", None),
    "F005": ("火灾报警按钮", "call-point"),
    "F006": ("消防电话", "fire-telephone"),
    "F016": ("灭火毯", "fire-blanket"),
    "P020": ("火灾时禁乘电梯", None),
    "step-free": ("无台阶路线", None),
    "viewer": ("您在此处", None),
}
"""ISO 7010; a mix-up of codes is the commonest fault of such plans, so the table is pinned."""

GROUND = {"E": "#237F52", "F": "#9B2423", "P": "#FFFFFF"}


def test_each_code_keeps_its_meaning() -> None:
    table = {
        code: (sign.meaning.zh, sign.kind.value if sign.kind else None)
        for code, sign in SIGNS.items()
    }
    assert table == MEANINGS


def test_every_kind_of_equipment_has_a_sign() -> None:
    assert set(SIGN_OF_KIND) == set(EquipmentKind)


@pytest.mark.parametrize("code", sorted(set(MEANINGS) - {"viewer", "step-free"}))
def test_a_sign_is_a_full_square_in_the_colour_of_its_class(code: str) -> None:
    root = ET.parse(sign_folder(THEME) / f"{code}.svg").getroot()  # noqa: S314
    assert root.get("viewBox") == "0 0 100 100"
    ground = root.find("{http://www.w3.org/2000/svg}rect")
    assert ground is not None
    assert (ground.get("width"), ground.get("height")) == ("100", "100")
    assert ground.get("fill") == GROUND[code[0]]


def test_left_and_right_exit_are_mirrored() -> None:
    left, right = read_sign(THEME, "E001"), read_sign(THEME, "E002")
    assert "matrix(-1 0 0 1 100 0)" in left
    assert "matrix" not in right


def test_the_register_lists_every_file_and_says_what_they_are() -> None:
    register = (sign_folder(THEME) / "README.md").read_text(encoding="utf-8")
    files = {file.stem for file in sign_folder(THEME).glob("*.svg")}
    assert files == set(MEANINGS)
    assert all(f"| {code}.svg |" in register for code in files)
    assert "not certified" in register


def test_a_drawn_sign_fills_its_box() -> None:
    drawn = draw_sign(THEME, "F001", (10, 20, 18, 28))
    assert 'transform="translate(10.000 20.000) scale(0.08000)"' in drawn
    ET.fromstring(drawn)  # noqa: S314


def test_the_arrows_of_assembly_point_and_refuge_point_inwards() -> None:
    """ISO 7010 E007 and E024: from the corners to the people in the middle."""
    for code in ("E007", "E024"):
        points = [
            (float(x), float(y))
            for x, y in re.findall(
                r"(-?[\d.]+) (-?[\d.]+)",
                re.findall(r'rotate\(0 50 50\)"><path d="([^"]+)"', read_sign(THEME, code))[0],
            )
        ]
        near = [p for p in points if max(p) > 20]
        far = [p for p in points if max(p) <= 20]
        spread = max(abs(x - y) for x, y in near)
        assert spread > max(abs(x - y) for x, y in far), code
