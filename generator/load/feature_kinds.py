# SPDX-License-Identifier: MIT
"""The kinds of features that a building as GeoJSON consists of, and what each must tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.model.building import (
    Door,
    Equipment,
    Exit,
    Lift,
    PostingPlace,
    Refuge,
    Space,
    Stair,
)
from generator.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureKind:
    """What a feature of one kind becomes, and which properties it has."""

    model: type[Record]
    place: str
    """The list of a floor, or of the building, that it goes into."""
    geometry: str
    """Type of its geometry."""
    located: str
    """The field that its geometry tells."""
    fields: Mapping[str, str]
    """The field that each property tells; names apart."""
    zh: str
    en: str

    @property
    def is_on_floor(self) -> bool:
        """Say whether it lies in a list of its floor."""
        return self.place in ("spaces", "doors", "exits", "equipment", "refuges")

    @property
    def has_name(self) -> bool:
        """Say whether it has a name in both languages."""
        return "name" in self.model.model_fields

    @property
    def has_landings(self) -> bool:
        """Say whether it meets several floors."""
        return self.located == "landings"

    @property
    def properties(self) -> frozenset[str]:
        """Return every property that it may have."""
        names = ("name_zh", "name_en") if self.has_name else ()
        where = ("floors", "landings") if self.has_landings else ("floor",)
        final = ("final_exit",) if self.model is Exit else ()
        return frozenset(("id", "kind", "building", *names, *where, *final, *self.fields))

    @property
    def required(self) -> tuple[str, ...]:
        """Return the properties that it must have, in the order in which they are written."""
        model = self.model.model_fields
        told = (name for name, field in self.fields.items() if model[field].is_required())
        names = ("name_zh", "name_en") if self.has_name else ()
        where = ("floors", "landings") if self.has_landings else ("floor",)
        return tuple(dict.fromkeys(("id", *where, *names, *told)))


def _kind(
    model: type[Record], place: str, located: tuple[str, str], fields: str, words: tuple[str, str]
) -> FeatureKind:
    """Return a kind; `fields` lists properties, as `property=field` where the two differ."""
    pairs = (field.partition("=") for field in fields.split())
    return FeatureKind(
        model=model,
        place=place,
        geometry=located[0],
        located=located[1],
        fields=MappingProxyType({name: other or name for name, _, other in pairs}),
        zh=words[0],
        en=words[1],
    )


_AT = ("Point", "at_m")
_LANDINGS = ("MultiPoint", "landings")
_FLIGHT = "enclosed flight_width_m slope_length_m usable tread_m riser_m"

KINDS: Mapping[str, FeatureKind] = MappingProxyType(
    {
        "space": _kind(Space, "spaces", ("Polygon", "outline_m"), "use", ("空间", "space")),
        "door": _kind(
            Door, "doors", _AT, "joins clear_width_m swing usable step_free", ("门", "door")
        ),
        "exit": _kind(
            Exit,
            "exits",
            _AT,
            "joins=space clear_width_m swing usable step_free",
            ("安全出口", "exit"),
        ),
        "equipment": _kind(
            Equipment, "equipment", _AT, "equipment=kind", ("设备", "piece of equipment")
        ),
        "refuge": _kind(Refuge, "refuges", _AT, "space", ("等候处", "refuge")),
        "stair": _kind(Stair, "stairs", _LANDINGS, _FLIGHT, ("楼梯", "stair")),
        "lift": _kind(Lift, "lifts", _LANDINGS, "", ("电梯", "lift")),
        "posting-place": _kind(
            PostingPlace,
            "posting_places",
            _AT,
            "floor facing_deg height_m serves",
            ("张贴处", "posting place"),
        ),
    }
)
"""Kinds of features by the name that `kind` gives them, as the export writes it."""

OF_SCHOOL = frozenset({"yard", "assembly-point"})
"""Kinds of the export that stand in `school.yml`."""

PROPERTIES = frozenset(name for kind in KINDS.values() for name in kind.properties)
"""Every property that a feature of any kind may have."""

HEAD = ("id", "name_zh", "name_en", "use", "fire_grade", "sprinklers", "floors")
"""What is told of the building as a whole."""

HEAD_REQUIRED = ("id", "name_zh", "name_en", "floors")

FLOOR = ("id", "level", "elevation_m", "name_zh", "name_en")
"""What is told of a floor."""

FLOOR_REQUIRED = ("id", "level", "name_zh", "name_en")
