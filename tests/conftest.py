# SPDX-License-Identifier: MIT
"""The real content, built once by the real command for every test that looks at the output.

`MUSTER_BUILT=FOLDER pytest tests/built tests/clauses` looks at an output that is there already
instead, to save the minutes of building while a test is written.

Half a million things are made while tests are gathered, and stay to the end: none of them is
looked through for waste, then or later, which would take a tenth of the time.
"""

import gc
import os
from pathlib import Path

import pytest

from tests.once import make_once
from tests.order import deal
from tests.tiny_tree import run_muster, write_tree

gc.disable()


def pytest_collection_finish() -> None:
    """From now on look for waste, but not among what was made so far."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in an order in which processes that share them wait for each other least."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        deal(items)


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if given := os.environ.get("MUSTER_BUILT"):
        return Path(given).resolve()
    return make_once(tmp_path_factory, "built", _build) / "dist"


@pytest.fixture(scope="session")
def tiny_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny tree, built by one process for all; nobody changes it."""
    return make_once(tmp_path_factory, "tiny", _build_tiny)


def _build_tiny(folder: Path) -> None:
    config = write_tree(folder)
    result = run_muster("build", "--config", config, PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="1")
    assert result.returncode == 0, result.stdout + result.stderr


def _build(folder: Path) -> None:
    result = run_muster("build", "--out", folder / "dist")
    assert result.returncode == 0, result.stdout + result.stderr
