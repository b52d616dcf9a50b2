# SPDX-License-Identifier: MIT
"""The lines that are drawn of several routes, told apart even where they share the ground.

Where a lesser route runs on the ground of a greater one, its dashed line is drawn beside the
greater's own, inside the same band: two tracks in one bed, as on a map of a railway. So the second
route can be followed from the reader's mark on, nothing new has to be learnt from the legend, and
the line stays off the walls, because the band is no wider than before. Of the two sides it takes
the one to which it will turn off; a mark at the fork alone would leave the reader to guess that
the way to it is common, and would need a legend entry of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shapely import get_parts, unary_union
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from generator.maps.ink import Spot
from generator.model.route import RouteRole

SAME_WAY_SHARE = 0.9
"""A lesser route nearer to a greater one than this share of the band shares its ground."""

ASIDE_SHARE = 0.34
"""How far the lesser line stands beside the greater on common ground, as a share of the band."""

CRUMB_MM = 3.0
"""A piece of a lesser route shorter than this between two common ones says nothing."""

LOOK_AHEAD_MM = 12.0
"""So far behind a fork it is asked to which side the lesser route has turned."""

TOGETHER_MM = 0.5
"""Two lines beside a third that come nearer than this would run into each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What is drawn of one route on one floor, in millimetres of the page."""

    role: RouteRole
    line: LineString
    """The whole line, in walking direction."""
    own: tuple[LineString, ...]
    """The pieces that share no ground with a greater route: they have a band and arrow heads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of a lesser route, and the greater line that it shares the ground with."""

    line: LineString
    host: LineString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What a line is laid on: greater lines, tracks that are there already, walls."""

    hosts: tuple[LineString, ...]
    tracks: tuple[Track, ...]
    walls: BaseGeometry

    def cost(self, line: LineString) -> tuple[bool, bool]:
        """Return whether a line runs into another track, and whether into a wall."""
        middle = line.interpolate(0.5, normalized=True)
        is_shared = any(track.line.distance(middle) <= TOGETHER_MM for track in self.tracks)
        return is_shared, bool(self.walls.intersects(line))


def lay_tracks(
    lines: Iterable[tuple[RouteRole, LineString]],
    band_mm: float,
    walls: BaseGeometry | None = None,
) -> tuple[Track, ...]:
    """Return the tracks of routes given in the order of their rank, the primary first.

    A line beside another takes the side without `walls` where only one has them.
    """
    tracks: list[Track] = []
    for role, line in lines:
        hosts = [(t.line if t.role is RouteRole.PRIMARY else t.own) for t in tracks]
        flat = [one for host in hosts for one in (host if isinstance(host, tuple) else (host,))]
        ground = _Ground(hosts=tuple(flat), tracks=tuple(tracks), walls=walls or LineString())
        tracks.append(_lay(role, line, ground, band_mm))
    return tuple(tracks)


def track_area(tracks: Iterable[Track], band_mm: float) -> BaseGeometry:
    """Return the ground on the page that tracks with their bands cover."""
    return unary_union([track.line.buffer(band_mm / 2) for track in tracks])


def _lay(role: RouteRole, line: LineString, ground: _Ground, band_mm: float) -> Track:
    pieces = _merge(_split(line, ground.hosts, SAME_WAY_SHARE * band_mm))
    spots: list[Spot] = []
    for position, piece in enumerate(pieces):
        drawn = piece.line
        if piece.host is not None:
            part = _host_part(piece.host, piece.line)
            aside_mm = _side(part, pieces, position) * ASIDE_SHARE * band_mm
            drawn = _beside(part, aside_mm, ground) or piece.line
        spots += [(x, y) for x, y, *_ in drawn.coords]
    if Point(spots[-1]).distance(Point(line.coords[-1])) > 1.1 * ASIDE_SHARE * band_mm:
        spots.append((line.coords[-1][0], line.coords[-1][1]))
    kept = spots[:1] + [b for a, b in pairwise(spots) if a != b]
    return Track(
        role=role,
        line=LineString(kept) if len(kept) > 1 else line,
        own=tuple(piece.line for piece in pieces if piece.host is None),
    )


