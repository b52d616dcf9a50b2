# SPDX-License-Identifier: MIT
"""A building as GeoJSON in metres, in the shape in which `data.geojson` writes it.

Everything is taken as it is told or not at all: what is missing, contradicts itself or is of
another kind is a finding, all findings at once. The value that comes of it is that of
`building.yml`, and so is the way to each value; lines are those of the JSON text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from generator.finding import Finding, Key, Origin, SourceFile
from generator.load import geojson_faults as faults
from generator.load.feature_geometry import GeometryError, Places, located
from generator.load.feature_kinds import (
    FLOOR,
    FLOOR_REQUIRED,
    HEAD,
    HEAD_REQUIRED,
    KINDS,
    OF_SCHOOL,
    FeatureKind,
)
from generator.load.geojson_faults import Telling
from generator.load.geojson_gathered import Gathered, Part
from generator.load.json_lines import parse_json
from generator.load.yaml_lines import Tree
from generator.model.building import Building
from generator.model.record import Text

DEGREES = ("CRS84", "4326", "4490", "3857", "900913")
"""Parts of the names of axes in degrees, or in metres that are none on the ground."""

OSM_TAGS = ("indoor", "level", "door", "stairs", "buildingpart", "highway", "room")
"""Tags by which OpenStreetMap's Simple Indoor Tagging is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeojsonReading:
    """What came of reading a building as GeoJSON."""

    building: Building | None
    findings: tuple[Finding, ...]
    data: dict[str, object] | None
    """The same as `building.yml` would say it; nothing where the text is no JSON."""
    source: SourceFile
    """With the line of every value in `data`."""
    faulty: tuple[Key, ...] | None
    """Places in `data` of what cannot be used, apart from what a model tells of its values; None
    where a fault belongs to no place."""


FREE = frozenset({"", "floors", "spaces", "equipment", "refuges", "lifts"})
"""The building itself and lists whose entries have no key that may be left out and decides on a
fault: a key that nobody knows spoils none."""

NAMES = frozenset({"name_zh", "name_en"})


