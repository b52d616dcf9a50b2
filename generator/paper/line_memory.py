# SPDX-License-Identifier: MIT
"""Lines of text that a layout asks for again, remembered until the layout is done.

A layout breaks the same text many times at the same width: of each cell and each column it asks
first how wide it might be, and then how high. Shaping its letters is what costs most of the time.
"""

from collections.abc import Callable, Hashable
from copy import copy
from math import isfinite
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

Line: TypeAlias = tuple[Any, int, int | None, float, float, float]
"""What WeasyPrint's `split_first_line` returns: the line as Pango set it, its length in bytes, the
byte at which the next one begins, width, height and baseline in pixels."""

SplitLine: TypeAlias = Callable[..., Line]

STYLES = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
"""All that WeasyPrint asks a style for when it breaks a text into lines, beside `DECORATION`."""

DECORATION = "text_decoration_line"

CHINESE = "zh"

HANZI_PER_EM = 1.3
"""A line of hanzi holds one in each em, and WeasyPrint shapes four, so as to see where it ends."""

SHORTEST_REST = 8
"""So many characters after the end of a line decide where it ends: marks that may not begin a line
and words that would still have fitted."""


class LineMemory:
    """Lines by text, width and style."""

    def __init__(self, split_line: SplitLine, can_break: Callable[[str, str], bool]) -> None:
        """Begin with none; both functions are WeasyPrint's own."""
        self._split_line = split_line
        self._can_break = can_break
        self._lines: dict[Hashable, Line] = {}
        self._styles: dict[int, tuple[Any, Hashable]] = {}
        self._breaks: dict[tuple[str, str], bool] = {}
        self._others: list[dict[int, tuple[Any, Any]]] = []

    def remembered(self, function: Callable[[Any], T]) -> Callable[[Any], T]:
        """Return a function of a style that is asked but once for each style."""
        known: dict[int, tuple[Any, T]] = {}
        self._others.append(known)

        def ask(style: Any) -> T:
            found = known.get(id(style))
            if found is None:
                found = known[id(style)] = (style, function(style))
            return found[1]

        return ask

    @property
    def is_empty(self) -> bool:
        """Whether nothing is remembered."""
        return not any((self._lines, self._styles, self._breaks, *self._others))

    def forget(self) -> None:
        """Forget everything: styles and fonts are those of one document."""
        self._lines.clear()
        self._styles.clear()
        self._breaks.clear()
        for known in self._others:
            known.clear()

    def can_break(self, text: str, language: str) -> bool:
        """Say whether a line may end within a text."""
        key = text, language
        if key not in self._breaks:
            self._breaks[key] = self._can_break(text, language)
        return self._breaks[key]

    def split_line(  # noqa: PLR0913, PLR0917 - as WeasyPrint has it
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Line:
        """Return the first line of a text, as WeasyPrint's function of the same arguments."""
        rest = (max_width, justification_spacing, is_line_start, minimum)
        key = (text, self._style_key(style), *rest)
        line = self._lines.get(key)
        if line is None:
            line = self._break_line(text, style, context, rest)
            self._lines[key] = line
            return line
        return copy(line[0]), *line[1:]

    def _break_line(
        self, text: str, style: Any, context: Any, rest: tuple[float | None, float, bool, bool]
    ) -> Line:
        """Break a line out of the beginning of a text; out of all of it if needed."""
        beginning = text[: _letters(style, rest[0])]
        if len(beginning) + SHORTEST_REST < len(text):
            line = self._split_line(beginning, style, context, *rest)
            if line[2] is not None and self._is_end_certain(beginning, line[2], style):
                return line
        return self._split_line(text, style, context, *rest)

    def _is_end_certain(self, beginning: str, next_byte: int, style: Any) -> bool:
        """Say whether enough follows a line for its end to be the same however the text goes on."""
        after = beginning.encode()[next_byte:].decode()
        known = after[: 1 - SHORTEST_REST]
        return len(known) > 1 and self.can_break(known, style["lang"])

    def _style_key(self, style: Any) -> Hashable:
        found = self._styles.get(id(style))
        if found is None:
            decoration = style[DECORATION]
            lines = decoration if isinstance(decoration, str) else tuple(sorted(decoration))
            found = style, (style.font_config, lines, *(style[name] for name in STYLES))
            self._styles[id(style)] = found
        return found[1]


def _letters(style: Any, max_width: float | None) -> int | None:
    """Return how many letters of a Chinese text should hold its first line; None for all."""
    is_chinese = (style["lang"] or "").startswith(CHINESE) and style["font_size"]
    if max_width is None or not isfinite(max_width) or not is_chinese:
        return None
    return int(max(0.0, max_width) / style["font_size"] * HANZI_PER_EM) + 2 * SHORTEST_REST
