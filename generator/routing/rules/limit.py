# SPDX-License-Identifier: MIT
"""The limits of the standards, as `limits.toml` holds them: figure, clause and how it was read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from generator.finding import Severity
from generator.model.record import Text


class Confidence(StrEnum):
    """How a limit was read."""

    QUOTED = "quoted"
    """In a text that gives the words of the clause."""
    RETOLD = "retold"
    """In somebody's own words only."""
    UNREAD = "unread"
    """Nowhere that could be looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One figure of a standard."""

    id: str
    values: tuple[float, ...]
    """One figure, or one for each fire-resistance grade, best first; 0 where none is given."""
    unit: str
    standard: str
    """With its year, the edition in brackets."""
    clause: str
    confidence: Confidence
    source: str
    """Where it was looked up."""
    applies: Text

    @property
    def value(self) -> float:
        """Return the figure; of four, the one of the best grade."""
        return self.values[0]

    def at_grade(self, grade: int | None) -> float:
        """Return the figure for a fire-resistance grade, the best where none is known."""
        return self.values[min(grade or 1, len(self.values)) - 1]

    @property
    def severity(self) -> Severity:
        """Return how bad it is to miss it: advice where the clause itself was not read."""
        return Severity.GAP if self.confidence is Confidence.QUOTED else Severity.ADVICE

    @property
    def cite(self) -> Text:
        """Return standard and clause, with the words that say that they were not checked."""
        zh, en = f"{self.standard} 第 {self.clause} 条", f"{self.standard} clause {self.clause}"
        if self.confidence is Confidence.QUOTED:
            return Text(zh=zh, en=en)
        return Text(zh=f"{zh}，出处待核", en=f"{en}, source not checked")


@cache
def load_limits() -> Mapping[str, Limit]:
    """Return all limits by id."""
    path = Path(__file__).with_name("limits.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType({name: _read(name, entry) for name, entry in entries.items()})


def limit(name: str) -> Limit:
    """Return the limit of that id."""
    return load_limits()[name]


def _read(name: str, entry: Mapping[str, object]) -> Limit:
    values = entry["values"]
    assert isinstance(values, list)  # noqa: S101 - the file is part of the program
    return Limit(
        id=name,
        values=tuple(float(value) for value in values),
        unit=str(entry["unit"]),
        standard=str(entry["standard"]),
        clause=str(entry["clause"]),
        confidence=Confidence(str(entry["confidence"])),
        source=str(entry["source"]),
        applies=Text(zh=str(entry["applies_zh"]), en=str(entry["applies_en"])),
    )
