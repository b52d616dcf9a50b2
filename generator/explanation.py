# SPDX-License-Identifier: MIT
"""What every finding code means, with an example and the cure, from `explanations.toml`."""

import re
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


FILE = Path(__file__).with_name("explanations.toml")


def explained_codes() -> list[str]:
    """Return the codes in their order: the rest of the file takes its time to read."""
    return re.findall(r"^\[(\w+)\]$", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)


@cache
def load_explanations() -> Mapping[str, Explanation]:
    """Return all explanations by code."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType(
        {code: Explanation(code=code, **entry) for code, entry in entries.items()}
    )
