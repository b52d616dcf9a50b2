# SPDX-License-Identifier: MIT
"""YAML with the line of every value; nothing that somebody may write makes it raise."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.yaml_lines import MAX_BYTES, MAX_VALUES, parse_yaml

TEXT = """\
# a comment
id: fire
title:
  zh: 消防
  en: Fire
steps:
  - minutes: 5
    do: [a,
         b]
  - minutes: 6
"""


def test_every_key_and_entry_has_its_line() -> None:
    assert parse_yaml(TEXT).lines == {
        (): 2,
        ("id",): 2,
        ("title",): 3,
        ("title", "zh"): 4,
        ("title", "en"): 5,
        ("steps",): 6,
        ("steps", 0): 7,
        ("steps", 0, "minutes"): 7,
        ("steps", 0, "do"): 8,
        ("steps", 0, "do", 0): 8,
        ("steps", 0, "do", 1): 9,
        ("steps", 1): 10,
        ("steps", 1, "minutes"): 10,
    }


def test_values_are_plain_and_keys_are_as_written() -> None:
    tree = parse_yaml("on: 2026-09-01\nyes: 1\n12: a\nnull: ''\nlist: [1.5, true, ~]\n")
    assert tree.faults == []
    assert tree.data == {
        "on": date(2026, 9, 1),
        "yes": 1,
        "12": "a",
        "null": "",
        "list": [1.5, True, None],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n"])
def test_an_empty_text_holds_nothing_and_has_no_fault(text: str) -> None:
    tree = parse_yaml(text)
    assert (tree.data, tree.faults) == (None, [])


def test_a_text_saved_with_a_byte_order_mark_is_read() -> None:
    assert parse_yaml("\ufeffid: fire\n").data == {"id": "fire"}


def test_every_key_written_twice_is_a_fault_with_its_second_line() -> None:
    tree = parse_yaml("a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n")
    faults = [(f.kind, f.line, f.key) for f in tree.faults]
    assert faults == [
        ("duplicate", 2, ("b", "c")),
        ("duplicate", 3, ("a",)),
        ("duplicate", 4, ("a",)),
    ]
    assert tree.data == {"a": 1, "b": {"c": 1}}, "the first of the two is read on"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\ntitle: Fire: which way\n", 2),
        ("id: a\n\tzh: b\n", 2),
        ("id: a\nlist:\n  - a\n - b\n", 4),
        ('id: "a\n', 2),
        ("id: [a, b\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: *nothing\n", 1),
        ("a: 1\nread: 2026-02-31\n", 2),
        ("a: 1\nread: 2026-13-01\n", 2),
        ("a: 1\nb: !own x\n", 2),
        ("a: 1\nb: !!bool maybe\n", 2),
        ("a: 1\nb: !!timestamp soon\n", 2),
        ("a: 1\nb: !!int ''\n", 2),
        ("a: 1\nb: !!float x\n", 2),
        ("a: 1\nb: !!binary x\n", 2),
        ("a: 1\nb: " + "[" * 60 + "]" * 60 + "\n", 2),
        ("a: 1\nb: " + "[" * 100_000, 2),
        ("- " * 100_000, 1),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_cannot_be_read_is_one_fault_with_its_line(text: str, line: int) -> None:
    tree = parse_yaml(text)
    assert tree.data is None
    (fault,) = tree.faults
    assert fault.kind in ("syntax", "value")
    assert fault.line == line


def test_a_date_that_does_not_exist_is_told_apart_from_bad_syntax() -> None:
    (fault,) = parse_yaml("a: 1\nread: 2026-02-31\n").faults
    assert (fault.kind, fault.line, fault.detail) == ("value", 2, "2026-02-31")


@pytest.mark.parametrize("text", ["a: \x00", "a: \x07b", "a: \ufffe"])
def test_control_characters_are_a_fault(text: str) -> None:
    tree = parse_yaml(text)
    assert tree.data is None
    assert len(tree.faults) == 1


def test_an_alias_of_itself_is_a_fault() -> None:
    tree = parse_yaml("a: &a [*a]\n")
    assert (tree.data, len(tree.faults)) == (None, 1)


def test_aliases_that_multiply_are_a_fault() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 8)]
    tree = parse_yaml("\n".join(levels))
    assert tree.data is None
    assert str(MAX_VALUES) in tree.faults[0].detail


def test_a_file_beyond_all_measure_is_a_fault() -> None:
    tree = parse_yaml("a: " + "x" * MAX_BYTES)
    assert (tree.data, [f.kind for f in tree.faults]) == (None, ["size"])


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=":-[]{}&*!|>'\"#,? \n\tab1.%@`~=<\u4e2d", max_size=40))
def test_no_text_makes_it_raise(text: str) -> None:
    tree = parse_yaml(text)
    assert tree.data is None or {f.kind for f in tree.faults} <= {"duplicate"}
