# SPDX-License-Identifier: MIT
"""The steps in order: load, route, check, draw, print, pack, publish, look at it, swap."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from generator.addresses import (
    LANDING_FONT,
    evacuation_path,
    geojson_path,
    school_findings_path,
    sheet_path,
)
from generator.check.built import read_output
from generator.check.coverage import Judgement, gaps_of, judge_coverage
from generator.check.decode import CodeCheck, verify_codes
from generator.check.output_folder import find_unsafe_output
from generator.data.case import case_packages
from generator.data.coverage_csv import coverage_csv
from generator.data.coverage_json import Json, coverage_json, findings_json
from generator.data.evacuation_json import evacuation_json
from generator.data.geojson import campus_geojson
from generator.data.learning_resource import Surroundings, learning_resources, script_text
from generator.data.manifest import CLOSED, manifest_json
from generator.data.schema import content_schemas, published_schemas
from generator.data.sheets_json import sheets_json
from generator.finding import Finding, Severity, sort_findings
from generator.inspection import Inspection, extra_letters, inspect, search_queries
from generator.kept_files import KeptFiles
from generator.load.answer import FOLDER
from generator.load.cache import program_fingerprint
from generator.load.sources import sources_fingerprint
from generator.maps.building_view import draw_buildings
from generator.maps.choice import SheetChoice
from generator.maps.kept_sheet import SheetDrawer
from generator.maps.landing import landing_files
from generator.maps.sheet import find_postings, find_sheet_faults
from generator.maps.spool import Spool
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.output import Output
from generator.model.record import Teaching
from generator.model.school import Campus
from generator.model.sheet import Sheet
from generator.office.block import OfficeFile
from generator.office.shelf import OfficeInput, list_files, list_verdict_files
from generator.paper.binding import bind_all
from generator.paper.booklet import frame_job
from generator.paper.booklets import list_booklets
from generator.paper.jobs import PaperInput, PaperJobs, list_jobs
from generator.paper.packs import list_packs, write_pack
from generator.paper.pdf import PrintResult, print_all
from generator.paper.preview import Preview, draw_previews, finished_previews
from generator.paper.printed import Printed, list_printed
from generator.render.extra_font import credit_of, extended_theme, write_credit
from generator.render.page_policy import seal_folder
from generator.render.web_font import WEIGHTS, embed_font, hanzi_of, subset_font
from generator.render.words import load_words
from generator.review import reviews_in_force
from generator.settings import THEME, Settings
from generator.site.build_site import SiteFolders, build_site
from generator.site.kept_copies import write_worker
from generator.site.kept_page import KeptPages
from generator.site.pages import SiteInput
from generator.site.share_picture import draw_shares, list_shares

REVIEW_DAYS = 365
"""How long a sheet is valid before it must be looked at again.

Our choice; AS 3745 allows five years.
"""

MAX_WORKERS = 8
"""How many processes print at most; each needs some 100 MB."""

Report = Callable[[str, int, int], None]
"""Told of progress: name of the step, how many done, how many in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of a build."""

    inspection: Inspection
    coverage: Coverage
    findings: tuple[Finding, ...]
    is_written: bool
    codes: CodeCheck | None = None
    """What came of reading every printed code."""
    counts: dict[str, int] = field(default_factory=dict)
    """Pages, PDFs, sheets and codes in the output."""
    seconds: float = 0.0


def build(settings: Settings, out: Path, report: Report, *, is_cached: bool = True) -> BuildResult:
    """Build everything into `out`; on an error the last good output stays as it was.

    What earlier builds left in `.muster-cache` saves time and changes no byte; with `is_cached`
    false it is left aside.
    """
    started = time.monotonic()
    report("check", 0, 1)
    sources = sources_fingerprint(settings)
    inspection = inspect(settings, settings.as_of)
    report("check", 1, 1)
    unsafe = tuple(find_unsafe_output(out, settings))
    if inspection.has_errors or unsafe:
        return _stopped(inspection, sort_findings([*inspection.findings, *unsafe]))
    fresh = out.with_name(f".{out.name}.muster-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        cache = Path(settings.file).parent / FOLDER if is_cached else None
        with (
            _theme(inspection, settings) as theme,
            tempfile.TemporaryDirectory(prefix="muster-") as scratch,
        ):
            work = _Work(
                settings=settings,
                inspection=inspection,
                fresh=fresh,
                report=report,
                cache=cache,
                theme=theme,
                sources=sources,
                spool=Path(scratch) / "drawings",
            )
            coverage, codes, findings = _make_all(work)
        stopping = [f for f in findings if f.severity is Severity.ERROR]
        if stopping:
            return _stopped(inspection, sort_findings(findings))
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return BuildResult(
        inspection=inspection,
        coverage=coverage,
        findings=sort_findings(findings),
        is_written=True,
        codes=codes,
        counts=_count(out),
        seconds=time.monotonic() - started,
    )


@contextmanager
def _theme(inspection: Inspection, settings: Settings) -> Iterator[Path]:
    """Yield the theme, with rare characters out of the site's own font where texts need them."""
    letters = extra_letters(inspection.content, settings)
    if not letters or settings.extra_font_file is None:
        yield THEME
        return
    with tempfile.TemporaryDirectory(prefix="muster-") as name:
        theme = extended_theme(THEME, settings.extra_font_file, letters, Path(name) / "theme")
        write_credit(theme, settings.extra_font_licence)
        yield theme


