# SPDX-License-Identifier: MIT
"""Whether the print fonts have every character of what is printed.

A missing one would stop a build at the first PDF that needs it (D701); here it is told of the file
that holds it, before anything is drawn. Texts in two languages are judged; what papers print
besides (numbers of clauses, what a plan asks) is left to the page layout.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from unicodedata import category

from generator.check.character_table import glyph_numbers
from generator.check.words import texts_of
from generator.finding import Finding, Origin, Severity
from generator.model.record import Item, Text
from generator.settings import THEME

NEVER_ON_PAPER = frozenset({"asked", "history", "keywords"})
"""Parts of an item that no paper shows: its changes, and words for the search."""

LAYOUT = frozenset("\n\t\r")
"""Characters that need no glyph."""

ESCAPED = re.compile(r"\\(?:u00|[bf])")
"""How JSON hides a control character."""


NOTHING_SEEN = frozenset({"Cc", "Cf"})
"""Kinds of characters that nobody sees: controls, marks without width or of direction."""

UNSEEN = Text(
    zh="这样的字符看不见，多半是从网页或聊天里一起复制来的：删去这段文字，重新打一遍。",
    en="Nobody sees such a character; it most likely came along with a copied text: delete the "
    "text and type it afresh.",
)
RARE = Text(
    zh="换一个常用字；人名、地名不能换的，在 site_config.yml 里用 extra_font "
    "给一份有这个字的字体，或者写汉语拼音，打印后再用笔写上。",
    en="Take a common character; for a name that cannot change give a font that has it as "
    "extra_font in site_config.yml, or write pinyin and add the character by pen.",
)


def print_fonts(theme: Path = THEME) -> tuple[Path, ...]:
    """Return the files of the print fonts."""
    return tuple(sorted((theme / "fonts").glob("*.ttf")))


@cache
def printed_characters(theme: Path = THEME) -> frozenset[str]:
    """Return the characters that all print fonts have, line breaks included; read once."""
    sets = [frozenset(map(chr, glyph_numbers(path.read_bytes()))) for path in print_fonts(theme)]
    return frozenset.intersection(*sets) | LAYOUT


def lacking_characters(items: Iterable[Item]) -> frozenset[str]:
    """Return every character in what the items say that the print fonts lack."""
    said = frozenset[str]().union(*(item.model_dump_json(exclude_defaults=True) for item in items))
    return said - printed_characters()


def find_unprintable(item: Item, extra: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield every text of the item with a character that the print fonts lack (C225).

    `extra` are the characters that a font of the site's own adds.
    """
    known = printed_characters() | extra if extra else printed_characters()
    said = item.model_dump_json(exclude_defaults=True)
    if known.issuperset(said) and not ESCAPED.search(said):
        return
    for key, text in texts_of(item, NEVER_ON_PAPER):
        for language in ("zh", "en"):
            if lacking := dict.fromkeys(c for c in text[language] if c not in known):
                yield _lacking(item.at(*key, language), lacking)


def _lacking(origin: Origin, characters: Collection[str]) -> Finding:
    zh = "、".join(f"“{c}”（{_code(c)}）" if c.isprintable() else _code(c) for c in characters)
    en = ", ".join(f"“{c}” ({_code(c)})" if c.isprintable() else _code(c) for c in characters)
    mend = UNSEEN if all(category(c) in NOTHING_SEEN for c in characters) else RARE
    return Finding(
        code="C225",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"打印字体里没有{zh}，纸上会缺字",
        what_en=f"the print font lacks {en}: paper would show a gap",
        mend_zh=mend.zh,
        mend_en=mend.en,
    )


def _code(character: str) -> str:
    """Return the number of a character; one that shows nothing, or turns a line, has no more."""
    return f"U+{ord(character):04X}"
