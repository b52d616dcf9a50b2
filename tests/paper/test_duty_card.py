# SPDX-License-Identifier: MIT
"""A duty card on paper says who acts, where that is not the one who carries it."""

from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.model.duty import DutyCard
from generator.paper.jobs import PaperInput, list_jobs
from generator.settings import THEME
from tests.tiny_tree import ROOT


def test_what_only_trained_people_do_is_said_of_them_alone() -> None:
    settings = load_settings(ROOT / "site_config.yml").item
    assert settings
    content, _ = load_content(ROOT / "content", (), THEME)
    jobs = list_jobs(PaperInput(content=content, settings=settings, sheets=(), theme=THEME))
    pages = {job.path: job.html for job in jobs if "/duties/" in job.path}
    for item in content.teaching:
        if isinstance(item, DutyCard):
            page = pages[f"pdf/duties/{item.id}-A4-zh.pdf"]
            own = {"我", page.split("<h1>")[1].split("<b>")[1].split("</b>")[0]}
            others = {action.who.zh for action in item.in_emergency} - own
            assert all(f"<b>{who}</b> · " in page for who in others), item.id
            assert "<b>我</b>" not in page
    assert "<b>受过训练的厨师</b>" in pages["pdf/duties/fire-duty-kitchen-A4-zh.pdf"]
