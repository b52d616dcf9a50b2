# SPDX-License-Identifier: MIT
"""A page before it is rendered: where it goes, what it is called, which template draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in one language."""

    path: str
    """Markdown file relative to the language's folder: `lessons/fire-first.md`."""
    title: str
    template: str
    """File of `theme/site/`."""
    section: str
    """Key of the navigation entry under which it stands; empty for none."""
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def up(self) -> str:
        """Return the way from the page to the language's root: `../` for each folder."""
        return "../" * self.path.count("/")
