# SPDX-License-Identifier: MIT
"""A building as GeoJSON says what the same building says as YAML, or why it cannot be read."""

import copy
import json
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.__main__ import known_answer
from generator.cli import main
from generator.data.geojson import building_geojson, campus_geojson
from generator.data.published.buildings import BuildingsFile
from generator.example import EXAMPLES
from generator.finding import Finding
from generator.load.answer import asked_now
from generator.load.cache import Cache
from generator.load.cached_item import read_cached
from generator.load.feature_kinds import KINDS
from generator.load.read_item import Reading, parse_item, read_item
from generator.load.tree import load_content
from generator.model.building import Building, BuildingUse, EquipmentKind, SpaceUse
from generator.model.school import Campus, School
from tests.tiny_tree import wait_for_rest, write_tree

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
BUILDINGS = {
    "sample": ROOT / "content" / "schools" / "sample" / "buildings" / "teaching.yml",
    "example": EXAMPLES / "building.yml",
    "school": EXAMPLES / "school" / "buildings" / "main.yml",
}
HANZI = re.compile(r"[\u4e00-\u9fff]")


def written(collection: Json) -> str:
    """Return a collection as JSON with a line for each feature and floor."""
    (building,) = collection["buildings"]
    rows = [json.dumps(floor, ensure_ascii=False) for floor in building["floors"]]
    head = json.dumps({**building, "floors": []}, ensure_ascii=False).removesuffix("]}")
    features = [json.dumps(feature, ensure_ascii=False) for feature in collection["features"]]
    return (
        '{"type": "FeatureCollection",\n'
        ' "buildings": [\n  ' + head + "\n   " + ",\n   ".join(rows) + "]}\n ],\n"
        ' "features": [\n  ' + ",\n  ".join(features) + "\n ]}\n"
    )


def read(collection: Json | str, name: str = "b.geojson") -> Reading[Building]:
    text = collection if isinstance(collection, str) else json.dumps(collection, indent=1)
    return parse_item(text.encode(), name, Building)


def building_of(path: Path) -> Building:
    item = read_item(path, path.name, Building).item
    assert item is not None
    return item


# ---- round trip --------------------------------------------------------------


@pytest.mark.parametrize("path", BUILDINGS.values(), ids=BUILDINGS)
def test_a_building_that_is_written_as_geojson_reads_back_the_same(path: Path) -> None:
    building = building_of(path)
    reading = read(building_geojson(building))
    assert reading.findings == ()
    assert reading.item is not None
    assert reading.item.model_dump() == building.model_dump()


def short(building: Building) -> Json:
    """Return a building's collection without what the export writes only to say "none"."""
    collection: Json = json.loads(json.dumps(building_geojson(building)))
    for feature in collection["features"]:
        told = feature["properties"]
        is_door = told["kind"] in ("door", "exit")
        for name, value in list(told.items()):
            is_extra = name in ("building", "final_exit") or (name == "step_free" and not is_door)
            if is_extra or value in (None, "", []):
                del told[name]
        for landing in told.get("landings", {}).values():
            del landing["at_m"]
    return collection


def test_the_example_says_what_the_example_in_yaml_says() -> None:
    building = building_of(EXAMPLES / "building.yml")
    example = (EXAMPLES / "building.geojson").read_text(encoding="utf-8")
    assert example == written(short(building))
    reading = read(example)
    assert reading.findings == ()
    assert reading.item is not None
    assert reading.item.model_dump() == building.model_dump()


def test_a_building_can_be_taken_out_of_the_file_of_its_school() -> None:
    two = tuple(building_of(BUILDINGS[name]) for name in ("school", "example"))
    yard = parse_item((EXAMPLES / "school" / "school.yml").read_bytes(), "school.yml", School)
    assert yard.item is not None
    campus = Campus.model_construct(school=yard.item, buildings=two)
    whole: Json = json.loads(json.dumps(campus_geojson(campus)))
    BuildingsFile.model_validate_json(json.dumps(whole))
    for building in two:
        own = [f for f in whole["features"] if f["properties"]["building"] == building.id]
        heads = [head for head in whole["buildings"] if head["id"] == building.id]
        reading = read({**whole, "buildings": heads, "features": own})
        assert reading.findings == ()
        assert reading.item is not None
        assert reading.item.model_dump() == building.model_dump()


PAGE = (EXAMPLES.parent / "building.md").read_text(encoding="utf-8")


