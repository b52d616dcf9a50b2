# SPDX-License-Identifier: MIT
"""What is seen on an area, however the rounding of its coordinates left it."""

from math import dist

from shapely import GeometryCollection, LineString, box

from generator.routing.visibility import find_sightlines, free_stops, read_view


def test_bare_lines_left_by_rounding_take_no_corner_away():
    """Joining rooms far from the origin may leave a line of no width beside the area."""
    area = box(0, 0, 4, 1).union(box(0, 0, 1, 4))
    crumbs = GeometryCollection([area, LineString([(1, 1), (1, 4)])])
    view = read_view(crumbs)
    assert view.corners.points() == [(1.0, 1.0)]
    stops = free_stops([(3.9, 0.9), (0.9, 3.9)])
    lengths = sorted(
        round(length, 3) for _, _, length in find_sightlines(view, stops, view.corners)
    )
    assert lengths == [round(dist((3.9, 0.9), (1, 1)), 3)] * 2
