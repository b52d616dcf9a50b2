# SPDX-License-Identifier: MIT
"""What a drill guide must have for a school to hold the drill from it alone."""

import re
from collections.abc import Iterator

from generator.check.shallow import shallow, thin_entries, thin_parts
from generator.finding import Finding
from generator.model.drill import Drill
from generator.model.record import Text

MIN_PART = {
    "purpose": 12,
    "announcement": 12,
    "target_time": 8,
    "preparation": 20,
    "signal": 10,
    "routes": 12,
    "roll_call": 20,
    "stop_word": 6,
    "safety_officer": 12,
    "access_needs": 16,
    "distress": 16,
    "observer_sheet": 30,
    "record": 20,
    "after_action": 20,
}
"""Chinese characters of a part that says something; real ones have twice as many. Our choice."""

MIN_ROLE = 10
"""Chinese characters of a post with its job card; the shortest real one has 17. Our choice."""

MIN_VARIANT = 24
"""Chinese characters of a scenario with what people should do in it. Our choice."""

MIN_DEBRIEF = 2
"""Questions for each age in the talk afterwards. Our choice."""

MAX_TALK_MIN = 20
"""Minutes that may pass between the last line of the timeline and the end. Our choice."""

_ROLL_CALL = re.compile(
    "点名|清点|点人|点数|点两遍|点一遍|点齐|报数|报人数|数人|数一数|核对人数|人数|应到"
)
_END = re.compile("结束|解除|讲评|复盘|总结|回教室|返回教室|收队|完成演练")


def drill_faults(drill: Drill) -> Iterator[Finding]:
    """Yield what keeps a drill guide from being whole."""
    yield from _order(drill)
    yield from _reach(drill)
    yield from _minutes(drill)
    yield from thin_parts(drill, MIN_PART)
    yield from thin_entries(drill, "roles", MIN_ROLE)
    yield from thin_entries(drill, "variants", MIN_VARIANT)
    yield from _debrief(drill)


def _order(drill: Drill) -> Iterator[Finding]:
    times = [moment.at_s for moment in drill.timeline]
    if times != sorted(times):
        yield shallow(
            "C205",
            drill.at("timeline"),
            Text(zh="时间线没有按先后排列", en="the timeline is not in order"),
            Text(zh="按 at_s 从小到大排列。", en="Sort it by at_s, smallest first."),
        )


def _reach(drill: Drill) -> Iterator[Finding]:
    """Yield what the timeline leaves out: the signal, the roll call, the end."""
    after = [moment for moment in drill.timeline if moment.at_s > 0]
    counted = [moment.at_s for moment in after if _ROLL_CALL.search(moment.action.zh)]
    ended = [moment.at_s for moment in after if _END.search(moment.action.zh)]
    absent = [
        name
        for name, is_there in (
            (("信号（at_s: 0）", "the signal (at_s: 0)"), any(m.at_s == 0 for m in drill.timeline)),
            (("信号之后的点名", "a roll call after the signal"), bool(counted)),
            (("结束", "the end"), bool(ended) and max(ended) >= max(counted, default=0)),
        )
        if not is_there
    ]
    if absent:
        yield _gap_in_time(
            drill,
            "timeline",
            Text(
                zh=f"时间线里没有：{'、'.join(zh for zh, _ in absent)}",
                en=f"the timeline lacks: {', '.join(en for _, en in absent)}",
            ),
        )


def _minutes(drill: Drill) -> Iterator[Finding]:
    times = [moment.at_s for moment in drill.timeline]
    spanned = (max(times) - min(times)) / 60
    if not spanned <= drill.minutes <= spanned + MAX_TALK_MIN:
        yield _gap_in_time(
            drill,
            "minutes",
            Text(
                zh=f"时间线从头到尾 {spanned:g} 分钟，与 minutes: {drill.minutes} 不符",
                en=f"the timeline spans {spanned:g} minutes, but `minutes` says {drill.minutes}",
            ),
        )


def _gap_in_time(drill: Drill, key: str, what: Text) -> Finding:
    return shallow(
        "C211",
        drill.at(key),
        what,
        Text(
            zh="时间线从说明写到信号、点名、结束和讲评，分钟数对得上。",
            en="Let the timeline run from the briefing over signal and roll call to end and "
            "debrief, and let the minutes agree.",
        ),
    )


def _debrief(drill: Drill) -> Iterator[Finding]:
    """Yield stages that take part and are asked nothing afterwards."""
    asked = {d.audience.group for d in drill.debrief if len(d.questions) >= MIN_DEBRIEF}
    stages = {each.group for each in drill.audiences if each.is_stage}
    if absent := sorted(stage.value for stage in stages - asked):
        yield shallow(
            "C218",
            drill.at("debrief"),
            Text(
                zh=f"演练后没有问这些人：{'、'.join(absent)}",
                en=f"nobody asks these afterwards: {', '.join(absent)}",
            ),
            Text(
                zh=f"为每个学段写至少 {MIN_DEBRIEF} 个讲评问题。",
                en=f"Write at least {MIN_DEBRIEF} debrief questions for each stage.",
            ),
        )
