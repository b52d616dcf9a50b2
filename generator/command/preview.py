# SPDX-License-Identifier: MIT
"""`muster serve`: a preview on this machine, rebuilt on every change."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.command.options import DEFAULT_CONFIG, read_options
from generator.command.reading import read_settings
from generator.command.terminal import complaint, console, fail, show
from generator.load.answer import Asked
from generator.load.config import load_settings

if TYPE_CHECKING:
    from generator.desk import Rebuilt

FIRST = "这里还没有生成过：先全部生成一次\nNothing was built here before: that comes first"

BEHIND = (
    "先看上次生成的；以后改过的正在后台生成\n"
    "What was built before is shown; what has changed since is being built behind it"
)

LEAST = 19
"""The priority of a build: it takes what nobody else needs."""


@click.command("serve")
@read_options
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="端口 / port on this machine",
)
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
    from generator.check.output_folder import is_output
    from generator.desk import Desk, Rebuild
    from generator.draft import DraftSource
    from generator.drafting import Drafting
    from generator.serve import Preview, is_free, serve_folder
    from generator.showing import Showing

    # Begun by a script in the background, neither this nor a build behind it could be interrupted.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if not is_free(port):
        fail(
            f"端口 {port} 用不了，可能另一个程序正用着；换一个：--port {port % 65535 + 1}",
            f"port {port} cannot be used, perhaps another program has it; take another: "
            f"--port {port % 65535 + 1}",
        )
    settings = read_settings(config, content, as_of)
    target = out or settings.out_folder
    root = Path(__file__).resolve().parents[1]
    sources = (
        config,
        *settings.sources,
        root,
        root.parent / "theme",
    )

    day = as_of and as_of.date()
    own = [*_own_command(), "build"]

    def command() -> list[str]:
        elsewhere = None if _out_folder(config) == target else target
        given = {"--config": config, "--content": content, "--out": out or elsewhere}
        return [*own, *_as_options({**given, "--as-of": day})]

    with tempfile.TemporaryDirectory(prefix="muster-") as scratch:
        source = DraftSource(
            config=config,
            content=content,
            as_of=day,
            out=target,
            scratch=Path(scratch),
        )
        drafting = Drafting(source)
        is_built = is_output(target)
        if not is_built:
            console.print(FIRST)
            subprocess.run(command(), check=False)  # noqa: S603 - our own
            target.mkdir(parents=True, exist_ok=True)
        watched = tuple(p for p in sources if p.exists())
        preview = Preview(out=target, port=port, has_internal=has_internal)
        behind = BuildBehind(command)
        rebuild = Rebuild(run=behind.run, end=behind.end)

        def open_desk(showing: Showing) -> Desk:
            console.print(f"http://127.0.0.1:{port}/  (Ctrl+C)")
            if is_built:
                console.print(BEHIND)
            return Desk(showing, rebuild, source, drafting, is_behind=is_built)

        serve_folder(preview, watched, open_desk)


def _own_command() -> list[str]:
    """Return how `muster` was begun here: of a build begun so `muster build` knows what it made."""
    asked = click.get_current_context().find_object(Asked)
    if asked is None:
        return [sys.executable, "-m", "generator"]
    return [sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - len(asked.arguments)]]


def _as_options(given: Mapping[str, object]) -> Iterator[str]:
    """Yield options that were given: with others, too, a build would be another question."""
    for name, value in given.items():
        if value is not None and value != DEFAULT_CONFIG:
            yield from (name, str(value))


def _out_folder(config: Path) -> Path | None:
    """Return where the configuration says today that a build goes; None where it is faulty."""
    settings = load_settings(config).item
    return settings.out_folder if settings else None


class BuildBehind:
    """Builds in a fresh process each time, so that changed code counts as well."""

    def __init__(self, command: Callable[[], Sequence[str]]) -> None:
        """Build by what is then the command; it ends with 0 where it has written everything."""
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._is_ended = False

    def run(self) -> "Rebuilt":
        """Build, and return what came of it."""
        from generator.desk import Rebuilt

        self._is_ended = False
        with subprocess.Popen(  # noqa: S603 - our own
            self._command(),
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
