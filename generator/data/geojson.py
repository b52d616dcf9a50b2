# SPDX-License-Identifier: MIT
"""`buildings/<school>.geojson`: a school's geometry in metres, y up, one feature an element.

`load.geojson_building` reads a building that is written so; nothing of it is lost on the way but
what its rooms hold (`Space.holds`), which is not for the public.
"""

from collections.abc import Iterable, Iterator

from generator.data.coverage_json import Json
from generator.model.building import Building, Floor, Landing, Point
from generator.model.record import Text
from generator.model.school import Campus

SCHEMA_VERSION = 1


def campus_geojson(campus: Campus) -> Json:
    """Return every part of every building, and the yards and assembly points.

    Coordinates are the school's own axes in metres, not degrees.
    """
    return _collection(campus.buildings, _grounds(campus))


def building_geojson(building: Building) -> Json:
    """Return one building alone, as `content/schools/…/buildings/` takes it."""
    return _collection((building,), ())


def _collection(buildings: tuple[Building, ...], grounds: Iterable[Json]) -> Json:
    return {
        "type": "FeatureCollection",
        "schema_version": SCHEMA_VERSION,
        "buildings": [_head(building) for building in buildings],
        "features": [*grounds, *(part for building in buildings for part in _building(building))],
    }


def _head(building: Building) -> Json:
    """Return what is true of a building as a whole, with its floors in their order."""
    return {
        "id": building.id,
        **_names(building.name),
        "use": building.use.value,
        "fire_grade": building.fire_grade,
        "sprinklers": building.sprinklers,
        "floors": [_storey(floor) for floor in building.floors],
    }


def _storey(floor: Floor) -> Json:
    height = {} if floor.elevation_m is None else {"elevation_m": floor.elevation_m}
    return {"id": floor.id, "level": floor.level, **height, **_names(floor.name)}


def _names(name: Text | None) -> Json:
    return {"name_zh": name.zh if name else "", "name_en": name.en if name else ""}


_ABSENT: Json = {
    "building": None,
    "floor": None,
    "joins": [],
    "clear_width_m": None,
    "swing": None,
    "final_exit": False,
    "step_free": None,
}
"""Published properties that an element may lack: every feature has them all the same."""


def _feature(kind: str, geometry: Json, name: Text | None, **properties: object) -> Json:
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {
            "kind": kind,
            **_names(name),
            **_ABSENT,
            **properties,
        },
    }


def _point(at_m: Point) -> Json:
    return {"type": "Point", "coordinates": list(at_m)}


def _polygon(outline_m: tuple[Point, ...]) -> Json:
    ring = [list(corner) for corner in outline_m]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def _grounds(campus: Campus) -> Iterator[Json]:
    for yard in campus.school.yards:
        yield _feature("yard", _polygon(yard.outline_m), yard.name, id=yard.id)
    for point in campus.school.assembly_points:
        yield _feature("assembly-point", _point(point.at_m), point.name, id=point.id)


def _building(building: Building) -> Iterator[Json]:
    for floor in building.floors:
        yield from _floor(building, floor)
    for stair in building.stairs:
        yield _feature(
            "stair",
            {"type": "MultiPoint", "coordinates": [list(x.at_m) for x in stair.landings]},
            stair.name,
            id=stair.id,
            building=building.id,
            floors=[landing.floor for landing in stair.landings],
            landings=_landings(stair.landings),
            enclosed=stair.enclosed,
            flight_width_m=stair.flight_width_m,
            slope_length_m=stair.slope_length_m,
            usable=stair.usable,
            tread_m=stair.tread_m,
            riser_m=stair.riser_m,
            step_free=False,
        )
    for lift in building.lifts:
        yield _feature(
            "lift",
            {"type": "MultiPoint", "coordinates": [list(x.at_m) for x in lift.landings]},
            lift.name,
            id=lift.id,
            building=building.id,
            floors=[landing.floor for landing in lift.landings],
            landings=_landings(lift.landings),
        )
    for place in building.posting_places:
        yield _feature(
            "posting-place",
            _point(place.at_m),
            place.name,
            id=place.id,
            building=building.id,
            floor=place.floor,
            facing_deg=place.facing_deg,
            height_m=place.height_m,
            serves=place.serves,
        )


def _landings(landings: tuple[Landing, ...]) -> Json:
    return {x.floor: {"space": x.space, "at_m": list(x.at_m)} for x in landings}


def _floor(building: Building, floor: Floor) -> Iterator[Json]:
    where = {"building": building.id, "floor": floor.id}
    for space in floor.spaces:
        geometry = _polygon(space.outline_m)
        yield _feature("space", geometry, space.name, id=space.id, use=space.use.value, **where)
    for door in floor.doors:
        yield _feature(
            "door",
            _point(door.at_m),
            None,
            id=door.id,
            joins=list(door.joins),
            clear_width_m=door.clear_width_m,
            swing=door.swing,
            usable=door.usable,
            final_exit=False,
            step_free=door.step_free,
            **where,
        )
    for way_out in floor.exits:
        yield _feature(
            "exit",
            _point(way_out.at_m),
            way_out.name,
            id=way_out.id,
            joins=[way_out.space],
            clear_width_m=way_out.clear_width_m,
            swing=way_out.swing,
            usable=way_out.usable,
            final_exit=True,
            step_free=way_out.step_free,
            **where,
        )
    for piece in floor.equipment:
        yield _feature(
            "equipment", _point(piece.at_m), None, id=piece.id, equipment=piece.kind.value, **where
        )
    for refuge in floor.refuges:
        yield _feature(
            "refuge", _point(refuge.at_m), refuge.name, id=refuge.id, space=refuge.space, **where
        )
