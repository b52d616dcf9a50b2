# SPDX-License-Identifier: MIT
"""Official phrases that must stand word for word wherever they are taught."""

from typing import Annotated

from pydantic import Field

from generator.model.record import Citation, Id, Item, Line, Text


class PhrasePack(Item):
    """A list that loses its force when one word is wrong: the six nos, the call numbers."""

    title: Text
    topic: Id
    triggers: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Chinese words that promise the list; whoever prints one must print the whole list."""
    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]
    """In their order; the Chinese word for word, the English our own rendering."""
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]
