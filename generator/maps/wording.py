# SPDX-License-Identifier: MIT
"""The fixed words of the sheet, in both languages."""

from generator.model.record import Text


def _text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


TITLE = _text("疏散平面图", "EVACUATION PLAN")
YOU_ARE_HERE = _text("您在此处", "You are here")
SAMPLE = _text("样张", "SAMPLE")
WAY_OUT = _text("撤离路线", "Your way out")
SECOND_WAY = _text("备用路线（虚线）", "Second route (dashed line)")
NO_SECOND_WAY = _text("此处没有第二条路线。", "There is no second route from here.")
PRIMARY_LINE = _text("撤离路线", "Way out")
SECOND_LINE = _text("备用路线", "Second route")
STEP_FREE_LINE = _text("无台阶路线", "Step-free route")
STEP_FREE_WAY = _text("无台阶路线（点线）", "Step-free route (dotted line)")
STEP_FREE_SAME = _text("与撤离路线相同。", "The same way.")
EDGE = _text("本层在此线外继续", "Floor goes on here")
HANDOUT = _text("仅供传阅，不得上墙", "handout, not for the wall")
EXIT = _text("安全出口", "Emergency exit")
STAIR = _text("楼梯", "Stairs")
CLOSED_STAIR = _text("停用的楼梯", "Stairs closed")
CLOSED_EXIT = _text("停用的出口", "Exit closed")
RAIL = _text("栏杆（外侧敞开）", "Railing: open side")
LEGEND = _text("图例", "Legend")
OVERVIEW = _text("总平面图", "Site overview")
NOT_IN_ALARM = _text(
    "报警响起时不要扫码，跟随标志和老师。", "In an alarm do not scan: follow signs and teachers."
)
SCAN_TO_LEARN = _text("平时扫码，学会这条路线。", "On quiet days: scan and learn this way.")
NOT_IN_ALARM_PAGE = _text(
    "报警响起时不要看手机：跟随标志和老师。",
    "In an alarm put the phone away: follow signs and teachers.",
)
UP_IS_AHEAD = _text(
    "面向墙上的图站好：图的上方就是你的前方。",
    "Face the sheet on the wall: up on the map is straight ahead of you.",
)
MORE = _text("学习", "Learn more")
ALL_SHEETS = _text("本校全部疏散图", "All maps of this school")
WITHDRAWN = _text(
    "这个张贴点的疏散图已撤下，请看别处的最新一张。",
    "The map of this place was withdrawn; please use the latest one elsewhere.",
)
FIRE = _text("发生火灾", "In a fire")
ACCIDENT = _text("有人受伤", "In an accident")

SHOUT = _text("大声告诉周围的人和老师", "Shout, and tell a teacher")
SHOUT_AND_PRESS = _text(
    "大声告诉周围的人和老师，按下火灾报警按钮",
    "Shout, tell a teacher, press the fire alarm button",
)
LEAVE = _text("沿绿色箭头离开，不乘电梯", "Follow the green arrows out; never use a lift")
USE_SECOND = _text("路线有烟火：走虚线路线", "Smoke or fire on the way: take the dashed route")
STAY_LOW = _text(
    "有烟弯低身体；浓烟不闯，换路或退回关门",
    "Smoke: stay low. Thick smoke: do not enter; take another way or go back and shut the door",
)
CALL_FIRE = _text("火警电话 119", "Fire brigade: 119")
TELL_TEACHER = _text("马上告诉老师或校医", "Tell a teacher or the school doctor at once")
CALL_HELP = _text("急救电话 120 · 报警电话 110", "Ambulance: 120. Police: 110")
SAY_WHERE = _text("说清学校、楼和楼层", "Say which school, building and floor")


def gather_at(name: Text) -> Text:
    """Return where to go once outside."""
    return _text(f"到{name.zh}集合，等老师清点", f"Gather at {name.en} and be counted")


def to_assembly(name: Text) -> Text:
    """Return what stands at the end of the way outside."""
    return _text(f"去集合点：{name.zh}", f"To: {name.en}")


def stair_leads(stair: Text, floor: Text, *, is_down: bool) -> Text:
    """Return what stands where a route leaves the floor by a stair."""
    zh = f"{stair.zh} {'下' if is_down else '上'}到{floor.zh}"
    return _text(zh, f"{as_label(stair).en}, {'down' if is_down else 'up'} to {floor.en}")


def about_metres(length_m: float) -> Text:
    """Return the length of a way, to the metre."""
    return _text(f"到出口约 {length_m:.0f} 米", f"about {length_m:.0f} m to the exit")


def by_stairs_to(stairs: tuple[Text, ...], final_exit: Text) -> Text:
    """Return a route in one line."""
    zh = "、".join(stair.zh for stair in stairs)
    en = ", ".join(stair.en for stair in stairs)
    if not stairs:
        return _text(f"到{final_exit.zh}", f"To {final_exit.en}")
    return _text(f"经{zh}到{final_exit.zh}", f"By {en} to {final_exit.en}")


def as_label(name: Text) -> Text:
    """Return a name as it stands alone: "the main exit" becomes "Main exit"."""
    bare = name.en.removeprefix("the ")
    return _text(name.zh, bare[:1].upper() + bare[1:])


def onward(target: Text, length_m: float) -> Text:
    """Return what stands where a route leaves the part of the floor that is drawn."""
    metres = max(1, round(length_m))
    return _text(f"往{target.zh}，再走 {metres} 米", f"To {target.en}, {metres} m further")


def in_one_breath(lines: tuple[Text, ...]) -> Text:
    """Return a way in words as one paragraph."""
    zh, en = "；".join(line.zh for line in lines), ". ".join(line.en for line in lines)
    return _text(f"{zh}。", f"{en}.")


def part_of(number: int, count: int) -> Text:
    """Return which part of a floor is drawn."""
    return _text(f"第 {number}/{count} 分图", f"part {number} of {count}")


def school_phone(number: str) -> Text:
    """Return the school's own number."""
    return _text(f"学校应急电话 {number}", f"School: {number}")


def imprint(code: str, revision: int, day: str) -> Text:
    """Return number, revision and day of a sheet."""
    return _text(
        f"编号 {code} · 修订 {revision} · 日期 {day}",
        f"No. {code}, revision {revision}, date {day}",
    )


def in_languages(text: Text, language: str) -> tuple[str, ...]:
    """Return `text` in "zh", in "en", or in both with Chinese first."""
    return (text.zh, text.en) if language == "both" else (text[language],)


def lies_between(name: Text, one: Text, other: Text) -> Text:
    """Return where a room lies that has room for neither name nor number."""
    return Text(
        zh=f"{name.zh}：在{one.zh}和{other.zh}之间",
        en=f"{name.en}: between {one.en} and {other.en}",
    )
