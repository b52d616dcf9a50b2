# SPDX-License-Identifier: MIT
"""Evacuation sheets as they hang: measured, photographed, decoded, followed and paced out."""

import gzip
import re
from itertools import pairwise
from math import dist as distance
from pathlib import Path
from typing import Any

import pytest
import yaml
import zxingcpp

from tests.built.output import (
    Chapter,
    picture_of,
    read_html,
    read_pdf,
    squeeze,
    text_boxes_mm,
)
from tests.oracle.printed_plan import Facts, judge_plan, read_plan
from tests.oracle.sheet import Case, judge
from tests.oracle.sheet_pdf import judge_print, read_print
from tests.tiny_tree import ROOT

LANDING_BYTES = 14_000
"""What the first round trip of a connection carries; a page no larger shows at once."""

LARGEST_BYTES = 100_000

A3_MM = [297, 420]

QR_CODE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


def pdf_of(chapter: Chapter, sheet: dict[str, Any]) -> Path:
    (variant,) = sheet["variants"]
    return chapter.folder / str(variant["pdf"])


def test_the_sample_has_sheets_for_many_directions_and_the_stranger_for_every_place(
    chapter: Chapter,
) -> None:
    places = [
        feature
        for file in (chapter.folder / "buildings").glob("*.geojson")
        for feature in chapter.read(f"buildings/{file.name}")["features"]
        if feature["properties"]["kind"] == "posting-place"
    ]
    assert len(chapter.sheets) == len(places) >= 4
    assert {tuple(p["geometry"]["coordinates"]) for p in places} == {
        tuple(sheet["position_m"]) for sheet in chapter.sheets
    }


def test_the_sample_school_has_sheets_in_all_directions_and_at_other_angles(dist: Path) -> None:
    angles = [sheet["facing_deg"] for sheet in Chapter(folder=dist).sheets]
    assert len(angles) >= 16
    assert {0, 90, 180, 270} <= set(angles)
    assert sum(angle % 90 != 0 for angle in angles) >= 2


