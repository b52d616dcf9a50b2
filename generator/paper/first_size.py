# SPDX-License-Identifier: MIT
"""In which type size a paper that fills one page is laid out first: near that in which it fits.

What is chosen in the end does not depend on it, only how many sizes are tried.
"""

import re
from collections.abc import Mapping
from math import exp

CHINESE_FROM = "\u2e7f"
"""Characters beyond it are as wide as the type is high, others about half as wide."""

LATIN_EM = 0.55

DRAWN = re.compile(r"<svg.*?</svg>|<[^>]+>", re.DOTALL)

SMALL_PRINT = re.compile('<div class="web">|<p class="src">')
"""What follows is set in one small size."""

FITTED: Mapping[str, tuple[float, float, float]] = {
    "panels-zh": (41.3, 0.19, 0.18),
    "panels-en": (60.7, 0.25, 0.24),
    "many-zh": (91.9, 0.33, 0.0),
    "many-en": (174.5, 0.42, 0.08),
    "sign-zh": (70.5, 0.31, 0.51),
    "sign-en": (84.1, 0.33, 0.37),
    "lines-zh": (105.0, 0.4, 0.2),
    "lines-en": (137.2, 0.4, 0.2),
    "calls-zh": (130.6, 0.4, 0.2),
    "calls-en": (151.7, 0.4, 0.2),
    "duty-zh": (123.1, 0.35, 0.0),
    "duty-en": (201.4, 0.41, 0.06),
    "wall-zh": (158.6, 0.36, 0.0),
    "wall-en": (110.6, 0.31, 0.0),
    "organisation-A3-zh": (1206.4, 0.67, 0.0),
    "organisation-A3-en": (1350.8, 0.65, 0.0),
    "calls-A3-zh": (483.6, 0.5, 0.0),
    "calls-A3-en": (511.1, 0.49, 0.0),
    "calls-A4-zh": (75.4, 0.27, 0.0),
    "calls-A4-en": (202.6, 0.41, 0.0),
}
"""Size in pt = factor × text ** -power × exp(-share × small print / 1000), both in ems.

Least squares of the logarithms over the 240 papers of our own content, 4 to 34 of a kind; half of
them come out within 2 % of it, which is less than a step of the sizes. Of four papers or fewer the
power was not fitted but taken from their like.
"""


def first_size_pt(kind: str, html: str, scale: float = 1.0) -> float:
    """Return about the size in which a page of a kind of `FITTED` fits, by how much it says.

    `scale` is how many times larger the paper is than that for which the kind was fitted.
    """
    factor, power, share = FITTED[kind]
    text, *small = SMALL_PRINT.split(html.partition("<body>")[2], maxsplit=1)
    print_em = sum(map(_width_em, small))
    shrunk = max(_width_em(text), 1.0) ** -power * exp(-share * print_em / 1000)
    return float(scale * factor * shrunk)


def _width_em(html: str) -> float:
    text = " ".join(DRAWN.sub("", html).split())
    return sum(1.0 if each > CHINESE_FROM else LATIN_EM for each in text)
