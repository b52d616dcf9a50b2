# SPDX-License-Identifier: MIT
"""Every page keeps to a strict policy: nothing inline, nothing from outside, nothing stored."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built.page_judge import css_faults, page_faults
from tests.built.school_server import PatientServer

ONE_OF_EACH = (
    "index",
    "404",
    "now",
    "search",
    "find/index",
    "find/month-10",
    "lessons/fire-primary-two-ways",
    "drills/fire-evacuation",
    "procedures/fire-in-building",
    "posters/fire-get-out",
    "coverage/index",
    "coverage/tongzhou-2020",
    "coverage/year/sample",
    "schools/sample",
    "buildings/sample/teaching",
    "calendar/sample",
    "sources/index",
)

FOLDERS_OF_ITEMS = (
    "activities",
    "checklists",
    "curricula",
    "duties",
    "forms",
    "micros",
    "questions",
    "regulations",
    "reminders",
    "trainings",
)


def pages_of(dist: Path) -> list[str]:
    """Return a page of each template, in both languages by turns, and two behind codes."""
    names = [f"{name}.html" for name in ONE_OF_EACH]
    folders = [sorted((dist / folder).glob("*.html")) for folder in FOLDERS_OF_ITEMS]
    names += [pages[0].relative_to(dist).as_posix() for pages in folders]
    kept = [n for n in names if (dist / n).is_file()]
    assert len(kept) > 20
    codes = sorted(dist.glob("Q/*/index.html"))
    turned = [f"en/{n}" if i % 2 else n for i, n in enumerate(kept)]
    return [*turned, *(p.relative_to(dist).as_posix() for p in (codes[0], codes[-1]))]


def test_every_page_of_the_output_keeps_to_a_strict_policy(dist: Path) -> None:
    pages = sorted(dist.rglob("*.html"))
    assert len(pages) > 100
    faults = {p.relative_to(dist).as_posix(): page_faults(p.read_text("utf-8")) for p in pages}
    assert {name: found for name, found in faults.items() if found} == {}


def test_no_style_sheet_or_drawing_asks_another_host(dist: Path) -> None:
    for path in [*dist.rglob("*.css"), *dist.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8")
        assert [*css_faults(text)] == [], path
        assert "<script" not in text
        assert 'href="http' not in text


@pytest.mark.parametrize(
    ("sound", "spoilt"),
    [
        ("<h1", '<h1 onclick="x()"'),
        ("<h1", '<h1 style="color:red"'),
        ("</h1>", '</h1><img src="https://other.example/a.png">'),
        ("</h1>", '</h1><img src="//other.example/a.png">'),
        ("</h1>", "</h1><script>run()</script>"),
        ("</h1>", '</h1><iframe src="https://other.example/"></iframe>'),
        ("</h1>", '</h1><a href="javascript:run()">x</a>'),
        ("</h1>", '</h1><a href="https://other.example/">x</a>'),
        ("</h1>", '</h1><form action="https://other.example/"></form>'),
        ("<head>", '<head><script src="a.js"></script>'),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src 'self' https:"),
        ("base-uri 'none'; ", ""),
        ("no-referrer", "origin"),
    ],
)
def test_the_judge_of_pages_sees_what_is_planted(dist: Path, sound: str, spoilt: str) -> None:
    text = (dist / "lessons" / "fire-primary-two-ways.html").read_text(encoding="utf-8")
    assert sound in text
    given = text.replace(sound, spoilt, 1)
    rel = 'rel=""' if "<a href" in spoilt else ""
    assert page_faults(text) == []
    assert (
        page_faults(given.replace('<a href="https://other', f'<a {rel} href="https://other')) != []
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def served(dist: Path) -> Iterator[str]:
    with PatientServer(("127.0.0.1", 0), partial(_Quiet, directory=str(dist))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


NOTICE = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
}"""

STORED = """async () => [
  document.cookie,
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((each) => each.name),
].filter(Boolean)"""


@pytest.mark.parametrize("way", ["file", "http"])
def test_no_page_breaks_its_policy_asks_outside_or_stores_anything(
    dist: Path, served: str, browser: Browser, way: str
) -> None:
    root = dist.as_uri() + "/" if way == "file" else served
    with browser.new_context() as context:
        context.add_init_script(f"({NOTICE})()")
        tab, asked, said = context.new_page(), [], []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(f"{tab.url}: {message.text}"))
        refused, stored = [], []
        for name in pages_of(dist):
            if name.endswith("404.html") and way == "file":
                continue  # only a server shows it
            tab.goto(root + name)
            tab.wait_for_timeout(60)
            refused += [f"{name}: {each}" for each in tab.evaluate("window.refused")]
            stored += [f"{name}: {each}" for each in tab.evaluate(STORED)]
        assert refused == []
        assert stored == []
        assert context.cookies() == []
        assert said == []
        assert [url for url in asked if not url.startswith((root, "data:"))] == []


def test_a_search_from_a_file_still_reaches_the_page_of_results(dist: Path, page: Page) -> None:
    page.goto((dist / "now.html").as_uri())
    page.evaluate("document.querySelector('.muster-search input').value = '疏散'")
    page.evaluate("document.querySelector('.muster-search').submit()")
    page.wait_for_url("**/search.html?q=*")
    page.wait_for_selector("article li a")


def test_light_or_dark_is_kept_for_the_tab_once_it_was_chosen(
    served: str, browser: Browser
) -> None:
    scheme = "document.body.dataset.mdColorScheme"
    with browser.new_context(color_scheme="light") as context:
        tab = context.new_page()
        tab.goto(served + "now.html")
        assert tab.evaluate(f"[{scheme}, sessionStorage.length]") == ["default", 0]
        tab.locator("label[for=__palette_1]").click()
        assert tab.evaluate(scheme) == "slate"
        tab.goto(served + "en/now.html")
        assert tab.evaluate(f"[{scheme}, localStorage.length]") == ["slate", 0]
        other = context.new_page()
        other.goto(served + "now.html")
        assert other.evaluate(f"[{scheme}, sessionStorage.length]") == ["default", 0]
