# SPDX-License-Identifier: MIT
"""JSON Schemas of every content file and of the published data files."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pydantic import BaseModel

from generator.data.coverage_json import Json
from generator.data.published.buildings import BuildingsFile
from generator.data.published.coverage import CoverageFile, SchoolFindingsFile
from generator.data.published.evacuation import EvacuationFile, SheetsFile
from generator.data.published.manifest import Manifest
from generator.model.building import Building
from generator.model.moved import MovedPages
from generator.model.phrase import PhrasePack
from generator.model.plan import Plan
from generator.model.school import CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.shelf import ITEMS
from generator.model.topic import Source, Topic
from generator.settings import Settings

SCHEMA_VERSION = 1

FILES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "plan": Plan,
        "topic": Topic,
        "source": Source,
        **{kind.name.lower(): model for kind, model in ITEMS.items()},
        "phrase": PhrasePack,
        "moved": MovedPages,
        "school": School,
        "building": Building,
        "calendar": SchoolCalendar,
        "record": HeldRecord,
        "codes": CodeRegistry,
        "site_config": Settings,
    }
)
"""Kinds of content file, by the name of their schema."""


PUBLISHED: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "manifest": Manifest,
        "coverage": CoverageFile,
        "sheets": SheetsFile,
        "buildings": BuildingsFile,
        "evacuation": EvacuationFile,
        "school_findings": SchoolFindingsFile,
    }
)
"""Data files of the output, by the name of their schema."""


def content_schemas() -> Iterator[tuple[str, Json]]:
    """Yield the name and the JSON Schema of every kind of content file."""
    return _schemas(FILES)


def published_schemas() -> Iterator[tuple[str, Json]]:
    """Yield the name and the JSON Schema of every data file of the output."""
    return _schemas(PUBLISHED)


def _schemas(models: Mapping[str, type[BaseModel]]) -> Iterator[tuple[str, Json]]:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "schema_version": SCHEMA_VERSION,
    }
    for name, model in models.items():
        yield name, {**head, **model.model_json_schema()}
