# SPDX-License-Identifier: MIT
"""Which class leaves by which stair and exit, when, and where it stands; and how long it takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from generator.model.building import Point
from generator.model.route import Route


class Search(StrEnum):
    """How far the search for the best assignment came."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    """It keeps all rules, but there may be a better one."""
    FAILED = "failed"
    """None was found in time that keeps all rules: everybody has the shortest way."""


class Half(StrEnum):
    """Which part of a class."""

    WHOLE = "whole"
    FRONT = "front"
    """Those who sit nearer to the door that comes first."""
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A class's place on the ground."""

    assembly_point: str
    row: int
    """Counted from the side at which people arrive, 1 first."""
    outline_m: tuple[Point, ...]
    """Corners of the strip; empty where the school has given no outline of the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """What one class, or half of it, does."""

    school_class: str
    half: Half
    building: str
    room: str
    head_count: int
    route: Route
    """From the middle of its room."""
    slot: int
    """Its turn on its stair, or at its exit where it needs no stair; 1 goes first."""
    stand: Stand
    is_shortest: bool
    """False where the assigned way differs in stair or exit from the shortest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPart:
    """A stair, door or exit through which people must pass."""

    element: str
    head_count: int
    effective_width_m: float
    specific_flow: float
    """Persons per metre and second."""
    seconds: float
    """Time for all to pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How long it takes to leave a building, by the hydraulic method; never a promise.

    The method is the simplified one of IMO MSC.1/Circ.1533, annex 2, with the constants named.
    """

    building: str
    capacity_bound_s: float
    """No evacuation can be quicker: the narrowest cut at its greatest flow, plus the least walk."""
    estimate_s: float
    parts: tuple[FlowPart, ...]
    constants: Mapping[str, float]
    aim_s: int | None
    """The school's own aim."""
    guideline_aim_s: int | None
    """120 for up to four floors (教基一厅〔2014〕2号, "in principle"); else none."""
    measured_s: tuple[int, ...]
    """Drills held, as recorded, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a whole school does."""

    assigned: tuple[Assigned, ...] = ()
    """By building, then class, then half."""
    estimates: tuple[Estimate, ...] = ()
    search: Search = Search.COMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignments:
    """By school."""

    schools: Mapping[str, Assignment] = field(default_factory=lambda: MappingProxyType({}))
