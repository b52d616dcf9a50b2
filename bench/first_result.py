# SPDX-License-Identifier: MIT
"""Bytes and milliseconds from the first key in the search box to the first result, over http.

`.venv/bin/python -m bench.first_result [DIST] [--counts 0 500 2000]` serves the home page of a
built site (default `dist`), zipped as a server would, and asks some queries in headless Chromium,
each in a fresh context with an empty cache: first of the index of DIST itself, then of indexes
over mixtures of its sentences (`bench/search_cost.py`). Bytes are all that comes over the wire
from the touch of the box until a first result stands there: script, index, headers. Each query is
asked again with the CPU slowed down to a quarter. Milliseconds hold the 100 that the box waits for
more keys.
"""

import argparse
import gzip
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.search_cost import mixed_pages, tables_of
from generator.settings import THEME
from generator.site.asset import without_comments
from generator.site.search_index import write_index

QUERIES = {
    "zh": (
        "溺水", "灭火器", "火", "安全", "疏散通道", "校车", "三年级校车演练", "防溺水教案", "地震",
        "燃气泄漏", "食物中毒怎么办", "应急演练记录", "AED", "119", "fns", "ysj", "xczg",
        "fangnishui", "miehuoqi", "xiaofangyanlian", "yingjishusan", "jiaotonganquan",
        "shipinanquanjiancha", "fangzhentsushanyanlian", "xuexiaoanquanguanli", "灭火qi",
        "防逆水检查制度", "mihuoqirenshi", "anquaijiaoyuxuanchuanhuodong", "lianhexuniha", "lab",
        "kindergarten", "自动体外除颤器 冰雪停车 怎么教", "景区水边惦名",
    ),
    "en": (
        "fire", "drowning", "school bus drill", "extinguisher", "earthquake evacuation", "the",
        "and", "evacaution", "景区水边惦名",
    ),
}  # fmt: skip
"""Words, pieces, sentences, initials, pinyin and slips: the dearest known among them."""

INDEXES = {"zh": "search/zh", "en": "en/search/en"}
"""Where the index of each language lies."""

SLOWED = 4

ASK = """query => new Promise(done => {
  const input = document.querySelector("[data-search-box] input");
  const started = performance.now();
  const seen = new MutationObserver(() => {
    if (document.querySelector("[role=option]")) {
      seen.disconnect();
      done([performance.now() - started, (performance.timeOrigin + performance.now()) / 1000]);
    }
  });
  seen.observe(document.querySelector("[data-search-box]"), { childList: true, subtree: true });
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})"""


class _Zipping(SimpleHTTPRequestHandler):
    """Answers with zipped files, and with nothing that a browser may keep."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        content = _zipped(path / "index.html" if path.is_dir() else path)
        self.send_response(200 if content else 404)
        self.send_header("Content-Type", self.guess_type(path if path.suffix else "a.html"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # a page that was left
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _zipped(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6) if path.is_file() else b""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Zipping, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def measure(browser: Browser, address: str, query: str, slowed: int) -> tuple[float, float]:
    """Return kB over the wire and ms to the first result."""
    came: list[tuple[float, float]] = []
    begun: list[float] = []
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        # Events tell seconds of a clock of their own; requests tell how far it is from the other.
        session.on(
            "Network.requestWillBeSent", lambda e: begun.append(e["wallTime"] - e["timestamp"])
        )
        session.on(
            "Network.loadingFinished",
            lambda e: came.append((e["timestamp"], e["encodedDataLength"])),
        )
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        taken_ms, shown = page.evaluate(ASK, query)
    counted = sum(size for when, size in came if when + begun[0] <= shown)
    return counted / 1000, taken_ms


def lay_out(dist: Path, folder: Path) -> None:
    """Put the home pages of a site into a folder, with today's script of the search."""
    for name in ("assets", "en/assets"):
        shutil.copytree(dist / name, folder / name)
        script = (THEME / "site" / "assets" / "search.js").read_text(encoding="utf-8")
        (folder / name / "search.js").write_text(without_comments(script), encoding="utf-8")
    for name in ("index.html", "en/index.html"):
        shutil.copy(dist / name, folder / name)


def compare(browser: Browser, folder: Path, queries: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a line for each query, and one for the worst of all."""
    worst_kb = worst_ms = 0.0
    with serving(folder) as address:
        for language, asked in queries.items():
            for query in asked:
                home = address if language == "zh" else f"{address}en/"
                size_kb, taken_ms = measure(browser, home, query, 1)
                slow_ms = measure(browser, home, query, SLOWED)[1]
                yield f"  {query:<24} {size_kb:5.1f} kB {taken_ms:5.0f} ms {slow_ms:6.0f} ms slowed"
                worst_kb, worst_ms = max(worst_kb, size_kb), max(worst_ms, taken_ms)
    yield f"  at most {worst_kb:.1f} kB, {worst_ms:.0f} ms"


def main() -> None:
    """Print what each query costs, for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", nargs="?", type=Path, default=Path("dist"))
    parser.add_argument(
        "--counts", type=int, nargs="*", default=[0, 500, 2000], help="pages; 0 is the site itself"
    )
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for count in options.counts:
            folder = Path(scratch) / str(count)
            lay_out(options.dist, folder)
            for language, index in INDEXES.items():
                if count:
                    pages = tuple(mixed_pages(options.dist, count, language))
                    write_index(pages, tables_of(options.dist, language), folder / index)
                else:
                    shutil.copytree(options.dist / index, folder / index)
            print(f"{count} mixed pages" if count else "the site itself", flush=True)  # noqa: T201 - a benchmark prints
            for line in compare(browser, folder, QUERIES):
                print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
