# SPDX-License-Identifier: MIT
"""`muster serve`: a preview on this machine, rebuilt on every change."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.command.options import read_options
from generator.command.reading import read_settings
from generator.command.terminal import complaint, console, show

if TYPE_CHECKING:
    from generator.desk import Rebuilt

LEAST = 19
"""The priority of a build: it takes what nobody else needs."""


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
    from generator.desk import Desk, Rebuild
    from generator.draft import DraftSource
    from generator.drafting import Drafting
    from generator.serve import Preview, serve_folder

    # Begun by a script in the background, neither this nor a build behind it could be interrupted.
    signal.signal(signal.SIGINT, signal.default_int_handler)
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

    with tempfile.TemporaryDirectory(prefix="muster-") as scratch:
        source = DraftSource(
            config=config,
            content=content,
            as_of=as_of.date() if as_of else None,
            out=target,
            scratch=Path(scratch),
        )
        drafting = Drafting(source)
        subprocess.run(command, check=False)  # noqa: S603 - our own
        target.mkdir(parents=True, exist_ok=True)
        console.print(f"http://127.0.0.1:{port}/  (Ctrl+C)")
        watched = tuple(p for p in sources if p.exists())
        preview = Preview(out=target, port=port, has_internal=has_internal)
        behind = BuildBehind(command)
        rebuild = Rebuild(run=behind.run, end=behind.end)
        serve_folder(preview, watched, lambda showing: Desk(showing, rebuild, source, drafting))


class BuildBehind:
    """Builds in a fresh process each time, so that changed code counts as well."""

    def __init__(self, command: Sequence[str]) -> None:
        """Build by a command of its own, which ends with 0 where it has written everything."""
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._is_ended = False

    def run(self) -> "Rebuilt":
        """Build, and return what came of it."""
        from generator.desk import Rebuilt

        self._is_ended = False
        with subprocess.Popen(  # noqa: S603 - our own
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            self._process = process
            _yield_to_others(process.pid)
            said, complaints = process.communicate()
            self._process = None
        if not self._is_ended:
            show(said.splitlines())
        if process.returncode and not self._is_ended:
            complaint.print(complaints, markup=False)
        return Rebuilt(is_written=process.returncode == 0, said=tuple(said.splitlines()))

    def end(self) -> None:
        """Interrupt the build with all its workers, as Ctrl+C would; Windows lets it end itself."""
        process = self._process
        if process and hasattr(os, "killpg"):
            self._is_ended = True
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGINT)


def _yield_to_others(process: int) -> None:
    """Let a build behind the preview wait for whoever edits."""
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process, LEAST)
