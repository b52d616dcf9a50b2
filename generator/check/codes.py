# SPDX-License-Identifier: MIT
"""Codes on walls: every place has one, none is wrong, none changes its meaning or its host."""

from collections.abc import Iterator, Mapping

from generator.addresses import is_valid_code
from generator.check.exchanged_code import find_exchanged_codes
from generator.check.lost_codes import find_lost_code_gaps
from generator.finding import Finding, Origin, Severity
from generator.model.building import Building, PostingPlace
from generator.model.content import Content
from generator.model.record import Text
from generator.model.school import Campus, CodeRegistry, IssuedCode
from generator.model.standing import find_strays, space_of
from generator.settings import Settings


def find_code_faults(content: Content, settings: Settings) -> Iterator[Finding]:
    """Yield places without a code, impossible, double, moved or lost codes, and another host."""
    seen: dict[str, tuple[IssuedCode, Origin]] = {}
    for campus in content.folders:
        yield from _places_without_code(campus)
        if campus.registry:
            yield from _registry(campus.registry, settings, seen)
            yield from find_exchanged_codes(campus, campus.registry)
            yield from _moved_places(campus, campus.registry)
            yield from find_lost_code_gaps(campus)


def find_outdated_sheets(campus: Campus, drawn: Mapping[tuple[str, str], str]) -> Iterator[Finding]:
    """Yield a gap for each building with sheets that no longer look like those on its walls.

    Only for a school that is drawn as it was meant (`find_doubts`) and has lost no codes.
    `drawn` holds the fingerprints of the sheets as they would be drawn now, by building and place.
    """
    lines = campus.registry.newest if campus.registry else ()
    known = {(line.building, line.place): line for line in lines}
    for building in campus.buildings:
        strays = find_strays(building, lines)
        stale = [
            line
            for place in building.posting_places
            if (line := known.get((building.id, place.id)))
            and place.id not in strays
            and not line.withdrawn
            and not _has_moved(line, building, place)
            and line.drawn not in (None, drawn.get((building.id, place.id), line.drawn))
        ]
        if stale:
            yield _outdated(campus, building, stale)


def _outdated(campus: Campus, building: Building, stale: list[IssuedCode]) -> Finding:
    places = [line.place for line in stale]
    return Finding(
        code="A306",
        severity=Severity.GAP,
        origin=building.at("posting_places"),
        what_zh=f"与墙上挂的那一版已经不同的疏散图有 {len(stale)} 张：{'、'.join(places)}",
        what_en="sheets that no longer look like the revision on the wall: "
        f"{len(stale)} ({', '.join(places)})",
        mend_zh=f"运行 muster code revise --school {campus.school.id}，重新生成、打印，"
        "换下墙上的旧图。",
        mend_en=f"Run muster code revise --school {campus.school.id}, build and print again, "
        "and replace the sheets on the walls.",
    )


def _places_without_code(campus: Campus) -> Iterator[Finding]:
    if campus.has_faulty_registry:
        return
    lines = campus.registry.codes if campus.registry else ()
    issued = {(line.building, line.place): line for line in lines}
    for building in campus.buildings:
        for i, place in enumerate(building.posting_places):
            line = issued.get((building.id, place.id))
            if line is None or line.withdrawn:
                yield _no_code(building.at("posting_places", i), _lack(place, line), campus)


def _lack(place: PostingPlace, line: IssuedCode | None) -> Text:
    if line is None:
        zh = f"张贴点“{place.id}”还没有编码"
        return Text(zh=zh, en=f'posting place "{place.id}" has no code yet')
    return Text(
        zh=f"张贴点“{place.id}”又有了，它的编码 {line.code} 却已停用",
        en=f'posting place "{place.id}" is there again, but its code {line.code} was withdrawn',
    )


def _no_code(origin: Origin, what: Text, campus: Campus) -> Finding:
    return Finding(
        code="A301",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=f"运行 muster code assign --school {campus.school.id}。",
        mend_en=f"Run: muster code assign --school {campus.school.id}",
    )


def _has_moved(line: IssuedCode, building: Building, place: PostingPlace) -> bool:
    """Say whether a place now means another; one in no space at all is a fault of its own."""
    space = space_of(building, place)
    if line.space is None or (space is None and line.floor == place.floor):
        return False
    return (line.floor, line.space) != (place.floor, space)


def _moved_places(campus: Campus, registry: CodeRegistry) -> Iterator[Finding]:
    known = {(line.building, line.place): line for line in registry.newest}
    for building in campus.buildings:
        strays = find_strays(building, registry.newest)
        for i, place in enumerate(building.posting_places):
            line = known.get((building.id, place.id))
            if line and _has_moved(line, building, place):
                yield _moved(building, i, _other_space(building, place, line))
            elif line and place.id in strays:
                yield _moved(building, i, _other_spot(place, line))


def _other_space(building: Building, place: PostingPlace, line: IssuedCode) -> Text:
    space = space_of(building, place) or "—"
    return Text(
        zh=f"张贴点“{place.id}”的编码 {line.code} 是为楼层 {line.floor} 的 {line.space} 发的，"
        f"现在却在楼层 {place.floor} 的 {space}",
        en=f'code {line.code} of posting place "{place.id}" was issued for {line.space} '
        f"on floor {line.floor}, but the place is now in {space} on floor {place.floor}",
    )


def _other_spot(place: PostingPlace, line: IssuedCode) -> Text:
    was, now = (f"({x:.1f}, {y:.1f})" for x, y in (line.at_m or place.at_m, place.at_m))
    return Text(
        zh=f"张贴点“{place.id}”的编码 {line.code} 是为 {line.space} 里的 {was} 发的，"
        f"现在却在同一空间的另一处 {now}",
        en=f'code {line.code} of posting place "{place.id}" was issued for {was} in {line.space}, '
        f"but the place is now on another spot of it, {now}",
    )


