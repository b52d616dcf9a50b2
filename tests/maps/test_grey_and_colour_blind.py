# SPDX-License-Identifier: MIT
"""R24: what must be told apart stays apart on a grey copy and for people who see fewer colours.

Measured on pictures of the printed page, along the lines and across the marks that the oracle
reads from the drawing.
"""

from functools import cache
from itertools import groupby

import numpy as np
import pytest
from shapely.geometry import LineString

from generator.maps.sheet import draw_sheets
from tests.maps.crowded_school import make_crowded
from tests.maps.judging import case_of
from tests.maps.made_up_school import make_choice
from tests.maps.test_paper import print_sheet, raster
from tests.oracle.sheet import Reading, path_spots, sign_box

DPI = 200

PX_PER_MM = DPI / 25.4

SEEN_BY = {
    "all colours": np.eye(3),
    "grey": np.full((3, 3), (0.2126, 0.7152, 0.0722)),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
}  # fmt: skip
"""On linear red, green and blue. Source: Machado, Oliveira, Fernandes 2009, severity 1.0."""


@cache
def printed():
    """Return the reading of a sheet with all three kinds of route, and its picture."""
    campus, building, routes = make_crowded(17.0, mirrored=True)
    sheet = draw_sheets(campus, building, routes, make_choice())[2]
    reading = Reading(case_of(campus.school, building, sheet))
    return reading, np.asarray(raster(print_sheet(sheet.variants[0]), DPI).convert("RGB")) / 255


@cache
def luminance(seen: str):
    """Return the relative luminance of every pixel as WCAG counts it."""
    picture = printed()[1]
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)
    shown = np.clip(linear @ SEEN_BY[seen].T, 0, 1)
    return shown @ np.array((0.2126, 0.7152, 0.0722))


def contrast(one: float, other: float) -> float:
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def along(role: str, values, step_mm: float = 0.1) -> list[float]:
    """Return what lies under the line of a route, every tenth of a millimetre."""
    reading, _ = printed()
    lines = [
        LineString(path_spots(i))
        for i in reading.having("data-route", "plan")
        if i.get("data-route") == role
    ]
    line = max(lines, key=lambda one: one.length)
    spots = [line.interpolate(s * step_mm) for s in range(int(line.length / step_mm))]
    return [values[int(p.y * PX_PER_MM), int(p.x * PX_PER_MM)] for p in spots]


def runs(role: str, seen: str) -> tuple[float, list[float]]:
    """Return the share of a line that is dark, and the lengths of its light gaps in mm."""
    values = along(role, luminance(seen))
    is_dark = [contrast(value, 1.0) > 2.5 for value in values]
    gaps = [len(list(group)) * 0.1 for dark, group in groupby(is_dark) if not dark]
    return sum(is_dark) / len(is_dark), gaps


@pytest.mark.parametrize("seen", SEEN_BY)
def test_the_three_kinds_of_route_are_told_apart_without_colour(seen: str) -> None:
    whole, gaps = runs("primary", seen)
    assert whole > 0.7, "a whole line, but where signs stand on its end"
    assert len([gap for gap in gaps if 1 < gap < 3]) < 2
    dashed, dashes = runs("second", seen)
    dotted, dots = runs("step-free", seen)
    assert 0.4 < dashed < 0.85
    assert 0.25 < dotted < 0.85
    assert len(dots) > 1.5 * len(dashes) * 0.9, "dots follow each other faster than dashes"


@pytest.mark.parametrize("seen", SEEN_BY)
def test_line_and_band_of_the_way_out_stand_apart(seen: str) -> None:
    reading, picture = printed()
    light = luminance(seen)
    band = np.all(np.abs(picture * 255 - (0xA9, 0xD9, 0xB0)) < 2, axis=2)
    green = np.all(np.abs(picture * 255 - (0x23, 0x7F, 0x52)) < 2, axis=2)
    assert band.sum() > 100
    assert contrast(float(light[band].mean()), float(light[green].mean())) > 2.5
    assert contrast(float(light[band].mean()), 1.0) > 1.3
    assert reading.plan_signs("viewer")


@pytest.mark.parametrize("seen", SEEN_BY)
def test_the_viewer_mark_is_rings_of_dark_and_white(seen: str) -> None:
    reading, _ = printed()
    light = luminance(seen)
    left, top, right, low = sign_box(reading.plan_signs("viewer")[0])
    x, y, side = (left + right) / 2, (top + low) / 2, right - left
    rings = [
        float(np.mean([
            light[int((y + side * r * np.sin(a)) * PX_PER_MM),
                  int((x + side * r * np.cos(a)) * PX_PER_MM)]
            for a in np.linspace(0, 6.28, 24)
        ]))
        for r in (0.08, 0.22, 0.36, 0.475)
    ]  # fmt: skip
    centre, inner, ring, rim = rings
    assert min(contrast(centre, inner), contrast(inner, ring), contrast(ring, rim)) > 3


@pytest.mark.parametrize("seen", SEEN_BY)
def test_exits_equipment_and_refuge_differ_as_pictures(seen: str) -> None:
    """Green and red of the same darkness: the drawings, not the grounds, must differ."""
    reading, _ = printed()
    light = luminance(seen)
    crops = {}
    for sign in reading.signs:
        left, top, _, _ = (v * PX_PER_MM for v in sign_box(sign))
        side = (sign_box(sign)[2] - sign_box(sign)[0]) * PX_PER_MM
        grid = np.linspace(0.5, side - 1.5, 24)
        picture = light[np.ix_((top + grid).astype(int), (left + grid).astype(int))]
        crops[sign.get("data-sign")] = picture > 0.45
    assert {"E024", "F001", "F005", "E003", "viewer", "step-free"} <= set(crops)
    names = sorted(crops)
    for at, one in enumerate(names):
        assert 0.1 < crops[one].mean() < 0.9, f"{one}: the drawing stands out from its ground"
        for other in names[at + 1 :]:
            assert (crops[one] != crops[other]).mean() > 0.09, (one, other)
