# SPDX-License-Identifier: MIT
"""What several commands read before they begin; each ends the program where it cannot."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from generator.command.terminal import fail, show
from generator.finding import Finding, Severity, sort_findings
from generator.inspection import Inspection, Question, inspect_cards
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.coverage import Step
from generator.model.school import Campus
from generator.settings import THEME, Settings
from generator.text_report import finding_lines

if TYPE_CHECKING:
    from generator.data.published import Manifest
    from generator.model.content import Content


def read_settings(config: Path, content: Path | None, as_of: datetime | None) -> Settings:
    """Return the settings with what the command line overrides; ends the program on faults."""
    reading = load_settings(config)
    if reading.item is None:
        folder = content or config.parent / Settings.model_fields["content"].default
        found = load_content(folder, (), THEME)[1] if folder.is_dir() else ()
        show(finding_lines(sort_findings([*reading.findings, *found]), "both"))
        sys.exit(2)
    changes: dict[str, object] = {}
    if content:
        changes["content"] = str(content.absolute())
    if as_of:
        changes["as_of"] = as_of.date()
    return reading.item.model_copy(update=changes)


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
    from generator.data.published import Manifest

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
