# SPDX-License-Identifier: MIT
"""A file that is there but cannot be read, and what its text tells all the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file with a form error: what follows from its absence is no fault of other files."""

    shelf: str
    """What it would be: `topics`, `lessons` … as the folders of `content/` are called, or
    `school`, `calendar`, `records`, `buildings`, `codes`, `reviews`, `moved`."""
    words: frozenset[str] | None
    """Every word of its text, with the names that it defines and those that it uses; None where
    it is no text."""
    guessed_id: str = ""
    """Its file name, where its text does not tell which id it gives itself."""

    def may_define(self, name: str) -> bool:
        """Say whether others may call it, or a part of it, by this name."""
        return name == self.guessed_id or self.may_name(name)

    def may_name(self, name: str) -> bool:
        """Say whether the name may stand in it."""
        return self.words is None or name in self.words
