# SPDX-License-Identifier: MIT
"""Subjects that are taught, and the documents that facts come from."""

from datetime import date

from generator.model.record import Id, Item, Line, Record, Text


class Synonym(Record):
    """Words that mean the same to somebody who searches."""

    word: Line
    same_as: Line


class Topic(Item):
    """A subject of the plans: a hazard or a field of safety."""

    title: Text
    summary: Text
    pictogram: Id
    order: int
    """Place in lists, smallest first."""
    terms: tuple[Line, ...]
    """Chinese words of which an item on this subject must contain at least one."""
    synonyms: tuple[Synonym, ...] = ()


class Source(Item):
    """A document that facts were taken from."""

    title: Text
    number: str = ""
    """As printed: 教基一厅〔2014〕2号."""
    issuer: Text
    issued: date | None = None
