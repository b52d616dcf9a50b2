# SPDX-License-Identifier: MIT
"""A content tree so small that it is built in seconds: one topic, a lesson, a poster, a hut."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from generator.load.answer import is_all_settled, program_snapshot

ROOT = Path(__file__).parents[1]

PATIENCE_S = 1200
"""A whole build without a cache takes seven minutes of one core."""

CODE = "2224C"
"""One that `addresses.make_code` makes."""

CONFIG = """\
id: site
name: {zh: 小册子, en: Booklet}
address: https://muster.example
as_of: 2026-11-22
plans: []
school_year:
  terms:
    - {id: autumn, name: {zh: 学期, en: Term}, first: 2026-09-01, last: 2027-01-29}
poster_papers: [A4]
"""

TOPIC = """\
id: fire
title: {zh: 防火, en: Fire}
summary: {zh: 着火时怎么走。, en: How to leave when it burns.}
pictogram: fire
order: 1
terms: [火]
synonyms:
  - {word: 灭火瓶, same_as: 灭火器}
"""

SOURCE = """\
id: own
title: {zh: 自定, en: Own choice}
issuer: {zh: 本站, en: This site}
"""

TEACHING = """\
topic: fire
audiences: [primary-lower]
citations:
  - {source: own, supports: {zh: 自定, en: Own choice}, mark: own, read: 2026-11-22}
history:
  - {version: "1.0", date: 2026-11-22, change: {zh: 首版, en: First edition}}
review_by: 2027-08-31
"""

PANEL = "  - {pictogram: run-fast, title: {zh: 走, en: Go}, text: {zh: 快走。, en: Walk fast.}}\n"

LESSON = """\
id: way-out
title: {zh: 找到出口, en: Find the exit}
minutes: 20
summary: {zh: 火灾时走哪里。, en: Which way in a fire.}
domain: {zh: 安全, en: Safety}
pillar: 3
objectives:
  know: [{zh: 出口, en: The exit}]
  do: [{zh: 走, en: Walk}]
  feel: [{zh: 安心, en: At ease}]
can_do: [{zh: 我会走, en: I can walk}]
materials: {teacher: [{zh: 图, en: A plan}]}
low_tech: {zh: 不用电, en: Without electricity}
steps:
  - {phase: open, minutes: 5, title: {zh: 开始, en: Begin}, do: [{zh: 坐下, en: Sit}]}
  - {phase: show, minutes: 5, title: {zh: 示范, en: Show}, do: [{zh: 看, en: Look}]}
  - {phase: close, minutes: 10, title: {zh: 结束, en: End}, do: [{zh: 站起, en: Stand}]}
differentiation:
  support: {zh: 慢, en: Slowly}
  core: {zh: 中, en: Middling}
  stretch: {zh: 快, en: Fast}
access: [{zh: 一起, en: Together}]
distress: {zh: 停下, en: Stop}
assessment:
  before: &questions
    - {question: {zh: 门, en: Door}, answer: {zh: 那边, en: There}, reason: {zh: 近, en: Near}}
    - {question: {zh: 窗, en: Window}, answer: {zh: 不, en: "No."}, reason: {zh: 高, en: High}}
    - {question: {zh: 梯, en: Lift}, answer: {zh: 不, en: "No."}, reason: {zh: 停, en: It stops}}
  after: *questions
  rubric:
    - &row {behaviour: {zh: 走, en: Walks}, not_yet: {zh: 没, en: Not}, nearly: {zh: 快, en: Near},
        secure: {zh: 会, en: Does}}
    - *row
letter:
  greeting: {zh: 家长, en: Parents}
  body: [{zh: 学了, en: We learnt}]
  try_at_home: [{zh: 试试, en: Try it}]
booster: {after_weeks: 4, activity: {zh: 再走, en: Walk again}}
"""

POSTER = """\
id: walk
title: {zh: 火灾时怎么走, en: How to leave in a fire}
headline: {zh: 弯腰快走, en: Stoop and go}
subline: {zh: 看图, en: Look at the plan}
closing: {zh: 不再回来, en: Stay out}
panels:
"""

SCHOOL = """\
id: hut-school
name: {zh: 小屋学校, en: Hut School}
sample: true
address: {zh: 虚构, en: Made up}
stages: [primary]
yards:
  - {id: yard, name: {zh: 院子, en: the yard},
     outline_m: [[-10, -20], [20, -20], [20, 10], [-10, 10]]}
assembly_points:
  - {id: tree, name: {zh: 大树下, en: the big tree}, at_m: [4, -12]}
"""

BUILDING = """\
id: hut
name: {zh: 小屋, en: Hut}
floors:
  - id: F1
    level: 1
    name: {zh: 1楼, en: floor 1}
    spaces:
      - {id: room, name: {zh: 教室, en: Classroom}, use: classroom,
         outline_m: [[0, 0], [8, 0], [8, 6], [0, 6]]}
    exits:
      - {id: X1, name: {zh: 南门, en: the south door}, space: room, at_m: [4, 0],
         clear_width_m: 1.4}
posting_places:
  - {id: P1, name: {zh: 教室北墙, en: Classroom north wall}, floor: F1, at_m: [2, 5.8],
     facing_deg: 90, serves: room}
"""

CODES = f"""\
id: codes
host: muster.example
codes:
  - {{code: {CODE}, building: hut, place: P1, issued: 2026-11-22}}
"""

FILES = {
    "site_config.yml": CONFIG,
    "content/topics/fire.yml": TOPIC,
    "content/sources/own.yml": SOURCE,
    "content/lessons/way-out.yml": LESSON + TEACHING,
    "content/posters/walk.yml": POSTER + PANEL * 4 + TEACHING,
    "content/schools/hut/school.yml": SCHOOL,
    "content/schools/hut/buildings/hut.yml": BUILDING,
    "content/schools/hut/codes.yml": CODES,
}


def write_tree(
    folder: Path, changes: Mapping[str, str] = MappingProxyType({}), *, is_backward: bool = False
) -> Path:
    """Write the tree into `folder` and return its configuration file.

    `changes` are old and new texts, replaced wherever they stand; with `is_backward` the files
    come into being in the opposite order.
    """
    for name, text in sorted(FILES.items(), reverse=is_backward):
        for old, new in changes.items():
            text = text.replace(old, new)  # noqa: PLW2901 - one text through all changes
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "site_config.yml"


def lend_cache(built: Path, folder: Path) -> None:
    """Give a tree what the build of another left, so that only what differs is made again."""
    shutil.copytree(built / ".muster-cache", folder / ".muster-cache")


def wait_for_rest() -> None:
    """Wait until the program has not been edited for two seconds: before, no answer is kept."""
    while not is_all_settled(program_snapshot()):
        time.sleep(0.2)


def run_muster(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command `muster` as a user would, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_S,
    )
