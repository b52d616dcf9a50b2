# SPDX-License-Identifier: MIT
"""A building as its users walk it: metres, one pair of axes for the whole school, y up."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from generator.model.record import Item, Record, Text

ElementId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")]
"""Name of a part of a building; unique in the building."""


def _is_no_truth(value: object) -> object:
    """Return a value that is not true or false; those would pass as 1 and 0."""
    if isinstance(value, bool):
        kind = "truth_for_number"
        raise PydanticCustomError(kind, "true and false are no numbers")
    return value


NUMBER = BeforeValidator(_is_no_truth)
"""Marks a number of a building: `true` is none."""

Coordinate = Annotated[float, Field(ge=-10_000, le=10_000), NUMBER]
"""Metres; no school is 10 km from the origin of its own axes, but a slip of a digit is."""

Point = tuple[Coordinate, Coordinate]
"""x and y in metres."""

Outline = Annotated[tuple[Point, ...], Field(min_length=3)]
"""Corners in order, either way round; the last is joined to the first."""

Width = Annotated[float, Field(gt=0, le=20), NUMBER]

PASSABLE_M = 0.40
"""Through an opening narrower than this nobody gets: it is not walked. Source: 0.33 m, the greatest
depth of a body, 95th percentile (Pheasant and Haslegrave, Bodyspace, 2005; Pathfinder's least
diameter of a person); 0.07 m are added for clothes and a bag."""


class SpaceUse(StrEnum):
    """What a space is for."""

    CLASSROOM = "classroom"
    LABORATORY = "laboratory"
    PREPARATION = "preparation"
    OFFICE = "office"
    HALL = "hall"
    CANTEEN = "canteen"
    KITCHEN = "kitchen"
    LIBRARY = "library"
    DORMITORY = "dormitory"
    TOILET = "toilet"
    STORE = "store"
    CORRIDOR = "corridor"
    GALLERY = "gallery"
    LOBBY = "lobby"
    COURT = "court"
    """Open ground that the building encloses: crossed on the way out, not yet outdoors."""
    STAIR = "stair"
    LIFT = "lift"
    CLOSED = "closed"
    """Nobody goes in: shafts, sealed rooms; needs no way out."""


class Space(Record):
    """A room, corridor or stair on one floor."""

    id: ElementId
    name: Text
    use: SpaceUse
    outline_m: Outline
    holds: Text | None = None
    """What is kept here that nobody outside the school may learn: chemicals, poisons, explosives.
    Told to the fire service on the plan of leaving, which is never public, and nowhere else."""


class Door(Record):
    """An opening a person can walk through between two spaces of a floor."""

    id: ElementId
    joins: tuple[ElementId, ElementId]
    at_m: Point
    """Middle of the opening, on the wall between the two spaces."""
    clear_width_m: Width
    """Free width with the leaf open at 90°."""
    swing: str = "none"
    """The space into which the leaf opens; `both` or `none` (no leaf)."""
    usable: bool = True
    """False for a door that is locked while people are inside."""
    step_free: bool = True
    """False where there is a step or a high threshold."""

    @property
    def is_open(self) -> bool:
        """Say whether people can walk through it."""
        return self.usable and self.clear_width_m >= PASSABLE_M


class Exit(Record):
    """A final exit: the door through which people leave the building."""

    id: ElementId
    name: Text
    space: ElementId
    at_m: Point
    clear_width_m: Width
    swing: str = "out"
    """`out`, `in`, `both` or `none`."""
    usable: bool = True
    """False for an exit that is locked or closed for now: nobody is led there."""
    step_free: bool = True

    @property
    def is_open(self) -> bool:
        """Say whether people can walk through it."""
        return self.usable and self.clear_width_m >= PASSABLE_M


class EquipmentKind(StrEnum):
    """What hangs or stands ready; drawn with its sign."""

    EXTINGUISHER = "extinguisher"
    HOSE_REEL = "hose-reel"
    CALL_POINT = "call-point"
    FIRE_BLANKET = "fire-blanket"
    FIRST_AID = "first-aid"
    AED = "aed"
    EYEWASH = "eyewash"
    SAFETY_SHOWER = "safety-shower"
    EMERGENCY_TELEPHONE = "emergency-telephone"
    FIRE_TELEPHONE = "fire-telephone"
    STRETCHER = "stretcher"
    EVACUATION_CHAIR = "evacuation-chair"


class Equipment(Record):
    """A piece of equipment in its place."""

    id: ElementId
    kind: EquipmentKind
    at_m: Point


class Refuge(Record):
    """A place where people who cannot use stairs wait for those who bring them out."""

    id: ElementId
    name: Text
    space: ElementId
    at_m: Point


class Floor(Record):
    """A storey with what is on it."""

    id: ElementId
    level: Annotated[int, NUMBER]
    """Storey number as people count it: 1 is the ground floor."""
    elevation_m: Annotated[float, Field(ge=-100, le=1000), NUMBER] | None = None
    """Height above the ground floor; given for all floors of a building or for none. It tells
    half levels from storeys."""
    name: Text
    spaces: Annotated[tuple[Space, ...], Field(min_length=1)]
    doors: tuple[Door, ...] = ()
    exits: tuple[Exit, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    refuges: tuple[Refuge, ...] = ()

    @property
    def open_exits(self) -> tuple[Exit, ...]:
        """Return the exits through which people can leave, in the order of the file."""
        return tuple(way_out for way_out in self.exits if way_out.is_open)


class Landing(Record):
    """Where a stair or lift meets a floor."""

    floor: ElementId
    space: ElementId
    at_m: Point
    """Foot or head of the flight."""


class Stair(Record):
    """A stair through two or more floors."""

    id: ElementId
    name: Text
    enclosed: bool
    flight_width_m: Width
    slope_length_m: Annotated[float, Field(gt=0, le=60), NUMBER]
    """Walked length along the slope between two neighbouring floors, landings included."""
    usable: bool = True
    """False for a stair that nobody may use for now: closed for repair."""
    tread_m: Annotated[float, Field(gt=0.1, lt=1), NUMBER] | None = None
    """Depth of a step."""
    riser_m: Annotated[float, Field(gt=0.05, lt=0.4), NUMBER] | None = None
    """Height of a step."""
    landings: Annotated[tuple[Landing, ...], Field(min_length=2)]

    @property
    def is_open(self) -> bool:
        """Say whether people can walk on it."""
        return self.usable and self.flight_width_m >= PASSABLE_M


class Lift(Record):
    """A lift: drawn, never part of an escape route."""

    id: ElementId
    name: Text
    landings: Annotated[tuple[Landing, ...], Field(min_length=1)]


class PostingPlace(Record):
    """A place on a wall where a sheet hangs."""

    id: ElementId
    name: Text
    floor: ElementId
    at_m: Point
    """Where the reader stands, close to the wall."""
    facing_deg: Annotated[float, Field(ge=0, lt=360), NUMBER]
    """Direction in which the reader looks, into the wall; counter-clockwise from +x."""
    height_m: Annotated[float, Field(gt=0.5, lt=2.5), NUMBER] = 1.4
    """Height of the sheet's middle above the floor."""
    serves: ElementId | None = None
    """The room whose people the sheet is for; none for a public place."""


