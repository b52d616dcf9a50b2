# SPDX-License-Identifier: MIT
"""A page at an old address leads on in both languages."""

import re
from pathlib import Path

from generator.load.config import load_settings
from generator.model.moved import MovedPages
from generator.settings import THEME
from generator.site.moved_pages import write_moved_pages
from tests.built.output import read_html
from tests.tiny_tree import write_tree


def test_an_old_address_leads_to_the_new_one_in_its_own_language(tmp_path: Path) -> None:
    settings = load_settings(write_tree(tmp_path)).item
    assert settings
    moves = [
        {"old": "lessons/old.html", "to": "posters/walk.html"},
        {"old": "o.html", "to": "now.html"},
    ]
    moved = MovedPages.model_validate({"id": "moved", "pages": moves})
    write_moved_pages(moved, settings, THEME, tmp_path / "out")
    for prefix, language in (("", "zh-CN"), ("en/", "en")):
        for old, target, address in (
            ("lessons/old.html", "../posters/walk.html", "posters/walk.html"),
            ("o.html", "now.html", "now.html"),
        ):
            page = tmp_path / "out" / prefix / old
            text, seen = page.read_text(encoding="utf-8"), read_html(page)
            assert seen.language == language
            assert list(seen.links) == [target]
            assert re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', text) == [target]
            assert f'rel="canonical" href="https://muster.example/{prefix}{address}"' in text
            assert "noindex" in text
            (script,) = re.findall(r'<script src="([^"]+)" data-target="([^"]+)">', text)
            assert script[1] == target
            assert (page.parent / script[0]).resolve() == tmp_path / "out/assets/moved.js"


def test_nothing_is_written_where_nothing_has_moved(tmp_path: Path) -> None:
    settings = load_settings(write_tree(tmp_path)).item
    assert settings
    write_moved_pages(None, settings, THEME, tmp_path / "out")
    assert not (tmp_path / "out").exists()
