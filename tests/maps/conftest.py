# SPDX-License-Identifier: MIT
"""The sheets of the sample school, drawn by one process for all that look at them."""

import pickle
from pathlib import Path

import pytest

from generator.maps.sheet import draw_sheets
from generator.model.sheet import Sheet
from tests.maps.made_up_school import make_choice
from tests.maps.sample_campus import sample
from tests.once import make_once

FILE = "sheets.pickle"


@pytest.fixture(scope="session")
def sample_sheets(tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheet, ...]:
    """Return a sheet for each place of `tests/maps/sample_campus.py`, on A3 and on A4."""
    folder = make_once(tmp_path_factory, "sample-sheets", _draw)
    found: tuple[Sheet, ...] = pickle.loads((folder / FILE).read_bytes())  # noqa: S301 - our own
    return found


def _draw(folder: Path) -> None:
    sheets = draw_sheets(*sample(), make_choice(papers=("A3", "A4")))
    (folder / FILE).write_bytes(pickle.dumps(sheets))
