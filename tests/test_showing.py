# SPDX-License-Identifier: MIT
"""Drafts are laid over the output until an output that knows them is there."""

from pathlib import Path

import pytest

from generator.showing import Showing, Stand


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.html"
    path.write_text("built", encoding="utf-8")
    return path


def test_a_draft_stands_in_the_place_of_a_page_and_changes_its_version_alone(page: Path) -> None:
    showing = Showing()
    before, other = showing.version("a.html", page), showing.version("b.html", page)
    assert showing.page("a.html") is None
    showing.put({"a.html": "draft"})
    assert showing.page("a.html") == b"draft"
    assert showing.version("a.html", page) != before
    assert showing.version("b.html", page) == other


def test_an_output_takes_the_place_of_the_drafts_it_knows_and_of_no_newer_ones() -> None:
    showing = Showing()
    showing.put({"a.html": "old"})
    number = showing.number
    showing.put({"b.html": "new"})
    showing.take_output(number, is_reset=False)
    assert showing.page("a.html") is None
    assert showing.page("b.html") == b"new"


def test_a_page_that_comes_out_as_it_was_drafted_is_not_loaded_again(page: Path) -> None:
    showing = Showing()
    showing.put({"a.html": "built"})
    before = showing.version("a.html", page)
    showing.take_output(showing.number, is_reset=False)
    assert showing.version("a.html", page) == before
    showing.take_output(showing.number, is_reset=True)
    assert showing.version("a.html", page) != before


def test_what_is_wrong_is_shown_as_text() -> None:
    showing = Showing()
    assert showing.note("a.html") == ""
    showing.tell(Stand.FAULTY, ["a.yml:3: error <b>"])
    assert "<li>a.yml:3: error &lt;b&gt;</li>" in showing.note("a.html")
    assert 'role="alert"' in showing.note("a.html")


def test_who_looks_at_a_page_is_known_and_told_as_long_as_it_is_looked_at() -> None:
    showing, told = Showing(), list[str]()
    showing.opened = told.append
    with showing.looked_at("a.html"), showing.looked_at("b.html"), showing.looked_at("a.html"):
        assert list(showing.open_pages) == ["a.html", "b.html"]
    assert not showing.open_pages
    assert told == ["a.html", "b.html", "a.html"]


def test_a_page_drawn_because_it_was_opened_goes_with_the_drafts_of_its_edit(page: Path) -> None:
    showing = Showing()
    assert not showing.is_awaited("a.html")
    showing.add({"a.html": "too late"})
    assert showing.page("a.html") is None
    showing.tell(Stand.AWAITED)
    assert showing.is_awaited("a.html")
    number = showing.number
    showing.add({"a.html": "draft"})
    assert showing.page("a.html") == b"draft"
    assert not showing.is_awaited("a.html")
    showing.take_output(number, is_reset=False)
    assert showing.version("a.html", page) == Showing().version("a.html", page)