def test_the_building_shown_on_the_page_is_read() -> None:
    (block,) = re.findall(r"(?s)```json\n(.*?)```", PAGE)
    reading = read(block)
    assert reading.findings == ()
    assert reading.item is not None
    assert reading.item.floors[0].spaces[0].outline_m == ((0, 0), (9, 0), (9, 7), (0, 7))


def test_the_page_lists_the_properties_of_every_kind() -> None:
    rows = dict(re.findall(r"(?m)^\| `([a-z-]+)` \| ((?:Point|Poly|Multi).*)$", PAGE))
    assert set(rows) == set(KINDS)
    for name, row in rows.items():
        geometry, must, may = row.split("|")[:3]
        kind = KINDS[name]
        assert geometry.startswith(kind.geometry)
        required = re.findall(r"`(\w+)`", must)
        assert sorted(required) == sorted(kind.required)
        others = {"kind", "building", *required}
        assert set(re.findall(r"`(\w+)`", may)) == kind.properties - others


IDS = st.sampled_from(["101", "C-1", "a.b", "P0", "9-1"])
NAMES = st.fixed_dictionaries(
    {
        "zh": st.sampled_from(["教室", '走廊"x"', "楼"]),
        "en": st.sampled_from(["Room", "a\\b", "楼"]),
    }
)
METRES = st.floats(-500, 500)
POINTS = st.tuples(METRES, METRES)
WIDTHS = st.floats(0.1, 20)
SWINGS = st.sampled_from(["both", "none", "101"])


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({}, optional=fields)


@st.composite
def buildings(draw: st.DrawFn) -> Building:
    """Return a building whose values are possible; whether it could stand is not asked."""
    names = (f"{draw(st.sampled_from(['P', '9-', 'x.']))}{n}" for n in count())

    def rows(most: int, least: int = 0, **fields: st.SearchStrategy[Any]) -> list[Json]:
        several = draw(st.lists(st.fixed_dictionaries(fields), min_size=least, max_size=most))
        return [{"id": next(names), **one} for one in several]

    floors = []
    for level in range(draw(st.integers(2, 3))):
        at: Json = {"at_m": POINTS}
        floors.append({
            "id": next(names), "level": level, "name": draw(NAMES),
            "spaces": rows(2, 1, name=NAMES, use=st.sampled_from(SpaceUse),
                           outline_m=st.lists(POINTS, min_size=3, max_size=5)),
            "doors": [{**one, **draw(optional(usable=st.booleans(), step_free=st.booleans()))}
                      for one in rows(2, joins=st.tuples(IDS, IDS), clear_width_m=WIDTHS,
                                      swing=SWINGS, **at)],
            "exits": rows(2, name=NAMES, space=IDS, clear_width_m=WIDTHS, swing=SWINGS,
                          usable=st.booleans(), step_free=st.booleans(), **at),
            "equipment": rows(1, kind=st.sampled_from(EquipmentKind), **at),
            "refuges": rows(1, name=NAMES, space=IDS, **at),
        })  # fmt: skip
    known = [floor["id"] for floor in floors]

    def landings() -> list[Json]:
        met = draw(st.permutations(known))
        return [{"floor": floor, "space": draw(IDS), "at_m": draw(POINTS)} for floor in met]

    steps = optional(tread_m=st.floats(0.2, 0.4), riser_m=st.floats(0.1, 0.2))
    return Building.model_validate({
        "id": "house", "name": draw(NAMES), "use": draw(st.sampled_from(BuildingUse)),
        "fire_grade": draw(st.sampled_from([None, 1, 4])), "sprinklers": draw(st.booleans()),
        "floors": floors,
        "stairs": [
            {**one, **draw(steps), "landings": landings()}
            for one in rows(2, name=NAMES, enclosed=st.booleans(), flight_width_m=WIDTHS,
                            slope_length_m=st.floats(1, 60))
        ],
        "lifts": [{**one, "landings": landings()} for one in rows(1, name=NAMES)],
        "posting_places": [
            {**one, "floor": draw(st.sampled_from(known))}
            for one in rows(2, name=NAMES, at_m=POINTS, facing_deg=st.floats(0, 359),
                            height_m=st.floats(0.6, 2.4), serves=st.none() | IDS)
        ],
    })  # fmt: skip


@given(buildings())
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.too_slow],  # so it is on a busy machine
)
def test_whatever_building_is_written_reads_back_the_same(building: Building) -> None:
    reading = read(building_geojson(building))
    # Points may all but coincide (C127), and most rooms be hundreds of metres long (C111).
    told = [f.code for f in reading.findings if f.code not in {"C127", "C111"}]
    assert told == []
    if reading.item is not None:
        assert reading.item.model_dump() == building.model_dump()


