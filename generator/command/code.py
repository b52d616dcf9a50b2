# SPDX-License-Identifier: MIT
"""`muster code`: codes for posting places, revisions of changed sheets, codes out of use.

All three append to a registry that is sealed and can never be taken back: so each refuses while
the school is at fault, and the first two while codes have lost their place.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from generator.check.codes import find_code_faults
from generator.check.lost_codes import find_doubts, find_lost_code_gaps, find_lost_codes
from generator.command.options import config_option, content_option
from generator.command.reading import current_day, errors_in, read_settings
from generator.command.terminal import complaint, console, fail, show
from generator.finding import Finding, sort_findings
from generator.intake.code_registry import (
    append_codes,
    assign_codes,
    revise_codes,
    withdraw_codes,
)
from generator.load.tree import load_content
from generator.model.school import Campus, IssuedCode
from generator.settings import THEME, Settings
from generator.text_report import finding_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    """A school without a fault, and what its sheets look like."""

    campus: Campus
    drawn: Mapping[tuple[str, str], str]
    """Fingerprints of the sheets as they are drawn now, by building and place."""


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
    campuses, sound = _sound_schools(settings, school)
    taken = {c.code for x in campuses.values() for c in (x.registry.codes if x.registry else ())}
    for each in sound:
        codes = assign_codes(each.campus, frozenset(taken), settings.as_of, each.drawn)
        taken |= {code.code for code in codes}
        _append(each.campus, codes, settings)


@code_group.command("revise")
@click.option("--school", help="只为这所学校 / this school only")
@content_option
@config_option
def revise_command(school: str | None, content: Path | None, config: Path) -> None:
    """图与墙上的不同了，记下新版次（只追加） / Give sheets that changed a new revision."""
    settings = read_settings(config, content, None)
    for each in _sound_schools(settings, school)[1]:
        if each.campus.registry:
            codes = revise_codes(each.campus, current_day(), each.drawn)
            _append(each.campus, codes, settings)
            show(f"  {c.place} {c.code}: 修订 revision {c.revision}" for c in codes)


@code_group.command("withdraw")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option("--school", help="只为这所学校 / this school only")
@content_option
@config_option
def withdraw_command(
    codes: tuple[str, ...], school: str | None, content: Path | None, config: Path
) -> None:
    """确认撤下了图，编码停用（只追加） / Say that sheets were taken down for good.

    只收张贴处已经不在的编码（A309）。编码的网页留着，指向最近的图。

    Takes codes whose place is gone (A309). Their pages stay and lead to the nearest sheet.
    """
    settings = read_settings(config, content, None)
    sound = _sound_schools(settings, school, is_withdrawal=True)[1]
    lost = {each.campus.school.id: find_lost_codes(each.campus) for each in sound}
    known = {line.code for lines in lost.values() for line in lines}
    if others := sorted({code.upper() for code in codes} - known):
        named = " ".join(others)
        fail(
            f"{named}：不是没有了张贴处的编码，什么也没有写。muster check 的 A309 列出这样的编码。",
            f"{named}: no code that has lost its place; nothing was written. A309 of muster check "
            "names those.",
        )
    chosen = {code.upper() for code in codes}
    for each in sound:
        lines = [line for line in lost[each.campus.school.id] if line.code in chosen]
        _append(each.campus, withdraw_codes(lines, current_day()), settings)


def _sound_schools(
    settings: Settings, school: str | None, *, is_withdrawal: bool = False
) -> "tuple[Mapping[str, Campus], list[_Sound]]":
    """Return all schools, and those asked for with what their sheets look like.

    Ends the program, before anything is written, where a registry or a school asked for is at
    fault, where codes have lost their place (unless that is what is to be said), or the school is
    unknown. Whoever appended to such a registry would make it worse, for good.
    """
    content, findings = load_content(settings.content_folder, settings.school_folders, THEME)
    found = sort_findings([*findings, *find_code_faults(content, settings)])
    folders = {Path(campus.school.file).parent for campus in content.campuses.values()}
    unread = (
        f for f in errors_in("school.yml", found) if Path(f.origin.file).parent not in folders
    )
    _refuse((*errors_in("codes.yml", found), *unread))
    if school is not None and school not in content.campuses:
        known = ", ".join(content.campuses)
        fail(f"没有学校“{school}”；有：{known}。", f'no school "{school}"; there are: {known}.')
    asked = [campus for name, campus in content.campuses.items() if school in (None, name)]
    looks = [_look(campus) for campus in asked]
    told = (*found, *(finding for _, faults in looks for finding in faults))
    _refuse(doubt for campus in asked for doubt in find_doubts(campus, told))
    if not is_withdrawal:
        _refuse(gap for campus in asked for gap in find_lost_code_gaps(campus))
    return content.campuses, [sound for sound, _ in looks]


def _refuse(findings: Iterable[Finding]) -> None:
    """End the program if there are findings, and tell them."""
    if told := sort_findings(findings):
        show(finding_lines(told, "both"))
        complaint.print("codes.yml 一个字也没有改。", markup=False)
        complaint.print("Nothing was written to codes.yml.", markup=False)
        sys.exit(2)


def _look(campus: Campus) -> "tuple[_Sound, tuple[Finding, ...]]":
    """Return a school with what its sheets now look like, and what is wrong with its ways."""
    # Loaded here, because it brings shapely, networkx and numpy.
    from generator.evacuation import evacuate_campus, find_drawn

    plan = evacuate_campus(campus)
    return _Sound(campus=campus, drawn=find_drawn(campus, plan.routes)), plan.findings


def _append(campus: Campus, codes: tuple[IssuedCode, ...], settings: Settings) -> None:
    path = Path(campus.school.file).with_name("codes.yml")
    append_codes(codes, campus.registry, settings, path)
    console.print(f"{path}: +{len(codes)}")