def _split(line: LineString, hosts: Sequence[LineString], reach_mm: float) -> list[_Piece]:
    """Return the stretches of a line in walking order, each with its host."""
    loose: list[LineString] = [line]
    found: list[_Piece] = []
    for host in hosts:
        ground = host.buffer(reach_mm)
        rest: list[LineString] = []
        for piece in loose:
            shared = [_along(line, part) for part in _lines(piece.intersection(ground))]
            real = [part for part in shared if _host_part(host, part).length > reach_mm]
            found += [_Piece(line=part, host=host) for part in real]
            left = piece.difference(ground) if len(real) == len(shared) else _less(piece, real)
            rest += _lines(left)
        loose = rest
    found += [_Piece(line=_along(line, part), host=None) for part in loose]
    return sorted(
        found, key=lambda piece: line.project(piece.line.interpolate(0.5, normalized=True))
    )


def _less(piece: LineString, parts: Iterable[LineString]) -> BaseGeometry:
    """Return a line without parts of itself, by their places on it."""
    return piece.difference(unary_union([part.buffer(1e-6) for part in parts]))


def _merge(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces without crumbs, neighbours of the same kind joined."""
    kept = [p for p in pieces if p.line.length > CRUMB_MM or len(pieces) == 1] or pieces[:1]
    merged: list[_Piece] = []
    for piece in kept:
        last = merged[-1] if merged else None
        if last is not None and last.host is piece.host:
            coords = [*last.line.coords, *piece.line.coords]
            merged[-1] = _Piece(line=LineString(coords), host=piece.host)
        else:
            merged.append(piece)
    return merged


def _along(line: LineString, piece: LineString) -> LineString:
    """Return a piece of a line in the direction of the line."""
    ends = [line.project(Point(piece.coords[at])) for at in (0, -1)]
    return piece if ends[0] <= ends[1] else piece.reverse()


def _host_part(host: LineString, piece: LineString) -> LineString:
    """Return the stretch of `host` beside a piece, in the direction of the piece."""
    start, end = (host.project(Point(piece.coords[at])) for at in (0, -1))
    part = substring(host, start, end)
    return part if isinstance(part, LineString) else LineString()


def _side(part: LineString, pieces: Sequence[_Piece], position: int) -> float:
    """Return 1 for the side of `part` that shapely counts as left, -1 for the other.

    It is the side on which the route turns off, or came from if it never does; the same for all
    common pieces that follow each other.
    """
    following = pieces[position + 1 : position + 2]
    if following and following[0].host is not None:
        return _side(_host_part(following[0].host, following[0].line), pieces, position + 1)
    after = next((p.line for p in pieces[position + 1 :] if p.host is None), None)
    before = next((p.line for p in reversed(pieces[:position]) if p.host is None), None)
    if after is not None:
        seen = after.interpolate(min(LOOK_AHEAD_MM, after.length))
        return _turn(part.coords[-2], part.coords[-1], seen)
    if before is not None:
        seen = before.interpolate(max(0.0, before.length - LOOK_AHEAD_MM))
        return _turn(part.coords[0], part.coords[1], seen)
    return 1.0


def _turn(start: Sequence[float], end: Sequence[float], seen: Point) -> float:
    across = (end[0] - start[0]) * (seen.y - start[1]) - (end[1] - start[1]) * (seen.x - start[0])
    return 1.0 if across >= 0 else -1.0


def _beside(part: LineString, aside_mm: float, ground: _Ground) -> LineString | None:
    """Return the line beside a host: away from other lines first, then from walls."""
    sides = [side for offset in (aside_mm, -aside_mm) if (side := _offset(part, offset))]
    return min(sides, key=ground.cost, default=None)


def _offset(part: LineString, offset_mm: float) -> LineString | None:
    moved = part.offset_curve(offset_mm, join_style="mitre", mitre_limit=2.0)
    if not isinstance(moved, LineString) or moved.is_empty:
        return None
    return moved if _is_ahead(moved, Point(part.coords[0])) else moved.reverse()


def _is_ahead(line: LineString, first: Point) -> bool:
    return Point(line.coords[0]).distance(first) <= Point(line.coords[-1]).distance(first)


def _lines(shape: BaseGeometry) -> Iterator[LineString]:
    for part in get_parts(shape):
        if isinstance(part, LineString) and part.length > 0:
            yield part
