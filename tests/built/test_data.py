# SPDX-License-Identifier: MIT
"""The data files that other people's programs read, key by key as they are published."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from generator.data.schema import PUBLISHED
from tests.built.output import Chapter

KINDS = {
    *("page", "landing", "poster", "sheet", "booklet", "form", "office", "calendar", "feed"),
    *("search", "data", "asset", "pack", "preview", "film"),
}

REQUIREMENT_KINDS = {
    *("topic", "drill", "procedure", "training", "awareness-day", "display", "checklist", "form"),
    *("duty", "parent", "assessment", "method", "calendar"),
}

RUNGS = ["linked", "fitting", "often-enough", "deep", "fresh", "built"]


def read(dist: Path, name: str) -> Any:
    return json.loads((dist / name).read_text(encoding="utf-8"))


def test_the_manifest_lists_every_file_but_itself_with_its_hash(chapter: Chapter) -> None:
    manifest = chapter.read("manifest.json")
    assert set(manifest) == {
        *("schema_version", "muster", "toolchain", "as_of", "files"),
        "sources_sha256",
    }
    listed = {entry["path"]: entry for entry in manifest["files"]}
    assert len(listed) == len(manifest["files"])
    there = {p.relative_to(chapter.folder).as_posix(): p for p in chapter.folder.rglob("*.*")}
    there = {name: path for name, path in there.items() if path.is_file()}
    assert listed.keys() == there.keys() - {"manifest.json"}
    for name, entry in listed.items():
        data = there[name].read_bytes()
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["bytes"] == len(data)
        assert entry["kind"] in KINDS


def test_the_manifest_tells_what_each_file_is(dist: Path) -> None:
    files = {entry["path"]: entry for entry in read(dist, "manifest.json")["files"]}
    keys = {"path", "kind", "item", "language", "school", "public", "sha256", "bytes", "printed"}
    assert all(set(entry) == keys for entry in files.values())
    poster = files["pdf/posters/fire-get-out-A3-en.pdf"]
    assert (poster["kind"], poster["item"], poster["language"]) == ("poster", "fire-get-out", "en")
    sheet = next(entry for entry in files.values() if entry["kind"] == "sheet")
    assert (sheet["school"], sheet["language"]) == ("sample", "both")
    assert sheet["item"] in {path.name for path in (dist / "Q").iterdir()}
    assert files["en/index.html"]["kind"] == "page"
    assert files["en/index.html"]["language"] == "en"


def test_the_sheets_are_published_as_promised(chapter: Chapter) -> None:
    assert chapter.read("sheets.json")["schema_version"] == 1
    keys = "code school building floor position_m facing_deg serves routes refuge_way"
    for sheet in chapter.sheets:
        assert set(sheet) == {*keys.split(), "revision", "qr_text", "landing", "variants"}
        assert sheet["routes"][0]["role"] == "primary"
        for route in (*sheet["routes"], *filter(None, [sheet["refuge_way"]])):
            keys_of_route = "role points length_m narrowest_m doors stairs final_exit refuge"
            assert set(route) == {*keys_of_route.split(), "assembly_point", "outdoor_points"}
            assert route["role"] in {"primary", "second", "step-free"}
            assert all(set(point) == {"floor", "x_m", "y_m"} for point in route["points"])
        for variant in sheet["variants"]:
            wanted = "paper language pdf svg scale_denominator plan_box_mm rotation_deg"
            assert set(variant) == set(wanted.split())
            assert (chapter.folder / variant["pdf"]).is_file()
            assert (chapter.folder / variant["svg"]).is_file()


def test_the_verdict_is_published_as_promised(dist: Path) -> None:
    coverage = read(dist, "coverage.json")
    assert coverage["schema_version"] == 2
    assert len(coverage["plans"]) == 5
    for plan in coverage["plans"]:
        assert set(plan) == {"id", "number", "title_zh", "title_en", "units", "requirements"}
        assert plan["units"]
        for unit in plan["units"]:
            keys = {"clause", "source_sha256", "disposition", "reason", "requirements"}
            assert set(unit) == keys
            assert unit["disposition"] in {"requirement", "not-content", "unread"}
        for requirement in plan["requirements"]:
            check_requirement(requirement, plan["id"])


def check_requirement(requirement: dict[str, Any], plan: str) -> None:
    keys = "id plan clause source_sha256 kind topic audiences cadence terms text_zh text_en"
    assert {*keys.split(), "suppression", "verdicts", "evidence"} == set(requirement)
    assert requirement["plan"] == plan
    assert requirement["kind"] in REQUIREMENT_KINDS
    assert 1 <= len(requirement["terms"]) <= 6
    for verdict in requirement["verdicts"]:
        keys = "audience required planned held overdue steps status findings"
        assert set(verdict) == set(keys.split())
        assert set(verdict["required"]) == {"count", "per", "deadline", "is_past_deadline"}
        assert list(verdict["steps"]) == RUNGS
        assert set(verdict["steps"].values()) <= {"pass", "fail", "not-judged"}
    for evidence in requirement["evidence"]:
        assert set(evidence) == {"item", "path", "locator", "language", "audience"}


def test_every_piece_of_evidence_is_a_file_that_was_built(dist: Path) -> None:
    paths = {
        evidence["path"]
        for plan in read(dist, "coverage.json")["plans"]
        for requirement in plan["requirements"]
        for evidence in requirement["evidence"]
    }
    assert paths
    assert [path for path in paths if not (dist / path).is_file()] == []


GEOMETRY_KEYS = {
    "space": {"use"},
    "door": {"joins", "clear_width_m", "swing", "final_exit"},
    "exit": {"joins", "clear_width_m", "swing", "final_exit", "step_free"},
    "stair": {"floors", "landings", "flight_width_m", "slope_length_m", "step_free"},
    "equipment": {"equipment"},
    "posting-place": {"facing_deg", "serves"},
    "assembly-point": set(),
}


def test_the_buildings_are_published_as_promised(chapter: Chapter) -> None:
    files = sorted((chapter.folder / "buildings").glob("*.geojson"))
    collections = [chapter.read(f"buildings/{file.name}") for file in files]
    assert {collection["type"] for collection in collections} == {"FeatureCollection"}
    assert {collection["schema_version"] for collection in collections} == {1}
    found = [f["properties"] for collection in collections for f in collection["features"]]
    assert {each["kind"] for each in found} >= GEOMETRY_KEYS.keys()
    for each in found:
        assert {"id", "kind", "name_zh", "name_en"} <= set(each)
        assert GEOMETRY_KEYS.get(each["kind"], set()) <= set(each)


@pytest.mark.parametrize(
    "name", ["plan", "lesson", "drill", "procedure", "poster", "school", "building", "site_config"]
)
def test_the_schemas_are_published(dist: Path, name: str) -> None:
    schema = read(dist, f"schemas/{name}.schema.json")
    assert schema["schema_version"] == 1
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["type"] == "object"


@pytest.mark.parametrize("name", ["coverage", "sheets"])
def test_a_data_file_ends_with_a_line_and_shows_hanzi(dist: Path, name: str) -> None:
    text = (dist / f"{name}.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_what_is_for_the_school_alone_is_not_public_and_nothing_public_leads_there(
    dist: Path,
) -> None:
    files = read(dist, "manifest.json")["files"]
    closed = {entry["path"] for entry in files if not entry["public"]}
    assert closed == {entry["path"] for entry in files if entry["path"].startswith("internal/")}
    assert "internal/sample/evacuation.json" in closed
    assert "internal/sample/leaving-teaching-zh.pdf" in closed
    assert "internal/sample/records-zh.xlsx" in closed
    texts = [*dist.rglob("*.html"), *dist.rglob("search/**/*.js")]
    assert [path for path in texts if "internal/" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("manifest", "manifest.json"),
        ("coverage", "coverage.json"),
        ("sheets", "sheets.json"),
        ("buildings", "buildings/*.geojson"),
        ("evacuation", "internal/*/evacuation.json"),
    ],
)
def test_a_published_file_has_the_shape_that_its_schema_tells(
    dist: Path, name: str, pattern: str
) -> None:
    files = list(dist.glob(pattern))
    assert files
    for file in files:
        PUBLISHED[name].model_validate_json(file.read_text(encoding="utf-8"))
    assert (dist / "schemas" / f"{name}.schema.json").is_file()
