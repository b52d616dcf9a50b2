# SPDX-License-Identifier: MIT
"""The shape of `buildings/<school>.geojson`."""

from typing import Literal

from pydantic import Field

from generator.data.published.field import PointM
from generator.model.record import Record


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
