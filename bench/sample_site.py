# SPDX-License-Identifier: MIT
"""What the benches of paper have in common: our own site, its sheets, workers, their memory."""

import resource
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from generator.load.config import load_settings
from generator.maps.choice import SheetChoice
from generator.settings import THEME, Settings

ROOT = Path(__file__).resolve().parents[1]


def site_settings() -> Settings:
    """Return the configuration of our own site; raises SystemExit where it cannot be read."""
    settings = load_settings(ROOT / "site_config.yml").item
    if settings is None:
        message = "site_config.yml cannot be read"
        raise SystemExit(message)
    return settings


def wall_choice(settings: Settings) -> SheetChoice:
    """Return how a made-up school has its sheets: A3 in both languages."""
    return SheetChoice(
        base_url=settings.address,
        theme=THEME,
        review_days=365,
        version="0",
        papers=("A3",),
        languages=("both",),
        is_sample=True,
    )


def open_pool(workers: int) -> ProcessPoolExecutor:
    """Return so many workers, begun as a build begins them."""
    return ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"))


def peak_mib() -> float:
    """Return the most memory that this process ever had; Linux alone tells it."""
    (line,) = (
        line
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        if line.startswith("VmHWM:")
    )
    return int(line.split()[1]) / 1024


def peak_of_others_mib() -> float:
    """Return the most memory that any process had that this one waited for."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
