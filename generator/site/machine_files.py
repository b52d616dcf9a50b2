# SPDX-License-Identifier: MIT
"""What search engines and feed readers ask for: `sitemap.xml`, `robots.txt`, `feed.xml`.

Every day in them is one that the content tells; the clock is never asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.addresses import LANGUAGES, SHELF_OF, page_path
from generator.model.content import Content
from generator.model.record import Revision, Teaching
from generator.render.words import load_words
from generator.settings import THEME
from generator.site.page import Page
from generator.site.pages import SiteInput

LOCALE = {"zh": "zh-CN", "en": "en"}

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
ATOM = "http://www.w3.org/2005/Atom"

UNLISTED = frozenset({"search.md"})
"""Pages that say nothing by themselves."""

MOST_ENTRIES = 60
"""How many of the newest changes the feed tells."""

FEED = "feed.xml"

ROBOTS = "User-agent: *\nDisallow:\n\nSitemap: {root}/sitemap.xml\n"
"""All that is published may be read; pages behind codes ask themselves not to be listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A revision of an item."""

    item: Teaching
    revision: Revision


def write_machine_files(pages: Sequence[Page], given: SiteInput, out: Path) -> None:
    """Write all of them into the root of the site, the English feed into `en/`.

    `pages` are those of one language; the other language has the same.
    """
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    _write(_sitemap(pages, given), out / "sitemap.xml")
    ET.register_namespace("", ATOM)
    for language in LANGUAGES:
        _write(_feed(given, language), out / feed_path(language))
    root = given.settings.address.rstrip("/")
    (out / "robots.txt").write_text(ROBOTS.format(root=root), encoding="utf-8")


def feed_path(language: str) -> str:
    """Return the feed of a language, relative to the output folder."""
    return FEED if language == "zh" else f"{language}/{FEED}"


def _write(root: ET.Element, path: Path) -> None:
    ET.indent(root, " ")
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n', encoding="utf-8")


def _sitemap(pages: Sequence[Page], given: SiteInput) -> ET.Element:
    """Return every page in both languages, each with its other language and its last change."""
    root, changed = ET.Element(f"{{{SITEMAP}}}urlset"), dict(_changed(given.content))
    for path in (page.path for page in pages if page.path not in UNLISTED):
        name = path.removesuffix(".md")
        for language in LANGUAGES:
            url = ET.SubElement(root, f"{{{SITEMAP}}}url")
            ET.SubElement(url, f"{{{SITEMAP}}}loc").text = _address(given, name, language)
            if day := changed.get(name):
                ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = day.isoformat()
            for other in LANGUAGES:
                told = {"rel": "alternate", "hreflang": LOCALE[other]}
                href = _address(given, name, other)
                ET.SubElement(url, f"{{{XHTML}}}link", {**told, "href": href})
    return root


def _address(given: SiteInput, name: str, language: str) -> str:
    return f"{given.settings.address.rstrip('/')}/{page_path('', name, language)}"


def _changed(content: Content) -> Iterator[tuple[str, date]]:
    """Yield items, their shelves and the home page, each with the day of its last change.

    An item's page changes with a revision and with a review, which the page tells of.
    """
    shelves: dict[str, date] = {}
    for item in content.teaching:
        days = [revision.date for revision in item.history]
        if review := content.reviews.get(item.id):
            days.append(review.date)
        shelf, day = SHELF_OF[type(item).__name__], max(days)
        yield f"{shelf}/{item.id}", day
        for name in (f"{shelf}/index", "index"):
            shelves[name] = max(day, shelves.get(name, day))
    yield from shelves.items()


def list_changes(content: Content) -> tuple[Change, ...]:
    """Return the newest revisions of all items, the last one first."""
    found = [Change(item=item, revision=r) for item in content.teaching for r in item.history]
    found.sort(key=lambda c: (c.item.id, c.revision.version))
    return tuple(sorted(found, key=lambda c: c.revision.date, reverse=True)[:MOST_ENTRIES])


def _feed(given: SiteInput, language: str) -> ET.Element:
    """Return the changes of items as an Atom feed (RFC 4287).

    An entry's id is the permanent address of its page with the version, so it stays for ever.
    """
    words, settings = load_words(THEME), given.settings
    changes = list_changes(given.content)
    root = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": LOCALE[language]})
    own = f"{settings.address.rstrip('/')}/{feed_path(language)}"
    updated = changes[0].revision.date if changes else settings.as_of
    _texts(
        root,
        {
            "id": own,
            "title": f"{settings.name[language]} · {words['site.changes'][language]}",
            "updated": _moment(updated),
        },
    )
    author = ET.SubElement(root, f"{{{ATOM}}}author")
    _texts(author, {"name": settings.name[language]})
    _link(root, "self", "application/atom+xml", own)
    _link(root, "alternate", "text/html", _address(given, "index", language))
    for change in changes:
        _entry(ET.SubElement(root, f"{{{ATOM}}}entry"), change, given, language)
    return root


def _entry(entry: ET.Element, change: Change, given: SiteInput, language: str) -> None:
    item, revision = change.item, change.revision
    name = f"{SHELF_OF[type(item).__name__]}/{item.id}"
    address = _address(given, name, language)
    _texts(
        entry,
        {
            "id": f"{address}#v{revision.version}",
            "title": f"{item.title[language]} · {revision.version}",
            "updated": _moment(revision.date),
            "summary": revision.change[language],
        },
    )
    _link(entry, "alternate", "text/html", address)


def _texts(parent: ET.Element, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: ET.Element, rel: str, kind: str, href: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": kind, "href": href})


def _moment(day: date) -> str:
    """Return the beginning of a day; the content knows no hours."""
    return f"{day.isoformat()}T00:00:00Z"
