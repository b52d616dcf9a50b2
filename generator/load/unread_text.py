# SPDX-License-Identifier: MIT
"""What the text of a file tells that cannot be read: the names that it may define or use."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from generator.model.building import Building
from generator.model.moved import MovedPages
from generator.model.phrase import PhrasePack
from generator.model.plan import Plan
from generator.model.record import Item
from generator.model.review import ReviewLock
from generator.model.school import CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.shelf import ITEMS
from generator.model.topic import Source, Topic
from generator.model.unread import Unread

SHELF_OF: Mapping[type[Item], str] = MappingProxyType(
    {
        Plan: "plans",
        Topic: "topics",
        Source: "sources",
        PhrasePack: "phrases",
        ReviewLock: "reviews",
        MovedPages: "moved",
        School: "school",
        SchoolCalendar: "calendar",
        HeldRecord: "records",
        Building: "buildings",
        CodeRegistry: "codes",
        **{model: kind.value for kind, model in ITEMS.items()},
    }
)
"""What a file would be that was read as a thing of each kind."""

_ID = re.compile(r"^id\s*:\s*[\"']?[a-z0-9][a-z0-9-]{0,59}[\"']?\s*(?:#.*)?$", re.MULTILINE)
"""The line with which a file gives itself its id."""

_BETWEEN = re.compile(r"[\s,\[\]{}\"'“”，：#]+|:(?=\s|$)")

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_unread(path: str, model: type[Item]) -> Unread:
    """Return what is known of a file that could not be read as a `model`."""
    text = _text_of(path)
    return Unread(
        shelf=SHELF_OF[model],
        words=None if text is None else frozenset(_BETWEEN.split(text)),
        guessed_id="" if text is not None and _ID.search(text) else Path(path).stem,
    )


def _text_of(path: str) -> str | None:
    """Return the text of a file in whatever encoding; None where it is none.

    Names are plain ASCII, so that UTF-8 and GBK tell them alike.
    """
    with suppress(OSError, UnicodeDecodeError):
        raw = Path(path).read_bytes()
        if raw.startswith(_UTF_16):
            return raw.decode("utf-16")
        return None if b"\0" in raw else raw.decode("utf-8", "replace").replace("\r", "\n")
    return None
