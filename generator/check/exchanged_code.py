# SPDX-License-Identifier: MIT
"""Codes that stand at each other's places in a registry written before its lines were sealed."""

from collections.abc import Iterator

from generator.addresses import propose_code
from generator.finding import Finding, Severity
from generator.model.school import Campus, CodeRegistry


def find_exchanged_codes(campus: Campus, registry: CodeRegistry) -> Iterator[Finding]:
    """Yield each code that `muster code` gives to another place of an unsealed registry.

    A code follows from the names of school, building and place, so the exchange shows without any
    seal. Codes that were made in another way, or under other names, say nothing.
    """
    if any(line.seal for line in registry.codes):
        return
    own = {
        propose_code(campus.school.id, line.building, line.place, ()): line
        for line in registry.codes
    }
    for i, line in enumerate(registry.codes):
        meant = own.get(line.code)
        if meant is None or (meant.building, meant.place) == (line.building, line.place):
            continue
        yield Finding(
            code="A338",
            severity=Severity.ERROR,
            origin=registry.at("codes", i, "place"),
            what_zh=f"编码 {line.code} 写在张贴点“{line.building}/{line.place}”，"
            f"按名字它是“{meant.building}/{meant.place}”的：两处的编码换错了",
            what_en=f'code {line.code} stands at posting place "{line.building}/{line.place}", but '
            f'by its names it belongs to "{meant.building}/{meant.place}": codes were exchanged',
            mend_zh="从版本库或备份恢复 codes.yml；或到墙上看这张图是哪一处的，照它改正 place。",
            mend_en="Restore codes.yml from version control or a backup; or see on the wall where "
            "the sheet with this code hangs, and correct `place`.",
            subject=campus.school.id,
        )
