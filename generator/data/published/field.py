# SPDX-License-Identifier: MIT
"""What the shapes of several data files have in common."""

from typing import Annotated, Literal

from pydantic import StringConstraints

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Language = Literal["zh", "en", "both"]
PointM = tuple[float, float]
"""x and y in metres."""
