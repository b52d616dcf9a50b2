# SPDX-License-Identifier: MIT
"""JSON with the line of every value; nothing that somebody may write makes it raise."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.json_lines import parse_json
from generator.load.yaml_lines import MAX_BYTES, MAX_DEPTH, MAX_VALUES

TEXT = """\
{"type": "a",
 "features": [
  {"id": 1.5}, [true,
   null]
 ]}
"""


def test_every_key_and_entry_has_its_line() -> None:
    assert parse_json(TEXT).lines == {
        (): 1,
        ("type",): 1,
        ("features",): 2,
        ("features", 0): 3,
        ("features", 0, "id"): 3,
        ("features", 1): 3,
        ("features", 1, 0): 3,
        ("features", 1, 1): 4,
    }


def test_the_data_are_those_of_json() -> None:
    assert parse_json(TEXT).data == json.loads(TEXT)
    assert parse_json("\ufeff {} \n").data == {}


def test_the_first_of_two_alike_keys_counts_and_the_second_is_told() -> None:
    tree = parse_json('{"a": [1],\n "a": {"b": 2}}')
    assert tree.data == {"a": [1]}
    assert [(fault.kind, fault.line, fault.detail) for fault in tree.faults] == [
        ("duplicate", 2, "a")
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n\n{", 3),
        ("[1,\n]", 2),
        ('{"a"\n1}', 2),
        ('{"a": 1\n "b": 2}', 2),
        ("{} {}", 1),
        ("[1,\nNaN]", 2),
        ("[Infinity]", 1),
        ("[" + "9" * 5000 + "]", 1),
        ('["\\ud800"]', 1),
        ('["a\nb"]', 1),
        ("[" * (MAX_DEPTH + 2), 1),
        ("[" + "1," * MAX_VALUES + "1]", 1),
        (" " * (MAX_BYTES + 1), 1),
        ("# yaml: it is", 1),
    ],
)
def test_what_is_no_json_is_one_fault_with_its_line(text: str, line: int) -> None:
    tree = parse_json(text)
    assert tree.data is None
    assert [fault.line for fault in tree.faults] == [line]
    assert tree.faults[0].kind in ("syntax", "size")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)  # fmt: skip


@given(VALUES, st.sampled_from([None, 1]))
@settings(max_examples=60, deadline=None)
def test_whatever_json_writes_is_read_as_it_was(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    if "\\ud" in text:
        text = json.dumps(value, indent=indent, ensure_ascii=False)
    tree = parse_json(text)
    assert (tree.data, tree.faults) == (value, [])


@given(st.text(alphabet='{}[]",:1e.-truefalsnl\\u\n ', max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_text_is_json_to_it_just_where_it_is_to_python(text: str) -> None:
    try:
        expected: object = json.loads(text)
    except ValueError:
        assert parse_json(text).faults
    else:
        tree = parse_json(text)
        assert any(fault.kind == "duplicate" for fault in tree.faults) or tree.data == expected
