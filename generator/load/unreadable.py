# SPDX-License-Identifier: MIT
"""Why a file cannot be read, said so that somebody who knows no YAML can mend it."""

import re
from dataclasses import dataclass

from generator.finding import Finding, Origin, Severity
from generator.load.yaml_lines import Fault


@dataclass(frozen=True, slots=True)
class _Said:
    """What is wrong and how to mend it, on which line."""

    what_zh: str
    what_en: str
    mend_zh: str
    mend_en: str
    line: int = 0


def unreadable_text(raw: bytes, shown_as: str, error: UnicodeDecodeError) -> Finding:
    """Return the finding of bytes that are no UTF-8: what they seem to be, and where it begins."""
    encoding, is_by_lines = _encoding_of(raw)
    line = raw.count(b"\n", 0, error.start) + 1 if is_by_lines else 0
    zh = f"，看样子是 {encoding}" if encoding else "，也认不出是哪种编码"
    en = f"; it seems to be {encoding}" if encoding else ", nor any encoding known here"
    said = _Said(
        f"文件不是 UTF-8 编码{zh}" + (f"（从第 {line} 行起）" if line else ""),
        f"the file is not UTF-8{en}" + (f" (from line {line} on)" if line else ""),
        "用记事本或 WPS 打开，“另存为”，编码选 UTF-8，再保存。"
        if encoding
        else "看看它是不是文本文件（Word、Excel 文件不行）；是的话另存为 UTF-8。",
        "Open it in an editor, choose Save as, and UTF-8 as the encoding."
        if encoding
        else "See whether it is a text file at all (no Word or Excel file); then save it as UTF-8.",
        line,
    )
    return _finding(said, shown_as)


