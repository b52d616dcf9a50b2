# SPDX-License-Identifier: MIT
"""Who signs a paper: each name before room to write of its own."""

import re
from collections.abc import Iterable

from generator.model.record import Text

_BLANK = re.compile("[_＿]{2,}")


def signers(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    """Return what stands before each line to sign, without the blanks that a text brings.

    `Cook: ____　Head of canteen: ____` are two who sign; four such signs hold no name.
    """
    said = [text[language] for text in texts]
    return tuple(part.strip() for text in said for part in _BLANK.split(text) if part.strip())
