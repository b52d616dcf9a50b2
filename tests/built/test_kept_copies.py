# SPDX-License-Identifier: MIT
"""What to do now is there when the network is gone, and says that it is a copy and of which day."""

import re
import shutil
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from generator.settings import THEME
from generator.site.kept_copies import write_worker
from tests.built.school_server import PatientServer

PROCEDURE = "procedures/fire-in-building.html"

NOTICE = ".kept-copy"

SLOW_S = 8
"""Longer than anybody waits who sees smoke."""


class Server:
    """A server that can be stopped and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    def start(self) -> None:
        handler = partial(_Quiet, directory=str(self.folder))
        self._server = PatientServer(("127.0.0.1", self.port), handler)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __call__(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.0"  # no connection outlives an answer, so that a stop is a stop
    slow = threading.Event()

    def do_GET(self) -> None:
        if self.slow.is_set():
            time.sleep(SLOW_S)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def site(dist: Path, tmp_path: Path) -> Path:
    """What a worker keeps, and a lesson, in a folder of its own that a test may change."""
    out = tmp_path / "site"
    for name in ("assets", "en/assets", "procedures", "en/procedures"):
        shutil.copytree(dist / name, out / name)
    code = min(p.name for p in (dist / "Q").iterdir() if p.is_dir())
    for name in ("now.html", "en/now.html", "index.html", "sw.js", f"Q/{code}/index.html"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        # With its day: a server tells a browser by the second whether a file is another.
        shutil.copy2(dist / name, out / name)
    return out


@pytest.fixture
def served(site: Path) -> Iterator[Server]:
    server = Server(site)
    yield server
    server.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context


IN_CHARGE = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) {
    await new Promise((resume) => setTimeout(resume, 20));
  }
}"""
"""Waits for the worker; the policy leaves tests no `eval`, with which Playwright would wait."""


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until the worker holds its copies."""
    tab = context.new_page()
    tab.goto(address)
    tab.evaluate(IN_CHARGE)
    return tab


def test_without_a_network_a_procedure_is_there_and_says_that_it_is_a_copy(
    served: Server, context: BrowserContext
) -> None:
    tab = visit(context, served("index.html"))
    served.stop()
    for path in (PROCEDURE, f"en/{PROCEDURE}", "now.html#fire"):
        tab.goto(served(path))
        notice = tab.locator(NOTICE).inner_text()
        assert re.search(r"离线副本 · 保存于 20\d\d-\d\d-\d\d \d\d:\d\d", notice)
        assert re.search(r"Offline copy saved on 20\d\d-\d\d-\d\d \d\d:\d\d; it may be", notice)
        assert tab.locator("a[href^='tel:']").count()
        assert tab.evaluate("getComputedStyle(document.querySelector('.muster-now')).display")
        box = tab.locator(NOTICE).bounding_box()
        assert box
        assert box["y"] == 0
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    background = "getComputedStyle(document.querySelector('.kept-copy')).backgroundColor"
    assert tab.evaluate(background) == "rgb(255, 216, 77)", "the styles are kept, too"
    served.start()


def test_where_the_network_does_not_answer_the_copy_comes_soon(
    served: Server, context: BrowserContext
) -> None:
    tab = visit(context, served("now.html"))
    _Quiet.slow.set()
    try:
        tab.goto(served(PROCEDURE), wait_until="commit")
        tab.wait_for_selector(NOTICE, timeout=SLOW_S * 900)
    finally:
        _Quiet.slow.clear()


def test_with_a_network_the_page_of_today_is_shown_without_a_word(
    served: Server, site: Path, context: BrowserContext
) -> None:
    tab = visit(context, served(PROCEDURE))
    page = site / PROCEDURE
    page.write_text(page.read_text("utf-8").replace("<h1", "<p>NEWER</p><h1", 1), "utf-8")
    tab.goto(served(PROCEDURE))
    assert tab.get_by_text("NEWER").count() == 1
    assert tab.locator(NOTICE).count() == 0
    served.stop()
    tab.goto(served(PROCEDURE))
    assert tab.get_by_text("NEWER").count() == 1, "the newest copy is the one that is kept"
    assert tab.locator(NOTICE).count() == 1
    served.start()


def test_a_page_behind_a_code_is_kept_once_it_was_opened(
    served: Server, site: Path, context: BrowserContext
) -> None:
    (folder,) = (site / "Q").iterdir()
    tab = visit(context, served("now.html"))
    tab.goto(served(f"Q/{folder.name}/"))
    assert tab.locator(NOTICE).count() == 0
    served.stop()
    for address in (f"Q/{folder.name}/", f"Q/{folder.name}", f"Q/{folder.name}/index.html"):
        tab.goto(served(address))
        assert tab.locator(NOTICE).count() == 1
        assert tab.locator("ol li").count() > 1
    served.start()


ALONE = """async (old) => {
  let names = [old];
  for (let i = 0; names.length !== 1 || names[0] === old; i++) {
    if (i > 1200) { throw new Error(names.join()); }
    await new Promise((resume) => setTimeout(resume, 50));
    names = await caches.keys();
  }
}"""
"""Waits until the copies of another build are the only ones."""


def test_a_new_build_takes_the_place_of_the_old_one(
    served: Server, site: Path, context: BrowserContext
) -> None:
    tab = visit(context, served("now.html"))
    (old,) = tab.evaluate("caches.keys()")
    page = site / PROCEDURE
    page.write_text(page.read_text("utf-8").replace("<h1", "<p>NEWER</p><h1", 1), "utf-8")
    write_worker(site, THEME)
    tab.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update())")
    tab.evaluate(ALONE, old)
    served.stop()
    tab.goto(served(PROCEDURE))
    assert tab.get_by_text("NEWER").count() == 1
    served.start()


def test_a_procedure_that_is_no_more_is_not_shown_from_a_copy(
    served: Server, site: Path, context: BrowserContext
) -> None:
    tab = visit(context, served(PROCEDURE))
    (site / PROCEDURE).unlink()
    answer = tab.goto(served(PROCEDURE))
    assert answer
    assert answer.status == 404
    assert tab.locator(NOTICE).count() == 0
    served.stop()
    with pytest.raises(Error, match="ERR_"):
        tab.goto(served(PROCEDURE))
    served.start()


def test_nothing_is_kept_from_files_or_by_pages_behind_codes(
    dist: Path, served: Server, site: Path, context: BrowserContext
) -> None:
    (folder,) = (site / "Q").iterdir()
    tab = context.new_page()
    tab.goto(served(f"Q/{folder.name}/"))
    assert tab.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    tab.goto((dist / "now.html").as_uri())
    tab.wait_for_timeout(100)
    assert tab.locator(NOTICE).count() == 0


def test_the_worker_keeps_every_procedure_and_the_version_follows_what_it_keeps(
    dist: Path, site: Path
) -> None:
    text = (dist / "sw.js").read_text(encoding="utf-8")
    pages = [p.relative_to(dist).as_posix() for p in dist.rglob("procedures/*.html")]
    assert len(pages) > 8
    for name in (*pages, "now.html", "en/now.html"):
        assert f'"{name}"' in text
    assert "%" not in re.sub(r"%DAY%", "", text)
    write_worker(site, THEME)
    before = (site / "sw.js").read_bytes()
    write_worker(site, THEME)
    assert (site / "sw.js").read_bytes() == before
    (site / "assets" / "frame.css").write_text("b{}", encoding="utf-8")
    write_worker(site, THEME)
    assert (site / "sw.js").read_bytes() != before
