# SPDX-License-Identifier: MIT
"""`muster build` on a tiny tree: the same bytes twice, and an error spoils nothing."""

import hashlib
import os
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from types import SimpleNamespace
from typing import cast

import pytest
from PIL import Image

from generator.build import BuildResult
from generator.finding import Finding, Origin, Severity
from generator.inspection import Inspection
from generator.load.kept_build import AGAIN, snapshot_of
from generator.model.coverage import Coverage
from generator.report import build_lines
from tests.built.output import read_html
from tests.tiny_tree import CODE, ROOT, lend_cache, run_muster, write_tree
from tests.whole_tree import write_whole_tree


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tiny_build: Path) -> Path:
    """The output of the tiny tree, built once; four panels of its poster share a picture."""
    return tiny_build / "dist"


@pytest.fixture(scope="module")
def built_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the same tree without a cache, wherever what must not count differs."""
    folder = tmp_path_factory.mktemp("elsewhere")
    config = write_tree(folder / "其他 folder" / "deeper", is_backward=True)
    out = os.path.relpath(folder / "out", ROOT)
    result = run_on_one_core(
        *("build", "--no-cache", "--config", config, "--out", out), PYTHONHASHSEED="2", **ELSEWHERE
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def touched(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lesson alone, with an output that is up to date; who touches it has it built again."""
    folder = tmp_path_factory.mktemp("touched")
    config = write_tree(folder)
    for name in ("schools", "posters"):
        shutil.rmtree(folder / "content" / name)
    lend_cache(built.parent, folder)
    assert run_muster("build", "--config", config).returncode == 0
    return folder


def test_the_tiny_tree_gives_pages_papers_sheets_and_a_landing_page(built: Path) -> None:
    names = hashes(built).keys()
    assert {
        "index.html",
        "en/lessons/way-out.html",
        "pdf/posters/walk-A4-zh.pdf",
        "office/lessons/way-out-zh.docx",
        "office/coverage-en.xlsx",
        f"sheets/hut-school/hut/{CODE}-A3-both.pdf",
        f"Q/{CODE}/index.html",
        "manifest.json",
    } <= names
    assert not built.with_name(".dist.muster-new").exists()
    assert not built.with_name("dist.old").exists()


def test_the_same_tree_gives_the_same_bytes_elsewhere_and_on_another_day(
    built: Path, built_elsewhere: Path
) -> None:
    """Deeper down, in another time zone and language, by one process, files made in any order."""
    assert unlike(hashes(built), hashes(built_elsewhere)) == set()


@pytest.mark.audit
def test_a_tree_with_every_kind_of_file_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    config = write_whole_tree(tmp_path / "one")
    first = run_muster("build", "--config", config, PYTHONHASHSEED="1", TZ="Asia/Shanghai")
    assert first.returncode in {0, 1}, first.stdout + first.stderr
    config = write_whole_tree(tmp_path / "其他" / "more" / "two", is_backward=True)
    second = run_on_one_core("build", "--config", config, PYTHONHASHSEED="2", **ELSEWHERE)
    assert second.returncode == first.returncode, second.stdout + second.stderr
    one, two = hashes(tmp_path / "one" / "dist"), hashes(config.parent / "dist")
    kinds = {Path(name).suffix for name in one}
    assert kinds >= {
        *(".pdf", ".png", ".svg", ".docx", ".xlsx", ".pptx", ".ics", ".mp4", ".zip"),
        *(".html", ".js", ".json", ".csv", ".xml", ".geojson", ".woff2"),
    }
    assert unlike(one, two) == set()


ELSEWHERE = {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "SOURCE_DATE_EPOCH": "19"}
"""Another time zone, language and day of the machine."""


def unlike(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one | other if one.get(name) != other.get(name)}


def run_on_one_core(*arguments: str | Path, **environment: str) -> CompletedProcess[str]:
    """Run the command where it finds one core; other platforms cannot be told."""
    if not hasattr(os, "sched_setaffinity"):
        return run_muster(*arguments, **environment)
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        return run_muster(*arguments, **environment)
    finally:
        os.sched_setaffinity(0, cores)


