# SPDX-License-Identifier: MIT
"""`site_config.yml` → Settings."""

from pathlib import Path

from generator.load.read_item import Reading, read_item
from generator.settings import Settings


def load_settings(path: Path) -> Reading[Settings]:
    """Return the settings in the file, or what is wrong with it."""
    return read_item(path, path.as_posix(), Settings)
