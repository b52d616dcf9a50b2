# SPDX-License-Identifier: MIT
"""A small content tree with one item of every kind, a plan, a calendar and a school with a sheet.

Every kind of file that a build writes comes out of it. Its items are the examples of
`docs/format/`, all about one topic and out of one source.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.example import EXAMPLES, KINDS
from generator.model.shelf import ITEMS
from tests.tiny_tree import CONFIG, write_tree

SAME = {
    r"\btopic: [a-z-]+": "topic: fire",
    r"\bprocedure: [a-z-]+": "procedure: example-procedure",
    r"\bdrill: [a-z-]+": "drill: example-drill",
    r"\bsource: [a-z0-9-]+": "source: own",
    r"\bfire-(kindergarten-smoke|primary-two-ways|junior-way-out)\b": "way-out",
    r"\bfire-get-out\b": "example-poster",
}
"""What the examples name that is not there, and what stands for it."""

BASE = {
    CONFIG: CONFIG.replace("plans: []", "plans: [example-plan]").replace("[A4]", "[A3, A4]")
    + "print: {bleed_mm: 3, crop_marks: true}\n"
}

CALENDAR = """\
id: calendar
entries:
  - id: walk
    kind: drill
    item: example-drill
    title: {zh: 疏散演练, en: Evacuation drill}
    dates: [2026-11-27]
    audiences: [primary-lower]
"""


def write_whole_tree(
    folder: Path, changes: Mapping[str, str] = MappingProxyType({}), *, is_backward: bool = False
) -> Path:
    """Write the tree into `folder` and return its configuration file.

    `changes` are old and new texts, replaced wherever they stand; with `is_backward` the files
    come into being in the opposite order.
    """
    files = {
        f"content/{KINDS[kind]}/example-{kind}.yml": _settled(kind)
        for kind in (*(item.name.lower() for item in ITEMS), "plan", "phrase")
    }
    files["content/schools/hut/calendar.yml"] = CALENDAR
    for name, text in sorted(files.items(), reverse=is_backward):
        for old, new in changes.items():
            text = text.replace(old, new)  # noqa: PLW2901 - one text through all changes
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return write_tree(folder, BASE | dict(changes), is_backward=is_backward)


def _settled(kind: str) -> str:
    text = (EXAMPLES / f"{kind}.yml").read_text(encoding="utf-8")
    for pattern, said in SAME.items():
        text = re.sub(pattern, said, text)
    return text
