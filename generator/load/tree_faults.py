# SPDX-License-Identifier: MIT
"""What is told of folders and files that do not make up one content tree."""

from collections.abc import Collection

from generator.finding import Finding, Origin, Severity
from generator.model.review import Review


def no_folder(shown: str) -> Finding:
    """Return what is told where there is no content folder."""
    return Finding(
        code="C110",
        severity=Severity.ERROR,
        origin=Origin(file=shown),
        what_zh="内容文件夹不存在",
        what_en="the content folder does not exist",
        mend_zh="检查 --content 后面的路径。",
        mend_en="Check the path after --content.",
    )


def duplicate_id(name: str, origin: Origin, first: Origin) -> Finding:
    """Return what is told where a second thing of a kind has the id of the first."""
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"编号“{name}”已在 {first} 用过",
        what_en=f'the id "{name}" is already used at {first}',
        mend_zh="给其中一个换一个编号。",
        mend_en="Give one of the two another id.",
    )


def same_school(shown: str, at: int, first: int) -> Finding:
    """Return what one folder named by two entries of `schools:` says; 0 stands for the content."""
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=Origin(file=f"{shown}/school.yml", line=1),
        what_zh=f"同一所学校读了两次：站点配置 schools 的第 {at} 项，"
        + (f"和第 {first} 项" if first else f"和内容文件夹里的 {shown}"),
        what_en=f"the same school is named twice: entry {at} of `schools` in the settings, "
        + (f"and entry {first}" if first else f"and {shown} among the content"),
        mend_zh=f"从站点配置的 schools 里删去第 {at} 项。"
        + ("" if first else "内容文件夹里的学校不用再写。"),
        mend_en=f"Take entry {at} out of `schools`."
        + ("" if first else " Schools inside the content folder need no mention."),
    )


def reviewed_twice(earlier: Review, first: Origin, origin: Origin) -> Finding:
    """Return what two reviews of one subject say; a merge of two branches may leave both."""
    return Finding(
        code="C106",
        severity=Severity.ERROR,
        origin=origin,
        what_zh=f"“{earlier.subject}”的比对已在 {first} 记过（{earlier.date}）",
        what_en=f'"{earlier.subject}" is reviewed at {first} already ({earlier.date})',
        mend_zh="两条里删去一整条，留下与现在的内容和条款相符的；不确定就都删，"
        "再比对并运行 muster review。",
        mend_en="Delete one of the two whole and keep the one that fits content and clause today; "
        "if in doubt delete both, compare again and run muster review.",
        subject=earlier.subject,
    )


def stray_file(shown: str, known: Collection[str], parts: Collection[str]) -> Finding:
    """Return what is told of a file that nothing reads.

    `known` folders of the content and `parts` of a school's folder are where it may belong.
    """
    return Finding(
        code="C109",
        severity=Severity.ADVICE,
        origin=Origin(file=shown),
        what_zh="这个文件不在任何已知文件夹里，没有被读取",
        what_en="this file is in no known folder and was not read",
        mend_zh=f"移到下列文件夹之一：{'、'.join(known)}。学校的文件夹里是：{'、'.join(parts)}。",
        mend_en=f"Move it into one of: {', '.join(known)}. "
        f"A school's folder holds: {', '.join(parts)}.",
    )


def other_ending(shown: str, endings: Collection[str]) -> Finding:
    """Return what is told of a file beside buildings that does not end as one."""
    return Finding(
        code="C112",
        severity=Severity.ADVICE,
        origin=Origin(file=shown),
        what_zh=f"这个文件没有被读取：楼的文件以 {'、'.join(endings)} 结尾",
        what_en=f"this file was not read: files of buildings end in {', '.join(endings)}",
        mend_zh="是一栋楼，就改掉结尾（如 main.yml.txt 改成 main.yml）；不是，就移出 buildings/。",
        mend_en="If it is a building, change the ending (main.yml.txt to main.yml); "
        "if not, move it out of buildings/.",
    )