def _moved(building: Building, i: int, what: Text) -> Finding:
    return Finding(
        code="A305",
        severity=Severity.ERROR,
        origin=building.at("posting_places", i),
        what_zh=what.zh,
        what_en=what.en,
        mend_zh="编码的意思不能变：改回原来的位置和编号；真的换了地方，就给张贴点一个新编号，"
        "用 muster code withdraw 停用旧编码，再运行 muster code assign；"
        "旧编码的网页会指向最近的图。",
        mend_en="A code never changes its meaning: put position and ids back; or, if the sheet "
        "now hangs elsewhere, give the place a new id, withdraw the old code with muster code "
        "withdraw and run muster code assign: the page of the old code points to the nearest "
        "sheet.",
    )


def _registry(
    registry: CodeRegistry, settings: Settings, seen: dict[str, tuple[IssuedCode, Origin]]
) -> Iterator[Finding]:
    if registry.host != settings.host:
        yield _other_host(registry, settings)
    yield from _broken_seal(registry)
    if registry.lines is not None and registry.lines != len(registry.codes):
        yield _other_length(registry, registry.lines)
    for i, issued in enumerate(registry.codes):
        origin = registry.at("codes", i, "code")
        if not is_valid_code(issued.code):
            yield _impossible(issued, origin)
        before = seen.get(issued.code)
        if before and not _continues(issued, before[0]):
            yield _used_twice(issued, origin, before[1])
            continue
        seen[issued.code] = (issued, before[1] if before else origin)


def _continues(line: IssuedCode, before: IssuedCode) -> bool:
    """Say whether a line is a later state of a code: its next revision, complete or withdrawn."""
    if (line.building, line.place) != (before.building, before.place):
        return False
    if line.withdrawn:
        return before.withdrawn is None and _said(line) == _said(before)
    if line.drawn is None:
        return False
    if before.withdrawn:
        return line.revision == before.revision + 1 and _space(before) in (_space(line), NOWHERE)
    if before.drawn is None:
        return line.revision == before.revision
    return line.revision == before.revision + 1 and _space(line) == _space(before)


NOWHERE = (None, None)
"""Floor and space of lines from before they were kept."""


def _said(line: IssuedCode) -> IssuedCode:
    """Return a line without what withdrawing changes."""
    return line.model_copy(update={"withdrawn": None, "seal": None})


def _space(line: IssuedCode) -> tuple[str | None, str | None]:
    return line.floor, line.space


def _broken_seal(registry: CodeRegistry) -> Iterator[Finding]:
    """Yield the first line that is not as `muster code` wrote it, or rests on a lost one."""
    is_sealed = False
    for i, (line, seal) in enumerate(zip(registry.codes, registry.chain(), strict=True)):
        is_sealed = is_sealed or line.seal is not None or line.drawn is not None
        if is_sealed and line.seal != seal:
            yield _unsealed(line, registry.at("codes", i))
            return


def _unsealed(line: IssuedCode, origin: Origin) -> Finding:
    return Finding(
        code="A307",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"编码 {line.code} 的这一行封签不符：它或前面的行被手工改过、删过或插进来",
        what_en=f"the seal of this line of code {line.code} is broken: it, or a line before it, "
        "was changed, removed or put in by hand",
        mend_zh="从版本库或备份恢复 codes.yml；新的行只用 muster code assign、"
        "revise 和 withdraw 追加。",
        mend_en="Restore codes.yml from version control or a backup; only muster code assign, "
        "revise and withdraw add lines.",
    )


def _other_length(registry: CodeRegistry, lines: int) -> Finding:
    found = len(registry.codes)
    return Finding(
        code="A308",
        severity=Severity.ERROR,
        origin=registry.at("lines"),
        what_zh=f"登记过 {lines} 行编码，文件里有 {found} 行：结尾有行被删去，或有行是手工加的",
        what_en=f"{lines} lines were registered, the file has {found}: lines were cut off its end, "
        "or put in by hand",
        mend_zh="从版本库或备份恢复 codes.yml，不要改 lines；新的行只用 muster code assign、"
        "revise 和 withdraw 追加。",
        mend_en="Restore codes.yml from version control or a backup, and leave `lines` alone; only "
        "muster code assign, revise and withdraw add lines.",
    )


def _other_host(registry: CodeRegistry, settings: Settings) -> Finding:
    return Finding(
        code="A304",
        severity=Severity.ERROR,
        origin=registry.at("host"),
        what_zh=f"编码是在 {registry.host} 下发出的，配置里却是 {settings.host}",
        what_en=f"codes were issued under {registry.host}, the configuration says {settings.host}",
        mend_zh="墙上的二维码不会变：改回原网址，或删去从未张贴过的 codes.yml 后重新发码。",
        mend_en="Codes on walls stay: put the old address back, or, if none was ever posted, "
        "delete codes.yml and assign anew.",
    )


def _impossible(issued: IssuedCode, origin: Origin) -> Finding:
    return Finding(
        code="A302",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"编码 {issued.code} 的校验字符不对",
        what_en=f"code {issued.code} has a wrong check character",
        mend_zh="编码不要手写：恢复原来的行，新的用 muster code assign 追加。",
        mend_en="Do not write codes by hand: restore the line; muster code assign adds new ones.",
    )


def _used_twice(issued: IssuedCode, origin: Origin, first: Origin) -> Finding:
    return Finding(
        code="A303",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"编码 {issued.code} 已在 {first} 用过",
        what_en=f"code {issued.code} is already used at {first}",
        mend_zh="删去后写的那一行，再运行 muster code assign。",
        mend_en="Remove the later line and run muster code assign.",
    )
