# SPDX-License-Identifier: MIT
"""Names so long that a sheet has no room left for its plan: told before anything is written."""

from collections.abc import Iterator

from generator.finding import Finding, Origin, Severity
from generator.model.building import Building, PostingPlace
from generator.model.record import Text
from generator.model.school import Campus

QUOTED = 20
"""Characters of a name that are quoted."""


class CrowdedSheetError(Exception):
    """The texts of a sheet fill its paper, even in the least type and without what may go."""

    def __init__(self, paper: str, language: str) -> None:
        """Keep the paper and the language ("zh", "en" or "both") that had no room."""
        super().__init__(paper, language)
        self.paper = paper
        self.language = language


def crowded_finding(
    campus: Campus, building: Building, place: PostingPlace, crowded: CrowdedSheetError
) -> Finding:
    """Return the error (D704), at the longest of the names that the sheet of the place says."""
    origin, name = max(_names(campus, building, place), key=_length)
    paper = f"{crowded.paper}-{crowded.language}"
    return Finding(
        code="D704",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"张贴点“{place.id}”的疏散图（{paper}）上文字太多，平面图的框放不下；"
        f"最长的名称是“{_quoted(name.zh)}”，{len(name.zh)} 个字",
        what_en=f'the texts of the sheet of place "{place.id}" ({paper}) leave no room for the box '
        f'of its plan; its longest name is "{_quoted(name.en)}", {len(name.en)} characters',
        mend_zh="把名称改成平时叫的短名字。",
        mend_en="Shorten the name to what people call it.",
    )


def _names(
    campus: Campus, building: Building, place: PostingPlace
) -> Iterator[tuple[Origin, Text]]:
    """Yield what a sheet calls school, building, place, and all that a way may lead by."""
    school = campus.school
    yield school.at("name"), school.name
    for i, point in enumerate(school.assembly_points):
        yield school.at("assembly_points", i, "name"), point.name
    yield building.at("name"), building.name
    for i, floor in enumerate(building.floors):
        yield building.at("floors", i, "name"), floor.name
        for j, final_exit in enumerate(floor.exits):
            yield building.at("floors", i, "exits", j, "name"), final_exit.name
    for i, stair in enumerate(building.stairs):
        yield building.at("stairs", i, "name"), stair.name
    for i, each in enumerate(building.posting_places):
        if each.id == place.id:
            yield building.at("posting_places", i, "name"), each.name


def _length(named: tuple[Origin, Text]) -> int:
    return max(2 * len(named[1].zh), len(named[1].en))


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rstrip()}…"
