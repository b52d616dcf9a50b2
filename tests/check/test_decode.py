# SPDX-License-Identifier: MIT
"""Every printed code is read off its page and followed; one that leads astray stops a build."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.addresses import landing_path, set_path, sheet_path
from generator.check.decode import CodeCheck, decode, find_code_box, verify_codes
from generator.finding import Origin, Severity
from generator.maps.landing import landing_files
from generator.maps.sheet import draw_sheets
from generator.model.content import Content
from generator.model.sheet import Sheet
from generator.paper.bound_set import set_jobs
from generator.paper.pdf import PrintJob, print_all
from tests.check.made_up import settings
from tests.maps.made_up_school import CODES, THEME, make_campus, make_choice, make_routes

ADDRESS = "https://muster.example"

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>图</title>
<style>html{{font-family:"Muster Sans"}}@page{{size:{0}mm {1}mm;margin:0}}body{{margin:0}}
svg{{display:block;width:{0}mm;height:{1}mm}}</style></head><body>{2}</body></html>"""


def draw() -> tuple[Sheet, ...]:
    campus = make_campus()
    return draw_sheets(campus, campus.buildings[0], make_routes(), make_choice())


def pdf_of(sheet: Sheet) -> str:
    return sheet_path(sheet.school, sheet.building, f"{sheet.code}-A3-both", "pdf")


def set_job(sheets: tuple[Sheet, ...]) -> PrintJob:
    """Return the bound set of these sheets."""
    campus = make_campus()
    content = Content(campuses={campus.school.id: campus})
    (job,) = set_jobs(sheets, content, settings(), THEME)
    return job


def set_of(sheet: Sheet) -> str:
    return set_path(sheet.school, sheet.building, "A3", "both")


def print_into(out: Path, *jobs: PrintJob) -> None:
    with ThreadPoolExecutor(1) as executor:
        assert all(not result.findings for result in print_all(jobs, THEME, out, executor))


@pytest.fixture(scope="module")
def sheets() -> tuple[Sheet, ...]:
    return draw()


