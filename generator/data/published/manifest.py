# SPDX-License-Identifier: MIT
"""The shape of `manifest.json`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.data.published.field import Language, Sha256
from generator.model.record import Record

FileKind = Literal[
    "page",
    "landing",
    "poster",
    "sheet",
    "booklet",
    "form",
    "office",
    "calendar",
    "feed",
    "search",
    "data",
    "asset",
    "pack",
    "preview",
    "film",
]


class PrintedText(Record):
    """A text of any length in both languages."""

    zh: str
    en: str


class PrintedPaper(Record):
    """What a sheet or paper prints, whatever the day of the build."""

    fingerprint: Sha256
    """Another one means: print it again."""
    version: str
    """Of the item, or the revision of a sheet; empty where a paper has none."""
    title: PrintedText
    where: PrintedText | None = None
    """Building, floor, wall and height of an evacuation sheet."""
    change: PrintedText | None = None
    """What the newest version of an item changed."""


class OutputFile(Record):
    """A file of the output."""

    path: str
    kind: FileKind
    item: str | None
    language: Language | None
    school: str | None
    public: bool
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    printed: PrintedPaper | None = None
    """Of evacuation sheets and the papers of items; what hangs or lies in a school is held against
    it by `muster reprint`."""


class Manifest(Record):
    """`manifest.json`: every file of the output but itself."""

    schema_version: Literal[1]
    muster: str
    toolchain: dict[str, str]
    as_of: date
    sources_sha256: Sha256 | None = None
    """Over configuration, content and schools as they were built; told to nobody outside."""
    is_published: bool = False
    """True in a public folder, which lists public files alone."""
    extra_font: str | None = None
    """Who made the font of rare characters and its licence, where papers and pages embed one."""
    files: tuple[OutputFile, ...]