class BuildingUse(StrEnum):
    """What a building is mostly for; rules differ by it."""

    TEACHING = "teaching"
    KINDERGARTEN = "kindergarten"
    DORMITORY = "dormitory"
    OTHER = "other"


FireGrade = Annotated[int, Field(ge=1, le=4), NUMBER]
"""耐火等级, fire-resistance grade, 1 being the best."""


STOREY_M = 2.2
"""Floors nearer to each other in height count as one storey. Source: GB 50016-2014 (2018), A.0.2:
what is no more than 2.2 m high at the foot of a building is not counted among its storeys."""

GROUND_LEVEL = 1


class Building(Item):
    """A building of a school."""

    name: Text
    use: BuildingUse = BuildingUse.TEACHING
    fire_grade: FireGrade | None = None
    """Where unknown, rules that depend on it are not judged, which is said."""
    sprinklers: bool = False
    """True where sprinklers protect the whole building."""
    floors: Annotated[tuple[Floor, ...], Field(min_length=1)]
    stairs: tuple[Stair, ...] = ()
    lifts: tuple[Lift, ...] = ()
    posting_places: tuple[PostingPlace, ...] = ()

    @property
    def storeys(self) -> dict[str, int]:
        """Return the number of the storey to which each floor belongs, by its id.

        Where elevations are known, a half level belongs to the storey below it, one below the
        ground to a basement; else each level is a storey of its own.
        """
        heights = {floor.id: floor.elevation_m for floor in self.floors}
        known = {name: height for name, height in heights.items() if height is not None}
        if len(known) < len(heights):
            return {floor.id: floor.level for floor in self.floors}
        ground = min(self.floors, key=lambda f: (f.level != GROUND_LEVEL, f.level))
        lowest_m = known[ground.id]
        above = {name: height - lowest_m for name, height in known.items() if height >= lowest_m}
        below = {name: lowest_m - height for name, height in known.items() if height < lowest_m}
        return _count_storeys(above, ground.level, 1) | _count_storeys(below, -1, -1)

    def stairs_beside(self, refuge: str) -> frozenset[str]:
        """Return the stairs in whose room a refuge lies: smoke in them is smoke in the refuge."""
        spots = {(f.id, r.space) for f in self.floors for r in f.refuges if r.id == refuge}
        return frozenset(
            stair.id
            for stair in self.stairs
            if not spots.isdisjoint((landing.floor, landing.space) for landing in stair.landings)
        )

    @property
    def closed_wells(self) -> frozenset[str]:
        """Return the stairwells in which stairs stand, but none that may be used."""
        wells = {s.id for floor in self.floors for s in floor.spaces if s.use is SpaceUse.STAIR}
        ends = [(landing.space, s.is_open) for s in self.stairs for landing in s.landings]
        used = {space for space, is_used in ends if is_used}
        return frozenset(space for space, _ in ends if space in wells) - used


def _count_storeys(away_m: dict[str, float], first: int, step: int) -> dict[str, int]:
    """Return storey numbers from the nearest floor on, one more where a storey lies between."""
    numbers: dict[str, int] = {}
    number, base_m = first, min(away_m.values(), default=0.0)
    for name, height_m in sorted(away_m.items(), key=lambda found: found[1]):
        if height_m - base_m >= STOREY_M:
            number, base_m = number + step, height_m
        numbers[name] = number
    return numbers


class LostPart(Record):
    """An entry of a building's file that cannot be read."""

    kind: str
    """The list in which it stands: `doors`, `stairs` …"""
    name: str
    """Its id; empty where it does not tell one."""
    line: int
    """Where it begins; 0 where that is not known."""


class PartBuilding(Record):
    """What can be read of a building whose file has form errors: judged, never drawn."""

    file: str
    building: Building | None = None
    """Without the entries that were lost; None where nothing can be told of the rest."""
    lost: tuple[LostPart, ...] = ()
