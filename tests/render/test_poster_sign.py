# SPDX-License-Identifier: MIT
"""Signs on posters have the shape and colour that say what they say."""

from xml.etree import ElementTree as ET

import pytest

from generator.model.poster import PosterSign, SignRule
from generator.model.record import Text
from generator.render.poster_sign import draw_poster_sign
from generator.settings import THEME

SVG = "{http://www.w3.org/2000/svg}"
MEANING = Text(zh="禁止<游泳>", en="No swimming")

SHAPES = {
    SignRule.PROHIBITION: ("circle", "stroke", "#9B2423", "#2B2B2C"),
    SignRule.WARNING: ("path", "fill", "#F9A800", "#2B2B2C"),
    SignRule.MANDATORY: ("circle", "fill", "#005387", "#FFFFFF"),
    SignRule.SAFE: ("rect", "fill", "#237F52", "#FFFFFF"),
}
"""GB 2894 and ISO 3864-1: shape, what is coloured, colour, and the colour of the pictogram."""


def drawn(rule: SignRule) -> ET.Element:
    sign = PosterSign(rule=rule, pictogram="swim")
    return ET.fromstring(draw_poster_sign(THEME, sign, MEANING))  # noqa: S314 - drawn by ourselves


@pytest.mark.parametrize("rule", SignRule)
def test_each_kind_of_sign_has_its_own_shape_and_colours(rule: SignRule) -> None:
    shape, part, colour, picture = SHAPES[rule]
    sign = drawn(rule)
    assert colour in {each.get(part) for each in sign.iter(f"{SVG}{shape}")}
    assert [group.get("fill") for group in sign.iter(f"{SVG}g")] == [picture]


def test_only_a_prohibition_is_struck_through_and_above_its_picture() -> None:
    barred = {rule: drawn(rule).findall(f"{SVG}path[@stroke-width='8']") for rule in SignRule}
    assert [rule for rule, bars in barred.items() if bars] == [SignRule.PROHIBITION]
    assert [each.tag for each in drawn(SignRule.PROHIBITION)][-1] == f"{SVG}path"


def test_a_sign_is_spoken_in_both_languages() -> None:
    assert drawn(SignRule.WARNING).findtext(f"{SVG}title") == "禁止<游泳> No swimming"
