# SPDX-License-Identifier: MIT
"""The plan of leaving, as PDFium reads it: classes, ground, times side by side, what is left."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pypdfium2
import pytest

from generator.model.assignment import Assignment
from generator.model.evacuation import Evacuation
from generator.model.route import Barrier, Blockage, Detour
from generator.paper.leaving import leaving_jobs
from generator.paper.pdf import print_all
from generator.settings import THEME
from tests.built.output import squeeze
from tests.sample_school import sample_school


def print_plans(evacuation: Evacuation, folder: Path) -> Mapping[str, str]:
    """Return the text of each plan by its path."""
    made = sample_school()
    jobs = tuple(leaving_jobs(made.content, evacuation, made.settings, THEME))
    with ThreadPoolExecutor(1) as executor:
        results = tuple(print_all(jobs, THEME, folder, executor))
    assert [finding for result in results for finding in result.findings] == []
    return {result.path: read(folder / result.path) for result in results}


def read(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(squeeze(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return print_plans(sample_school().evacuation, tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="module")
def zh(plans: Mapping[str, str]) -> str:
    return plans["internal/sample/leaving-teaching-zh.pdf"]


@pytest.fixture(scope="module")
def en(plans: Mapping[str, str]) -> str:
    return plans["internal/sample/leaving-teaching-en.pdf"]


def test_the_plan_lies_in_the_closed_folder_in_both_languages(plans: Mapping[str, str]) -> None:
    assert sorted(plans) == [
        "internal/sample/leaving-teaching-en.pdf",
        "internal/sample/leaving-teaching-zh.pdf",
    ]
    assert all("不公开" in text or "notpublic" in text for text in plans.values())


def test_every_class_stands_with_stair_turn_exit_and_row(zh: str) -> None:
    made = sample_school()
    names = {each.id: each.name.zh for each in made.campus.school.classes}
    stairs = {each.id: each.name.zh for each in made.building.stairs}
    exits = {e.id: e.name.zh for floor in made.building.floors for e in floor.exits}
    assigned = made.evacuation.assignments["sample"].assigned
    assert len(assigned) == 13
    for a in assigned:
        way = "→".join(stairs[stair] for stair in a.route.stairs) or "—"
        row = f"{names[a.school_class]}{a.head_count}{way}{a.slot}{exits[a.route.final_exit]}"
        assert row in zh


def test_the_drawing_of_the_ground_names_rows_and_classes_but_counts_nobody() -> None:
    made = sample_school()
    (html,) = (
        job.html
        for job in leaving_jobs(made.content, made.evacuation, made.settings, THEME)
        if job.path.endswith("-zh.pdf")
    )
    drawings = [part.partition("</svg>")[0] for part in html.split("<svg")[1:]]
    names = {each.id: each.name.zh for each in made.campus.school.classes}
    for a in made.evacuation.assignments["sample"].assigned:
        said = f">{a.stand.row} · {names[a.school_class]}<"
        assert sum(said in drawing for drawing in drawings) == 1
        assert not any(f">{a.head_count}" in drawing for drawing in drawings)


def test_the_times_stand_side_by_side_with_what_they_leave_out(en: str) -> None:
    (estimate,) = sample_school().evacuation.assignments["sample"].estimates
    assert estimate.measured_s == (251, 287)
    for figure in (estimate.capacity_bound_s, estimate.estimate_s, estimate.guideline_aim_s):
        assert f"{figure:.0f}s" in en
    assert "251s287s" in en
    assert "MSC.1/Circ.1533" in en
    assert "inprinciplewithin2minutes" in en
    assert "教基一厅〔2014〕2号" in en
    assert "Notsetbytheschool." in en
    for left_out in ("gettingup", "walkfromtheexittotheassemblypoint"):
        assert left_out in en


def test_no_time_is_called_good_enough(zh: str, en: str) -> None:
    for word in ("合格", "达标", "足够快", "符合2分钟"):
        assert word not in zh
    assert "doesnotjudgewhetheritisquickenough" in en
    assert not any(word in en.lower() for word in ("passed:", "compliant", "meetstheaim"))


def test_every_constant_of_the_estimate_is_printed_with_its_unit(en: str) -> None:
    (estimate,) = sample_school().evacuation.assignments["sample"].estimates
    shown = en[en.index("Constantsused") : en.index("Wherepeoplewait")]
    for name, value in estimate.constants.items():
        assert f"{value}" in shown
        assert name not in shown, "each has its name in words"
    assert "greatestflow,door1.3persons/(m·s)" in shown


def test_the_flow_through_every_element_is_told_slowest_first(en: str) -> None:
    (estimate,) = sample_school().evacuation.assignments["sample"].estimates
    flows = en[en.index("Wherepeoplewait") : en.index("Placeswhosesheet")]
    assert flows.index("thewestexit251") < flows.index("themainexit301") < flows.index("stairB174")
    assert flows.count("1.30") == sum(part.specific_flow == 1.3 for part in estimate.parts)


def test_a_place_led_another_way_than_the_shortest_is_listed_with_both(en: str) -> None:
    other = en[en.index("Placeswhosesheet") : en.index("Whatisleft")]
    assert "P203bystairBtothemainexit,45mbystairAtothewestexit,38m" in other
    assert "P101" not in other


def test_each_blockage_tells_what_is_left_and_where_nothing_is(en: str) -> None:
    left = en[en.index("Whatisleft") : en.index("Peoplewhocannotusestairs")]
    assert left.index("thewestexit") < left.index("stairA") < left.index("doorD1A")
    assert "bystairAtothewestexit:P20334m" in left
    assert "nowayleft" in left[left.index("doorD107") :]
    assert "P107" in left[left.index("nowayleft") :][:60]


def test_a_way_cut_for_everybody_leaves_no_way(tmp_path: Path) -> None:
    made = sample_school()
    cut = Detour(blockage=Blockage(barrier=Barrier.STAIR, id="A"), from_place={"P203": None})
    detours = MappingProxyType({("sample", "teaching"): (cut,)})
    plans = print_plans(replace(made.evacuation, detours=detours), tmp_path)
    zh = plans["internal/sample/leaving-teaching-zh.pdf"]
    assert "A楼梯没有路了五年级2班教室门旁P203" in zh


def test_who_cannot_use_stairs_is_told_where_to_go_or_to_wait(en: str) -> None:
    free = en[en.rindex("Peoplewhocannotusestairs") :]
    assert "P101tothemainexit,50m" in free
    assert "P203Waitattherefuge" in free


def test_a_building_without_classes_gets_a_plan_without_times(tmp_path: Path) -> None:
    made = sample_school()
    empty = MappingProxyType({"sample": Assignment()})
    plans = print_plans(replace(made.evacuation, assignments=empty), tmp_path)
    en = plans["internal/sample/leaving-teaching-en.pdf"]
    assert "Noclasshasitsroominthisbuilding." in en
    assert "Capacitybound" not in en
    assert "Whatisleft" in en


def test_without_known_ways_nothing_is_printed() -> None:
    made = sample_school()
    assert list(leaving_jobs(made.content, Evacuation(), made.settings, THEME)) == []
