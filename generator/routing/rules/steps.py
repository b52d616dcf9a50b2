# SPDX-License-Identifier: MIT
"""Stairs: how wide their flights are and how steep their steps.

R312 a flight too narrow, or not whole streams of people wide · R313 steps too high, too short or
too steep.
"""

from collections.abc import Iterator, Sequence
from math import atan2, degrees

from generator.finding import Finding, Key
from generator.model.audience import Audience
from generator.model.building import BuildingUse, Stair
from generator.model.record import Text
from generator.routing.rules.limit import Limit, limit
from generator.routing.rules.premises import Premises
from generator.routing.rules.width import ROUNDING_M

SLOPE_ROUNDING_DEG = 0.05
STEP_ROUNDING_M = 0.0005


def find_narrow_flights(premises: Premises) -> Iterator[Finding]:
    """Yield R312 for stairs of a building."""
    for i, stair in enumerate(premises.building.stairs):
        key = ("stairs", i, "flight_width_m")
        least = _least_width(premises)
        if stair.flight_width_m < least.value - ROUNDING_M:
            yield _narrow_flight(premises, key, stair, least)
        elif premises.building.use is BuildingUse.TEACHING and not is_whole_streams(
            stair.flight_width_m
        ):
            yield _odd_flight(premises, key, stair)


def _least_width(premises: Premises) -> Limit:
    is_school = premises.building.use is BuildingUse.TEACHING
    return limit("flight-width-school" if is_school else "flight-width")


def is_whole_streams(width_m: float) -> bool:
    """Say whether a flight is a whole number of streams wide, with up to 0.15 m sway."""
    stream_m = limit("flight-stream").value
    rest_m = (width_m + ROUNDING_M) % stream_m
    return rest_m <= limit("flight-sway").value + 2 * ROUNDING_M


def _narrow_flight(premises: Premises, key: Key, stair: Stair, least: Limit) -> Finding:
    what = Text(
        zh=f"楼梯“{stair.id}”梯段宽 {stair.flight_width_m:.2f} 米，至少要 {least.value:.2f} 米",
        en=f'the flights of stair "{stair.id}" are {stair.flight_width_m:.2f} m wide; at least '
        f"{least.value:.2f} m",
    )
    return premises.judge("R312", key, least, (what, _measure()))


def _odd_flight(premises: Premises, key: Key, stair: Stair) -> Finding:
    what = Text(
        zh=f"楼梯“{stair.id}”梯段宽 {stair.flight_width_m:.2f} 米，不是 0.60 米的整数倍"
        "（另加摆幅至多 0.15 米），多出的宽度不能算一股人流",
        en=f'the flights of stair "{stair.id}" are {stair.flight_width_m:.2f} m wide, no whole '
        "multiple of 0.60 m (up to 0.15 m sway besides): the rest carries no stream of people",
    )
    limits = [limit("flight-stream"), limit("flight-sway")]
    return premises.judge("R312", key, limits, (what, _measure()))


def _measure() -> Text:
    return Text(
        zh="请量扶手之间的净宽再核对 flight_width_m；若属实，安排疏散时按较小的整数股计算。",
        en="Measure between the handrails and correct flight_width_m; if it is so, reckon with "
        "the smaller whole number of streams.",
    )


def find_bad_steps(premises: Premises) -> Iterator[Finding]:
    """Yield R313 for stairs of teaching buildings whose steps are given."""
    if premises.building.use is not BuildingUse.TEACHING:
        return
    for i, stair in enumerate(premises.building.stairs):
        faults = list(step_faults(stair, premises.campus.school.stages))
        if faults:
            limits = [missed for _, missed in faults]
            what = Text(
                zh=f"楼梯“{stair.id}”" + "，".join(text.zh for text, _ in faults),
                en=f'stair "{stair.id}": ' + ", ".join(text.en for text, _ in faults),
            )
            yield premises.judge("R313", ("stairs", i), limits, (what, _mend_steps()))


def _mend_steps() -> Text:
    return Text(
        zh="请重新量踏步，写进 tread_m 和 riser_m；若属实，请在台阶处设提示，演练时放慢。",
        en="Measure the steps again for tread_m and riser_m; if it is so, mark the steps and go "
        "slower in drills.",
    )


def step_faults(stair: Stair, stages: Sequence[Audience]) -> Iterator[tuple[Text, Limit]]:
    """Yield what is wrong with the steps of a stair for pupils of these stages."""
    for stage in _step_rows(stages):
        least, most = limit(f"tread-{stage}"), limit(f"riser-{stage}")
        if stair.tread_m is not None and stair.tread_m < least.value - STEP_ROUNDING_M:
            yield _amount("踏步宽", "treads of", stair.tread_m, f"≥ {least.value:.2f}"), least
        if stair.riser_m is not None and stair.riser_m > most.value + STEP_ROUNDING_M:
            yield _amount("踏步高", "risers of", stair.riser_m, f"≤ {most.value:.2f}"), most
    if stair.tread_m is not None and stair.riser_m is not None:
        slope_deg, most = degrees(atan2(stair.riser_m, stair.tread_m)), limit("stair-slope")
        if slope_deg > most.value + SLOPE_ROUNDING_DEG:
            zh, en = f"坡度 {slope_deg:.1f}°（≤ 30°）", f"a slope of {slope_deg:.1f}° (≤ 30°)"
            yield Text(zh=zh, en=en), most


def _step_rows(stages: Sequence[Audience]) -> Iterator[str]:
    groups = {stage.group for stage in stages}
    if Audience.PRIMARY in groups:
        yield "primary"
    if groups & {Audience.JUNIOR, Audience.SENIOR, Audience.VOCATIONAL}:
        yield "secondary"


def _amount(zh: str, en: str, length_m: float, allowed: str) -> Text:
    return Text(
        zh=f"{zh} {length_m:.3f} 米（{allowed} 米）", en=f"{en} {length_m:.3f} m ({allowed} m)"
    )
