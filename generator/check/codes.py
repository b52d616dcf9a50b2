# SPDX-License-Identifier: MIT
"""Codes on walls: every place has one, none is wrong, none changes its host."""

from collections.abc import Iterator

from generator.addresses import is_valid_code
from generator.finding import Finding, Severity
from generator.model.building import Building, PostingPlace
from generator.model.content import Content
from generator.model.school import Campus, CodeRegistry
from generator.settings import Settings


def find_code_faults(content: Content, settings: Settings) -> Iterator[Finding]:
    """Yield places without a code, impossible or double codes, and a change of host."""
    seen: dict[str, str] = {}
    for campus in content.campuses.values():
        yield from _places_without_code(campus)
        if campus.registry:
            yield from _registry(campus.registry, settings, seen)


def _places_without_code(campus: Campus) -> Iterator[Finding]:
    if campus.has_faulty_registry:
        return
    codes = campus.registry.codes if campus.registry else ()
    issued = {(code.building, code.place) for code in codes}
    for building in campus.buildings:
        for i, place in enumerate(building.posting_places):
            if (building.id, place.id) not in issued:
                yield _no_code(building, i, place, campus)


def _no_code(building: Building, i: int, place: PostingPlace, campus: Campus) -> Finding:
    return Finding(
        code="A301",
        severity=Severity.ERROR,
        origin=building.at("posting_places", i),
        what_zh=f"张贴点“{place.id}”还没有编码",
        what_en=f'posting place "{place.id}" has no code yet',
        mend_zh=f"运行 muster code assign --school {campus.school.id}。",
        mend_en=f"Run: muster code assign --school {campus.school.id}",
    )


def _registry(
    registry: CodeRegistry, settings: Settings, seen: dict[str, str]
) -> Iterator[Finding]:
    if registry.host != settings.host:
        yield Finding(
            code="A304",
            severity=Severity.ERROR,
            origin=registry.at("host"),
            what_zh=f"编码是在 {registry.host} 下发出的，配置里却是 {settings.host}",
            what_en=f"codes were issued under {registry.host}, "
            f"the configuration says {settings.host}",
            mend_zh="墙上的二维码不会变：改回原网址，或删去从未张贴过的 codes.yml 后重新发码。",
            mend_en="Codes on walls stay: put the old address back, or, if none was ever posted, "
            "delete codes.yml and assign anew.",
        )
    for i, issued in enumerate(registry.codes):
        origin = registry.at("codes", i, "code")
        if not is_valid_code(issued.code):
            yield Finding(
                code="A302",
                severity=Severity.ERROR,
                origin=origin,
                what_zh=f"编码 {issued.code} 的校验字符不对",
                what_en=f"code {issued.code} has a wrong check character",
                mend_zh="编码不要手写：恢复原来的行，新的用 muster code assign 追加。",
                mend_en="Do not write codes by hand: restore the line; "
                "muster code assign adds new ones.",
            )
        if issued.code in seen:
            yield Finding(
                code="A303",
                severity=Severity.ERROR,
                origin=origin,
                what_zh=f"编码 {issued.code} 已在 {seen[issued.code]} 用过",
                what_en=f"code {issued.code} is already used at {seen[issued.code]}",
                mend_zh="删去后写的那一行，再运行 muster code assign。",
                mend_en="Remove the later line and run muster code assign.",
            )
        seen.setdefault(issued.code, str(origin))