# ---- lines -------------------------------------------------------------------


def test_every_value_knows_the_line_of_its_feature() -> None:
    text = written(building_geojson(building_of(BUILDINGS["example"])))
    item = read(text).item
    assert item is not None
    lines = text.splitlines()
    for i, floor in enumerate(item.floors):
        assert f'"{floor.id}"' in lines[item.at("floors", i, "level").line - 1]
        for j, door in enumerate(floor.doors):
            for key in ((), ("at_m",), ("clear_width_m",), ("joins", 1)):
                line = lines[item.at("floors", i, "doors", j, *key).line - 1]
                assert f'"id": "{door.id}"' in line
    stair = lines[item.at("stairs", 0, "landings", 1, "space").line - 1]
    assert '"kind": "stair"' in stair
    assert '"science"' in lines[item.at("id").line - 1]


# ---- faults ------------------------------------------------------------------


@pytest.fixture
def collection() -> Json:
    found: Json = json.loads(json.dumps(building_geojson(building_of(BUILDINGS["example"]))))
    return found


def feature(collection: Json, name: str) -> Json:
    found: Json = next(f for f in collection["features"] if f["properties"]["id"] == name)
    return found


def changed(name: str, **properties: object) -> Callable[[Json], None]:
    return lambda collection: feature(collection, name)["properties"].update(properties)


def without(name: str, *properties: str) -> Callable[[Json], None]:
    def edit(collection: Json) -> None:
        for each in properties:
            del feature(collection, name)["properties"][each]

    return edit


def moved(name: str, geometry: object) -> Callable[[Json], None]:
    return lambda collection: feature(collection, name).update(geometry=geometry)


def head(**values: object) -> Callable[[Json], None]:
    return lambda collection: collection["buildings"][0].update(values)


def top(**values: object) -> Callable[[Json], None]:
    return lambda collection: collection.update(values)


def point(*numbers: object) -> Json:
    return {"type": "Point", "coordinates": list(numbers)}


SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]