def _stopped(inspection: Inspection, findings: tuple[Finding, ...]) -> BuildResult:
    return BuildResult(
        inspection=inspection, coverage=inspection.coverage, findings=findings, is_written=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What all makers are given, and where they put what they make."""

    settings: Settings
    inspection: Inspection
    fresh: Path
    report: Report
    sources: str = ""
    """SHA-256 over all that was read; needed where a manifest is written."""
    cache: Path | None
    """Where earlier builds left what they made; None to make all afresh."""
    theme: Path
    """Everything is drawn from it."""
    spool: Path
    """Drawings wait here until they are needed; gone after the build."""

    def kept(self, kind: str) -> KeptFiles:
        """Return what earlier builds left of one kind of file."""
        return KeptFiles(self.cache / kind if self.cache else None)

    @property
    def content(self) -> Content:
        return self.inspection.content

    @property
    def reviewed(self) -> frozenset[str]:
        """What may be said to have been compared, on the day of the build."""
        return reviews_in_force(self.content, self.settings.as_of)

    def judge(self, output: Output | None) -> Coverage:
        """Judge what was built; without an output, assume that everything gets built."""
        return judge_coverage(
            Judgement(
                content=self.content,
                settings=self.settings,
                as_of=self.settings.as_of,
                output=output,
                is_built_assumed=output is None,
            )
        )


def _make_all(work: _Work) -> tuple[Coverage, CodeCheck, list[Finding]]:
    """Fill the fresh folder and judge what was really built."""
    sheets = _draw(work)
    _write_office(work, list_files(_office_input(work)))
    buildings = [b for campus in work.content.campuses.values() for b in campus.buildings]
    printed = _print(work, sheets)
    findings = [*find_sheet_faults(sheets, buildings), *printed.findings]
    _write_landings(work, sheets)
    codes = _verify_codes(work, sheets)
    findings += codes.findings
    expected = work.judge(None)
    pages = open_kept_pages(work.settings, is_cached=work.cache is not None)
    findings += _site(work, printed, expected, pages)
    judged = work.judge(_read_back(work))
    if judged != expected:
        findings += _site(work, printed, judged, pages)
    pages.forget_unused()
    _write_office(work, list_verdict_files(_office_input(work), judged))
    judged_before = set(gaps_of(work.inspection.coverage))
    kept = [f for f in work.inspection.findings if f not in judged_before]
    found = [*kept, *findings, *gaps_of(judged)]
    _write_findings(work, judged, sort_findings(found))
    _write_data(work, printed, judged)
    return judged, codes, found


def _verify_codes(work: _Work, sheets: tuple[Sheet, ...]) -> CodeCheck:
    work.report("codes", 0, 1)
    check = verify_codes(sheets, work.settings.address, work.fresh, work.cache)
    work.report("codes", 1, 1)
    return check


def _write_findings(work: _Work, coverage: Coverage, findings: tuple[Finding, ...]) -> None:
    """Write the verdict with what may be public; what a school's own files say stays inside."""
    root = Path(work.settings.file).parent.absolute()
    folders = {name: Path(c.school.file).parent for name, c in work.content.campuses.items()}
    own = {
        name: [f for f in findings if Path(f.origin.file).is_relative_to(folder)]
        for name, folder in folders.items()
    }
    inside = {finding for found in own.values() for finding in found}
    public = [finding for finding in findings if finding not in inside]
    _write_json(work.fresh / "coverage.json", coverage_json(coverage, public, root))
    for name, found in own.items():
        _write_json(work.fresh / school_findings_path(name), findings_json(found, root))


def _draw(work: _Work) -> tuple[Sheet, ...]:
    tasks = [(c, building) for c in work.content.campuses.values() for building in c.buildings]
    program, kept = _drawing_program(work.theme), work.kept("sheet")
    spool, sheets = Spool(work.spool), list[Sheet]()
    for done, (campus, building) in enumerate(tasks, start=1):
        routes = work.inspection.evacuation.routes.buildings[campus.school.id, building.id]
        drawer = SheetDrawer(_sheet_choice(work, campus), program, kept)
        postings = find_postings(campus, building, routes)
        sheets += (spool.store(drawer.draw(posting)) for posting in postings)
        work.report("maps", done, len(tasks))
    kept.forget_unused()
    return tuple(sheets)


def _drawing_program(theme: Path) -> str:
    """Return the SHA-256 of all that draws: code, libraries, signs, letters and words."""
    digest = hashlib.sha256(program_fingerprint().encode())
    for path in sorted(path for path in theme.rglob("*") if path.is_file()):
        digest.update(path.relative_to(theme).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _sheet_choice(work: _Work, campus: Campus) -> SheetChoice:
    settings = work.settings
    return SheetChoice(
        base_url=settings.address,
        theme=work.theme,
        review_days=REVIEW_DAYS,
        version=version("muster"),
        papers=tuple(paper.value for paper in settings.sheets.papers),
        languages=tuple(language.value for language in settings.sheets.languages),
        is_sample=campus.school.sample or settings.is_placeholder,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """What was put on paper, and what was made of the papers."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    papers: tuple[Printed, ...]
    """What each sheet and paper prints."""
    previews: tuple[Preview, ...]
    packs: Mapping[str, int]
    """Size in bytes of each zip, by its path."""


def _print(work: _Work, sheets: tuple[Sheet, ...]) -> _Printed:
    """Print everything; draw the pictures of what anybody may see; fill the packs."""
    _write_drawings(work, sheets)
    given = PaperInput(
        content=work.content,
        settings=work.settings,
        sheets=sheets,
        theme=work.theme,
        reviewed=work.reviewed,
        evacuation=work.inspection.evacuation,
    )
    jobs = list_jobs(given)
    workers = min(os.cpu_count() or 1, MAX_WORKERS)
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as executor:
        results = tuple(_print_pages(work, jobs, executor))
        results += tuple(_bind_booklets(work, given, results, executor))
        return _Printed(
            sheets=sheets,
            findings=tuple(found for result in results for found in result.findings),
            papers=tuple(list_printed(given, jobs.of_items)),
            previews=tuple(_draw_previews(work, executor)),
            packs=dict(_write_packs(work, given)),
        )


def _write_packs(work: _Work, given: PaperInput) -> Iterator[tuple[str, int]]:
    packs = tuple(list_packs(given))
    for done, pack in enumerate(packs, start=1):
        write_pack(pack, work.fresh, work.theme, work.settings.as_of)
        work.report("packs", done, len(packs))
        yield pack.path, (work.fresh / pack.path).stat().st_size


def _print_pages(
    work: _Work, jobs: PaperJobs, executor: ProcessPoolExecutor
) -> Iterator[PrintResult]:
    results = print_all(jobs, work.theme, work.fresh, executor, work.kept("pdf"))
    for done, result in enumerate(results, start=1):
        work.report("pdf", done, len(jobs))
        yield result


def _bind_booklets(
    work: _Work,
    given: PaperInput,
    printed: tuple[PrintResult, ...],
    executor: ProcessPoolExecutor,
) -> Iterator[PrintResult]:
    """Lay out the frames of booklets and bind the finished papers into them."""
    booklets = tuple(list_booklets(given, {result.path: result.pages for result in printed}))
    frames = tuple(frame_job(booklet, work.settings, work.theme) for booklet in booklets)
    yield from print_all(frames, work.theme, work.fresh, executor, work.kept("frame"))
    bindings = [booklet.binding for booklet in booklets]
    bound = bind_all(bindings, work.fresh, executor, work.kept("bound"))
    for done, _ in enumerate(bound, start=1):
        work.report("booklets", done, len(bindings))


def _draw_previews(work: _Work, executor: ProcessPoolExecutor) -> Iterator[Preview]:
    found = sorted(path.relative_to(work.fresh) for path in work.fresh.rglob("*.pdf"))
    pdfs = [path.as_posix() for path in found if path.parts[0] not in CLOSED]
    previews = draw_previews(pdfs, work.fresh, executor, work.kept("preview"))
    for done, preview in enumerate(previews, start=1):
        work.report("preview", done, len(pdfs))
        yield preview


def _write_drawings(work: _Work, sheets: tuple[Sheet, ...]) -> None:
    """Write every sheet as SVG with the letters it needs inside."""
    variants = [(sheet, variant) for sheet in sheets for variant in sheet.variants]
    used = set[str]().union(*(variant.svg for _, variant in variants))
    letters = "".join(sorted(used))
    for sheet, variant in variants:
        name = f"{sheet.code}-{variant.paper}-{variant.language}"
        svg = embed_font(variant.svg, work.theme / "fonts", letters)
        _write(work.fresh / sheet_path(sheet.school, sheet.building, name, "svg"), svg)


def _write_landings(work: _Work, sheets: tuple[Sheet, ...]) -> None:
    shown = set[str]()
    for campus in work.content.campuses.values():
        own = tuple(sheet for sheet in sheets if sheet.school == campus.school.id)
        for path, text in landing_files(campus, own, work.content, work.theme, work.settings.as_of):
            _write(work.fresh / path, text)
            shown.update(text)
    if shown:
        font = subset_font(work.theme / "fonts" / WEIGHTS[400], hanzi_of("".join(shown)))
        (work.fresh / LANDING_FONT).write_bytes(font)


def _site(
    work: _Work, printed: _Printed, coverage: Coverage, pages: KeptPages
) -> tuple[Finding, ...]:
    work.report("site", 0, 1)
    shares = list_shares(work.content, work.settings, load_words(work.theme))
    for path, content in draw_shares(shares, work.theme, work.kept("share")):
        (work.fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (work.fresh / path).write_bytes(content)
    given = _site_input(work, printed, coverage)
    with tempfile.TemporaryDirectory(prefix="muster-") as name:
        # Folders inside, because the temporary one is closed to others and would pass that on.
        staging, out = Path(name) / "pages", Path(name) / "site"
        folders = SiteFolders(theme=work.theme, staging=staging, out=out)
        findings = build_site(given, folders, pages)
        shutil.copytree(folders.out, work.fresh, dirs_exist_ok=True)
    seal_folder(work.fresh, work.settings.host, load_words(work.theme)["frame.outside"])
    write_worker(work.fresh, work.theme)
    work.report("site", 1, 1)
    return findings


def _site_input(work: _Work, printed: _Printed, coverage: Coverage) -> SiteInput:
    return SiteInput(
        content=work.content,
        settings=work.settings,
        sheets=printed.sheets,
        previews={each.path: (each.width_px, each.height_px) for each in printed.previews},
        packs=printed.packs,
        coverage=coverage,
        reviewed=work.reviewed,
        linked_data=linked_data(work.content.teaching, work.content, work.settings),
        evacuation=work.inspection.evacuation,
        drawn=draw_buildings(
            work.content.campuses.values(), work.inspection.evacuation, work.theme
        ),
    )


def read_site_input(settings: Settings, out: Path) -> SiteInput:
    """Return what the pages of an output are made from if content was edited since it was built.

    Papers are those that lie in `out`; of sheets there are no drawings, for no page shows one. That
    everything claimed gets built is assumed.
    """
    cache = Path(settings.file).parent / FOLDER
    inspection = inspect(settings, settings.as_of)
    with (
        _theme(inspection, settings) as theme,
        tempfile.TemporaryDirectory(prefix="muster-") as scratch,
    ):
        work = _Work(
            settings=settings,
            inspection=inspection,
            fresh=out,
            report=lambda *_: None,
            cache=cache,
            theme=theme,
            spool=Path(scratch) / "drawings",
        )
        printed = _Printed(sheets=_draw(work), findings=(), papers=(), previews=(), packs={})
        return with_papers(_site_input(work, printed, work.judge(None)), out)


def with_papers(given: SiteInput, out: Path) -> SiteInput:
    """Return what pages are made from with the pictures and packs that lie in an output."""
    sizes = {each.path: (each.width_px, each.height_px) for each in finished_previews(out)}
    packs = {path.relative_to(out).as_posix(): path.stat().st_size for path in out.rglob("*.zip")}
    return replace(given, previews=sizes, packs=packs)


def open_kept_pages(settings: Settings, *, is_cached: bool = True) -> KeptPages:
    """Return the pages that earlier builds left beside the settings."""
    folder = Path(settings.file).parent / FOLDER / "page"
    return KeptPages(_drawing_program(THEME), KeptFiles(folder if is_cached else None))


def _office_input(work: _Work) -> OfficeInput:
    return OfficeInput(
        content=work.content,
        settings=work.settings,
        theme=work.theme,
        reviewed=work.reviewed,
        kept=work.kept("pptx"),
        films=work.kept("film"),
    )


def _write_office(work: _Work, files: Iterable[OfficeFile]) -> None:
    """Write files for office programs; those for the school alone lie in `internal/`."""
    work.report("office", 0, 1)
    for file in files:
        path = work.fresh / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    work.report("office", 1, 1)


def linked_data(items: Iterable[Teaching], content: Content, settings: Settings) -> dict[str, str]:
    """Return what machines read of the pages of items, by the path of each page."""
    surroundings = Surroundings(
        plans=tuple(content.plans.values()),
        address=settings.address,
        words=load_words(THEME),
    )
    resources = learning_resources(items, surroundings)
    return {path: script_text(resource) for path, resource in resources}


def _read_back(work: _Work) -> Output:
    work.report("verify", 0, 1)
    output = read_output(work.fresh, search_queries(work.content), work.kept("text"))
    work.report("verify", 1, 1)
    return output


def _write_data(work: _Work, printed: _Printed, coverage: Coverage) -> None:
    fresh, campuses, sheets = work.fresh, work.content.campuses, printed.sheets
    table = coverage_csv(coverage, load_words(THEME))
    (fresh / "coverage.csv").write_bytes(table.encode())
    followed = [plan.plan for plan in coverage.plans]
    for path, package in case_packages(followed, work.settings.address, work.settings.as_of):
        _write_json(fresh / path, package)
    _write_json(fresh / "sheets.json", sheets_json(sheets))
    for name, campus in campuses.items():
        _write_json(fresh / geojson_path(name), campus_geojson(campus))
        if campus.buildings:
            leaving = evacuation_json(name, work.inspection.evacuation)
            _write_json(fresh / evacuation_path(name), leaving)
    for name, schema in (*content_schemas(), *published_schemas()):
        _write_json(fresh / "schemas" / f"{name}.schema.json", schema)
    registries = {
        name: campus.registry.codes for name, campus in campuses.items() if campus.registry
    }
    school_of = {code.code: name for name, codes in registries.items() for code in codes}
    told, as_of = _told(printed.papers), work.settings.as_of
    manifest = manifest_json(fresh, as_of, school_of, told, work.sources)
    if font_credit := credit_of(work.theme):
        manifest["extra_font"] = font_credit
    _write_json(fresh / "manifest.json", manifest)


def _told(papers: tuple[Printed, ...]) -> dict[str, Json]:
    """Return what papers print as plain data, by their path."""
    return {
        paper.path: {
            "fingerprint": paper.fingerprint,
            "version": paper.version,
            "title": paper.title.model_dump(),
            "where": dict(zip(("zh", "en"), paper.where, strict=True)) if paper.where else None,
            "change": paper.change.model_dump() if paper.change else None,
        }
        for paper in papers
    }


def _write_json(path: Path, data: Json) -> None:
    _write(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _swap(fresh: Path, out: Path) -> None:
    """Put the fresh folder in the place of the old one."""
    old = out.with_name(f".{out.name}.muster-old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _count(out: Path) -> dict[str, int]:
    pdfs = list(out.rglob("*.pdf"))
    codes = list(out.glob("Q/*/index.html"))
    return {
        "pages": len(list(out.rglob("*.html"))) - len(codes),
        "pdfs": len(pdfs),
        "sheets": sum(_is_sheet(p.relative_to(out)) for p in pdfs),
        "codes": len(codes),
    }


def _is_sheet(path: Path) -> bool:
    """Say whether a PDF is the sheet of one place and no bound set of many."""
    return path.parts[0] == "sheets" and not path.name.startswith("set-")
