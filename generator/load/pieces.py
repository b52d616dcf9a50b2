# SPDX-License-Identifier: MIT
"""Files that are one long list: entries that are as they were need not be parsed again.

Such a file is cut before every line that begins an entry. An entry that alone says one thing,
without anchors, and all of whose lines stand deeper than its dash, says the same in the whole:
nothing before it is left open, since what is before it was read alone as well.
"""

import hashlib
import marshal
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from generator.finding import Key
from generator.load.yaml_lines import MAX_BYTES, MAX_VALUES, parse_entry

LEAST_CHARACTERS = 20_000
"""How long a file must be for its pieces to be kept."""

Piece: TypeAlias = tuple[bytes, int, int, bytes]
"""What proves an entry's text unchanged, its lines, its values, and where these stand in it."""

Packed: TypeAlias = tuple[str, bytes, int, list[Piece]]
"""The key of the list, what proves all before it unchanged, the lines of that, the entries."""

_LIST = re.compile(r"^([a-z_]+): *\n( *)- ", re.MULTILINE)

_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""Ends of lines to YAML that are none here, and marks of byte order."""


class _Cut(NamedTuple):
    """A text in its pieces."""

    key: str
    head: str
    entries: list[str]


def _cut(text: str) -> _Cut | None:
    """Return what stands before the only list and its entries; None where it is not so plain."""
    if (found := _LIST.search(text)) is None or _OTHER_BREAKS.search(text):
        return None
    body, indent = text[found.start(2) :], len(found[2])
    known = rf"^(?! {{{indent}}}- | {{{indent + 1}}}|[ \t]*(?:#|$))"
    if re.search(known, body, re.MULTILINE):
        return None
    entries = re.split(rf"^(?= {{{indent}}}- )", body, flags=re.MULTILINE)[1:]
    return _Cut(found[1], text[: found.start(2)], entries)


def pack_pieces(
    text: str, data: Mapping[str, Any], lines: Mapping[Key, int]
) -> tuple[dict[Key, int], Packed] | None:
    """Return the lines outside the entries, and the pieces; None for what is no long list.

    `data` and `lines` are what the text says, read without anchors.
    """
    if len(text) < LEAST_CHARACTERS or (cut := _cut(text)) is None:
        return None
    entries = data.get(cut.key)
    if not isinstance(entries, list) or len(entries) != len(cut.entries):
        return None
    heights = [entry.count("\n") for entry in cut.entries]
    first = cut.head.count("\n") + 1
    starts = list(accumulate(heights, initial=first))
    own: list[dict[Key, int]] = [{} for _ in entries]
    others: dict[Key, int] = {}
    for key, line in lines.items():
        if len(key) > 1 and key[0] == cut.key and isinstance(key[1], int):
            own[key[1]][key[2:]] = line - starts[key[1]]
        else:
            others[key] = line
    if any(here.get((), -1) not in range(h or 1) for here, h in zip(own, heights, strict=True)):
        return None
    marks = map(_mark, cut.entries)
    rows = zip(marks, heights, map(len, own), map(marshal.dumps, own), strict=True)
    return others, (cut.key, _mark(cut.head), first, list(rows))


def read_again(
    text: str, before: Mapping[str, Any], packed: Packed, plain: Callable[[object], object]
) -> tuple[dict[str, Any], Packed] | None:
    """Return what a text says that differs in few entries from one that was read before.

    `before` is what that said, `packed` are its pieces; `plain` makes an entry fit to be kept.
    None where it must be read afresh.
    """
    key, head, first, pieces = packed
    cut = _cut(text)
    if cut is None or (cut.key, _mark(cut.head)) != (key, head) or len(text.encode()) > MAX_BYTES:
        return None
    known = {piece[0]: (piece, entry) for piece, entry in zip(pieces, before[key], strict=True)}
    now: list[tuple[Piece, object]] = []
    for entry in cut.entries:
        mark = _mark(entry)
        read = known.get(mark) or _read(entry, mark, (key, len(now)))
        if read is None:
            return None
        now.append(read if mark in known else (read[0], plain(read[1])))
    if sum(piece[2] for piece, _ in now) + len(before) + 1 > MAX_VALUES:
        return None
    data = {name: [said for _, said in now] if name == key else v for name, v in before.items()}
    return data, (key, head, first, [piece for piece, _ in now])


def _read(entry: str, mark: bytes, key: Key) -> tuple[Piece, object] | None:
    tree = parse_entry(entry, key)
    if tree is None:
        return None
    lines = {place[len(key) :]: line - 1 for place, line in tree.lines.items()}
    return (mark, entry.count("\n"), len(lines), marshal.dumps(lines)), tree.data


def _mark(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


class PieceLines(Mapping[Key, int]):
    """Lines of a file in pieces; those of an entry are unpacked when somebody asks for one."""

    def __init__(self, others: Mapping[Key, int], packed: Packed) -> None:
        """Keep the lines outside the entries, and the pieces."""
        self._others = others
        self._key, _, self._first, self._pieces = packed
        self._unpacked: dict[int, dict[Key, int]] = {}

    @cached_property
    def _starts(self) -> Sequence[int]:
        return list(accumulate((piece[1] for piece in self._pieces), initial=self._first))

    def _of(self, number: int) -> dict[Key, int]:
        if number not in self._unpacked:
            own = marshal.loads(self._pieces[number][3])  # noqa: S302 - came out of a sealed cache
            self._unpacked[number] = own
        return self._unpacked[number]

    def __getitem__(self, key: Key) -> int:
        """Return the line of a key."""
        number = key[1] if len(key) > 1 and key[0] == self._key else None
        if isinstance(number, int) and 0 <= number < len(self._pieces):
            return self._of(number)[key[2:]] + self._starts[number]
        return self._others[key]

    def __iter__(self) -> Iterator[Key]:
        """Yield every key."""
        yield from self._others
        for number in range(len(self._pieces)):
            yield from ((self._key, number, *key) for key in self._of(number))

    def __len__(self) -> int:
        """Return how many keys have a line."""
        return len(self._others) + sum(piece[2] for piece in self._pieces)
