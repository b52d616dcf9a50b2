# SPDX-License-Identifier: MIT
"""What was really built, as an inspector finds it in the output folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


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
