# SPDX-License-Identifier: MIT
"""What was built before is looked at while the preview builds what has changed since."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.command.preview import BEHIND, FIRST
from generator.desk import Desk, Rebuild, Rebuilt
from generator.draft import DraftSource
from generator.load.kept_build import AGAIN
from generator.serve import STAND_PATH, Preview, open_server
from generator.showing import Showing
from tests.serve.test_drafts import PAGE, PATIENCE_S, Served, rebuild, wait_until
from tests.serve.test_serve import free_port, get
from tests.tiny_tree import ROOT, lend_cache, run_muster, wait_for_rest, write_tree

OLD_NOTE = "上一次的内容"


@pytest.fixture(scope="module")
def tree(tiny_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tree without schools and posters, which take their time on paper."""
    folder = tmp_path_factory.mktemp("old-output")
    write_tree(folder)
    lend_cache(tiny_build, folder)
    for name in ("schools", "posters"):
        shutil.rmtree(folder / "content" / name)
    return folder


@contextmanager
def telling(config: Path) -> Iterator[Iterator[str]]:
    """Run `muster serve` and yield the lines that it tells; it ends by Ctrl+C."""
    wait_for_rest()
    command = [sys.executable, "-m", "generator", "serve", "--config", config]
    process = subprocess.Popen(
        [*map(str, command), "--port", str(free_port())],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        cwd=ROOT,
    )
    ending = threading.Timer(4 * PATIENCE_S, process.kill)
    ending.start()
    try:
        assert process.stdout
        yield iter(process.stdout)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate()
        ending.cancel()


def lines_until(told: Iterator[str], word: str) -> list[str]:
    found = []
    for line in told:
        found.append(line)
        if word in line:
            return found
    pytest.fail(f"never told: {word}, but {found}")


def test_the_first_build_is_told_and_a_second_start_tells_the_address_before_any_build(
    tree: Path,
) -> None:
    config = tree / "site_config.yml"
    with telling(config) as told:
        first = lines_until(told, "http://127.0.0.1")
    assert "".join(first).startswith(FIRST)
    assert len(first) > len(FIRST.splitlines()) + 1
    with telling(config) as told:
        assert lines_until(told, "http://127.0.0.1")[:-1] == []
        assert "".join(lines_until(told, AGAIN.strip())).startswith(BEHIND)
    assert run_muster("build", "--config", config).stdout.startswith(AGAIN)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the output of an earlier state; the build behind it waits until it may."""
    out, may_build = folder / "dist", threading.Event()
    (folder / "scratch").mkdir(exist_ok=True)
    source = DraftSource(
        config=folder / "site_config.yml",
        content=None,
        as_of=None,
        out=out,
        scratch=folder / "scratch",
    )

    def rebuild_then() -> Rebuilt:
        assert may_build.wait(PATIENCE_S)
        return rebuild(folder / "site_config.yml", out)

    showing = Showing()
    server = open_server(Preview(out=out), showing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk = Desk(showing, Rebuild(run=rebuild_then), source, is_behind=True)
    try:
        yield Served(desk, folder, server.server_port, may_build, threading.Event())
    finally:
        may_build.set()
        desk.close()
        server.shutdown()
        server.server_close()


@pytest.fixture
def edited(tree: Path) -> Iterator[tuple[Path, str]]:
    """Return a tree and its lesson as it was when all was built; it is another by now."""
    assert rebuild(tree / "site_config.yml", tree / "dist").is_written
    [lesson] = (tree / "content" / "lessons").rglob("*.yml")
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("找到出口", "走到门外"), encoding="utf-8")
    yield tree, text
    lesson.write_text(text, encoding="utf-8")


def test_a_page_of_an_earlier_state_says_so_until_it_is_drafted_and_then_built(
    edited: tuple[Path, str],
) -> None:
    folder, _ = edited
    with served(folder) as preview:
        old = get(preview.port, PAGE)
        assert "走到门外" not in old
        assert OLD_NOTE in old
        address = f"http://127.0.0.1:{preview.port}{STAND_PATH}?{PAGE}"
        with urlopen(address, timeout=PATIENCE_S):  # somebody looks at it, before drafts are ready
            wait_until(lambda: "走到门外" in get(preview.port, PAGE))
        assert "正在后台更新" in preview.note()
        assert OLD_NOTE in preview.note("/now.html")
        preview.may_build.set()
        wait_until(lambda: preview.note() == "" and preview.note("/now.html") == "")
        built = (folder / "dist" / PAGE.strip("/")).read_text(encoding="utf-8")
        assert "走到门外" in built
        assert get(preview.port, PAGE).startswith(built)


def test_what_was_saved_with_a_fault_before_the_start_is_told_and_not_drafted(
    edited: tuple[Path, str],
) -> None:
    folder, _ = edited
    [lesson] = (folder / "content" / "lessons").rglob("*.yml")
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("minutes: 20", "minutes: <twenty>"), encoding="utf-8")
    with served(folder) as preview:
        address = f"http://127.0.0.1:{preview.port}{STAND_PATH}?{PAGE}"
        with urlopen(address, timeout=PATIENCE_S):
            wait_until(lambda: "way-out.yml:3" in preview.note())
            assert "走到门外" not in get(preview.port, PAGE)
        preview.edit("minutes: <twenty>", "minutes: 20")
        wait_until(lambda: "走到门外" in get(preview.port, PAGE))
