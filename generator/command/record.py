# SPDX-License-Identifier: MIT
"""`muster record`: a filled workbook of records, written into `records/`."""

from datetime import datetime
from pathlib import Path

import click

from generator.command.options import as_of_option, config_option, content_option
from generator.command.reading import only_campus, read_settings
from generator.command.terminal import console, fail, show
from generator.load.tree import load_content
from generator.settings import THEME
from generator.text_report import finding_lines


@click.group("record")
def record_group() -> None:
    """做过的事 / What was held."""


@record_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--school", help="哪所学校 / which school [只有一所时可省 may be left out for one]")
@click.option(
    "--dry-run",
    "is_dry",
    is_flag=True,
    help="只看，不写 / tell what would be written, write nothing",
)
@content_option
@as_of_option
@config_option
def import_record_command(
    file: Path,
    school: str | None,
    is_dry: bool,  # noqa: FBT001 - a flag of the command
    content: Path | None,
    as_of: datetime | None,
    config: Path,
) -> None:
    """把填好的记录工作簿写进 records/ / Write a filled workbook of records into records/.

    工作簿是 internal/学校/records-zh.xlsx。有一格不行，就什么都不写。

    The workbook is internal/SCHOOL/records-en.xlsx. Where one cell is at fault, nothing is written.
    """
    from generator.intake.record_yaml import write_records
    from generator.recording import read_filled

    settings = read_settings(config, content, as_of)
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    campus = only_campus(loaded, school)
    filled = read_filled(file, campus, loaded, settings)
    show(finding_lines(filled.findings, "both"))
    if filled.is_refused:
        fail("什么都没有写。改好上面的格子再来。", "Nothing was written. Mend these cells first.")
    folder = Path(campus.school.file).with_name("records")
    if not is_dry:
        try:
            show(f"+ {path}" for path in write_records(filled.records, folder))
        except OSError as error:
            fail(f"写不进去，什么都没有留下：{error}", f"Cannot be written, none was: {error}")
    console.print(
        f"新记录 {len(filled.records)}，已有 {filled.known}。下一步 muster check\n"
        f"new records: {len(filled.records)}, there before: {filled.known}. Next: muster check"
    )
