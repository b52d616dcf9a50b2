# SPDX-License-Identifier: MIT
"""What is told of a building as GeoJSON: code, what is wrong and how to mend it."""

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from generator.finding import Origin
from generator.load.feature_kinds import KINDS, OF_SCHOOL, PROPERTIES
from generator.model.record import Text


class Telling(NamedTuple):
    """A fault in words, as a finding tells it."""

    code: str
    what: Text
    mend: Text


_SEE_PAGE = Text(zh="见 docs/format/building.md 第 10 节。", en="See docs/format/building.md, 10.")

_REMOVE_ONE = Text(zh="删去其中一个。", en="Remove one of the two.")

MOST_NAMES = 12
"""So many names at most are offered."""


def shown(value: object) -> str:
    """Return a value as a message may print it."""
    text = value if isinstance(value, str) and value.isprintable() else repr(value)
    return text[:40]


def label(zh: str, en: str, name: object, n: int) -> Text:
    """Return what messages call a part: by its id, or by its number where it has none."""
    if name in (None, ""):
        return Text(zh=f"第 {n + 1} 个{zh}", en=f"{en} number {n + 1}")
    return Text(zh=f"{zh}“{shown(name)}”", en=f'{en} "{shown(name)}"')


def not_json(detail: str) -> Telling:
    """Tell that the text is no JSON."""
    return Telling(
        "C120",
        Text(zh=f"不是合法的 JSON：{detail}", en=f"this is not valid JSON: {detail}"),
        Text(
            zh="检查这一行及上一行的逗号、引号和括号；最好用程序重新导出。",
            en="Look at commas, quotes and brackets here and a line up, or export the file anew.",
        ),
    )


def written_twice(name: str) -> Telling:
    """Tell of a key that stands twice in one object."""
    what = Text(zh=f"键“{shown(name)}”写了两次", en=f'the key "{shown(name)}" is written twice')
    return Telling("C102", what, _REMOVE_ONE)


def no_collection() -> Telling:
    """Tell that the file is no FeatureCollection."""
    return Telling(
        "C121",
        Text(zh="不是 GeoJSON 的 FeatureCollection", en="this is no FeatureCollection"),
        Text(
            zh='最外层写 {"type": "FeatureCollection", "buildings": […], "features": […]}。',
            en='Begin with {"type": "FeatureCollection", "buildings": [...], "features": [...]}.',
        ),
    )


def no_building() -> Telling:
    """Tell that `buildings` is not the one building that the file holds."""
    return Telling(
        "C121",
        Text(
            zh="没有写明是哪一栋楼，或不止一栋",
            en="it does not say which building this is, or names several",
        ),
        Text(
            zh='写 "buildings": [{"id", "name_zh", "name_en", "floors": '
            '[{"id", "level", "name_zh", "name_en"}]}]，一个文件只写一栋楼。',
            en='Write "buildings": [{"id", "name_zh", "name_en", "floors": '
            '[{"id", "level", "name_zh", "name_en"}]}], one building a file.',
        ),
    )


def no_properties(n: int) -> Telling:
    """Tell of a feature without properties."""
    what = Text(zh=f"第 {n + 1} 个要素没有 properties", en=f"feature {n + 1} has no properties")
    return Telling("C121", what, _SEE_PAGE)


_CONVERT = Text(
    zh="先换算成米：在制图程序里定一个以学校某角为原点、米为单位的平面坐标，再导出；"
    "全校各楼用同一套。",
    en="Convert to metres first: set plane axes in metres with a corner of the school as "
    "their origin and export again; all buildings of the school share them.",
)

LIKE_DEGREES = Telling(
    "C127",
    Text(zh="坐标看来是经纬度", en="the coordinates look like longitude/latitude"),
    _CONVERT,
)

NAMED_DEGREES = Telling(
    "C127",
    Text(
        zh="crs 说坐标是经纬度或网络墨卡托，不是地面上的米",
        en="`crs` says degrees or Web Mercator, which are no metres on the ground",
    ),
    _CONVERT,
)

FAR_ORIGIN = Telling(
    "C127",
    Text(
        zh="所有坐标离原点都超过 10 千米：这是全国或全球的坐标，不是学校自己的",
        en="all coordinates are more than 10 km from the origin: axes of a country or the "
        "globe, not the school's own",
    ),
    _CONVERT,
)


def wrong_kind(part: Text, kind: object) -> Telling:
    """Tell of a feature whose kind is missing, unknown, or one of the school's."""
    if isinstance(kind, str) and kind in OF_SCHOOL:
        zh, en = f"（{kind}）属于学校，不属于楼", f" ({kind}) belongs to the school, no building"
        mend = Text(zh="写进 school.yml，从这里删去。", en="Put it into school.yml, not here.")
    elif kind is None:
        zh, en, mend = "没有写 kind", " has no `kind`", _kind_meant("")
    else:
        zh, en = f"的 kind 不认识：{shown(kind)}", f": unknown kind {shown(kind)}"
        mend = _kind_meant(str(kind))
    return Telling("C122", Text(zh=part.zh + zh, en=part.en + en), mend)


def _kind_meant(kind: str) -> Text:
    if near := difflib.get_close_matches(kind, KINDS, n=1):
        return Text(zh=f"是不是“{near[0]}”？", en=f'Did you mean "{near[0]}"?')
    return Text(zh=f"kind 写：{'、'.join(KINDS)}。", en=f"Write one of: {', '.join(KINDS)}.")


