# SPDX-License-Identifier: MIT
"""The shapes of the data files that other people's programs read; a change raises the version."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.finding import Severity
from generator.model.assignment import Half
from generator.model.audience import Audience
from generator.model.coverage import Outcome, Step
from generator.model.plan import Disposition, Per, Reason, RequirementKind, Suppression
from generator.model.record import Record
from generator.model.route import Barrier, RouteRole

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
    "film",
]


class PrintedText(Record):
    """A text of any length in both languages."""

    zh: str
    en: str


class PrintedPaper(Record):
    """What a sheet or paper prints, whatever the day of the build."""

    fingerprint: Sha256
    """Another one means: print it again."""
    version: str
    """Of the item, or the revision of a sheet; empty where a paper has none."""
    title: PrintedText
    where: PrintedText | None = None
    """Building, floor, wall and height of an evacuation sheet."""
    change: PrintedText | None = None
    """What the newest version of an item changed."""


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
    printed: PrintedPaper | None = None
    """Of evacuation sheets and the papers of items; what hangs or lies in a school is held against
    it by `muster reprint`."""


class Manifest(Record):
    """`manifest.json`: every file of the output but itself."""

    schema_version: Literal[1]
    muster: str
    toolchain: dict[str, str]
    as_of: date
    sources_sha256: Sha256 | None = None
    """Over configuration, content and schools as they were built; told to nobody outside."""
    is_published: bool = False
    """True in a public folder, which lists public files alone."""
    extra_font: str | None = None
    """Who made the font of rare characters and its licence, where papers and pages embed one."""
    files: tuple[OutputFile, ...]


class Required(Record):
    """How often a clause asks for something."""

    count: int | None
    """In each window; null where the clause says no number, and where what it asks for once only
    has to be there."""
    per: Per
    deadline: str | None
    """The last day: `12-31` of any year, or `2022-12-31` where the clause names the year."""


class Demanded(Required):
    """The same as judged on a day."""

    is_past_deadline: bool
    """True where that one deadline lay before the judged day."""


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


class PublishedPlacedFinding(PublishedFinding):
    """Anything that was found, with its place; those of verdicts are among them."""

    severity: Severity
    file: str
    """Empty where no file is at fault; in an output as seen from the configuration's folder."""
    line: Annotated[int, Field(gt=0)] | None
    subject: str
    """What it speaks of: `tongzhou-2020/3.7.3-a@primary`; may be empty."""


class PublishedVerdict(Record):
    """The judgement of one requirement for one audience."""

    audience: Audience
    required: Demanded
    planned: int
    held: int
    overdue: int
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

    schema_version: Literal[2]
    plans: tuple[PublishedPlan, ...]
    findings: tuple[PublishedPlacedFinding, ...]


class SchoolFindingsFile(Record):
    """`internal/<school>/findings.json`: what was found in a school's own files."""

    schema_version: Literal[1]
    findings: tuple[PublishedPlacedFinding, ...]


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
        "refuge",
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
    space: str | None = None
    floors: tuple[str, ...] = ()
    landings: dict[str, PublishedLanding] = Field(default_factory=dict)
    enclosed: bool | None = None
    flight_width_m: float | None = None
    slope_length_m: float | None = None
    tread_m: float | None = None
    riser_m: float | None = None
    facing_deg: float | None = None
    height_m: float | None = None
    serves: str | None = None


class Feature(Record):
    """One element of a school."""

    type: Literal["Feature"]
    geometry: PointGeometry | MultiPointGeometry | PolygonGeometry
    properties: FeatureProperties


class PublishedFloor(Record):
    """A storey; what is on it names it."""

    id: str
    level: int
    elevation_m: float | None = None
    name_zh: str
    name_en: str


class PublishedBuilding(Record):
    """What is true of a building as a whole."""

    id: str
    name_zh: str
    name_en: str
    use: str
    fire_grade: int | None
    sprinklers: bool
    floors: tuple[PublishedFloor, ...]


class BuildingsFile(Record):
    """`buildings/<school>.geojson`: the school's own axes in metres, y up."""

    type: Literal["FeatureCollection"]
    schema_version: Literal[1]
    buildings: tuple[PublishedBuilding, ...] = ()
    features: tuple[Feature, ...]
