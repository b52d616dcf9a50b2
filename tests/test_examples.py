# SPDX-License-Identifier: MIT
"""The examples of `docs/format/` are valid and whole, and its pages know every field."""

import re
import shutil
import types
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from generator.check.depth import find_shallow_parts, find_unlike_texts
from generator.check.phrase import find_pack_faults
from generator.example import EXAMPLES, KINDS, write_example
from generator.explanation import load_explanations
from generator.finding import Severity
from generator.intake.plan_catalogue import verify_plan
from generator.load.config import load_settings
from generator.load.read_item import read_item
from generator.load.tree import load_content
from generator.model.audience import Audience
from generator.model.building import Building
from generator.model.card import ItemKind
from generator.model.phrase import PhrasePack
from generator.model.place import Place
from generator.model.plan import Plan
from generator.model.record import Item, Text
from generator.model.school import Campus, CodeRegistry, HeldRecord, School, SchoolCalendar
from generator.model.shelf import ITEMS
from generator.model.topic import Source, Topic
from generator.routing.building_faults import find_building_faults
from generator.routing.escape import route_building
from generator.settings import Settings

FORMAT = EXAMPLES.parent
ROOT = FORMAT.parent.parent

MODELS: dict[str, type[Item]] = {
    **{kind.name.lower(): model for kind, model in ITEMS.items()},
    "topic": Topic,
    "source": Source,
    "plan": Plan,
    "phrase": PhrasePack,
    "building": Building,
}
"""What the example of each kind holds."""

FILES: dict[str, type[Item]] = {f"{kind}.yml": model for kind, model in MODELS.items()} | {
    "school/school.yml": School,
    "school/calendar.yml": SchoolCalendar,
    "school/buildings/main.yml": Building,
    "record.yml": HeldRecord,
}

PAGES: list[tuple[str, str, type[Item]]] = [
    *((f"{kind}.md", f"{kind}.yml", model) for kind, model in MODELS.items()),
    ("school.md", "school.yml", School),
    ("school.md", "calendar.yml", SchoolCalendar),
    ("school.md", "records/*.yml", HeldRecord),
    ("school.md", "codes.yml", CodeRegistry),
    ("site_config.md", "site_config.yml", Settings),
]
"""Page, file as its heading names it, and the model of that file."""


def read_example(name: str, model: type[Item]) -> Any:
    reading = read_item(EXAMPLES / name, name, model)
    assert reading.findings == ()
    return reading.item


@pytest.fixture
def campus() -> Campus:
    """The example school, with the building at an angle beside its own."""
    return Campus.model_construct(
        school=read_example("school/school.yml", School),
        buildings=(
            read_example("school/buildings/main.yml", Building),
            read_example("building.yml", Building),
        ),
        calendar=read_example("school/calendar.yml", SchoolCalendar),
        records=(),
        registry=None,
    )


# ---- the examples ------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_read_without_a_finding(name: str) -> None:
    assert read_example(name, FILES[name]).id


def test_there_is_an_example_of_every_kind_that_can_be_begun() -> None:
    assert {*MODELS, "school"} == set(KINDS)


@pytest.mark.parametrize("kind", [kind.name.lower() for kind in ItemKind])
def test_an_example_is_deep_and_says_the_same_in_both_languages(kind: str) -> None:
    item = read_example(f"{kind}.yml", MODELS[kind])
    assert [*find_shallow_parts(item), *find_unlike_texts(item)] == []


def test_the_example_pack_holds_official_wording() -> None:
    assert list(find_pack_faults(read_example("phrase.yml", PhrasePack))) == []


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_explained_in_both_languages(name: str) -> None:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.lstrip().startswith("#")]
    assert any(re.search(r"[\u4e00-\u9fff]{4}", comment) for comment in comments)
    assert any(re.search(r"[a-z]+ [a-z]+ [a-z]+", comment) for comment in comments)


def test_the_example_plan_matches_the_document_quoted_in_it() -> None:
    lines = (EXAMPLES / "plan.yml").read_text(encoding="utf-8").splitlines()
    document = "\n".join(line[6:] for line in lines if line.startswith("#     "))
    assert document
    assert verify_plan(read_example("plan.yml", Plan), document) == ()


