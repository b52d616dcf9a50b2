# SPDX-License-Identifier: MIT
"""Which pictures of printed pages the page of an item shows."""

from collections.abc import Iterator

from generator.addresses import SHELF_OF, papers_of, pdf_path, preview_path
from generator.model.poster import Poster
from generator.model.record import Teaching
from generator.site.page import Page
from generator.site.pages import SiteInput


def pictures_of(given: SiteInput, page: Page, language: str) -> Iterator[dict[str, object]]:
    """Yield paper, file and size in pixels of each picture of a page's item that was drawn."""
    item = page.values.get("item")
    if not isinstance(item, Teaching):
        return
    for paper in _papers(item, given):
        file = preview_path(pdf_path(page.section, item.id, paper, language))
        if file in given.previews:
            yield {"paper": paper, "file": file, "size": given.previews[file]}


def _papers(item: Teaching, given: SiteInput) -> tuple[str, ...]:
    """Return the papers on which an item looks different: a poster is the same on each."""
    papers = papers_of(SHELF_OF[type(item).__name__], given.settings)
    return papers[:1] if isinstance(item, Poster) else papers
