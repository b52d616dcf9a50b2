# SPDX-License-Identifier: MIT
"""What all makers of a build are given, and where they put what they make."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.data.coverage_json import Json
from generator.inspection import Inspection, extra_letters
from generator.kept_files import KeptFiles
from generator.load.cache import program_fingerprint
from generator.model.content import Content
from generator.model.coverage import Coverage
from generator.model.output import Output
from generator.render.extra_font import extended_theme
from generator.review import reviews_in_force
from generator.settings import THEME, Settings

Report = Callable[[str, int, int], None]
"""Told of progress: name of the step, how many done, how many in all."""


@contextmanager
def open_places(inspection: Inspection, settings: Settings) -> Iterator[tuple[Path, Path]]:
    """Yield the theme to draw from and where drawings wait; both are gone after the build."""
    with (
        _theme_of(inspection, settings) as theme,
        tempfile.TemporaryDirectory(prefix="muster-") as scratch,
    ):
        yield theme, Path(scratch) / "drawings"


@contextmanager
def _theme_of(inspection: Inspection, settings: Settings) -> Iterator[Path]:
    """Yield the theme, with rare characters out of the site's own font where texts need them."""
    letters = extra_letters(inspection.content, settings)
    if not letters or settings.extra_font_file is None:
        yield THEME
        return
    with tempfile.TemporaryDirectory(prefix="muster-") as name:
        yield extended_theme(THEME, settings.extra_font_file, letters, Path(name) / "theme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
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
        """All that was read."""
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


def drawing_program(theme: Path) -> str:
    """Return the SHA-256 of all that draws: code, libraries, signs, letters and words."""
    digest = hashlib.sha256(program_fingerprint().encode())
    for path in sorted(path for path in theme.rglob("*") if path.is_file()):
        digest.update(path.relative_to(theme).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def write_json(path: Path, data: Json) -> None:
    """Write plain data as JSON with its hanzi as they are."""
    write(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write(path: Path, text: str) -> None:
    """Write a text, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
