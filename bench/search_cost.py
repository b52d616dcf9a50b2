# SPDX-License-Identifier: MIT
"""What searching costs at 500 and 2,000 pages: size of the index, kB and ms for a query.

`.venv/bin/python bench/search_cost.py [DIST]` mixes sentences of a built site (default `dist`)
into pages of 2,000 characters, writes their Chinese index, and asks queries in headless Chromium
from file://, each in a fresh page: bytes of all files that the query fetched, raw and as a server
would gzip them, and milliseconds from typing to the first result. In the same run it reports the
CPU seconds for the index as a multiple of cutting the same pages with one plain loop.
"""

import gzip
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator.model.audience import NAMES
from generator.settings import THEME
from generator.site.asset import without_comments
from generator.site.search_index import SearchTables, write_index
from generator.site.search_pages import SearchPage, read_pages
from generator.site.search_spelling import Lexicon
from generator.site.search_words import load_search_words

COUNTS = (500, 2000)
SENTENCES = {
    "zh": (re.compile(r"[^。]+。"), 2000),
    "en": (re.compile(r"[^.]+\. "), 6000),
}
"""How a sentence ends, and how many characters a mixed page has."""
TERMS = re.compile(r"<\w ([^ \"]+)")
"""Words in the files of the index that lead from a first letter to them."""
QUERIES = ("溺水", "灭火器", "安全", "火", "疏散通道", "三年级校车演练", "fangnishui", "fns", "AED")
ASK = """async query => {
  const started = performance.now();
  const input = document.querySelector("#muster-query");
  input.value = query;
  input.dispatchEvent(new Event("input"));
  const row = "ol[data-search-results] > li";
  while (!document.querySelector(row)) { await new Promise(done => setTimeout(done, 2)); }
  return performance.now() - started;
}"""


def mixed_pages(dist: Path, count: int, language: str = "zh") -> Iterator[SearchPage]:
    """Yield pages of sentences of the real ones, under real titles."""
    chance = random.Random(count)  # noqa: S311 - a mixture, no secret
    root = dist if language == "zh" else dist / language
    paths = [p.relative_to(root).as_posix() for p in sorted(root.glob("[a-z]*/*.html"))]
    real = read_pages(root, [p for p in paths if not p.startswith(("en/", "coverage/"))])
    sentence, length = SENTENCES[language]
    sentences = [s for page in real for s in sentence.findall(page.text)]
    for number in range(count):
        text = ""
        while len(text) < length:
            text += chance.choice(sentences)
        like = chance.choice(real)
        kind = like.url.split("/", maxsplit=1)[0]
        yield SearchPage(url=f"{kind}/{number}.html", title=like.title, text=text, kind=kind)


def plain_cut(pages: tuple[SearchPage, ...]) -> float:
    """Return CPU seconds for cutting all texts into pairs, the least any such index does."""
    started = time.process_time()
    for page in pages:
        {page.text[i : i + 2] for i in range(len(page.text) - 1)}
    return time.process_time() - started


def measure(browser: Browser, folder: Path, query: str) -> tuple[float, float, float]:
    """Return kB raw, kB gzipped and ms to the first result."""
    fetched: list[Path] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((folder / "search.html").as_uri())
        page.on("request", lambda request: fetched.append(Path(request.url.split("://")[1])))
        taken_ms = page.evaluate(ASK, query)
        page.wait_for_timeout(150)
    contents = [path.read_bytes() for path in fetched if "search" in path.parts and path.is_file()]
    zipped = sum(len(gzip.compress(content)) for content in contents)
    return sum(map(len, contents)) / 1000, zipped / 1000, taken_ms


def tables_of(dist: Path, language: str) -> SearchTables:
    """Return what an index of mixed pages is made with: the words of a finished one."""
    files = sorted((dist / "search" / "zh").glob("p*.js"))
    listed = ",".join(found for file in files for found in TERMS.findall(file.read_text("utf-8")))
    terms = tuple(term.partition("=")[0] for term in listed.split(","))
    return SearchTables(
        language=language,
        words=load_search_words(THEME),
        kinds={},
        audiences={audience.value: names[0] for audience, names in NAMES.items()},
        lexicon=Lexicon(terms=terms),
    )


def main(dist: Path) -> None:
    """Print a line for each query and number of pages."""
    tables = tables_of(dist, "zh")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for count in COUNTS:
            folder = Path(scratch) / str(count)
            (folder / "assets").mkdir(parents=True)
            script = (THEME / "site" / "assets" / "search.js").read_text(encoding="utf-8")
            (folder / "assets" / "search.js").write_text(without_comments(script), encoding="utf-8")
            (folder / "search.html").write_bytes((dist / "search.html").read_bytes())
            pages = tuple(mixed_pages(dist, count))
            floor_s = plain_cut(pages)
            started = time.process_time()
            write_index(pages, tables, folder / "search" / "zh")
            taken_s = time.process_time() - started
            files = list((folder / "search" / "zh").iterdir())
            size_mb = sum(file.stat().st_size for file in files) / 1e6
            print(f"{count} pages: {len(files)} files, {size_mb:.1f} MB, {taken_s:.1f} s CPU, ")  # noqa: T201
            print(f"  {taken_s / floor_s:.0f} × the plain cut")  # noqa: T201
            for query in QUERIES:
                raw, zipped, taken_ms = measure(browser, folder, query)
                print(f"  {query:<12} {raw:6.1f} kB, {zipped:5.1f} kB gz, {taken_ms:4.0f} ms")  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").resolve())
