# SPDX-License-Identifier: MIT
"""The preview: on this machine only, and rebuilt when a file of the content changes."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from generator.build import build
from generator.desk import Desk, Rebuild, Rebuilt
from generator.load.config import load_settings
from generator.serve import SCRIPT_PATH, STAND_PATH, VERSION_PATH, Preview, serve_folder
from generator.showing import Showing
from tests.tiny_tree import lend_cache, run_muster, write_tree

PATIENCE_S = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str, host: str = "127.0.0.1") -> str:
    with urlopen(f"http://{host}:{port}{path}", timeout=5) as answer:
        body: bytes = answer.read()
        return body.decode()


def wait_for(port: int, path: str, wanted: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            if get(port, path) == wanted:
                return
        except URLError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{path} never became {wanted}")


@contextmanager
def serving(out: Path, config: Path, content: Path) -> Iterator[int]:
    port, stop = free_port(), threading.Event()

    def rebuild() -> Rebuilt:
        settings = load_settings(config).item
        assert settings
        return Rebuilt(is_written=build(settings, out, lambda *_: None).is_written)

    def open_desk(showing: Showing) -> Desk:
        return Desk(showing, Rebuild(run=rebuild))

    thread = threading.Thread(
        target=serve_folder, args=(Preview(out=out, port=port), (config, content), open_desk, stop)
    )
    thread.start()
    try:
        yield port
    finally:
        stop.set()
        thread.join(PATIENCE_S)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def preview(
    tiny_build: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, int]]:
    folder = tmp_path_factory.mktemp("preview")
    config = write_tree(folder)
    lend_cache(tiny_build, folder)
    for name in ("schools", "posters"):
        shutil.rmtree(folder / "content" / name)
    out = folder / "dist"
    out.mkdir()
    (out / "index.html").write_text("<p>old", encoding="utf-8")
    (out / "manifest.json").write_text('{"muster": "0"}', encoding="utf-8")
    (out / "sw.js").write_text("", encoding="utf-8")
    with serving(out, config, folder / "content") as port:
        wait_for(port, VERSION_PATH, "1")
        yield folder, port


def test_a_page_is_served_with_the_script_that_reloads_it(preview: tuple[Path, int]) -> None:
    _, port = preview
    text = get(port, "/")
    assert text.startswith("<p>old")
    assert SCRIPT_PATH in text
    assert STAND_PATH in get(port, SCRIPT_PATH)


def test_a_browser_asks_again_for_what_it_has(preview: tuple[Path, int]) -> None:
    _, port = preview
    for path in ("/", "/manifest.json", SCRIPT_PATH):
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            assert answer.headers["Cache-Control"] == "no-cache"


def test_a_preview_hands_out_no_worker_that_would_keep_its_pages(preview: tuple[Path, int]) -> None:
    _, port = preview
    with pytest.raises(URLError, match="404"):
        get(port, "/sw.js")


def test_only_this_machine_is_answered(preview: tuple[Path, int]) -> None:
    """A server that listened to everybody would answer at every other address as well."""
    _, port = preview
    with pytest.raises(URLError):
        get(port, "/", host="127.0.0.2")


def test_nothing_outside_the_folder_is_served(preview: tuple[Path, int]) -> None:
    _, port = preview
    with pytest.raises(URLError, match="404"):
        get(port, "/../site_config.yml")
    with pytest.raises(URLError, match="404"):
        get(port, "/%2e%2e/site_config.yml")


def test_an_edit_that_is_wrong_keeps_the_version_and_one_that_is_right_raises_it(
    preview: tuple[Path, int],
) -> None:
    folder, port = preview
    topic = folder / "content" / "topics" / "fire.yml"
    good = topic.read_text(encoding="utf-8")
    topic.write_text(good.replace("pictogram", "pictogran"), encoding="utf-8")
    time.sleep(3)
    assert get(port, VERSION_PATH) == "1"
    topic.write_text(good.replace("着火时怎么走", "着火时走楼梯"), encoding="utf-8")
    wait_for(port, VERSION_PATH, "2")
    assert "着火时走楼梯" in get(port, "/lessons/")


def test_a_port_that_another_program_has_is_refused_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = run_muster("serve", "--config", write_tree(tmp_path), "--port", port)
    assert told.returncode == 2
    assert f"端口 {port} 用不了" in told.stderr
    assert f"port {port} cannot be used" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "dist").exists()