def _encoding_of(raw: bytes) -> tuple[str, bool]:
    """Return what an encoding is called, if any fits, and whether its lines can be counted."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16", False
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "", True
    return ("", True) if b"\0" in raw else ("GBK / GB 18030", True)


def syntax_finding(fault: Fault, text: str, shown_as: str) -> Finding:
    """Return the finding of a text that is no YAML, with a cause that its lines show, if any."""
    lines = text.split("\n")
    said = _by_line(fault, lines) or _by_problem(fault)
    return _finding(said, shown_as, fault.line)


def _finding(said: _Said, shown_as: str, line: int = 0) -> Finding:
    return Finding(
        code="C101",
        severity=Severity.ERROR,
        origin=Origin(file=shown_as, line=said.line or line),
        what_zh=said.what_zh,
        what_en=said.what_en,
        mend_zh=said.mend_zh,
        mend_en=said.mend_en,
    )


_TAB = re.compile(r"^ *\t")

_WIDE_COLON = re.compile(r"^\s*(?:- +)?[A-Za-z0-9_-]+\s*：")
"""A key that ends with a full-width colon."""

_WIDE_QUOTE = re.compile(r"(?:^|[:\[,{-]\s*)\"[^\"]*[“”][^\"]*$|[:\[,{-]\s+'[^']*[‘’][^']*$")
"""A text that opens with a plain quote and has only a full-width one to close it."""

_INNER_QUOTE = re.compile(r":\s+\"[^\"]*\"[^\s,\]}#:]")
"""A quoted text with quotes in it: "he said "hi" to us"."""

_WIDE_BRACKET = re.compile(r"[:\-,\[{]\s*[\[{][^\]}]*[】］｝〕）]\s*$")
"""A list that opens with a plain bracket and has only a full-width one to close it."""

LOOKED_BACK = 3
"""Lines before the one where reading stopped that may hold the cause."""

_SHOWN = "把它换成英文的", "Replace it with the plain"

_BY_LINE: tuple[tuple[re.Pattern[str], tuple[str, ...], _Said], ...] = (
    (
        _TAB,
        ("tab character", "cannot start any token"),
        _Said(
            "这一行用制表符（Tab）缩进，YAML 不允许",
            "this line is indented with a tab, which YAML does not allow",
            "删去行首的 Tab，换成空格：每深一层两个空格，如“  zh: 消防”。",
            'Replace the tab with blanks, two for each level: "  en: Fire".',
        ),
    ),
    (
        _WIDE_COLON,
        ("could not find expected ':'", "mapping values are not allowed"),
        _Said(
            "键后面是全角冒号“：”",
            "a full-width colon “：” stands after the key",
            f"{_SHOWN[0]}“:”，后面空一格，如“minutes: 40”。",
            f'{_SHOWN[1]} ":" and a blank: "minutes: 40".',
        ),
    ),
    (
        _WIDE_QUOTE,
        ("expected key", "unexpected end of stream", "expected ',' or"),
        _Said(
            "引号一头是英文的，另一头是全角的“”或‘’",
            "the text opens with a plain quote and ends with a full-width one",
            '两头都用英文引号，如 zh: "火灾"；不含冒号和 # 的文字也可以不加引号。',
            'Use plain quotes at both ends: en: "Fire"; text without a colon or # needs none.',
        ),
    ),
    (
        _WIDE_BRACKET,
        ("expected ',' or",),
        _Said(
            "方括号一头是英文的，另一头是全角的",
            "the list opens with a plain bracket and ends with a full-width one",
            "括号和逗号都用英文的，如 [junior, senior]。",
            "Use plain brackets and commas: [junior, senior].",
        ),
    ),
    (
        _INNER_QUOTE,
        ("expected key", "unexpected end of stream", "expected ',' or"),
        _Said(
            "加了英文引号的文字里面又有英文引号",
            "a text in plain quotes holds plain quotes itself",
            "里面的换成中文引号“”，如 zh: 他说“快走”就走。",
            "Put the whole text into single quotes: en: 'He said \"go\" and went'.",
        ),
    ),
)
"""Causes that a line shows, and over what the reader stumbles for them."""


def _by_line(fault: Fault, lines: list[str]) -> _Said | None:
    """Return the cause nearest to where reading stopped; a list or quote may begin far before."""
    last = min(fault.line, len(lines))
    near = range(last, max(last - LOOKED_BACK, 1) - 1, -1)
    for number in dict.fromkeys((*near, fault.begun)):
        for pattern, problems, said in _BY_LINE if 0 < number <= len(lines) else ():
            is_like_it = any(part in fault.detail for part in problems)
            if is_like_it and pattern.search(lines[number - 1]):
                return _Said(said.what_zh, said.what_en, said.mend_zh, said.mend_en, number)
    return None


_QUOTE_IT = (
    '给整段文字加英文引号，如 zh: "火灾: 怎么走"。',
    'Put the whole text into plain quotes: en: "Fire: which way".',
)

_INDENT = (
    "同一层的键要左对齐，下一层多两个空格；检查这一行和上一行，键后面写“: ”。",
    "Align keys of one level, two more blanks for the next; see this line and the one above.",
)

_CLOSE_LIST = (
    "补上右括号，各项之间用英文逗号，如 [junior, senior]。",
    "Close the bracket, with plain commas between: [junior, senior].",
)

_NO_EXTRAS = (
    '删去 &、*、! 这类记号；文字要以它们开头，就加英文引号，如 zh: "*必填"。',
    'Take out marks such as &, * or !; quote text that begins with one: en: "*needed".',
)

_PROBLEMS: tuple[tuple[str, tuple[str, str], tuple[str, str]], ...] = (
    (
        "mapping values are not allowed",
        (
            "这里不能再有“: ”：文字里有冒号，或者缩进不对，或者上一行缺冒号",
            'no second ": " can stand here: a colon in the text, a wrong indent, or none above',
        ),
        (
            f"文字里的冒号：{_QUOTE_IT[0]}其他情况：{_INDENT[0]}",
            f"A colon in the text: {_QUOTE_IT[1]} Otherwise: {_INDENT[1]}",
        ),
    ),
    (
        "could not find expected ':'",
        ("这里或上一行缺“: ”，不是“键: 值”", 'this line or the one above lacks its ": "'),
        (
            "写成“键: 值”，冒号用英文的，后面空一格，如“minutes: 40”；文字太长另起一行时要缩进。",
            'Write "key: value" with a plain colon and a blank; indent lines that go on.',
        ),
    ),
    (
        "tab character",
        ("这里用制表符（Tab）缩进，YAML 不允许", "a tab is used for indentation"),
        (
            "删去 Tab，换成空格：每深一层两个空格。",
            "Replace the tab with blanks, two for each level.",
        ),
    ),
    (
        "cannot start any token",
        (
            "值以 @、%、` 这样的记号或 Tab 开头",
            "a value begins with @, %, ` or a tab, which YAML keeps for itself",
        ),
        _QUOTE_IT,
    ),
    (
        "block sequence entries are not allowed",
        ("“- ”不能和键写在同一行", '"- " may not stand on the line of its key'),
        (
            "换一行写，缩进两个空格，如“steps:”下一行“  - 第一步”。",
            'Begin a new line below the key: "steps:", then "  - first step".',
        ),
    ),
    (
        "mapping keys are not allowed",
        ("值以“? ”开头", 'a value begins with "? "'),
        _QUOTE_IT,
    ),
    (
        "unexpected end of stream",
        ("这里开头的引号没有结束", "the quote that opens here is never closed"),
        (
            '在文字末尾补上同样的英文引号，如 zh: "火灾"。',
            'Close it with the same plain quote: en: "Fire".',
        ),
    ),
    (
        "unexpected document indicator",
        ("引号没有结束就到了“---”", 'a quote is not closed before "---"'),
        ("在文字末尾补上同样的英文引号。", "Close the quote at the end of the text."),
    ),
    (
        "escape character",
        (
            "英文双引号里的反斜杠 \\ 有特别的意思",
            "a backslash in double quotes has a meaning of its own",
        ),
        (
            "换成单引号，如 'C:\\学校'，或者写两个 \\\\。",
            "Use single quotes, 'C:\\school', or write \\\\ twice.",
        ),
    ),
    (
        "did not find expected key",
        (
            "这一行和上面的对不齐，或者上一行的引号、括号后面还有多余的字",
            "this line is not aligned with those above, or something follows a closing quote",
        ),
        (
            f'{_INDENT[0]}引号结束后不能再有字，如 zh: "火灾"。',
            f'{_INDENT[1]} Nothing may follow a closing quote: en: "Fire".',
        ),
    ),
    (
        "expected '-' indicator",
        (
            "这里应是列表的下一项，却不以“- ”开头",
            'the next entry of the list should begin with "- "',
        ),
        (
            "各项以“- ”开头并左对齐，如“- 第一项”；一项之内的键和这项的第一个键对齐。",
            'Begin each entry with "- ", aligned; keys within one align with its first key.',
        ),
    ),
    (
        "expected ',' or",
        ("这里开头的括号没有结束", "the bracket opened here is not closed"),
        _CLOSE_LIST,
    ),
    (
        "expected node content",
        ("这里多了一个逗号或右括号", "a comma or closing bracket stands here that opens nothing"),
        (
            '删去它；是文字就加英文引号，如 zh: "[见图]"。',
            'Remove it; quote it where it is text: en: "[see]".',
        ),
    ),
    (
        "unhashable key",
        ("花括号或方括号被当成了键", "a bracket was taken for a key"),
        ('是文字就加英文引号，如 zh: "{姓名}"。', 'Quote it where it is text: en: "{name}".'),
    ),
    ("undefined alias", ("以 * 开头的词没有定义过", "a word after * is not defined"), _NO_EXTRAS),
    (
        "alphabetic or numeric",
        ("& 或 * 后面不是名称", "no name stands after & or *"),
        _NO_EXTRAS,
    ),
    ("second occurrence", ("以 & 起的名称用了两次", "a name after & is used twice"), _NO_EXTRAS),
    ("tag", ("以 ! 开头的词这里不认识", "a word that begins with ! is not known here"), _NO_EXTRAS),
    (
        "directive",
        ("一行以 % 开头", "a line begins with %"),
        (
            "删去这一行，或者以 # 开头写成注释，如“# 50%”。",
            'Remove it, or begin it with #: "# 50%".',
        ),
    ),
    (
        "another document",
        ("一个文件里写了两份（中间有“---”）", 'the file holds two documents (a "---" between)'),
        ("分成两个文件，或者删去“---”。", 'Make two files of it, or remove the "---".'),
    ),
    (
        "<document start>",
        ("“...”后面还有内容", 'something follows after "..."'),
        ("删去“...”一行。", 'Remove the line "...".'),
    ),
    (
        "comment or line break",
        ("“|”或“>”后面还有字", 'something follows "|" or ">" on its line'),
        ("文字从下一行写起，缩进两个空格。", "Begin the text on the next line, two blanks in."),
    ),
    (
        "unacceptable character",
        (
            "文件里有看不见的控制字符，也许不是文本文件，或是 UTF-16 编码",
            "the file holds control characters; it may be no text, or UTF-16",
        ),
        (
            "用记事本打开，另存为 UTF-8；还不行就删去那个字符重打。",
            "Save it as UTF-8; if that does not help, retype that character.",
        ),
    ),
    (
        "more than",
        ("内容太多，或者层数太深", "it holds too much, or is nested too deeply"),
        (
            "分成几个文件，如每课一个；去掉多余的层。",
            "Split it into several files, such as one a lesson.",
        ),
    ),
    (
        "bytes",
        ("文件太大", "the file is too large"),
        ("分成几个文件，如每课一个。", "Split it into several files, such as one a lesson."),
    ),
)
"""What the reader says, by a part of its words: what it means and how to mend it."""

_BEGINS_BEFORE = ("unexpected end of stream", "expected ',' or", "document indicator")
"""Problems that are to be mended where something was opened."""


def _by_problem(fault: Fault) -> _Said:
    for part, what, mend in _PROBLEMS:
        if part in fault.detail:
            line = fault.begun if part in _BEGINS_BEFORE else 0
            return _Said(*what, *mend, line)
    return _Said(
        "这一行不合 YAML 的写法",
        f"this is not valid YAML: {fault.detail}",
        "检查这一行及上一行的缩进、冒号和引号；含冒号或 # 的文字要加引号。",
        "Look at indent, colons, quotes here and a line up; quote text with a colon or #.",
    )
