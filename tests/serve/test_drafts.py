# SPDX-License-Identifier: MIT
"""Whoever saves a file sees the page at once, before papers are printed, or what is wrong."""

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from generator.build import build
from generator.desk import Desk, Rebuild, Rebuilt
from generator.draft import DraftSource
from generator.load.config import load_settings
from generator.serve import STAND_PATH, Preview, open_server
from generator.showing import Showing
from tests.serve.test_serve import get
from tests.tiny_tree import lend_cache, write_tree

PATIENCE_S = 90.0
PAGE = "/lessons/way-out.html"


@dataclass
class Served:
    """A preview whose builds wait until they are allowed."""

    desk: Desk
    folder: Path
    port: int
    may_build: threading.Event
    ended: threading.Event
    """Whether a build was told to end."""

    @property
    def lesson(self) -> Path:
        [file] = (self.folder / "content" / "lessons").rglob("*.yml")
        return file

    def edit(self, old: str, new: str) -> None:
        text = self.lesson.read_text(encoding="utf-8")
        assert old in text
        self.lesson.write_text(text.replace(old, new), encoding="utf-8")
        self.desk.edited([self.lesson])

    def note(self, page: str = PAGE) -> str:
        return self.stand(page)["note"]

    def version(self, page: str = PAGE) -> str:
        return self.stand(page)["version"]

    def stand(self, page: str) -> dict[str, str]:
        """Return how a page stands, as whoever begins to listen is told."""
        address = f"http://127.0.0.1:{self.port}{STAND_PATH}?{quote(page)}"
        with urlopen(address, timeout=PATIENCE_S) as listening:
            told: dict[str, str] = json.loads(listening.readline().removeprefix(b"data: "))
            return told


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until, "it never was so"
        time.sleep(0.1)


def rebuild(config: Path, out: Path) -> Rebuilt:
    settings = load_settings(config).item
    assert settings
    return Rebuilt(is_written=build(settings, out, lambda *_: None).is_written)


@pytest.fixture(scope="module")
def served(tiny_build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    config, out, may_build = write_tree(folder), folder / "dist", threading.Event()
    lend_cache(tiny_build, folder)
    for name in ("schools", "posters"):
        shutil.rmtree(folder / "content" / name)
    assert rebuild(config, out).is_written
    (folder / "scratch").mkdir()
    source = DraftSource(
        config=config, content=None, as_of=None, out=out, scratch=folder / "scratch"
    )

    def rebuild_then() -> Rebuilt:
        assert may_build.wait(PATIENCE_S)
        return rebuild(config, out)

    showing = Showing()
    server = open_server(Preview(out=out), showing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ended = threading.Event()
    desk = Desk(showing, Rebuild(run=rebuild_then, end=ended.set), source)
    try:
        assert desk.drafting
        assert desk.drafting.wait(PATIENCE_S)
        yield Served(desk, folder, server.server_port, may_build, ended)
    finally:
        may_build.set()
        desk.close()
        server.shutdown()
        server.server_close()


def test_an_edit_is_shown_before_anything_is_built_and_said_to_be_so(served: Served) -> None:
    assert served.note() == ""
    before, other = served.version(), served.version("/now.html")
    served.edit("找到出口", "走到门外")
    wait_until(lambda: "走到门外" in get(served.port, PAGE))
    assert "上一次的内容" in get(served.port, "/en/now.html")  # nobody looked at it
    assert served.version() != before
    assert served.version("/now.html") == other
    assert "正在后台更新" in served.note()
    assert "being renewed" in get(served.port, PAGE)
    wait_until(lambda: "走到门外" in get(served.port, "/lessons/"))
    built = (served.folder / "dist" / "lessons" / "way-out.html").read_text(encoding="utf-8")
    assert "走到门外" not in built


def test_a_fault_is_told_in_both_languages_and_the_last_good_page_stays(served: Served) -> None:
    served.edit("minutes: 20", "minutes: <twenty>")
    wait_until(lambda: "error" in served.note())
    note = served.note()
    assert "没有采用" in note
    assert "last good page" in note
    assert "way-out.yml:3" in note
    assert "<twenty>" not in note
    assert "走到门外" in get(served.port, PAGE)
    assert served.note("/now.html") == note
    served.edit("minutes: <twenty>", "minutes: 20")
    wait_until(lambda: "error" not in served.note())


def test_when_all_is_built_the_output_itself_is_shown_without_a_note(served: Served) -> None:
    served.may_build.set()
    wait_until(lambda: served.note() == "")
    built = (served.folder / "dist" / "lessons" / "way-out.html").read_text(encoding="utf-8")
    assert "走到门外" in built
    assert get(served.port, PAGE).startswith(built)
    served.may_build.clear()


def test_of_edits_one_after_another_the_last_is_shown_and_comes_to_the_lists(
    served: Served,
) -> None:
    """Each comes while the pages that the one before it touches are still being drawn."""
    names = ["走到门外", *(f"走到门外{number}步" for number in range(4))]
    for before, name in pairwise(names):
        served.edit(before, name)
        wait_until(lambda name=name: name in get(served.port, PAGE))  # type: ignore[misc]
    wait_until(lambda: names[-1] in get(served.port, "/lessons/"))
    assert served.ended.is_set()
    served.edit(names[-1], names[0])
    wait_until(lambda: names[-1] not in get(served.port, "/lessons/"))


def test_whoever_listens_is_told_when_the_page_is_another(served: Served) -> None:
    address = f"http://127.0.0.1:{served.port}{STAND_PATH}?{PAGE}"
    with urlopen(address, timeout=PATIENCE_S) as listening:
        told = (line for line in listening if line.startswith(b"data: "))
        versions = (json.loads(line.removeprefix(b"data: "))["version"] for line in told)
        before = next(versions)
        assert f'data-version="{before}"' in get(served.port, PAGE)
        served.edit("走到门外", "走出门外")
        after = next(version for version in versions if version != before)
        assert f'data-version="{after}"' in get(served.port, PAGE)
    served.edit("走出门外", "走到门外")


def test_a_page_that_is_looked_at_is_drafted_though_no_item_is_edited(served: Served) -> None:
    topic = served.folder / "content" / "topics" / "fire.yml"
    good = topic.read_text(encoding="utf-8")
    address = f"http://127.0.0.1:{served.port}{STAND_PATH}?/lessons/"
    with urlopen(address, timeout=PATIENCE_S) as listening:
        listening.readline()
        assert "lessons/index.html" in served.desk.showing.open_pages
        topic.write_text(good.replace("zh: 防火", "zh: 消防"), encoding="utf-8")
        served.desk.edited([topic])
        wait_until(lambda: "消防" in get(served.port, "/lessons/"))
    assert "正在后台更新" in served.note("/lessons/")
    topic.write_text(good, encoding="utf-8")
    served.desk.edited([topic])
    wait_until(lambda: "消防" not in get(served.port, "/lessons/"))


def test_an_edit_that_drafts_died_of_is_built_all_the_same(served: Served) -> None:
    dead = served.desk.drafting
    assert dead
    served.may_build.clear()
    served.desk.edited([served.lesson])
    dead._process.kill()
    served.may_build.set()
    wait_until(lambda: served.desk.drafting is not dead)
    assert served.desk.drafting
    assert served.desk.drafting.wait(PATIENCE_S)
    wait_until(lambda: served.note() == "")
