# SPDX-License-Identifier: MIT
"""What other programs read of an output: verdict, findings, sheets, geometry, schemas, manifest."""

from pathlib import Path

from generator.addresses import evacuation_path, geojson_path, school_findings_path
from generator.data.case import case_packages
from generator.data.coverage_csv import coverage_csv
from generator.data.coverage_json import Json, coverage_json, findings_json
from generator.data.evacuation_json import evacuation_json
from generator.data.geojson import campus_geojson
from generator.data.manifest import manifest_json
from generator.data.schema import content_schemas, published_schemas
from generator.data.sheets_json import sheets_json
from generator.finding import Finding
from generator.making.papers import OnPaper
from generator.making.work import Work, write_json
from generator.model.coverage import Coverage
from generator.paper.printed import Printed
from generator.render.words import load_words
from generator.settings import THEME


def write_findings(work: Work, coverage: Coverage, findings: tuple[Finding, ...]) -> None:
    """Write the verdict with what may be public; what a school's own files say stays inside."""
    root = Path(work.settings.file).parent.absolute()
    folders = {name: Path(c.school.file).parent for name, c in work.content.campuses.items()}
    own = {
        name: [f for f in findings if Path(f.origin.file).is_relative_to(folder)]
        for name, folder in folders.items()
    }
    inside = {finding for found in own.values() for finding in found}
    public = [finding for finding in findings if finding not in inside]
    write_json(work.fresh / "coverage.json", coverage_json(coverage, public, root))
    for name, found in own.items():
        write_json(work.fresh / school_findings_path(name), findings_json(found, root))


def write_data(work: Work, printed: OnPaper, coverage: Coverage) -> None:
    """Write what other programs read, the manifest last: it lists all that is there."""
    fresh, campuses, sheets = work.fresh, work.content.campuses, printed.sheets
    table = coverage_csv(coverage, load_words(THEME))
    (fresh / "coverage.csv").write_bytes(table.encode())
    followed = [plan.plan for plan in coverage.plans]
    for path, package in case_packages(followed, work.settings.address, work.settings.as_of):
        write_json(fresh / path, package)
    write_json(fresh / "sheets.json", sheets_json(sheets))
    for name, campus in campuses.items():
        write_json(fresh / geojson_path(name), campus_geojson(campus))
        if campus.buildings:
            leaving = evacuation_json(name, work.inspection.evacuation)
            write_json(fresh / evacuation_path(name), leaving)
    for name, schema in (*content_schemas(), *published_schemas()):
        write_json(fresh / "schemas" / f"{name}.schema.json", schema)
    registries = {
        name: campus.registry.codes for name, campus in campuses.items() if campus.registry
    }
    school_of = {code.code: name for name, codes in registries.items() for code in codes}
    told, as_of = _told(printed.papers), work.settings.as_of
    manifest = manifest_json(fresh, as_of, school_of, told, work.sources)
    write_json(fresh / "manifest.json", manifest)


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
