# SPDX-License-Identifier: MIT
"""`muster code`: new codes for posting places, new revisions for sheets that changed."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.check.codes import find_code_faults
from generator.command.options import config_option, content_option
from generator.command.reading import current_day, errors_in, read_settings
from generator.command.terminal import console, fail, show
from generator.finding import sort_findings
from generator.intake.code_registry import append_codes, assign_codes, revise_codes
from generator.load.tree import load_content
from generator.model.school import Campus, IssuedCode
from generator.settings import THEME, Settings
from generator.text_report import finding_lines


@click.group("code")
def code_group() -> None:
    """墙上二维码的编码 / Codes on walls."""


@code_group.command("assign")
@click.option("--school", help="只为这所学校 / this school only")
@content_option
@config_option
def assign_command(school: str | None, content: Path | None, config: Path) -> None:
    """给没有编码的张贴点发码（只追加） / Give new posting places a code; appends only."""
    settings = read_settings(config, content, None)
    campuses = _guarded_campuses(settings, school)
    taken = {c.code for x in campuses.values() for c in (x.registry.codes if x.registry else ())}
    for campus in _asked(campuses, school):
        codes = assign_codes(campus, frozenset(taken), settings.as_of, _as_drawn(campus))
        taken |= {code.code for code in codes}
        _append(campus, codes, settings)


@code_group.command("revise")
@click.option("--school", help="只为这所学校 / this school only")
@content_option
@config_option
def revise_command(school: str | None, content: Path | None, config: Path) -> None:
    """图与墙上的不同了，记下新版次（只追加） / Give sheets that changed a new revision."""
    settings = read_settings(config, content, None)
    for campus in _asked(_guarded_campuses(settings, school), school):
        if campus.registry:
            codes = revise_codes(campus, current_day(), _as_drawn(campus))
            _append(campus, codes, settings)
            show(f"  {c.place} {c.code}: 修订 revision {c.revision}" for c in codes)


def _guarded_campuses(settings: Settings, school: str | None) -> "Mapping[str, Campus]":
    """Return all schools; stop where a registry is at fault, or the one asked for is unknown.

    Whoever appended to a registry that is at fault would make it worse: then nothing is done.
    """
    content, findings = load_content(settings.content_folder, settings.school_folders, THEME)
    found = sort_findings([*findings, *find_code_faults(content, settings)])
    if faults := errors_in("codes.yml", found):
        show(finding_lines(faults, "both"))
        sys.exit(2)
    if school is not None and school not in content.campuses:
        known = ", ".join(content.campuses)
        fail(f"没有学校“{school}”；有：{known}。", f'no school "{school}"; there are: {known}.')
    return content.campuses


def _asked(campuses: "Mapping[str, Campus]", school: str | None) -> "list[Campus]":
    """Return the school asked for, or all."""
    return [campus for name, campus in campuses.items() if school in (None, name)]


def _as_drawn(campus: Campus) -> "Mapping[tuple[str, str], str]":
    """Return the fingerprints of a school's sheets as they are drawn now."""
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.evacuation import evacuate_campus, find_drawn

    return find_drawn(campus, evacuate_campus(campus).routes)


def _append(campus: Campus, codes: tuple[IssuedCode, ...], settings: Settings) -> None:
    path = Path(campus.school.file).with_name("codes.yml")
    append_codes(codes, campus.registry, settings, path)
    console.print(f"{path}: +{len(codes)}")
