# SPDX-License-Identifier: MIT
"""The shapes of the data files that other people's programs read; a change raises the version."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.model.audience import Audience
from generator.model.coverage import Outcome, Step
from generator.model.plan import Disposition, Per, Reason, RequirementKind, Suppression
from generator.model.record import Record
from generator.model.route import RouteRole

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Language = Literal["zh", "en", "both"]
PointM = tuple[float, float]
"""x and y in metres."""

FileKind = Literal[
    "page",
    "landing",
    "poster",
    "sheet",
    "booklet",
    "form",
    "office",
    "calendar",
    "feed",
    "search",
    "data",
    "asset",
    "pack",
    "preview",
]


class OutputFile(Record):
    """A file of the output."""

    path: str
    kind: FileKind
    item: str | None
    language: Language | None
    school: str | None
    public: bool
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]


class Manifest(Record):
    """`manifest.json`: every file of the output but itself."""

    schema_version: Literal[1]
    muster: str
    toolchain: dict[str, str]
    as_of: date
    files: tuple[OutputFile, ...]


class Required(Record):
    """How often a clause asks for something."""

    count: int
    per: Per
    deadline: str | None


class PublishedCadence(Required):
    """The same with the day that a clause fixes; `derived` where it is not printed there."""

    on: str | None
    derived: bool


class PublishedFinding(Record):
    """Why a verdict is not "covered", and how to mend it."""

    code: str
    zh: str
    en: str
    mend_zh: str
    mend_en: str


class PublishedVerdict(Record):
    """The judgement of one requirement for one audience."""

    audience: Audience
    required: Required
    planned: int
    held: int
    steps: dict[Step, Outcome]
    status: str
    findings: tuple[PublishedFinding, ...]


class PublishedEvidence(Record):
    """A file of the output that shows that a requirement is met."""

    item: str
    path: str
    locator: str
    language: Language
    audience: Audience


class PublishedRequirement(Record):
    """One thing that one clause asks for, with its verdicts."""

    id: str
    plan: str
    clause: str
    source_sha256: Sha256
    kind: RequirementKind
    topic: str
    audiences: tuple[Audience, ...]
    cadence: PublishedCadence
    terms: tuple[str, ...]
    text_zh: str
    text_en: str
    suppression: Suppression | None
    verdicts: tuple[PublishedVerdict, ...]
    evidence: tuple[PublishedEvidence, ...]


class PublishedUnit(Record):
    """A clause, and what became of it."""

    clause: str
    source_sha256: Sha256
    disposition: Disposition
    reason: Reason | None
    requirements: tuple[str, ...]


class PublishedPlan(Record):
    """A plan with all its clauses."""

    id: str
    number: str
    title_zh: str
    title_en: str
    units: tuple[PublishedUnit, ...]
    requirements: tuple[PublishedRequirement, ...]


class CoverageFile(Record):
    """`coverage.json`: the verdict on every clause and audience."""

    schema_version: Literal[1]
    plans: tuple[PublishedPlan, ...]


class PublishedPoint(Record):
    """A corner of a drawn route."""

    floor: str
    x_m: float
    y_m: float


class PublishedRoute(Record):
    """A drawn route up to its final exit."""

    role: RouteRole
    points: tuple[PublishedPoint, ...]
    length_m: float
    final_exit: str
    assembly_point: str


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
    revision: int
    qr_text: str
    landing: str
    variants: tuple[PublishedVariant, ...]


class SheetsFile(Record):
    """`sheets.json`: every posted sheet."""

    schema_version: Literal[1]
    sheets: tuple[PublishedSheet, ...]


class PointGeometry(Record):
    """A point in metres."""

    type: Literal["Point"]
    coordinates: PointM


class MultiPointGeometry(Record):
    """The landings of a stair or lift."""

    type: Literal["MultiPoint"]
    coordinates: tuple[PointM, ...]


class PolygonGeometry(Record):
    """An outline, its first corner repeated at the end."""

    type: Literal["Polygon"]
    coordinates: tuple[tuple[PointM, ...], ...]


class PublishedLanding(Record):
    """Where a stair or lift meets a floor."""

    space: str
    at_m: PointM


class FeatureProperties(Record):
    """What is known of an element; the last ones only of some kinds."""

    id: str
    kind: Literal[
        "space",
        "door",
        "stair",
        "lift",
        "exit",
        "assembly-point",
        "equipment",
        "posting-place",
        "yard",
    ]
    building: str | None
    floor: str | None
    name_zh: str
    name_en: str
    joins: tuple[str, ...]
    clear_width_m: float | None
    swing: str | None
    final_exit: bool
    step_free: bool | None
    use: str = ""
    usable: bool = True
    equipment: str = ""
    floors: tuple[str, ...] = ()
    landings: dict[str, PublishedLanding] = Field(default_factory=dict)
    flight_width_m: float | None = None
    slope_length_m: float | None = None
    facing_deg: float | None = None
    height_m: float | None = None
    serves: str | None = None


class Feature(Record):
    """One element of a school."""

    type: Literal["Feature"]
    geometry: PointGeometry | MultiPointGeometry | PolygonGeometry
    properties: FeatureProperties


class BuildingsFile(Record):
    """`buildings/<school>.geojson`: the school's own axes in metres, y up."""

    type: Literal["FeatureCollection"]
    schema_version: Literal[1]
    features: tuple[Feature, ...]