def indoor_tags(part: Text, tags: str) -> Telling:
    """Tell of a feature that has OpenStreetMap's tags and no kind."""
    return Telling(
        "C129",
        Text(
            zh=f"{part.zh}用的是 OpenStreetMap 的室内标签（{tags}），逃生要知道的不在其中",
            en=f"{part.en} has OpenStreetMap's indoor tags ({tags}), which do not tell what "
            "escape depends on",
        ),
        Text(
            zh="补上 kind 和它要的属性：房间 space 要用途、中英文名；"
            "门 door 要连通哪两间、净宽、开向；通室外的门是 exit；"
            "楼梯 stair 要各层平台、净宽、斜长。这些要到现场量，程序不猜。",
            en="Add `kind` and what it asks for: a space its use and names in both languages, a "
            "door the two spaces it joins, its clear width and swing, a door to the outdoors is "
            "an exit, a stair its landings, width and slope length. Measure; nothing is guessed.",
        ),
    )


def missing(part: Text, names: Iterable[str]) -> Telling:
    """Tell of properties that must be there."""
    listed = ", ".join(names)
    return Telling(
        "C123",
        Text(zh=f"{part.zh}没有写 {listed}", en=f"{part.en} does not tell {listed}"),
        Text(
            zh="在它的属性里补上；不知道的到现场看、量，不要猜。",
            en="Add it to its properties; look or measure on the spot, do not guess.",
        ),
    )


def unknown_name(part: Text, name: str, known: Iterable[str]) -> Telling:
    """Tell of a property that no kind has, or another one."""
    if name in PROPERTIES:
        what = Text(zh=f"{part.zh}不能有“{name}”", en=f'{part.en} cannot have "{name}"')
        plain = Text(zh="删去它，或改正 kind。", en="Remove it, or correct `kind`.")
        return Telling("C128", what, plain)
    what = Text(
        zh=f"{part.zh}：不认识的键“{shown(name)}”", en=f'{part.en}: unknown key "{shown(name)}"'
    )
    listed = sorted(known)
    if near := difflib.get_close_matches(name, listed, n=1):
        mend = Text(zh=f"是不是“{near[0]}”？", en=f'Did you mean "{near[0]}"?')
    else:
        mend = Text(
            zh=f"删去它；可用的键：{'、'.join(listed)}。",
            en=f"Remove it; known: {', '.join(listed)}.",
        )
    return Telling("C103", what, mend)


def used_twice(name: str, there: Origin) -> Telling:
    """Tell of an id that another part has."""
    return Telling(
        "C125",
        Text(
            zh=f"编号“{shown(name)}”已在第 {there.line} 行用过",
            en=f'the id "{shown(name)}" is already used on line {there.line}',
        ),
        Text(
            zh="给其中一个换一个编号；楼里各种东西的编号都不重复。",
            en="Give one of the two another id; all parts of a building share one set.",
        ),
    )


def nowhere(part: Text, name: str, value: object, known: Iterable[str]) -> Telling:
    """Tell of the name of a floor or building that does not exist."""
    listed = [shown(one) for one in known][:MOST_NAMES] or ["—"]
    return Telling(
        "C126",
        Text(
            zh=f"{part.zh}的 {name}：没有“{shown(value)}”",
            en=f'{name} of {part.en}: there is no "{shown(value)}"',
        ),
        Text(
            zh=f"已有：{'、'.join(listed)}（写成文字，加引号）。",
            en=f"There is: {', '.join(listed)} (as text, in quotes).",
        ),
    )


def not_one_space(part: Text) -> Telling:
    """Tell of an exit that does not join one space to the outdoors."""
    what = Text(
        zh=f"{part.zh}的 joins 要写一个空间：从哪里出去",
        en=f"`joins` of {part.en} must name one space: where it leads out from",
    )
    return Telling("C128", what, _SEE_PAGE)


def not_final(part: Text) -> Telling:
    """Tell of an exit that says it is none."""
    what = Text(zh=f"{part.zh}的 final_exit 不是 true", en=f"final_exit of {part.en} is not true")
    mend = Text(
        zh="通室外的写 true 或不写；楼里的门写 kind: door。",
        en="Write true or nothing; a door inside the building has `kind: door`.",
    )
    return Telling("C128", what, mend)


def landings_disagree(part: Text, name: str) -> Telling:
    """Tell of a stair or lift whose floors, landings and points do not fit together."""
    return Telling(
        "C128",
        Text(
            zh=f"{part.zh}的 floors、landings 和坐标点不一致（{shown(name)}）",
            en=f"floors, landings and points of {part.en} disagree ({shown(name)})",
        ),
        Text(
            zh="floors 依次列出各层，坐标点同样多、次序相同；landings 每层一项，写 space；"
            "at_m 可不写，写了就要与坐标点相同。",
            en="List the floors, with as many points in the same order; `landings` has an entry "
            "with `space` for each; leave out `at_m`, or let it be the same point.",
        ),
    )


def wrong_value(part: Text, name: str, value: object, wanted: tuple[str, str]) -> Telling:
    """Tell of a value that is not possible; `wanted` says in both languages what would be."""
    is_plain = not isinstance(value, dict | list | tuple)
    said_zh, said_en = (f"：{shown(value)}", f": {shown(value)}") if is_plain else ("", "")
    return Telling(
        "C105",
        Text(zh=f"{part.zh}的 {name} 不对{said_zh}", en=f"wrong {name} of {part.en}{said_en}"),
        Text(zh=f"{wanted[0]}。", en=f"{wanted[1]}."),
    )
