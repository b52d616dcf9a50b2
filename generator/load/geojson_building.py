# SPDX-License-Identifier: MIT
"""A building as GeoJSON in metres, in the shape in which `data.geojson` writes it.

Everything is taken as it is told or not at all: what is missing, contradicts itself or is of
another kind is a finding, all findings at once. The value that comes of it is that of
`building.yml`, and so is the way to each value; lines are those of the JSON text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Key, Origin, Severity, SourceFile
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
from generator.load.json_lines import parse_json
from generator.load.wanted import wanted
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
    reader = _Reader(tree=tree, source=SourceFile(path=shown_as, lines=tree.lines))
    reader.read()
    source = SourceFile(path=shown_as, lines=reader.lines)
    building = reader.building(source) if reader.data else None
    return GeojsonReading(
        building=None if reader.findings else building,
        findings=tuple(reader.findings),
        data=reader.data or None,
        source=source,
        faulty=reader.faulty_places(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A feature, or a floor or the building itself, as messages call it."""

    label: Text
    key: Key
    """Where its properties stand in the file."""
    begins: Key
    """Where it begins itself."""
    list_name: str = ""
    """The list of `building.yml` in which it stands; empty of the building itself."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The property that tells each field, where the two differ."""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Gathers the building, the lines of its values and what is wrong with it."""

    tree: Tree
    source: SourceFile
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    parts: dict[Key, _Part] = field(default_factory=dict)
    """What stands at each place of `data`."""
    floors: dict[str, int] = field(default_factory=dict)
    known_floors: frozenset[str] | None = None
    """Those that the building lists; nothing where it lists none."""
    first: dict[str, Key] = field(default_factory=dict)
    """Where each id is given."""
    faulty: list[Key] = field(default_factory=list)
    """Where in the file something is told that cannot be used."""
    has_own_axes: bool = True
    """False where coordinates are not taken, since they are no metres on a school's own axes."""

    def tell(self, key: Key, telling: Telling, *, is_spoilt: bool = True) -> None:
        self._tell_at(self.source.at(*key), telling)
        if is_spoilt:
            self.faulty.append(key)

    def faulty_places(self) -> tuple[Key, ...] | None:
        """Return the places of `data` that cannot be used; None where one is not known."""
        begun = {part.begins: place for place, part in self.parts.items()}
        found = []
        for key in self.faulty:
            lengths = (n for n in range(len(key), 0, -1) if key[:n] in begun)
            if (length := next(lengths, None)) is None or not self.has_own_axes:
                return None
            found.append(begun[key[:length]])
        return tuple(found)

    def _tell_at(self, origin: Origin, telling: Telling) -> None:
        self.findings.append(
            Finding(
                code=telling.code,
                severity=Severity.ERROR,
                origin=origin,
                what_zh=telling.what.zh,
                what_en=telling.what.en,
                mend_zh=telling.mend.zh,
                mend_en=telling.mend.en,
            )
        )

    # ---- the whole -----------------------------------------------------------

    def read(self) -> None:
        """Read the collection: the building as a whole, then every feature."""
        is_json = True
        for fault in self.tree.faults:
            is_twice = fault.kind == "duplicate"
            is_json &= is_twice
            tell = faults.written_twice if is_twice else faults.not_json
            self._tell_at(Origin(file=self.source.path, line=fault.line), tell(fault.detail))
            self.faulty.append(fault.key)
        if is_json:
            self._read_collection(self.tree.data)

    def _read_collection(self, root: object) -> None:
        features = root.get("features") if isinstance(root, dict) else None
        if not isinstance(root, dict) or not isinstance(features, list):
            self.tell((), faults.no_collection())
            return
        if root.get("type") != "FeatureCollection":
            self.tell(("type",), faults.no_collection())
        self._read_axes(root, features)
        self._read_head(root.get("buildings"))
        for n, feature in enumerate(features):
            self._read_feature(n, feature)

    def _read_axes(self, root: dict[str, Any], features: list[object]) -> None:
        """Tell where coordinates are no metres."""
        crs = str(root.get("crs") or "")
        places = Places(f.get("geometry") for f in features if isinstance(f, dict))
        if any(name in crs for name in DEGREES):
            self.tell(("crs",), faults.NAMED_DEGREES)
        elif places.are_like_degrees:
            self.tell(("features", 0), faults.LIKE_DEGREES)
        elif places.are_far:
            self.tell(("features", 0), faults.FAR_ORIGIN)
        self.has_own_axes = not self.findings or self.findings[-1].code != "C127"

    def _read_head(self, buildings: object) -> None:
        """Read what is told of the building as a whole."""
        self.data = {"floors": [], "stairs": [], "lifts": [], "posting_places": []}
        key: Key = ("buildings", 0)
        self._put((), _Part(label=Text(zh="楼", en="the building"), key=key, begins=key))
        heads = buildings if isinstance(buildings, list) else []
        if len(heads) == 1 and isinstance(heads[0], dict):
            self._read_building(heads[0])
        else:
            self.tell(("buildings",), faults.no_building())

    def _read_building(self, head: dict[str, Any]) -> None:
        self._check_names(self.parts[()], head, HEAD, HEAD_REQUIRED)
        self._take((), head, {name: name for name in ("id", "use", "fire_grade", "sprinklers")})
        self._take_name((), head)
        floors = head.get("floors")
        if isinstance(floors, list):
            for i, floor in enumerate(floors):
                self._read_floor(i, floor)
            self.known_floors = frozenset(self.floors)
        elif floors is not None:
            self.tell(("buildings", 0, "floors"), faults.no_building())

    def _read_floor(self, i: int, floor: object) -> None:
        told = floor if isinstance(floor, dict) else {}
        key: Key = ("buildings", 0, "floors", i)
        label = faults.label("楼层", "floor", told.get("id"), i)
        part = _Part(label=label, key=key, begins=key, list_name="floors")
        place = self._new_floor(told.get("id"), part)
        self._check_names(part, told, FLOOR, FLOOR_REQUIRED)
        self._take(place, told, {name: name for name in ("id", "level", "elevation_m")})
        self._take_name(place, told)
        self._check_id(part, told.get("id"))

    def _new_floor(self, name: object, part: _Part) -> Key:
        """Add a floor and return its place."""
        place: Key = ("floors", len(self.data["floors"]))
        lists = ("spaces", "doors", "exits", "equipment", "refuges")
        self.data["floors"].append({inner: [] for inner in lists})
        if isinstance(name, str):
            self.floors.setdefault(name, len(self.data["floors"]) - 1)
        self._put(place, part)
        return place

    # ---- features ------------------------------------------------------------

    def _read_feature(self, n: int, feature: object) -> None:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(feature, dict) or not isinstance(properties, dict):
            self.tell(("features", n), faults.no_properties(n))
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
            self.tell(key, faults.indoor_tags(label, ", ".join(tags)))
        else:
            is_of_school = isinstance(kind, str) and kind in OF_SCHOOL
            self.tell(key, faults.wrong_kind(label, kind), is_spoilt=not is_of_school)

    def _read_part(self, kind: FeatureKind, n: int, feature: dict[str, Any]) -> None:
        """Take what a feature tells into the list in which its kind goes."""
        told = feature["properties"]
        part = _part(kind, n, told.get("id"))
        self._check_names(part, _without_empty(told, kind), kind.properties, kind.required)
        self._check_id(part, told.get("id"))
        self._check_building(part, told.get("building"))
        place = self._new_place(kind, part, told.get("floor"))
        self._take(place, told, {"id": "id", **kind.fields})
        if kind.has_name:
            self._take_name(place, told)
        if kind.place == "exits":
            self._read_exit(place, part, told)
        self._read_geometry(kind, place, part, feature)

    def _new_place(self, kind: FeatureKind, part: _Part, floor: object) -> Key:
        """Make room for a feature in its list and return its place."""
        if not kind.has_landings:
            self._check_floor(part, "floor", floor)
        above: Key = ()
        if kind.is_on_floor:
            name = floor if isinstance(floor, str) else ""
            known = self.floors.get(name)
            above = ("floors", known) if known is not None else self._new_floor(name, part)
        rows = self._at(above)[kind.place]
        rows.append({})
        place = (*above, kind.place, len(rows) - 1)
        self._put(place, part)
        return place

    def _read_geometry(
        self, kind: FeatureKind, place: Key, part: _Part, feature: dict[str, Any]
    ) -> None:
        key: Key = (*part.begins, "geometry")
        try:
            where = located(feature.get("geometry"), kind.geometry)
        except GeometryError as error:
            what = Text(
                zh=f"{part.label.zh}：{error.what.zh}", en=f"{part.label.en}: {error.what.en}"
            )
            self.tell(key, Telling("C124", what, error.mend))
            return
        if kind.has_landings:
            self._read_landings(place, part, feature["properties"], where)
        elif self.has_own_axes:
            self._set(place, kind.located, where, key)

    def _read_exit(self, place: Key, part: _Part, told: dict[str, Any]) -> None:
        """Take the one space that an exit joins to the outdoors."""
        record, joins = self._at(place), told.get("joins")
        record.pop("space", None)
        if isinstance(joins, list) and len(joins) == 1:
            record["space"] = joins[0]
        elif joins not in (None, []):
            self.tell((*part.key, "joins"), faults.not_one_space(part.label))
        if told.get("final_exit") not in (None, True):
            self.tell((*part.key, "final_exit"), faults.not_final(part.label))

    def _read_landings(
        self, place: Key, part: _Part, told: dict[str, Any], points: list[Any]
    ) -> None:
        """Take the landings of a stair or lift: floors in order, a point and a space for each."""
        floors, landings = told.get("floors"), told.get("landings")
        if floors is None or landings is None:
            return
        is_whole = isinstance(floors, list) and isinstance(landings, dict)
        if not is_whole or not _do_agree(floors, landings, points):
            self.tell((*part.key, "floors"), faults.landings_disagree(part.label, "floors"))
            return
        self._set(place, "landings", [], (*part.key, "landings"))
        for floor, point in zip(floors, points, strict=True):
            self._read_landing(place, part, floor, (landings[floor], point))

    def _read_landing(
        self, place: Key, part: _Part, floor: str, found: tuple[object, list[float]]
    ) -> None:
        told, point = found
        key: Key = (*part.key, "landings", floor)
        if not isinstance(told, dict) or told.get("at_m") not in (None, point):
            self.tell(key, faults.landings_disagree(part.label, floor))
            return
        self._check_floor(part, "floors", floor)
        label = Text(
            zh=f"{part.label.zh}在 {faults.shown(floor)} 的平台",
            en=f"the landing on {faults.shown(floor)} of {part.label.en}",
        )
        landing = _Part(label=label, key=key, begins=key, list_name="landings")
        self._check_names(landing, told, ("space", "at_m"), ("space",))
        rows = self._at(place)["landings"]
        own = (*place, "landings", len(rows))
        rows.append({"floor": floor, "at_m": point} if self.has_own_axes else {"floor": floor})
        self._put(own, landing)
        self._take(own, told, {"space": "space"})

    # ---- checks --------------------------------------------------------------

    def _check_names(
        self, part: _Part, told: dict[str, Any], known: Iterable[str], required: Iterable[str]
    ) -> None:
        """Tell of properties that are unknown or of another kind, and of missing ones."""
        possible = frozenset(known)
        for name in told:
            if name not in possible:
                telling = faults.unknown_name(part.label, name, possible)
                self.tell((*part.key, name), telling, is_spoilt=part.list_name not in FREE)
        if absent := [name for name in required if told.get(name) in (None, "", [])]:
            is_spoilt = bool(part.list_name) and not NAMES.issuperset(absent)
            self.tell(part.begins, faults.missing(part.label, absent), is_spoilt=is_spoilt)

    def _check_id(self, part: _Part, name: object) -> None:
        key: Key = (*part.key, "id")
        if isinstance(name, str) and name in self.first:
            self.tell(key, faults.used_twice(name, self.source.at(*self.first[name])))
            self.faulty.append(self.first[name])
        if isinstance(name, str) and name:
            self.first.setdefault(name, key)

    def _check_building(self, part: _Part, name: object) -> None:
        if name not in (None, "", self.data.get("id")) and "id" in self.data:
            known = [str(self.data["id"])]
            self.tell((*part.key, "building"), faults.nowhere(part.label, "building", name, known))

    def _check_floor(self, part: _Part, name: str, floor: object) -> None:
        known = self.known_floors
        is_known = isinstance(floor, str) and (known is None or floor in known)
        if floor not in (None, "") and not is_known:
            listed = sorted(known or ())
            self.tell((*part.key, name), faults.nowhere(part.label, name, floor, listed))

    # ---- values and their lines ----------------------------------------------

    def _at(self, place: Key) -> Any:
        """Return what was gathered at a place."""
        value: Any = self.data
        for step in place:
            value = value[step]
        return value

    def _put(self, place: Key, part: _Part) -> None:
        """Remember what stands at a place, and its line."""
        self.parts[place] = part
        self.lines[place] = self.source.at(*part.begins).line

    def _set(self, place: Key, name: str, value: object, key: Key) -> None:
        self._at(place)[name] = value
        self.lines[*place, name] = self.source.at(*key).line

    def _take(self, place: Key, told: dict[str, Any], fields: Mapping[str, str]) -> None:
        """Take properties as fields; one that is null is not told."""
        for name, own in fields.items():
            if told.get(name) is not None:
                self._set(place, own, told[name], (*self.parts[place].key, name))

    def _take_name(self, place: Key, told: dict[str, Any]) -> None:
        """Take `name_zh` and `name_en` as one name."""
        key = self.parts[place].key
        both = {"zh": told.get("name_zh"), "en": told.get("name_en")}
        self._set(place, "name", {k: v for k, v in both.items() if v not in (None, "")}, key)
        for language in both:
            self.lines[*place, "name", language] = self.source.at(*key, f"name_{language}").line

    # ---- the building --------------------------------------------------------

    def building(self, source: SourceFile) -> Building | None:
        """Return the building that was gathered, or nothing, with what is wrong in its values."""
        try:
            return Building.parse(self.data, source)
        except ValidationError as error:
            for detail in _causes(error.errors(), is_first=not self.findings):
                self._tell_wrong(detail, source)
        return None

    def _tell_wrong(self, detail: ErrorDetails, source: SourceFile) -> None:
        key: Key = tuple(detail["loc"])
        place = next(key[:n] for n in range(len(key), -1, -1) if key[:n] in self.parts)
        part = self.parts[place]
        inner = [str(step) for step in key[len(place) :]]
        name = "_".join(inner[:2]) if inner[:1] == ["name"] else "".join(inner[:1])
        telling = faults.wrong_value(
            part.label, part.names.get(name, name), detail["input"], wanted(detail, key)
        )
        self._tell_at(source.at(*key), telling)


def _part(kind: FeatureKind, n: int, name: object) -> _Part:
    names = {own: told for told, own in kind.fields.items() if told != own}
    return _Part(
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


def _causes(details: list[ErrorDetails], *, is_first: bool) -> Iterator[ErrorDetails]:
    """Yield wrong values; not what is missing or too short only because of another fault."""
    for detail in details:
        loc = detail["loc"]
        is_parent = any(len(d["loc"]) > len(loc) and d["loc"][: len(loc)] == loc for d in details)
        is_effect = detail["type"] == "too_short" and (is_parent or not is_first)
        if not is_effect and (is_first or detail["type"] != "missing"):
            yield detail


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
