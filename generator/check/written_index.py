# SPDX-License-Identifier: MIT
"""Reads the search index back from its script files and looks for pieces of text, as pages do."""

import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import Any

from generator.model.search import LEVELS, query_parts, read_numbers, shard_of

COLUMNS = 6
"""Numbers in the row of a page; how many blocks its text has comes first."""


class WrittenIndex:
    """The search index of one language."""

    def __init__(self, out: Path, language: str) -> None:
        """Read what there is below `out`; where no index was written, nothing is found."""
        self.prefix = "" if language == "zh" else f"{language}/"
        self.folder = out / self.prefix / "search" / language
        summary = self._piece("index") or {"rows": "", "shards": 1}
        self.count: int = summary["shards"]
        blocks = list(read_numbers(summary["rows"]))[::COLUMNS]
        self.first_block = list(accumulate(blocks, initial=0))
        self.page_of = [page for page, many in enumerate(blocks) for _ in range(many)]
        self.places = dict(self._places_of_words())
        self.shards: dict[int, dict[str, str]] = {}
        self.addresses: dict[int, str] = {}

    def find(self, query: str) -> Iterator[str]:
        """Yield the pages that hold every piece of the query."""
        parts = query_parts(query, self.places)
        found = [{page for gram in part for page in self._pages_with(gram)} for part in parts]
        for page in sorted(set.intersection(*found)) if found else ():
            if address := self._address(page):
                yield f"{self.prefix}{address}"

    def _pages_with(self, gram: str) -> Iterator[int]:
        places = self.places if gram.isascii() else self._shard(shard_of(gram, self.count))
        block = -1
        for number in read_numbers(places.get(gram, "")):
            block += number // LEVELS
            yield self.page_of[block]

    def _address(self, page: int) -> str:
        if page not in self.addresses:
            head = self._piece(f"t{self.first_block[page]}")
            self.addresses[page] = head[0] if head else ""
        return self.addresses[page]

    def _shard(self, number: int) -> dict[str, str]:
        if number not in self.shards:
            parts = (self._piece(f"s{number}") or "").split(" ")
            self.shards[number] = dict(zip(parts[::2], parts[1::2], strict=False))
        return self.shards[number]

    def _places_of_words(self) -> Iterator[tuple[str, str]]:
        for number, _ in enumerate(self._piece("words") or ()):
            listed, places = self._piece(f"w{number}") or ("", "")
            yield from zip(_words(listed), places.split(" "), strict=False)

    def _piece(self, name: str) -> Any:
        """Return what a file hands over; None where there is no such file or a damaged one."""
        path = self.folder / f"{name}.js"
        with suppress(OSError, ValueError):
            text = path.read_text(encoding="utf-8")
            return json.loads(text[text.index(",", text.index(",") + 1) + 1 : text.rindex(")")])
        return None


def _words(listed: str) -> Iterator[str]:
    """Yield words that were written without what each begins with like the one before."""
    word = ""
    for coded in listed.split(" ") if listed else ():
        word = word[: int(coded[0])] + coded[1:]
        yield word
