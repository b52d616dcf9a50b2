# SPDX-License-Identifier: MIT
"""The published data files hold exactly the keys that other people's programs read."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.check.coverage import gaps_of, judge_coverage
from generator.data.coverage_json import coverage_json
from generator.data.geojson import campus_geojson
from generator.data.manifest import manifest_json
from generator.data.published.coverage import CoverageFile
from generator.data.sheets_json import sheets_json
from generator.finding import Finding, Origin, Severity
from generator.maps.sheet import draw_sheets
from tests.check.made_up import (
    campus,
    content,
    drill,
    entry,
    judgement,
    lesson,
    plan,
    requirement,
    text,
)
from tests.maps.made_up_school import make_building, make_campus, make_choice, make_routes

Json = dict[str, Any]


def plain(data: object) -> Any:
    """Return the data as another program reads it."""
    return json.loads(json.dumps(data))


@pytest.fixture(scope="module")
def coverage() -> Json:
    asked = plan(
        requirement(
            "1",
            audiences=["primary", "junior"],
            cadence={"count": 2, "per": "term", "by": "11-09"},
            derived=True,
        ),
        requirement("2", suppression={"reason": text("暂缓"), "until": "2027-01-01"}),
    )
    judged = judge_coverage(judgement(content(asked, lesson())))
    found: Json = plain(coverage_json(judged, (*gaps_of(judged), STRAY), ROOT))
    return found


ROOT = Path("/srv/school")

STRAY = Finding(
    code="A313",
    severity=Severity.GAP,
    origin=Origin(file="/srv/school/content/record.yml", line=7, key="date"),
    what_zh="还没有到",
    what_en="is still to come",
    mend_zh="改正。",
    mend_en="Correct it.",
    subject="a/b",
)


def test_coverage_has_exactly_its_keys(coverage: Json) -> None:
    assert set(coverage) == {"schema_version", "plans", "findings"}
    (found,) = coverage["plans"]
    assert set(found) == {"id", "number", "title_zh", "title_en", "units", "requirements"}
    for unit in found["units"]:
        assert set(unit) == {"clause", "source_sha256", "disposition", "reason", "requirements"}
    for each in found["requirements"]:
        assert set(each) == {
            "id", "plan", "clause", "source_sha256", "kind", "topic", "audiences", "cadence",
            "terms", "text_zh", "text_en", "suppression", "verdicts", "evidence",
        }  # fmt: skip


def test_a_verdict_has_exactly_its_keys(coverage: Json) -> None:
    for verdict in coverage["plans"][0]["requirements"][0]["verdicts"]:
        assert set(verdict) == {
            "audience", "required", "planned", "held", "overdue", "steps", "status", "findings",
        }  # fmt: skip
        assert verdict["required"] == {
            "count": 2, "per": "term", "deadline": "11-09", "is_past_deadline": False,
        }  # fmt: skip
        assert list(verdict["steps"]) == [
            "linked", "fitting", "often-enough", "deep", "fresh", "built",
        ]  # fmt: skip
        assert set(verdict["steps"].values()) <= {"pass", "fail", "not-judged"}
        for finding in verdict["findings"]:
            assert set(finding) == {"code", "zh", "en", "mend_zh", "mend_en"}


def test_coverage_lists_every_finding_with_its_place_also_those_of_no_verdict(
    coverage: Json,
) -> None:
    *gaps, stray = coverage["findings"]
    assert stray == {
        "code": "A313",
        "severity": "gap",
        "file": "content/record.yml",
        "line": 7,
        "subject": "a/b",
        "zh": "还没有到",
        "en": "is still to come",
        "mend_zh": "改正。",
        "mend_en": "Correct it.",
    }
    of_verdicts = [
        f["zh"] for r in coverage["plans"][0]["requirements"] for v in r["verdicts"]
        for f in v["findings"]
    ]  # fmt: skip
    assert [gap["zh"] for gap in gaps] == of_verdicts
    assert gaps


def test_coverage_fits_its_published_schema(coverage: Json) -> None:
    CoverageFile.model_validate_json(json.dumps(coverage))


def test_what_is_owed_is_told_with_what_was_held() -> None:
    asked = plan(requirement(kind="drill", cadence={"per": "month"}))
    days = ["2026-09-10", "2026-10-15"]
    school = campus(entry(dates=days))
    judged = judge_coverage(judgement(content(asked, drill(), campuses=(school,))))
    found: Json = plain(coverage_json(judged, (), ROOT))
    (verdict,) = found["plans"][0]["requirements"][0]["verdicts"]
    assert (verdict["planned"], verdict["held"], verdict["overdue"]) == (2, 0, 2)


@pytest.mark.parametrize(
    ("kind", "cadence", "count"),
    [
        ("drill", {"per": "unsaid"}, None),
        ("drill", {"per": "vague"}, None),
        ("form", {"per": "event"}, None),
        ("checklist", {"per": "once"}, None),
        ("drill", {"per": "once"}, 1),
        ("drill", {"per": "year", "count": 2}, 2),
    ],
)
def test_no_count_is_told_where_the_clause_asks_for_none(
    kind: str, cadence: Json, count: int | None
) -> None:
    asked = plan(requirement(kind=kind, cadence=cadence))
    school = campus(entry(dates=["2026-09-10", "2026-10-15"]))
    judged = judge_coverage(judgement(content(asked, drill(), campuses=(school,))))
    found: Json = plain(coverage_json(judged, (), ROOT))
    (verdict,) = found["plans"][0]["requirements"][0]["verdicts"]
    assert verdict["required"]["count"] == count


def test_a_deadline_that_has_passed_is_told_with_its_year() -> None:
    asked = plan(requirement(kind="drill", cadence={"per": "once", "by": "12-31", "by_year": 2022}))
    judged = judge_coverage(judgement(content(asked, drill())))
    found: Json = plain(coverage_json(judged, (), ROOT))
    (verdict,) = found["plans"][0]["requirements"][0]["verdicts"]
    assert verdict["required"]["deadline"] == "2022-12-31"
    assert verdict["required"]["is_past_deadline"] is True


def test_coverage_says_what_was_judged(coverage: Json) -> None:
    first, second = coverage["plans"][0]["requirements"]
    assert (first["id"], first["plan"], first["clause"]) == ("plan-a/1", "plan-a", "一")
    assert [v["audience"] for v in first["verdicts"]] == ["primary", "junior"]
    assert [v["status"] for v in first["verdicts"]] == ["often-enough", "fitting"]
    assert first["cadence"] == {
        "count": 2, "per": "term", "on": None, "deadline": "11-09", "derived": True,
    }  # fmt: skip
    assert first["suppression"] is None
    assert second["suppression"]["until"] == "2027-01-01"
    assert [v["status"] for v in second["verdicts"]] == ["suppressed"]


def test_evidence_is_listed_once_with_its_path(coverage: Json) -> None:
    evidence = coverage["plans"][0]["requirements"][0]["evidence"]
    for piece in evidence:
        assert set(piece) == {"item", "path", "locator", "language", "audience"}
        assert not Path(piece["path"]).is_absolute()
    assert sorted(piece["path"] for piece in evidence) == [
        "en/lessons/fire-lesson.html",
        "lessons/fire-lesson.html",
        "pdf/lessons/fire-lesson-A4-en.pdf",
        "pdf/lessons/fire-lesson-A4-zh.pdf",
    ]
    assert {piece["audience"] for piece in evidence} == {"primary"}


@pytest.fixture(scope="module")
def sheets() -> Json:
    drawn = draw_sheets(make_campus(), make_building(), make_routes(), make_choice())
    found: Json = plain(sheets_json(tuple(drawn)))
    return found


def test_sheets_have_exactly_their_keys(sheets: Json) -> None:
    assert set(sheets) == {"schema_version", "sheets"}
    assert len(sheets["sheets"]) == 2
    for sheet in sheets["sheets"]:
        assert set(sheet) == {
            "code", "school", "building", "floor", "position_m", "facing_deg", "serves", "routes",
            "refuge_way", "revision", "qr_text", "landing", "variants",
        }  # fmt: skip
        for route in sheet["routes"]:
            assert set(route) == {
                "role", "points", "length_m", "narrowest_m", "doors", "stairs",
                "final_exit", "refuge", "assembly_point", "outdoor_points",
            }  # fmt: skip
            assert all(set(point) == {"floor", "x_m", "y_m"} for point in route["points"])
        for variant in sheet["variants"]:
            assert set(variant) == {
                "paper", "language", "pdf", "svg", "scale_denominator", "plan_box_mm",
                "rotation_deg",
            }  # fmt: skip
            assert len(variant["plan_box_mm"]) == 4


def test_a_sheet_says_where_it_hangs_and_where_it_leads(sheets: Json) -> None:
    room = next(s for s in sheets["sheets"] if s["serves"] == "202")
    assert (room["code"], room["school"], room["building"]) == ("22223", "made-up", "teaching")
    assert (room["floor"], room["position_m"], room["facing_deg"]) == ("f2", [18.5, 2.7], 90.0)
    assert [route["role"] for route in room["routes"]] == ["primary", "second"]
    first = room["routes"][0]
    assert first["points"][0] == {"floor": "f2", "x_m": 18.5, "y_m": 2.7}
    assert (first["length_m"], first["final_exit"]) == (42.0, "gate-w")
    assert first["assembly_point"] == "ground"
    outdoors = make_routes().from_place["room"][0].outdoor_points
    assert first["outdoor_points"] == [list(point) for point in outdoors] != []
    assert room["qr_text"] == "HTTPS://MUSTER.EXAMPLE/Q/22223/"
    assert room["landing"] == "Q/22223/index.html"
    variant = room["variants"][0]
    assert variant["pdf"] == f"sheets/made-up/teaching/22223-A3-{variant['language']}.pdf"
    assert variant["svg"] == variant["pdf"].replace(".pdf", ".svg")


FEATURE_KEYS = {
    "id", "kind", "building", "floor", "name_zh", "name_en", "joins", "clear_width_m", "swing",
    "final_exit", "step_free",
}  # fmt: skip


@pytest.fixture(scope="module")
def features() -> list[Json]:
    collection = plain(campus_geojson(make_campus()))
    assert collection["type"] == "FeatureCollection"
    found: list[Json] = collection["features"]
    return found


def of_kind(features: list[Json], kind: str) -> list[Json]:
    return [f for f in features if f["properties"]["kind"] == kind]


def test_every_element_of_a_school_is_a_feature(features: list[Json]) -> None:
    building = make_building()
    floors = building.floors
    expected = {
        "space": sum(len(f.spaces) for f in floors),
        "door": sum(len(f.doors) for f in floors),
        "exit": sum(len(f.exits) for f in floors),
        "equipment": sum(len(f.equipment) for f in floors),
        "stair": len(building.stairs),
        "posting-place": len(building.posting_places),
        "assembly-point": 1,
        "yard": 1,
    }
    assert {kind: len(of_kind(features, kind)) for kind in expected} == expected
    assert len(features) == sum(expected.values())


def test_every_feature_has_the_published_properties(features: list[Json]) -> None:
    for feature in features:
        assert feature["type"] == "Feature"
        assert set(feature["properties"]) >= FEATURE_KEYS, feature["properties"]["id"]


def test_stairs_tell_of_their_floors_landings_and_flights(features: list[Json]) -> None:
    west = next(f for f in of_kind(features, "stair") if f["properties"]["id"] == "west")
    properties = west["properties"]
    assert properties["floors"] == ["f1", "f2"]
    assert properties["landings"]["f2"] == {"space": "west-2", "at_m": [2.0, 3.6]}
    assert (properties["flight_width_m"], properties["slope_length_m"]) == (1.8, 9.0)
    assert properties["step_free"] is False


def test_doors_and_exits_tell_what_they_join(features: list[Json]) -> None:
    door = next(f for f in of_kind(features, "door") if f["properties"]["id"] == "d21")
    assert door["geometry"] == {"type": "Point", "coordinates": [11.5, 2.4]}
    assert door["properties"]["joins"] == ["201", "corridor-2"]
    assert (door["properties"]["floor"], door["properties"]["final_exit"]) == ("f2", False)
    gate = next(f for f in of_kind(features, "exit") if f["properties"]["id"] == "gate-w")
    assert gate["properties"]["joins"] == ["corridor-1"]
    assert (gate["properties"]["clear_width_m"], gate["properties"]["final_exit"]) == (1.8, True)
    assert gate["properties"]["step_free"] is True


def test_outlines_are_closed_rings_in_metres(features: list[Json]) -> None:
    for feature in of_kind(features, "space") + of_kind(features, "yard"):
        (ring,) = feature["geometry"]["coordinates"]
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
    room = next(f for f in features if f["properties"]["id"] == "101")
    assert room["geometry"]["coordinates"] == [
        [[4.0, 2.4], [13.0, 2.4], [13.0, 9.6], [4.0, 9.6], [4.0, 2.4]]
    ]


FILES = {
    "index.html": ("page", "index", "zh", None),
    "en/lessons/fire.html": ("page", "fire", "en", None),
    "Q/NEDC2/index.html": ("landing", "NEDC2", "both", "s"),
    "sheets/s/house/NEDC2-A3-both.pdf": ("sheet", "NEDC2", "both", "s"),
    "sheets/s/house/NEDC2-A3-both.svg": ("sheet", "NEDC2", "both", "s"),
    "sheets/s/house/set-A3-both.pdf": ("booklet", "house", "both", "s"),
    "sheets/s/house/NEDC2-A3-both.png": ("preview", "NEDC2", "both", "s"),
    "sheets/s/house/set-A3-both.png": ("preview", "house", "both", "s"),
    "pdf/posters/six-nos-A3-en.png": ("preview", "six-nos", "en", None),
    "packs/lessons/lesson-fire-first-zh.zip": ("pack", "fire-first", "zh", None),
    "packs/schools/s/drill-fire-en.zip": ("pack", "fire", "en", "s"),
    "packs/schools/s/sheets-house-both.zip": ("pack", "house", "both", "s"),
    "internal/s/drill-fire-en.zip": ("pack", "fire", "en", "s"),
    "internal/s/leaving-east-wing-zh.pdf": ("booklet", "east-wing", "zh", "s"),
    "internal/s/evacuation.json": ("data", None, None, "s"),
    "buildings/s/house.html": ("page", "house", "zh", "s"),
    "en/buildings/s/house.html": ("page", "house", "en", "s"),
    "pdf/lessons/fire-first-A4-zh.pdf": ("booklet", "fire-first", "zh", None),
    "pdf/posters/six-nos-A3-en.pdf": ("poster", "six-nos", "en", None),
    "pdf/procedures/fire-A4-en.pdf": ("poster", "fire", "en", None),
    "search/zh/index.js": ("search", None, None, None),
    "en/search/en/7.js": ("search", None, None, None),
    "coverage.json": ("data", None, None, None),
    "sheets.json": ("data", None, None, None),
    "schemas/plan.schema.json": ("data", None, None, None),
    "buildings/s.geojson": ("data", None, None, "s"),
    "schools/s.html": ("page", "s", "zh", "s"),
    "en/calendar/s.html": ("page", "s", "en", "s"),
    "assets/site.css": ("asset", None, None, None),
}

KINDS = {
    "page", "landing", "poster", "sheet", "booklet", "form", "office",
    "calendar", "feed", "search", "data", "asset", "pack", "preview",
}  # fmt: skip


@pytest.fixture
def manifest(tmp_path: Path) -> Json:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    found: Json = plain(manifest_json(tmp_path, date(2026, 11, 22), {"NEDC2": "s"}))
    return found


def test_the_manifest_has_exactly_its_keys(manifest: Json) -> None:
    keys = "schema_version muster toolchain as_of sources_sha256 files"
    assert set(manifest) == set(keys.split())
    assert manifest["as_of"] == "2026-11-22"
    assert {"python", "mkdocs", "weasyprint"} <= set(manifest["toolchain"])
    for file in manifest["files"]:
        assert set(file) == {
            "path", "kind", "item", "language", "school", "public", "sha256", "bytes", "printed",
        }  # fmt: skip
        assert file["kind"] in KINDS


def test_the_manifest_lists_every_file_with_its_hash_and_size(manifest: Json) -> None:
    assert sorted(f["path"] for f in manifest["files"]) == sorted(FILES)
    for file in manifest["files"]:
        content = file["path"].encode()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["bytes"] == len(content)


@pytest.mark.parametrize("path", FILES)
def test_the_manifest_says_what_a_file_is(manifest: Json, path: str) -> None:
    file = next(f for f in manifest["files"] if f["path"] == path)
    found = (file["kind"], file["item"], file["language"], file["school"])
    assert found == FILES[path]


def test_what_is_for_the_school_alone_is_marked_so(manifest: Json) -> None:
    closed = {file["path"] for file in manifest["files"] if not file["public"]}
    assert closed == {path for path in FILES if path.startswith("internal/")}
