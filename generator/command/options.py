# SPDX-License-Identifier: MIT
"""Options that several commands share: what to read, where to write, which day counts."""

from collections.abc import Callable
from pathlib import Path

import click

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    help="内容文件夹 / content folder [配置中的 content]",
)

DEFAULT_CONFIG = Path("site_config.yml")

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_CONFIG,
    show_default=True,
    help="配置文件 / configuration file",
)

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="输出文件夹 / output folder [配置中的 out]",
)

as_of_option = click.option(
    "--as-of",
    "as_of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="以哪一天为准 / the day to judge and date by",
)


def read_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the four options that say what to read and where to write."""
    for option in (as_of_option, out_option, config_option, content_option):
        command = option(command)
    return command


stale_ok_option = click.option(
    "--stale-ok",
    "is_stale_ok",
    is_flag=True,
    help="内容比生成的新也照做 / also where content is newer than the build",
)

no_cache_option = click.option(
    "--no-cache", is_flag=True, help="全部重新来过，不用 .muster-cache / do everything afresh"
)
