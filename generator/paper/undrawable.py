# SPDX-License-Identifier: MIT
"""What a drawing may say that its direct way onto paper does not know."""

from typing import NoReturn


class Undrawable(Exception):  # noqa: N818 - no error: the page is then laid out the long way
    """Raised with what was not understood; nothing of the drawing may then be used."""


def refuse(what: str, said: object = "") -> NoReturn:
    """Raise Undrawable: `what` was found, and it said this."""
    raise Undrawable(what, said)
