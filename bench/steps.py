# SPDX-License-Identifier: MIT
"""CPU seconds of each step on the real content, and its ratio to a bare parse of the same YAML.

Run it with `.venv/bin/python bench/steps.py`. Figures of one run compare with each other; they
are not limits, and no test looks at them.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import yaml

from generator.check.coverage import judge_coverage
from generator.check.judgement import Judgement
from generator.load.config import load_settings
from generator.load.tree import load_content
from generator.maps.choice import SheetChoice
from generator.maps.sheet import draw_sheets
from generator.routing.escape import find_routes
from generator.settings import THEME

ROOT = Path(__file__).resolve().parents[1]

Result = TypeVar("Result")


def timed(name: str, work: Callable[[], Result], floor_s: float | None = None) -> Result:
    """Run `work`, print its CPU seconds and, where a floor is given, the ratio to it."""
    started = time.process_time()
    result = work()
    taken_s = time.process_time() - started
    ratio = f"{taken_s / floor_s:6.1f} ×" if floor_s else "      – "
    print(f"{name:<28}{taken_s:8.3f} s  {ratio}")  # noqa: T201 - a benchmark prints
    return result


def parse_all() -> int:
    """Parse every content file without keeping lines or checking anything."""
    files = sorted((ROOT / "content").rglob("*.yml"))
    for path in files:
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return len(files)


def main() -> None:
    """Time the steps in their order."""
    settings = load_settings(ROOT / "site_config.yml").item
    if settings is None:
        message = "site_config.yml cannot be read"
        raise SystemExit(message)
    started = time.process_time()
    parse_all()
    floor_s = time.process_time() - started
    timed("bare YAML parse", parse_all, floor_s)
    content, _ = timed(
        "load and validate", lambda: load_content(ROOT / "content", (), THEME), floor_s
    )
    routes = timed("routes", lambda: find_routes(content.campuses), floor_s)
    judgement = Judgement(content=content, settings=settings, as_of=settings.as_of)
    timed("judge every clause", lambda: judge_coverage(judgement), floor_s)
    choice = SheetChoice(
        base_url=settings.address,
        theme=THEME,
        review_days=365,
        version="bench",
    )
    for name, campus in content.campuses.items():
        for building in campus.buildings:
            found = routes.buildings[name, building.id]
            label = f"draw {len(building.posting_places)} sheets"
            timed(
                label, lambda c=campus, b=building, f=found: draw_sheets(c, b, f, choice), floor_s
            )


if __name__ == "__main__":
    main()
