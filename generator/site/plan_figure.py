# SPDX-License-Identifier: MIT
"""Ways on floors as small SVG pictures that refer to what the page draws once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from generator.model.building import Building, Floor
from generator.model.floor_view import BuildingView, DrawnFloor, DrawnRun, Note, Spot, View
from generator.model.route import Barrier, Blockage, Route, RouteRole

GROUND = ""
"""Stands for the ground outside where a floor is named."""

Way = tuple[Route, RouteRole]
"""A way and the role as which it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One floor, or the ground, with the ways that cross it."""

    floor: Floor | None
    """None for the ground."""
    svg: str
    is_right: bool
    """True where what to look at first lies in the right half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where ways begin: before a sheet, or in the middle of a room."""

    floor: str
    space: str | None
    """The room that is coloured."""
    at_m: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What ways are drawn on, and from where."""

    building: Building
    drawn: BuildingView
    language: str
    origin: Origin
    cut: Blockage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A stretch in a picture."""

    run: DrawnRun
    is_second: bool
    """True for the second way, which the page takes away where something on it is blocked."""

    @property
    def line(self) -> str:
        return _use(self.run.id, mark=self.mark)

    @property
    def mark(self) -> str:
        return "plan-second-line" if self.is_second else ""


def draw_figures(picture: Picture, ways: Sequence[Way]) -> tuple[Figure, ...]:
    """Return a picture for each floor that the ways cross, in walking order, then the ground.

    The first way lies on top of the others.
    """
    runs = {run.id: run for run in picture.drawn.runs}
    crossing: dict[str, list[_Shown]] = {picture.origin.floor: []}
    for route, role in ways:
        for name in picture.drawn.runs_of(route, role):
            shown = _Shown(run=runs[name], is_second=role is RouteRole.SECOND)
            crossing.setdefault(shown.run.floor, []).append(shown)
    outside = crossing.pop(GROUND, [])
    floors = {floor.id: floor for floor in picture.building.floors}
    drawn = {floor.floor: floor for floor in picture.drawn.floors}
    inside = tuple(_floor(picture, (floors[n], drawn[n]), found) for n, found in crossing.items())
    return (*inside, _ground(picture, outside)) if outside else inside


def draw_store(drawn: BuildingView, language: str) -> str:
    """Return the shapes of floors, to which all pictures refer, as SVG without a size."""
    symbols = (
        f'<symbol id="sign-{code}" viewBox="0 0 100 100">{shapes}</symbol>'
        for code, shapes in drawn.signs.items()
    )
    floors = (part for floor in drawn.floors for part in _layers(floor, language))
    return _store((*symbols, *floors))


def draw_more(drawn: BuildingView, language: str) -> str:
    """Return what pictures of ways refer to besides: the ground, and every stretch of a way."""
    ground = (_group("ground", drawn.ground.base), _group("sites", drawn.ground.names[language]))
    runs = (_group(run.id, run.line) for run in drawn.runs)
    told = ((run.id, run.notes[language]) for run in drawn.runs if language in run.notes)
    notes = (_group(f"{name}-note", note.drawn) for name, note in told)
    return _store((*ground, *runs, *notes, HERE, CUT))


def _store(parts: Iterable[str]) -> str:
    return (
        '<svg class="plan-store" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{''.join(parts)}</defs></svg>"
    )


HERE = (
    '<g id="p-here"><circle r="3.1" fill="#fff"/><circle r="2.6" fill="#005387"/>'
    '<circle r="0.9" fill="#fff"/></g>'
)
"""Where the way begins."""

CUT = (
    '<g id="p-cut"><circle r="2.7" fill="#fff" stroke="#9b2423" stroke-width="0.9"/>'
    '<path d="M-1.3-1.3L1.3 1.3M1.3-1.3L-1.3 1.3" stroke="#9b2423" stroke-width="1.1" '
    'stroke-linecap="round"/></g>'
)
"""On what is blocked."""


def draw_plain(floor: DrawnFloor, links: Iterable[str], title: str) -> str:
    """Return a floor without ways, with what can be chosen on it."""
    uses = (_use(f"{layer}-{floor.floor}") for layer in ("ground", "fabric", "things", "names"))
    return _svg(floor.view, f'role="group" aria-label="{escape(title)}"', (*uses, *links))


def room_link(outline: str, anchor: str, name: str) -> str:
    """Return a room that leads to what is shown of it."""
    said = f'href="#{anchor}" aria-label="{escape(name)}"'
    return f'<a {said}><path class="plan-touch" d="{outline}"/></a>'


def place_link(spot: Spot, anchor: str, name: str) -> str:
    """Return the dot of a posting place that leads to what is shown of it."""
    x, y = (f"{value:.2f}" for value in spot)
    said = f'href="#{anchor}" aria-label="{escape(name)}"'
    return f'<a {said}><circle class="plan-dot" cx="{x}" cy="{y}" r="1.3"/></a>'


def cut_spots(building: Building, cut: Blockage) -> Mapping[str, tuple[float, float]]:
    """Return by floor where, in metres, a blocked element is."""
    if cut.barrier is Barrier.STAIR:
        stairs = (stair for stair in building.stairs if stair.id == cut.id)
        return {landing.floor: landing.at_m for stair in stairs for landing in stair.landings}
    exits = {each.id: (f.id, each.at_m) for f in building.floors for each in f.exits}
    doors = {each.id: (f.id, each.at_m) for f in building.floors for each in f.doors}
    return dict([found]) if (found := (exits | doors).get(cut.id)) else {}


_ALIKE = re.compile(r'<path d="[^"]*"( fill="none" [^>]*)/>(?:<path d="[^"]*"\1/>)+')
"""Lines that follow one another and are drawn alike."""


def _join(shapes: str) -> str:
    """Return shapes with lines that are drawn alike as one: each picture holds a copy of all."""

    def joined(found: re.Match[str]) -> str:
        lines = re.findall(r' d="([^"]*)"', found[0])
        return f'<path d="{"".join(lines)}"{found[1]}/>'

    return _ALIKE.sub(joined, shapes)


def _layers(floor: DrawnFloor, language: str) -> Iterator[str]:
    yield _group(f"ground-{floor.floor}", _join(floor.ground))
    yield _group(f"fabric-{floor.floor}", _join(floor.fabric))
    yield _group(f"things-{floor.floor}", floor.things[language])
    yield _group(f"names-{floor.floor}", floor.names[language])


def _floor(picture: Picture, floor: tuple[Floor, DrawnFloor], runs: Sequence[_Shown]) -> Figure:
    named, drawn = floor
    is_start = named.id == picture.origin.floor
    room = [r.outline for r in drawn.rooms if is_start and r.space == picture.origin.space]
    start = drawn.view.spot(picture.origin.at_m)
    cuts = cut_spots(picture.building, picture.cut) if picture.cut else {}
    parts = (
        _use(f"ground-{named.id}"),
        *(f'<path class="plan-room" d="{outline}"/>' for outline in room),
        _use(f"fabric-{named.id}"),
        _use(f"names-{named.id}"),
        *(shown.line for shown in reversed(runs)),
        *_notes(runs, picture.language),
        *((_use("here", start),) if is_start else ()),
        *((_use("cut", drawn.view.spot(cuts[named.id])),) if named.id in cuts else ()),
    )
    title = f"{named.name[picture.language]}"
    return Figure(
        floor=named,
        svg=_svg(drawn.view, f'role="img" aria-label="{escape(title)}"', parts),
        is_right=is_start and start[0] > drawn.view.width / 2,
    )


def _notes(runs: Sequence[_Shown], language: str) -> Iterator[str]:
    """Yield the notes of runs that overlap none before them."""
    kept: list[Note] = []
    for shown in runs:
        note = shown.run.notes.get(language)
        if note and not any(_overlap(note, other) for other in kept):
            kept.append(note)
            yield _use(f"{shown.run.id}-note", mark=shown.mark)


def _overlap(one: Note, other: Note) -> bool:
    left, top, right, bottom = one.box
    return (
        left < other.box[2]
        and other.box[0] < right
        and top < other.box[3]
        and other.box[1] < bottom
    )


def _ground(picture: Picture, runs: Sequence[_Shown]) -> Figure:
    parts = (_use("ground"), *(shown.line for shown in reversed(runs)), _use("sites"))
    title = picture.building.name[picture.language]
    view = picture.drawn.ground.view
    svg = _svg(view, f'role="img" aria-label="{escape(title)}"', parts)
    return Figure(floor=None, svg=svg, is_right=False)


def _group(name: str, shapes: str) -> str:
    return f'<g id="p-{name}">{shapes}</g>'


def _use(name: str, at: Spot | None = None, mark: str = "") -> str:
    place = f' x="{at[0]:.2f}" y="{at[1]:.2f}"' if at else ""
    kind = f' class="{mark}"' if mark else ""
    return f'<use href="#p-{name}"{place}{kind}/>'


def _svg(view: View, said: str, parts: Iterable[str]) -> str:
    size = f"0 0 {view.width:g} {view.height:g}"
    return f'<svg class="plan" viewBox="{size}" {said}>{"".join(parts)}</svg>'
