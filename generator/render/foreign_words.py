# SPDX-License-Identifier: MIT
"""Chinese names on English pages say that they are Chinese, so that they are read out as such.

WCAG 2.2, success criterion 3.1.2 (Language of Parts).
"""

import re

_PART = re.compile(
    r"<(script|style|title|svg|option|textarea)\b.*?</\1\s*>"
    r'|<(\w+)\b[^<>]*\blang="zh"[^<>]*>.*?</\2\s*>'
    r"|<[^>]*>"
    r"|(?P<hanzi>[\u3400-\u9fff](?:[^<>&A-Za-z\n]*[\u3400-\u9fff〕）》])?)",
    re.DOTALL,
)
"""What is skipped whole, what is a tag, and a run of hanzi with what stands between them."""


def mark_hanzi(page: str) -> str:
    """Return an English page whose runs of hanzi stand in an element of that language.

    The element is `bdi`, which no style speaks of; what is marked already stays as it is.
    """
    return _PART.sub(_marked, page)


def _marked(part: re.Match[str]) -> str:
    hanzi = part["hanzi"]
    return f'<bdi lang="zh">{hanzi}</bdi>' if hanzi else part[0]
