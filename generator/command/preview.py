# SPDX-License-Identifier: MIT
"""`muster serve`: a preview on this machine, rebuilt on every change."""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click

from generator.command.options import read_options
from generator.command.reading import read_settings
from generator.command.terminal import console, show


@click.command("serve")
@read_options
@click.option("--port", default=8000, show_default=True, help="端口 / port on this machine")
@click.option(
    "--internal",
    "has_internal",
    is_flag=True,
    help="也看只供本校的文件（班级、人数） / also what is for the school alone: head counts …",
)
def serve_command(
    content: Path | None,
    config: Path,
    out: Path | None,
    as_of: datetime | None,
    port: int,
    has_internal: bool,  # noqa: FBT001 - a flag of the command line
) -> None:
    """边改边看 / Preview on 127.0.0.1, rebuilt and reloaded on every change."""
    from generator.draft import DraftSource
    from generator.serve import Desk, Preview, Rebuilt, serve_folder

    settings = read_settings(config, content, as_of)
    target = out or settings.out_folder
    root = Path(__file__).resolve().parents[1]
    sources = (
        config,
        *settings.sources,
        root,
        root.parent / "theme",
    )

    options = ["--config", config, "--content", settings.content_folder, "--out", target]
    options += ["--as-of", as_of.date()] if as_of else []
    command = [sys.executable, "-m", "generator", "build", *map(str, options)]

    def rebuild() -> Rebuilt:
        """Build in a fresh process, so that changed code counts as well."""
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:  # noqa: S603 - our own
            _yield_to_others(process.pid)
            said = tuple(line.rstrip("\n") for line in process.stdout or ())
        show(said)
        return Rebuilt(is_written=process.returncode == 0, said=said)

    subprocess.run(command, check=False)  # noqa: S603 - our own
    target.mkdir(parents=True, exist_ok=True)
    console.print(f"http://127.0.0.1:{port}/  (Ctrl+C)")
    watched = tuple(p for p in sources if p.exists())
    preview = Preview(out=target, port=port, has_internal=has_internal)
    with tempfile.TemporaryDirectory(prefix="muster-") as scratch:
        source = DraftSource(
            config=config,
            content=content,
            as_of=as_of.date() if as_of else None,
            out=target,
            scratch=Path(scratch),
        )
        serve_folder(preview, watched, lambda showing: Desk(showing, rebuild, source))


def _yield_to_others(process: int) -> None:
    """Let a build behind the preview wait for whoever edits."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process, 10)
