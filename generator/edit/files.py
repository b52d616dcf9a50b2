# SPDX-License-Identifier: MIT
"""Which files were edited, and the edit that they make; or none where all must be judged."""

import os
from collections.abc import Mapping

from generator.edit.parts import Edit, State
from generator.edit.row import KINDS, Rows
from generator.inspection import Question, card_maker
from generator.load.answer import Change
from generator.load.cache import Cache
from generator.load.cached_item import CardMaker, CardReading, card_of_bytes, kept_card
from generator.load.snapshot import full_name, shown_name
from generator.load.tree import REVIEW_LOCK, YAML, load_plans, load_without_plans
from generator.model.card import Card, ItemKind
from generator.model.content import Content
from generator.model.shelf import ITEMS


def find_edit(
    question: Question, rows: Rows, caches: tuple[Cache, Cache], change: Change
) -> Edit | None:
    """Return what was edited; None where that is anything but the inside of faultless files.

    `caches` know the files as they were and as they are. Items, plans, calendars, records and
    reviews may be edited, and items may come and go.
    """
    old, new = caches
    files, texts = dict(old.read_files), change.texts
    if not all(_is_of_items(name, question, change, rows) for name in change.moved):
        return None
    commons = _commons(question, rows, caches, change)
    if commons is None:
        return None
    maker = card_maker(tuple(commons[0].phrases.values()), old, question.settings)
    cards = _edited_cards(question, rows, caches, change, maker)
    own = [row.file for row in rows.plans if full_name(row.file) in texts]
    plans = [{plan.file: plan for plan in load_plans(own, c).values()} for c in caches]
    # What was not kept has been read from disk, and is not as it was.
    is_as_it_was = all(old.read_files.get(name) == files.get(name) for name in texts)
    if cards is None or not is_as_it_was or any(len(found) < len(own) for found in plans):
        return None
    return Edit(
        question=question,
        rows=rows,
        files=files,
        maker=maker,
        before=State(common=commons[0], cards=cards[0], plans=plans[0], cache=old),
        after=State(common=commons[1], cards=cards[1], plans=plans[1], cache=new),
    )


def _kind_of(name: str, question: Question) -> ItemKind | None:
    """Return of which kind the items are among which a path lies; None where it lies elsewhere."""
    root = f"{full_name(question.settings.content_folder)}{os.sep}"
    shelf = name.removeprefix(root).partition(os.sep)[0]
    return ItemKind(shelf) if name.startswith(root) and shelf in KINDS else None


def _is_of_items(name: str, question: Question, change: Change, rows: Rows) -> bool:
    """Say whether a path that came or went is a file or folder of items, as they are called."""
    is_file = name in change.texts or any(row.file == shown_name(name) for row in rows.items)
    return _kind_of(name, question) is not None and name.endswith(YAML) == is_file


def _commons(
    question: Question, rows: Rows, caches: tuple[Cache, Cache], change: Change
) -> tuple[Content, Content] | None:
    """Return everything but items and plans, as it was and as it is; None where it is faulty."""
    settings = question.settings
    own = {row.file for row in rows.items}.union(row.file for row in rows.plans)
    others = {name for name in change.texts if shown_name(name) not in own} - change.moved
    found = []
    for cache in caches if others else caches[:1]:
        common, findings = load_without_plans(
            settings.content_folder, settings.school_folders, cache
        )
        found.append(common)
        if findings or not others <= _dated(found[0], question):
            return None
    return found[0], found[-1]


def _dated(common: Content, question: Question) -> set[str]:
    """Return the files that tell of days: calendars, records and reviews."""
    lock = question.settings.content_folder / REVIEW_LOCK
    calendars = (c.calendar for c in common.campuses.values() if c.calendar)
    records = (record for c in common.campuses.values() for record in c.records)
    return {full_name(lock), *(full_name(each.file) for each in (*calendars, *records))}


def _edited_cards(
    question: Question,
    rows: Rows,
    caches: tuple[Cache, Cache],
    change: Change,
    maker: CardMaker,
) -> tuple[dict[str, Card], dict[str, Card]] | None:
    """Return the cards of edited items as they were and as they are; None where one is faulty."""
    known = {row.file for row in rows.items}
    old: dict[str, CardReading | None] = {}
    new: dict[str, CardReading | None] = {}
    for name in change.moved.union(change.texts):
        file, kind = shown_name(name), _kind_of(name, question)
        if kind and file in known:
            digest = caches[0].read_files[name][1]
            old[file] = kept_card(digest, file, ITEMS[kind], maker, caches[0])
        if kind and name in change.texts:
            new[file] = card_of_bytes(change.texts[name], file, ITEMS[kind], maker, caches[1])
    was, now = _faultless(old), _faultless(new)
    return (was, now) if was is not None and now is not None else None


def _faultless(readings: Mapping[str, CardReading | None]) -> dict[str, Card] | None:
    """Return the cards of items that give themselves an id; None where one does not."""
    cards = {
        file: reading.card
        for file, reading in readings.items()
        if reading is not None and reading.card is not None and reading.id_at is not None
    }
    return cards if len(cards) == len(readings) else None
