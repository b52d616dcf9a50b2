# SPDX-License-Identifier: MIT
"""What the tests of this folder look at the output with; `tests/conftest.py` has it built."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.built.output import CHROMIUM_ARGUMENTS, Chapter, find_chromium
from tests.built.school_server import serving
from tests.built.templates import Addresses, page_of_kind
from tests.once import make_once
from tests.tiny_tree import ROOT, run_muster

STRANGER_CONFIG = """\
id: site
name: {zh: 外来学校, en: A stranger's school}
address: https://stranger.example
as_of: 2026-11-22
plans: []
school_year:
  terms:
    - {id: autumn, name: {zh: 学期, en: Term}, first: 2026-09-01, last: 2027-01-29}
"""


@pytest.fixture(scope="session")
def stranger_dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated example of `docs/format/`, as a newcomer begins with it."""
    return make_once(tmp_path_factory, "stranger", _build_example) / "dist"


def _build_example(folder: Path) -> None:
    content, config, out = folder / "content", folder / "site_config.yml", folder / "dist"
    config.write_text(STRANGER_CONFIG, encoding="utf-8")
    example = ROOT / "docs" / "format" / "examples" / "school"
    shutil.copytree(example, content / "schools" / "example-school", dirs_exist_ok=True)
    for command in (["code", "assign"], ["build", "--out", str(out)]):
        result = run_muster(*command, "--content", content, "--config", config)
        assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="session", params=["sample", "stranger"])
def chapter(request: pytest.FixtureRequest) -> Chapter:
    """The sheets of the sample school, and those of a school from the annotated example."""
    name = "dist" if request.param == "sample" else "stranger_dist"
    return Chapter(folder=request.getfixturevalue(name))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all browsers of a process, which can have no second."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
    yield started
    started.close()


@pytest.fixture(scope="session")
def address_of(dist: Path) -> Iterator[Addresses]:
    """Where the page of a kind is opened: as a file, but for the one that only servers show."""
    with serving(dist) as server:

        def address(kind: str) -> str:
            file = page_of_kind(dist, kind)
            at_server = server + file.relative_to(dist).as_posix()
            return at_server if kind.endswith("404") else file.as_uri()

        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab that shows page after page, as wide and as dark as each test wants it."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def telephone(tab: Page) -> Page:
    """That tab as a test finds it: as wide as a telephone, on a screen, empty.

    It costs a fraction of a tab of its own. Whoever moves clocks or adds scripts takes `page`.
    """
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.emulate_media(media="null", color_scheme="light")
    tab.mouse.move(0, 0)
    tab.goto("about:blank")
    return tab


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, as wide as a telephone."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        yield context.new_page()
