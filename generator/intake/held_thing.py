# SPDX-License-Identifier: MIT
"""What a row of records names: what was held, for whom, which classes, whose task."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.intake.held_line import Desk, Line
from generator.model.audience import Audience
from generator.model.card import ItemKind
from generator.model.held_sheet import name_in
from generator.model.school import Entry, EntryKind

KIND_OF_ITEM: Mapping[ItemKind, EntryKind] = {
    ItemKind.DRILL: EntryKind.DRILL,
    ItemKind.LESSON: EntryKind.LESSON,
    ItemKind.TRAINING: EntryKind.TRAINING,
}
"""What can be held that no calendar planned."""

_BETWEEN = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """Something held that stands in no calendar."""

    kind: EntryKind
    audiences: tuple[Audience, ...]


def find_held(line: Line, desk: Desk) -> tuple[str, Entry | Unplanned]:
    """Return what was held: an entry of the calendar, or an item that no calendar planned."""
    text = line.text("what") or ""
    name = name_in(text) or text
    if name in desk.entries:
        return name, desk.entries[name]
    found = desk.content.find_item(name)
    if found is None or found[0] not in KIND_OF_ITEM:
        mend = (
            "从下拉的选项里选；方括号里的编号要留着。",
            "Choose from the list, and leave the id in its brackets.",
        )
        line.unreadable("what", "校历里的事，也不是演练、课或培训", "thing of the calendar", mend)
    kind, item = found
    return name, Unplanned(kind=KIND_OF_ITEM[kind], audiences=item.audiences)


def find_kind(line: Line, desk: Desk) -> EntryKind | None:
    """Return the kind that a row names; None where it names none."""
    said = line.text("kind")
    if not said:
        return None
    names = {
        name: kind
        for kind in EntryKind
        for name in (*_words(desk, f"kind.{kind.value}"), kind.value)
    }
    if said not in names:
        known = tuple(
            "、".join(_words(desk, f"kind.{k.value}")[n] for k in EntryKind) for n in (0, 1)
        )
        mend = (
            f"从下拉的选项里选：{known[0]}；不填也行，照校历算。",
            f"Choose one of {known[1].replace('、', ', ')}; or leave it empty.",
        )
        line.unreadable("kind", "类别", "kind", mend)
    return names[said]


def find_audiences(line: Line, desk: Desk) -> tuple[Audience, ...]:
    """Return the stages and posts that a row names."""
    names = _names(desk)
    parts = _parts(line, "audiences")
    if not names.keys() >= set(parts):
        mend = "写表里用的名称，如“教职工、保安”。", "Write names as in the other rows."
        line.unreadable("audiences", "学段或岗位", "stage or post", mend)
    return tuple(names[part] for part in parts)


def _names(desk: Desk) -> Mapping[str, Audience]:
    """Return stages and posts by what they are called in either language, and by their id."""
    return {
        said: audience
        for audience in Audience
        for said in (*_words(desk, f"audience.{audience.value}"), audience.value)
    }


def _words(desk: Desk, key: str) -> tuple[str, str]:
    return desk.words[key].zh, desk.words[key].en


def _parts(line: Line, key: str) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(line.text(key) or "") if part.strip()]


def find_classes(line: Line, desk: Desk) -> list[str]:
    """Return the ids of the classes that a row names."""
    names = {
        said: each.id
        for each in desk.campus.school.classes
        for said in (each.name.zh, each.name.en, each.id)
    }
    found = []
    for part in _parts(line, "classes"):
        if part not in names:
            mend = (
                "照 school.yml 里的班级名写，用顿号隔开；不写学生姓名。",
                "Write classes as in school.yml, commas between; never names of pupils.",
            )
            line.unreadable("classes", "本校的班级", "class of this school", mend)
        found.append(names[part])
    return found


def find_owner(line: Line, desk: Desk) -> Audience:
    """Return the post that has to mend something."""
    names, said = _names(desk), line.text("owner") or ""
    if said not in names:
        mend = "写岗位，不写人名。", "Write a post, never a person's name."
        line.unreadable("owner", "岗位", "post", mend)
    return names[said]
