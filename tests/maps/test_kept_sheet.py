# SPDX-License-Identifier: MIT
"""A sheet that was kept is the sheet that would be drawn; whatever changes draws it anew."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.kept_files import KeptFiles
from generator.maps.choice import Posting, SheetChoice
from generator.maps.kept_sheet import SheetDrawer
from generator.maps.sheet import draw_sheet, find_postings
from generator.model.route import Route
from tests.maps.crowded_school import make_crowded
from tests.maps.made_up_school import make_campus, make_choice, make_routes


@pytest.fixture
def posting() -> Posting:
    campus = make_campus()
    return find_postings(campus, campus.buildings[0], make_routes())[0]


@pytest.fixture
def kept(tmp_path: Path) -> KeptFiles:
    return KeptFiles(tmp_path / "sheet")


def entries(folder: Path) -> int:
    return sum(1 for path in (folder / "sheet").iterdir() if path.suffix != ".gitignore")


def test_a_kept_sheet_is_the_drawn_one_to_the_last_digit(
    posting: Posting, kept: KeptFiles, tmp_path: Path
) -> None:
    choice = make_choice()
    drawn = draw_sheet(posting, choice)
    for _ in range(2):
        assert repr(SheetDrawer(choice, "one", kept).draw(posting)) == repr(drawn)
    assert entries(tmp_path) == 1


def _other_choice(choice: SheetChoice, posting: Posting) -> tuple[SheetChoice, str, Posting]:
    return replace(choice, base_url="https://other.example"), "one", posting


def _other_program(choice: SheetChoice, posting: Posting) -> tuple[SheetChoice, str, Posting]:
    return choice, "two", posting


def _longer_way(choice: SheetChoice, posting: Posting) -> tuple[SheetChoice, str, Posting]:
    first, *others = posting.routes
    longer: Route = replace(first, length_m=first.length_m + 10)
    return choice, "one", replace(posting, routes=(longer, *others))


def _newer_revision(choice: SheetChoice, posting: Posting) -> tuple[SheetChoice, str, Posting]:
    issued = posting.issued.model_copy(update={"revision": posting.issued.revision + 1})
    return choice, "one", replace(posting, issued=issued)


def _renamed_place(choice: SheetChoice, posting: Posting) -> tuple[SheetChoice, str, Posting]:
    renamed = posting.building.model_copy(
        update={"name": posting.building.name.model_copy(update={"zh": "新楼"})}
    )
    return choice, "one", replace(posting, building=renamed, buildings=(renamed,))


@pytest.mark.parametrize(
    "change", [_other_choice, _other_program, _longer_way, _newer_revision, _renamed_place]
)
def test_whatever_a_sheet_is_made_from_draws_it_anew(
    posting: Posting, kept: KeptFiles, tmp_path: Path, change: object
) -> None:
    choice = make_choice()
    SheetDrawer(choice, "one", kept).draw(posting)
    assert callable(change)
    other, program, changed = change(choice, posting)
    drawn = SheetDrawer(other, program, kept).draw(changed)
    assert drawn == draw_sheet(changed, other)
    assert entries(tmp_path) == 2


def test_of_a_school_one_changed_place_draws_one_sheet(kept: KeptFiles, tmp_path: Path) -> None:
    """Nor does a class that comes or goes draw any, while all ways stay."""
    campus, building, routes = make_crowded(rooms=3)
    drawer = SheetDrawer(make_choice(), "one", kept)
    postings = find_postings(campus, building, routes)
    before = {p.place.id: drawer.draw(p) for p in postings}
    assert entries(tmp_path) == len(before) > 1
    first, *others = building.posting_places
    moved = first.model_copy(update={"height_m": first.height_m + 0.1})
    changed = building.model_copy(update={"posting_places": (moved, *others)})
    school = campus.school.model_copy(update={"classes": ()})
    later = campus.model_copy(update={"buildings": (changed,), "school": school})
    after = {p.place.id: drawer.draw(p) for p in find_postings(later, changed, routes)}
    assert entries(tmp_path) == len(before) + 1
    assert [place for place in after if after[place] != before[place]] == [first.id]


def test_a_kept_sheet_of_an_older_make_is_drawn_anew(
    posting: Posting, kept: KeptFiles, tmp_path: Path
) -> None:
    choice = make_choice()
    drawn = SheetDrawer(choice, "one", kept).draw(posting)
    (entry,) = [path for path in (tmp_path / "sheet").iterdir() if len(path.name) == 64]
    kept.put(entry.name, b'{"code": "2224C"}')
    assert SheetDrawer(choice, "one", kept).draw(posting) == drawn