FAULTS: dict[str, tuple[Callable[[Json], None], str, str]] = {
    "another type": (top(type="Feature"), "C121", "no FeatureCollection"),
    "several buildings": (lambda c: c["buildings"].append({}), "C121", "names several"),
    "no building": (lambda c: c.pop("buildings"), "C121", "which building"),
    "floors no list": (head(floors="F1"), "C121", "which building"),
    "no feature": (lambda c: c["features"].append(7), "C121", "has no properties"),
    "no properties": (lambda c: c["features"][3].pop("properties"), "C121", "feature 4"),
    "no kind": (without("DS11", "kind"), "C122", '"DS11" has no `kind`'),
    "odd kind": (changed("DS11", kind=["door"]), "C122", "unknown kind ['door']"),
    "near kind": (changed("PS11", kind="posting-plaice"), "C122", "unknown kind posting-plaice"),
    "assembly point": (changed("ES1", kind="assembly-point"), "C122", "belongs to the school"),
    "no width": (without("DS11", "clear_width_m"), "C123", 'door "DS11" does not tell clear_w'),
    "null width": (changed("DS11", clear_width_m=None), "C123", "clear_width_m"),
    "no joins": (changed("DS11", joins=[]), "C123", "joins"),
    "no English": (changed("S11", name_en=""), "C123", "name_en"),
    "no floor": (without("S11", "floor"), "C123", 'space "S11" does not tell floor'),
    "no id": (without("ES1", "id"), "C123", "piece of equipment number"),
    "no name of the house": (head(name_en=None), "C123", "the building does not tell name_en"),
    "no level": (lambda c: c["buildings"][0]["floors"][1].pop("level"), "C123", 'floor "S2"'),
    "no enclosure": (changed("B", enclosed=None), "C123", "enclosed"),
    "landing without a space": (
        lambda c: feature(c, "B")["properties"]["landings"]["S2"].pop("space"),
        "C123",
        'the landing on S2 of stair "B" does not tell space',
    ),
    "no geometry": (moved("DS11", None), "C124", "must be a Point, not —"),
    "wrong type": (moved("S11", point(1, 2)), "C124", "must be a Polygon, not Point"),
    "hole": (moved("S11", {"type": "Polygon", "coordinates": [SQUARE, SQUARE]}), "C124", "hole"),
    "parts": (
        moved("S11", {"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}),
        "C124", "the outline has 2 parts",
    ),
    "no part": (moved("S11", {"type": "MultiPolygon", "coordinates": []}), "C124", "no pairs"),
    "open": (moved("S11", {"type": "Polygon", "coordinates": [SQUARE[:3]]}), "C124", "not closed"),
    "a line": (moved("S11", {"type": "Polygon", "coordinates": [[[0, 0]] * 3]}), "C124", "few"),
    "no ring": (moved("S11", {"type": "Polygon", "coordinates": []}), "C124", "no pairs"),
    "height": (moved("DS11", point(1, 2, 3)), "C124", "no pairs of numbers"),
    "text": (moved("DS11", point("1", 2)), "C124", "no pairs of numbers"),
    "true": (moved("DS11", point(True, 2)), "C124", "no pairs of numbers"),  # noqa: FBT003
    "endless": (moved("DS11", point(10**400, 2)), "C124", "no pairs of numbers"),
    "id twice": (changed("DS12", id="DS11"), "C125", 'the id "DS11" is already used on line'),
    "floor and door": (changed("DS12", id="S2"), "C125", '"S2"'),
    "unknown floor": (changed("S11", floor="S9"), "C126", 'no "S9"'),
    "number of a floor": (changed("S11", floor=1), "C126", 'floor of space "S11"'),
    "floor of a place": (changed("PS11", floor="S9"), "C126", 'posting place "PS11"'),
    "another house": (changed("S11", building="gym"), "C126", 'building of space "S11"'),
    "axes in degrees": (
        top(crs={"properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}), "C127", "`crs` says"
    ),
    "steps of an exit": (changed("XS1", tread_m=0.3), "C128", 'exit "XS1" cannot have "tread_m"'),
    "named door": (changed("DS11", name_en="Door"), "C128", '"name_en"'),
    "no final exit": (changed("XS1", final_exit=False), "C128", "final_exit"),
    "final door": (changed("DS11", final_exit=True), "C128", "final_exit"),
    "exit of two": (changed("XS1", joins=["S11", "S1-C"]), "C128", "one space"),
    "step-free stair": (changed("B", step_free=True), "C128", "step_free"),
    "a floor too few": (changed("B", floors=["S1"]), "C128", "disagree (floors)"),
    "a floor twice": (changed("B", floors=["S1", "S1"]), "C128", "disagree (floors)"),
    "landings no object": (changed("B", landings=[1]), "C128", "disagree"),
    "point moved": (
        moved("B", {"type": "MultiPoint", "coordinates": [[1, 2], [44.58, 9.06]]}),
        "C128",
        "disagree (S1)",
    ),
    "indoor room": (
        lambda c: feature(c, "S11").update(properties={"indoor": "room", "level": "0"}),
        "C129",
        "(indoor=room, level=0)",
    ),
    "slip": (changed("DS11", usabel=False), "C103", 'unknown key "usabel"'),
    "slip above": (head(sprinkler=True), "C103", 'the building: unknown key "sprinkler"'),
    "width in words": (changed("DS11", clear_width_m="wide"), "C105", "wrong clear_width_m of"),
    "far": (moved("DS11", point(30_000, 2)), "C105", 'wrong geometry of door "DS11": 30000'),
    "endless width": (changed("DS11", clear_width_m=10**400), "C105", "clear_width_m"),
    "odd use": (changed("S11", use="den"), "C105", 'wrong use of space "S11": den'),
    "odd equipment": (changed("ES1", equipment="hose"), "C105", "wrong equipment of piece of"),
    "three joined": (changed("DS11", joins=["a", "b", "c"]), "C105", "wrong joins"),
    "odd house": (head(use="castle"), "C105", "wrong use of the building: castle"),
    "odd id": (changed("DS11", id="门 1"), "C105", "wrong id of door"),
    "odd exit space": (changed("XS1", joins=[7]), "C105", 'wrong joins of exit "XS1": 7'),
    "level in words": (
        lambda c: c["buildings"][0]["floors"][1].update(level="up"),
        "C105",
        'wrong level of floor "S2": up',
    ),
    "empty floor": (
        lambda c: c["buildings"][0]["floors"].append(
            {"id": "S3", "level": 3, "name_zh": "3楼", "name_en": "floor 3"}
        ),
        "C105",
        'wrong spaces of floor "S3"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_finding_that_names_what_it_is_about(name: str, collection: Json) -> None:
    edit, code, words = FAULTS[name]
    edit(collection)
    reading = read(collection)
    assert reading.item is None
    assert {finding.code for finding in reading.findings} == {code}
    assert any(words in finding.what_en for finding in reading.findings), reading.findings
    for finding in reading.findings:
        assert HANZI.search(finding.what_zh + finding.mend_zh)
        assert not HANZI.search((finding.what_en + finding.mend_en).replace("门", ""))
        assert finding.origin.line > 0


def test_an_outline_of_one_part_is_that_part(collection: Json) -> None:
    plain = read(collection).item
    geometry = feature(collection, "S11")["geometry"]
    geometry.update(type="MultiPolygon", coordinates=[geometry["coordinates"]])
    assert read(collection).item == plain


def test_every_fault_of_a_file_is_told_at_once(collection: Json) -> None:
    for name in ("no width", "unknown floor", "odd use", "hole", "slip", "steps of an exit"):
        edit = FAULTS[name][0]
        if name == "hole":
            feature(collection, "S12")["geometry"]["coordinates"] *= 2
        else:
            edit(collection)
    codes = sorted(finding.code for finding in read(collection).findings)
    assert codes == ["C103", "C105", "C123", "C124", "C126", "C128"]


def test_a_fault_stands_on_the_line_of_its_feature(collection: Json) -> None:
    FAULTS["no width"][0](collection)
    text = written(collection)
    (finding,) = read(text).findings
    assert '"DS11"' in text.splitlines()[finding.origin.line - 1]


def degrees(value: Any) -> Any:
    if isinstance(value[0], list):
        return [degrees(inner) for inner in value]
    return [116.65 + value[0] / 85_000, 39.9 + value[1] / 111_000]


def shifted(value: Any, offset: tuple[float, float]) -> Any:
    if isinstance(value[0], list):
        return [shifted(inner, offset) for inner in value]
    return [value[0] + offset[0], value[1] + offset[1]]


@pytest.mark.parametrize("kinds", [("space", "door"), ("door",), ("space", "equipment")])
def test_longitude_and_latitude_are_told_once_and_how_to_mend_them(
    kinds: tuple[str, ...], collection: Json
) -> None:
    kept = [f for f in collection["features"] if f["properties"]["kind"] in kinds]
    collection["features"] = kept
    for each in kept:
        each["geometry"]["coordinates"] = degrees(each["geometry"]["coordinates"])
    if "equipment" in kinds:
        moved("ES1", point(0, 0))(collection)  # one that was never placed hides nothing
    (finding,) = read(collection).findings
    assert finding.code == "C127"
    assert "metres" in finding.mend_en


def test_axes_of_a_whole_country_are_told_once(collection: Json) -> None:
    for each in collection["features"]:
        each["geometry"]["coordinates"] = shifted(
            each["geometry"]["coordinates"], (500_000, 4_420_000)
        )
        for landing in each["properties"].get("landings", {}).values():
            landing.pop("at_m", None)
    (finding,) = read(collection).findings
    assert finding.code == "C127"
    assert "10 km" in finding.what_en


@pytest.mark.parametrize("offset", [(0, 0), (-60, 30), (9000, -9000)])
def test_metres_are_never_taken_for_degrees(offset: tuple[float, float], collection: Json) -> None:
    for each in collection["features"]:
        each["geometry"]["coordinates"] = shifted(each["geometry"]["coordinates"], offset)
        for landing in each["properties"].get("landings", {}).values():
            landing.pop("at_m", None)
    assert read(collection).findings == ()


def test_what_is_null_counts_as_not_told(collection: Json) -> None:
    plain = read(collection).item
    changed("DS11", usable=None, step_free=None, swing=None)(collection)
    changed("PS11", height_m=None, serves=None)(collection)
    item = read(collection).item
    assert item is not None
    assert plain is not None
    door, place = item.floors[0].doors[0], item.posting_places[0]
    assert (door.usable, door.step_free, door.swing) == (True, True, "none")
    assert (place.height_m, place.serves) == (1.4, None)


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "7", '{"features": {}}', "{", "id: house", "\\"]
)
def test_what_is_no_collection_is_a_finding(text: str) -> None:
    (finding,) = read(text).findings
    assert finding.code in ("C120", "C121")
    assert finding.origin.line == 1


def test_a_key_that_is_written_twice_is_told(collection: Json) -> None:
    text = written(collection).replace('"swing": "S1-C"', '"swing": "S1-C", "swing": "S11"', 1)
    (finding,) = read(text).findings
    assert (finding.code, finding.what_en) == ("C102", 'the key "swing" is written twice')


ODD = st.recursive(
    st.sampled_from([None, True, 0, -1.5, 10**400, "", "S1", "door", "楼", "a" * 2000]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "type", "S1", "coordinates", "\u200b"]), inner, max_size=3
    ),
    max_leaves=5,
)  # fmt: skip


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_nothing_in_a_file_makes_reading_raise(data: st.DataObject) -> None:
    collection: Json = copy.deepcopy(EXAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        place: Any = collection
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(place[key], dict | list) or data.draw(st.integers(0, 4)) == 0:
                place[key] = data.draw(ODD)
                break
            place = place[key]
    reading = parse_item(json.dumps(collection).encode(), "b.geojson", Building)
    assert (reading.item is None) == bool(reading.findings)
    for finding in reading.findings:
        str(finding).encode()


EXAMPLE: Json = json.loads(json.dumps(building_geojson(building_of(BUILDINGS["example"]))))


# ---- in the content tree -----------------------------------------------------


def school(tmp_path: Path, text: str, name: str = "main.geojson") -> Path:
    """Write a content tree whose one building is given, and return the building's file."""
    folder = tmp_path / "content" / "schools" / "school"
    path = folder / "buildings" / name
    path.parent.mkdir(parents=True)
    yards = (EXAMPLES / "school" / "school.yml").read_text(encoding="utf-8")
    (folder / "school.yml").write_text(yards, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path


def loaded(tmp_path: Path) -> tuple[list[Building], list[Finding]]:
    content, findings = load_content(tmp_path / "content", (), ROOT / "theme")
    return [b for campus in content.campuses.values() for b in campus.buildings], [*findings]


@pytest.mark.parametrize("name", ["main.geojson", "main.json"])
def test_a_building_of_a_school_may_be_geojson(name: str, tmp_path: Path) -> None:
    main_building = building_of(BUILDINGS["school"])
    school(tmp_path, written(building_geojson(main_building)), name)
    (found,), findings = loaded(tmp_path)
    assert findings == []
    assert found.model_dump() == main_building.model_dump()
    assert found.file.endswith(name)


def test_a_building_that_is_given_twice_is_told(tmp_path: Path) -> None:
    main_building = building_of(BUILDINGS["school"])
    path = school(tmp_path, written(building_geojson(main_building)))
    yaml = BUILDINGS["school"].read_text(encoding="utf-8")
    path.with_suffix(".yml").write_text(yaml, encoding="utf-8")
    _, findings = loaded(tmp_path)
    assert [finding.code for finding in findings] == ["C106"]


def test_geojson_in_a_folder_without_a_meaning_is_told(tmp_path: Path) -> None:
    path = school(tmp_path, written(building_geojson(building_of(BUILDINGS["school"]))))
    path.rename(tmp_path / "content" / "schools" / "main.geojson")
    _, findings = loaded(tmp_path)
    assert "C109" in [finding.code for finding in findings]


def test_the_cache_tells_geojson_from_the_same_bytes_called_yaml(tmp_path: Path) -> None:
    path = tmp_path / "house.geojson"
    path.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    other = tmp_path / "house.yml"
    other.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    cache = Cache(tmp_path / "cache", "program")
    assert read_cached(str(path), "a.geojson", Building, cache).item is not None
    assert read_cached(str(other), "a.yml", Building, cache).item is None
    again = read_cached(str(path), "a.geojson", Building, cache)
    assert again.item is not None
    plain = parse_item(path.read_bytes(), "a.geojson", Building).item
    assert again.item == plain
    assert plain is not None
    assert again.item.at("floors", 0, "doors", 1) == plain.at("floors", 0, "doors", 1)


def test_a_check_answers_anew_once_the_geojson_of_a_building_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path)
    monkeypatch.chdir(tmp_path)
    path = school(tmp_path, written(building_geojson(building_of(BUILDINGS["school"]))))
    wait_for_rest()
    asked = asked_now(("check", "--as-of", "2026-11-22"))

    def check() -> str:
        return CliRunner().invoke(main, asked.arguments, obj=asked, catch_exceptions=False).stdout

    before = check()
    assert "C105" not in before
    kept = known_answer(asked)
    assert kept is not None
    assert kept.out.decode() == before
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"clear_width_m": 1', '"clear_width_m": -1', 1), encoding="utf-8")
    assert known_answer(asked) is None
    assert "C105" in check()
    path.write_text(text, encoding="utf-8")
    assert check() == before
