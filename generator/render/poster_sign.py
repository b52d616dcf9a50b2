# SPDX-License-Identifier: MIT
"""A pictogram inside the shape of a safety sign: what is forbidden, dangerous, told or safe.

Shapes and colours are those of GB 2894 and ISO 3864-1; the signs are our own drawings, not
certified ones.
"""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

from generator.model.poster import PosterSign, SignRule
from generator.model.record import Text
from generator.render.pictogram import read_pictogram

RED, YELLOW, BLUE, GREEN = "#9B2423", "#F9A800", "#005387", "#237F52"
"""RAL 3001, 1003, 5005 and 6032, as ISO 3864-4 names them for ordinary materials."""

BLACK, WHITE = "#2B2B2C", "#FFFFFF"

COLOUR: Mapping[SignRule, str] = MappingProxyType(
    {
        SignRule.PROHIBITION: RED,
        SignRule.WARNING: YELLOW,
        SignRule.MANDATORY: BLUE,
        SignRule.SAFE: GREEN,
    }
)
"""The safety colour of each kind of sign; printed in grey, the shape still tells it."""

ON_COLOUR: Mapping[SignRule, str] = MappingProxyType(
    {rule: BLACK if rule is SignRule.WARNING else WHITE for rule in SignRule}
)
"""The contrast colour in which words stand on it."""

_RING = f'<circle cx="50" cy="50" r="43" fill="none" stroke="{RED}" stroke-width="10"/>'
_BAR = f'<path d="M19.6 19.6L80.4 80.4" stroke="{RED}" stroke-width="8"/>'
_TRIANGLE = (
    f'<path d="M50 9L96 89H4Z" fill="{YELLOW}" stroke="{BLACK}" stroke-width="7" '
    'stroke-linejoin="round"/>'
)
_PICTURE_BOX: Mapping[SignRule, tuple[float, float, float]] = MappingProxyType(
    {
        SignRule.PROHIBITION: (23, 23, 54),
        SignRule.WARNING: (30, 43, 40),
        SignRule.MANDATORY: (20, 20, 60),
        SignRule.SAFE: (13, 13, 74),
    }
)
"""Left, top and side of the square of the pictogram, in a sign of 100 units."""


def draw_poster_sign(theme: Path, sign: PosterSign, meaning: Text) -> str:
    """Return a sign as an SVG element; `meaning` is what is spoken in its place."""
    title = f"<title>{escape(f'{meaning.zh} {meaning.en}')}</title>"
    below, above = _shapes(sign.rule)
    shapes = f"{below}{_picture(theme, sign)}{above}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{title}{shapes}</svg>'


def _shapes(rule: SignRule) -> tuple[str, str]:
    """Return what lies below the pictogram and what lies above it."""
    if rule is SignRule.PROHIBITION:
        return f'<circle cx="50" cy="50" r="47" fill="{WHITE}"/>', _RING + _BAR
    if rule is SignRule.WARNING:
        return _TRIANGLE, ""
    if rule is SignRule.MANDATORY:
        return f'<circle cx="50" cy="50" r="48" fill="{BLUE}"/>', ""
    return f'<rect x="2" y="2" width="96" height="96" rx="4" fill="{GREEN}"/>', ""


def _picture(theme: Path, sign: PosterSign) -> str:
    """Return the pictogram in the contrast colour; a black one on white where forbidden."""
    left, top, side = _PICTURE_BOX[sign.rule]
    shapes = re.sub(r"(?s)^.*?<svg[^>]*>|</svg>\s*$", "", read_pictogram(theme, sign.pictogram))
    colour = WHITE if sign.rule in (SignRule.MANDATORY, SignRule.SAFE) else BLACK
    place = f"translate({left} {top}) scale({side / 24:.4f})"
    return f'<g transform="{place}" fill="{colour}">{shapes}</g>'
