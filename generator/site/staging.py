# SPDX-License-Identifier: MIT
"""Pages → a plain folder of Markdown and assets that any site builder could render."""

import html
import json
import re
from pathlib import Path

from generator.addresses import SHELF_OF, page_path, share_path
from generator.kept_files import KeptFiles
from generator.model.record import Teaching
from generator.model.shelf import gist_of
from generator.render.pictogram import read_pictogram
from generator.render.poster_sign import draw_poster_sign
from generator.render.review_line import review_line
from generator.render.template import environment
from generator.render.web_font import WEIGHTS, hanzi_of, subset_font
from generator.render.words import load_words
from generator.site.asset import stage_assets
from generator.site.page import Page
from generator.site.pages import SiteInput
from generator.site.pictures import pictures_of

_SENTENCE_END = re.compile(r"(?<=[。！？])(?![”’）。！？])|(?<=[.!?]) +(?=[A-Z“(])")
"""Where one sentence ends and the next begins, in Chinese and in English."""

_MARKDOWN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()#+!|"})


def escape_markdown(text: str) -> str:
    """Return plain text so that Markdown shows it as it is."""
    return html.escape(text, quote=False).translate(_MARKDOWN_SIGNS)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its full stop; at least one."""
    return [said for part in _SENTENCE_END.split(text) if (said := part.strip())] or [text]


class Stager:
    """Turns the pages of one language into Markdown."""

    def __init__(self, given: SiteInput, language: str, theme: Path) -> None:
        """Read the templates and words."""
        self._given, self.language, self.theme = given, language, theme
        self.words = load_words(theme)
        self._templates = environment(theme / "site")
        self._templates.filters["md"] = escape_markdown
        self._templates.filters["sentences"] = split_sentences
        self._clauses = given.content.clauses()

    def text(self, page: Page) -> str:
        """Return a page as Markdown, with its pictures and what machines read of it."""
        given, language, words = self._given, self.language, self.words
        text = self._templates.get_template(page.template).render(
            page=page,
            content=given.content,
            settings=given.settings,
            language=language,
            up=page.up,
            shelf_of=SHELF_OF,
            gist=gist_of,
            w=self._word,
            clauses=self._clauses,
            reviewed=lambda item: review_line(item, given.content, given.reviewed, words, language),
            has_word=words.__contains__,
            packs=given.packs,
            previews=given.previews,
            pictogram=lambda name: pictogram(self.theme, name),
            poster_sign=lambda item: draw_poster_sign(self.theme, item.sign, item.headline),
            **page.values,
        )
        whole = _with_head(text + self._pictures(page), page, self.language)
        return whole + _linked_data(given, language, page)

    def _word(self, key: str) -> str:
        return self.words[key][self.language]

    def _pictures(self, page: Page) -> str:
        pictures = list(pictures_of(self._given, page, self.language))
        if not pictures:
            return ""
        return self._templates.get_template("_pictures.md").render(
            pictures=pictures,
            page=page,
            root=page.up + ("" if self.language == "zh" else "../"),
            w=self._word,
        )


def stage_pages(pages: tuple[Page, ...], stager: Stager, folder: Path) -> str:
    """Write every page of one language as Markdown below `folder`, with the assets.

    Returns the hanzi that they show; `stage_font` writes what shows them.
    """
    stage_assets(stager.theme, folder)
    shown = ["中文", *(text[stager.language] for text in stager.words.values())]
    for page in pages:
        text = stager.text(page)
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        shown.append(text)
    return hanzi_of("".join(shown))


def stage_font(letters: str, theme: Path, folder: Path, kept: KeptFiles) -> None:
    """Write the font of the hanzi that pages in `folder` show, or that of an earlier build."""
    font = subset_font(theme / "fonts" / WEIGHTS[400], letters, kept)
    (folder / "assets" / "muster-sans.woff2").write_bytes(font)


def _with_head(text: str, page: Page, language: str) -> str:
    """Return the text with what its head tells machines, where it is the page of an item.

    Every template begins with a head, between two lines of hyphens.
    """
    item = page.values.get("item")
    if not isinstance(item, Teaching):
        return text
    told = {
        "description": html.escape(gist_of(item)[language]),
        "share": share_path(SHELF_OF[type(item).__name__], item.id),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items()]
    return text.replace("---\n", "".join(("---\n", *lines)), 1)


def _linked_data(given: SiteInput, language: str, page: Page) -> str:
    shelf, _, name = page.path.removesuffix(".md").rpartition("/")
    data = given.linked_data.get(page_path(shelf, name, language))
    return f'\n\n<script type="application/ld+json">{data}</script>\n' if data else ""


def pictogram(theme: Path, name: str) -> str:
    """Return a pictogram as inline SVG that a screen reader passes over."""
    svg = read_pictogram(theme, name)
    return svg.replace("<svg ", '<svg class="pictogram" aria-hidden="true" focusable="false" ', 1)
