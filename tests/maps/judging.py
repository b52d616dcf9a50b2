# SPDX-License-Identifier: MIT
"""What the oracle of sheets is told about a sheet."""

from generator.model.building import Building
from generator.model.school import School
from generator.model.sheet import Sheet, SheetVariant
from tests.maps.made_up_school import THEME
from tests.oracle.sheet import Case, judge


def case_of(
    school: School, building: Building, sheet: Sheet, variant: SheetVariant | None = None
) -> Case:
    place = next(p for p in building.posting_places if p.id == sheet.place.id)
    return Case(
        svg=(variant or sheet.variants[0]).svg,
        school=school.model_dump(mode="json"),
        building=building.model_dump(mode="json"),
        place=place.model_dump(mode="json"),
        code=sheet.code,
        routes={
            route.role.value: {
                "final_exit": route.final_exit,
                "stairs": list(route.stairs),
                "refuge": route.refuge,
            }
            for route in sheet.routes
        },
        fonts=THEME / "fonts",
    )


def faults_of(school: School, building: Building, sheet: Sheet) -> list[str]:
    return [
        f"{sheet.place.id} {variant.paper} {variant.language}: {fault}"
        for variant in sheet.variants
        for fault in judge(case_of(school, building, sheet, variant))
    ]
