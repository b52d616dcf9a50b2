# SPDX-License-Identifier: MIT
"""A file that cannot be read is told in both languages, with the line to mend and an example."""

import re

import pytest

from generator.finding import Finding
from generator.load.read_item import parse_item
from generator.model.topic import Source

FAULTS = [
    ("title:\n\tzh: 火\n", 2, "制表符"),
    ("id: a\n\ttitle: b\n", 2, "制表符"),
    ("id: a\ntitle：\n  zh: 火\n", 2, "全角冒号"),
    ("id：a\ntitle: b\n", 1, "全角冒号"),
    ('zh: "火灾”\nen: "Fire"\n', 1, "另一头是全角的"),
    ('id: a\nzh: "火灾”\n', 2, "另一头是全角的"),
    ("a: [junior, senior】\nb: 1\n", 1, "方括号"),
    ('zh: "他说"快走"就走"\n', 1, "里面又有英文引号"),
    ("en: Fire: which way\n", 1, "不能再有"),
    ("a: [1,\n  2\nb: 3\n", 1, "括号没有结束"),
    ('a: 1\nb: "fire\nc: 2\n', 2, "引号没有结束"),
    ("a:\n    b: 1\n  c: 2\n", 3, "对不齐"),
    ("a: - b\n", 1, "同一行"),
    ("- a\nb: 1\n", 2, "列表的下一项"),
    ("a: @x\n", 1, "开头"),
    ("a: *x\n", 1, "没有定义"),
    ("a: & b\n", 1, "不是名称"),
    ("a: !x b\n", 1, "不认识"),
    ('a: "c:\\d"\n', 1, "反斜杠"),
    ("a: 1\n---\nb: 2\n", 2, "两份"),
    ("a: 1\n...\nb: 2\n", 3, "后面还有内容"),
    ("a: |x\n", 1, "后面还有字"),
    ("a: , b\n", 1, "多了一个逗号"),
    ("%a\n", 1, "%"),
    ("a: ? b\n", 1, "? "),
    ("a: \x01\n", 0, "控制字符"),
    ("a: 1\nb\n", 3, "缺“: ”"),
]


def said_of(raw: bytes) -> Finding:
    (finding,) = (f for f in parse_item(raw, "x.yml", Source).findings if f.code == "C101")
    return finding


@pytest.mark.parametrize(("text", "line", "cause"), FAULTS)
def test_a_fault_of_yaml_is_told_in_chinese_where_it_is_to_be_mended(
    text: str, line: int, cause: str
) -> None:
    finding = said_of(text.encode())
    assert (finding.origin.line, cause in finding.what_zh) == (line, True), finding
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,}", finding.what_zh), finding.what_zh
    assert not re.search("[\u4e00-\u9fff]", finding.what_en)
    assert "expected" not in finding.what_en


def test_a_text_with_a_full_width_colon_is_not_blamed_for_another_fault() -> None:
    finding = said_of("a: |\n  QQ：123\nb: [1\n".encode())
    assert (finding.origin.line, "括号" in finding.what_zh) == (3, True)


@pytest.mark.parametrize(
    ("line", "encoding", "raw"),
    [
        (2, "GBK", "id: fire\ntitle: 火灾\n".encode("gbk")),
        (0, "UTF-16", "id: 火灾\n".encode("utf-16")),
        (2, "认不出", b"id: fire\n\xff\xff\x00\n"),
    ],
    ids=["gbk", "utf-16", "none"],
)
def test_a_file_in_another_encoding_is_told_which(line: int, encoding: str, raw: bytes) -> None:
    finding = said_of(raw)
    assert (finding.origin.line, encoding in finding.what_zh) == (line, True), finding
    assert "UTF-8" in finding.mend_zh
    assert finding.what_en.isascii()
    assert "codec" not in finding.what_zh + finding.what_en
