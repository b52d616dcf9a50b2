# SPDX-License-Identifier: MIT
"""Shapes that stay sound when they are turned: what is cut on the page goes through here."""

from typing import TypeVar, cast

from shapely import make_valid, set_precision
from shapely.geometry.base import BaseGeometry

GRID = 1e-6
"""Corners nearer to each other than this are one: a micrometre of the building or less."""

Geometry = TypeVar("Geometry", bound=BaseGeometry)


def snap(shape: Geometry) -> Geometry:
    """Return a shape with its corners on the grid, slivers thinner than that gone."""
    return cast("Geometry", set_precision(_mend(shape), GRID))


def make_sound(shape: Geometry) -> Geometry:
    """Return a shape that can be cut: itself, or mended where rounding has broken it.

    A turn rounds every corner anew; a corner that touched a side may then lie across it. What
    was an area stays one, its crumbs without ground left out.
    """
    return shape if shape.is_valid else snap(shape)


def _mend(shape: BaseGeometry) -> BaseGeometry:
    if shape.is_valid:
        return shape
    return make_valid(shape, method="structure", keep_collapsed=False)
