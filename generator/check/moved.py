# SPDX-License-Identifier: MIT
"""Old addresses: each leads to a page that is there, and none is in use (C150 to C153)."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.addresses import building_page
from generator.finding import Finding, Severity
from generator.model.content import Content
from generator.model.moved import Move, MovedPages
from generator.model.record import Text

FOREIGN = ("en/", "internal/")
"""What an old address does not begin with: English pages follow the Chinese, closed ones have no
address."""

LASTING = ("index.html", "now.html", "search.html")
LISTS = ("sources", "calendar", "schools", "coverage", "find")


def find_move_faults(content: Content) -> Iterator[Finding]:
    """Yield what is wrong with `moved.yml`, line by line."""
    moved = content.moved
    if moved is None:
        return
    live, seen = frozenset(_live_pages(content)), set[str]()
    gone = {move.old for move in moved.pages}
    for place, move in enumerate(moved.pages):
        if move.old in seen or move.old.startswith(FOREIGN):
            yield _told_twice(moved, place, move)
        elif move.old in live:
            yield _in_use(moved, place, move)
        if move.to in gone:
            yield _in_a_chain(moved, place, move)
        elif move.to not in live and not _may_come_back(move, content):
            yield _no_target(moved, place, move)
        seen.add(move.old)


def _may_come_back(move: Move, content: Content) -> bool:
    """Say whether the page may be that of a file that cannot be read."""
    parts = PurePosixPath(move.to).with_suffix("").parts
    return any(file.may_define(part) for file in content.unread for part in parts[1:])


def _live_pages(content: Content) -> Iterator[str]:
    """Yield the Chinese pages whose address lasts: items, lists, schools, buildings, plans."""
    yield from LASTING
    yield from (f"{name}/index.html" for name in LISTS)
    yield from (f"{kind.value}/index.html" for kind in {c.kind for c in content.cards.values()})
    yield from (f"{card.kind.value}/{card.id}.html" for card in content.cards.values())
    yield from (f"coverage/{plan}.html" for plan in content.plans)
    for name, campus in content.campuses.items():
        yield f"schools/{name}.html"
        yield from (building_page(name, building.id) for building in campus.buildings)
        if campus.calendar:
            yield f"calendar/{name}.html"


def _fault(
    moved: MovedPages, key: tuple[str | int, ...], code: str, told: tuple[Text, Text]
) -> Finding:
    what, mend = told
    return Finding(
        code=code,
        severity=Severity.ERROR,
        origin=moved.at("pages", *key),
        what_zh=what.zh,
        what_en=what.en,
        mend_zh=mend.zh,
        mend_en=mend.en,
    )


def _no_target(moved: MovedPages, place: int, move: Move) -> Finding:
    what = Text(zh=f"没有网页 {move.to}", en=f"there is no page {move.to}")
    mend = Text(
        zh="写现在的网页，如 lessons/编号.html；没有新页面的，写最接近的，如 lessons/index.html。",
        en="Name the page of today, lessons/ID.html; where there is none, the nearest, such as "
        "lessons/index.html.",
    )
    return _fault(moved, (place, "to"), "C150", (what, mend))


def _in_use(moved: MovedPages, place: int, move: Move) -> Finding:
    what = Text(
        zh=f"旧网址 {move.old} 上现在还有网页",
        en=f"a page still stands at the old address {move.old}",
    )
    mend = Text(
        zh="删去这一行；或者给那一项换一个编号，旧网址不能给别的内容用。",
        en="Remove the line, or give that item another id: an old address is not used again.",
    )
    return _fault(moved, (place, "old"), "C151", (what, mend))


def _in_a_chain(moved: MovedPages, place: int, move: Move) -> Finding:
    what = Text(zh=f"{move.to} 自己也搬走了", en=f"{move.to} has moved itself")
    mend = Text(
        zh="直接写最后的网页：一步到，不绕圈。",
        en="Name the last page at once: one step, and never in a circle.",
    )
    return _fault(moved, (place, "to"), "C152", (what, mend))


def _told_twice(moved: MovedPages, place: int, move: Move) -> Finding:
    what = Text(
        zh=f"旧网址 {move.old} 写了两次，或者不是中文网页的网址",
        en=f"the old address {move.old} stands here twice, or is none of a Chinese page",
    )
    mend = Text(
        zh="每个旧网址写一次，不带 en/：英文网页跟着中文的走。",
        en="Write each once and without en/: English pages follow the Chinese.",
    )
    return _fault(moved, (place, "old"), "C153", (what, mend))
