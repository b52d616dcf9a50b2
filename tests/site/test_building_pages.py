# SPDX-License-Identifier: MIT
"""The page of a building: its ways in words; nothing that is for the school alone."""

import re
from pathlib import Path

import pytest

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.check.written_index import WrittenIndex
from generator.maps.building_view import draw_buildings
from generator.model.evacuation import Evacuation
from generator.model.route import Barrier
from generator.settings import THEME
from generator.site.build_site import SiteFolders, build_site
from generator.site.building_pages import building_pages
from generator.site.pages import SiteInput
from generator.site.search_pages import read_pages
from tests.built.output import read_html
from tests.sample_school import sample_school

PAGE = "buildings/sample/teaching.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made, folder = sample_school(), tmp_path_factory.mktemp("buildings")
    settings = made.settings.model_copy(update={"plans": ()})
    coverage = judge_coverage(
        Judgement(content=made.content, settings=settings, as_of=settings.as_of)
    )
    given = SiteInput(
        content=made.content,
        settings=settings,
        sheets=made.sheets,
        coverage=coverage,
        evacuation=made.evacuation,
        drawn=draw_buildings([made.campus], made.evacuation, THEME),
    )
    folders = SiteFolders(theme=THEME, staging=folder / "staging", out=folder / "site")
    assert build_site(given, folders) == ()
    return folder / "site"


def article(site: Path, path: str) -> str:
    """Return what a page itself says, without its frame."""
    text = (site / path).read_text(encoding="utf-8")
    return text[text.index("<article") : text.index("</article>")]


def view(said: str, anchor: str) -> str:
    """Return what a page shows under an anchor."""
    start = said.index(f'id="{anchor}"')
    return said[start : said.index("</section>", start)]


@pytest.mark.parametrize(("prefix", "language"), [("", "zh"), ("en/", "en")])
def test_every_place_has_its_way_in_the_words_of_its_sheet(
    site: Path, prefix: str, language: str
) -> None:
    made = sample_school()
    routes = made.evacuation.routes.buildings["sample", "teaching"].from_place
    items = read_html(site / prefix / PAGE).items
    assert len(routes) == 34
    for ways in routes.values():
        for line in ways[0].words:
            assert line[language] in items


def test_a_place_upstairs_is_told_its_step_free_way_and_where_to_wait(site: Path) -> None:
    said = article(site, f"en/{PAGE}")
    part = view(said, "room-P203")
    assert "<p>to the refuge in stair A, 20 m</p>" in part
    assert "Wait at the refuge in stair A" in part


def test_a_place_whose_way_has_no_steps_is_told_so(site: Path) -> None:
    said = article(site, f"en/{PAGE}")
    told = "The same as the way above: it has no steps."
    assert told in view(said, "room-PLB")
    assert told not in view(said, "room-P203")


def test_each_stair_and_exit_tells_what_is_left_without_it(site: Path) -> None:
    said = article(site, f"en/{PAGE}")
    table = said[said.index('id="when-a-stair-or-exit-is-blocked"') :]
    heads = re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', table)
    assert heads == ["the canteen exit", "the main exit", "the west exit", "stair A", "stair B"]
    (row,) = re.findall(r"<tr><th[^>]*>stair B</th>(.*?)</tr>", table)
    assert row.startswith("<td>by stair A to the west exit</td>")
    assert 'Classroom 5(2), beside the door <span class="nowrap">34 m</span>' in row


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_pages_lead_to_the_set_and_to_each_other(site: Path, prefix: str) -> None:
    up = "../../" if prefix else "../"
    school = read_html(site / prefix / "schools/sample.html").links
    assert f"{up}sheets/sample/teaching/set-A3-both.pdf" in school
    assert f"../{PAGE}" in school
    building = read_html(site / prefix / PAGE).links
    assert f"{up}../sheets/sample/teaching/set-A3-both.pdf" in building
    assert "../../schools/sample.html" in building
    for sheet in sample_school().sheets:
        assert f"{up}../sheets/sample/teaching/{sheet.code}-A3-both.pdf" in building
        assert f"{up}../{sheet.landing}" in building


def test_no_page_tells_classes_turns_counts_or_times(site: Path) -> None:
    made = sample_school()
    for prefix in ("", "en/"):
        said = article(site, prefix + PAGE)
        assert "internal/" not in said
        for word in ("MSC.1", "185", "Capacity bound", "容量下限", "第几列", "Head count", "人数"):
            assert word not in said
    for page in building_pages(made.campus, made.evacuation, made.sheets, "en"):
        assert "assignments" not in page.values
        assert made.evacuation not in page.values.values()


def test_the_search_knows_nothing_of_what_is_for_the_school_alone(site: Path) -> None:
    shown = [file.read_text(encoding="utf-8") for file in site.glob("search/zh/t*.js")]
    assert any(PAGE in text for text in shown)
    assert not any("internal" in text for text in shown)
    index = WrittenIndex(site, "en")
    assert [*index.find("stair")]
    assert [*index.find("circ")] == []


def test_the_table_tells_of_stairs_and_exits_single_doors_are_told_of_room_by_room() -> None:
    made = sample_school()
    (page,) = building_pages(made.campus, made.evacuation, made.sheets, "zh")
    barriers = {cut.barrier for cut in page.values["cuts"]}  # type: ignore[attr-defined]
    assert barriers == {Barrier.EXIT, Barrier.STAIR}


def test_a_building_whose_ways_are_not_known_has_a_page_all_the_same() -> None:
    made = sample_school()
    (page,) = building_pages(made.campus, Evacuation(), (), "zh")
    assert (page.path, page.values["cuts"], page.values["sets"]) == (
        "buildings/sample/teaching.md", (), [],
    )  # fmt: skip


def test_the_search_reads_every_room_and_of_its_ways_round_only_what_is_new(site: Path) -> None:
    (read,) = read_pages(site / "en", [PAGE])
    assert "Gather at the east assembly point" in read.text
    assert "Another room" in read.text
    assert read.text.count("blocked: back to the usual way") <= 1
