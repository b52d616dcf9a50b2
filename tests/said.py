# SPDX-License-Identifier: MIT
"""Everything that an item says, to be looked for wherever it is shown."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from generator.model.record import Text

NOT_SHOWN = frozenset({"keywords", "history"})
"""What only the search and the version line use."""


def texts_of(value: Any, key: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text inside a value with the names of the fields that lead to it."""
    if isinstance(value, Text):
        yield key, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in NOT_SHOWN:
                yield from texts_of(getattr(value, name), f"{key}.{name}")
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, key)
