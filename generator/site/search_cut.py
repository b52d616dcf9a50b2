# SPDX-License-Identifier: MIT
"""Rendered pages as the search index takes them: cut anew, or as they were left.

One edit changes few pages; to read and cut all the others again took most of what the index costs.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.site.kept_page import KeptPages
from generator.site.search_index import cut_whole
from generator.site.search_pages import SearchPage, article_of, read_article

if TYPE_CHECKING:
    from generator.site.search_postings import CutPage


def cut_as_left(known: SearchPage, out: Path, kept: KeptPages) -> "CutPage":
    """Return a page that was rendered into `out`, being `known` but for its text, cut in pieces."""
    article = article_of((out / known.url).read_text(encoding="utf-8"))
    made_from = f"cut {known!r}\n{article}"
    packed = kept.made(made_from, lambda: _packed(cut_whole(_with_text(known, article))))
    return _unpacked(known, packed)


def _with_text(known: SearchPage, article: str) -> SearchPage:
    seen = read_article(known.url, article)
    return replace(known, title=seen.title, text=seen.text, headings=seen.headings)


def _packed(cut: "CutPage") -> bytes:
    page = {"title": cut.page.title, "headings": cut.page.headings}
    said = [page, cut.blocks, cut.words, cut.word_places, cut.parts]
    return json.dumps(said, ensure_ascii=False).encode()


def _unpacked(known: SearchPage, packed: bytes) -> "CutPage":
    from generator.site.search_postings import CutPage  # noqa: PLC0415 - loads numpy

    page, blocks, words, word_places, parts = json.loads(packed)
    return CutPage(
        page=replace(known, text="".join(blocks), **page),
        blocks=tuple(blocks),
        words=tuple(words),
        word_places=tuple(word_places),
        parts=parts,
    )
