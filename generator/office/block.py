# SPDX-License-Identifier: MIT
"""What a document for a word processor is made of, before any file format."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; its number is set when the document is written."""

    text: str
    level: int = 1
    """1 or 2: 一、 and （一） of GB/T 9704-2012, 7.3.3."""
    begins_page: bool = False
    """True where what follows is a sheet that is handed out by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    text: str
    lead: str = ""
    """What stands in front, in the face of headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """Lines counted 1. 2. 3."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fine:
    """Small print: sources and versions."""

    text: str
    is_heading: bool = False
    """True for what must not stand alone at the foot of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below a head that is repeated on every page."""

    head: tuple[str, ...]
    """Names of the columns; empty for a table without a head."""
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    """Widths of the columns as parts of their sum."""


Block = Heading | Paragraph | Numbered | Fine | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with what its file says of it."""

    title: str
    author: str
    language: str
    """"zh" or "en"."""
    as_of: date
    blocks: tuple[Block, ...]
    is_landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFile:
    """A finished file."""

    path: str
    """Relative to the output folder."""
    content: bytes
