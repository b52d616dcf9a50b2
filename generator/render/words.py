# SPDX-License-Identifier: MIT
"""The words of the interface, from `theme/words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.model.record import Text


@cache
def load_words(theme: Path) -> Mapping[str, Text]:
    """Return the words by `section.key`; raises KeyError where a template asks for another."""
    sections = tomllib.loads((theme / "words.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            f"{section}.{key}": Text(zh=pair[0], en=pair[1])
            for section, words in sections.items()
            for key, pair in words.items()
        }
    )