def test_a_build_elsewhere_draws_and_lays_out_nothing_that_is_kept(
    built: Path, tmp_path: Path
) -> None:
    shutil.copytree(built.parent, tmp_path / "again")
    cache = tmp_path / "again" / ".muster-cache"
    before = {path: path.stat().st_mtime_ns for path in cache.glob("*/*")}
    fonts = {"landing-font", "page-font", "sheet-font"}
    assert {"pdf", "preview", "sheet", "text", *fonts} <= {path.parent.name for path in before}
    result = run_muster("build", "--config", tmp_path / "again" / "site_config.yml")
    assert result.returncode == 0, result.stdout + result.stderr
    assert {path: path.stat().st_mtime_ns for path in cache.glob("*/*")} == before
    assert hashes(tmp_path / "again" / "dist") == hashes(built)


def test_an_unchanged_tree_is_not_built_again(built: Path) -> None:
    config = built.with_name("site_config.yml")
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    result = run_muster("build", "--config", config, PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.startswith(AGAIN)
    assert "编码 codes 1" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


@pytest.mark.parametrize("harm", ["remove", "add", "spoil"])
def test_an_output_with_a_file_less_more_or_other_is_no_more_what_was_left(
    tmp_path: Path, harm: str
) -> None:
    page = tmp_path / "lessons" / "way-out.html"
    page.parent.mkdir()
    page.write_text("sound", encoding="utf-8")
    before = snapshot_of(str(tmp_path))
    assert snapshot_of(str(tmp_path)) == before
    if harm == "remove":
        page.unlink()
    elif harm == "add":
        (tmp_path / "other.html").write_text("", encoding="utf-8")
    else:
        page.write_text("", encoding="utf-8")
    assert snapshot_of(str(tmp_path)) != before


@pytest.mark.parametrize("harm", ["edit", "spoil"])
def test_whatever_was_touched_since_is_built_again(touched: Path, harm: str) -> None:
    page = touched / "dist" / "lessons" / "way-out.html"
    before = page.read_text(encoding="utf-8")
    title = re.findall("找到..", before)[0]
    if harm == "edit":
        (lesson,) = touched.rglob("way-out.yml")
        text = lesson.read_text(encoding="utf-8")
        title = "找到后门" if title == "找到大门" else "找到大门"
        lesson.write_text(re.sub("找到..", title, text), encoding="utf-8")
    else:
        page.write_text("", encoding="utf-8")
        (touched / "dist" / "now.html").unlink()
        (touched / "dist" / "other.html").write_text("", encoding="utf-8")
    result = run_muster("build", "--config", touched / "site_config.yml")
    assert result.returncode == 0, result.stdout + result.stderr
    assert AGAIN not in result.stdout
    assert title in page.read_text(encoding="utf-8")
    assert (page.read_text(encoding="utf-8") == before) == (harm != "edit")
    assert (touched / "dist" / "now.html").is_file()
    assert not (touched / "dist" / "other.html").exists()


def test_without_the_cache_nothing_is_kept_and_the_bytes_are_the_same(
    built: Path, built_elsewhere: Path
) -> None:
    assert not (built_elsewhere.parent / ".muster-cache").exists()
    assert hashes(built_elsewhere) == hashes(built)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_an_item_shows_the_picture_of_its_paper(built: Path, language: str) -> None:
    page = built / ("en" if language == "en" else "") / "lessons" / "way-out.html"
    pattern = (
        r'<a href="([^"]+)"><img [^>]*src="([^"]+\.png)" width="(\d+)" height="(\d+)" alt="(.+?)"'
    )
    ((link, source, width, height, alt),) = re.findall(pattern, page.read_text(encoding="utf-8"))
    file = (page.parent / source).resolve()
    assert file == (built / f"pdf/lessons/way-out-A4-{language}.png").resolve()
    with Image.open(file) as drawn:
        assert drawn.size == (int(width), int(height))
    assert link == source
    assert "A4" in alt


def test_the_page_of_a_school_shows_each_sheet_as_a_small_picture_that_opens_sharp(
    built: Path,
) -> None:
    text = (built / "schools" / "hut-school.html").read_text(encoding="utf-8")
    pattern = r'<a href="([^"]+)\.svg"><img [^>]*src="([^"]+)\.png" width="(\d+)" height="(\d+)"'
    ((link, source, width, height),) = re.findall(pattern, text)
    assert link == source
    with Image.open(built / "schools" / f"{source}.png") as drawn:
        assert drawn.size == (int(width), int(height))


def test_pages_offer_the_packs_that_anybody_may_have(built: Path) -> None:
    links = read_html(built / "lessons" / "way-out.html").links
    (pack,) = [link for link in links if link.endswith(".zip")]
    assert (built / "lessons" / pack).is_file()
    links = read_html(built / "schools" / "hut-school.html").links
    packs = {link for link in links if link.endswith(".zip")}
    assert "../packs/schools/hut-school/sheets-hut-both.zip" in packs
    assert all((built / "schools" / pack).is_file() for pack in packs)
    assert not any("internal" in link for link in links)


def test_an_error_while_making_leaves_the_last_good_output(built: Path, tmp_path: Path) -> None:
    """U+20BB7 is no character of GB 2312: in the number of a clause that is seen only on paper."""
    clause = {"mark: own, read: 2026-11-22": "clause: 𠮷, mark: own, read: 2026-11-22"}
    config = write_tree(tmp_path, clause)
    lend_cache(built.parent, tmp_path)
    shutil.copytree(built, tmp_path / "dist")
    result = run_muster("build", "--config", config)
    assert result.returncode == 2
    assert "walk.yml:1: error D701 pdf/posters/walk-A4-zh.pdf" in result.stdout
    assert "U+20BB7" in result.stdout
    assert hashes(tmp_path / "dist") == hashes(built)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".muster-cache",  # codes read so far
        "content",
        "dist",
        "site_config.yml",
    ]


