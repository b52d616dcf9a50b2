# SPDX-License-Identifier: MIT
"""`sheets.json`: every posted sheet with its routes, for other programs."""

from generator.addresses import sheet_path
from generator.data.coverage_json import Json
from generator.data.evacuation_json import finite
from generator.model.route import Route
from generator.model.sheet import Sheet, SheetVariant

SCHEMA_VERSION = 1


def sheets_json(sheets: tuple[Sheet, ...]) -> Json:
    """Return all sheets as plain data; lengths in metres and millimetres, angles in degrees."""
    return {"schema_version": SCHEMA_VERSION, "sheets": [_sheet(sheet) for sheet in sheets]}


def _sheet(sheet: Sheet) -> Json:
    return {
        "code": sheet.code,
        "school": sheet.school,
        "building": sheet.building,
        "floor": sheet.place.floor,
        "position_m": list(sheet.place.at_m),
        "facing_deg": sheet.place.facing_deg,
        "serves": sheet.place.serves,
        "routes": [_route(route) for route in sheet.routes if route.final_exit],
        "refuge_way": next((_route(route) for route in sheet.routes if route.refuge), None),
        "revision": sheet.revision,
        "qr_text": sheet.qr_text,
        "landing": sheet.landing,
        "variants": [_variant(sheet, variant) for variant in sheet.variants],
    }


def _route(route: Route) -> Json:
    return {
        "role": route.role.value,
        "points": [
            {"floor": p.floor, "x_m": round(p.x_m, 3), "y_m": round(p.y_m, 3)} for p in route.points
        ],
        "length_m": round(route.length_m, 2),
        "narrowest_m": finite(route.narrowest_m),
        "doors": list(route.doors),
        "stairs": list(route.stairs),
        "final_exit": route.final_exit,
        "refuge": route.refuge,
        "assembly_point": route.assembly_point,
        "outdoor_points": [[round(x, 3), round(y, 3)] for x, y in route.outdoor_points],
    }


def _variant(sheet: Sheet, variant: SheetVariant) -> Json:
    name = f"{sheet.code}-{variant.paper}-{variant.language}"
    return {
        "paper": variant.paper,
        "language": variant.language,
        "pdf": sheet_path(sheet.school, sheet.building, name, "pdf"),
        "svg": sheet_path(sheet.school, sheet.building, name, "svg"),
        "scale_denominator": variant.scale_denominator,
        "plan_box_mm": [round(value, 3) for value in variant.plan_box_mm],
        "rotation_deg": variant.rotation_deg,
    }
