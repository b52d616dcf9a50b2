# SPDX-License-Identifier: MIT
"""What every finding code means, with an example and the cure, from `explanations.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A finding code explained."""

    code: str
    meaning_zh: str
    meaning_en: str
    example: str
    """What somebody wrote that leads to it."""
    cure_zh: str
    cure_en: str


@cache
def load_explanations() -> Mapping[str, Explanation]:
    """Return all explanations by code."""
    path = Path(__file__).with_name("explanations.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {code: Explanation(code=code, **entry) for code, entry in entries.items()}
    )