def read_geojson(text: str, shown_as: str) -> GeojsonReading:
    """Return the building in a GeoJSON text, with every fault as a finding; never raises."""
    tree = parse_json(text)
    into = Gathered(source=SourceFile(path=shown_as, lines=tree.lines))
    _Reader(tree=tree, into=into).read()
    source = SourceFile(path=shown_as, lines=into.lines)
    building = into.building(source) if into.data else None
    return GeojsonReading(
        building=None if into.findings else building,
        findings=tuple(into.findings),
        data=into.data or None,
        source=source,
        faulty=into.faulty_places(),
    )


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the collection, then every feature, into what is gathered of the building."""

    tree: Tree
    into: Gathered
    floors: dict[str, int] = field(default_factory=dict)
    known_floors: frozenset[str] | None = None
    """Those that the building lists; nothing where it lists none."""
    first: dict[str, Key] = field(default_factory=dict)
    """Where each id is given."""

    # ---- the whole -----------------------------------------------------------

    def read(self) -> None:
        """Read the collection: the building as a whole, then every feature."""
        is_json = True
        for fault in self.tree.faults:
            is_twice = fault.kind == "duplicate"
            is_json &= is_twice
            tell = faults.written_twice if is_twice else faults.not_json
            self.into.tell_at(
                Origin(file=self.into.source.path, line=fault.line), tell(fault.detail)
            )
            self.into.faulty.append(fault.key)
        if is_json:
            self._read_collection(self.tree.data)

    def _read_collection(self, root: object) -> None:
        features = root.get("features") if isinstance(root, dict) else None
        if not isinstance(root, dict) or not isinstance(features, list):
            self.into.tell((), faults.no_collection())
            return
        if root.get("type") != "FeatureCollection":
            self.into.tell(("type",), faults.no_collection())
        self._read_axes(root, features)
        self._read_head(root.get("buildings"))
        for n, feature in enumerate(features):
            self._read_feature(n, feature)

    def _read_axes(self, root: dict[str, Any], features: list[object]) -> None:
        """Tell where coordinates are no metres."""
        crs = str(root.get("crs") or "")
        places = Places(f.get("geometry") for f in features if isinstance(f, dict))
        if any(name in crs for name in DEGREES):
            self.into.tell(("crs",), faults.NAMED_DEGREES)
        elif places.are_like_degrees:
            self.into.tell(("features", 0), faults.LIKE_DEGREES)
        elif places.are_far:
            self.into.tell(("features", 0), faults.FAR_ORIGIN)
        self.into.has_own_axes = not self.into.findings or self.into.findings[-1].code != "C127"

    def _read_head(self, buildings: object) -> None:
        """Read what is told of the building as a whole."""
        self.into.data = {"floors": [], "stairs": [], "lifts": [], "posting_places": []}
        key: Key = ("buildings", 0)
        self.into.put((), Part(label=Text(zh="楼", en="the building"), key=key, begins=key))
        heads = buildings if isinstance(buildings, list) else []
        if len(heads) == 1 and isinstance(heads[0], dict):
            self._read_building(heads[0])
        else:
            self.into.tell(("buildings",), faults.no_building())

    def _read_building(self, head: dict[str, Any]) -> None:
        self._check_names(self.into.parts[()], head, HEAD, HEAD_REQUIRED)
        self.into.take((), head, {name: name for name in ("id", "use", "fire_grade", "sprinklers")})
        self.into.take_name((), head)
        floors = head.get("floors")
        if isinstance(floors, list):
            for i, floor in enumerate(floors):
                self._read_floor(i, floor)
            self.known_floors = frozenset(self.floors)
        elif floors is not None:
            self.into.tell(("buildings", 0, "floors"), faults.no_building())

    def _read_floor(self, i: int, floor: object) -> None:
        told = floor if isinstance(floor, dict) else {}
        key: Key = ("buildings", 0, "floors", i)
        label = faults.label("楼层", "floor", told.get("id"), i)
        part = Part(label=label, key=key, begins=key, list_name="floors")
        place = self._new_floor(told.get("id"), part)
        self._check_names(part, told, FLOOR, FLOOR_REQUIRED)
        self.into.take(place, told, {name: name for name in ("id", "level", "elevation_m")})
        self.into.take_name(place, told)
        self._check_id(part, told.get("id"))

    def _new_floor(self, name: object, part: Part) -> Key:
        """Add a floor and return its place."""
        place: Key = ("floors", len(self.into.data["floors"]))
        lists = ("spaces", "doors", "exits", "equipment", "refuges")
        self.into.data["floors"].append({inner: [] for inner in lists})
        if isinstance(name, str):
            self.floors.setdefault(name, len(self.into.data["floors"]) - 1)
        self.into.put(place, part)
        return place

    # ---- features ------------------------------------------------------------

    def _read_feature(self, n: int, feature: object) -> None:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(properties, dict):
            self.into.tell(("features", n), faults.no_properties(n))
            return
        kind = properties.get("kind")
        if isinstance(kind, str) and kind in KINDS:
            self._read_part(KINDS[kind], n, feature)
        else:
            self._tell_kind(n, kind, properties)

    def _tell_kind(self, n: int, kind: object, properties: dict[str, Any]) -> None:
        key: Key = ("features", n, "properties", "kind")
        label = faults.label("要素", "feature", properties.get("id"), n)
        tags = [f"{tag}={faults.shown(properties[tag])}" for tag in OSM_TAGS if tag in properties]
        if kind is None and tags:
            self.into.tell(key, faults.indoor_tags(label, ", ".join(tags)))
        else:
            is_of_school = isinstance(kind, str) and kind in OF_SCHOOL
            self.into.tell(key, faults.wrong_kind(label, kind), is_spoilt=not is_of_school)

    def _read_part(self, kind: FeatureKind, n: int, feature: dict[str, Any]) -> None:
        """Take what a feature tells into the list in which its kind goes."""
        told = feature["properties"]
        part = _part(kind, n, told.get("id"))
        self._check_names(part, _without_empty(told, kind), kind.properties, kind.required)
        self._check_id(part, told.get("id"))
        self._check_building(part, told.get("building"))
        place = self._new_place(kind, part, told.get("floor"))
        self.into.take(place, told, {"id": "id", **kind.fields})
        if kind.has_name:
            self.into.take_name(place, told)
        if kind.place == "exits":
            self._read_exit(place, part, told)
        self._read_geometry(kind, place, part, feature)

    def _new_place(self, kind: FeatureKind, part: Part, floor: object) -> Key:
        """Make room for a feature in its list and return its place."""
        if not kind.has_landings:
            self._check_floor(part, "floor", floor)
        above: Key = ()
        if kind.is_on_floor:
            name = floor if isinstance(floor, str) else ""
            known = self.floors.get(name)
            above = ("floors", known) if known is not None else self._new_floor(name, part)
        rows = self.into.at(above)[kind.place]
        rows.append({})
        place = (*above, kind.place, len(rows) - 1)
        self.into.put(place, part)
        return place

    def _read_geometry(
        self, kind: FeatureKind, place: Key, part: Part, feature: dict[str, Any]
    ) -> None:
        key: Key = (*part.begins, "geometry")
        try:
            where = located(feature.get("geometry"), kind.geometry)
        except GeometryError as error:
            what = Text(
                zh=f"{part.label.zh}：{error.what.zh}", en=f"{part.label.en}: {error.what.en}"
            )
            self.into.tell(key, Telling("C124", what, error.mend))
            return
        if kind.has_landings:
            self._read_landings(place, part, feature["properties"], where)
        elif self.into.has_own_axes:
            self.into.set_value(place, kind.located, where, key)

    def _read_exit(self, place: Key, part: Part, told: dict[str, Any]) -> None:
        """Take the one space that an exit joins to the outdoors."""
        record, joins = self.into.at(place), told.get("joins")
        record.pop("space", None)
        if isinstance(joins, list) and len(joins) == 1:
            record["space"] = joins[0]
        elif joins not in (None, []):
            self.into.tell((*part.key, "joins"), faults.not_one_space(part.label))
        if told.get("final_exit") not in (None, True):
            self.into.tell((*part.key, "final_exit"), faults.not_final(part.label))

    def _read_landings(
        self, place: Key, part: Part, told: dict[str, Any], points: list[Any]
    ) -> None:
        """Take the landings of a stair or lift: floors in order, a point and a space for each."""
        floors, landings = told.get("floors"), told.get("landings")
        if floors is None or landings is None:
            return
        is_whole = isinstance(floors, list) and isinstance(landings, dict)
        if not is_whole or not _do_agree(floors, landings, points):
            self.into.tell((*part.key, "floors"), faults.landings_disagree(part.label, "floors"))
            return
        self.into.set_value(place, "landings", [], (*part.key, "landings"))
        for floor, point in zip(floors, points, strict=True):
            self._read_landing(place, part, floor, (landings[floor], point))

    def _read_landing(
        self, place: Key, part: Part, floor: str, found: tuple[object, list[float]]
    ) -> None:
        told, point = found
        key: Key = (*part.key, "landings", floor)
        if not isinstance(told, dict) or told.get("at_m") not in (None, point):
            self.into.tell(key, faults.landings_disagree(part.label, floor))
            return
        self._check_floor(part, "floors", floor)
        label = Text(
            zh=f"{part.label.zh}在 {faults.shown(floor)} 的平台",
            en=f"the landing on {faults.shown(floor)} of {part.label.en}",
        )
        landing = Part(label=label, key=key, begins=key, list_name="landings")
        self._check_names(landing, told, ("space", "at_m"), ("space",))
        rows = self.into.at(place)["landings"]
        own = (*place, "landings", len(rows))
        rows.append({"floor": floor, "at_m": point} if self.into.has_own_axes else {"floor": floor})
        self.into.put(own, landing)
        self.into.take(own, told, {"space": "space"})

    # ---- checks --------------------------------------------------------------

    def _check_names(
        self, part: Part, told: dict[str, Any], known: Iterable[str], required: Iterable[str]
    ) -> None:
        """Tell of properties that are unknown or of another kind, and of missing ones."""
        possible = frozenset(known)
        for name in told:
            if name not in possible:
                telling = faults.unknown_name(part.label, name, possible)
                self.into.tell((*part.key, name), telling, is_spoilt=part.list_name not in FREE)
        if absent := [name for name in required if told.get(name) in (None, "", [])]:
            is_spoilt = bool(part.list_name) and not NAMES.issuperset(absent)
            self.into.tell(part.begins, faults.missing(part.label, absent), is_spoilt=is_spoilt)

    def _check_id(self, part: Part, name: object) -> None:
        key: Key = (*part.key, "id")
        if isinstance(name, str) and name in self.first:
            self.into.tell(key, faults.used_twice(name, self.into.source.at(*self.first[name])))
            self.into.faulty.append(self.first[name])
        if isinstance(name, str) and name:
            self.first.setdefault(name, key)

    def _check_building(self, part: Part, name: object) -> None:
        if name not in (None, "", self.into.data.get("id")) and "id" in self.into.data:
            known = [str(self.into.data["id"])]
            self.into.tell(
                (*part.key, "building"), faults.nowhere(part.label, "building", name, known)
            )

    def _check_floor(self, part: Part, name: str, floor: object) -> None:
        known = self.known_floors
        is_known = isinstance(floor, str) and (known is None or floor in known)
        if floor not in (None, "") and not is_known:
            listed = sorted(known or ())
            self.into.tell((*part.key, name), faults.nowhere(part.label, name, floor, listed))


def _part(kind: FeatureKind, n: int, name: object) -> Part:
    names = {own: told for told, own in kind.fields.items() if told != own}
    return Part(
        label=faults.label(kind.zh, kind.en, name, n),
        key=("features", n, "properties"),
        begins=("features", n),
        list_name=kind.place,
        names={**names, kind.located: "geometry"},
    )


def _do_agree(floors: list[object], landings: dict[str, Any], points: list[Any]) -> bool:
    """Say whether a stair has one point and one landing for each of its floors."""
    names = [floor for floor in floors if isinstance(floor, str)]
    return len(names) == len(floors) == len(points) and sorted(names) == sorted(landings)


def _without_empty(told: dict[str, Any], kind: FeatureKind) -> dict[str, Any]:
    """Leave out what the export writes for every feature, where it says that there is none."""
    none: dict[str, Any] = {"final_exit": False}
    if kind.place == "stairs":
        none["step_free"] = False
    return {
        name: value
        for name, value in told.items()
        if name in kind.properties
        or not (value in (None, "", []) or (name in none and value is none[name]))
    }
