# SPDX-License-Identifier: MIT
"""What leaves a finished build: `muster reprint`, `muster publish` and `muster carry`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.command.options import config_option, content_option, out_option, stale_ok_option
from generator.command.reading import only_campus, read_manifest, read_settings
from generator.command.terminal import complaint, console, fail, show
from generator.finding import sort_findings
from generator.load.tree import load_content
from generator.settings import THEME, Settings
from generator.text_report import finding_lines

if TYPE_CHECKING:
    from generator.data.published.manifest import Manifest


@click.command("reprint")
@click.option(
    "--since",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="上次打印时的 manifest.json / manifest.json of the build that was printed",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("reprint.zip"),
    show_default=True,
    help="压缩包 / where to put the zip",
)
@out_option
@content_option
@config_option
@stale_ok_option
def reprint_command(
    since: Path,
    target: Path,
    out: Path | None,
    content: Path | None,
    config: Path,
    is_stale_ok: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """只重印变了的 / List and pack only the papers that changed.

    打印之后留好那次的 manifest.json。日期不算变化。没有变化时不写压缩包。

    Keep manifest.json of what you printed. The day of the build is no change. Where nothing
    changed, no zip is written.
    """
    from generator.finished_build import ChangedOutputError
    from generator.reprint import find_reprints, reprint_lines, tells_of_print, write_reprints

    settings = read_settings(config, content, None)
    folder = out or settings.out_folder
    before, after = read_manifest(since), read_manifest(folder / "manifest.json")
    if not tells_of_print(before):
        fail(
            f"{since} 是早先版本的 Muster 写的，里面没有印了什么。请先用现在的版本生成一次。",
            f"{since} does not tell what was printed: an earlier Muster wrote it. Build once more.",
        )
    if not is_stale_ok:
        _refuse_stale(settings, folder, after)
    reprints = find_reprints(before, after)
    show(reprint_lines(reprints))
    if reprints:
        try:
            write_reprints(reprints, folder, after, target)
        except ChangedOutputError as error:
            _refuse_changed(error)
        console.print(f"\n{target}", markup=False)


@click.command("publish")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    help="哪一次生成的结果 / the build to publish [配置中的 out]",
)
@content_option
@config_option
@stale_ok_option
@click.option("--dry-run", "is_dry", is_flag=True, help="只列出，不写 / list, write nothing")
def publish_command(
    target: Path,
    out: Path | None,
    content: Path | None,
    config: Path,
    is_stale_ok: bool,  # noqa: FBT001 - a flag of the command
    is_dry: bool,  # noqa: FBT001 - as above
) -> None:
    """只把可以公开的放进 DIR / Put what may be public into DIR, for a server.

    人数、班级、记录、存放的化学品不会带出去。每个二维码、每个链接、每个旧网址都查过；有一处不行，就什么也不写。

    Head counts, classes, records and stores of chemicals stay behind. Every code, link and
    earlier address is checked; where one fails nothing is written. Exit code 0, or 2 on an error.
    """
    from generator.publish import PublishJob, plan_publication, publication_lines, publish

    settings = read_settings(config, content, None)
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    job = PublishJob(
        settings=settings,
        content=loaded,
        out=out or settings.out_folder,
        target=target,
        is_stale_ok=is_stale_ok,
    )
    plan = plan_publication(job)
    show(finding_lines(sort_findings(plan.findings), "both"))
    if plan.is_refused:
        fail(f"没有发布；{target} 保持原样。", f"Not published; {target} is as it was.")
    if not is_dry:
        try:
            publish(job)
        except OSError as error:
            fail(f"写不进去，{target} 保持原样：{error}", f"Cannot be written: {error}")
    show(publication_lines(plan, lists_all=is_dry))


@click.command("carry")
@click.argument("school", required=False)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="压缩包 / where to put the zip [muster-学校 SCHOOL.zip]",
)
@click.option(
    "--most-mb",
    type=click.FloatRange(min=1),
    default=200,
    show_default=True,
    help="最多多少 MB / how large it may be",
)
@out_option
@content_option
@config_option
@stale_ok_option
def carry_command(
    school: str | None,
    target: Path | None,
    most_mb: float,
    out: Path | None,
    content: Path | None,
    config: Path,
    is_stale_ok: bool,  # noqa: FBT001 - a flag of the command
) -> None:
    """装进 U 盘：一所学校的离线压缩包 / A zip of one school for a USB stick.

    解压后双击“打开-START.html”，不用网络。只有可以公开的内容。

    Unpack it and open 打开-START.html; it needs no network. It holds only what anybody may see.
    """
    from generator.carry import MB, load_lines, plan_load, write_load
    from generator.finished_build import ChangedOutputError
    from generator.render.words import load_words

    settings = read_settings(config, content, None)
    folder = out or settings.out_folder
    manifest = read_manifest(folder / "manifest.json")
    if not is_stale_ok:
        _refuse_stale(settings, folder, manifest)
    loaded, _ = load_content(settings.content_folder, settings.school_folders, THEME)
    campus = only_campus(loaded, school, "muster carry SCHOOL")
    path = target or Path(f"muster-{campus.school.id}.zip")
    words = load_words(THEME)
    try:
        load = plan_load(campus.school, loaded, manifest, folder, most_mb)
        size = write_load(load, folder, THEME, words, path)
    except ChangedOutputError as error:
        _refuse_changed(error)
    show([*load_lines(load, size, words), str(path)])
    if size > most_mb * MB:
        complaint.print(f"比 {most_mb:g} MB 大 / larger than {most_mb:g} MB", markup=False)
        sys.exit(1)


def _refuse_stale(settings: Settings, out: Path, manifest: "Manifest") -> None:
    """End the program where a build is older than its content."""
    from generator.finished_build import find_stale

    if stale := find_stale(settings, out, manifest):
        show(finding_lines(stale, "both"))
        fail("什么也没有写。", "Nothing was written.")


def _refuse_changed(error: Exception) -> NoReturn:
    """End the program because of a file that is not what was built."""
    fail(
        f"{error} 在生成以后被改过或删了。先运行 muster build。",
        f"{error} was changed or removed since it was built. Run muster build first.",
    )
