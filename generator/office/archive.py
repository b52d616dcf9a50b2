# SPDX-License-Identifier: MIT
"""Office files are zip archives; here they lose the time and the order of the run."""

import io
import re
import zipfile
from datetime import date

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every entry: the earliest that a zip can say."""

CORE = "docProps/core.xml"

UNIX_FILE = 0o100644 << 16
"""Entries are plain files, whatever system made them."""

LONGEST_PROPERTY = 255
"""Characters of a title or author in the properties; programs take no more."""

_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (section 2.2, Char)."""


def settle_archive(content: bytes, as_of: date) -> bytes:
    """Return the same office file with times that depend on nothing but `as_of`."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(settled, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(_entry(name), _settle_core(data, as_of) if name == CORE else data)
    return settled.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every machine
    entry.external_attr = UNIX_FILE
    return entry


def _settle_core(data: bytes, as_of: date) -> bytes:
    stamp = f"{as_of.isoformat()}T00:00:00Z".encode()
    return _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", data)


def clean(text: str) -> str:
    """Return the text without what no office file can hold: control characters, lone surrogates."""
    return _NO_XML.sub("", text)


def one_line(text: str) -> str:
    """Return a text as a property may have it: one line of at most 255 characters."""
    return " ".join(clean(text).splitlines())[:LONGEST_PROPERTY]
