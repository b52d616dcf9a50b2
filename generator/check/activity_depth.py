# SPDX-License-Identifier: MIT
"""What micro-lessons, activities and training sessions must have to be used from their page."""

from collections.abc import Iterator, Mapping

from generator.check.question_depth import question_fault
from generator.check.shallow import shallow, thin_parts
from generator.finding import Finding, Key
from generator.model.activity import Activity, ActivityForm, Scene
from generator.model.lesson import Phase, Question
from generator.model.micro import Micro
from generator.model.record import Teaching, Text
from generator.model.training import Training

SPOKEN_CHARACTERS = 240
"""Chinese characters that a teacher says in a minute, doing included. Our choice."""

MIN_MICRO = {"occasion": 4, "message": 6, "say": 20, "do": 12}
MIN_ACTIVITY = {"purpose": 12, "lead": 40, "access": 12, "distress": 12}
MIN_TRAINING = {
    "summary": 12,
    "trainer": 10,
    "objectives": 30,
    "materials": 10,
    "access": 12,
    "distress": 12,
    "record": 16,
    "refresh": 10,
}
"""Chinese characters of a part that says something. Our choice."""

MIN_TALK = 2
"""Questions for the talk after an activity. Our choice."""

MIN_SCENES = 4
"""Scenes of an exercise in deciding, the ends included. Our choice."""

MIN_LINES = 3
"""Lines of the material of any other activity. Our choice."""


def micro_faults(micro: Micro) -> Iterator[Finding]:
    """Yield what keeps a micro-lesson from being held in its minutes."""
    yield from thin_parts(micro, MIN_MICRO)
    yield from _unsound(micro, (("check",), micro.check))
    spoken = sum(len(text.zh) for text in micro.say) + len(micro.check.question.zh)
    most = SPOKEN_CHARACTERS * micro.minutes
    if spoken > most:
        yield shallow(
            "C206",
            micro.at("say"),
            Text(
                zh=f"要说 {spoken} 字，{micro.minutes} 分钟说不完（最多 {most} 字）",
                en=f"{spoken} Chinese characters to be said, more than {most} "
                f"for {micro.minutes} min",
            ),
            Text(zh="删短要说的话。", en="Say less."),
        )


def activity_faults(activity: Activity) -> Iterator[Finding]:
    """Yield what keeps an activity from being led from its page."""
    yield from thin_parts(activity, MIN_ACTIVITY)
    if len(activity.talk) < MIN_TALK:
        what = Text(
            zh=f"活动后的谈话只有 {len(activity.talk)} 个问题，至少 {MIN_TALK} 个",
            en=f"{len(activity.talk)} questions for the talk afterwards, fewer than {MIN_TALK}",
        )
        yield _weak(activity, ("talk",), what)
    yield from _unsound(activity, *((("talk", i), q) for i, q in enumerate(activity.talk)))
    if activity.form is ActivityForm.DECISION:
        yield from _scene_faults(activity)
    elif sum(len(part.lines) for part in activity.parts) < MIN_LINES:
        what = Text(zh="没有可以直接用的材料", en="there is no material to be used")
        yield _weak(activity, ("parts",), what)


def training_faults(training: Training) -> Iterator[Finding]:
    """Yield what keeps a training session from being held from its page."""
    yield from thin_parts(training, MIN_TRAINING)
    total = sum(step.minutes for step in training.steps)
    if total != training.minutes:
        yield shallow(
            "C203",
            training.at("minutes"),
            Text(
                zh=f"各步骤合计 {total} 分钟，与 minutes: {training.minutes} 不符",
                en=f"the steps add up to {total} minutes, but `minutes` says {training.minutes}",
            ),
            Text(
                zh="改步骤的分钟数，或改 minutes。", en="Change the minutes of a step or `minutes`."
            ),
        )
    absent = {Phase.REHEARSE, Phase.FEEDBACK} - {step.phase for step in training.steps}
    if absent:
        names = sorted(absent)
        yield shallow(
            "C204",
            training.at("steps"),
            Text(zh=f"缺少环节：{'、'.join(names)}", en=f"phases are missing: {', '.join(names)}"),
            Text(
                zh="培训要让每个人练一遍并得到反馈。",
                en="Everybody must practise and be told how it went.",
            ),
        )
    yield from _unsound(
        training, *((("questions", i), q) for i, q in enumerate(training.questions))
    )


def _unsound(item: Teaching, *questions: tuple[Key, Question]) -> Iterator[Finding]:
    for key, question in questions:
        if fault := question_fault(question):
            yield shallow(
                "C209",
                item.at(*key),
                fault,
                Text(zh="写明答案和理由。", en="State the answer and the reason."),
            )


def _scene_faults(activity: Activity) -> Iterator[Finding]:
    """Yield where the exercise breaks off, goes round for ever, or hides a scene."""
    scenes = {scene.id: scene for scene in activity.scenes}
    if len(scenes) < max(MIN_SCENES, len(activity.scenes)):
        what = Text(
            zh=f"只有 {len(scenes)} 个不同的情境，至少 {MIN_SCENES} 个，编号不能重复",
            en=f"{len(scenes)} different scenes, fewer than {MIN_SCENES}, or an id twice",
        )
        yield _weak(activity, ("scenes",), what)
        return
    for s, scene in enumerate(activity.scenes):
        for c, choice in enumerate(scene.choices):
            if choice.leads_to not in scenes:
                what = Text(
                    zh=f"没有情境“{choice.leads_to}”",
                    en=f'there is no scene "{choice.leads_to}"',
                )
                yield _weak(activity, ("scenes", s, "choices", c, "leads_to"), what)
    safe = {scene.id for scene in activity.scenes if scene.is_safe_end}
    met = _reached(activity.scenes[0].id, scenes)
    for s, scene in enumerate(activity.scenes):
        if scene.id not in met:
            what = Text(zh="没有哪个选择通到这个情境", en="no choice leads to this scene")
            yield _weak(activity, ("scenes", s), what)
        elif not scene.choices and not scene.is_safe_end:
            what = Text(
                zh="故事停在没有脱险的地方，没有写该怎么做",
                en="the story breaks off before everybody is safe, without what to do instead",
            )
            yield _weak(activity, ("scenes", s), what)
        elif scene.choices and not safe & _reached(scene.id, scenes):
            what = Text(
                zh="从这个情境走不到平安的结尾", en="no safe end can be reached from this scene"
            )
            yield _weak(activity, ("scenes", s), what)


def _reached(start: str, scenes: Mapping[str, Scene]) -> set[str]:
    """Return the scenes that can be reached from one, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        choices = scenes[waiting.pop()].choices
        near = {c.leads_to for c in choices if c.leads_to in scenes} - found
        found |= near
        waiting += sorted(near)
    return found


def _weak(activity: Activity, key: Key, what: Text) -> Finding:
    return shallow(
        "C220",
        activity.at(*key),
        what,
        Text(
            zh="补上材料、情境或问题，让老师照着这一页就能带。",
            en="Add material, scenes or questions so that it can be led from this page.",
        ),
    )
