# SPDX-License-Identifier: MIT
"""What was really built, as an inspector finds it in the output folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class AsBuilt:
    """How an output folder differs from what its manifest lists."""

    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Files with other bytes: exchanged, edited, of an earlier build or damaged."""
    strange: tuple[str, ...] = ()
    """What was not built and lies in the folders of what was."""

    @cached_property
    def unlike(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.gone, *self.changed, *self.strange))


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The output folder, read back."""

    reachable: frozenset[str]
    """Pages that a reader gets to by links from the two home pages."""
    page_text: Mapping[str, str]
    """Visible text of every page, white space removed."""
    pdf_text: Mapping[str, str]
    """Text of every PDF but collections of others, white space removed."""
    found_by_search: Mapping[str, frozenset[str]]
    """For every word that was tried, the pages that the search lists."""
    landings: frozenset[str]
    """Codes whose landing page exists and bears the code."""
    dead_links: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Files and places in pages that are not there, with the pages whose links lead to them."""
    folder: str = ""
    """The output folder, as the user would type it."""
    as_built: AsBuilt | None = None
    """What the manifest says of the folder; None while it is being filled."""

    def is_as_built(self, path: str) -> bool:
        """Say whether nothing speaks against a file's being what was built."""
        return self.as_built is None or path not in self.as_built.unlike