def test_every_sheet_is_one_page_of_a3(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        (size,) = read_pdf(pdf_of(chapter, sheet)).sizes_mm
        assert sorted(size) == pytest.approx(A3_MM, abs=0.2)


def test_every_sheet_is_written_without_a_layout_and_stays_small(chapter: Chapter) -> None:
    """Where the program draws what its direct way does not know, the slow way steps in."""
    for sheet in chapter.sheets:
        assert read_pdf(pdf_of(chapter, sheet)).producer == "Muster"
        assert pdf_of(chapter, sheet).stat().st_size < LARGEST_BYTES


def test_the_code_on_every_sheet_leads_to_its_landing_page(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        picture = picture_of(pdf_of(chapter, sheet), dpi=150)
        # Asked for anything, the decoder may take a corner of the code for a Micro QR code.
        (found,) = zxingcpp.read_barcodes(picture, formats=QR_CODE)
        assert found.text == sheet["qr_text"]
        match = re.fullmatch(r"https://[a-z.]+\.example/q/([a-z0-9]{5})/", found.text.lower())
        assert match
        assert match[1].upper() == sheet["code"]
        path = found.text.split("/", 3)[3]
        assert (chapter.folder / path / "index.html").is_file()
        assert sheet["landing"] == f"{path}index.html"


def test_every_sheet_of_a_placeholder_host_is_overprinted_as_a_sample(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        pdf = pdf_of(chapter, sheet)
        text = squeeze(read_pdf(pdf).text)
        assert "样张" in text
        assert "SAMPLE" in text
        heights = [bottom - top for _, top, _, bottom, _, _ in text_boxes_mm(pdf)]
        assert max(heights) > 20, "the overprint must be larger than everything else"


def test_every_sheet_says_code_and_way_in_words(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        text = squeeze(read_pdf(pdf_of(chapter, sheet)).text)
        assert sheet["code"] in text
        first = read_html(chapter.folder / sheet["landing"]).items[0]
        assert squeeze(first) in text
        assert sheet["code"] in read_pdf(pdf_of(chapter, sheet)).title


def test_a_landing_page_is_small_and_whole_in_itself(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        data = (chapter.folder / sheet["landing"]).read_bytes()
        text = data.decode()
        assert len(gzip.compress(data, 6)) <= LANDING_BYTES
        assert "<script" not in text
        outside = re.sub(r'xmlns(:\w+)?="http://www\.w3\.org/[^"]+"', "", text)
        outside = re.sub(r"'sha256-[\w+/=]+'", "", outside)  # a digest may hold any letters
        assert not re.search(r"(https?:)?//\w", outside)


def test_a_landing_page_says_where_it_is_and_how_to_go(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        page = read_html(chapter.folder / sheet["landing"])
        assert f"编号 {sheet['code']} · 修订 {sheet['revision']}" in page.text
        length = round(sheet["routes"][0]["length_m"])
        assert re.search(rf"到出口约 ({length - 1}|{length}|{length + 1}) 米", page.text)
        assert {"tel:119", "tel:120", "tel:110"} <= set(page.links)


def features(chapter: Chapter, sheet: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = chapter.read(f"buildings/{sheet['school']}.geojson")["features"]
    return [
        feature
        for feature in found
        if feature["properties"]["kind"] == kind
        and feature["properties"].get("building") in (None, sheet["building"])
    ]


def paced_m(route: dict[str, Any], stairs: list[dict[str, Any]]) -> float:
    """Return the length of a route: straight lines, and stairs along the slope floor by floor."""
    total = 0.0
    for a, b in pairwise(route["points"]):
        if a["floor"] == b["floor"]:
            total += distance((a["x_m"], a["y_m"]), (b["x_m"], b["y_m"]))
            continue
        (stair,) = (
            s["properties"]
            for s in stairs
            if all(
                distance(s["properties"]["landings"][p["floor"]]["at_m"], (p["x_m"], p["y_m"]))
                < 0.01
                for p in (a, b)
            )
        )
        floors = stair["floors"]
        total += stair["slope_length_m"] * abs(floors.index(a["floor"]) - floors.index(b["floor"]))
    return total


def test_a_route_is_as_long_as_its_line(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        stairs = features(chapter, sheet, "stair")
        assert sheet["routes"]
        for route in sheet["routes"]:
            assert route["length_m"] == pytest.approx(paced_m(route, stairs), abs=0.05)


def test_a_route_leads_from_its_reader_to_its_final_exit(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        exits = {e["properties"]["id"]: e for e in features(chapter, sheet, "exit")}
        points = {p["properties"]["id"] for p in features(chapter, sheet, "assembly-point")}
        for route in sheet["routes"]:
            first, last = route["points"][0], route["points"][-1]
            assert [first["x_m"], first["y_m"]] == pytest.approx(sheet["position_m"], abs=0.01)
            assert first["floor"] == sheet["floor"]
            goal = exits[route["final_exit"]]
            assert goal["properties"]["final_exit"] is True
            assert last["floor"] == goal["properties"]["floor"]
            at_m = (last["x_m"], last["y_m"])
            assert at_m == pytest.approx(goal["geometry"]["coordinates"], abs=0.01)
            assert route["assembly_point"] in points


def test_the_plan_is_turned_so_that_the_reader_looks_up_the_page(chapter: Chapter) -> None:
    for sheet in chapter.sheets:
        for variant in sheet["variants"]:
            upwards = (sheet["facing_deg"] + variant["rotation_deg"]) % 360
            assert upwards == pytest.approx(90, abs=0.01)
            left, top, width, height = variant["plan_box_mm"]
            (paper,) = read_pdf(pdf_of(chapter, sheet)).sizes_mm
            assert min(left, top) > 0
            assert left + width < paper[0]
            assert top + height < paper[1]


DATA = {
    "sample": ROOT / "content" / "schools" / "sample",
    "example-school": ROOT / "docs" / "format" / "examples" / "school",
}
"""Where the schools of the two outputs are written down."""


def refuge_of(building: dict[str, Any], route: dict[str, Any]) -> str:
    """Return the refuge in which a route ends; empty for one that leads out."""
    end = (route["points"][-1]["x_m"], route["points"][-1]["y_m"])
    near = [
        refuge["id"]
        for floor in building["floors"]
        for refuge in floor["refuges"]
        if floor["id"] == route["points"][-1]["floor"] and distance(refuge["at_m"], end) < 0.1
    ]
    return "" if route["final_exit"] else near[0]


def case_of(chapter: Chapter, sheet: dict[str, Any], variant: dict[str, Any]) -> Case:
    """Return what the oracle is told: the data as written, the sheet as published."""
    folder = DATA[sheet["school"]]
    school = yaml.safe_load((folder / "school.yml").read_text(encoding="utf-8"))
    files = sorted((folder / "buildings").glob("*.yml"))
    (building,) = (
        data
        for file in files
        if (data := yaml.safe_load(file.read_text(encoding="utf-8")))["id"] == sheet["building"]
    )
    building.setdefault("stairs", [])
    for floor in building["floors"]:
        for name in ("doors", "exits", "equipment", "refuges"):
            floor.setdefault(name, [])
    (place,) = (
        p
        for p in building["posting_places"]
        if (p["floor"], p["at_m"], p["facing_deg"])
        == (sheet["floor"], sheet["position_m"], sheet["facing_deg"])
    )
    routes = {
        route["role"]: {
            "final_exit": route["final_exit"],
            "stairs": [stair["id"] for stair in building["stairs"]],
            "refuge": refuge_of(building, route),
        }
        for route in (*sheet["routes"], *filter(None, [sheet["refuge_way"]]))
    }
    return Case(
        svg=(chapter.folder / variant["svg"]).read_text(encoding="utf-8"),
        school=school,
        building=building,
        place={"height_m": 1.4, **place},
        code=sheet["code"],
        routes=routes,
        fonts=ROOT / "theme" / "fonts",
    )


def test_every_sheet_keeps_the_rules_of_evacuation_plans(chapter: Chapter) -> None:
    """R1 to R32 as the oracle reads them off the drawing and the data, the program apart."""
    faults = [
        f"{sheet['code']}: {fault}"
        for sheet in chapter.sheets
        for variant in sheet["variants"]
        for fault in judge(case_of(chapter, sheet, variant))
    ]
    assert faults == []


def test_every_print_is_true_to_the_building(chapter: Chapter) -> None:
    """Rooms, arrows, signs and names where the reader's mark, the wall and the scale put them."""
    faults = []
    for sheet in chapter.sheets:
        case = case_of(chapter, sheet, sheet["variants"][0])
        routes = {
            route["role"]: [
                *((point["floor"], point["x_m"], point["y_m"]) for point in route["points"]),
                *((route["points"][-1]["floor"], *point) for point in route["outdoor_points"]),
            ]
            for route in (*sheet["routes"], *filter(None, [sheet["refuge_way"]]))
        }
        facts = Facts(
            school=case.school,
            building=case.building,
            place=case.place,
            routes=routes,
        )
        found = judge_plan(read_plan(pdf_of(chapter, sheet)), facts)
        faults += [f"{sheet['code']}: {fault}" for fault in found]
    assert faults == []


def test_every_print_keeps_its_measures(chapter: Chapter) -> None:
    faults = [
        f"{sheet['code']}: {fault}"
        for sheet in chapter.sheets
        for fault in judge_print(read_print(pdf_of(chapter, sheet)), sheet["code"])
    ]
    assert faults == []
