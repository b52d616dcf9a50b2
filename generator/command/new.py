# SPDX-License-Identifier: MIT
"""`muster new`: content begun from a commented example."""

from pathlib import Path

import click

from generator.command.options import config_option, content_option
from generator.command.reading import read_settings
from generator.command.terminal import console, fail
from generator.example import KINDS, is_possible_id, write_example


@click.command("new")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name")
@click.option(
    "--into", type=click.Path(path_type=Path), help="放到哪个文件夹 / folder to put it in"
)
@content_option
@config_option
def new_command(
    kind: str, name: str, into: Path | None, content: Path | None, config: Path
) -> None:
    """从带注释的样例开始一份内容 / Begin content from a commented example.

    学校可以放在克隆之外：--into ../my-schools，再写进 site_config.yml 的 schools。

    A school may live outside the clone: --into ../my-schools, then name it under `schools`.
    """
    if not is_possible_id(name):
        fail(
            f"名字“{name}”不行：只能用小写字母、数字和连字符，如 fire-drill-2。",
            f'"{name}" cannot be a name: use small letters, digits, hyphens: fire-drill-2.',
        )
    settings = read_settings(config, content, None)
    if kind == "building" and into is None:
        fail(
            "building 需要 --into content/schools/<学校>/buildings",
            "building needs --into …/buildings",
        )
    folder = into or settings.content_folder / KINDS[kind]
    try:
        path = write_example(kind, name, folder)
    except FileExistsError as error:
        fail(f"已经有 {error}，换一个名字。", f"{error} is there already; take another name.")
    console.print(
        f"{path}  ← 按注释修改，然后 muster check / edit as its comments say, then: muster check"
    )
