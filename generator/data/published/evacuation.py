# SPDX-License-Identifier: MIT
"""The shapes of `sheets.json` and of a school's `evacuation.json`."""

from typing import Annotated, Literal

from pydantic import Field

from generator.data.published.field import Language, PointM
from generator.model.assignment import Half
from generator.model.record import Record
from generator.model.route import Barrier, RouteRole


class PublishedPoint(Record):
    """A corner of a drawn route."""

    floor: str
    x_m: float
    y_m: float


class PublishedRoute(Record):
    """A drawn route up to its final exit, and on to the assembly point."""

    role: RouteRole
    points: tuple[PublishedPoint, ...]
    length_m: float
    narrowest_m: float | None
    """Null where nothing on the way has a width: no door, stair or exit."""
    doors: tuple[str, ...]
    stairs: tuple[str, ...]
    final_exit: str
    """Empty where the way ends in a refuge: of `refuge_way` alone."""
    refuge: str
    """Where a step-free way ends that does not lead out; else empty."""
    assembly_point: str
    """Empty where the way ends in a refuge."""
    outdoor_points: tuple[PointM, ...]
    """The line drawn from the final exit to the assembly point; empty where there is none."""


class PublishedVariant(Record):
    """A sheet on one paper; docs/format/output.md says how metres become millimetres."""

    paper: Literal["A3", "A4"]
    language: Language
    pdf: str
    svg: str
    scale_denominator: int
    plan_box_mm: tuple[float, float, float, float]
    rotation_deg: float


class PublishedSheet(Record):
    """The sheet of one posting place."""

    code: str
    school: str
    building: str
    floor: str
    position_m: PointM
    facing_deg: float
    serves: str | None
    routes: tuple[PublishedRoute, ...]
    """All of them lead out."""
    refuge_way: PublishedRoute | None
    """The way to a refuge, where no step-free way leads out."""
    revision: int
    qr_text: str
    landing: str
    variants: tuple[PublishedVariant, ...]


class SheetsFile(Record):
    """`sheets.json`: every posted sheet."""

    schema_version: Literal[1]
    sheets: tuple[PublishedSheet, ...]


class PublishedWay(Record):
    """A way without its drawn line."""

    doors: tuple[str, ...]
    stairs: tuple[str, ...]
    final_exit: str
    refuge: str
    assembly_point: str
    length_m: float
    narrowest_m: float | None


class PublishedAssigned(Record):
    """What a class, or half of it, does."""

    school_class: Annotated[str, Field(alias="class")]
    half: Half
    building: str
    room: str
    head_count: int
    way: PublishedWay
    """From the middle of the room."""
    slot: int
    row: int
    stand_at: str
    outline_m: tuple[PointM, ...]
    is_shortest: bool


class PublishedPart(Record):
    """A door, stair or exit through which people must pass."""

    element: str
    head_count: int
    effective_width_m: float
    specific_flow: float
    """Persons per metre and second."""
    seconds: float


class PublishedEstimate(Record):
    """Times of a building, side by side; none of them is a judgement."""

    building: str
    capacity_bound_s: float
    estimate_s: float
    parts: tuple[PublishedPart, ...]
    constants: dict[str, float]
    aim_s: int | None
    guideline_aim_s: int | None
    measured_s: tuple[int, ...]


class PublishedPlaceWay(Record):
    """The way left from a posting place; null: none."""

    place: str
    way: PublishedWay | None


class PublishedBlockage(Record):
    """What is left when one thing is blocked."""

    building: str
    barrier: Barrier
    element: str
    places: tuple[PublishedPlaceWay, ...]


class PublishedStepFree(PublishedPlaceWay):
    """The step-free way from a posting place; null where there is neither way nor refuge."""

    building: str


class EvacuationFile(Record):
    """`internal/<school>/evacuation.json`: how a school leaves; never public."""

    schema_version: Literal[1]
    school: str
    assigned: tuple[PublishedAssigned, ...]
    estimates: tuple[PublishedEstimate, ...]
    blocked: tuple[PublishedBlockage, ...]
    step_free: tuple[PublishedStepFree, ...]
