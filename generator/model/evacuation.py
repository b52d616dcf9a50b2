# SPDX-License-Identifier: MIT
"""How the schools leave their buildings: ways, classes, and what is left when something is cut."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from generator.model.assignment import Assignment
from generator.model.route import Detour, RoomWays, Routes


def _empty() -> Mapping[Any, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evacuation:
    """All schools."""

    routes: Routes = field(default_factory=Routes)
    """As the sheets show them: from class rooms the way assigned to the class."""
    assignments: Mapping[str, Assignment] = field(default_factory=_empty)
    """By school."""
    detours: Mapping[tuple[str, str], tuple[Detour, ...]] = field(default_factory=_empty)
    """By school and building."""
    rooms: Mapping[tuple[str, str], tuple[RoomWays, ...]] = field(default_factory=_empty)
    """By school and building: the rooms at which no sheet hangs."""
