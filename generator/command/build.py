# SPDX-License-Identifier: MIT
"""`muster build`: everything into one folder, with its progress."""

import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from generator.command.advice import show_symptoms
from generator.command.options import no_cache_option, read_options
from generator.command.reading import read_settings_to_build
from generator.command.terminal import as_bytes, complaint, show
from generator.load.answer import Asked
from generator.load.cache import installed
from generator.load.kept_build import BuildWitness, watch_build
from generator.load.snapshot import full_name
from generator.report import build_lines
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.build import BuildResult

STEP_NAMES = {
    "check": "核对内容 check",
    "maps": "绘制疏散图 maps",
    "pdf": "排版 PDF",
    "booklets": "装订成册 booklets",
    "preview": "画预览图 previews",
    "packs": "打包 packs",
    "codes": "读回二维码 codes",
    "site": "生成网页 site",
    "office": "生成 Word、Excel、日历 office",
    "verify": "查验结果 verify",
}


@click.command("build")
@read_options
@no_cache_option
def build_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    no_cache: bool,  # noqa: FBT001 - an option, which click passes by name
) -> None:
    """生成网站、PDF、疏散图 / Build site, PDFs and sheets.

    有错误时什么也不写，上次的结果原样保留；缺口（gap）不妨碍生成。

    On an error nothing is written and the last good output stays; gaps do not stop a build.
    Exit code 0, or 2 on an error.
    """
    settings = read_settings_to_build(config, content, as_of)
    target = out or settings.out_folder
    witness = None if no_cache else _build_witness(settings, config)
    result = _build_with_progress(settings, target, is_cached=not no_cache)
    lines = [*build_lines(result, target)]
    show(lines)
    if not result.is_written:
        sys.exit(2)
    if witness and (written := as_bytes(lines)):
        witness.keep(target, written)


def _build_witness(settings: Settings, config: Path) -> BuildWitness | None:
    """Return what watches the files of a build that was begun by `muster` itself."""
    asked = click.get_current_context().find_object(Asked)
    if asked is None:
        return None
    roots = (config, *settings.sources)
    return watch_build(asked, map(full_name, roots), installed())


def _load_steps() -> ModuleType:
    """Load the steps late: where Pango is missing, `doctor` must run and tell the cure."""
    try:
        return import_module("generator.build")
    except OSError:
        show_symptoms()
        sys.exit(2)


def _build_with_progress(settings: Settings, out: Path, *, is_cached: bool = True) -> "BuildResult":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=complaint, transient=not complaint.is_terminal) as progress:
        tasks = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(STEP_NAMES[step], total=total)
                if not complaint.is_terminal:
                    complaint.print(STEP_NAMES[step])
            progress.update(tasks[step], completed=done, total=total)

        build = _load_steps().build
        result: BuildResult = build(settings, out, report, is_cached=is_cached)
        return result
