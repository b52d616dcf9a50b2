# SPDX-License-Identifier: MIT
"""A form to be filled in: a ledger, a record, a survey."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.audience import Audience
from generator.model.lesson import Texts
from generator.model.record import Record, Teaching, Text


class FieldKind(StrEnum):
    """What is written into a field."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    TICK = "tick"
    CHOICE = "choice"
    SIGNATURE = "signature"


class FormField(Record):
    """A place to write."""

    name: Text
    kind: FieldKind = FieldKind.LINE
    unit: str = ""
    """Printed behind a number: g, mL, min."""
    options: tuple[Text, ...] = ()
    """What can be chosen."""
    hint: Text | None = None


class FormTable(Record):
    """Columns with rows to be filled in."""

    title: Text
    columns: Annotated[tuple[FormField, ...], Field(min_length=2, max_length=9)]
    rows: tuple[Text, ...] = ()
    """Names of the rows; else `blank_rows` empty ones."""
    blank_rows: Annotated[int, Field(ge=0, le=30)] = 0


class Form(Teaching):
    """A sheet that records something."""

    purpose: Text
    post: Audience
    """Who fills it in."""
    when: Text
    heads: tuple[FormField, ...] = ()
    """Fields above the tables."""
    tables: tuple[FormTable, ...] = ()
    notes: Texts
    """How to fill it in, and what to watch."""
    example: Texts
    """A row or entry filled in, marked as made up."""
    sign: Texts
    keep: Text
    """Where and how long it is kept, and who may see it."""