def test_the_example_school_says_that_it_is_made_up(campus: Campus) -> None:
    assert campus.school.sample
    assert not (EXAMPLES / "school" / "codes.yml").exists()


def test_the_example_buildings_have_no_faults(campus: Campus) -> None:
    assert list(find_building_faults(campus)) == []


def test_every_place_of_the_example_buildings_has_two_ways_out_and_one_without_a_step(
    campus: Campus,
) -> None:
    for building in campus.buildings:
        routes = route_building(campus, building).from_place
        assert {place: [str(way.role) for way in ways] for place, ways in routes.items()} == {
            place.id: ["primary", "second", "step-free"] for place in building.posting_places
        }


def test_a_reader_in_the_example_classroom_turns_left_to_the_door(campus: Campus) -> None:
    route = route_building(campus, campus.buildings[0]).from_place["P101"][0]
    assert (route.final_exit, route.assembly_point) == ("X1", "playground")
    assert route.words[0].en.startswith("Facing this sheet, turn left")


def test_the_way_from_upstairs_counts_the_stair_along_its_slope(campus: Campus) -> None:
    building = campus.buildings[0]
    upstairs, downstairs = (
        route_building(campus, building).from_place[place][0] for place in ("P2C", "P102")
    )
    assert upstairs.stairs == ("A",)
    assert downstairs.stairs == ()
    flat_m = sum(
        ((a.x_m - b.x_m) ** 2 + (a.y_m - b.y_m) ** 2) ** 0.5
        for a, b in zip(upstairs.points, upstairs.points[1:], strict=False)
        if a.floor == b.floor
    )
    assert upstairs.length_m == pytest.approx(flat_m + building.stairs[0].slope_length_m)


def test_the_building_at_an_angle_is_led_like_one_that_is_straight(campus: Campus) -> None:
    """From (2.9, 6.35) by the door's middle (1.5, 6.6) to (0, 7.9) on its own axes."""
    route = route_building(campus, campus.buildings[1]).from_place["PS11"][0]
    assert route.final_exit == "XS1"
    assert route.length_m == pytest.approx(3.5, abs=0.2)
    assert route.words[0].en.startswith("Facing this sheet, turn left")


# ---- muster new --------------------------------------------------------------


@pytest.mark.parametrize("kind", MODELS)
def test_a_new_file_gets_the_name_that_was_asked_for(kind: str, tmp_path: Path) -> None:
    path = write_example(kind, "my-own", tmp_path)
    reading = read_item(path, path.name, MODELS[kind])
    assert reading.findings == ()
    assert reading.named == "my-own"


def test_a_new_school_gets_its_name_and_keeps_that_of_its_building(tmp_path: Path) -> None:
    folder = write_example("school", "my-school", tmp_path)
    assert read_item(folder / "school.yml", "s", School).named == "my-school"
    assert read_item(folder / "buildings" / "main.yml", "b", Building).named == "main"


def test_a_file_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    write_example("topic", "my-own", tmp_path)
    with pytest.raises(FileExistsError):
        write_example("topic", "my-own", tmp_path)


def test_a_tree_with_nothing_but_a_new_school_is_read_without_an_error(tmp_path: Path) -> None:
    write_example("school", "my-school", tmp_path / "schools")
    content, findings = load_content(tmp_path, (), ROOT / "theme")
    assert list(content.campuses) == ["my-school"]
    assert findings == ()


def test_what_is_begun_from_examples_fits_into_the_content_tree(tmp_path: Path) -> None:
    """The names that examples use (topic, sources, companions, pictograms) lead somewhere."""
    for shelf in ("topics", "sources", *{kind.value for kind in ItemKind}):
        shutil.copytree(ROOT / "content" / shelf, tmp_path / shelf)
    for kind in MODELS:
        if KINDS[kind]:
            write_example(kind, f"begun-{kind}", tmp_path / KINDS[kind])
    _, findings = load_content(tmp_path, (), ROOT / "theme")
    begun = [f for f in findings if "begun-" in f.origin.file and f.severity is Severity.ERROR]
    assert begun == []


