# SPDX-License-Identifier: MIT
"""A text of a filled workbook in both languages; what stands in one alone is told and marked."""

import re

from generator.finding import Finding, Origin, Severity
from generator.intake.held_line import Line

UNTRANSLATED = {"zh": "（未译）", "en": "[not translated] "}
"""Stands before words that are in the other language."""

_HANZI = re.compile(r"[\u3400-\u9fff]")


def in_both(said: str) -> tuple[dict[str, str], str]:
    """Return a text in both languages, and the one that it lacks ("" where it lacks none).

    Parts on both sides of a bar are the languages, in whatever order: what has hanzi is Chinese.
    """
    parts = [part.strip() for part in re.split(r"\s*[|｜]\s*", said.strip(), maxsplit=1)]
    tongues = ["zh" if _HANZI.search(part) else "en" for part in parts]
    if set(tongues) == {"zh", "en"} and all(parts):
        return dict(zip(tongues, parts, strict=True)), ""
    own = "zh" if "zh" in tongues else "en"
    missing = "en" if own == "zh" else "zh"
    return {own: said.strip(), missing: f"{UNTRANSLATED[missing]}{said.strip()}"}, missing


def said_in_both(line: Line, key: str, said: str) -> dict[str, str]:
    """Return a text of a cell in both languages; tell where one is missing."""
    text, missing = in_both(said)
    if missing:
        line.desk.findings.append(_untranslated(line, key, missing))
    return text


def _untranslated(line: Line, key: str, missing: str) -> Finding:
    name_zh, name_en = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}[missing]
    return Finding(
        code="C145",
        severity=Severity.ADVICE,
        origin=Origin(file=line.desk.file, line=line.row.number, key=line.at(key)),
        what_zh=f"{line.at(key)}：没有{name_zh}，那里先标“未译”",
        what_en=f"{line.at(key)}: no {name_en}; marked as not translated there",
        mend_zh="两种语言写在一格，用竖线隔开：门锁着 | The door was locked；或以后改文件。",
        mend_en="Write both with a bar between, 门锁着 | The door was locked, or change the file.",
    )
