# SPDX-License-Identifier: MIT
"""Jinja templates; the only module that knows Jinja."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.render.blank import with_blanks
from generator.render.own_number import numbered
from generator.render.signature import signers


@cache
def environment(folder: Path) -> Environment:
    """Return the templates of `folder`: a missing value is an error, and text is escaped."""
    made = Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["blanks"] = with_blanks
    made.filters["numbered"] = numbered
    made.filters["signers"] = signers
    return made
