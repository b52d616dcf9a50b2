# SPDX-License-Identifier: MIT
"""Sheets whose drawings wait in a file: the same sheets, without the drawings in memory."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.maps.spool import Spool
from generator.model.sheet import StoredDrawing
from generator.paper.jobs import PaperInput, list_jobs
from generator.settings import THEME
from tests.sample_school import sample_school


def test_drawings_come_back_as_they_were(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    stored = [spool.store(sheet) for sheet in sample_school().sheets]
    for now, was in zip(stored, sample_school().sheets, strict=True):
        assert now.phone_svg == was.phone_svg
        assert [each.svg for each in now.variants] == [each.svg for each in was.variants]
        assert isinstance(now.phone_drawing, StoredDrawing)
        assert all(isinstance(each.drawing, StoredDrawing) for each in now.variants)


def test_what_is_stored_already_stays_where_it_is(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    stored = spool.store(sample_school().sheets[0])
    size = (tmp_path / "spool").stat().st_size
    assert spool.store(stored) == stored
    assert (tmp_path / "spool").stat().st_size == size


def test_a_drawing_whose_file_is_gone_is_no_empty_drawing(tmp_path: Path) -> None:
    stored = Spool(tmp_path / "spool").store(sample_school().sheets[0])
    (tmp_path / "spool").unlink()
    with pytest.raises(OSError, match="spool"):
        _ = stored.phone_svg


def test_sheets_are_described_for_paper_one_after_another(tmp_path: Path) -> None:
    made = sample_school()
    spool = Spool(tmp_path / "spool")
    sheets = tuple(spool.store(sheet) for sheet in made.sheets)
    at_hand = PaperInput(
        content=made.content, settings=made.settings, sheets=made.sheets, theme=THEME
    )
    jobs = list_jobs(at_hand)
    assert list(list_jobs(replace(at_hand, sheets=sheets))) == list(jobs) == list(jobs)
    assert len(jobs) == len(list(jobs))
    (tmp_path / "spool").unlink()
    assert len(list_jobs(replace(at_hand, sheets=sheets))) == len(jobs)
