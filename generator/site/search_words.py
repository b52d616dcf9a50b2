# SPDX-License-Identifier: MIT
"""What people type: words for stages and kinds, other words for the same, empty words."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from generator.model.topic import Synonym


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """The table `theme/search.toml`, turned round: what is typed → what is meant."""

    stages: Mapping[str, tuple[str, ...]]
    """Word → audiences."""
    kinds: Mapping[str, tuple[str, ...]]
    """Word → folders of the site."""
    same: Mapping[str, tuple[str, ...]]
    """Word → the words that pages use."""
    skip: tuple[str, ...]
    pages: Mapping[str, tuple[str, ...]]
    """Pattern of addresses of pages that are no items → what people type who want them."""
    subjects: Mapping[str, tuple[str, ...]]
    """Subject → English words that belong to it alone; Chinese ones stand in its own file."""

    def data(self, language: str) -> dict[str, str]:
        """Return the words of one language as browsers read them: `word=meant|meant;word=…`."""
        tables = {"stages": self.stages, "kinds": self.kinds, "same": self.same}
        listed = {
            name: ";".join(
                f"{word.replace('-', ' ')}={'|'.join(meant)}"
                for word, meant in sorted(table.items())
                if is_of(word, language)
            )
            for name, table in tables.items()
        }
        skipped = sorted(word for word in self.skip if is_of(word, language))
        return {**listed, "skip": ";".join(skipped)}

    def asked(self, path: str) -> tuple[str, ...]:
        """Return what people type who want the page at a path, in both languages."""
        return tuple(w for to, words in self.pages.items() if fnmatch(path, to) for w in words)


def is_of(word: str, language: str) -> bool:
    """Say whether a word is one of this language: Chinese has hanzi."""
    return word.isascii() == (language == "en")


@cache
def load_search_words(theme: Path, synonyms: tuple[Synonym, ...] = ()) -> SearchWords:
    """Return the table of the theme, with the words of the subjects."""
    table = tomllib.loads((theme / "search.toml").read_text(encoding="utf-8"))
    same = [(s.same_as, [s.word]) for s in synonyms]
    return SearchWords(
        stages=_turned(_entries(table["stages"])),
        kinds=_turned(_entries(table["kinds"])),
        same=_turned([*_entries(table["same"]), *same]),
        skip=tuple(word for words in table["skip"].values() for word in words),
        pages=_merged(_entries(table["pages"])),
        subjects={name: tuple(words) for name, words in table["subjects"].items()},
    )


def kind_words(words: SearchWords, kind: str) -> tuple[str, ...]:
    """Return what people call a kind of page."""
    return tuple(word for word, kinds in words.kinds.items() if kind in kinds)


def _entries(table: Mapping[str, Mapping[str, list[str]]]) -> list[tuple[str, list[str]]]:
    return [entry for language in table.values() for entry in language.items()]


def _merged(entries: Iterable[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in entries:
        found[name] = (*found.get(name, ()), *words)
    return found


def _turned(entries: Iterable[tuple[str, list[str]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for meant, words in entries:
        for word in words:
            meanings = found.setdefault(word.lower(), [])
            if meant.lower() not in meanings:
                meanings.append(meant.lower())
    return {word: tuple(meanings) for word, meanings in found.items()}
