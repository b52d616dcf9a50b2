# SPDX-License-Identifier: MIT
"""The project's own content tree, read once for all tests."""

import gc
from functools import cache
from pathlib import Path

from generator.check.judgement import Judgement
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.content import Content
from generator.settings import Settings
from tests.check.made_up import reviewed

ROOT = Path(__file__).parents[2]


@cache
def real_settings() -> Settings:
    item = load_settings(ROOT / "site_config.yml").item
    assert item is not None
    return item


@cache
def real_content() -> Content:
    content, findings = load_content(ROOT / "content", (), ROOT / "theme")
    assert [f for f in findings if f.severity == "error"] == []
    gc.freeze()  # it stays to the end: no need to look through it for waste
    return content


def real_judgement(content: Content) -> Judgement:
    """Return how the content is judged, once all of it has been reviewed."""
    settings = real_settings()
    return Judgement(content=reviewed(content), settings=settings, as_of=settings.as_of)
