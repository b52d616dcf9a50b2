# SPDX-License-Identifier: MIT
"""The fixed words of the pages behind codes, in both languages, beyond those of the sheet."""

from datetime import date

from generator.model.record import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


MAP = _text("地图", "Map")
SOLID = _text("实线：撤离路线", "solid line: your way out")
DASHED = _text("虚线：备用路线", "dashed line: second route")
DOTTED = _text("点线：无台阶路线", "dotted line: step-free route")
EDGE = _text(
    "点划线：这张图只画到这里，楼层还继续", "dash and dot: this map ends here, the floor goes on"
)
ENLARGE = _text("放大", "Enlarge")
REDUCE = _text("缩小", "Reduce")
NO_STAIRS = _text("不能走楼梯？", "Cannot use stairs?")
NO_STAIRS_SAME = _text("上面的路线没有台阶，就走这条。", "The way above has no steps: take it.")
NO_STAIRS_UNKNOWN = _text(
    "从这里没有不走台阶的路线，也没有避难等候处。今天就和老师商定：报警时谁来帮你、怎么走。",
    "No way without steps is known from here, and no refuge. Agree with a teacher today who "
    "will help you in an alarm, and how.",
)
CALL = _text("打电话", "Call")
NEXT_DRILL = _text("下次演练", "Next drill")
DRILL = _text("演练", "Drill")
LESSON = _text("课", "Lesson")
PROCEDURE = _text("怎么应对", "What the school does")
SCHOOL_PHONE = _text("学校", "School")
ABOUT_SHEET = _text("这张图", "This sheet")
NEAREST = _text("最近的一张图", "The nearest map")
OTHERS = _text("本校其他的图", "Other maps of this school")
NOT_HERE = _text(
    "它画的是别的位置：先看图上写的地点，再看路线。",
    "It is drawn for another spot: read its place first, then the way.",
)
UNREVISED = _text(
    "修订之后，楼里的情况又改过，新图还没有发布：以现场标志和老师为准。",
    "The building has changed since this revision and no new sheet is out yet: "
    "follow signs and teachers.",
)


def newest_revision(revision: int, day: date) -> Text:
    """Return which revision is the newest, and what to do about an older sheet."""
    return _text(
        f"最新的是修订 {revision}（{day}）。墙上的图写的数字更小？请告诉老师换新图。",
        f"The newest is revision {revision} of {day}. Does the sheet on the wall show a smaller "
        "number? Tell a teacher, so that it is replaced.",
    )
