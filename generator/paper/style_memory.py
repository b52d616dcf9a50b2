# SPDX-License-Identifier: MIT
"""Style sheets that papers share, parsed once in each process."""

from collections.abc import Callable
from typing import Any

from generator.render.warning import gathered_warnings

MOST = 60
"""So many sheets are remembered: about as many as there are kinds of paper in two languages."""

OF_ONE_DOCUMENT = ("@font-face", "@import", "@counter-style", "@color-profile", "@layer")
"""A sheet that says any of these tells it to the document for which it is parsed."""


class StyleMemory:
    """Parsed sheets by their text; what a document makes of one is never written into it."""

    def __init__(self, parse: Callable[..., Any]) -> None:
        """Begin with none; `parse` is WeasyPrint's own."""
        self._parse = parse
        self._sheets: dict[tuple[str, str | None, str], Any] = {}

    def parse(self, *, string: str = "", **given: Any) -> Any:
        """Return a sheet; takes what WeasyPrint's own function takes.

        A sheet that is warned of is parsed again for each document, so that each hears of it.
        """
        if not string or any(word in string.lower() for word in OF_ONE_DOCUMENT):
            return self._parse(**given, **({"string": string} if string else {}))
        key = (string, given["base_url"], given["media_type"])
        if key in self._sheets:
            return self._sheets[key]
        with gathered_warnings("weasyprint") as messages:
            # Rules of pages are the sheet's own, not a list of those of all sheets of a document.
            sheet = self._parse(string=string, **{**given, "page_rules": None, "layers": None})
        if not messages:
            if len(self._sheets) >= MOST:
                self._sheets.clear()
            self._sheets[key] = sheet
        return sheet
