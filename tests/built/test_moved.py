# SPDX-License-Identifier: MIT
"""Old addresses in a browser: they lead on in their language, to the same place of the page."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.load.config import load_settings
from generator.model.moved import MovedPages
from generator.model.record import Text
from generator.render.page_policy import seal_folder
from generator.settings import THEME
from generator.site.moved_pages import SCRIPT, write_moved_pages
from tests.built.school_server import serving
from tests.tiny_tree import write_tree

NEW = """\
<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>t</title></head>
<body><h1>{language}</h1><p id="here">here</p></body></html>
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a build leaves it, in which a page has another address than before."""
    folder = tmp_path_factory.mktemp("moved")
    settings = load_settings(write_tree(folder)).item
    assert settings
    out = folder / "out"
    for prefix, language in (("", "zh"), ("en/", "en")):
        (out / prefix / "posters").mkdir(parents=True)
        new = NEW.format(language=language)
        (out / prefix / "posters" / "new.html").write_text(new, encoding="utf-8")
    (out / "assets").mkdir()
    shutil.copy(THEME / "site" / SCRIPT, out / "assets")
    moves = [{"old": "lessons/old.html", "to": "posters/new.html"}]
    pages = MovedPages.model_validate({"id": "moved", "pages": moves})
    write_moved_pages(pages, settings, THEME, out)
    seal_folder(out, settings.host, Text(zh="外", en="outside"))
    return out


@pytest.fixture(scope="module", params=["file", "http"])
def site(request: pytest.FixtureRequest, moved: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{moved.as_uri()}/"
        return
    with serving(moved) as address:
        yield address


@pytest.fixture(scope="module", params=["scripts", "none"])
def runs(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def visitor(browser: Browser, runs: str) -> Iterator[Page]:
    """A tab with scripts or without, for one address after the other."""
    with browser.new_context(java_script_enabled=runs == "scripts") as context:
        yield context.new_page()


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("anchor", ["", "#here"])
def test_an_old_address_leads_to_the_page_and_with_a_script_to_the_place_on_it(
    site: str, visitor: Page, prefix: str, anchor: str, runs: str
) -> None:
    visitor.goto("about:blank")
    visitor.goto(f"{site}{prefix}lessons/old.html{anchor}")
    reached = anchor if runs == "scripts" else ""
    visitor.wait_for_url(f"{site}{prefix}posters/new.html{reached}")
    assert visitor.locator("h1").inner_text() == (prefix.rstrip("/") or "zh")