# ---- the pages ---------------------------------------------------------------


def records_in(annotation: object, path: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the records that a value may hold, with their way: `steps[]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation is not Text:
            yield path, annotation
        return
    is_list = get_origin(annotation) is tuple
    for part in get_args(annotation):
        yield from records_in(part, f"{path}[]" if is_list else path)


def sections_of(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield every record below a model with the way to it: `floors[].doors[]`."""
    for name, field in model.model_fields.items():
        for way, record in records_in(field.annotation, f"{path}.{name}" if path else name):
            yield way, record
            yield from sections_of(record, way)


def enums_in(annotation: object) -> Iterator[type[StrEnum]]:
    if isinstance(annotation, type):
        if issubclass(annotation, StrEnum):
            yield annotation
    elif get_origin(annotation) in (tuple, Union, types.UnionType):
        for part in get_args(annotation):
            yield from enums_in(part)


def tables(page: str) -> dict[str, dict[str, bool]]:
    """Return by heading the fields of its table, and whether each must be there."""
    found: dict[str, dict[str, bool]] = {}
    text = (FORMAT / page).read_text(encoding="utf-8")
    for part in re.split(r"(?m)^### ", text)[1:]:
        heading, _, body = part.partition("\n")
        body = body.split("\n## ")[0]
        rows = re.findall(r"(?m)^\| `(\w+)` \|[^|]*\| (\*\*必写|可省)", body)
        fields = {name: must == "**必写" for name, must in rows}
        for way in re.findall(r"`([^`]+)`", heading):
            found[way] = fields
    return found


def expected_fields(model: type[BaseModel]) -> dict[str, bool]:
    return {name: field.is_required() for name, field in model.model_fields.items()}


CASES = [
    pytest.param(page, way, record, id=f"{page}:{name}:{way}")
    for page, name, model in PAGES
    for way, record in [(name, model), *dict(sections_of(model)).items()]
]


@pytest.mark.parametrize(("page", "way", "record"), CASES)
def test_a_page_lists_just_the_fields_that_the_program_knows(
    page: str, way: str, record: type[BaseModel]
) -> None:
    assert tables(page)[way] == expected_fields(record)


@pytest.mark.parametrize(("page", "way", "record"), CASES)
def test_a_page_names_every_choice_of_a_field(page: str, way: str, record: type[BaseModel]) -> None:
    text = (FORMAT / page).read_text(encoding="utf-8")
    readme = (FORMAT / "README.md").read_text(encoding="utf-8")
    for field in record.model_fields.values():
        for enum in enums_in(field.annotation):
            where = readme if enum in (Audience, Place) else text
            assert [v.value for v in enum if f"`{v.value}`" not in where] == [], way


def test_no_page_speaks_of_a_file_kind_or_part_that_does_not_exist() -> None:
    known: dict[str, set[str]] = {}
    for page, name, model in PAGES:
        known.setdefault(page, {name}).update({name, *dict(sections_of(model))})
    for page, ways in known.items():
        assert set(tables(page)) - ways == set(), page


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in FORMAT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_every_finding_code_named_in_the_pages_is_explained() -> None:
    code = re.compile(r"\b(?:A3|C[12]|D7|M3|P4|R2|S6|V5)\d\d\b")
    for page in FORMAT.glob("*.md"):
        named = set(code.findall(page.read_text(encoding="utf-8")))
        assert named <= set(load_explanations()), page.name


def test_the_configuration_shown_on_its_page_is_valid(tmp_path: Path) -> None:
    text = (FORMAT / "site_config.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?s)```yaml\n(.*?)```", text)
    path = tmp_path / "site_config.yml"
    path.write_text(blocks[0], encoding="utf-8")
    assert load_settings(path).findings == ()


def test_the_record_shown_on_the_school_page_is_valid(tmp_path: Path) -> None:
    text = (FORMAT / "school.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"(?s)```yaml\n(.*?)```", text) if "seconds_to_clear" in b)
    path = tmp_path / "record.yml"
    path.write_text(block, encoding="utf-8")
    assert read_item(path, "record.yml", HeldRecord).findings == ()