def test_a_name_that_leaves_no_room_on_a_sheet_stops_the_build_where_it_is_written(
    built: Path, tmp_path: Path
) -> None:
    """What is put together of it is longer than a text in a file may be; that is no fault."""
    names = ("小屋, en: Hut}", "大树下, en: the big tree}", "南门, en: the south door}")
    long = f"{'长' * 1100}, en: {'door ' * 230}}}"
    config = write_tree(tmp_path, dict.fromkeys(names, long))
    shutil.copytree(built, tmp_path / "dist")
    result = run_muster("build", "--config", config)
    assert result.returncode == 2, result.stderr
    assert "content/schools/hut/school.yml:10: error D704" in result.stdout
    assert "door door door door…" in result.stdout
    assert hashes(tmp_path / "dist") == hashes(built)


def test_a_build_tells_what_only_drawing_shows() -> None:
    known, drawn = (
        Finding(
            code=code,
            severity=Severity.GAP,
            origin=Origin(file="content/a.yml", line=3),
            what_zh="放不下",
            what_en="does not fit",
            mend_zh="删短",
            mend_en="shorten it",
        )
        for code in ("V507", "D703")
    )
    result = BuildResult(
        inspection=cast("Inspection", SimpleNamespace(findings=(known,))),
        coverage=Coverage(plans=()),
        findings=(drawn, known),
        is_written=True,
        counts=dict.fromkeys(("pages", "pdfs", "sheets", "codes"), 1),
    )
    lines = list(build_lines(result, Path("dist")))
    assert "content/a.yml:3: gap D703 放不下 → 删短" in lines
    assert not any("V507" in line for line in lines)


def test_an_error_in_the_content_writes_nothing_and_tells_all_at_once(tmp_path: Path) -> None:
    config = write_tree(
        tmp_path, {"pictogram: fire": "pictogran: fire", "minutes: 20": "minutes: x"}
    )
    result = run_muster("build", "--config", config)
    assert result.returncode == 2
    assert "content/topics/fire.yml:4: error" in result.stdout
    assert "content/lessons/way-out.yml:3: error" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site_config.yml"]


def test_faulty_settings_hide_no_error_of_the_content(tmp_path: Path) -> None:
    place = "- {id: P2, name: {zh: 东墙, en: East}, floor: F1, at_m: [7.8, 3], facing_deg: 0}"
    changes = {"address: https": "adress: https", "posting_places:": f"posting_places:\n  {place}"}
    config = write_tree(tmp_path, changes)
    result = run_muster("build", "--config", config)
    assert result.returncode == 2
    told = set(re.findall(r"([\w.]+):\d+: error ([A-Z]\d{3})", result.stdout))
    assert {("site_config.yml", "C103"), ("hut.yml", "A301")} <= told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site_config.yml"]
