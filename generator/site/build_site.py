# SPDX-License-Identifier: MIT
"""The whole site: stage, render and index each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from generator.addresses import LANGUAGES
from generator.finding import Finding
from generator.kept_files import KeptFiles
from generator.model.audience import NAMES
from generator.model.search import hanzi_runs
from generator.render.extra_font import credit_of
from generator.render.words import load_words
from generator.site.kept_page import KeptPages
from generator.site.language_site import SearchJob, make_language
from generator.site.machine_files import write_machine_files
from generator.site.moved_pages import write_moved_pages
from generator.site.page import Page
from generator.site.pages import GROUPS, SiteInput, list_pages
from generator.site.search_index import SearchTables
from generator.site.search_pages import described, unread_page
from generator.site.search_spelling import Lexicon
from generator.site.search_words import SearchWords, load_search_words
from generator.site.shell_job import ShellJob, html_path, navigation_name
from generator.site.staging import Stager, stage_font, stage_pages
from generator.site.untaught import find_subjects

UNSEARCHED = ("search.md", "find/")
"""Lists of titles alone: whoever searches is shown the pages themselves, not lists of them."""

LONGEST_TERM = 8
"""In hanzi; what is longer is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFolders:
    """Where the site is made from and to."""

    theme: Path
    staging: Path
    """Receives the plain Markdown folder of each language."""
    out: Path
    """Receives the rendered site: Chinese at its root, English in `en/`."""
    fonts: KeptFiles = field(default_factory=lambda: KeptFiles(None))
    """The fonts of pages that earlier builds left."""


def build_site(
    given: SiteInput, folders: SiteFolders, kept: KeptPages | None = None
) -> tuple[Finding, ...]:
    """Render the site and return what the site builder warned of.

    What earlier builds rendered from the same is taken from `kept`.
    """
    findings: list[Finding] = []
    kept = kept or KeptPages()
    for language in LANGUAGES:
        pages = list_pages(given, language)
        stager = Stager(given, language, folders.theme)
        staged = folders.staging / language
        letters = stage_pages(pages, stager, staged)
        stage_font(letters, folders.theme, staged, folders.fonts)
        job = shell_job(pages, given, language, folders)
        search = _search_job(pages, given, job, folders.theme)
        findings += make_language(job, search, kept)
    write_machine_files(pages, given, folders.out)
    write_moved_pages(given.content.moved, given.settings, folders.theme, folders.out)
    return tuple(findings)


def shell_job(
    pages: tuple[Page, ...], given: SiteInput, language: str, folders: SiteFolders
) -> ShellJob:
    """Return what is to be rendered of one language, its pages being staged."""
    words = {key: text[language] for key, text in load_words(folders.theme).items()}
    settings = given.settings
    root = settings.address.rstrip("/") + "/"
    return ShellJob(
        language=language,
        name=settings.name[language],
        pages_folder=folders.staging / language,
        address=root if language == "zh" else f"{root}{language}/",
        theme_folder=folders.theme / "site" / "overrides",
        out=folders.out if language == "zh" else folders.out / language,
        navigation=tuple(_navigation(pages, words)),
        copyright=_copyright(words, settings.as_of, credit_of(folders.theme)),
        words={k: v for k, v in words.items() if k.startswith(("site.", "frame."))},
    )


def _copyright(words: Mapping[str, str], as_of: date, font_credit: str) -> str:
    """Return the foot of every page; a font that was brought along is named with its licence."""
    said = [words["site.licence"], words["site.made_with"], f"{words['site.as_of']} {as_of}"]
    if font_credit:
        said.append(escape(f"{words['paper.extra_font']} {font_credit}"))
    return " · ".join(said)


def _navigation(
    pages: tuple[Page, ...], words: Mapping[str, str]
) -> Iterator[Mapping[str, object]]:
    yield {words["site.home"]: "index.md"}
    for group, sections in GROUPS.items():
        found = [{words[f"site.{name}"]: _entries(pages, name)} for name in sections]
        shown = [section for section in found if any(section.values())]
        if len(shown) > 1:
            yield {words[f"group.{group}"]: shown}
        elif shown:
            yield shown[0]
    yield {words["site.search"]: "search.md"}


def _entries(pages: tuple[Page, ...], section: str) -> list[object]:
    inside = [page for page in pages if page.section == section]
    return [
        {navigation_name(page.title): page.path} if page.title else page.path for page in inside
    ]


def _search_job(pages: tuple[Page, ...], given: SiteInput, job: ShellJob, theme: Path) -> SearchJob:
    searched = [page for page in pages if not page.path.startswith(UNSEARCHED)]
    topics = given.content.topics
    words = load_search_words(theme, tuple(s for t in topics.values() for s in t.synonyms))
    place = 0 if job.language == "zh" else 1
    tables = SearchTables(
        language=job.language,
        words=words,
        kinds={page.section: job.words.get(f"site.{page.section}", "") for page in searched},
        audiences={audience.value: names[place] for audience, names in NAMES.items()},
        lexicon=Lexicon(
            terms=tuple(_terms(given, words)),
            names=tuple(topic.title.zh for topic in topics.values()),
        ),
        subjects=find_subjects(given.content, words, job.language),
    )
    known = (
        described(unread_page(html_path(page.path)), page, topics, words, job.language)
        for page in searched
    )
    return SearchJob(tables=tables, known=tuple(known))


def _terms(given: SiteInput, words: SearchWords) -> list[str]:
    """Return the Chinese words that people may abbreviate or misspell, each once."""
    topics = given.content.topics.values()
    texts = [text for topic in topics for text in (topic.title.zh, *topic.terms)]
    texts += [keyword.zh for item in given.content.teaching for keyword in item.keywords]
    for table in (words.same, words.kinds, words.stages):
        texts += table
    texts += [meant for meanings in words.same.values() for meant in meanings]
    runs = (run for text in texts for run in hanzi_runs(text))
    return list(dict.fromkeys(run for run in runs if LONGEST_TERM >= len(run) > 1))
