# SPDX-License-Identifier: MIT
"""Safety signs: which code means what, and our own drawing of each.

The drawings follow the geometry of ISO 7010 but are not certified signs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.model.building import EquipmentKind
from generator.model.record import Text

SIDE = 100
"""Side of the square in which each sign is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sign and what it says."""

    code: str
    """As in ISO 7010; `viewer` for the mark of the reader's own place, `step-free` for that of
    a way without steps."""
    meaning: Text
    kind: EquipmentKind | None = None
    """The equipment that it marks; none for ways and places."""


def _sign(code: str, zh: str, en: str, kind: EquipmentKind | None = None) -> Sign:
    return Sign(code=code, meaning=Text(zh=zh, en=en), kind=kind)


SIGNS: Mapping[str, Sign] = MappingProxyType(
    {
        sign.code: sign
        for sign in (
            _sign("E001", "安全出口（向左）", "Emergency exit, left"),
            _sign("E002", "安全出口（向右）", "Emergency exit, right"),
            _sign("E003", "急救", "First aid", EquipmentKind.FIRST_AID),
            _sign("E004", "紧急电话", "Emergency telephone", EquipmentKind.EMERGENCY_TELEPHONE),
            _sign("E007", "集合点", "Assembly point"),
            _sign("E010", "自动体外除颤器", "Defibrillator (AED)", EquipmentKind.AED),
            _sign("E011", "洗眼器", "Eyewash", EquipmentKind.EYEWASH),
            _sign("E012", "应急喷淋", "Safety shower", EquipmentKind.SAFETY_SHOWER),
            _sign("E013", "担架", "Stretcher", EquipmentKind.STRETCHER),
            _sign("E024", "临时避难处", "Temporary refuge"),
            _sign("E060", "疏散椅", "Evacuation chair", EquipmentKind.EVACUATION_CHAIR),
            _sign("F001", "灭火器", "Fire extinguisher", EquipmentKind.EXTINGUISHER),
            _sign("F002", "消火栓（软管）", "Fire hose", EquipmentKind.HOSE_REEL),
            _sign("F004", "消防器材", "Fire-fighting equipment"),
            _sign("F005", "火灾报警按钮", "Fire alarm button", EquipmentKind.CALL_POINT),
            _sign("F006", "消防电话", "Fire telephone", EquipmentKind.FIRE_TELEPHONE),
            _sign("F016", "灭火毯", "Fire blanket", EquipmentKind.FIRE_BLANKET),
            _sign("P020", "火灾时禁乘电梯", "No lift in a fire"),
            _sign("step-free", "无台阶路线", "Step-free route"),
            _sign("viewer", "您在此处", "You are here"),
        )
    }
)
"""Every sign. Source of codes and meanings: ISO 7010."""

SIGN_OF_KIND: Mapping[EquipmentKind, Sign] = MappingProxyType(
    {sign.kind: sign for sign in SIGNS.values() if sign.kind is not None}
)
"""The sign of each kind of equipment."""


def sign_folder(theme: Path) -> Path:
    """Return where the drawings lie in the folder `theme`."""
    return theme / "signs"


@cache
def read_sign(theme: Path, code: str) -> str:
    """Return the shapes of a sign, in a square of SIDE units, without the outer element."""
    source = (sign_folder(theme) / f"{code}.svg").read_text(encoding="utf-8")
    inner = re.sub(r"(?s)^.*?<svg[^>]*>|</svg>\s*$|<title>.*?</title>", "", source)
    return inner.strip().replace("\n", "")


def draw_sign(theme: Path, code: str, box: tuple[float, float, float, float]) -> str:
    """Return a sign as SVG that fills `box` (left, top, right, bottom; a square)."""
    left, top, right, _ = box
    place = f"translate({left:.3f} {top:.3f}) scale({(right - left) / SIDE:.5f})"
    return f'<g transform="{place}" data-sign="{code}">{read_sign(theme, code)}</g>'