@pytest.fixture(scope="module")
def built(sheets: tuple[Sheet, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with two printed sheets and their pages."""
    out = tmp_path_factory.mktemp("built")
    jobs = []
    for sheet in sheets:
        (variant,) = sheet.variants
        html = PAGE.format(variant.width_mm, variant.height_mm, variant.svg)
        jobs.append(PrintJob(path=pdf_of(sheet), html=html, origin=Origin(file="x.yml")))
    print_into(out, *jobs, set_job(sheets))
    for path, text in landing_files(make_campus(), sheets, Content(), THEME, date(2026, 9, 1)):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8")
    return out


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "dist"))


def verify(sheets: tuple[Sheet, ...], out: Path, cache: Path | None = None) -> CodeCheck:
    return verify_codes(sheets, ADDRESS, out, cache)


def codes(check: CodeCheck) -> list[str]:
    assert all(finding.severity is Severity.ERROR for finding in check.findings)
    return [finding.code for finding in check.findings]


def test_every_code_leads_to_its_page(sheets: tuple[Sheet, ...], out: Path) -> None:
    check = verify(sheets, out)
    assert (codes(check), check.count, check.cached) == ([], 4, 0)


def test_the_code_is_found_where_it_is_drawn(sheets: tuple[Sheet, ...], out: Path) -> None:
    for sheet in sheets:
        (variant,) = sheet.variants
        box_mm = find_code_box(variant.svg)
        assert box_mm
        left, top, right, bottom = box_mm
        assert 0 <= left < right <= variant.width_mm
        assert right - left == pytest.approx(bottom - top, abs=0.1)
        assert decode(out / pdf_of(sheet), 4.0, box_mm) == sheet.qr_text
        beside = (left, max(top - 100, 0), right, max(top - 20, 30))
        assert decode(out / pdf_of(sheet), 4.0, beside) == ""


def test_a_code_whose_place_on_the_page_is_unknown_is_found_all_the_same(
    sheets: tuple[Sheet, ...], out: Path
) -> None:
    bare = tuple(
        replace(s, variants=tuple(replace(v, drawing="<svg/>") for v in s.variants)) for s in sheets
    )
    assert find_code_box("<svg/>") is None
    assert codes(verify(bare, out)) == []


def test_two_swapped_sheets_are_both_errors(sheets: tuple[Sheet, ...], out: Path) -> None:
    one, two = (out / pdf_of(sheet) for sheet in sheets)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    check = verify(sheets, out)
    assert codes(check) == ["M311", "M311"]
    assert CODES["room"] in check.findings[0].what_en
    assert CODES["hall"] in check.findings[0].what_en


def test_a_swap_that_the_drawing_made_is_an_error_too(out: Path, sheets: tuple[Sheet, ...]) -> None:
    """What the maker believes does not count, only what the code must say."""
    one, two = sheets
    mixed = (replace(one, qr_text=two.qr_text), replace(two, qr_text=one.qr_text))
    for sheet, other in ((one, two), (two, one)):
        shutil.copy(out / pdf_of(sheet), out / f"{other.code}.pdf")
    for sheet in (one, two):
        shutil.move(out / f"{sheet.code}.pdf", out / pdf_of(sheet))
    assert codes(verify(mixed, out)) == ["M311", "M311"]


def test_two_sheets_swapped_in_the_bound_set_are_both_errors(
    sheets: tuple[Sheet, ...], out: Path, tmp_path: Path
) -> None:
    one, two = sheets
    swapped = replace(one, variants=two.variants), replace(two, variants=one.variants)
    print_into(out, set_job(swapped))
    for cache in (None, tmp_path / ".muster-cache", tmp_path / ".muster-cache"):
        check = verify(sheets, out, cache)
        assert codes(check) == ["M311", "M311"]
        assert {f.origin.file for f in check.findings} == {set_of(one)}
        assert two.code in check.findings[0].what_en


def test_a_bound_set_that_lacks_a_sheet_or_was_not_printed_is_an_error(
    sheets: tuple[Sheet, ...], out: Path
) -> None:
    print_into(out, set_job(sheets[:1]))
    assert codes(verify(sheets, out)) == ["M311"]
    (out / set_of(sheets[0])).unlink()
    assert codes(verify(sheets, out)) == ["M311", "M311"]


def test_another_address_than_the_site_s_is_an_error(sheets: tuple[Sheet, ...], out: Path) -> None:
    check = verify_codes(sheets, "https://other.example", out, None)
    assert codes(check) == ["M311"] * 4


def test_a_sheet_that_was_not_printed_is_an_error(sheets: tuple[Sheet, ...], out: Path) -> None:
    (out / pdf_of(sheets[0])).unlink()
    assert codes(verify(sheets, out)) == ["M311"]


def test_a_code_that_leads_to_no_page_or_to_another_way_is_an_error(
    sheets: tuple[Sheet, ...], out: Path
) -> None:
    one, two = (out / landing_path(sheet.code) for sheet in sheets)
    one.write_text(two.read_text(encoding="utf-8"), encoding="utf-8")
    two.unlink()
    assert codes(verify(sheets, out)) == ["M312", "M312"]


def test_a_page_with_another_way_than_its_sheet_is_an_error(
    sheets: tuple[Sheet, ...], out: Path
) -> None:
    one, two = sheets
    words = one.routes[0].words
    turned = replace(one.routes[0], words=(two.routes[0].words[0], *words[1:]))
    assert turned.words != words
    page = out / landing_path(one.code)
    text = page.read_text(encoding="utf-8").replace(words[0].en, "Leave to the left")
    page.write_text(text, encoding="utf-8")
    assert codes(verify(sheets, out)) == ["M312"]


def test_unchanged_pdfs_are_not_read_again(
    sheets: tuple[Sheet, ...], out: Path, tmp_path: Path
) -> None:
    cache = tmp_path / ".muster-cache"
    assert verify(sheets, out, cache).cached == 0
    assert verify(sheets, out, cache).cached == 4
    one, two = (out / pdf_of(sheet) for sheet in sheets)
    one.write_bytes(two.read_bytes())
    check = verify(sheets, out, cache)
    assert codes(check) == ["M311"], "a cache never changes a result"


@pytest.mark.parametrize("damage", ["", "{}", "[1]", '{"seal": "", "texts": {}}'])
def test_a_damaged_cache_is_as_good_as_none(
    sheets: tuple[Sheet, ...], out: Path, tmp_path: Path, damage: str
) -> None:
    cache = tmp_path / ".muster-cache"
    verify(sheets, out, cache)
    (cache / "codes").write_text(damage, "utf-8")
    check = verify(sheets, out, cache)
    assert (codes(check), check.cached) == ([], 0)


def test_a_cache_whose_texts_were_changed_is_not_believed(
    sheets: tuple[Sheet, ...], out: Path, tmp_path: Path
) -> None:
    cache = tmp_path / ".muster-cache"
    verify(sheets, out, cache)
    kept = cache / "codes"
    kept.write_text(kept.read_text("utf-8").replace(CODES["room"], CODES["hall"]), "utf-8")
    check = verify(sheets, out, cache)
    assert (codes(check), check.cached) == ([], 0)
