# SPDX-License-Identifier: MIT
"""Addresses that changed: where a page that people keep a link to has gone."""

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.record import Item, Record

PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*\.html$")]
"""A page relative to the root of the site: `lessons/fire-first.html`."""


class Move(Record):
    """One page that has gone; the same holds for its English page."""

    old: PagePath
    """Where it was published."""
    to: PagePath
    """Where it is now, or the page that is nearest to it."""


class MovedPages(Item):
    """All of them, in `content/moved.yml`."""

    pages: Annotated[tuple[Move, ...], Field(min_length=1)]
