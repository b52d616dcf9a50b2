# SPDX-License-Identifier: MIT
"""What several commands read before they begin; each ends the program where it cannot."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pydantic import ValidationError

from generator.command.terminal import fail, show
from generator.finding import Finding, Severity, sort_findings
from generator.inspection import Inspection, Question, inspect_cards
from generator.load.config import load_settings
from generator.load.part_settings import PartSettings, read_part_settings, told_waiting
from generator.load.read_item import Reading
from generator.load.tree import load_content
from generator.model.coverage import Step
from generator.model.school import Campus
from generator.settings import THEME, Settings
from generator.text_report import finding_lines

if TYPE_CHECKING:
    from generator.data.published.manifest import Manifest
    from generator.model.content import Content


def read_settings(config: Path, content: Path | None, as_of: datetime | None) -> Settings:
    """Return the settings with what the command line overrides; ends the program on faults."""
    reading = load_settings(config)
    if reading.item is None:
        _end_on_faults(reading, content)
    changes: dict[str, object] = {"as_of": as_of.date()} if as_of else {}
    return _with_folder(reading.item, content).model_copy(update=changes)


def read_part(config: Path, content: Path | None) -> tuple[PartSettings, tuple[Finding, ...]]:
    """Return settings as far as they can be read, and what is wrong with them.

    Ends the program where neither they nor any content can be found.
    """
    reading = load_settings(config)
    if reading.item:
        whole = _with_folder(reading.item, content)
        return PartSettings(settings=whole, faulty=frozenset()), ()
    part = read_part_settings(reading)
    part = replace(part, settings=_with_folder(part.settings, content))
    if not part.settings.content_folder.is_dir():
        _end_on_faults(reading, content)
    return part, (*reading.findings, told_waiting(reading.source.path, part))


def read_settings_to_build(config: Path, content: Path | None, as_of: datetime | None) -> Settings:
    """Return the settings of a build; on faults tell every error of the tree and end the program.

    What rests on a value that cannot be read is left out, and C114 says so.
    """
    part, faults = read_part(config, content)
    if not faults:
        return part.settings.model_copy(update={"as_of": as_of.date()} if as_of else {})
    day = as_of.date() if as_of else current_day()
    question = Question(settings=part.settings, as_of=day, steps=part.steps, part=part)
    found = inspect_cards(question, is_cached=False).findings
    errors = (f for f in found if f.severity is Severity.ERROR)
    show(finding_lines(sort_findings([*faults, *errors]), "both"))
    sys.exit(2)


def _with_folder(settings: Settings, content: Path | None) -> Settings:
    return settings.model_copy(update={"content": str(content.absolute())} if content else {})


def _end_on_faults(reading: Reading[Settings], content: Path | None) -> NoReturn:
    """Show what is wrong with the settings and with the content by itself; ends the program."""
    source = Path(reading.source.path)
    folder = content or source.parent / Settings.model_fields["content"].default
    found = load_content(folder, (), THEME)[1] if folder.is_dir() else ()
    told = (*reading.findings, told_waiting(reading.source.path, read_part_settings(reading)))
    show(finding_lines(sort_findings([*told, *found]), "both"))
    sys.exit(2)


def current_day() -> date:
    """Return the day on this machine's calendar."""
    return datetime.now().astimezone().date()


def inspect_afresh(settings: Settings, day: date, steps: frozenset[Step]) -> Inspection:
    """Return what the whole tree says on a day, without anything that was kept."""
    question = Question(settings=settings, as_of=day, steps=steps)
    return inspect_cards(question, is_cached=False)


def errors_in(name: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the errors in all files of a name."""
    return tuple(
        f for f in findings if f.severity is Severity.ERROR and Path(f.origin.file).name == name
    )


def read_manifest(path: Path) -> "Manifest":
    """Return a manifest; ends the program where there is none."""
    from generator.data.published.manifest import Manifest

    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        fail(f"{path} 不是一次生成的 manifest.json。", f"{path} is no manifest.json of a build.")


def only_campus(content: "Content", school: str | None, how: str = "--school") -> Campus:
    """Return the school asked for; stop where it is unknown or there are several to choose from.

    `how` is the way in which the command is told the school.
    """
    campuses = content.campuses
    name = school or (next(iter(campuses)) if len(campuses) == 1 else "")
    if name not in campuses:
        known = ", ".join(campuses)
        fail(f"用 {how} 写明学校；有：{known}。", f"Name the school by {how}: {known}.")
    return campuses[name]
